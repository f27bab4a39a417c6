"""What the columns of tables hold: by titles in the table, above it, or by their cells; tables that lost their grid."""

from __future__ import annotations

import pytest

from assistant.language.pipeline import Annotator
from tests.assistant.language.texts import document

TITLES = "TT | Hạn chế | Nguyên nhân | Trách nhiệm | Biện pháp | Chủ trì thực hiện | Thời hạn"
ROW = "1 | Thu quỹ chậm | Chưa đôn đốc | Đ/c Sơn | Thu đủ quỹ | Đ/c Nam | 30/6/2024"


def roles_of(text: str, annotator: Annotator, kind: str = "collective-review") -> dict[str, str | None]:
    """Return the column role of each segment that stands in a table."""
    annotated = annotator.annotate(document(text), 2023, kind)
    return {
        annotated.text(each.start, each.end): each.column_role for each in annotated.segments if each.table is not None
    }


def test_each_cell_of_a_row_with_bars_knows_its_column(annotator: Annotator) -> None:
    roles = roles_of(f"{TITLES}\n{ROW}", annotator)
    assert roles["Thu quỹ chậm"] == "shortcomings"
    assert roles["Chưa đôn đốc"] == "causes"
    assert roles["Đ/c Sơn"] == "answerable"
    assert roles["Thu đủ quỹ"] == "measures"
    assert roles["Đ/c Nam"] == "owner"
    assert roles["30/6/2024"] == "deadline"
    assert roles["Hạn chế"] == "title"


def test_every_cell_is_a_block_of_its_own(annotator: Annotator) -> None:
    segments = annotator.annotate(document(f"{TITLES}\n{ROW}"), 2023, "collective-review").segments
    assert len({each.block for each in segments}) == len(segments) == 14


def test_titles_may_be_listed_above_the_table(annotator: Annotator) -> None:
    lead = "(Bảng gồm các cột: TT - Hạn chế, khuyết điểm - Biện pháp - Chủ trì)"
    text = f"{lead}\n\n1 | Thu chậm | Thu đủ | Nam\n2 | Họp | Họp bù | Lan"
    roles = roles_of(text, annotator)
    assert (roles["Thu chậm"], roles["Thu đủ"], roles["Nam"]) == ("shortcomings", "measures", "owner")


def test_a_second_line_of_titles_divides_the_first(annotator: Annotator) -> None:
    text = "TT\tHạn chế\tNguyên nhân\t\tBiện pháp\n\t\tChủ quan\tKhách quan\t\n1\tThu chậm\tLơ là\tMưa lũ\tThu đủ"
    read = document(text)
    annotated = annotator.annotate(read, 2023, "collective-review")
    assert annotated.titles[0, 2] == "nguyên nhân chủ quan"
    assert annotated.titles[0, 3] == "nguyên nhân khách quan"
    assert roles_of(text, annotator)["Mưa lũ"] == "causes"


def test_the_numbers_of_columns_are_titles(annotator: Annotator) -> None:
    roles = roles_of("TT | Hạn chế | Biện pháp\n(1) | (2) | (3)\n1 | Thu chậm | Thu đủ", annotator)
    assert roles["(2)"] == "title"
    assert roles["Thu chậm"] == "shortcomings"


def test_titles_without_one_for_the_numbers_are_moved(annotator: Annotator) -> None:
    roles = roles_of("Hạn chế | Biện pháp | Chủ trì\n1 | Thu chậm | Thu đủ | Nam\n2 | Họp | Họp bù | Lan", annotator)
    assert (roles["Thu chậm"], roles["Thu đủ"], roles["Lan"]) == ("shortcomings", "measures", "owner")


def test_a_heading_inside_the_table_and_repeated_titles_are_no_statements(annotator: Annotator) -> None:
    roles = roles_of(
        f"{TITLES}\nI | Về kinh tế\n{ROW}\n{TITLES}\nII | VỀ XÂY DỰNG ĐẢNG\n2 | Họp thưa | | | Họp đủ | Nam | nt",
        annotator,
    )
    assert roles["Về kinh tế"] == roles["VỀ XÂY DỰNG ĐẢNG"] == roles["Nguyên nhân"] == "title"
    assert roles["Họp thưa"] == "shortcomings"
    assert roles["nt"] == "ditto"


def test_a_cell_that_states_nothing_is_no_statement(annotator: Annotator) -> None:
    roles = roles_of(f"{TITLES}\n1 | Không có | - | | Thu đủ quỹ | Đ/c Nam | 30/6", annotator)
    assert roles["Không có"] == "note"


