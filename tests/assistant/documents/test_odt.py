"""OpenDocument texts, made by LibreOffice from Word files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.documents import read
from tests.assistant.documents.test_docx import Maker, paragraph, told

Converter = Callable[[Path, str], Path]


def test_an_odt_reads_as_the_word_file_it_was_made_from(report_docx: Path, convert: Converter) -> None:
    before, after = read(report_docx), read(convert(report_docx, "odt"))
    assert after.media_type == "application/vnd.oasis.opendocument.text"
    assert after.text == before.text
    assert [(b.kind, b.row, b.column) for b in after.blocks] == [(b.kind, b.row, b.column) for b in before.blocks]


def test_lists_notes_boxes_and_tracked_changes(word_file: Maker, convert: Converter, tmp_path: Path) -> None:
    numbering = (
        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/>"
        "<w:lvlText w:val='%1.'/></w:lvl><w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/>"
        "<w:lvlText w:val='%2)'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    )

    def item(text: str, level: int) -> str:
        return paragraph(text, f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='1'/></w:numPr>")

    body = (
        item("Ưu điểm", 0)
        + item("Kinh tế", 1)
        + item("Văn hóa", 1)
        + item("Hạn chế", 0)
        + "<w:p><w:r><w:t xml:space='preserve'>Còn </w:t></w:r><w:ins w:id='1' w:author='a'><w:r><w:t>chậm</w:t></w:r>"
        "</w:ins><w:del w:id='2' w:author='a'><w:r><w:delText>nhanh</w:delText></w:r></w:del>"
        "<w:r><w:t xml:space='preserve'>   ba cách</w:t></w:r></w:p>"
    )
    source = tmp_path / "danh-sach.docx"
    source.write_bytes(word_file(body, {"numbering": numbering}))
    assert told(read(convert(source, "odt"))) == [
        "1. Ưu điểm",
        "a) Kinh tế",
        "b) Văn hóa",
        "2. Hạn chế",
        "Còn chậm   ba cách",
    ]
