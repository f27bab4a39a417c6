"""A PDF as pieces of text: running heads off, lines joined to paragraphs, ruled tables as cells."""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pdfplumber
import pypdfium2

from assistant.documents import ocr
from assistant.documents.encodings import Fonts, Run, RunDecoder
from assistant.documents.layout import Line, Word, joined, letter_head, lines_of, paragraphs, right_margin
from assistant.documents.limits import Deadline, Limits
from assistant.documents.model import Unread
from assistant.documents.pdf_actual_text import told_layout
from assistant.documents.pdf_words import Letter, letters_of, runs_of, words_of
from assistant.documents.pieces import Piece
from assistant.documents.structure import legacy_note, repair_pieces
from assistant.documents.tabbed import flowing
from assistant.errors import LimitError, UnreadableError

_FEW_LETTERS = 20
_UNMAPPED_SHARE = 0.05
_TURNED_SHARE = 0.05
_PICTURE_SHARE = 0.4
_MOST_EDGES = 3_000
_MOST_CELL_TESTS = 3_000_000
_EDGE_LINES = 2
_SAME_HEIGHT = 6.0
_DIGITS = re.compile(r"\d{1,4}")
_PAGE_NUMBER = re.compile(r"[-–—\s]{0,4}(\d{1,4})[-–—\s]{0,4}$")
_CELL_PADDING = 0.4
_SCAN_SCALE = 200 / 72
_PASSWORD_ERROR = 4

Row = list[tuple[int, str]]


@dataclass(slots=True)
class _Grid:
    """A ruled table: its box, and the text of its rows by column."""

    top: float
    bottom: float
    edges: tuple[float, ...]
    rows: list[Row]


@dataclass(slots=True)
class _Page:
    """One page on its way: letters first, then lines and tables."""

    number: int
    width: float
    height: float
    letters: list[Letter] = field(default_factory=list)
    cells: list[list[list[tuple[float, float, float, float] | None]]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    grids: list[_Grid] = field(default_factory=list)


@dataclass(slots=True)
class Extract:
    """What was read of a PDF; `stamps` are the running heads that were left out."""

    pieces: list[Piece] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)


def extract(data: bytes, limits: Limits) -> Extract:
    """Return the pieces of a PDF; raises UnreadableError for a locked or broken file, LimitError for a huge one."""
    deadline = Deadline(limits.seconds)
    found = Extract()
    with _open(data) as document:
        if len(document) > limits.pages:
            raise LimitError("document.too_many_pages", limit=limits.pages)
        if len(document) == 0:
            raise UnreadableError("document.no_text")
        counts = [_count(document, at, limits, deadline) for at in range(len(document))]
        pages = _pages(data, counts, found, deadline)
        scans = [page for page in pages if not page.letters]
        _recognise(document, scans, found, deadline)
    if not any(page.letters or page.lines for page in pages):
        raise UnreadableError("document.no_text_layer" if not ocr.available() else "document.no_text")
    _set_lines(pages, found)
    found.stamps = _take_furniture(pages)
    found.pieces = list(_pieces(pages))
    pieces, notes = repair_pieces(found.pieces)
    found.pieces = pieces
    found.unread += notes
    return found


