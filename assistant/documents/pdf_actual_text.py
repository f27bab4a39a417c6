"""Letters as the PDF says they are meant (ActualText): programs write it where a glyph alone does not tell the letter.

Without it Vietnamese letters that a fallback font builds of two glyphs come out with the wrong mark.
"""

from __future__ import annotations

from typing import Any

from pdfminer.layout import LTChar
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.utils import decode_text
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent


class _Aggregator(PDFPageAggregatorWithMarkedContent):
    """Gives the first glyph of a marked span the span's text, and the others none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told: str | None = None
        self._inner = 0

    def begin_tag(self, tag: Any, props: Any = None) -> None:
        super().begin_tag(tag, props)
        told = props.get("ActualText") if isinstance(props, dict) else None
        if self._told is not None:
            self._inner += 1
        elif isinstance(told, bytes):
            self._told, self._inner = decode_text(told), 0

    def end_tag(self) -> None:
        super().end_tag()
        if self._told is not None and self._inner == 0:
            self._told = None
        self._inner = max(0, self._inner - 1)

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        advance = super().render_char(*args, **kwargs)
        letter = self.cur_item._objs[-1] if self.cur_item._objs else None
        if self._told is not None and isinstance(letter, LTChar):
            letter._text, self._told = self._told, ""
        return float(advance)


def told_layout(page: Page) -> None:
    """Lay out a page with its ActualText; its letters and lines are then read from this layout."""
    device = _Aggregator(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    # The page has no public way to take a layout; it makes its own only when this is not set.
    page._layout = device.get_result()
