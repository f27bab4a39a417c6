"""Rows written as text: bars and tabs divide cells, drawn lines are none, broken rows are joined; cells are slices."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.lexicon import Lexicon
from assistant.language.rows import text_rows
from tests.assistant.language.texts import document, table

Grid = list[tuple[int, int, list[str]]]


def rows_of(text: str, lexicon: Lexicon) -> Grid:
    """Return the rows of a text: table, row, cells."""
    read = document(text)
    found = text_rows(read.text, read.blocks, lexicon)
    return [(row.table, row.row, [text[slice(*cell)] for cell in row.cells]) for row in found.rows.values()]


def cells_of(text: str, lexicon: Lexicon) -> list[list[str]]:
    """Return the cells of the rows of a text."""
    return [cells for _, _, cells in rows_of(text, lexicon)]


def test_bars_divide_the_cells_of_a_row(lexicon: Lexicon) -> None:
    text = "TT | Hạn chế | Biện pháp\n1 | Thu quỹ chậm | Thu đủ\n2 | Chưa họp |"
    assert rows_of(text, lexicon) == [
        (0, 0, ["TT", "Hạn chế", "Biện pháp"]),
        (0, 1, ["1", "Thu quỹ chậm", "Thu đủ"]),
        (0, 2, ["2", "Chưa họp"]),
    ]


def test_bars_at_both_edges_and_drawn_lines_hold_nothing(lexicon: Lexicon) -> None:
    text = "| TT | Hạn chế | Thời hạn |\n|:--:|---|---:|\n| 1 | Thu quỹ chậm | 30/6 |\n| | Chưa họp | 1/7 |"
    assert cells_of(text, lexicon) == [
        ["TT", "Hạn chế", "Thời hạn"],
        ["1", "Thu quỹ chậm", "30/6"],
        ["", "Chưa họp", "1/7"],
    ]
    read = document(text)
    assert text_rows(read.text, read.blocks, lexicon).rules == {1}


def test_an_empty_cell_keeps_its_place(lexicon: Lexicon) -> None:
    text = "TT | Hạn chế | Nguyên nhân | Biện pháp\n1 | Thu quỹ chậm | | Thu đủ\n | | | Lập sổ"
    assert cells_of(text, lexicon)[1:] == [["1", "Thu quỹ chậm", "", "Thu đủ"], ["", "", "", "Lập sổ"]]


def test_double_bars_are_one_divider(lexicon: Lexicon) -> None:
    assert cells_of("||TT||Hạn chế||Biện pháp||\n||1||Chậm||Thu đủ||", lexicon) == [
        ["TT", "Hạn chế", "Biện pháp"],
        ["1", "Chậm", "Thu đủ"],
    ]


def test_a_row_whose_line_is_broken_is_one(lexicon: Lexicon) -> None:
    text = "TT | Hạn chế | Biện pháp | Chủ trì\n1 | Thu quỹ | Đôn đốc các\ntổ thu | Đ/c Nam\n2 | Họp | Họp bù | Đ/c Lan"
    assert cells_of(text, lexicon)[1:] == [
        ["1", "Thu quỹ", "Đôn đốc các\ntổ thu", "Đ/c Nam"],
        ["2", "Họp", "Họp bù", "Đ/c Lan"],
    ]


def test_the_end_of_a_last_cell_without_bars_belongs_to_its_row(lexicon: Lexicon) -> None:
    text = "TT | Hạn chế | Chủ trì\n1 | Thu quỹ | Phòng Tài chính\nKế hoạch\n2 | Họp | Đ/c Lan\nIII. TỔ CHỨC THỰC HIỆN"
    assert cells_of(text, lexicon)[1:] == [["1", "Thu quỹ", "Phòng Tài chính\nKế hoạch"], ["2", "Họp", "Đ/c Lan"]]


def test_a_heading_between_numbered_rows_does_not_end_the_table(lexicon: Lexicon) -> None:
    text = "TT | Hạn chế | Chủ trì\n1 | Thu quỹ | Nam\n2 | Họp | Lan\nB. VỀ ĐẢNG\n3 | Kết nạp | Sơn\n4 | Sổ sách | Yến"
    assert [place[:2] for place in rows_of(text, lexicon)] == [(0, 0), (0, 1), (0, 2), (0, 3), (0, 4)]


def test_two_tables_are_apart(lexicon: Lexicon) -> None:
    text = "TT | Hạn chế | Chủ trì\n1 | Thu quỹ | Nam\n\nII. KẾT QUẢ\nTT | Việc | Kết quả\n1 | Thu | Xong"
    assert [place[:2] for place in rows_of(text, lexicon)] == [(0, 0), (0, 1), (1, 0), (1, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "THƯ KÝ | CHỦ TRÌ\nLê Thị Hoa | Trần Văn Nam",
        "Trang 1 | 5",
        "ĐT: 0912 | Fax: 0913 | Thư: a@b.vn",
        "Không có vạch nào",
    ],
)
def test_a_signature_or_a_single_line_is_no_table(lexicon: Lexicon, text: str) -> None:
    assert rows_of(text, lexicon) == []


def test_two_columns_need_known_titles(lexicon: Lexicon) -> None:
    assert len(rows_of("Hạn chế | Biện pháp\nThu quỹ chậm | Thu đủ", lexicon)) == 2


def test_tables_of_text_are_numbered_behind_those_of_the_upload(lexicon: Lexicon) -> None:
    word = table(("Việc", "Hạn"))
    text = word.text + "\nTT | Hạn chế | Chủ trì\n1 | Thu quỹ | Nam"
    blocks = [*word.blocks, *document(text).blocks[1:]]
    assert {row.table for row in text_rows(text, blocks, lexicon).rows.values()} == {1}


def test_a_row_set_with_tabs_may_lack_its_last_cells(lexicon: Lexicon) -> None:
    text = "TT\tHạn chế\tBiện pháp\tChủ trì\n1\tThu quỹ\tThu đủ\tNam\n2\tHọp thưa\n3\tSổ sách\tLập sổ\tLan"
    assert [cells[0] for cells in cells_of(text, lexicon)] == ["TT", "1", "2", "3"]


PARTS = ("| ", "1 | ", "Thu quỹ chậm", " | ", "\t", "|---|", "||", "TT", "\n", " ", "Hạn chế", "│")


@given(st.lists(st.sampled_from(PARTS), max_size=40))
def test_cells_are_stripped_slices_in_order(lexicon: Lexicon, parts: list[str]) -> None:
    read = document("".join(parts))
    found = text_rows(read.text, read.blocks, lexicon)
    spans = [cell for index in sorted(found.rows) for cell in found.rows[index].cells]
    assert spans == sorted(spans)
    assert all(read.text[start:end] == read.text[start:end].strip() for start, end in spans)
