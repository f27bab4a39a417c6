"""`kiemdiem train`: making the model files again from a corpus."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.messages import Catalogue

from .building import command, option, words
from .exits import Exit


def create(said: Catalogue) -> click.Command:
    """Return the command."""
    folder = click.Argument(["folder"], type=click.Path(), required=False, metavar=said.text("cli.metavar.folder"))
    out = option(
        "-o",
        "--output",
        "out",
        said=said,
        text="train_output",
        type=click.Path(),
        metavar=said.text("cli.metavar.folder"),
    )
    return command("train", said, run, (folder, out))


@click.pass_context
def run(ctx: click.Context, folder: str | None, out: str | None) -> Exit:
    """Train, and tell where the model is."""
    from assistant.learning import train

    written = train(Path(folder) if folder else None, Path(out) if out else None)
    for figures in written.figures:
        told = "  ".join(f"{label} {each.f1:.3f}" for label, each in figures.labels.items())
        click.echo(f"{figures.name:<20}{told}")
    click.echo(words(ctx).text("cli.train.written", path=written.folder))
    return Exit.DONE
