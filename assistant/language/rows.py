"""Rows of tables that are written as text: a line a row, its cells divided by bars or by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.documents.flow import is_row_number, starts_item, starts_low
from assistant.documents.model import Block
from assistant.language.lexicon import Lexicon
from assistant.text import fold_key

Span = tuple[int, int]

_FEWEST_COLUMNS = 3
_MOST_CELLS = 60
_MOST_WRAPPED = 6
"""Lines that one row may be broken into."""
_SHORT_TAIL = 200
_LONGEST_TITLE = 80
_RULE = re.compile(r"[\s|+:=\-–—_│┼├┤─━]*")
"""A drawn line between rows, as of Markdown."""
_RULE_MARKS = re.compile(r"[-–—=_─━]{2}")
_NUMBER = re.compile(r"[|│]?\s{0,9}(\d{1,3})[.)]?\s{0,9}[|│]")
_BARS = "|│"
_BAR = re.compile(r"[|│]")
_SINGLE = re.compile(r"(?<![|│])[|│](?![|│])")
_DOUBLE = re.compile(r"[|│]{2}")


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row of a table written as text: its table, its number, its cells as stripped raw spans, empty ones as (n, n).

    `blocks` is how many blocks it takes: one, or more where the line of the row is broken.
    """

    table: int
    row: int
    cells: tuple[Span, ...]
    blocks: int = 1


@dataclass(frozen=True, slots=True)
class TextRows:
    """The rows of a document by the index of their first block, and the blocks that are only drawn lines."""

    rows: Mapping[int, TextRow]
    rules: frozenset[int]

    def soft_breaks(self, blocks: Sequence[Block], text: str) -> Iterator[int]:
        """Yield the offsets of the line breaks inside rows whose line is broken."""
        for index, row in self.rows.items():
            if row.blocks > 1:
                start, end = blocks[index].start, blocks[index + row.blocks - 1].end
                yield from (at for at in range(start, end) if text[at] == "\n")


@dataclass(slots=True)
class _Table:
    """The table that is being read: its number, next row, columns, and the block behind its last row."""

    number: int
    row: int
    width: int
    end: int


def text_rows(text: str, blocks: Sequence[Block], lexicon: Lexicon) -> TextRows:
    """Return the rows of tables written as text; tables are numbered behind those that the upload itself has."""
    number = max((block.table for block in blocks if block.table is not None), default=-1) + 1
    rows: dict[int, TextRow] = {}
    rules: set[int] = set()
    table: _Table | None = None
    at = 0
    while at < len(blocks):
        run = _run(text, blocks, at)
        found = _barred(text, blocks, run, lexicon, table) if run else None
        if found is None:
            at += max(len(run), 1)
            continue
        read, drawn = found
        goes_on = table is not None and _goes_on(text, table, read, at)
        if table is None or not goes_on:
            table = _Table(number, 0, max(len(row.cells) for row in read.values()), 0)
            number += 1
        for index, row in sorted(read.items()):
            rows[index] = TextRow(table.number, table.row, row.cells, row.blocks)
            table.row += 1
        rules |= drawn
        at += len(run)
        table.end = at
    return TextRows(rows | _tabbed(text, blocks, rows, number), frozenset(rules))


# --- bars ---------------------------------------------------------------------------------


def _run(text: str, blocks: Sequence[Block], start: int) -> list[int]:
    """Return the blocks from one on that are divided by bars, with drawn lines and ends of broken rows among them."""
    at = start
    while at < len(blocks) and blocks[at].kind != "cell":
        drawn = _is_rule(text, blocks[at])
        if not (_has_bar(text, blocks[at]) or drawn or (at > start and _is_tail(text, blocks, at))):
            break
        at += 1
    return list(range(start, at))


