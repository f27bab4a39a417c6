"""What ships: one top-level name, all that is needed, nothing else."""

from __future__ import annotations

import configparser
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.packaging.conftest import ROOT

_MAPPED = {"assistant": "assistant", "assistant/cli": "cli", "assistant/rules": "rules", "assistant/models": "models"}
_MOST_BYTES = 10_000_000
_UNPACKED = """
import assistant.cli.main
from assistant import resources
print(assistant.__path__[0])
print(resources.rules())
print(resources.models())
print(resources.corpora())
print(assistant.cli.__path__[0])
"""


@pytest.fixture(scope="module")
def names(wheel: Path) -> frozenset[str]:
    """Return the names of the files in the wheel."""
    with ZipFile(wheel) as opened:
        return frozenset(opened.namelist())


def test_there_is_one_top_level_name(names: frozenset[str]) -> None:
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"assistant"}


@pytest.mark.parametrize(("inside", "folder"), sorted(_MAPPED.items()))
def test_every_file_of_code_rules_and_models_ships(names: frozenset[str], inside: str, folder: str) -> None:
    assert {f"{inside}/{file}" for file in _files(ROOT / folder)} - names == set()


def test_nothing_private_ships(names: frozenset[str]) -> None:
    expected = {f"{inside}/{file}" for inside, folder in _MAPPED.items() for file in _files(ROOT / folder)}
    expected |= {"assistant/corpora/__init__.py"}
    expected |= {f"assistant/corpora/example/{file}" for file in _files(ROOT / "corpora" / "example")}
    assert {name for name in names if ".dist-info/" not in name} - expected == set()


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < _MOST_BYTES


def test_licence_and_readme_go_along(names: frozenset[str], wheel: Path) -> None:
    (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
    with ZipFile(wheel) as opened:
        told = opened.read(metadata).decode("utf-8")
    assert "License-Expression: Apache-2.0" in told
    assert "# kiemdiem" in told
    assert [name for name in names if name.endswith("LICENSE")]


def test_the_packages_listed_are_the_packages_on_disk(project: dict[str, Any]) -> None:
    settings = project["tool"]["setuptools"]
    places = {name: name for name in ("assistant",)} | dict(settings["package-dir"])
    on_disk = {
        ".".join((package, *file.parent.relative_to(ROOT / folder).parts))
        for package, folder in places.items()
        for file in (ROOT / folder).rglob("__init__.py")
    }
    assert sorted(on_disk) == settings["packages"]
    assert settings["include-package-data"] is False


@pytest.mark.parametrize("name", ["cli", "rules", "models", "corpora"])
def test_no_folder_hides_a_mapped_one(name: str) -> None:
    assert list((ROOT / "assistant").glob(f"{name}*")) == []
    assert (ROOT / name / "__init__.py").is_file()


def test_every_entry_point_names_a_module_that_ships(names: frozenset[str], wheel: Path) -> None:
    (file,) = (name for name in names if name.endswith(".dist-info/entry_points.txt"))
    parser = configparser.ConfigParser()
    with ZipFile(wheel) as opened:
        parser.read_string(opened.read(file).decode("utf-8"))
    modules = {value.partition(":")[0] for section in parser.sections() for value in parser[section].values()}
    assert "assistant.cli.main" in modules
    assert {f"{module.replace('.', '/')}.py" for module in modules} - names == set()


def test_the_unpacked_wheel_finds_its_own_parts(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as opened:
        opened.extractall(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-c", _UNPACKED],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=environment,
        check=True,
    )
    home = tmp_path / "assistant"
    wanted = [home, *(home / name for name in ("rules", "models", "corpora", "cli"))]
    assert [Path(line).resolve() for line in done.stdout.splitlines()] == [path.resolve() for path in wanted]


def _files(folder: Path) -> set[str]:
    """Return the files below a folder, by their names in it, without what Python itself leaves there."""
    return {
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
