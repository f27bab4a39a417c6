"""The README tells the truth: its commands, options, files and Python are real, and no command is left out."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path

import click
import pytest

from assistant.messages import Catalogue
from tests.packaging.conftest import ROOT

_PAGES = (
    "README.md",
    "README.vi.md",
    "CONTRIBUTING.md",
    "benchmarks/README.md",
    "corpora/README.md",
    "corpora/example/README.md",
)
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)#\s]+)\)")
_SHELLS = ("", "sh", "bat")
_FOLDERS = ("assistant/", "cli/", "corpora/", "models/", "rules/", "tests/")


@dataclass(frozen=True)
class Call:
    """One use of the program on a page."""

    page: str
    words: tuple[str, ...]


def _program() -> click.Group:
    (entry,) = entry_points(group="console_scripts", name="kiemdiem")
    program = entry.load()
    assert isinstance(program, click.Group)
    return program


def _blocks(page: str, *languages: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return [body for language, body in _FENCE.findall(text) if language in languages]


def _calls() -> Iterator[Call]:
    for page in _PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        inline = [code for code in _INLINE.findall(_FENCE.sub("", text)) if code.startswith("kiemdiem ")]
        lines = [line for block in _blocks(page, *_SHELLS) for line in block.splitlines()]
        for line in (*lines, *inline):
            for part in re.split(r"&&|;|\|", line.replace("\\", "/")):
                words = shlex.split(part)
                if words and words[0].rpartition("/")[2] == "kiemdiem":
                    yield Call(page, tuple(words[1:]))


_CALLS = tuple(_calls())


def _leaves(command: click.Command, ctx: click.Context, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    if not isinstance(command, click.Group):
        yield path
        return
    for name in command.list_commands(ctx):
        inner = command.get_command(ctx, name)
        assert inner is not None
        yield from _leaves(inner, ctx, (*path, name))


def test_there_are_commands_to_check() -> None:
    assert len(_CALLS) > 15
    assert {call.page for call in _CALLS} >= {"README.md", "README.vi.md", "CONTRIBUTING.md"}


@pytest.mark.parametrize("call", _CALLS, ids=lambda call: f"{call.page}: {' '.join(call.words)[:60]}")
def test_every_command_option_and_file_is_real(call: Call) -> None:
    command: click.Command = _program()
    ctx = click.Context(command, obj=Catalogue("en"))
    words = list(call.words)
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        inner = command.get_command(ctx, words.pop(0))
        assert inner is not None, call
        command = inner
    known = {name for parameter in command.get_params(ctx) for name in parameter.opts}
    assert [word for word in words if word.startswith("-") and word != "-" and word not in known] == []
    assert [word for word in words if word.startswith(_FOLDERS) and not (ROOT / word).exists()] == []


def test_every_command_is_in_the_readme() -> None:
    program = _program()
    told = {call.words for call in _CALLS if call.page == "README.md"}
    leaves = list(_leaves(program, click.Context(program, obj=Catalogue("en"))))
    assert [leaf for leaf in leaves if not any(words[: len(leaf)] == leaf for words in told)] == []


@pytest.mark.parametrize("page", _PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = [target for target in _LINK.findall(text) if "://" not in target]
    assert [target for target in targets if not ((ROOT / page).parent / target).exists()] == []


def test_the_gate_runs_the_test_command_as_it_stands() -> None:
    (command,) = (line for block in _blocks("README.md", "sh") for line in block.splitlines() if "pytest" in line)
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for block in _blocks("README.md", "python"):
        exec(compile(block, "README.md", "exec"), {"__name__": "readme"})


def test_the_example_named_is_the_example_shipped() -> None:
    shipped = {file.name for file in (ROOT / "corpora" / "example").iterdir()}
    named = {Path(word).name for call in _CALLS for word in call.words if word.startswith("corpora/example/")}
    assert named == shipped - {"README.md"}
