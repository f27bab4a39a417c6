"""The questions a chair takes into the room."""

from __future__ import annotations

import json
import re
from typing import Any

from assistant.report.model import Question
from assistant.rulebook import Piece, Rulebook, apply, build, questions
from tests.assistant.rulebook.gold import REVIEWS, case

NAM = {"kind": "person", "name": "Trần Văn Nam", "role": "Chủ tịch UBND xã"}


def asked(rulebook: Rulebook, **fields: Any) -> tuple[Question, ...]:
    whole = build(Piece.model_validate_json(json.dumps({"kind": "remediation-plan"} | fields, ensure_ascii=False)))
    return questions(apply(rulebook, whole), whole.report, rulebook)


def test_what_is_asked_of_one_item_is_one_question(rulebook: Rulebook) -> None:
    (question,) = asked(rulebook, shortcomings=[{"text": "Công tác A chưa sâu", "specific": False, "hedged": True}])
    assert len(question.findings) == 4
    assert question.text.startswith("Về nội dung “Công tác A chưa sâu”: Ai là người phụ trách")
    assert question.text.count("?") == 3


def test_the_addressee_is_the_person_answerable(rulebook: Rulebook) -> None:
    (question,) = asked(
        rulebook,
        shortcomings=[{"text": "7 hộ lấn kênh", "responsible": [{"kind": "collective", "name": "UBND xã"}, NAM]}],
    )
    assert question.to == "p2"


def test_a_recurring_defect_is_asked_of_whoever_answers_for_it_now(rulebook: Rulebook) -> None:
    found = asked(
        rulebook,
        shortcomings=[{"text": "còn 5 hộ lấn kênh", "responsible": [NAM]}],
        commitments=[
            {"text": "dỡ 5 hộ", "owners": [NAM], "deadline": "2026-04-30", "addresses": ["còn 5 hộ lấn kênh"]}
        ],
        prior_defects=[{"text": "17 hộ lấn kênh", "status": "recurring", "evidence": ["còn 5 hộ lấn kênh"]}],
    )
    assert [question.to for question in found] == ["p1"]
    assert found[0].text == (
        "Năm trước đã nêu “17 hộ lấn kênh”: Vì sao biện pháp năm trước chưa có kết quả và lần này làm khác ở điểm nào?"
    )


def test_items_that_ask_the_same_of_the_same_are_merged(rulebook: Rulebook) -> None:
    measures = [{"text": f"đo lại thửa số {number}", "deadline": "2026-04-30"} for number in range(1, 6)]
    (question,) = asked(rulebook, commitments=measures)
    assert question.to is None
    assert len(question.findings) == 5
    assert question.text == (
        "Về nội dung “đo lại thửa số 1”; “đo lại thửa số 2”; “đo lại thửa số 3” và 2 nội dung khác: "
        "Ai chủ trì thực hiện việc này?"
    )


def test_an_absence_is_asked_without_a_quote(rulebook: Rulebook) -> None:
    found = asked(rulebook, kind="individual-review", author="Hà Thị Mận", text="Tôi hoàn thành nhiệm vụ.")
    assert found[0].text == "Trong kỳ này còn việc gì chưa đạt yêu cầu, chậm hoặc cần sửa?"


def test_an_author_is_asked_in_a_self_review(rulebook: Rulebook) -> None:
    author = {"kind": "person", "name": "Hà Thị Mận"}
    found = asked(
        rulebook,
        kind="individual-review",
        author="Hà Thị Mận",
        causes=[{"text": "nhà xa", "kind": "objective"}],
        commitments=[{"text": "nộp đúng hạn", "owners": [author], "deadline": "2026-06-30"}],
    )
    assert {question.to for question in found} == {"p1"}


def test_at_most_seven_and_none_without_findings(rulebook: Rulebook) -> None:
    faults = [{"text": f"việc thứ {number} chậm", "responsible": [NAM]} for number in range(30)]
    assert len(asked(rulebook, shortcomings=faults, prior_defects=[])) <= 7
    for stem in REVIEWS:
        whole = case(stem)
        found = questions(apply(rulebook, whole), whole.report, rulebook)
        assert 1 <= len(found) <= 7
        parties = {party.id for party in whole.report.parties}
        assert all(question.to is None or question.to in parties for question in found)
    assert questions((), case(REVIEWS[0]).report, rulebook) == ()


def test_what_a_superior_asked_comes_first(rulebook: Rulebook) -> None:
    whole = case("w4-tan-loc-dong-2025")
    first = questions(apply(rulebook, whole), whole.report, rulebook)[0]
    assert first.text.startswith("Cấp trên đã nêu “Việc sắp xếp 17 người")


def test_words_to_people_judge_only_inside_quotes(rulebook: Rulebook) -> None:
    for stem in REVIEWS:
        whole = case(stem)
        found = apply(rulebook, whole)
        told = [question.text for question in questions(found, whole.report, rulebook)]
        told += [finding.message for finding in found] + [finding.question for finding in found]
        for words in told:
            bare = re.sub("“[^”]*”", "", words).casefold()
            assert not [word for word in ("né tránh", "hình thức", "đối phó") if word in bare], words
