"""One fault, one entry."""

from __future__ import annotations

from assistant.extraction.merging import merge

from .conftest import Reader, Scene

TEXT = """I. BÁO CÁO
- Máy ép bùn của trạm xử lý nước thải nằm im từ tháng 5, nước thải thẳng ra vịnh 52 ngày.
- Chín vựa cá nợ phí mặt bằng 412 triệu đồng.

II. THẢO LUẬN
Đồng chí Trương Quốc Ái: Máy ép bùn của trạm xử lý nước thải nằm im 52 ngày mà lãnh đạo không ký sửa.
Đồng chí Cao Xuân Đệ: Máy ép bùn thì tôi ký chậm, tôi nhận.
Đồng chí Hồ Văn Nhỡ: Ở bến 3 ban đêm đèn tắt hết bốn trụ.
"""
QUOTES = (
    "Máy ép bùn của trạm xử lý nước thải nằm im từ",
    "Chín vựa",
    "Máy ép bùn của trạm xử lý nước thải nằm im 52",
    "Máy ép bùn thì tôi",
    "Ở bến 3",
)


def _merged(read: Scene) -> list[tuple[str, int]]:
    entries = merge(read.references, read.context, [read.statement(quote) for quote in QUOTES], {})
    return [(read.context.annotated.text(fault.start, fault.start + 8), len(others)) for fault, others in entries]


def test_a_fault_told_again_or_confessed_is_one_entry(scene: Reader) -> None:
    assert _merged(scene(TEXT, "minutes")) == [("Máy ép b", 2), ("Chín vựa", 0), ("Ở bến 3 ", 0)]


def test_the_statement_of_the_report_comes_first(scene: Reader) -> None:
    read = scene(TEXT, "minutes")
    statements = [read.statement(quote) for quote in QUOTES]
    fault, others = merge(read.references, read.context, statements, {})[0]
    assert fault == statements[0]
    assert set(others) == {statements[2], statements[3]}


def test_clauses_of_one_paragraph_stay_apart(scene: Reader) -> None:
    read = scene("II. HẠN CHẾ\n- Sổ họp chi bộ bỏ trống tháng 4; sổ họp chi bộ bỏ trống tháng 9.", "collective-review")
    statements = [read.statement("Sổ họp"), read.statement("sổ họp chi bộ bỏ trống tháng 9")]
    assert len(merge(read.references, read.context, statements, {})) == 2


def test_a_confession_without_a_matter_is_no_fault_of_its_own(scene: Reader) -> None:
    read = scene(TEXT + "Đồng chí Cao Xuân Đệ: Tôi sai, tôi chịu.\n", "minutes")
    statements = [read.statement("Ở bến 3"), read.statement("Tôi sai")]
    assert len(merge(read.references, read.context, statements, {})) == 1


def test_nothing_to_merge(scene: Reader) -> None:
    assert merge(scene("Họp.").references, scene("Họp.").context, [], {}) == []