def _is_tail(text: str, blocks: Sequence[Block], at: int) -> bool:
    """Whether a line without bars is the end of the row above: one in small letters, or one between two numbered rows.

    Only the row's last cell can be broken so that no bar follows.
    """
    above, below = (blocks[each] if 0 <= each < len(blocks) else None for each in (at - 1, at + 1))
    line = text[blocks[at].start : blocks[at].end]
    if above is None or not _has_bar(text, above) or len(line) > _SHORT_TAIL or starts_item(line):
        return False
    if starts_low(line):
        return True
    if below is None or not _has_bar(text, below) or line.isupper():
        return False
    numbers = [_row_number(text[each.start : each.end]) for each in (above, below)]
    return numbers[0] is not None and numbers[1] == numbers[0] + 1


def _row_number(line: str) -> int | None:
    """Return the number in the first cell of a line with bars."""
    found = _NUMBER.match(line[:20])
    return int(found[1]) if found else None


def _has_bar(text: str, block: Block) -> bool:
    return any(text.find(bar, block.start, block.end) >= 0 for bar in _BARS)


def _is_rule(text: str, block: Block) -> bool:
    return (
        _RULE.fullmatch(text, block.start, block.end) is not None
        and _RULE_MARKS.search(text, block.start, block.end) is not None
    )


def _barred(
    text: str, blocks: Sequence[Block], run: Sequence[int], lexicon: Lexicon, above: _Table | None
) -> tuple[dict[int, TextRow], set[int]] | None:
    """Return the rows and the drawn lines of a run of blocks; None where it is no table."""
    drawn = {index for index in run if _is_rule(text, blocks[index])}
    filled = [index for index in run if index not in drawn]
    if not filled:
        return None
    first = blocks[filled[0]]
    edged = text[first.start : first.end].lstrip()[:1] in _BARS
    cells = {index: _cells(text, blocks[index].start, blocks[index].end, edged=edged) for index in filled}
    width = _width([cells[index] for index in filled])
    rows: dict[int, TextRow] = {}
    at = 0
    while at < len(filled):
        taken = _broken(text, filled[at : at + _MOST_WRAPPED], cells, width)
        head, last = filled[at], filled[at + taken - 1]
        spans = cells[head]
        if taken > 1:
            spans = _cells(text, blocks[head].start, blocks[last].end, edged=edged)
        if len(spans) > 1:
            rows[head] = TextRow(0, 0, spans, last - head + 1)
        at += taken
    if _is_table(text, [rows[index].cells for index in sorted(rows)], width, lexicon):
        return rows, drawn
    continued = above is not None and bool(rows) and _goes_on(text, above, rows, run[0])
    return (rows, drawn) if continued else None


def _cells(text: str, start: int, end: int, *, edged: bool) -> tuple[Span, ...]:
    """Return the cells of a line; `edged` where the rows of the table begin and end with a bar."""
    doubled = _SINGLE.search(text, start, end) is None and len(_DOUBLE.findall(text, start, end)) > 1
    divider = _DOUBLE if doubled else _BAR
    at = start
    found: list[Span] = []
    for bar in divider.finditer(text, start, end):
        found.append(_stripped(text, at, bar.start()))
        at = bar.end()
        if len(found) >= _MOST_CELLS:
            break
    found.append(_stripped(text, at, end))
    if edged and found[0][0] == found[0][1]:
        found = found[1:]
    if len(found) > 1 and found[-1][0] == found[-1][1]:
        found = found[:-1]
    return tuple(found)


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _width(lines: Sequence[Sequence[Span]]) -> int:
    """Return the number of columns: the cells of the first line, or of most others where these have more."""
    counts = [len(cells) for cells in lines if len(cells) > 1]
    if not counts:
        return 0
    usual = max(set(counts), key=lambda count: (counts.count(count), count))
    return usual if counts.count(usual) > len(counts) / 2 else counts[0]


