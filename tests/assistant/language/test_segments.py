"""The splitter: list numbers, sentences and clauses, rows of tables; every piece an exact slice."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.model import Document
from assistant.language.lexicon import Lexicon
from assistant.language.pipeline import soft_breaks
from assistant.language.segments import lines, sentences
from assistant.text import view
from tests.assistant.language.texts import Form, document, paragraph, table


def pieces(read: Document, lexicon: Lexicon) -> list[str]:
    """Return the sentences and clauses of a document behind their list numbers."""
    seen = view(read.text, soft_breaks(read))
    return [
        seen.text[start:end]
        for line in lines(seen, read.blocks, lexicon)
        for start, end in sentences(seen, line.body, line.end, lexicon)
    ]


def marker(text: str, lexicon: Lexicon) -> tuple[str, int] | None:
    """Return the list number of a line and its level."""
    read = document(text)
    line = next(lines(view(text), read.blocks, lexicon))
    return (line.marker.text, line.marker.level) if line.marker else None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        # numbers of parts
        ("Phần thứ hai: Hạn chế", ("hai", 0)),
        ("PHẦN II. HẠN CHẾ", ("ii", 0)),
        ("Mục 3. Nguyên nhân", ("3", 0)),
        ("A. KIỂM ĐIỂM TẬP THỂ", ("a", 0)),
        ("I. ƯU ĐIỂM", ("i", 1)),
        ("I- ƯU ĐIỂM", ("i", 1)),
        ("IV/ Nguyên nhân", ("iv", 1)),
        ("II.Hạn chế", ("ii", 1)),
        ("A.II. Hạn chế", ("a.ii", 1)),
        ("II.1. Hạn chế", ("ii.1", 2)),
        # numbers of items
        ("1. Thu quỹ chậm", ("1", 2)),
        ("01. Thu quỹ chậm", ("01", 2)),
        ("1.Thu quỹ chậm", ("1", 2)),
        ("1- Thu quỹ chậm", ("1", 2)),
        ("1/ Thu quỹ chậm", ("1", 2)),
        ("1) Thu quỹ chậm", ("1", 2)),
        ("1.1. Thu quỹ chậm", ("1.1", 3)),
        ("2.3 Thu quỹ chậm", ("2.3", 3)),
        ("1. 18 hộ chưa nộp quỹ", ("1", 2)),
        ("(1) Thu quỹ chậm", ("1", 4)),
        ("(iii) Thu quỹ chậm", ("iii", 4)),
        ("a) Thu quỹ chậm", ("a", 5)),
        ("đ) Thu quỹ chậm", ("đ", 5)),
        ("b. Thu quỹ chậm", ("b", 5)),
        ("- Thu quỹ chậm", ("-", 6)),
        ("• Thu quỹ chậm", ("•", 6)),
        ("+ Thu quỹ chậm", ("+", 7)),
        ("o Thu quỹ chậm", ("o", 7)),
        # no numbers
        ("Đ/c Nam vắng", None),
        ("đ/ c Nam vắng", None),
        ("V/v gợi ý kiểm điểm", None),
        ("12/13 phiếu tán thành", None),
        ("30/6/2023 phải xong", None),
        ("30.6 phải xong", None),
        ("2.5 tỷ đồng chưa giải ngân", None),
        ("1.500 hộ chưa có nước", None),
        ("20 hộ nợ quỹ", None),
        ("16 - 18 hộ chưa nộp", None),
        ("16:30 bế mạc", None),
        ("8: 30 khai mạc", None),
        ("Phần 30 hộ còn lại chưa xong", None),
        ("Mục 3 kế hoạch chưa làm", None),
    ],
)
def test_list_numbers(line: str, told: tuple[str, int] | None, lexicon: Lexicon) -> None:
    assert marker(line, lexicon) == told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        # two sentences
        ("Thu quỹ chậm. Chưa báo cáo.", ["Thu quỹ chậm", "Chưa báo cáo"]),
        ("Tại sao chậm? Do đâu! Không rõ…", ["Tại sao chậm", "Do đâu", "Không rõ"]),
        ("Chậm quá... Đề nghị sửa", ["Chậm quá", "Đề nghị sửa"]),
        ("Còn chậm….Tuy nhiên đã sửa", ["Còn chậm", "Tuy nhiên đã sửa"]),
        ("Còn chậm...Tuy nhiên đã sửa", ["Còn chậm", "Tuy nhiên đã sửa"]),
        ("Còn chậm.Tuy nhiên đã sửa", ["Còn chậm", "Tuy nhiên đã sửa"]),
        ("Đạt 45%.Tuy nhiên chưa đều", ["Đạt 45%", "Tuy nhiên chưa đều"]),
        ("Xong năm 2023.Tuy nhiên chưa đều", ["Xong năm 2023", "Tuy nhiên chưa đều"]),
        ("Vắng 01 đ/c. Lý do ốm", ["Vắng 01 đ/c", "Lý do ốm"]),
        ("Giao UBND. Báo cáo trong quý I", ["Giao UBND", "Báo cáo trong quý I"]),
        ("Chưa chuyển đổi số. Báo cáo chậm", ["Chưa chuyển đổi số", "Báo cáo chậm"]),
        ("Trồng được 45 ha. Việc chậm", ["Trồng được 45 ha", "Việc chậm"]),
        ("Họp ngày 30.6.2023. Sau đó nghỉ", ["Họp ngày 30.6.2023", "Sau đó nghỉ"]),
        ("Xem mục 2. Việc này chậm", ["Xem mục 2", "Việc này chậm"]),
        # one sentence
        ("Thực hiện Nghị quyết./.", ["Thực hiện Nghị quyết"]),
        ("Thực hiện Nghị quyết ./.", ["Thực hiện Nghị quyết"]),
        ("PGS.TS. Trần Văn Nam chủ trì", ["PGS.TS. Trần Văn Nam chủ trì"]),
        ("PGS.TS.Trần Văn Nam chủ trì", ["PGS.TS.Trần Văn Nam chủ trì"]),
        ("ThS. Lê Lan ghi biên bản", ["ThS. Lê Lan ghi biên bản"]),
        ("Tại TP. Hồ Chí Minh, TX. Thái Hòa", ["Tại TP. Hồ Chí Minh, TX. Thái Hòa"]),
        ("Ở Q. 1 TP. Hồ Chí Minh", ["Ở Q. 1 TP. Hồ Chí Minh"]),
        ("Ông T. nhận tiền của bà H. Lan", ["Ông T. nhận tiền của bà H. Lan"]),
        ("Đ/c. Nam vắng", ["Đ/c. Nam vắng"]),
        ("Đ.c Nam và Đ.C Lan vắng", ["Đ.c Nam và Đ.C Lan vắng"]),
        ("Ngày 05.3.2020 họp", ["Ngày 05.3.2020 họp"]),
        ("Đạt 45.7%, thiếu 1.500.000 đồng", ["Đạt 45.7%, thiếu 1.500.000 đồng"]),
        ("Theo QĐ.124 và NĐ.90", ["Theo QĐ.124 và NĐ.90"]),
        ("Họp, báo cáo, v.v. và các việc khác", ["Họp, báo cáo, v.v. và các việc khác"]),
        ("Họp lúc 14h.30 tại hội trường", ["Họp lúc 14h.30 tại hội trường"]),
        # clauses
        ("Thu quỹ chậm; chưa báo cáo;", ["Thu quỹ chậm", "chưa báo cáo"]),
        ("Thu quỹ chậm;chưa báo cáo", ["Thu quỹ chậm", "chưa báo cáo"]),
        ("Thu chậm (3 lần; 2 quý); chưa báo cáo", ["Thu chậm (3 lần; 2 quý)", "chưa báo cáo"]),
        # what closes behind the full stop belongs to the sentence that it was opened in
        ("Ông nói: “Chưa làm được.” Sau đó nghỉ", ["Ông nói: “Chưa làm được.”", "Sau đó nghỉ"]),
        ('Ông nói: "Chưa làm được." Sau đó nghỉ', ['Ông nói: "Chưa làm được."', "Sau đó nghỉ"]),
        ("(Có danh sách kèm theo.) Hết", ["(Có danh sách kèm theo.)", "Hết"]),
        # drawn rules and dotted lines hold nothing
        ("-----", []),
        ("…………………", []),
        ("- - -", []),
        ("Họ và tên: ...............", ["Họ và tên:"]),
    ],
)
def test_sentences_and_clauses(line: str, told: list[str], lexicon: Lexicon) -> None:
    assert pieces(document(line), lexicon) == told


def test_a_line_break_inside_a_paragraph_is_a_space(lexicon: Lexicon) -> None:
    read = paragraph("Việc thu quỹ của chi bộ\ncòn chậm, kéo dài. Đề nghị\nsửa.")
    assert pieces(read, lexicon) == ["Việc thu quỹ của chi bộ còn chậm, kéo dài", "Đề nghị sửa"]


def test_the_lines_of_a_document_are_apart(lexicon: Lexicon) -> None:
    assert pieces(document("Hạn chế\n\nThu quỹ chậm\n- Chưa họp"), lexicon) == ["Hạn chế", "Thu quỹ chậm", "Chưa họp"]


def places(read: Document, lexicon: Lexicon) -> list[tuple[str, int | None, int | None, int | None]]:
    """Return the lines of a document with their table, row and column."""
    seen = view(read.text)
    return [(seen.text[x.start : x.end], x.table, x.row, x.column) for x in lines(seen, read.blocks, lexicon)]


def test_the_cells_of_a_table_keep_their_place(lexicon: Lexicon) -> None:
    read = table(("Việc", "Thời hạn"), ("Thu quỹ", ""), ("", "30/6"))
    assert places(read, lexicon) == [
        ("Việc", 0, 0, 0),
        ("Thời hạn", 0, 0, 1),
        ("Thu quỹ", 0, 1, 0),
        ("30/6", 0, 2, 1),
    ]


def test_lines_divided_by_tabs_are_a_table(lexicon: Lexicon) -> None:
    read = document("Việc\tNgười\tHạn\nThu quỹ\tNam\t30/6\nHết bảng\nViệc\tNgười\tHạn\nHọp\tLan\t1/7")
    assert [place[1:] for place in places(read, lexicon)] == [
        *((0, row, column) for row in (0, 1) for column in (0, 1, 2)),
        (None, None, None),
        *((1, row, column) for row in (0, 1) for column in (0, 1, 2)),
    ]


def test_a_letter_head_set_with_tabs_is_no_table(lexicon: Lexicon) -> None:
    read = document("ĐẢNG BỘ XÃ A\t\t\tĐẢNG CỘNG SẢN VIỆT NAM")
    assert all(place[1] is None for place in places(read, lexicon))


WORDS = (
    "Đ/c Nam",
    "chưa họp",
    "12/13",
    "30.6.2023",
    "PGS.TS.",
    "Tuy nhiên",
    "(3 lần;",
    "2 quý)",
    "“Chậm",
    "xong”",
    "1.",
)
MARKS = (". ", "; ", "….", "./.", ": ", " ", ", ", ".\u200b ", ".\u00a0", "\t", "... ", ") ", "\n", "\r\n")


@given(
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS)), max_size=15), st.sampled_from(("NFC", "NFD"))
)
def test_pieces_are_slices_in_order_and_hold_every_word(
    lexicon: Lexicon, parts: list[tuple[str, str]], form: Form
) -> None:
    text = unicodedata.normalize(form, "".join(word + mark for word, mark in parts))
    read = document(text)
    seen = view(text)
    at = 0
    for line in lines(seen, read.blocks, lexicon):
        assert at <= line.start <= line.body < line.end
        at = line.body
        for start, end in sentences(seen, line.body, line.end, lexicon):
            assert at <= start < end <= line.end
            assert not any(c.isalnum() for c in seen.text[at:start])
            assert not seen.text[start].isspace()
            assert not seen.text[end - 1].isspace()
            at = end
        assert not any(c.isalnum() for c in seen.text[at : line.end])
        at = line.end


@pytest.mark.parametrize(
    "unit", ["abc.", "(((", "a", "1.1.1.", "đ/c ", "\t", "!", ". ", "; ", "(a; ", ".a", "“.”", "….", "- ", ".)"]
)
def test_the_splitter_is_linear(unit: str, lexicon: Lexicon) -> None:
    def seconds(size: int) -> float:
        read = document((unit * size)[:size])
        start = time.perf_counter()
        pieces(read, lexicon)
        return time.perf_counter() - start

    seconds(1000)
    assert seconds(100_000) < 3 * seconds(50_000) + 0.5
