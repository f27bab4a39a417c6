"""Word files (.docx): an own walk of the XML, as the text looks with every tracked change accepted."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from assistant.datafile import read_yaml
from assistant.documents.archive import Archive, attribute, child, local
from assistant.documents.encodings import Fonts, Run
from assistant.documents.limits import Deadline, Limits
from assistant.documents.model import Unread
from assistant.documents.pieces import Content
from assistant.documents.structure import Cell, Item, Paragraph, Parts, Table, finish
from assistant.documents.word_numbering import Numbers
from assistant.documents.word_styles import Styles, whole
from assistant.errors import LimitError, UnreadableError
from assistant.resources import rules

_SKIPPED = frozenset(
    [
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "instrText",
        "delText",
        "delInstrText",
        "Fallback",
        "sdtPr",
        "sdtEndPr",
        "rt",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sectPr",
        "footnoteRef",
        "endnoteRef",
        "annotationRef",
        "proofErr",
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "permStart",
        "permEnd",
    ]
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTE_KINDS = ("footnotes", "endnotes")


def read_docx(archive: Archive, limits: Limits, deadline: Deadline) -> Content:
    """Return the content of a Word file: a letter-head in the first page's header, body, notes, headers, footers."""
    main = _main_part(archive)
    related = _relations(archive, main)
    styles = Styles(_optional(archive, related, "styles"))
    walker = _Walker(styles, Numbers(_optional(archive, related, "numbering"), styles), limits, deadline)
    body = child(archive.xml(main), "body")
    if body is None:
        raise UnreadableError("document.damaged", reason="body")
    items = [*walker.blocks(body, 0), *walker.rest()]
    heads = _page_parts(archive, body, related, walker)
    parts = Parts(unread=walker.notes())
    parts.add(heads.letter_head, "header")
    parts.add(items)
    for kind in _NOTE_KINDS:
        parts.add(_notes(_optional(archive, related, kind), walker), "footnote")
    parts.add(heads.headers, "header")
    parts.add(heads.footers, "footer")
    return finish(parts)


class _PageParts:
    """Headers and footers by their place in the text."""

    def __init__(self) -> None:
        self.letter_head: list[Item] = []
        self.headers: list[Item] = []
        self.footers: list[Item] = []


