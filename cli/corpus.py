"""`kiemdiem corpus`: whether a corpus of texts with gold is whole and consistent."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.messages import Catalogue

from .building import command, group, words
from .exits import Exit


def create(said: Catalogue) -> click.Command:
    """Return the group."""
    folder = click.Argument(["folder"], type=click.Path(), required=False, metavar=said.text("cli.metavar.folder"))
    return group("corpus", said, (command("corpus.check", said, check, (folder,)),))


@click.pass_context
def check(ctx: click.Context, folder: str | None) -> Exit:
    """Print the mistakes of a corpus."""
    from assistant.learning import check as mistakes_of

    said = words(ctx)
    mistakes = mistakes_of(Path(folder) if folder else None)
    for mistake in mistakes:
        click.echo(said.text(mistake.code, **{"stem": mistake.stem, **dict(mistake.parameters)}))
    if not mistakes:
        click.echo(said.text("cli.corpus.clean"))
    return Exit.FINDINGS if mistakes else Exit.DONE
