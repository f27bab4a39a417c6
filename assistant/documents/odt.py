"""OpenDocument texts (.odt): content.xml walked in order, tracked deletions and comments left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from assistant.documents.archive import Archive, attribute, child, local
from assistant.documents.encodings import Fonts, Run
from assistant.documents.limits import Deadline, Limits
from assistant.documents.list_numbers import Counter, Level
from assistant.documents.model import Unread
from assistant.documents.pieces import Content
from assistant.documents.structure import Cell, Item, Paragraph, Parts, Table, finish
from assistant.documents.word_styles import whole
from assistant.errors import LimitError, UnreadableError

_SKIPPED = frozenset(
    [
        "tracked-changes",
        "annotation",
        "annotation-end",
        "sequence-decls",
        "forms",
        "note-citation",
        "ruby-text",
        "desc",
        "title",
        "variable-decls",
        "user-field-decls",
        "table-columns",
        "table-column",
        "event-listeners",
        "index-title-template",
        "table-of-content-source",
    ]
)
_SPACES = re.compile(r"[ \t\r\n]+")
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_MOST_SPACES = 1000
_MOST_COLUMNS = 1000
_DEPTH = 20


def read_odt(archive: Archive, limits: Limits, deadline: Deadline) -> Content:
    """Return the content of an OpenDocument text: body with its tables and text boxes, notes, headers, footers."""
    if "META-INF/manifest.xml" in archive.names and any(
        local(each) == "encryption-data" for each in archive.xml("META-INF/manifest.xml").iter()
    ):
        raise UnreadableError("document.encrypted")
    content = archive.xml("content.xml")
    style_root = archive.xml("styles.xml") if "styles.xml" in archive.names else None
    styles = _Styles((style_root, content))
    walker = _Walker(styles, limits, deadline)
    body = child(content, "body", "text")
    if body is None:
        raise UnreadableError("document.no_text")
    items = list(walker.blocks(body, 0))
    parts = Parts()
    parts.add(items)
    parts.add(walker.take_notes(), "footnote")
    masters = child(style_root, "master-styles")
    for page in masters if masters is not None else ():
        for part in page if local(page) == "master-page" else ():
            kind = local(part)
            if kind.startswith("header"):
                parts.add((item for item in walker.blocks(part, 0) if _has_letters(item)), "header")
            elif kind.startswith("footer"):
                parts.add((item for item in walker.blocks(part, 0) if _has_letters(item)), "footer")
    if walker.pictures:
        parts.unread.append(Unread("document.part.pictures", "document.pictures_unread", (("count", walker.pictures),)))
    return finish(parts)


class _Styles:
    """Fonts, hidden text, and list levels by style name."""

    def __init__(self, roots: tuple[etree._Element | None, ...]) -> None:
        self._fonts = Fonts()
        self._faces: dict[str, str] = {}
        self._styles: dict[str, etree._Element] = {}
        self.lists: dict[str, dict[int, Level]] = {}
        for root in roots:
            for element in root.iter() if root is not None else ():
                name = attribute(element, "name")
                kind = local(element)
                if name is None:
                    continue
                if kind == "font-face":
                    self._faces[name] = attribute(element, "font-family") or name
                elif kind == "style":
                    self._styles[name] = element
                elif kind == "list-style":
                    self.lists[name] = dict(_levels(element))

    def run(self, names: tuple[str, ...]) -> tuple[str | None, bool]:
        """Return font name and whether hidden, for text inside styles from the outermost to the innermost."""
        font, hidden = None, False
        for name in reversed(names):
            at: str | None = name
            for _ in range(_DEPTH):
                style = self._styles.get(at) if at is not None else None
                if style is None:
                    break
                about = child(style, "text-properties")
                if about is not None:
                    if font is None and (face := attribute(about, "font-name")) is not None:
                        font = self._faces.get(face, face)
                    font = font or attribute(about, "font-family")
                    hidden = hidden or attribute(about, "display") == "none"
                at = attribute(style, "parent-style-name")
        return font, hidden

    def code_of(self, names: tuple[str, ...], text: str) -> Run | None:
        """Return a run of visible text, None for hidden text."""
        font, hidden = self.run(names)
        return None if hidden else Run(text, self._fonts.code(font))

    def list_of(self, paragraph: str | None) -> str | None:
        """Return the list style a paragraph style names."""
        style = self._styles.get(paragraph) if paragraph is not None else None
        return attribute(style, "list-style-name") if style is not None else None


@dataclass(slots=True)
class _List:
    """A list being read."""

    style: str | None
    counter: Counter
    level: int
    label_due: bool = False


class _Walker:
    """Walks blocks and runs of one file."""

    def __init__(self, styles: _Styles, limits: Limits, deadline: Deadline) -> None:
        self._styles = styles
        self._limits = limits
        self._deadline = deadline
        self._lists: list[_List] = []
        self._counters: dict[str, Counter] = {}
        self._notes: list[etree._Element] = []
        self._frames: list[etree._Element] = []
        self.pictures = 0

    def take_notes(self) -> Iterator[Item]:
        """Yield the footnotes and endnotes met so far."""
        while self._notes:
            yield from self.blocks(self._notes.pop(0), 0)

    def blocks(self, container: etree._Element, depth: int) -> Iterator[Item]:
        """Yield paragraphs and tables in order; text boxes after the paragraph they are anchored to."""
        for element in container:
            name = local(element)
            if name in ("p", "h"):
                self._deadline.check()
                yield from self._paragraph(element, depth)
            elif name == "list":
                yield from self._list(element, depth)
            elif name == "table":
                yield self._table(element, depth + 1)
            elif name == "image":
                self.pictures += 1
            elif name not in _SKIPPED:
                yield from self.blocks(element, depth)

    def _paragraph(self, element: etree._Element, depth: int) -> Iterator[Item]:
        outer, self._frames = self._frames, []
        runs = list(self._inline(element, (attribute(element, "style-name") or "",)))
        frames, self._frames = self._frames, outer
        label = self._label()
        if any(run.text.strip() for run in runs):
            level = whole(attribute(element, "outline-level"), 1) if local(element) == "h" else None
            yield Paragraph((Run(label), *_single_spaces(runs)) if label else tuple(_single_spaces(runs)), level)
        for frame in frames:
            if depth >= self._limits.nesting:
                raise LimitError("document.too_deep", limit=self._limits.nesting)
            outer_lists, self._lists = self._lists, []
            yield from self.blocks(frame, depth + 1)
            self._lists = outer_lists

    def _list(self, element: etree._Element, depth: int) -> Iterator[Item]:
        style = attribute(element, "style-name") or (self._lists[-1].style if self._lists else None)
        level = len(self._lists)
        if level:
            counter = self._lists[-1].counter
        elif attribute(element, "continue-numbering") == "true" or attribute(element, "continue-list"):
            counter = self._counters.setdefault(style or "", Counter())
        else:
            counter = self._counters[style or ""] = Counter()
        self._lists.append(_List(style, counter, min(level, 8)))
        for item in element:
            if local(item) == "list-item":
                self._lists[-1].label_due = True
                yield from self.blocks(item, depth)
            elif local(item) == "list-header":
                yield from self.blocks(item, depth)
        self._lists.pop()

    def _label(self) -> str:
        if not self._lists or not self._lists[-1].label_due:
            return ""
        now = self._lists[-1]
        now.label_due = False
        for each in self._lists[:-1]:
            each.label_due = False
        return now.counter.step(now.level, self._styles.lists.get(now.style or "", {}))

    def _table(self, element: etree._Element, depth: int) -> Table:
        if depth > self._limits.nesting:
            raise LimitError("document.too_deep", limit=self._limits.nesting)
        outer, self._lists = self._lists, []
        rows = []
        for row in _rows(element):
            column = 0
            cells = []
            for cell in row:
                repeated = max(1, min(whole(attribute(cell, "number-columns-repeated"), 1), _MOST_COLUMNS))
                if local(cell) == "table-cell":
                    cells.append(Cell(column, list(self.blocks(cell, depth))))
                column += repeated
            rows.append(cells)
        self._lists = outer
        return Table(rows)

    def _inline(self, element: etree._Element, styles: tuple[str, ...]) -> Iterator[Run]:
        yield from self._text(element.text, styles)
        for each in element:
            name = local(each)
            if name == "s":
                count = max(1, min(whole(attribute(each, "c"), 1), _MOST_SPACES))
                yield Run("\x00" * count)
            elif name == "tab":
                yield Run("\t")
            elif name == "line-break":
                yield Run("\n")
            elif name == "note":
                body = child(each, "note-body")
                if body is not None:
                    self._notes.append(body)
            elif name == "frame":
                self._frames.append(each)
            elif name == "span":
                yield from self._inline(each, (*styles[-_DEPTH:], attribute(each, "style-name") or ""))
            elif name not in _SKIPPED:
                yield from self._inline(each, styles)
            yield from self._text(each.tail, styles)

    def _text(self, text: str | None, styles: tuple[str, ...]) -> Iterator[Run]:
        if text:
            run = self._styles.code_of(styles, _SPACES.sub(" ", text))
            if run is not None:
                yield run


def _single_spaces(runs: list[Run]) -> Iterator[Run]:
    """Join the white space of neighbouring runs, as the format asks; typed spaces (text:s) all stay."""
    spaced = True
    for run in runs:
        text = run.text
        if spaced and text.startswith(" "):
            text = text[1:]
        if run.text:
            spaced = run.text[-1] in " \t\n"
        text = text.replace("\x00", " ")
        if text:
            yield Run(text, run.code)


def _levels(element: etree._Element) -> Iterator[tuple[int, Level]]:
    for each in element:
        level = min(max(whole(attribute(each, "level"), 1), 1), 9) - 1
        if local(each) == "list-level-style-bullet":
            yield level, Level(form="bullet", pattern=attribute(each, "bullet-char") or "")
        elif local(each) == "list-level-style-number":
            form = _FORMS.get(attribute(each, "num-format") or "", "decimal")
            shown = max(1, min(whole(attribute(each, "display-levels"), 1), level + 1))
            numbers = ".".join(f"%{place + 1}" for place in range(level + 1 - shown, level + 1))
            pattern = (attribute(each, "num-prefix") or "") + numbers + (attribute(each, "num-suffix") or "")
            if attribute(each, "num-list-format"):
                pattern = _pattern(attribute(each, "num-list-format") or "")
            yield level, Level(form, "" if form == "none" else pattern, whole(attribute(each, "start-value"), 1))


def _pattern(listed: str) -> str:
    """Return LibreOffice's list format ("%1%.%2%)") as a pattern of %1 to %9."""
    return re.sub(r"%([1-9])%", r"%\1", listed)


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    for each in element:
        name = local(each)
        if name == "table-row":
            yield each
        elif name in ("table-header-rows", "table-rows", "table-row-group", "soft-page-break"):
            yield from _rows(each)


def _has_letters(item: Item) -> bool:
    if isinstance(item, Table):
        return any(_has_letters(inner) for row in item.rows for cell in row for inner in cell.items)
    return any(letter.isalpha() for run in item.runs for letter in run.text)
