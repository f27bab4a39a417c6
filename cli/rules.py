"""`kiemdiem rules`: what the rules are, whether their cases hold, and the mistakes in a board's own files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from assistant.messages import Catalogue

from .building import command, group, option, words
from .exits import Exit

if TYPE_CHECKING:
    from assistant.rulebook import Rule, Rulebook

_INDENT = "  "


def create(said: Catalogue) -> click.Command:
    """Return the group."""
    folder = option(
        "--rules", "folder", said=said, text="rules", type=click.Path(), metavar=said.text("cli.metavar.folder")
    )
    pack = option("--pack", said=said, text="pack", metavar=said.text("cli.metavar.name"))
    coverage = option("--coverage", said=said, text="coverage", is_flag=True)
    name = click.Argument(["name"], metavar=said.text("cli.metavar.rule"))
    path = click.Argument(["path"], type=click.Path(), metavar=said.text("cli.metavar.path"))
    return group(
        "rules",
        said,
        (
            command("rules.list", said, list_rules, (folder, pack)),
            command("rules.show", said, show, (name, folder, pack)),
            command("rules.test", said, test, (coverage, folder, pack)),
            command("rules.lint", said, lint, (path,)),
        ),
    )


@click.pass_context
def list_rules(ctx: click.Context, folder: str | None, pack: str | None) -> Exit:
    """Print one line a rule."""
    from assistant.rulebook import load

    for line in _listing(load(folder, pack), words(ctx)):
        click.echo(line)
    return Exit.DONE


@click.pass_context
def show(ctx: click.Context, name: str, folder: str | None, pack: str | None) -> Exit:
    """Print one rule."""
    from assistant.rulebook import load

    for line in _page(load(folder, pack).rule(name), words(ctx)):
        click.echo(line)
    return Exit.DONE


@click.pass_context
def test(ctx: click.Context, coverage: bool, folder: str | None, pack: str | None) -> Exit:
    """Run the cases; tell those that fail, and with `coverage` the branches that no case makes fire."""
    from assistant.rulebook import coverage as branches_of
    from assistant.rulebook import load, run_cases

    said = words(ctx)
    rulebook = load(folder, pack)
    results = run_cases(rulebook)
    failed = [result for result in results if not result.held]
    for result in failed:
        code = f"cli.rules.failed_{result.expected}"
        click.echo(said.text(code, rule=result.rule, number=result.number, why=result.why or ""))
    untested = [branch for branch in branches_of(rulebook) if not branch.fired] if coverage else []
    for branch in untested:
        click.echo(said.text("cli.rules.untested", rule=branch.rule, branch=branch.name))
    click.echo(said.text("cli.rules.tested", rules=len(rulebook.rules), cases=len(results), failed=len(failed)))
    return Exit.FINDINGS if failed or untested else Exit.DONE


@click.pass_context
def lint(ctx: click.Context, path: str) -> Exit:
    """Print the mistakes of a rule file or folder."""
    from assistant.rulebook import lint as mistakes_of

    said = words(ctx)
    mistakes = mistakes_of(path)
    for mistake in mistakes:
        click.echo(said.error(mistake))
    if not mistakes:
        click.echo(said.text("cli.rules.clean"))
    return Exit.FINDINGS if mistakes else Exit.DONE


def _listing(rulebook: Rulebook, said: Catalogue) -> Iterator[str]:
    width = max((len(rule.name) for rule in rulebook.rules), default=0)
    for rule in sorted(rulebook.rules, key=lambda rule: (rulebook.code(rule), rulebook.depth(rule), rule.name)):
        told = [said.label(f"label.category.{rule.file.category}"), said.label(f"label.severity.{rule.file.severity}")]
        if rule.file.refines:
            told.append(said.text("cli.rules.refines", rule=rule.file.refines))
        if rule.file.stage != "report":
            told.append(said.text("cli.rules.shadow"))
        if rule.local:
            told.append(said.text("cli.rules.local"))
        name = _INDENT * rulebook.depth(rule) + rule.name
        yield f"{name:<{width + 4}}{'; '.join(told)}"


def _page(rule: Rule, said: Catalogue) -> Iterator[str]:
    file = rule.file
    english = said.language == "en"

    def sentence(of: object) -> str:
        return str(getattr(of, "en" if english else "vi"))

    yield rule.name
    yield f"{said.text('cli.rules.topic')}: {said.label(f'label.category.{file.category}')}"
    yield f"{said.text('cli.rules.severity')}: {said.label(f'label.severity.{file.severity}')}"
    if file.refines:
        yield said.text("cli.rules.refines", rule=file.refines)
    yield f"{said.text('cli.rules.reason')}: {sentence(file.reason)}"
    yield f"{said.text('cli.rules.source')}: {file.reason.source}"
    yield f"{said.text('cli.rules.message')}: {sentence(file.message)}"
    yield f"{said.text('cli.rules.question')}: {sentence(file.question)}"
    yield f"{said.text('cli.rules.good')}: {sentence(file.good)}"
    kinds = ", ".join(said.label(f"label.kind.{kind}") for kind in file.documents)
    yield f"{said.text('cli.rules.documents')}: {kinds}"
    for name, threshold in file.thresholds.items():
        yield f"{said.text('cli.rules.threshold')} {name}: {threshold.value:g} ({threshold.why})"
    yield said.text("cli.rules.cases", flag=len(file.cases.flag), passes=len(file.cases.passes))