class _Walker:
    """Walks blocks and runs, counting list numbers as it goes."""

    def __init__(self, styles: Styles, numbers: Numbers, limits: Limits, deadline: Deadline) -> None:
        self._styles = styles
        self._numbers = numbers
        self._limits = limits
        self._deadline = deadline
        self._fonts = Fonts()
        self._symbols: dict[str, dict[str, str]] | None = None
        self._pending: list[Run] = []
        self._boxes: list[etree._Element] = []
        self._pictures = 0
        self._embedded = 0

    def notes(self) -> list[Unread]:
        """Return what was met and not read."""
        notes = []
        if self._pictures:
            notes.append(Unread("document.part.pictures", "document.pictures_unread", (("count", self._pictures),)))
        if self._embedded:
            notes.append(Unread("document.part.embedded", "document.embedded_unread", (("count", self._embedded),)))
        return notes

    def rest(self) -> Iterator[Item]:
        """Yield the text of last paragraphs whose end mark was deleted."""
        if self._pending:
            yield Paragraph(tuple(self._pending))
            self._pending = []

    def blocks(self, container: etree._Element, depth: int) -> Iterator[Item]:
        """Yield paragraphs and tables in order; text boxes after the paragraph they are anchored to."""
        for element in container:
            name = local(element)
            if name == "p":
                self._deadline.check()
                yield from self._paragraph(element, depth)
            elif name == "tbl":
                yield self._table(element, depth + 1)
            elif name == "altChunk":
                self._embedded += 1
            elif name == "AlternateContent":
                choice = child(element, "Choice")
                if choice is not None:
                    yield from self.blocks(choice, depth)
            elif name not in _SKIPPED:
                yield from self.blocks(element, depth)

    def _paragraph(self, element: etree._Element, depth: int) -> Iterator[Item]:
        properties = child(element, "pPr")
        outer, self._boxes = self._boxes, []
        runs = [*self._pending, *self._inline(element, properties)]
        boxes, self._boxes = self._boxes, outer
        self._pending = []
        if child(properties, "rPr", "del") is not None:
            self._pending = runs
        else:
            label = self._numbers.label(properties)
            if any(run.text.strip() for run in runs):
                yield Paragraph((Run(label), *runs) if label else tuple(runs), self._styles.level(properties))
        for box in boxes:
            if depth >= self._limits.nesting:
                raise LimitError("document.too_deep", limit=self._limits.nesting)
            yield from self.blocks(box, depth + 1)

    def _table(self, element: etree._Element, depth: int) -> Table:
        if depth > self._limits.nesting:
            raise LimitError("document.too_deep", limit=self._limits.nesting)
        rows = []
        for row in _members(element, "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                continue
            column = max(0, _number(child(properties, "gridBefore"), 0))
            cells = []
            for cell in _members(row, "tc"):
                about = child(cell, "tcPr")
                span = max(1, min(_number(child(about, "gridSpan"), 1), 1000))
                merged = child(about, "vMerge")
                goes_on = merged is not None and attribute(merged, "val") != "restart"
                if not goes_on and child(about, "cellDel") is None:
                    cells.append(Cell(column, list(self.blocks(cell, depth))))
                column += span
            rows.append(cells)
        return Table(rows)

    def _inline(self, element: etree._Element, paragraph: etree._Element | None) -> Iterator[Run]:
        for each in element:
            name = local(each)
            if name == "r":
                yield from self._run(each, paragraph)
            elif name == "AlternateContent":
                choice = child(each, "Choice")
                if choice is not None:
                    yield from self._inline(choice, paragraph)
            elif name not in _SKIPPED:
                yield from self._inline(each, paragraph)

    def _run(self, run: etree._Element, paragraph: etree._Element | None) -> Iterator[Run]:
        properties = child(run, "rPr")
        if self._styles.is_on("vanish", properties, paragraph):
            return
        code = self._fonts.code(self._styles.font(properties, paragraph))
        text = "".join(self._signs(run, legacy=code is not None))
        if text and code is None and self._styles.is_on("caps", properties, paragraph):
            text = text.upper()
        if text:
            yield Run(text, code)

    def _signs(self, run: etree._Element, *, legacy: bool) -> Iterator[str]:
        for each in run:
            name = local(each)
            if name == "t":
                yield (each.text or "").replace("\r", " ").replace("\n", " ")
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name == "softHyphen" and legacy:
                yield "\u00ad"
            elif name == "sym":
                yield self._symbol(each)
            elif name == "AlternateContent":
                choice = child(each, "Choice")
                if choice is not None:
                    yield from self._signs(choice, legacy=legacy)
            elif name in ("drawing", "pict", "object"):
                self._drawing(each)
            elif name == "ruby":
                for inner in child(each, "rubyBase") or ():
                    yield from self._signs(inner, legacy=legacy)

    def _symbol(self, element: etree._Element) -> str:
        if self._symbols is None:
            self._symbols = read_yaml(rules() / "reading" / "symbols.yml")["fonts"]
        font = self._symbols.get(attribute(element, "font") or "", {})
        return font.get((attribute(element, "char") or "")[-2:].upper(), "")

    def _drawing(self, element: etree._Element) -> None:
        """Note the pictures of a drawing and queue its text boxes, without those repeated for old programs."""
        queue = [element]
        while queue:
            each = queue.pop()
            name = local(each)
            if name == "txbxContent":
                self._boxes.append(each)
            elif name in ("pic", "imagedata"):
                self._pictures += 1
            elif name != "Fallback":
                queue.extend(reversed(each))


def _members(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield rows or cells, also those inside content controls and tracked insertions."""
    for each in element:
        found = local(each)
        if found == name:
            yield each
        elif found not in _SKIPPED and found not in ("tbl", "tr", "tc", "p"):
            yield from _members(each, name)


def _number(element: etree._Element | None, default: int) -> int:
    return whole(attribute(element, "val"), default) if element is not None else default


def _main_part(archive: Archive) -> str:
    for _, (kind, target) in _relations(archive, "").items():
        if kind == "officeDocument" and target in archive.names:
            return target
    return "word/document.xml"


def _relations(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Return id -> (kind, part) of the relations of a part; outside targets left out."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if listing not in archive.names:
        return {}
    found = {}
    for each in archive.xml(listing):
        target = attribute(each, "Target") or ""
        if attribute(each, "TargetMode") == "External":
            continue
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        kind = (attribute(each, "Type") or "").rpartition("/")[2]
        found[attribute(each, "Id") or ""] = (kind, path)
    return found


def _optional(archive: Archive, related: dict[str, tuple[str, str]], kind: str) -> etree._Element | None:
    part = next((path for each, path in related.values() if each == kind), None)
    return archive.xml(part) if part is not None and part in archive.names else None


def _notes(root: etree._Element | None, walker: _Walker) -> Iterator[Item]:
    for note in root if root is not None else ():
        if attribute(note, "type") in (None, "normal"):
            yield from walker.blocks(note, 0)


def _page_parts(
    archive: Archive, body: etree._Element, related: dict[str, tuple[str, str]], walker: _Walker
) -> _PageParts:
    """Read headers and footers once each; the first page's header is a letter-head when it has its own lines."""
    found = _PageParts()
    seen: set[str] = set()
    for number, section in enumerate(each for each in body.iter() if local(each) == "sectPr"):
        own_first_page = child(section, "titlePg") is not None
        for reference in section:
            name = local(reference)
            if name not in ("headerReference", "footerReference"):
                continue
            part = related.get(attribute(reference, "id") or "", ("", ""))[1]
            kind = attribute(reference, "type") or "default"
            if part in seen or part not in archive.names or (kind == "first" and not own_first_page):
                continue
            seen.add(part)
            items = [item for item in walker.blocks(archive.xml(part), 0) if _has_letters(item)]
            on_first_page = number == 0 and kind == ("first" if own_first_page else "default")
            if name == "footerReference":
                found.footers += items
            elif on_first_page and (kind == "first" or len(items) > 1 or any(isinstance(i, Table) for i in items)):
                found.letter_head += items
            else:
                found.headers += items
    return found


def _has_letters(item: Item) -> bool:
    """Return whether there is more than a page number in it."""
    if isinstance(item, Table):
        return any(_has_letters(inner) for row in item.rows for cell in row for inner in cell.items)
    return any(letter.isalpha() for run in item.runs for letter in run.text)