def _open(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower():
            raise UnreadableError("document.encrypted") from error
        raise UnreadableError("document.damaged", reason="pdf") from error


def _count(document: Any, at: int, limits: Limits, deadline: Deadline) -> int:
    """Return the number of letters of a page; a page with too much on it is refused before it is taken apart."""
    deadline.check()
    page = document[at]
    try:
        text = page.get_textpage()
        count = int(text.count_chars())
        text.close()
        objects = int(pypdfium2.raw.FPDFPage_CountObjects(page.raw))
    finally:
        page.close()
    if count + objects > limits.page_objects:
        raise LimitError("document.page_too_full", page=at + 1, limit=limits.page_objects)
    return count


def _pages(data: bytes, counts: Sequence[int], found: Extract, deadline: Deadline) -> list[_Page]:
    pages: list[_Page] = []
    with pdfplumber.open(io.BytesIO(data)) as document:
        for number, source in enumerate(document.pages, 1):
            deadline.check()
            page = _Page(number, float(source.width), float(source.height))
            pages.append(page)
            if counts[number - 1] == 0:
                source.close()
                continue
            told_layout(source)
            letters, turned, unmapped = letters_of(source.chars, page.height)
            seen = sum(not letter.text.isspace() for letter in letters)
            place = (("page", number),)
            if unmapped > _UNMAPPED_SHARE * (seen + unmapped):
                found.unread.append(Unread("document.part.page", "document.unmapped_letters", place))
            elif seen >= _FEW_LETTERS or not _is_scan(source):
                page.letters = letters
                if turned > _TURNED_SHARE * (seen + turned):
                    found.unread.append(Unread("document.part.page", "document.turned_text", place))
                if len(source.edges) > _MOST_EDGES:
                    found.unread.append(Unread("document.part.page", "document.table_not_seen", place))
                elif source.edges:
                    page.cells = [[list(row.cells) for row in table.rows] for table in source.find_tables()]
            source.close()
    return pages


def _is_scan(source: Any) -> bool:
    area = float(source.width) * float(source.height)
    return any(
        abs(float(each["x1"]) - float(each["x0"])) * abs(float(each["bottom"]) - float(each["top"]))
        > _PICTURE_SHARE * area
        for each in source.images
    )


def _recognise(document: Any, scans: Sequence[_Page], found: Extract, deadline: Deadline) -> None:
    """Read pages without text by OCR where it is installed; say so for every page, read or not."""
    usable = bool(scans) and ocr.available()
    for page in scans:
        number = (("page", page.number),)
        if not usable:
            found.unread.append(Unread("document.part.page", "document.no_ocr", number))
            continue
        if deadline.remaining <= 0:
            found.unread.append(Unread("document.part.page", "document.ocr_too_slow", number))
            continue
        source = document[page.number - 1]
        picture = source.render(scale=_SCAN_SCALE, grayscale=True).to_pil()
        source.close()
        recognised = ocr.recognise(picture, seconds=deadline.remaining, scale=_SCAN_SCALE)
        if recognised is None:
            found.unread.append(Unread("document.part.page", "document.ocr_too_slow", number))
        elif not recognised.words:
            found.unread.append(Unread("document.part.page", "document.page_empty", number))
        else:
            page.lines = lines_of(recognised.words)
            about = (*number, ("confidence", round(recognised.confidence)))
            found.unread.append(Unread("document.part.page", "document.read_by_ocr", about))


def _set_lines(pages: Sequence[_Page], found: Extract) -> None:
    fonts = Fonts()
    coded: list[Run] = [run for page in pages for run in runs_of(page.letters, fonts)]
    decoder = RunDecoder(coded)
    found.unread += (legacy_note(encoding) for encoding in decoder.encodings)
    for page in pages:
        if page.letters:
            words = words_of(page.letters, fonts, decoder)
            for table in page.cells:
                words = _take_table(page, table, words)
            page.lines = lines_of(words)
            page.letters = []


def _take_table(
    page: _Page, table: list[list[tuple[float, float, float, float] | None]], words: list[Word]
) -> list[Word]:
    """Move the words of a ruled table into its cells; return the others. A frame around text is no table."""
    boxes = [
        (row, column, box) for row, cells in enumerate(table) for column, box in enumerate(cells) if box is not None
    ]
    if len(boxes) < 2 or len(boxes) * len(words) > _MOST_CELL_TESTS:
        return words
    held: dict[tuple[int, int], list[Word]] = defaultdict(list)
    rest: list[Word] = []
    for word in words:
        x, y = (word.x0 + word.x1) / 2, word.baseline - 0.3 * word.size
        place = next((at for *at, box in boxes if box[0] <= x <= box[2] and box[1] <= y <= box[3]), None)
        if place is None:
            rest.append(word)
        else:
            held[place[0], place[1]].append(word)
    if not held:
        return words
    rows: list[Row] = []
    for number in range(len(table)):
        cells = [(column, _cell_text(held[row, column], box)) for row, column, box in boxes if row == number]
        rows.append([(column, text) for column, text in cells if text])
    tops, bottoms = min(box[1] for *_, box in boxes), max(box[3] for *_, box in boxes)
    edges = tuple(sorted({round(box[0]) for *_, box in boxes}))
    page.grids.append(_Grid(tops, bottoms, edges, rows))
    return rest


def _cell_text(words: list[Word], box: tuple[float, float, float, float]) -> str:
    lines = lines_of(words)
    if not lines:
        return ""
    margin = box[2] - _CELL_PADDING * lines[0].size
    groups = paragraphs([_one_segment(line) for line in lines], margin)
    return "\n".join(joined(group, " ").replace("\t", " ") for group in groups)


def _one_segment(line: Line) -> Line:
    """Return a line whose wide gaps do not count: there are no columns inside a cell."""
    shifted: list[Word] = []
    for word in line.words:
        start = max(shifted[-1].x1, word.x0) if shifted else word.x0
        if shifted and start - shifted[-1].x1 > word.size:
            shifted[-1] = replace(shifted[-1], x1=start - 0.3 * word.size)
        shifted.append(word)
    return Line(tuple(shifted))


def _take_furniture(pages: Sequence[_Page]) -> list[str]:
    """Remove page numbers and lines that return at one height on several pages; return their texts."""
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page in pages:
        for line in _edge_lines(page):
            places[_DIGITS.sub("#", line.text), round(line.baseline / _SAME_HEIGHT)].add(page.number)
    needed = max(2, len(pages) // 3)
    running = {
        (text, height)
        for (text, height) in places
        if len(places[text, height] | places.get((text, height - 1), set()) | places.get((text, height + 1), set()))
        >= needed
    }
    shifts = Counter(
        int(found.group(1)) - page.number
        for page in pages
        for line in _edge_lines(page)
        if (found := _PAGE_NUMBER.match(line.text))
    )
    taken: list[str] = []
    for page in pages:
        for line in _edge_lines(page):
            number = _PAGE_NUMBER.match(line.text)
            shift = int(number.group(1)) - page.number if number else None
            is_number = shift is not None and (shift == 0 or shifts[shift] > 1)
            returns = (_DIGITS.sub("#", line.text), round(line.baseline / _SAME_HEIGHT)) in running
            if is_number or (returns and not (number and not is_number)):
                taken.append(line.text)
                page.lines.remove(line)
    return list(dict.fromkeys(taken))


def _edge_lines(page: _Page) -> list[Line]:
    """Return the first and last lines of a page, those inside the text of a short page left out."""
    lines = page.lines
    top = [line for line in lines[:_EDGE_LINES] if line.baseline < 0.15 * page.height]
    bottom = [line for line in lines[-_EDGE_LINES:] if line.baseline > 0.85 * page.height]
    return [*top, *(line for line in bottom if all(line is not each for each in top))]


def _pieces(pages: Sequence[_Page]) -> Iterator[Piece]:
    """Yield the pieces of all pages; a paragraph that runs over a page's end is one piece of the page it begins on."""
    margins: dict[int, float] = {}
    for width in {round(page.width) for page in pages}:
        same = [line for page in pages if round(page.width) == width for line in page.lines]
        margins[width] = right_margin([line for line in same if len(line.segments) == 1] or same)
    open_lines: list[tuple[Line, _Page]] = []
    table, row, edges = -1, 0, None
    for page in pages:
        rest = page.lines
        if page.number == 1:
            left, right, used = letter_head(page.lines, page.width, page.height)
            yield from (Piece(text, page=1) for text in (*left, *right))
            rest = page.lines[used:]
        stream: list[tuple[float, Line | _Grid]] = [
            *((line.baseline, line) for line in rest),
            *((grid.top, grid) for grid in page.grids),
        ]
        for _, item in sorted(stream, key=lambda each: each[0]):
            if isinstance(item, Line):
                open_lines.append((item, page))
                edges = None
                continue
            yield from _paragraph_pieces(open_lines, margins)
            open_lines = []
            if item.edges != edges:
                table, row, edges = table + 1, 0, item.edges
            for cells in item.rows:
                for column, text in cells:
                    yield Piece(text, "cell", page.number, table, row, column)
                row += 1
    yield from _paragraph_pieces(open_lines, margins)


def _paragraph_pieces(lines: Sequence[tuple[Line, _Page]], margins: dict[int, float]) -> Iterator[Piece]:
    pages = {id(line): page for line, page in lines}
    start = 0
    for at in range(1, len(lines) + 1):
        if at < len(lines) and round(lines[at][1].width) == round(lines[start][1].width):
            continue
        margin = margins[round(lines[start][1].width)]
        for first, text in flowing([line for line, _ in lines[start:at]], margin):
            yield Piece(text, page=pages[id(first)].number)
        start = at
