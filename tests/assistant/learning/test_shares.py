"""Shares of constructions, counted on small texts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assistant import resources
from assistant.learning.corpus import GoldDocument
from assistant.learning.gold import GoldAnnotation
from assistant.learning.shares import Count, Share, ShareCounter, shares_table

_NAM = {"kind": "person", "name": "Trần Văn Nam", "role": None}


@pytest.fixture(scope="module")
def counter() -> ShareCounter:
    return ShareCounter(resources.rules())


def _document(text: str, kind: str = "minutes", **fields: Any) -> GoldDocument:
    gold: dict[str, Any] = {
        "id": "a",
        "kind": kind,
        "organisation": "Chi bộ",
        "author": None,
        "year": 2022,
        "date": None,
        "prior": None,
        "prompts": None,
        "shortcomings": [],
        **fields,
    }
    return GoldDocument("a", "x1", text, GoldAnnotation.model_validate_json(json.dumps(gold)))


def _fault(quote: str, *responsible: dict[str, Any]) -> dict[str, Any]:
    return {"quote": quote, "specific": True, "hedged": False, "responsible": list(responsible)}


def _counts(counter: ShareCounter, document: GoldDocument) -> dict[str, tuple[int, int]]:
    return {share.name: (share.found.count, share.found.of) for share in counter.count([document])}


def test_a_bare_fact_holds_no_cue_word(counter: ShareCounter) -> None:
    text = "Tuyển sinh đạt 49% kế hoạch.\nHồ sơ còn chậm.\n"
    counts = _counts(counter, _document(text, shortcomings=[_fault(line[:-1]) for line in text.splitlines()]))
    assert counts["shortcoming-without-cue"] == (1, 2)
    assert counts["shortcoming-bare-fact"] == (1, 2)
    assert counts["shortcoming-section-word"] == (0, 2)


def test_faults_chained_by_semicolons_are_one_sentence(counter: ShareCounter) -> None:
    text = "Thu ngân sách đạt 61%; 26 hội viên vắng họp; 3 đơn chưa giải quyết.\n"
    faults = [_fault("Thu ngân sách đạt 61%"), _fault("26 hội viên vắng họp"), _fault("3 đơn chưa giải quyết")]
    counts = _counts(counter, _document(text, shortcomings=faults))
    assert counts["shortcoming-chain"] == (1, 1)
    assert counts["shortcoming-in-chain"] == (3, 3)


def test_a_quote_over_two_sentences_keeps_them_together(counter: ShareCounter) -> None:
    text = "Đất xóm 3 bị lấn. Đến nay vẫn vậy. Hội nghị kết thúc vào lúc 17 giờ.\n"
    counts = _counts(counter, _document(text, shortcomings=[_fault("Đất xóm 3 bị lấn. Đến nay vẫn vậy")]))
    assert counts["shortcoming-long"] == (0, 1)
    assert counts["other-cue"] == (0, 1)


def test_headings_are_no_sentences(counter: ShareCounter) -> None:
    counts = _counts(counter, _document("2. Hạn chế, khuyết điểm\nKhông để xảy ra sai phạm trong quản lý đất đai.\n"))
    assert counts["other-section-word"] == (0, 1)
    assert counts["other-cue"] == (1, 1)


def test_demands_are_asked_of_minutes_and_superiors_only(counter: ShareCounter) -> None:
    promise: dict[str, Any] = {"quote": "Giao chi ủy rà soát hồ sơ", "owners": [], "deadline": None, "measurable": True}
    text = "Giao chi ủy rà soát hồ sơ.\n"
    assert _counts(counter, _document(text, commitments=[promise]))["commitment-demand"] == (1, 1)
    review = _document(text, "collective-review", commitments=[promise])
    assert _counts(counter, review)["commitment-demand"] == (0, 0)


def test_a_given_name_in_the_line_names_who_answers(counter: ShareCounter) -> None:
    text = "Đồng chí Nam để 3 đơn quá hạn.\nHồ sơ thất lạc 2 bộ.\n"
    faults = [_fault("để 3 đơn quá hạn", _NAM), _fault("Hồ sơ thất lạc 2 bộ", _NAM)]
    assert _counts(counter, _document(text, shortcomings=faults))["responsible-elsewhere"] == (1, 2)


def test_a_share_is_within_the_factor_or_not() -> None:
    real = Count(20, 100)
    assert Share("a", Count(30, 100), real, 1.5).within
    assert Share("a", Count(31, 100), real, 1.5).within is False
    assert Share("a", Count(13, 100), real, 1.5).within is False
    assert Share("a", Count(1, 2), None, 1.5).within is None
    assert Share("a", Count(), real, 1.5).within is None


def test_the_table_tells_both_sides() -> None:
    table = shares_table([Share("a", Count(3, 10), Count(20, 100), 1.5)], lambda name: f"words of {name}")
    assert table.splitlines()[2] == "| words of a | 0.200 (20 of 100) | 0.300 (3 of 10) | 1.50 | yes |"
