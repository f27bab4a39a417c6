"""`kiemdiem evaluate`: how well the program reads a corpus with gold."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.messages import Catalogue

from .building import command, option
from .exits import Exit


def create(said: Catalogue) -> click.Command:
    """Return the command."""
    folder = click.Argument(["folder"], type=click.Path(), required=False, metavar=said.text("cli.metavar.folder"))
    rules = option("--rules", said=said, text="rules", type=click.Path(), metavar=said.text("cli.metavar.folder"))
    return command("evaluate", said, run, (folder, rules))


def run(folder: str | None, rules: str | None) -> Exit:
    """Print a line a measure."""
    from assistant.learning import evaluate

    for measure, value in evaluate(Path(folder) if folder else None, rules=rules).items():
        click.echo(f"{measure:<32}{value:.3f}")
    return Exit.DONE
