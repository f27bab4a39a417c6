"""The public names of the library: one door a package, and importing the library costs next to nothing."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys

import pytest

import assistant

_HEAVY = ("spacy", "underthesea", "sklearn", "numpy", "pydantic", "jinja2", "lxml", "pdfplumber", "click")
_ROOMS = tuple(sorted(each.name for each in pkgutil.iter_modules(assistant.__path__, "assistant.") if each.ispkg))


def test_the_library_shows_these_names() -> None:
    assert assistant.__all__ == ["Analyser", "Report", "load"]
    assert callable(assistant.load)
    assert callable(assistant.Analyser.analyse)
    assert callable(assistant.Analyser.pipe)
    assert assistant.Report.model_json_schema()


def test_another_name_is_not_there() -> None:
    assert not hasattr(assistant, "verdict")


@pytest.mark.parametrize("name", _ROOMS)
def test_each_room_has_one_door(name: str) -> None:
    room = importlib.import_module(name)
    assert room.__doc__, "a line that says what the room is for"
    assert len(set(room.__all__)) == len(room.__all__)
    assert [public for public in room.__all__ if public.startswith("_") or not hasattr(room, public)] == []


def test_importing_the_library_loads_nothing_heavy() -> None:
    code = f"import sys, assistant, assistant.errors; print([name for name in {_HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
