"""Words by underthesea: exact offsets, whatever the library makes of their spelling, and no endless search."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.words import words


def told(text: str) -> list[str]:
    """Return the words of a text as they stand in it."""
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("Chi bộ còn hạn chế, khuyết điểm.", ["hạn chế", "khuyết điểm"]),
        ("Công tác thuỷ lợi chưa tốt", ["Công tác", "thuỷ lợi"]),
        ("Các nghành chưa hoà hợp", ["nghành"]),
        ("Đồng  chí Nguyễn Văn Nam", ["Nguyễn Văn Nam"]),
        ("Họp ngày 30/6/2023", ["30/6/2023"]),
        (
            "Xem http://a.vn/!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!! rồi họp",
            ["http://a.vn/!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"],
        ),
        ("Dòng một\r\nnhân dân", ["nhân dân"]),
    ],
)
def test_words_stand_in_the_text_as_they_are_spelt(text: str, some: list[str]) -> None:
    assert set(some) <= set(told(text))


def test_an_empty_text_has_no_words() -> None:
    assert told(" \n\t ") == []


PIECES = (
    "hạn chế",
    "thuỷ lợi",
    "đ/c",
    "v.v...",
    "PGS.TS.",
    "30/6/2023",
    "45,7%",
    "(",
    "”",
    "….",
    "www.a.vn",
    "A&B",
    "T.Ư",
    "hoà",
)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from([" ", "  ", "\n", "\t", ""]))
def test_words_cover_the_text_in_order(parts: list[str], space: str) -> None:
    text = space.join(parts)
    at = 0
    for start, end in words(text):
        assert at <= start < end
        assert text[at:start].strip() == ""
        at = end
    assert text[at:].strip() == ""


@pytest.mark.parametrize(
    "unit",
    ["a", "abc.", "(((", "1.1.1.", "a.vn/!", "http://((((", "a@", "đ/c ", "..... ", "\t", "\n", "www.abc.vn/......"],
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        start = time.perf_counter()
        told((unit * size)[:size])
        return time.perf_counter() - start

    seconds(1000)
    assert seconds(20_000) < 3 * seconds(10_000) + 0.5
