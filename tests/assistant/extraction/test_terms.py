"""Likeness of statements by weighted terms."""

from __future__ import annotations

import pytest

from assistant.extraction.terms import TermWeights, containment, cosine, shared

UNITS = [
    "hồ sơ đất tồn 42 bộ",
    "hồ sơ hộ tịch trễ hẹn",
    "sổ nghị quyết bỏ trống từ tháng 4",
    "đảng phí quý iii nộp chậm 20 ngày",
    "máy photocopy để trong kho",
]


@pytest.fixture
def weights() -> TermWeights:
    return TermWeights(UNITS, frozenset({"để", "trong", "từ"}))


def test_a_rare_word_weighs_more_than_a_common_one(weights: TermWeights) -> None:
    vector = weights.vector("hồ sơ photocopy")
    assert vector["photocopy"] > vector["hồ"]


def test_a_figure_of_two_digits_weighs_more_than_a_word(weights: TermWeights) -> None:
    vector = weights.vector("42 photocopy")
    assert vector["42"] > vector["photocopy"]


def test_stop_words_have_no_weight(weights: TermWeights) -> None:
    assert "trong" not in weights.vector("trong kho")


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("trả hết 42 bộ hồ sơ đất", "hồ sơ đất tồn 42 bộ", True),
        ("nộp đảng phí đúng ngày", "đảng phí quý iii nộp chậm 20 ngày", True),
        ("trả hết 42 bộ hồ sơ đất", "đảng phí quý iii nộp chậm 20 ngày", False),
        ("", "đảng phí quý iii nộp chậm 20 ngày", False),
    ],
)
def test_likeness_follows_the_matter(weights: TermWeights, first: str, second: str, alike: bool) -> None:
    a, b = weights.vector(first), weights.vector(second)
    assert (containment(a, b) > 0.3) is alike
    assert (cosine(a, b) > 0.2) is alike
    assert (shared(a, b) > 0) is alike
