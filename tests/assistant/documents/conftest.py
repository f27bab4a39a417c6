"""Makers of real files: Word files from raw XML, and their LibreOffice conversions."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "header": "hdr", "footer": "ftr"}

Parts = Mapping[str, str]


def make_word_file(body: str, parts: Parts | None = None) -> bytes:
    """Return a .docx whose body and parts (`styles`, `numbering`, `footnotes`, `header1`, `footer1`) are raw XML."""
    parts = parts or {}
    kinds = {name: name.rstrip("0123456789") for name in parts}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kinds[name]}+xml"/>' for name in parts
    )
    relations = "".join(
        f'<Relationship Id="{name}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'{kinds[name]}" Target="{name}.xml"/>'
        for name in parts
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    files = {
        "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{head}<Relationships xmlns="{package}/relationships">{relations}'
        "</Relationships>",
        "word/document.xml": f"{head}<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, xml in parts.items():
        root = _ROOTS[kinds[name]]
        files[f"word/{name}.xml"] = f"{head}<w:{root} {_SPACES}>{xml}</w:{root}>"
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return sink.getvalue()


@pytest.fixture(scope="session")
def word_file() -> Callable[..., bytes]:
    """Return the maker of Word files."""
    return make_word_file


@pytest.fixture(scope="session")
def data() -> Path:
    """Return the folder of test documents."""
    return Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Return a converter by LibreOffice: file and target format (with filter) to the new file."""
    profile = tmp_path_factory.mktemp("profile")
    out = tmp_path_factory.mktemp("converted")

    def run(source: Path, target: str) -> Path:
        command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", target]
        subprocess.run([*command, "--outdir", str(out), str(source)], check=True, capture_output=True, timeout=120)
        return out / f"{source.stem}.{target.partition(':')[0]}"

    return run


@pytest.fixture(scope="session")
def report_docx(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a report with a letter-head in two columns, a ruled table, a running head and page numbers."""
    return write_report(tmp_path_factory.mktemp("report") / "bao-cao.docx")


def write_report(path: Path) -> Path:
    """Write the report with page furniture as a Word file."""

    def paragraph(text: str, properties: str = "", run: str = "") -> str:
        return f'<w:p><w:pPr>{properties}</w:pPr><w:r>{run}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'

    def cell(width: int, *texts: str, centre: bool = False) -> str:
        place = '<w:jc w:val="center"/>' if centre else ""
        inner = "".join(paragraph(text, place) for text in texts)
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'

    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = (
        '<w:tbl><w:tblPr><w:tblW w:w="9600" w:type="dxa"/></w:tblPr><w:tr>'
        + cell(4300, "ĐẢNG BỘ XÃ TÂN PHÚ", "CHI BỘ THÔN ĐÔNG", "*", centre=True)
        + cell(5300, "ĐẢNG CỘNG SẢN VIỆT NAM", "Tân Phú, ngày 20 tháng 12 năm 2022", centre=True)
        + "</w:tr></w:tbl>"
    )
    long = (
        "Công tác quản lý đất đai, trật tự xây dựng trên địa bàn thôn còn để xảy ra ba trường hợp lấn chiếm hành lang "
        "giao thông nhưng chi ủy chưa kịp thời báo cáo Đảng ủy xã để xử lý dứt điểm, trách nhiệm thuộc đồng chí "
        "Trưởng thôn. "
    )
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="9600" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        "<w:tr>" + cell(1000, "TT") + cell(5000, "Hạn chế") + cell(3600, "Người chủ trì") + "</w:tr>"
        "<w:tr>"
        + cell(1000, "1")
        + cell(5000, "Chậm giải quyết đơn kiến nghị của mười hai hộ dân về mức bồi thường", "Thu quỹ chưa đạt")
        + cell(3600, "Đ/c Trần Văn Nam")
        + "</w:tr></w:tbl>"
    )
    body = (
        head
        + paragraph("BÁO CÁO KIỂM ĐIỂM", '<w:jc w:val="center"/>', "<w:rPr><w:b/></w:rPr>")
        + "".join(paragraph(f"{number}. " + long * 2, '<w:ind w:firstLine="567"/>') for number in range(1, 13))
        + table
        + paragraph("Báo cáo đã được chi bộ thông qua.")
        + '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" '
        'r:id="footer1"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" '
        'w:left="1400" w:header="567" w:footer="567"/></w:sectPr>'
    )
    parts = {
        "header1": paragraph("Tài liệu hội nghị", '<w:jc w:val="right"/>'),
        "footer1": '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">Trang </w:t></w:r>'
        '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>',
        "styles": "<w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/><w:sz w:val="26"/>'
        "</w:rPr></w:rPrDefault></w:docDefaults>",
    }
    path.write_bytes(make_word_file(body, parts))
    return path
