"""PDF: the words of the document in its order, whatever the fonts, page breaks and columns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from assistant.documents import Document, Limits, ocr, pdf_pages, read
from assistant.errors import LimitError, UnreadableError
from tests.assistant.documents.test_docx import told

Converter = Callable[[Path, str], Path]


@pytest.fixture(scope="module")
def report_pdf(report_docx: Path, convert: Converter) -> Path:
    """Return the report as PDF."""
    return convert(report_docx, "pdf")


@pytest.fixture(scope="module")
def scan(data: Path, convert: Converter, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the second page of minutes as a picture in a PDF."""
    source = pypdfium2.PdfDocument(convert(data / "cam-yen-2022.txt", "pdf"))
    picture = source[1].render(scale=200 / 72).to_pil().convert("L")
    source.close()
    path = tmp_path_factory.mktemp("scan") / "quet.pdf"
    picture.save(path, resolution=200)
    return path


def words(document: Document) -> list[str]:
    return " ".join(told(document)).split()


def test_text_word_and_pdf_of_one_document_have_the_same_words(data: Path, convert: Converter) -> None:
    source = data / "cam-yen-2022.txt"
    text, word, pdf = read(source), read(convert(source, "docx")), read(convert(source, "pdf"))
    assert words(word) == words(text)
    assert sorted(words(pdf)) == sorted(words(text))
    head = words(text).index("BIÊN")
    assert words(pdf)[head:] == words(text)[head:]
    body = [" ".join(block.split()) for block in told(text)][3:]
    assert [" ".join(block.split()) for block in told(pdf)][5:] == body
    assert {block.page for block in pdf.blocks} == {1, 2}


def test_letter_head_columns_are_kept_apart(report_pdf: Path) -> None:
    assert told(read(report_pdf))[:6] == [
        "ĐẢNG BỘ XÃ TÂN PHÚ",
        "CHI BỘ THÔN ĐÔNG",
        "*",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Tân Phú, ngày 20 tháng 12 năm 2022",
        "BÁO CÁO KIỂM ĐIỂM",
    ]


def test_paragraphs_are_whole_and_page_furniture_is_off(report_docx: Path, report_pdf: Path) -> None:
    wanted = [text for text in told(read(report_docx)) if text[0].isdigit() and len(text) > 2]
    document = read(report_pdf)
    found = [" ".join(text.split()) for text in told(document) if text[0].isdigit() and len(text) > 2]
    assert found == [" ".join(text.split()) for text in wanted]
    assert "Tài liệu hội nghị" not in document.text
    assert "Trang" not in document.text


def test_ruled_tables_come_as_cells(report_pdf: Path) -> None:
    document = read(report_pdf)
    cells = [(b.row, b.column, t) for b, t in zip(document.blocks, told(document), strict=True) if b.kind == "cell"]
    assert cells == [
        (0, 0, "TT"),
        (0, 1, "Hạn chế"),
        (0, 2, "Người chủ trì"),
        (1, 0, "1"),
        (1, 1, "Chậm giải quyết đơn kiến nghị của mười hai hộ dân về mức bồi thường\nThu quỹ chưa đạt"),
        (1, 2, "Đ/c Trần Văn Nam"),
    ]


def test_a_scan_is_recognised_and_said_to_be(scan: Path, data: Path) -> None:
    document = read(scan)
    assert [note.why for note in document.unread] == ["document.read_by_ocr"]
    wanted = set(words(read(data / "cam-yen-2022.txt"))[-200:])
    assert len(wanted & set(words(document))) > 0.9 * len(wanted)


def test_a_scan_without_recognition_says_what_to_install(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(UnreadableError, match=r"document\.no_text_layer"):
        pdf_pages.extract(scan.read_bytes(), Limits())


def test_a_locked_pdf(report_docx: Path, convert: Converter, tmp_path: Path) -> None:
    copy = tmp_path / "khoa.docx"
    copy.write_bytes(report_docx.read_bytes())
    options = (
        '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"bí mật"}}'
    )
    with pytest.raises(UnreadableError, match=r"document\.encrypted"):
        read(convert(copy, f"pdf:writer_pdf_Export:{options}"))


def test_pages_and_objects_are_limited(report_pdf: Path) -> None:
    with pytest.raises(LimitError, match="too_many_pages"):
        read(report_pdf, limits=Limits(pages=1))
    with pytest.raises(LimitError, match="page_too_full"):
        read(report_pdf, limits=Limits(page_objects=100))


def test_a_truncated_pdf_is_damaged_or_read(report_pdf: Path) -> None:
    with pytest.raises(UnreadableError):
        read(report_pdf.read_bytes()[:3000], name="a.pdf")