@pytest.mark.parametrize(
    ("titles", "role"),
    [
        ("TT | Hạn chế | Trách nhiệm | Biện pháp", "answerable"),
        ("TT | Hạn chế | Biện pháp | Trách nhiệm", "owner"),
        ("TT | Biện pháp | Trách nhiệm | Thời hạn", "owner"),
        ("TT | Hạn chế | Trách nhiệm | Nguyên nhân", "answerable"),
        ("TT | Hạn chế | Trách nhiệm thực hiện | Biện pháp", "owner"),
        ("TT | Hạn chế | Biện pháp | Người chủ trì | Cá nhân chịu trách nhiệm", "answerable"),
    ],
)
def test_those_responsible_answer_for_the_fault_or_for_the_measure(
    annotator: Annotator, titles: str, role: str
) -> None:
    cells = ["Đ/c Sơn" if "rách nhiệm" in title else f"Ô {title}" for title in titles.split(" | ")[1:]]
    assert roles_of(f"{titles}\n1 | {' | '.join(cells)}", annotator)["Đ/c Sơn"] == role


def test_a_table_about_last_year_states_no_faults_of_this_year(annotator: Annotator) -> None:
    body = "1 | Nợ thuế 45 triệu đồng | Đã thu đủ 45 triệu đồng | Xong"
    roles = roles_of(f"TT | Hạn chế đã chỉ ra | Kết quả khắc phục | Tình trạng\n{body}", annotator)
    assert roles["Nợ thuế 45 triệu đồng"] == "earlier"
    assert roles["Đã thu đủ 45 triệu đồng"] == "remediation"
    assert roles["Xong"] == "status"


def test_the_part_tells_that_a_table_is_about_last_year(annotator: Annotator) -> None:
    heading = "I. KẾT QUẢ KHẮC PHỤC HẠN CHẾ NĂM 2022"
    text = f"{heading}\nTT | Hạn chế | Biện pháp | Kết quả\n1 | Nợ thuế | Đôn đốc | Đã thu đủ tiền"
    roles = roles_of(text, annotator)
    assert (roles["Nợ thuế"], roles["Đôn đốc"], roles["Đã thu đủ tiền"]) == ("earlier", "earlier", "remediation")


def test_a_plan_with_an_empty_column_of_results_is_one_of_this_year(annotator: Annotator) -> None:
    roles = roles_of(
        "TT | Hạn chế | Biện pháp | Thời hạn | Kết quả khắc phục\n1 | Thu chậm | Thu đủ | 30/6 |", annotator
    )
    assert (roles["Thu chậm"], roles["Thu đủ"]) == ("shortcomings", "measures")


def test_a_row_of_a_table_of_figures_is_one_statement(annotator: Annotator) -> None:
    roles = roles_of("Chỉ tiêu | Giao | Thực hiện\nThu ngân sách | 31,4 | 28,0\nKết nạp | 14 | 9", annotator)
    assert roles["Thu ngân sách | 31,4 | 28,0"] is None


def test_columns_without_titles_are_known_by_their_cells(annotator: Annotator) -> None:
    rows = (
        "1 | Giải ngân vốn đầu tư công mới đạt 54% | Họp giao ban hằng tuần với nhà thầu | Đ/c Nam | 30/6/2024",
        "2 | Để 7 hộ xây nhà trái phép ở thôn Đông | Cưỡng chế xong bảy hộ ở thôn Đông | Phòng Địa chính | quý II/2024",
    )
    roles = roles_of("\n".join(rows), annotator)
    assert (roles["1"], roles["Đ/c Nam"], roles["quý II/2024"]) == ("number", "owner", "deadline")
    assert roles["Giải ngân vốn đầu tư công mới đạt 54%"] is None


def test_a_table_that_lost_its_grid_is_read_cell_by_cell(annotator: Annotator) -> None:
    text = "TT\nHạn chế\nBiện pháp\nChủ trì\n1\nThu quỹ chậm\nThu đủ quỹ\nĐ/c Nam\n2\nHọp thưa\nHọp đủ\nĐ/c Lan"
    roles = roles_of(text.replace("\t", "\n"), annotator)
    assert (roles["Thu quỹ chậm"], roles["Họp đủ"], roles["Đ/c Lan"]) == ("shortcomings", "measures", "owner")


def test_the_cells_of_all_tables_are_told_with_their_place(annotator: Annotator) -> None:
    annotated = annotator.annotate(document("Họ tên | Xuất sắc | Tốt\nTrần Văn Nam | 2 | 11"), 2023, "minutes")
    assert [(annotated.text(c.start, c.end), c.row, c.column) for c in annotated.cells][3:] == [
        ("Trần Văn Nam", 1, 0),
        ("2", 1, 1),
        ("11", 1, 2),
    ]
