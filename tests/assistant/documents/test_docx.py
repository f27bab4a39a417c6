"""Word files: everything that is on the page, as it looks with the changes accepted."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest

from assistant.documents import Document, Limits, read
from assistant.errors import LimitError
from tests.assistant.documents.test_encodings import encode

Maker = Callable[..., bytes]


def told(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_insertions_are_in_and_deletions_out(word_file: Maker) -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>Còn </w:t></w:r><w:ins w:id='1'><w:r><w:t>chậm</w:t></w:r></w:ins>"
        "<w:del w:id='2'><w:r><w:delText>nhanh</w:delText></w:r></w:del><w:moveFrom w:id='3'><w:r><w:t>cũ</w:t></w:r>"
        "</w:moveFrom><w:r><w:t>.</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del w:id='4'/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>Một </w:t></w:r></w:p>"
        "<w:p><w:r><w:t>đoạn.</w:t></w:r></w:p>"
    )
    assert told(read(word_file(body))) == ["Còn chậm.", "Một đoạn."]


def test_text_boxes_once_and_content_controls(word_file: Maker) -> None:
    inner = "<w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Ngoài khung</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        f"<wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{inner}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{paragraph('Điều khiển')}</w:sdtContent></w:sdt>"
        "<w:p><w:sdt><w:sdtContent><w:r><w:t>Họ tên</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    assert told(read(word_file(body))) == ["Ngoài khung", "Trong khung", "Điều khiển", "Họ tên"]


def test_list_numbers_are_written_out(word_file: Maker) -> None:
    numbering = (
        "<w:abstractNum w:abstractNumId='0'>"
        "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1.'/></w:lvl>"
        "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:isLgl/><w:lvlText w:val='%1.%2.'/></w:lvl>"
        "<w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%3)'/></w:lvl>"
        "<w:lvl w:ilvl='3'><w:numFmt w:val='bullet'/><w:lvlText w:val='\uf0b7'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
        "<w:num w:numId='2'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/>"
        "</w:lvlOverride></w:num>"
    )
    styles = (
        "<w:style w:type='paragraph' w:styleId='Muc'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr>"
        "<w:outlineLvl w:val='0'/></w:pPr></w:style>"
    )

    def item(text: str, level: int, number: int = 1) -> str:
        return paragraph(text, f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>")

    body = (
        paragraph("Ưu điểm", "<w:pStyle w:val='Muc'/>")
        + item("Kết quả", 1)
        + item("Kinh tế", 2)
        + item("Văn hóa", 2)
        + item("Thu đạt", 3)
        + paragraph("Hạn chế", "<w:pStyle w:val='Muc'/>")
        + item("Đất đai", 1)
        + item("Khác", 0, 2)
        + paragraph("Không số", "<w:pStyle w:val='Muc'/><w:numPr><w:numId w:val='0'/></w:numPr>")
    )
    document = read(word_file(body, {"numbering": numbering, "styles": styles}))
    assert told(document) == [
        "I. Ưu điểm",
        "1.1. Kết quả",
        "a) Kinh tế",
        "b) Văn hóa",
        "- Thu đạt",
        "II. Hạn chế",
        "2.1. Đất đai",
        "V. Khác",
        "Không số",
    ]
    assert [block.level for block in document.blocks][:2] == [1, None]


def test_tables_cell_by_cell_with_merges_and_nesting(word_file: Maker) -> None:
    inner = table((paragraph("trong 1"), paragraph("trong 2")))
    body = table(
        (paragraph("TT"), "<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + paragraph("Nội dung") + paragraph("chi tiết")),
        (paragraph("1"), paragraph(""), paragraph("Đất đai")),
        (paragraph("2") + inner + paragraph("sau"), paragraph("b"), paragraph("c")),
    )
    document = read(word_file(body))
    places = [(b.table, b.row, b.column, t) for b, t in zip(document.blocks, told(document), strict=True)]
    assert places == [
        (0, 0, 0, "TT"),
        (0, 0, 1, "Nội dung\nchi tiết"),
        (0, 1, 0, "1"),
        (0, 1, 2, "Đất đai"),
        (0, 2, 0, "2"),
        (1, 0, 0, "trong 1"),
        (1, 0, 1, "trong 2"),
        (0, 2, 0, "sau"),
        (0, 2, 1, "b"),
        (0, 2, 2, "c"),
    ]
    assert "\n1\t\tĐất đai\n" in document.text
    assert all(block.kind == "cell" for block in document.blocks)


def test_notes_headers_and_footers_have_their_kind(word_file: Maker) -> None:
    body = (
        "<w:p><w:r><w:t>Nội dung</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p><w:sectPr>"
        "<w:headerReference w:type='first' r:id='header1'/><w:headerReference w:type='default' r:id='header2'/>"
        "<w:footerReference w:type='default' r:id='footer1'/><w:titlePg/></w:sectPr>"
    )
    parts = {
        "footnotes": f"<w:footnote w:type='separator' w:id='0'>{paragraph('---')}</w:footnote>"
        f"<w:footnote w:id='2'>{paragraph('Chú thích')}</w:footnote>",
        "header1": paragraph("ĐẢNG BỘ XÃ TÂN PHÚ"),
        "header2": paragraph("Tài liệu hội nghị"),
        "footer1": paragraph("- 2 -"),
    }
    document = read(word_file(body, parts))
    assert [(block.kind, text) for block, text in zip(document.blocks, told(document), strict=True)] == [
        ("header", "ĐẢNG BỘ XÃ TÂN PHÚ"),
        ("paragraph", "Nội dung"),
        ("footnote", "Chú thích"),
        ("header", "Tài liệu hội nghị"),
    ]


def test_breaks_tabs_hidden_text_and_capitals(word_file: Maker) -> None:
    body = (
        "<w:p><w:r><w:t>Trách nhiệm thuộc về các đồng chí trong Ban Thường vụ</w:t><w:br/><w:t>khóa trước.</w:t>"
        "<w:br/><w:t>- Ý khác</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>THƯ KÝ</w:t><w:tab/><w:t>CHỦ TỌA</w:t></w:r></w:p>"
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:rPr><w:caps/></w:rPr>"
        "<w:t>kết luận</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>01</w:t><w:noBreakHyphen/><w:t>BB</w:t><w:sym w:font='Wingdings' w:char='F0FE'/></w:r></w:p>"
    )
    assert told(read(word_file(body))) == [
        "Trách nhiệm thuộc về các đồng chí trong Ban Thường vụ\nkhóa trước.",
        "- Ý khác",
        "THƯ KÝ\tCHỦ TỌA",
        "KẾT LUẬN",
        "01-BB☑",
    ]


def test_runs_of_old_fonts_are_decoded(word_file: Maker) -> None:
    def run(text: str, font: str) -> str:
        coded = encode(text, "vni" if font.startswith("VNI") else "tcvn3").replace(
            "\u00ad", "</w:t><w:softHyphen/><w:t>"
        )
        return f"<w:r><w:rPr><w:rFonts w:ascii='{font}' w:hAnsi='{font}'/></w:rPr><w:t>{coded}</w:t></w:r>"

    body = (
        f"<w:p>{run('đảng ủy xã', '.VnTimeH')}</w:p>"
        f"<w:p>{run('Việc quản lý đất đai chưa tốt, người dân bức xúc', '.VnTime')}</w:p>"
        f"<w:p>{run('Trách nhiệm thuộc đồng chí Bí thư Đảng ủy', 'VNI-Times')}</w:p>"
        "<w:p><w:r><w:t>Chữ Unicode</w:t></w:r></w:p>"
    )
    document = read(word_file(body))
    assert told(document) == [
        "ĐẢNG ỦY XÃ",
        "Việc quản lý đất đai chưa tốt, người dân bức xúc",
        "Trách nhiệm thuộc đồng chí Bí thư Đảng ủy",
        "Chữ Unicode",
    ]
    assert [note.why for note in document.unread] == ["document.legacy_capitals", "document.legacy_encoding"]


def test_a_file_of_python_docx() -> None:
    made = docx.Document()
    made.add_heading("Hạn chế", level=2)
    made.add_paragraph("Chậm giải ngân", style="List Bullet")
    made.add_paragraph("Thứ nhất", style="List Number")
    sink = io.BytesIO()
    made.save(sink)
    document = read(sink.getvalue(), name="a.docx")
    assert told(document) == ["Hạn chế", "- Chậm giải ngân", "1. Thứ nhất"]
    assert document.blocks[0].level == 2


def test_tables_nested_too_deep_are_refused(word_file: Maker) -> None:
    nested = paragraph("x")
    for _ in range(25):
        nested = table((nested,))
    with pytest.raises(LimitError, match="too_deep"):
        read(word_file(nested), limits=Limits(nesting=20))
