"""HTML, also under a Word ending: visible text only."""

from __future__ import annotations

from assistant.documents import read
from tests.assistant.documents.test_docx import told
from tests.assistant.documents.test_encodings import TEXT, encode

PAGE = """<html><head><title>t</title><style>p{{}}</style></head><body>
<h2>I. Ưu điểm</h2><p>Thu   ngân sách<br>đạt 104%.</p><p style="display:none">ẩn</p><script>x()</script>
<ol type="a"><li>Kinh tế</li><li><p>Văn hóa</p></li></ol><ul><li>Ý nhỏ</li></ul>
<table><tr><td>TT</td><td colspan=2>Nội dung</td><td>Chủ trì</td></tr>
<tr><td>1</td><td><p>a</p><p>b</p></td></tr></table>
<div>{}</div><!-- lời ghi --></body></html>"""


def test_the_visible_text_of_a_page_saved_as_doc() -> None:
    document = read(("\ufeff" + PAGE.format("Cuối")).encode("utf-8"), name="mau.doc")
    assert told(document) == [
        "I. Ưu điểm",
        "Thu ngân sách\nđạt 104%.",
        "a) Kinh tế",
        "b) Văn hóa",
        "- Ý nhỏ",
        "TT",
        "Nội dung",
        "Chủ trì",
        "1",
        "a\nb",
        "Cuối",
    ]
    assert document.blocks[0].level == 2
    assert [(b.row, b.column) for b in document.blocks if b.kind == "cell"] == [(0, 0), (0, 1), (0, 3), (1, 0), (1, 1)]
    assert document.media_type == "text/html"
    assert document.unread[0].why == "document.ending_differs"


def test_old_fonts_in_html() -> None:
    page = f"<html><body><p><font face='.VnTime'>{encode(TEXT, 'tcvn3')}</font></p><p>Chữ thường</p></body></html>"
    assert told(read(page.encode("utf-8"))) == [TEXT, "Chữ thường"]


def test_a_page_in_an_old_encoding_without_font_names() -> None:
    page = f"<html><body><p>{encode(TEXT, 'vni')}</p></body></html>"
    assert told(read(page.encode("latin-1"))) == [TEXT]


def test_nothing_is_fetched_and_entities_are_plain() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body>A&amp;B &x; C</body></html>'
    assert "root:" not in read(page.encode("utf-8")).text
