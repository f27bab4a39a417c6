"""Tables in extraction: who answers, who acts and until when by row; status and kind by the cells beside; ballots."""

from __future__ import annotations

import pytest

from assistant.extraction.model import Statement
from assistant.extraction.ratings import RatingReader
from assistant.extraction.row_words import RowWords
from assistant.extraction.table_rows import TableRows
from tests.assistant.extraction.contexts import MINUTES, REVIEW, annotator, context_of

PLAN = (
    REVIEW
    + """
II. HẠN CHẾ
TT | Hạn chế | Nguyên nhân khách quan | Trách nhiệm | Biện pháp | Chủ trì | Thời hạn
1 | Thu quỹ chậm | Mưa lũ kéo dài | Đ/c Sơn | Thu đủ quỹ | Đ/c Nam | 30/6/2024
 | | | | Lập sổ thu | nt | nt
2 | Họp thưa | | Đ/c Yến | Họp đủ | Đ/c Cát | quý I/2024
 | | | | Gửi giấy mời | | quý II/2024
"""
)
ACCOUNT = (
    REVIEW
    + """
I. KẾT QUẢ KHẮC PHỤC HẠN CHẾ NĂM 2022
| TT | Hạn chế | Kết quả khắc phục | Tình trạng |
|---|---|---|---|
"""
)


def beside(cell: str, role: str) -> list[str]:
    """Return the cells in the column of a role beside a cell of the plan."""
    context = context_of(PLAN)
    unit = next(unit for unit in context.units if context.annotated.text(unit.start, unit.end) == cell)
    found = TableRows(context.annotated).cells(unit, role)
    return [context.annotated.text(each.start, each.end) for each in found]


@pytest.mark.parametrize(
    ("cell", "role", "told"),
    [
        ("Thu quỹ chậm", "answerable", ["Đ/c Sơn"]),
        ("Thu đủ quỹ", "owner", ["Đ/c Nam"]),
        ("Lập sổ thu", "owner", ["Đ/c Nam"]),  # told by "nt"
        ("Lập sổ thu", "deadline", ["30/6/2024"]),
        ("Gửi giấy mời", "owner", ["Đ/c Cát"]),  # an empty cell of a row that goes on
        ("Gửi giấy mời", "deadline", ["quý II/2024"]),
        ("Họp thưa", "causes", []),  # an empty cell of a row that begins
        ("Họp đủ", "product", []),
    ],
)
def test_the_cells_of_a_row(cell: str, role: str, told: list[str]) -> None:
    assert beside(cell, role) == told


def test_outside_tables_there_is_no_row() -> None:
    context = context_of(REVIEW)
    assert TableRows(context.annotated).cells(context.units[0], "owner") == []


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ("| 1 | Nợ thuế đất | Đã thu 45/45 triệu đồng | Xong |", "resolved"),
        ("| 1 | Nợ thuế đất | Đã cơ bản thu nộp đầy đủ | Đã khắc phục |", "claimed"),
        ("| 1 | Nợ thuế đất | Thu được 20 triệu đồng | Đang thực hiện |", "in-progress"),
        ("| 1 | Nợ thuế đất | Tiếp tục đôn đốc thu | Chưa khắc phục |", "unresolved"),
        ("| 1 | Nợ thuế đất | Chưa thu | |", "unresolved"),
        ("| 1 | Nợ thuế đất | Đã giao công an xã đôn đốc thu | |", None),  # left to the model
    ],
)
def test_the_status_beside_a_remediation(row: str, status: str | None) -> None:
    context = context_of(ACCOUNT + row + "\n| 2 | Chợ bỏ hoang | Đang lập phương án | |")
    index = next(i for i, unit in enumerate(context.units) if unit.column_role == "remediation")
    unit = context.units[index]
    words = RowWords(annotator().lexicon)
    statement = Statement(unit.start, unit.end, index, 1.0)
    assert words.status(context, TableRows(context.annotated), statement) == status


