"""Speakers' turns of minutes: who speaks, and what."""

from __future__ import annotations

import pytest

from assistant.language.pipeline import Annotator
from tests.assistant.language.texts import document


def told_turns(annotator: Annotator, *lines: str, kind: str = "minutes") -> list[tuple[str, str]]:
    """Return the speakers' labels with their words."""
    annotated = annotator.annotate(document("\n".join(("BIÊN BẢN", "III. THẢO LUẬN", *lines))), 2023, kind)
    return [(annotated.text(*turn.label), annotated.text(turn.start, turn.end)) for turn in annotated.turns]


@pytest.mark.parametrize(
    ("line", "label", "words"),
    [
        ("Đồng chí Nguyễn Văn Nam (Bí thư): Tôi nhất trí.", "Đồng chí Nguyễn Văn Nam (Bí thư)", "Tôi nhất trí."),
        ("Đ/c Nam: Tôi nhất trí.", "Đ/c Nam", "Tôi nhất trí."),
        ("- Đ/c Nam, Phó Bí thư: Tôi nhất trí.", "Đ/c Nam, Phó Bí thư", "Tôi nhất trí."),
        ("- Ý kiến đồng chí Lan: Quỹ thu chậm.", "đồng chí Lan", "Quỹ thu chậm."),
        ("Bà Trần Thị Lan phát biểu: Quỹ thu chậm.", "Bà Trần Thị Lan phát biểu", "Quỹ thu chậm."),
        ("Ông Nam (Bí thư Chi bộ TP. Vinh): Nhất trí.", "Ông Nam (Bí thư Chi bộ TP. Vinh)", "Nhất trí."),
        ("Trần Thị Lan: Quỹ thu chậm.", "Trần Thị Lan", "Quỹ thu chậm."),
    ],
)
def test_a_speaker_and_his_words(annotator: Annotator, line: str, label: str, words: str) -> None:
    assert told_turns(annotator, line) == [(label, words)]


@pytest.mark.parametrize(
    ("line", "label", "words"),
    [
        ("Loan: tiền thợ mới có 9 triệu.", "Loan", "tiền thợ mới có 9 triệu."),
        ("Loan trả lời: con giữ trong sổ.", "Loan trả lời", "con giữ trong sổ."),
        ("Khởi giáo viên hưu: chốt không có người thay.", "Khởi giáo viên hưu", "chốt không có người thay."),
    ],
)
def test_somebody_named_in_full_may_speak_by_the_given_name(
    annotator: Annotator, line: str, label: str, words: str
) -> None:
    present = "I. THÀNH PHẦN\nTrần Thị Loan, trưởng thôn; Lê Đình Khởi, giáo viên hưu.\n\nII. Ý KIẾN"
    assert told_turns(annotator, present, line)[-1] == (label, words)
    assert told_turns(annotator, "Chốt: Dũng chia lại ca.") == []


@pytest.mark.parametrize(
    "line",
    [
        "Giao đ/c Nam: thu đủ quỹ.",
        "Các ý kiến đều thống nhất: không bổ sung gì.",
        "Hạn chế của đ/c Nam: thu quỹ chậm.",
    ],
)
def test_no_speaker(annotator: Annotator, line: str) -> None:
    assert told_turns(annotator, line) == []


def test_a_turn_goes_on_until_the_next_speaker(annotator: Annotator) -> None:
    assert told_turns(annotator, "Đ/c Nam: Quỹ thu chậm.", "Tôi mong sớm làm rõ.", "Đ/c Lan: Tôi nhận.") == [
        ("Đ/c Nam", "Quỹ thu chậm.\nTôi mong sớm làm rõ."),
        ("Đ/c Lan", "Tôi nhận."),
    ]


def test_only_minutes_have_speakers(annotator: Annotator) -> None:
    assert told_turns(annotator, "Đ/c Nam: Quỹ thu chậm.", kind="collective-review") == []
