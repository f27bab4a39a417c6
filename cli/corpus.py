"""`kiemdiem corpus`: whether a corpus is whole and consistent, how far annotators agree, and its datasheet."""

from __future__ import annotations

import json
from pathlib import Path

import click

from assistant.errors import UsageError
from assistant.messages import Catalogue

from . import console
from .building import command, group, option, words
from .exits import Exit


def create(said: Catalogue) -> click.Command:
    """Return the group."""
    folder = click.Argument(["folder"], type=click.Path(), required=False, metavar=said.text("cli.metavar.folder"))
    as_json = option("--json", "as_json", said=said, text="agreement_json", is_flag=True)
    into = option("--into", said=said, text="datasheet_into", type=click.Path(), metavar=said.text("cli.metavar.file"))
    return group(
        "corpus",
        said,
        (
            command("corpus.agreement", said, agree, (folder, as_json)),
            command("corpus.check", said, check, (folder,)),
            command("corpus.datasheet", said, describe, (folder, into)),
        ),
    )


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


@click.pass_context
def agree(ctx: click.Context, folder: str | None, as_json: bool) -> Exit:
    """Print how far two annotators of the same documents agree."""
    from assistant.learning import agreement

    said = words(ctx)
    found = agreement(Path(folder) if folder else None)
    if found.single:
        console.say(said.text("cli.corpus.single", count=len(found.single), stems=", ".join(found.single)))
    if as_json:
        click.echo(json.dumps(found.as_dict(), ensure_ascii=False, indent=1))
        return Exit.DONE
    click.echo(said.text("cli.corpus.agreement", documents=found.parts[0].documents, manners=len(found.parts) - 1))
    click.echo()
    click.echo(found.table())
    return Exit.DONE


@click.pass_context
def describe(ctx: click.Context, folder: str | None, into: str | None) -> Exit:
    """Print the tables of a corpus's datasheet, or put them between their marks in a page."""
    from assistant.learning import datasheet_tables, renewed

    said = words(ctx)
    tables = datasheet_tables(Path(folder) if folder else None, lambda name: said.text(f"corpus.share.{name}"))
    if into is None:
        click.echo("\n".join(tables.values()))
        return Exit.DONE
    try:
        page = Path(into).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("cli.input.missing", path=into) from error
    console.write(renewed(page, tables), into)
    console.say(said.text("cli.corpus.renewed", path=into))
    return Exit.DONE