def test_the_title_tells_the_kind_of_a_cause() -> None:
    context = context_of(PLAN)
    index = next(i for i, unit in enumerate(context.units) if unit.column_role == "causes")
    unit = context.units[index]
    words = RowWords(annotator().lexicon)
    assert words.cause_kind(context, Statement(unit.start, unit.end, index, 1.0)) == "objective"
    assert words.cause_kind(context, Statement(0, 1, 0, 1.0)) is None


# --- ballots ------------------------------------------------------------------------------


def ratings_of(table: str) -> list[tuple[str | None, str, int | None, int | None]]:
    """Return name, level, votes and voters of each rating of a table in the part about ballots."""
    context = context_of(f"{MINUTES}\nIII. BỎ PHIẾU XẾP LOẠI\n{table}")
    found = RatingReader(annotator().lexicon).read(context)
    for each in found:
        assert context.annotated.text(each.start, each.end).strip()
    return [(each.subject_text, each.level, each.votes, each.voters) for each in found]


def test_a_column_for_each_level() -> None:
    table = (
        "TT | Họ và tên | HTXSNV | Hoàn thành tốt nhiệm vụ | Hoàn thành | Không HTNV\n"
        "1 | Phạm Văn Sơn | 2 | 11 | 0 | 0\n"
        "2 | Đỗ Thị Yến | 9/13 | 4/13 | 0 | 0"
    )
    assert ratings_of(table) == [("Phạm Văn Sơn", "good", 11, 13), ("Đỗ Thị Yến", "excellent", 9, 13)]


def test_a_tick_in_the_column_of_a_level() -> None:
    table = "| Họ và tên | Xuất sắc | Hoàn thành tốt | HTNV |\n|---|---|---|---|\n| Phạm Văn Sơn | | x | |"
    assert ratings_of(table) == [("Phạm Văn Sơn", "good", None, None)]


def test_level_and_votes_in_columns_of_their_own() -> None:
    table = "STT\tHọ và tên\tMức đề nghị xếp loại\tSố phiếu đồng ý\n1\tPhạm Văn Sơn\tHoàn thành tốt nhiệm vụ\t12/13"
    assert ratings_of(table) == [("Phạm Văn Sơn", "good", 12, 13)]


def test_all_ballots_in_a_column_of_their_own() -> None:
    table = "Họ và tên | Mức xếp loại | Số phiếu hợp lệ | Số phiếu đồng ý\nĐỗ Thị Yến | HTXSNV | 13 | 10"
    assert ratings_of(table) == [("Đỗ Thị Yến", "excellent", 10, 13)]


def test_a_row_for_each_level_is_one_ballot() -> None:
    table = (
        "Mức xếp loại\tSố phiếu\tTỷ lệ\nHoàn thành xuất sắc nhiệm vụ\t3/13\t23%\n"
        "Hoàn thành tốt nhiệm vụ\t10/13\t77%\nHoàn thành nhiệm vụ\t0/13\t0%"
    )
    assert [row[1:] for row in ratings_of(table)] == [("good", 10, 13)]


def test_columns_without_titles() -> None:
    table = "1 | Phạm Văn Sơn | Hoàn thành tốt nhiệm vụ | 12/13\n2 | Đỗ Thị Yến | HTXSNV | 9/13"
    assert ratings_of(table) == [("Phạm Văn Sơn", "good", 12, 13), ("Đỗ Thị Yến", "excellent", 9, 13)]


@pytest.mark.parametrize(
    "table",
    [
        "Tiêu chí | Xuất sắc | Tốt | Trung bình\nTư tưởng chính trị | x | |\nĐạo đức, lối sống | | x |",
        "TT | Họ và tên | Xếp loại năm 2022\n1 | Phạm Văn Sơn | Hoàn thành tốt nhiệm vụ\n2 | Đỗ Thị Yến | HTNV",
        "Chỉ tiêu | Giao | Thực hiện\nThu quỹ | 13 | 12\nKết nạp | 2 | 1",
    ],
)
def test_criteria_earlier_years_and_figures_are_no_ratings(table: str) -> None:
    assert ratings_of(table) == []
