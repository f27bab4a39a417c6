"""Passages that stand in last year's document already."""

from __future__ import annotations

from assistant.continuity import Toolbox, copied
from tests.assistant.continuity.readings import Reader

STOCK = (
    "Bản thân luôn giữ vững lập trường tư tưởng, chấp hành nghiêm chủ trương của Đảng, có lối sống lành mạnh, giản dị, "
    "không quan liêu, không tham nhũng, được bà con xóm Nà Mạ tin yêu"
)


def test_a_passage_word_for_word(read: Reader, tools: Toolbox) -> None:
    prior = read(f"I. ƯU ĐIỂM\n{STOCK}.\nThu ngân sách 3 tỷ đồng.\n")
    this = read(f"I. KẾT QUẢ\nNăm nay làm 12 nhà.\n{STOCK}.\n")
    (passage,) = copied(this, prior, tools)
    assert this.text[passage.start : passage.end] == STOCK
    assert prior.text[passage.source_start : passage.source_end] == STOCK
    assert passage.score == 1.0


def test_only_the_figures_are_new(read: Reader, tools: Toolbox) -> None:
    line = (
        "Chi bộ phối hợp với Mặt trận vận động {} hộ hiến đất làm đường, mở {} lớp tập huấn trồng quế cho "
        "bà con các xóm, giữ vững danh hiệu chi bộ trong sạch"
    )
    prior, this = read(f"I. KẾT QUẢ\n{line.format(12, 3)}.\n"), read(f"I. KẾT QUẢ\n{line.format(19, 5)}.\n")
    assert [each.score for each in copied(this, prior, tools)] == [1.0]


def test_what_is_not_copied(read: Reader, tools: Toolbox) -> None:
    prior = read(
        "I. KẾT QUẢ\nHọp chi bộ đủ 12 kỳ.\nXóm Nà Mạ trồng 12 ha quế, bán được 300 triệu đồng, năm hộ thoát nghèo "
        "nhờ vay vốn của Ngân hàng Chính sách xã hội huyện.\n"
    )
    this = read(
        "I. KẾT QUẢ\nHọp chi bộ đủ 12 kỳ.\nNăm hộ ở xóm Nà Mạ vay vốn Ngân hàng Chính sách xã hội trồng quế, nay "
        "đã thoát nghèo, tiền bán quế cả xóm được 410 triệu đồng.\n"
    )
    assert copied(this, prior, tools) == ()


def test_the_legal_basis_is_the_same_by_right(read: Reader, tools: Toolbox) -> None:
    basis = (
        "Căn cứ Quy định số 124-QĐ/TW ngày 04/10/2023 của Bộ Chính trị về việc kiểm điểm và đánh giá, xếp loại "
        "chất lượng hằng năm đối với tập thể, cá nhân trong hệ thống chính trị và hướng dẫn của cấp trên"
    )
    assert copied(read(f"{basis}.\nThu đủ.\n"), read(f"{basis}.\nThu thiếu.\n"), tools) == ()


def test_neighbours_make_one_passage(read: Reader, tools: Toolbox) -> None:
    lines = (
        "Tích cực học tập nghị quyết, quy định của Đảng.\nGần gũi bà con, giúp đỡ đồng nghiệp.\n"
        "Không vi phạm kỷ luật, giữ gìn đoàn kết.\n"
    )
    prior, this = read(f"I. ƯU ĐIỂM\n{lines}"), read(f"I. ƯU ĐIỂM\n{lines}Thu đủ 3 tỷ đồng.\n")
    (passage,) = copied(this, prior, tools)
    assert this.text[passage.start : passage.end] == lines.rstrip(".\n")
