"""Votes of the exemplars, and the rating that last year's faults speak against."""

from __future__ import annotations

from assistant.rulebook import Rulebook, apply
from tests.assistant.rulebook.gold import case


def test_a_wrong_percentage_in_minutes(rulebook: Rulebook) -> None:
    quote = "Đ/c Hoàng Văn Bính: Hoàn thành nhiệm vụ: 10/13 phiếu (83,3%)"
    rating = {
        "text": quote,
        "level": "satisfactory",
        "subject": {"kind": "person", "name": "Hoàng Văn Bính"},
        "votes": 10,
        "voters": 13,
        "percent": 83.3,
    }
    (finding,) = [
        one for one in apply(rulebook, case("w1-cam-yen-2022", ratings=[rating])) if one.rule == "vote-mismatch"
    ]
    assert finding.text == quote
    assert (finding.value, finding.threshold) == ("83.3%", "10/13 = 76.9%")


def test_excellent_beside_faults_that_recur(rulebook: Rulebook) -> None:
    author = {"kind": "person", "name": "Trần Thị Hồng Nhạn"}
    ratings = [
        {"text": "Xếp loại viên chức: Hoàn thành tốt nhiệm vụ", "level": "good", "subject": author},
        {"text": "Xếp loại đảng viên: Hoàn thành xuất sắc nhiệm vụ", "level": "excellent", "subject": author},
    ]
    found = apply(rulebook, case("w3-tran-hong-nhan-2024", ratings=ratings))
    (finding,) = [one for one in found if one.rule == "rating-contradiction"]
    assert finding.text == "Xếp loại đảng viên: Hoàn thành xuất sắc nhiệm vụ"
    assert {one.document for one in finding.evidence} == {"prior"}