def _broken(text: str, indices: Sequence[int], cells: Mapping[int, tuple[Span, ...]], width: int) -> int:
    """Return how many lines the row that begins here takes: more than one where together they fill its columns."""
    count = len(cells[indices[0]])
    if count == 1:
        return 1
    taken = 1
    while count < width and taken < len(indices) and _follows(text, indices, cells, taken):
        count += len(cells[indices[taken]]) - 1
        taken += 1
    if count != width:
        count, taken = len(cells[indices[0]]), 1
    while taken < len(indices) and len(cells[indices[taken]]) == 1 and _follows(text, indices, cells, taken):
        taken += 1
    return taken


def _follows(text: str, indices: Sequence[int], cells: Mapping[int, tuple[Span, ...]], at: int) -> bool:
    """Whether a line stands right below the one before and begins no row."""
    return indices[at] == indices[at - 1] + 1 and not _starts(text, cells[indices[at]])


def _starts(text: str, cells: Sequence[Span]) -> bool:
    """Whether the first cell is a row's number, so that the line cannot be the rest of a broken one."""
    return len(cells) > 1 and is_row_number(text[slice(*cells[0])])


def _is_table(text: str, rows: Sequence[Sequence[Span]], width: int, lexicon: Lexicon) -> bool:
    """Whether lines with bars are a table: two or more of three columns, or of two with known titles."""
    full = [cells for cells in rows if len(cells) == width]
    if len(rows) < 2 or len(full) < max(1, len(rows) // 3):
        return False
    if width >= _FEWEST_COLUMNS:
        return True
    return width == 2 and all(_title_role(text, span, lexicon) is not None for span in rows[0])


def _title_role(text: str, span: Span, lexicon: Lexicon) -> str | None:
    start, end = span
    if end - start > _LONGEST_TITLE:
        return None
    return lexicon.column_role_of(" ".join(fold_key(text[start:end]).split()))


def _goes_on(text: str, table: _Table, rows: Mapping[int, TextRow], start: int) -> bool:
    """Whether rows are those of the table above, a heading between them."""
    first = rows[min(rows)].cells
    return start - table.end <= 1 and len(first) == table.width and is_row_number(text[slice(*first[0])])


# --- tabs ---------------------------------------------------------------------------------


def _tabbed(text: str, blocks: Sequence[Block], barred: Mapping[int, TextRow], table: int) -> dict[int, TextRow]:
    """Return the rows of lines divided by tabs."""
    found: dict[int, TextRow] = {}
    row, columns = -1, 0  # of the table that is being read; row -1 where there is none
    for index, block in enumerate(blocks):
        if block.kind == "cell":
            continue
        start, end = _behind_tabs(text, block.start), block.end
        tabs = 0 if index in barred else text.count("\t", start, end)
        wide = tabs >= 2 and not _letterhead_like(text, start, end)
        if wide or (row >= 0 and (tabs == columns > 0 or _short_row(text, start, end, tabs, columns))):
            row, columns = row + 1, tabs if row < 0 or wide else columns
            found[index] = TextRow(table, row, _tab_cells(text, start, end))
        elif row >= 0:
            table, row = table + 1, -1
    return found


def _short_row(text: str, start: int, end: int, tabs: int, columns: int) -> bool:
    """Whether a line is a row whose last cells are empty: fewer cells, the first one its number."""
    return 0 < tabs < columns and is_row_number(text[start:end].split("\t", 1)[0])


def _tab_cells(text: str, start: int, end: int) -> tuple[Span, ...]:
    cells: list[Span] = []
    at = start
    for cell in text[start:end].split("\t"):
        cells.append(_stripped(text, at, at + len(cell)))
        at += len(cell) + 1
    return tuple(cells)


def _behind_tabs(text: str, start: int) -> int:
    """Return where the empty cells begin that stand before a line's first word (cells merged with the row above)."""
    while start > 0 and text[start - 1] == "\t":
        start -= 1
    return start


def _letterhead_like(text: str, start: int, end: int) -> bool:
    """Whether the cells of a line are only empty ones around two texts: a letter-head or signature set with tabs."""
    filled = sum(1 for cell in text[start:end].split("\t") if cell.strip())
    return filled <= 2 and "\t\t" in text[start:end]
