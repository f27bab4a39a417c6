"""Names, dates and figures as people write them."""

from __future__ import annotations

import pytest

from assistant.messages import Catalogue
from assistant.rendering.words import Words
from tests.samples import sample_report


def _words(language: str = "vi", **changes: object) -> Words:
    return Words(sample_report(**changes), Catalogue(language))


def test_a_person_is_told_with_the_office_and_a_vague_one_with_a_doubt() -> None:
    assert _words().party("p1") == "Vũ Thị Ngần (Bí thư Đảng ủy)"
    assert _words().parties(["p5", "p7"]) == "UBND xã; cán bộ địa chính (chưa xác định được là ai)"


def test_an_owner_of_last_year_who_is_not_listed_stands_as_named() -> None:
    assert _words().party("Đội thủy nông") == "Đội thủy nông"


@pytest.mark.parametrize(
    ("language", "day", "told"),
    [("vi", "2023-03-31", "31/03/2023"), ("en", "2023-03-31", "2023-03-31"), ("vi", None, ""), ("vi", "2023", "2023")],
)
def test_days(language: str, day: str | None, told: str) -> None:
    assert _words(language).date(day) == told


@pytest.mark.parametrize(
    ("language", "value", "told"),
    [("vi", 90.9, "90,9"), ("en", 90.9, "90.9"), ("vi", 12, "12"), ("vi", 100.0, "100"), ("vi", "≤ 11", "≤ 11")],
)
def test_numbers(language: str, value: float | str, told: str) -> None:
    assert _words(language).number(value) == told


def test_votes_are_told_as_far_as_they_are_given() -> None:
    report = sample_report()
    assert [_words().votes(rating) for rating in report.ratings] == ["12/11 phiếu", "10/11 phiếu; 90,9%; 91 điểm"]
    bare = report.ratings[0].model_copy(update={"voters": None, "votes": None})
    assert _words().votes(bare) == ""
