"""The command as it ships, and an analyser that answers at once with the sample report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

import assistant
from assistant.report import Report
from tests.samples import sample_report

Run = Callable[..., Result]


@dataclass
class FakeAnalyser:
    """Remembers what it was loaded and called with; answers with `report` or raises `error`."""

    loaded: dict[str, Any] = field(default_factory=dict)
    source: Any = None
    called: dict[str, Any] = field(default_factory=dict)
    report: Report = field(default_factory=sample_report)
    error: BaseException | None = None

    def load(self, **settings: Any) -> FakeAnalyser:
        self.loaded = settings
        return self

    def analyse(self, source: Any, **settings: Any) -> Report:
        if self.error is not None:
            raise self.error
        self.source, self.called = source, settings
        return self.report


@pytest.fixture(scope="session")
def program() -> click.Command:
    """Return the command that the installed entry point names."""
    (entry,) = entry_points(group="console_scripts", name="kiemdiem")
    command = entry.load()
    assert isinstance(command, click.Command)
    return command


@pytest.fixture
def run(program: click.Command, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs the command with arguments, away from the user's own settings."""
    monkeypatch.delenv("KIEMDIEM_LANG", raising=False)
    monkeypatch.delenv("KIEMDIEM_FAULT_DIR", raising=False)
    return lambda *arguments, **settings: CliRunner().invoke(program, [str(each) for each in arguments], **settings)


@pytest.fixture
def analyser(monkeypatch: pytest.MonkeyPatch) -> FakeAnalyser:
    """Put a fake analyser behind `assistant.load`."""
    fake = FakeAnalyser()
    monkeypatch.setattr(assistant, "load", fake.load, raising=False)
    return fake
