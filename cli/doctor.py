"""`kiemdiem doctor`: what this machine has, what it lacks, and how to get it."""

from __future__ import annotations

import platform
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, requires, version

import click

from assistant.errors import KiemdiemError
from assistant.messages import Catalogue

from .building import command, words
from .exits import Exit

_OLDEST = (3, 11)
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_SHELLS = ("bash", "zsh", "fish")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked for: whether it is there, whether the program needs it, and the codes that tell it."""

    name: str
    present: bool
    required: bool
    detail: str = ""
    advice: str = ""
    places: dict[str, object] = field(default_factory=dict)


def create(said: Catalogue) -> click.Command:
    """Return the command."""
    return command("doctor", said, run)


@click.pass_context
def run(ctx: click.Context) -> Exit:
    """Print a line for each thing looked for, then how to switch on shell completion."""
    said = words(ctx)
    found = list(examine())
    for finding in found:
        for line in _told(finding, said):
            click.echo(line)
    click.echo(said.text("cli.doctor.completion"))
    for shell in _SHELLS:
        click.echo(f"  {said.text(f'cli.doctor.completion.{shell}')}")
    missing = [finding for finding in found if finding.required and not finding.present]
    click.echo(said.text("cli.doctor.incomplete" if missing else "cli.doctor.complete"))
    return Exit.FINDINGS if missing else Exit.DONE


def examine() -> Iterator[Finding]:
    """Yield what this machine has and lacks."""
    yield Finding(
        "python", sys.version_info >= _OLDEST, required=True, detail=platform.python_version(), advice="python"
    )
    yield from _packages()
    yield _rules()
    yield _models()
    yield from _recognition()
    yield from _word()


def _packages() -> Iterator[Finding]:
    try:
        wanted = requires("kiemdiem") or []
    except PackageNotFoundError:
        wanted = ["kiemdiem"]
    names = [match[0] for name in wanted if "extra ==" not in name and (match := _NAME.match(name))]
    missing = [name for name in names if not _installed(name)]
    yield Finding("packages", not missing, required=True, detail=str(len(names) - len(missing)))
    for name in missing:
        yield Finding("package", False, required=True, detail=name, advice="package", places={"name": name})


def _installed(name: str) -> bool:
    try:
        return bool(version(name))
    except PackageNotFoundError:
        return False


def _rules() -> Finding:
    try:
        from assistant.rulebook import load

        rulebook = load()
    except (KiemdiemError, ImportError):
        return Finding("rules", False, required=True, advice="again")
    return Finding("rules", bool(rulebook.rules), required=True, detail=str(len(rulebook.rules)), advice="again")


def _models() -> Finding:
    from assistant.resources import models

    names = sorted(entry.name for entry in models().iterdir() if entry.is_dir() and not entry.name.startswith("_"))
    return Finding("models", bool(names), required=True, detail=", ".join(names), advice="models")


def _recognition() -> Iterator[Finding]:
    program = shutil.which("tesseract")
    yield Finding("tesseract", program is not None, required=False, detail=program or "", advice="tesseract")
    try:
        from assistant.documents.ocr import available
    except ImportError:
        return
    yield Finding("vietnamese", available(), required=False, advice="vietnamese")


def _word() -> Iterator[Finding]:
    try:
        from assistant.documents.legacy_doc import programs
    except ImportError:
        return
    found = [program for program in programs() if program]
    yield Finding("doc", bool(found), required=False, detail=", ".join(found), advice="doc")


def _told(finding: Finding, said: Catalogue) -> Iterator[str]:
    state = "present" if finding.present else "missing" if finding.required else "optional"
    name = said.text(f"cli.doctor.{finding.name}")
    yield f"{said.text(f'cli.doctor.state.{state}')} {name}{': ' + finding.detail if finding.detail else ''}"
    if not finding.present and finding.advice:
        yield f"      {said.text(_advice(finding.advice, said), **finding.places)}"


def _advice(name: str, said: Catalogue) -> str:
    """Return the code of the advice for this system, else of the advice for all."""
    system = {"win32": "windows", "darwin": "mac"}.get(sys.platform, "linux")
    own = f"cli.doctor.get.{name}.{system}"
    return own if own in said else f"cli.doctor.get.{name}"
