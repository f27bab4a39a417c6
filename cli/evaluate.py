"""`kiemdiem evaluate`: how well the program reads a corpus with gold."""

from __future__ import annotations

import json
from pathlib import Path

import click

from assistant.messages import Catalogue

from . import console
from .building import command, option, words
from .exits import Exit

_QUOTE = 120


def create(said: Catalogue) -> click.Command:
    """Return the command."""
    place = said.text("cli.metavar.folder")
    folder = click.Argument(["folder"], type=click.Path(), required=False, metavar=place)
    rules = option("--rules", said=said, text="rules", type=click.Path(), metavar=place)
    models = option("--models", said=said, text="models", type=click.Path(), metavar=place)
    out = option(
        "--json", "json_file", said=said, text="evaluate_json", type=click.Path(), metavar=said.text("cli.metavar.file")
    )
    errors = option("--errors", said=said, text="errors", type=click.IntRange(min=0), default=0)
    publish = option("--publish", said=said, text="publish", is_flag=True)
    return command("evaluate", said, run, (folder, rules, models, out, errors, publish))


@click.pass_context
def run(
    ctx: click.Context,
    *,
    folder: str | None,
    rules: str | None,
    models: str | None,
    json_file: str | None,
    errors: int,
    publish: bool,
) -> Exit:
    """Print a table of the measures beside the published ones, and the first mistakes where they are asked for."""
    from assistant.learning import compared, evaluate
    from assistant.learning import publish as keep

    said, corpora = words(ctx), Path(folder) if folder else None
    evaluation = evaluate(corpora, rules=rules, models=models)
    click.echo(evaluation.table())
    comparison = compared(evaluation, corpora)
    if comparison is not None:
        code = "same" if comparison.same_corpus else "other"
        click.echo(said.text(f"cli.evaluate.compared.{code}"))
        click.echo(comparison.table())
    if publish:
        console.say(said.text("cli.evaluate.published", path=keep(evaluation, corpora)))
    for mistake in evaluation.mistakes[:errors]:
        told = (
            mistake.stem,
            mistake.measure,
            mistake.kind,
            f"{mistake.wanted} > {mistake.got}",
            mistake.quote[:_QUOTE],
        )
        click.echo("\t".join(told))
    if json_file:
        text = json.dumps(evaluation.as_dict(), ensure_ascii=False, indent=1) + "\n"
        Path(json_file).write_text(text, encoding="utf-8", newline="\n")
    return Exit.DONE
