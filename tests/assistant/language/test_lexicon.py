"""The lexicon files: they load, nothing stands in them twice, and what names a role names a known one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from typing import get_args

import pytest

from assistant.datafile import read_yaml
from assistant.language.lexicon import Lexicon, TitlePatterns
from assistant.report.model import SectionRole
from assistant.resources import rules
from assistant.text import fold_key

COLUMN_ROLES = {
    "answerable", "coordinator", "deadline", "level", "matter", "note", "number", "owner", "percent", "person",
    "product", "rating", "status", "votes",
}  # fmt: skip


def files() -> list[Traversable]:
    """Return the data files of the language room."""
    folders = (rules().joinpath(name) for name in ("lexicon", "names", "structure"))
    return sorted(
        (file for folder in folders for file in folder.iterdir() if file.name.endswith(".yml")),
        key=lambda file: file.name,
    )


def lists(value: object, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield the lists of words in a data file with the keys that lead to them."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from lists(inner, f"{path}/{key}")
    elif isinstance(value, list):
        words = [each for each in value if isinstance(each, str)]
        if words:
            yield path, words
        for inner in value:
            yield from lists(inner, path) if not isinstance(inner, str) else ()


@pytest.mark.parametrize("file", files(), ids=lambda file: file.name)
def test_a_file_is_sound(file: Traversable) -> None:
    text = file.read_text(encoding="utf-8")
    assert "# Source:" in text[:1500]
    assert unicodedata.is_normalized("NFC", text)
    for path, words in lists(read_yaml(file)):
        twice = [word for word, count in Counter(map(fold_key, words)).items() if count > 1]
        assert (path, twice) == (path, [])
        assert (path, [word for word in words if not word or word != word.strip()]) == (path, [])


def test_phrases_are_folded_and_not_empty(lexicon: Lexicon) -> None:
    for category, phrases in lexicon.phrases.items():
        assert phrases, category
        assert [phrase for phrase in phrases if phrase != fold_key(phrase)] == []


def test_no_category_stands_in_two_files() -> None:
    categories = Counter(
        category
        for file in rules().joinpath("lexicon").iterdir()
        if file.name.endswith(".yml")
        for category in read_yaml(file)
    )
    assert [category for category, count in categories.items() if count > 1] == []


def test_titles_name_known_roles(lexicon: Lexicon) -> None:
    known = set(get_args(SectionRole))
    assert lexicon.headings.roles <= known
    assert lexicon.run_in.roles <= known
    assert lexicon.columns.roles <= known | COLUMN_ROLES


def test_patterns_match_nothing_empty(lexicon: Lexicon) -> None:
    assert (lexicon.role_of(""), lexicon.run_in_role_of(""), lexicon.column_role_of("")) == (None, None, None)


@pytest.mark.parametrize("kind", ["headings", "columns"])
def test_every_pattern_is_written_folded(kind: str) -> None:
    file, key = ("headings.yml", "roles") if kind == "headings" else ("tables.yml", kind)
    entries = read_yaml(rules().joinpath("structure", file))[key]
    words = [re.sub(r"\\.", "", pattern) for entry in entries for pattern in entry["patterns"]]
    assert [pattern for pattern in words if pattern != fold_key(pattern)] == []


def test_of_two_patterns_the_first_wins() -> None:
    titles = TitlePatterns([{"role": "causes", "patterns": ["nguyên"]}, {"role": "other", "patterns": [".*nhân", "n"]}])
    assert titles.role_of("nguyên nhân") == "causes"
    assert titles.role_of("cá nhân") == "other"
    assert titles.role_of("cá") is None


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("nội dung hạn chế", "shortcomings"),
        ("nguyên nhân", "causes"),
        ("biện pháp khắc phục", "measures"),
        ("người chủ trì", "owner"),
        ("trách nhiệm", "answerable"),
        ("trách nhiệm thực hiện", "owner"),
        ("hạng mục", None),
        ("hạn chót", "deadline"),
        ("hoàn thành tốt nhiệm vụ", "level"),
        ("số phiếu đồng ý", "votes"),
        ("họ và tên", "person"),
        ("tình trạng", "status"),
        ("đơn vị phối hợp", "coordinator"),
        ("thời gian hoàn thành", "deadline"),
        ("sản phẩm", "product"),
        ("kết quả khắc phục", "remediation"),
        ("stt", "number"),
        ("ghi chú", "note"),
    ],
)
def test_role_of_a_column(lexicon: Lexicon, title: str, role: str | None) -> None:
    assert lexicon.column_role_of(title) == role


def test_every_counted_abbreviation_is_one_that_has_no_stop(lexicon: Lexicon) -> None:
    assert lexicon.counted <= lexicon.no_stop
