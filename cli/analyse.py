"""`kiemdiem analyse`: one document, with last year's and the superior's beside it, into one report."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import click

from assistant.errors import LimitError, UnreadableError, UsageError
from assistant.messages import Catalogue

from . import console
from .building import Choice, command, option, words
from .exits import Exit

_ENDINGS = {".json": "json", ".html": "html", ".htm": "html", ".md": "md", ".csv": "csv", ".txt": "text"}
_FORMATS = ("json", "html", "md", "csv", "text")
_SEVERITIES = ("low", "medium", "high")
_STANDARD_LIMIT = 50_000_000
"""Bytes read from standard input; the readers' own limit on a file."""


def create(said: Catalogue) -> click.Command:
    """Return the command."""
    path = click.Path()
    return command(
        "analyse",
        said,
        run,
        (
            click.Argument(["file"], type=path, metavar=said.text("cli.metavar.file")),
            option("--prior", said=said, text="prior", type=path, multiple=True, metavar=said.text("cli.metavar.file")),
            option(
                "--prompts", said=said, text="prompts", type=path, multiple=True, metavar=said.text("cli.metavar.file")
            ),
            option("--roster", said=said, text="roster", type=path, metavar="CSV"),
            option("-o", "--output", "out", said=said, text="output", type=path, metavar=said.text("cli.metavar.file")),
            option("--format", "format_", said=said, text="format", type=str, metavar="|".join(_FORMATS)),
            option("--rules", said=said, text="rules", type=path, metavar=said.text("cli.metavar.folder")),
            option("--pack", said=said, text="pack", metavar=said.text("cli.metavar.name")),
            option("--fail-on", said=said, text="fail_on", type=Choice(_SEVERITIES), metavar="|".join(_SEVERITIES)),
            option("--allow-secret", said=said, text="allow_secret", is_flag=True),
            option("--scores", said=said, text="scores", is_flag=True, hidden=True),
        ),
    )


@click.pass_context
def run(
    ctx: click.Context,
    /,
    *,
    file: str,
    prior: tuple[str, ...],
    prompts: tuple[str, ...],
    roster: str | None,
    out: str | None,
    format_: str | None,
    rules: str | None,
    pack: str | None,
    fail_on: str | None,
    allow_secret: bool,
    scores: bool,
) -> Exit:
    """Analyse, write, tell; everything that can be refused is refused before the work begins."""
    said = words(ctx)
    wanted = _format(out, format_)
    _check_inputs((file, *prior, *prompts))
    rosters = (roster,) if roster else ()
    _check_files(rosters)
    _check_output(out, (file, *prior, *prompts, *rosters))

    import assistant
    from assistant.rendering import render

    language: Literal["vi", "en"] = "en" if said.language == "en" else "vi"
    analyser = assistant.load(rules=rules, pack=pack, language=language, allow_secret=allow_secret)
    report = analyser.analyse(
        _content(file),
        prior=[_content(name) for name in prior],
        prompts=[_content(name) for name in prompts],
        roster=roster,
        scores=scores,
    )
    console.write(render(report, wanted, language=said.language), out)
    if report.unchecked:
        console.say(said.text("cli.analyse.unchecked", count=len(report.unchecked)))
    if out not in {None, console.STANDARD}:
        console.say(said.text("cli.analyse.written", path=out))
    if fail_on and any(_SEVERITIES.index(one.severity) >= _SEVERITIES.index(fail_on) for one in report.findings):
        return Exit.FINDINGS
    return Exit.DONE


def _format(out: str | None, named: str | None) -> str:
    """Return the format to write: the one named, else by the ending of the output, else text."""
    formats = ", ".join(_FORMATS)
    if named is not None:
        if named not in _FORMATS:
            raise UsageError("rendering.format", format=named, formats=formats)
        return named
    if out is None or out == console.STANDARD:
        return "text"
    ending = Path(out).suffix.lower()
    if ending not in _ENDINGS:
        raise UsageError("cli.output.ending", path=out, formats=formats)
    return _ENDINGS[ending]


def _check_inputs(names: tuple[str, ...]) -> None:
    if names.count(console.STANDARD) > 1:
        raise UsageError("cli.input.twice")
    _check_files(name for name in names if name != console.STANDARD)


def _check_files(names: Iterable[str]) -> None:
    for name in names:
        if Path(name).is_dir():
            raise UnreadableError("cli.input.folder", path=name)
        if not Path(name).exists():
            raise UnreadableError("cli.input.missing", path=name)


def _check_output(out: str | None, inputs: Iterable[str]) -> None:
    if out is None or out == console.STANDARD:
        return
    target = Path(out)
    if target.is_dir():
        raise UsageError("cli.output.folder", path=out)
    if not target.absolute().parent.is_dir():
        raise UsageError("cli.output.no_folder", path=out)
    for name in inputs:
        if name != console.STANDARD and target.exists() and target.samefile(name):
            raise UsageError("cli.output.input", path=out)


def _content(name: str) -> str | bytes:
    if name != console.STANDARD:
        return name
    data = console.read_standard(_STANDARD_LIMIT)
    if len(data) > _STANDARD_LIMIT:
        raise LimitError("cli.input.too_large", limit=_STANDARD_LIMIT // 1_000_000)
    return data
