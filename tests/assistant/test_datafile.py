"""Reading the YAML data files: what is right is read, what is wrong is told by its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.datafile import read_yaml
from assistant.errors import DataError


def written(folder: Path, content: str | bytes) -> Path:
    """Return a file with this content."""
    file = folder / "rule.yml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("cues: [chưa, còn chậm]\n", {"cues": ["chưa", "còn chậm"]}),
        ("\ufeffa: 1\r\nb: 2\r\n", {"a": 1, "b": 2}),
        ("answer: no\n", {"answer": "no"}),
        ("", None),
    ],
    ids=["list", "byte order mark and Windows line ends", "a word, not false", "empty"],
)
def test_reads(tmp_path: Path, content: str, value: object) -> None:
    assert read_yaml(written(tmp_path, content)) == value


@pytest.mark.parametrize(
    ("content", "line", "column", "excerpt"),
    [
        ("a: 1\na: 2\n", 2, 1, "a: 2"),
        ("x: 1\r\na: 1\r\na: 2\r\n", 3, 1, "a: 2"),
        ("a: 1\n\n\n- c\n", 4, 1, "- c"),
        ("a:\n\t- b\n", 2, 1, "\t- b"),
        ("a: 1\nb: \x07\n", 2, 4, "b: \x07"),
        ("a: [1, 2", 1, 9, "a: [1, 2"),
        ("é: 1\nx: ".encode() + "é".encode("latin-1"), 2, 4, "x: \ufffd"),
        ("a: !!python/object/apply:os.getcwd []\n", 1, 4, "a: !!python/object/apply:os.getcwd []"),
    ],
    ids=[
        "key twice", "Windows line ends", "list in a mapping", "tab", "control character", "not closed", "not UTF-8",
        "a tag that would run code",
    ],
)  # fmt: skip
def test_a_mistake_is_told_by_its_place(
    tmp_path: Path, content: str | bytes, line: int, column: int, excerpt: str
) -> None:
    with pytest.raises(DataError) as caught:
        read_yaml(written(tmp_path, content))
    told = caught.value.parameters
    assert (told["path"], told["line"], told["column"], told["excerpt"]) == ("rule.yml", line, column, excerpt)
    assert told["reason"]
    assert caught.value.code == "data.syntax"


def test_nesting_without_end_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read_yaml(written(tmp_path, "[" * 20_000))
    assert caught.value.parameters["excerpt"] == "[" * 200
