"""Ratings: who, which level, how many votes of how many."""

from __future__ import annotations

import pytest

from assistant.extraction.ratings import RatingReader
from assistant.report.model import Points
from tests.assistant.extraction.contexts import MINUTES, REVIEW, annotator, context_of

VOTES = MINUTES + "\nIII. BỎ PHIẾU XẾP LOẠI\n"
RATING = REVIEW + "\nV. TỰ XẾP LOẠI\n"
INDIVIDUAL = """BẢN KIỂM ĐIỂM CÁ NHÂN
Năm 2023

Họ và tên: Phạm Văn Sơn
Chức vụ: Công chức địa chính
"""
Row = tuple[str | None, str, int | None, int | None]


def ratings_of(text: str) -> list[Row]:
    """Return subject, level, votes and voters of each rating."""
    context = context_of(text)
    found = RatingReader(annotator().lexicon).read(context)
    parties, ids = context.book.freeze([each.subject for each in found if each.subject is not None])
    names = {party.id: party.name for party in parties}
    return [
        (names[ids[each.subject]] if each.subject is not None else None, each.level, each.votes, each.voters)
        for each in found
    ]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("- Đ/c Sơn: Hoàn thành tốt nhiệm vụ, 12/13 phiếu.", ("Phạm Văn Sơn", "good", 12, 13)),
        ("- Đ/c Sơn: Hoàn thành xuất sắc nhiệm vụ 9/13 (69,2%).", ("Phạm Văn Sơn", "excellent", 9, 13)),
        ("- Đ/c Sơn: 12/12 phiếu đề nghị Hoàn thành nhiệm vụ.", ("Phạm Văn Sơn", "satisfactory", 12, 12)),
        ("- Đ/c Sơn: không hoàn thành nhiệm vụ 15/15.", ("Phạm Văn Sơn", "unsatisfactory", 15, 15)),
        ("- Đ/c Sơn đề nghị loại Hoàn thành tốt nhiệm vụ 12/13.", ("Phạm Văn Sơn", "good", 12, 13)),
        ("Yến: HTTNV 6/7.", ("Đỗ Thị Yến", "good", 6, 7)),
    ],
)
def test_a_row_of_a_ballot(line: str, row: Row) -> None:
    """A person is named by title, office or given name; the longest name of a level counts."""
    assert ratings_of(VOTES + line) == [row]


def test_one_rating_a_ballot() -> None:
    """The level with most votes is the one adopted, not the whole ballot."""
    line = "- Đ/c Sơn: Hoàn thành tốt nhiệm vụ 11/12 phiếu; Hoàn thành nhiệm vụ 01/12 phiếu."
    assert ratings_of(VOTES + line) == [("Phạm Văn Sơn", "good", 11, 12)]


@pytest.mark.parametrize(
    ("count", "voters"),
    [
        ("Phát ra 13 phiếu, thu về 14 phiếu, hợp lệ 14 phiếu.", 14),
        ("Phát ra 15 phiếu, thu về 15 phiếu.", 15),
        ("Bỏ phiếu kín.", 14),
    ],
)
def test_votes_without_their_total(count: str, voters: int) -> None:
    """The valid ballots count, else those that came back, else the sum."""
    line = "Đ/c Sơn: Hoàn thành tốt nhiệm vụ: 12 phiếu; Hoàn thành nhiệm vụ: 2 phiếu."
    assert ratings_of(f"{VOTES}{count}\n{line}") == [("Phạm Văn Sơn", "good", 12, voters)]


def test_two_subjects_in_a_sentence() -> None:
    """The votes belong to the level before them, the name to the level behind it."""
    line = "Biểu quyết: đồng chí Nam hoàn thành tốt nhiệm vụ 15/17 phiếu, đồng chí Sơn hoàn thành nhiệm vụ 14/17 phiếu."
    assert ratings_of(VOTES + line) == [("Trần Văn Nam", "good", 15, 17), ("Phạm Văn Sơn", "satisfactory", 14, 17)]


def test_a_count_of_persons_is_no_vote() -> None:
    """Only those in brackets behind a count of persons are rated one by one."""
    line = "Đảng viên: HTXS 01 đồng chí (Đỗ Thị Yến), HTT 09 đồng chí, hoàn thành 01 đồng chí (Vũ Đình Cát)."
    assert ratings_of(VOTES + line) == [
        ("Đỗ Thị Yến", "excellent", None, None),
        ("Vũ Đình Cát", "satisfactory", None, None),
    ]


def test_votes_in_the_next_sentence() -> None:
    """The assent told behind a proposal is its ballot."""
    line = "Chi ủy đề nghị xếp loại Hoàn thành xuất sắc nhiệm vụ. Bỏ phiếu có 15/18 đồng chí đồng ý."
    assert [row[1:] for row in ratings_of(RATING + line)] == [("excellent", 15, 18)]


def test_the_proposed_level_among_those_voted_on() -> None:
    """Votes are told before the level they are for."""
    line = (
        "Đề nghị xếp loại: Hoàn thành tốt nhiệm vụ (07 phiếu đề nghị xem xét ở mức hoàn thành, "
        "28 phiếu đề nghị mức hoàn thành tốt, trên tổng số 35 đảng viên dự họp)."
    )
    assert [row[1:] for row in ratings_of(RATING + line)] == [("good", 28, 35)]


def test_an_individual_rates_himself() -> None:
    """Each line of the form is a rating of the author."""
    form = (
        "\nV. TỰ XẾP LOẠI\n1. Xếp loại cán bộ, công chức: Hoàn thành tốt nhiệm vụ\n"
        "2. Xếp loại đảng viên: Hoàn thành nhiệm vụ\n"
    )
    assert ratings_of(INDIVIDUAL + form) == [
        ("Phạm Văn Sơn", "good", None, None),
        ("Phạm Văn Sơn", "satisfactory", None, None),
    ]


def test_a_speaker_rates_himself() -> None:
    """The level that somebody claims in his turn is his own."""
    line = "- Đ/c Sơn: Trình bày bản tự kiểm điểm, tự nhận Hoàn thành tốt nhiệm vụ."
    assert ratings_of(MINUTES + "\nII. THẢO LUẬN\n" + line) == [("Phạm Văn Sơn", "good", None, None)]


@pytest.mark.parametrize(
    "text",
    [
        RATING + "□ Hoàn thành xuất sắc nhiệm vụ  □ Hoàn thành tốt nhiệm vụ  □ Hoàn thành nhiệm vụ",
        RATING + "Xếp loại năm 2022: Hoàn thành tốt nhiệm vụ.",
        MINUTES + "\nIII. KẾT LUẬN\nToàn chi bộ quyết tâm hoàn thành tốt nhiệm vụ năm 2024.",
        MINUTES + "\nII. THẢO LUẬN\n- Đ/c Sơn: Năm qua chi bộ hoàn thành tốt nhiệm vụ.",
    ],
)
def test_what_is_no_rating(text: str) -> None:
    """Boxes without a tick, an earlier year's level, a call for effort and praise are none."""
    assert ratings_of(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "Tự chấm 28/30 + 58,4/70 = 86,4/100 điểm, xếp loại Hoàn thành tốt nhiệm vụ.",
        "Tự chấm 28 + 58,4 = 86,4 điểm, xếp loại Hoàn thành tốt nhiệm vụ.",
    ],
)
def test_points(line: str) -> None:
    """Points of the common criteria, of the tasks and their sum stand with the rating."""
    found = RatingReader(annotator().lexicon).read(context_of(RATING + line))
    assert [each.points for each in found] == [Points(common=28, tasks=58.4, total=86.4)]
