"""An analysis needs no network: with every connection refused and remembered, it works and none was tried."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

# Python runs a module of this name when it starts, so the guard stands in the process and in each of its children.
_GUARD = """
import sys

_EVENTS = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"}

def _refuse(event, arguments):
    if event in _EVENTS:
        with open(%r, "a", encoding="utf-8") as told:
            told.write(event + "\\n")
        raise OSError("no network in this test")

sys.addaudithook(_refuse)
"""
_ANALYSE = """
import sys
from pathlib import Path
import assistant
from assistant.rendering import FORMATS, render

this, prior, prompts, out = sys.argv[1:]
report = assistant.load().analyse(this, prior=prior, prompts=prompts)
for name in FORMATS:
    assert render(report, name)
Path(out).write_text(report.to_json(), encoding="utf-8")
"""
_CONNECT = "import socket; socket.create_connection(('localhost', 9))"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def attempts(tmp_path: Path) -> Path:
    """Return the file in which every attempt to connect is remembered."""
    return tmp_path / "attempts.txt"


@pytest.fixture
def offline(tmp_path: Path, attempts: Path) -> Run:
    """Return a function that runs Python without a network and with an empty home."""
    guard = tmp_path / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(_GUARD % str(attempts), encoding="utf-8")
    home = tmp_path / "home"
    home.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, (str(guard), os.environ.get("PYTHONPATH")))),
        "PYTHONUTF8": "1",
        "HOME": str(home),
        "USERPROFILE": str(home),
    }

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            cwd=tmp_path,
            check=False,
        )

    return run


@pytest.fixture
def example() -> dict[str, str]:
    """Return the shipped example by its file names."""
    folder = resources.files("assistant.corpora").joinpath("example")
    return {file.name: str(file) for file in folder.iterdir()}


def test_the_guard_holds(offline: Run, attempts: Path) -> None:
    assert offline("-c", _CONNECT).returncode != 0
    assert "socket." in attempts.read_text(encoding="utf-8")


def test_the_library_analyses_the_example(
    offline: Run, attempts: Path, example: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "report.json"
    files = [example[name] for name in ("bien-ban-2024.docx", "bien-ban-2023.docx", "goi-y-2024.pdf")]
    done = offline("-c", _ANALYSE, *files, str(out))
    assert done.returncode == 0, done.stderr
    assert not attempts.exists()
    report: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    assert report["shortcomings"]
    assert report["commitments"]
    assert report["prior"]["defects"]
    assert report["prompts"][0]["points"]


def test_the_command_leaves_only_the_report_behind(
    offline: Run, attempts: Path, example: dict[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "report.html"
    before = set(tmp_path.rglob("*"))
    done = offline("-m", "assistant.cli", "analyse", example["bien-ban-2024.docx"], "-o", str(out))
    assert done.returncode == 0, done.stderr
    assert not attempts.exists()
    assert out.read_text(encoding="utf-8").startswith("<!")
    after = {path for path in set(tmp_path.rglob("*")) - before if "__pycache__" not in path.parts}
    assert after == {out}
