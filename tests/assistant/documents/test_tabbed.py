"""Tables of a PDF without ruled lines: cells set with tabs or bars, and columns only kept apart (by LibreOffice)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from assistant.documents import read
from assistant.documents.layout import Line, Word, joined
from assistant.documents.tabbed import flowing

ROWS = (
    ("TT", "Hạn chế, khuyết điểm", "Nguyên nhân", "Biện pháp", "Chủ trì", "Thời hạn"),
    ("1", "Giải ngân vốn đầu tư công mới đạt 54%, thấp hơn bình quân chung của huyện",
     "Ban quản lý dự án thiếu đôn đốc nhà thầu, họp giao ban thưa",
     "Giải ngân hết 1,2 tỷ đồng còn lại", "Đ/c Lê Thị Hoa", "30/6/2024"),
    ("2", "Để 7 hộ xây nhà trái phép trên đất lúa ở thôn Đông", "Cán bộ địa chính buông lỏng kiểm tra",
     "Cưỡng chế 7 hộ, trả lại hiện trạng đất", "Đ/c Phạm Văn Tư", "quý II/2024"),
    ("", "", "", "Lập sổ theo dõi đất đai của từng thôn, cập nhật hằng tháng", "Đ/c Tư", "30/9/2024"),
    ("3", "Kết nạp được 2 đảng viên, chỉ tiêu nghị quyết giao 6", "Chưa quan tâm tạo nguồn",
     "Mỗi chi bộ giới thiệu 1 quần chúng ưu tú", "Các chi bộ", "Thường xuyên"),
)  # fmt: skip
HEAD = "KẾ HOẠCH\nkhắc phục hạn chế sau kiểm điểm năm 2023\n\nII. NỘI DUNG\n"
END = "\nIII. TỔ CHỨC THỰC HIỆN\nVăn phòng tổng hợp tiến độ, báo cáo Ban Thường vụ trước ngày 25 hằng tháng.\n"


def one_line(text: str) -> str:
    """Return a text with its line breaks as spaces."""
    return text.replace("\n", " ")


def blocks_of(path: Path) -> list[str]:
    """Return the blocks of a file with the tabs before them, each on one line."""
    document = read(path)
    starts = [block.start for block in document.blocks]
    leads = [len(document.text[:start]) - len(document.text[:start].rstrip("\t")) for start in starts]
    return [
        "\t" * lead + one_line(document.text[block.start : block.end])
        for lead, block in zip(leads, document.blocks, strict=True)
    ]


@pytest.mark.parametrize("divider", ["\t", " | "])
def test_a_table_of_a_text_file_comes_through_a_pdf(
    divider: str, convert: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    rows = [divider.join(row).strip(" ").replace("  ", " ") for row in ROWS]
    source = tmp_path / f"bang-{ord(divider[0])}.txt"
    source.write_text(HEAD + "\n".join(rows) + END, encoding="utf-8")
    told = blocks_of(convert(source, "pdf"))
    assert [block for block in told if divider.strip(" ") in block] == rows
    assert told[-2] == "III. TỔ CHỨC THỰC HIỆN"


@pytest.mark.parametrize("alignment", ["left", "both"])
def test_a_word_table_without_borders_comes_through_a_pdf(
    alignment: str, word_file: Callable[..., bytes], convert: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    rows = [row for row in ROWS if row[0]]
    source = tmp_path / f"bang-{alignment}.docx"
    source.write_bytes(word_file(_body(rows, alignment)))
    told = blocks_of(convert(source, "pdf"))
    assert [block for block in told if "\t" in block] == ["\t".join(row) for row in rows]


def _body(rows: Sequence[tuple[str, ...]], alignment: str) -> str:
    widths = (600, 2300, 1900, 2300, 1400, 1500)

    def paragraph(text: str) -> str:
        return f'<w:p><w:pPr><w:jc w:val="{alignment}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'

    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = (
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(text)}</w:tc>'
            for width, text in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    properties = '<w:tblPr><w:tblW w:w="10000" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
    table = f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(cells)}</w:tbl>"
    return "".join(map(paragraph, HEAD.split("\n"))) + table + "".join(map(paragraph, END.strip().split("\n")))


def line(baseline: float, *words: tuple[str, float, float]) -> Line:
    """Return a line of words with their edges, a written space behind each."""
    return Line(tuple(Word(text, x0, x1, baseline, 10.0, spaced=True) for text, x0, x1 in words))


def test_running_text_has_no_columns() -> None:
    lines = [line(10.0 * at, ("1", 50, 55), ("một", 58, 70), ("hai", 73, 90), ("ba", 93, 300)) for at in range(1, 6)]
    assert all("\t" not in text for _, text in flowing(lines, 300))


def test_a_year_cut_in_a_narrow_cell_is_whole() -> None:
    cut = [Line((Word("30/6/20", 0, 30, 10, 10),)), Line((Word("24", 0, 10, 22, 10),))]
    assert joined(cut, " ") == "30/6/2024"
    apart = [Line((Word("30/6/2024", 0, 30, 10, 10),)), Line((Word("24", 0, 10, 22, 10),))]
    assert joined(apart, " ") == "30/6/2024 24"
