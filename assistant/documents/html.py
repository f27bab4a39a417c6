"""HTML, also when it was saved under a Word ending: the visible text, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from assistant.documents.encodings import Decoded, FontCode, Fonts, Run, decode
from assistant.documents.limits import Deadline, Limits
from assistant.documents.list_numbers import number_text
from assistant.documents.pieces import Content
from assistant.documents.structure import Cell, Item, Paragraph, Parts, Table, finish
from assistant.documents.word_styles import whole
from assistant.errors import LimitError, UnreadableError

_HIDDEN = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "object",
        "iframe",
        "svg",
        "math",
        "select",
        "option",
        "textarea",
        "title",
        "xml",
        "audio",
        "video",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "figcaption",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_\-]{2,30})", re.IGNORECASE)
_FAMILY = re.compile(r"font-family\s{0,9}:\s{0,9}([^;]{1,200})", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|mso-hide\s{0,9}:\s{0,9}all", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_TRUSTED_CHARSETS = frozenset({"utf-8", "utf8", "windows-1258", "cp1258", "utf-16"})
_MOST_COLUMNS = 1000


def read_html(data: bytes, limits: Limits, deadline: Deadline) -> tuple[Content, Decoded]:
    """Return the visible text of a page, and how its bytes were decoded."""
    decoded = _decoded(data)
    if not decoded.text.strip():
        raise UnreadableError("document.no_text")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    root = etree.fromstring(decoded.text.replace("\x00", "").encode("utf-8", "replace"), parser)
    if root is None:
        raise UnreadableError("document.no_text")
    parts = Parts()
    parts.add(_Walker(limits, deadline).items(root))
    return finish(parts), decoded


def _decoded(data: bytes) -> Decoded:
    named = _CHARSET.search(data[:2048])
    if named and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = named.group(1).decode("ascii").lower()
        if name in ("windows-1258", "cp1258"):
            return Decoded(data.decode("cp1258", "replace"), "cp1258")
    return decode(data)


@dataclass(slots=True)
class _Flow:
    """Items of one container, and the paragraph being filled."""

    items: list[Item] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    label: str = ""
    level: int | None = None

    def end(self) -> None:
        """Close the paragraph being filled."""
        if any(run.text.strip() for run in self.runs):
            runs = tuple(_single_spaces(self.runs))
            self.items.append(Paragraph((Run(self.label), *runs) if self.label else runs, self.level))
            self.label = ""
        self.runs = []
        self.level = None


class _Walker:
    """Walks the tree; fonts are inherited."""

    def __init__(self, limits: Limits, deadline: Deadline) -> None:
        self._limits = limits
        self._deadline = deadline
        self._fonts = Fonts()

    def items(self, root: etree._Element) -> list[Item]:
        """Return the paragraphs and tables of the page."""
        flow = _Flow()
        self._inside(root, flow, None, 0)
        flow.end()
        return flow.items

    def _inside(self, element: etree._Element, flow: _Flow, code: FontCode | None, depth: int) -> None:
        typed = element.tag == "pre"
        _add(flow, element.text, code, typed=typed)
        number = whole(element.get("start"), 1)
        for each in element:
            if isinstance(each.tag, str):
                if each.tag == "li":
                    flow.end()
                    number = whole(each.get("value"), number)
                    flow.label = _label(element, number)
                    number += 1
                self._element(each, flow, code, depth)
            _add(flow, each.tail, code, typed=typed)

    def _element(self, element: etree._Element, flow: _Flow, code: FontCode | None, depth: int) -> None:
        name = str(element.tag).rpartition(":")[2].lower()
        style = element.get("style") or ""
        if name in _HIDDEN or element.get("hidden") is not None or _NOT_SHOWN.search(style[:2000]):
            return
        if name == "br":
            flow.runs.append(Run("\n"))
            return
        face = element.get("face")
        named = _FAMILY.search(style[:2000])
        if face or named:
            code = self._fonts.code(face or (named.group(1) if named else None))
        if name not in _BLOCKS:
            self._inside(element, flow, code, depth)
            return
        self._deadline.check()
        label = flow.label
        flow.end()
        flow.label = flow.label or label if name != "table" else ""
        if name == "table":
            flow.items.append(self._table(element, code, depth + 1))
            return
        if len(name) == 2 and name[0] == "h" and name[1].isdigit():
            flow.level = int(name[1])
        self._inside(element, flow, code, depth)
        flow.end()

    def _table(self, element: etree._Element, code: FontCode | None, depth: int) -> Table:
        if depth > self._limits.nesting:
            raise LimitError("document.too_deep", limit=self._limits.nesting)
        rows = []
        for row in _rows(element):
            column = 0
            cells = []
            for cell in row:
                if cell.tag in ("td", "th"):
                    flow = _Flow()
                    self._inside(cell, flow, code, depth)
                    flow.end()
                    cells.append(Cell(column, flow.items))
                    column += max(1, min(whole(cell.get("colspan"), 1), _MOST_COLUMNS))
            rows.append(cells)
        return Table(rows)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for each in table:
        if each.tag == "tr":
            yield each
        elif each.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in each if row.tag == "tr")


def _label(parent: etree._Element, number: int) -> str:
    if parent.tag != "ol":
        return "- "
    form = _FORMS.get(parent.get("type") or "1", "decimal")
    return number_text(number, form) + (") " if form == "lowerLetter" else ". ")


def _add(flow: _Flow, text: str | None, code: FontCode | None, *, typed: bool) -> None:
    if text:
        flow.runs.append(Run(text if typed else _SPACES.sub(" ", text), code))


def _single_spaces(runs: list[Run]) -> Iterator[Run]:
    """Join the white space of neighbouring runs."""
    spaced = True
    for run in runs:
        text = run.text[1:] if spaced and run.text.startswith(" ") else run.text
        if run.text:
            spaced = run.text[-1] in " \n"
        if text:
            yield Run(text, run.code)
