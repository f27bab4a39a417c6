"""Who speaks in minutes, and which words are his."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.extraction.opinions import OpinionReader
from tests.assistant.extraction.contexts import MINUTES, REVIEW, Fixed, annotator, context_of

DISCUSSION = MINUTES + "\nII. THẢO LUẬN\n"
STANCE: Any = Fixed(praise=0.9, critique=0.1)


def opinions_of(text: str) -> list[tuple[str | None, str]]:
    """Return speaker and words of each turn."""
    context = context_of(text)
    found = OpinionReader(annotator().lexicon).read(context, STANCE)
    parties, ids = context.book.freeze([each.speaker for each in found if each.speaker is not None])
    names = {party.id: party.name for party in parties}
    return [
        (names[ids[each.speaker]] if each.speaker is not None else None, context.annotated.text(each.start, each.end))
        for each in found
    ]


@pytest.mark.parametrize(
    ("line", "speaker", "words"),
    [
        ("- Đồng chí Phạm Văn Sơn: Tôi nhất trí với báo cáo.", "Phạm Văn Sơn", "Tôi nhất trí với báo cáo."),
        ("- Đ/c Sơn (kế toán): Báo cáo còn dài.", "Phạm Văn Sơn", "Báo cáo còn dài."),
        ("Đ/c Sơn, Phó Bí thư, phát biểu: Báo cáo còn dài.", "Phạm Văn Sơn", "Báo cáo còn dài."),
        ("Đồng chí Sơn trả lời: việc đó là lỗi của tôi.", "Phạm Văn Sơn", "việc đó là lỗi của tôi."),
        ("Đồng chí Sơn phát biểu, chi bộ có tiến bộ.", "Phạm Văn Sơn", "phát biểu, chi bộ có tiến bộ."),
        ("Góp ý: Cô Yến: Anh Nam làm việc kỹ.", "Đỗ Thị Yến", "Anh Nam làm việc kỹ."),
        ("- Đồng chí chủ trì: Đề nghị góp ý thẳng thắn.", "Trần Văn Nam", "Đề nghị góp ý thẳng thắn."),
    ],
)
def test_a_label_names_the_speaker(line: str, speaker: str, words: str) -> None:
    """A title and a name before a colon or a verb of speaking open a turn."""
    assert opinions_of(DISCUSSION + line) == [(speaker, words)]


def test_several_turns_in_one_paragraph() -> None:
    """Each label behind the end of a sentence opens a turn of its own."""
    line = "Đ/c Sơn: Tôi nhất trí. Đ/c Yến: Thu quỹ còn chậm. Đ/c Cát: Tôi xin tiếp thu."
    assert opinions_of(DISCUSSION + line) == [
        ("Phạm Văn Sơn", "Tôi nhất trí."),
        ("Đỗ Thị Yến", "Thu quỹ còn chậm."),
        ("Vũ Đình Cát", "Tôi xin tiếp thu."),
    ]


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("- Các ý kiến đều nhất trí cao với báo cáo.", "Các ý kiến"),
        ("- Các ý kiến còn lại nhất trí, không bổ sung.", "Các ý kiến còn lại"),
        ("- Đa số các ý kiến thống nhất với dự thảo.", "Đa số các ý kiến"),
        ("- Có ý kiến cho rằng nghị quyết còn dài.", "Có ý kiến"),
        ("- Các đ/c còn lại: cơ bản nhất trí.", "Các đ/c còn lại"),
    ],
)
def test_opinions_told_together(line: str, speaker: str) -> None:
    """The words of the text stand for the speakers who are not named."""
    assert [name for name, _ in opinions_of(DISCUSSION + line)] == [speaker]


def test_who_reads_the_report_does_not_speak_its_words() -> None:
    """The turn is the sentence that says who reads; the report behind it is nobody's speech."""
    text = MINUTES + (
        "\nII. NỘI DUNG\nĐồng chí Lê Thị Hoa: đọc báo cáo kiểm điểm tập thể. Nội dung báo cáo như sau.\n"
        "Năm qua chi bộ thu quỹ chậm 40 ngày.\n"
    )
    assert opinions_of(text) == [("Lê Thị Hoa", "đọc báo cáo kiểm điểm tập thể.")]


@pytest.mark.parametrize(
    "heading",
    ["III. KẾT LUẬN\n", "III. Kết luận của chủ trì: ", "III. Đồng chí Nam kết luận: ", "III. Chủ tọa kết luận\n"],
)
def test_the_conclusion_is_the_turn_of_the_chair(heading: str) -> None:
    """Whether the heading names the chair or not; the tasks he gives belong to his turn."""
    conclusion = "Thống nhất các ý kiến. Giao việc:\n- Đồng chí Sơn: thu đủ quỹ trước ngày 30/6/2024."
    assert opinions_of(DISCUSSION + "- Đ/c Sơn: Tôi nhất trí.\n\n" + heading + conclusion) == [
        ("Phạm Văn Sơn", "Tôi nhất trí."),
        ("Trần Văn Nam", conclusion),
    ]


def test_the_next_point_of_the_agenda_ends_a_turn() -> None:
    """A number that continues that of the part's title is no longer the speaker's."""
    text = MINUTES + "\n2) Thảo luận\nĐ/c Sơn: Tôi nhất trí.\n3) Quyết nghị (09/09 nhất trí)\n"
    assert opinions_of(text) == [("Phạm Văn Sơn", "Tôi nhất trí.")]


@pytest.mark.parametrize(
    "text",
    [
        DISCUSSION + "Góp ý đ/c Sơn:\n",
        MINUTES + "\nII. BỎ PHIẾU\n- Đ/c Sơn: Hoàn thành tốt nhiệm vụ 12/13.\n",
        MINUTES + "\nII. BIỆN PHÁP\n- Đ/c Sơn: thu đủ quỹ trước ngày 30/6/2024.\n",
        REVIEW + "\nĐ/c Sơn: Tôi nhất trí.\n",
    ],
)
def test_a_name_is_not_always_a_speaker(text: str) -> None:
    """Titles, ballots and tasks name persons too, and only minutes have turns."""
    assert opinions_of(text) == []


@pytest.mark.parametrize(
    ("attendance", "chair"),
    [
        ("Chủ trì: đồng chí Trần Văn Nam.", "Trần Văn Nam"),
        ("Đồng chí Trần Văn Nam, Bí thư, chủ trì; đồng chí Lê Thị Hoa ghi biên bản.", "Trần Văn Nam"),
        ("Có mặt: đồng chí Lê Thị Hoa, thư ký; đồng chí Trần Văn Nam, Bí thư chi bộ.", "Trần Văn Nam"),
    ],
)
def test_who_leads_the_meeting(attendance: str, chair: str) -> None:
    """The chair is named before or behind the word for it, or is the secretary of the cell."""
    text = f"CHI BỘ XÃ ĐỒNG TÂM\nBIÊN BẢN HỌP CHI BỘ\n\nI. THÀNH PHẦN\n{attendance}\n\nII. KẾT LUẬN\nThống nhất.\n"
    assert [name for name, _ in opinions_of(text)] == [chair]
