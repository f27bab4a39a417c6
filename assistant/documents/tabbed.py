"""Tables without ruled lines on a page: cells set with tabs whose lines run on, and columns only kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.documents.flow import is_row_number
from assistant.documents.layout import Line, Word, joined, paragraphs

_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 3
_OPEN_CELLS = 2
"""Empty last cells that a full row may have."""
_WRITTEN = 0.8
"""Share of gaps between words with a written space from which a gap without one is a tab."""
_STOP_SLACK = 0.8
_INTERVALS = (28.35, 35.45, 36.0, 42.5, 56.7, 72.0)
"""Usual distances of tab stops, in points."""
_FULL = 0.5
_SPACE = 0.25
_BRIDGED = 0.7
"""Gaps inside a line below this share of the letter size are spaces."""
_GUTTER = 0.7
"""Least width of the empty strip between two columns, in letter sizes."""
_FURTHEST = 3.0
"""Largest step between two lines of one table, in letter sizes."""
_HEAD_LINES = 5
_AHEAD = 40


def flowing(lines: Sequence[Line], margin: float) -> Iterator[tuple[Line, str]]:
    """Yield the paragraphs and table rows of a stretch of lines: the first line of each, and its text.

    Cells are divided by tabs. `margin` is the right edge the text is set to.
    """
    at = 0
    for start, end, rows in sorted([*_tab_tables(lines, margin), *_column_tables(lines)], key=lambda table: table[0]):
        if start < at:
            continue
        for group in paragraphs(lines[at:start], margin):
            yield group[0], joined(group)
        yield from rows
        at = end
    for group in paragraphs(lines[at:], margin):
        yield group[0], joined(group)


_Table = tuple[int, int, list[tuple[Line, str]]]
"""The lines of a table, from and to, and its rows."""


# --- tabs ---------------------------------------------------------------------------------


@dataclass(slots=True)
class _Row:
    """A paragraph with tabs: its lines, and the parts of its cells, a part a line."""

    start: int
    end: int
    cells: list[list[Line]] = field(default_factory=list)

    @property
    def tabbed(self) -> bool:
        """Whether there is a tab in it."""
        return len(self.cells) > 1


def _tab_tables(lines: Sequence[Line], margin: float) -> Iterator[_Table]:
    """Yield the runs of paragraphs whose cells are divided by tabs, wherever their lines break."""
    if not lines or not _writes_spaces(lines):
        return
    stops = _stops(lines, margin)
    if stops is None:
        return
    rows = _tab_rows(lines, stops)
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and rows[end].tabbed:
            end += 1
        run = rows[at:end]
        width = max((len(row.cells) for row in run), default=0)
        full = sum(len(row.cells) >= max(_FEWEST_COLUMNS, width - _OPEN_CELLS) for row in run)
        if width >= _FEWEST_COLUMNS and len(run) >= _FEWEST_ROWS and 2 * full >= len(run):
            first, last = run[0].start, run[-1].end
            yield first, last, [(lines[row.start], "\t".join(map(joined, row.cells))) for row in run]
        at = max(end, at + 1)


def _writes_spaces(lines: Sequence[Line]) -> bool:
    """Whether the file has letters for its spaces, so that a gap without one is a tab."""
    inner = [word.spaced for line in lines for word in line.words[:-1]]
    return bool(inner) and sum(inner) >= _WRITTEN * len(inner)


@dataclass(frozen=True, slots=True)
class _Stops:
    """Where tabs lead to: the left edge of the text, the distance of the stops, the right edge."""

    left: float
    interval: float
    margin: float

    def at(self, place: float) -> bool:
        """Return whether a place is that of a tab stop."""
        lead = place - self.left
        return abs(lead - round(lead / self.interval) * self.interval) <= _STOP_SLACK

    def split(self, line: Line) -> list[Line]:
        """Return a line cut at its tabs."""
        groups: list[list[Word]] = [[]]
        for word in line.words:
            if groups[-1] and not groups[-1][-1].spaced and self.at(word.x0):
                groups.append([])
            groups[-1].append(word)
        return [Line(tuple(group)) for group in groups]


def _stops(lines: Sequence[Line], margin: float) -> _Stops | None:
    """Return the tab stops at which most words behind a gap without a written space begin; None without any."""
    left = min(line.x0 for line in lines)
    places = [right.x0 for line in lines for before, right in pairwise(line.words) if not before.spaced]
    if len(places) < _FEWEST_ROWS:
        return None
    found = [_Stops(left, interval, margin) for interval in _INTERVALS]
    best = max(found, key=lambda stops: sum(map(stops.at, places)))
    return best if sum(map(best.at, places)) >= _WRITTEN * len(places) else None


def _tab_rows(lines: Sequence[Line], stops: _Stops) -> list[_Row]:
    """Return the paragraphs of a stretch of lines, with the cells of those that have tabs."""
    rows: list[_Row] = []
    for at, line in enumerate(lines):
        lead = round((line.x0 - stops.left) / stops.interval) if stops.at(line.x0) else 0
        cells = stops.split(line)
        last = lines[at - 1] if at else None
        if last is not None and rows[-1].tabbed and _wraps(last, line, cells, lead, stops):
            if lead:
                rows[-1].cells.append(cells[0:1])
            else:
                rows[-1].cells[-1].append(cells[0])
            rows[-1].cells += ([cell] for cell in cells[1:])
            rows[-1].end = at + 1
        else:
            rows.append(_Row(at, at + 1, [[] for _ in range(lead)] + [[cell] for cell in cells]))
    return rows


def _wraps(last: Line, line: Line, cells: Sequence[Line], lead: int, stops: _Stops) -> bool:
    """Whether a line is the rest of the one above: its first word, or the tab before it, had no room there."""
    word = line.words[0]
    width = word.x1 - word.x0
    down = line.baseline - last.baseline
    if lead > 1 or down > _FURTHEST * line.size or (not lead and len(cells) > 1 and is_row_number(cells[0].text)):
        return False
    at = last.x1 + _SPACE * last.size
    if lead:
        at = stops.left + (int((last.x1 - stops.left) / stops.interval) + 1) * stops.interval
    return at + width > stops.margin - _FULL * last.size


# --- columns ------------------------------------------------------------------------------


def _column_tables(lines: Sequence[Line]) -> Iterator[_Table]:
    """Yield the runs of lines in three or more columns whose rows are numbered one after another in the first."""
    at = 0
    while at < len(lines):
        if not _opens(lines[at], 1):
            at += 1
            continue
        found = _column_table(lines, at)
        if found is not None:
            yield found
        at = found[1] if found is not None else at + 1


def _opens(line: Line, number: int) -> bool:
    """Whether a line begins with the number of a row, set apart from what follows."""
    if len(line.words) < 2 or line.words[0].text.rstrip(".)") not in {str(number), f"0{number}"}:
        return False
    return line.words[1].x0 - line.words[0].x1 >= _GUTTER * line.size


def _column_table(lines: Sequence[Line], first: int) -> _Table | None:
    """Return the table whose first numbered row begins at a line."""
    gutters = _gutters([lines[first]])
    end = first
    heads: list[int] = []
    while end < len(lines):
        line = lines[end]
        narrowed = _narrowed(gutters, line)
        far = end > first and line.baseline - lines[end - 1].baseline > _FURTHEST * line.size
        if far or len(narrowed) < _FEWEST_COLUMNS - 1 or end - (heads[-1] if heads else first) > _AHEAD:
            break
        if _opens(line, len(heads) + 1) and abs(line.x0 - lines[first].x0) <= line.size:
            heads.append(end)
        elif line.x0 < gutters[0][0] and heads:
            break
        gutters = narrowed
        end += 1
    if len(heads) < _FEWEST_ROWS - 1:
        return None
    start = first
    while start > 0 and first - start < _HEAD_LINES:
        narrowed = _narrowed(gutters, lines[start - 1])
        near = lines[start].baseline - lines[start - 1].baseline
        if len(narrowed) < len(gutters) or not 0 < near <= _FURTHEST * lines[start].size:
            break
        gutters = narrowed
        start -= 1
    edges = [(low + high) / 2 for low, high in gutters]
    starts = [*([start] if start < first else []), *heads]
    rows = [(lines[begin], _row_text(lines[begin:stop], edges)) for begin, stop in pairwise([*starts, end])]
    full = [text for _, text in rows[-len(heads) :] if text.split("\t")[1:2] not in ([], [""])]
    return (start, end, rows) if len(full) == len(heads) else None


def _gutters(lines: Sequence[Line]) -> list[tuple[float, float]]:
    """Return the empty strips between the words of a line."""
    found = []
    for line in lines:
        for left, right in pairwise(line.words):
            if right.x0 - left.x1 >= _GUTTER * line.size:
                found.append((left.x1, right.x0))
    return found


def _narrowed(gutters: Sequence[tuple[float, float]], line: Line) -> list[tuple[float, float]]:
    """Return what is left of empty strips between columns when one more line is laid over them."""
    spans: list[list[float]] = []
    for word in line.words:
        if spans and word.x0 - spans[-1][1] < _BRIDGED * line.size:
            spans[-1][1] = max(spans[-1][1], word.x1)
        else:
            spans.append([word.x0, word.x1])
    found: list[tuple[float, float]] = []
    for low, high in gutters:
        pieces = [(low, high)]
        for start, end in spans:
            pieces = [piece for left, right in pieces for piece in ((left, min(right, start)), (max(left, end), right))]
        wide = [piece for piece in pieces if piece[1] - piece[0] >= _GUTTER * line.size]
        if wide:
            found.append(max(wide, key=lambda piece: piece[1] - piece[0]))
    return found


def _row_text(lines: Sequence[Line], edges: Sequence[float]) -> str:
    """Return the cells of the lines of one row, divided by tabs."""
    cells: list[list[Line]] = [[] for _ in range(len(edges) + 1)]
    for line in lines:
        held: list[list[Word]] = [[] for _ in cells]
        for word in line.words:
            held[sum((word.x0 + word.x1) / 2 > edge for edge in edges)].append(word)
        for cell, words in zip(cells, held, strict=True):
            if words:
                cell.append(Line(tuple(words)))
    return "\t".join(joined(cell, " ").replace("\t", " ") for cell in cells)
