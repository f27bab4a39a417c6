"""What the code imports is what the project asks for, no less and no more."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from tests.packaging.conftest import ROOT

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_OWN = {"assistant", "cli", "tests", "benchmarks"}
_WITHOUT_IMPORT = {"ruamel-yaml-clib"}
"""Asked for though no line imports it: ruamel.yaml reads five times faster where it is there."""


@pytest.fixture(scope="module")
def known() -> Mapping[str, list[str]]:
    """Return the distributions installed, by the top-level names they hold."""
    return packages_distributions()


def test_everything_imported_is_asked_for(project: dict[str, Any], known: Mapping[str, list[str]]) -> None:
    asked = _asked(project["project"]["dependencies"]) | _asked(project["project"]["optional-dependencies"]["ocr"])
    assert _missing(_used(known, "assistant", "cli"), asked) == {}


def test_everything_the_tests_import_is_asked_for(project: dict[str, Any], known: Mapping[str, list[str]]) -> None:
    extras = project["project"]["optional-dependencies"]
    asked = _asked(project["project"]["dependencies"]) | _asked(extras["ocr"]) | _asked(extras["test"])
    assert _missing(_used(known, "tests", "benchmarks"), asked) == {}


def test_nothing_is_asked_for_in_vain(project: dict[str, Any], known: Mapping[str, list[str]]) -> None:
    asked = _asked(project["project"]["dependencies"]) | _asked(project["project"]["optional-dependencies"]["ocr"])
    used = {name for names in _used(known, "assistant", "cli").values() for name in names}
    assert asked - used - _WITHOUT_IMPORT == set()


def test_nothing_is_pinned_to_one_version(project: dict[str, Any]) -> None:
    groups = [project["project"]["dependencies"], *project["project"]["optional-dependencies"].values()]
    assert [line for group in groups for line in group if "==" in line.partition(";")[0]] == []


def _missing(used: Mapping[str, set[str]], asked: set[str]) -> dict[str, set[str]]:
    """Return the imported names none of whose distributions is asked for, with these distributions."""
    return {module: found for module, found in used.items() if not found & asked}


def _used(known: Mapping[str, list[str]], *folders: str) -> dict[str, set[str]]:
    """Return the foreign modules imported below folders, by top-level name, with the distributions that hold them."""
    names = {name for folder in folders for name in _imports(ROOT / folder)} - _OWN - sys.stdlib_module_names
    return {name: {_normal(each) for each in known.get(name, [])} for name in sorted(names)}


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
