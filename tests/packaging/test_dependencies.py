"""What the code imports is what the project asks for, no less and no more."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

from tests.packaging.conftest import ROOT

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_OWN = {"assistant", "cli", "tests", "benchmarks"}
_WITHOUT_IMPORT = {"ruamel-yaml-clib"}
"""Asked for though no line imports it: ruamel.yaml reads five times faster where it is there."""


def test_everything_imported_is_asked_for(project: dict[str, Any]) -> None:
    asked = _asked(project["project"]["dependencies"]) | _asked(project["project"]["optional-dependencies"]["ocr"])
    assert _missing(("assistant", "cli"), asked) == {}


def test_everything_the_tests_import_is_asked_for(project: dict[str, Any]) -> None:
    extras = project["project"]["optional-dependencies"]
    asked = _asked(project["project"]["dependencies"]) | _asked(extras["ocr"]) | _asked(extras["test"])
    assert _missing(("tests", "benchmarks"), asked) == {}


def test_nothing_is_asked_for_in_vain(project: dict[str, Any]) -> None:
    asked = _asked(project["project"]["dependencies"]) | _asked(project["project"]["optional-dependencies"]["ocr"])
    used = {name for names in _used("assistant", "cli").values() for name in names}
    assert asked - used - _WITHOUT_IMPORT == set()


def test_nothing_is_pinned_to_one_version(project: dict[str, Any]) -> None:
    asked = [*project["project"]["dependencies"], *sum(project["project"]["optional-dependencies"].values(), [])]
    assert [line for line in asked if "==" in line.partition(";")[0]] == []


def _missing(folders: tuple[str, ...], asked: set[str]) -> dict[str, set[str]]:
    """Return the imported names none of whose distributions is asked for, with these distributions."""
    return {module: found for module, found in _used(*folders).items() if not found & asked}


def _used(*folders: str) -> dict[str, set[str]]:
    """Return the foreign modules imported below folders, by top-level name, with the distributions that hold them."""
    known = packages_distributions()
    out: dict[str, set[str]] = {}
    for name in sorted({each for folder in folders for each in _imports(ROOT / folder)}):
        if name not in sys.stdlib_module_names and name not in _OWN:
            out[name] = {_normal(each) for each in known.get(name, [])}
    return out


def _imports(folder: Path) -> Iterator[str]:
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                yield node.module.partition(".")[0]


def _asked(lines: list[str]) -> set[str]:
    return {_normal(match[0]) for line in lines if (match := _NAME.match(line))}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
