"""Markdown and plain text: hostile text does not act."""

from __future__ import annotations

import pytest

from assistant.rendering import render
from assistant.rendering.plain import escape_markdown
from tests.samples import sample_report


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("[bấm](http://x)", "\\[bấm\\](http\\://x)"),
        ("![ảnh](x)", "!\\[ảnh\\](x)"),
        ("<b>đậm</b>", "\\<b\\>đậm\\</b\\>"),
        ("một | hai", "một \\| hai"),
        ("- mục", "\\- mục"),
        ("12. mục", "12\\. mục"),
        ("# đề", "\\# đề"),
        ("dòng\nmới", "dòng mới"),
        ("www.vi.du", "www\\.vi.du"),
        ("61/65% chỉ tiêu, 3,87 tỷ.", "61/65% chỉ tiêu, 3,87 tỷ."),
    ],
)
def test_markdown_is_escaped_where_it_could_act(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped


def test_a_table_of_markdown_has_the_same_number_of_cells_in_every_row() -> None:
    finding = sample_report().shortcomings[0].model_copy(update={"text": "a | b \n c"})
    out = str(render(sample_report(shortcomings=[finding.model_dump()]), "md"))
    rows = [line for line in out.splitlines() if line.startswith("| hạn chế 1 ")]
    assert [row.replace("\\|", "").count("|") for row in rows] == [5]


def test_plain_text_cannot_steer_the_terminal() -> None:
    document = sample_report().document.model_copy(update={"organisation": "Xã\x1b[2J\r\x07 A"})
    out = str(render(sample_report(document=document.model_dump()), "text"))
    assert "Xã\ufffd[2J \ufffd A" in out


def test_last_years_defects_stand_with_their_status() -> None:
    out = str(render(sample_report(), "text"))
    assert "[Nay lại nêu] “Để 2 hộ xây nhà trái phép trên đất nông nghiệp ở xứ đồng Rộc Chùa”" in out
