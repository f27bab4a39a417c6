"""Tables that lost their grid: one cell a line, the titles of the columns first, then the rows by their numbers."""

from __future__ import annotations

from dataclasses import replace

from assistant.language.lexicon import Lexicon
from assistant.language.segments import Line
from assistant.text import View

_FEWEST_COLUMNS = 3
_MOST_COLUMNS = 9
_TITLE_WORDS = 8
_STATED = {"shortcomings", "measures", "causes", "remediation"}


def with_flattened_tables(view: View, lines: list[Line], lexicon: Lexicon) -> list[Line]:
    """Return the lines, those of a flattened table as its cells; linear in the number of lines."""
    out = list(lines)
    table = max((line.table for line in lines if line.table is not None), default=-1) + 1
    at = 0
    while at < len(out):
        width = _width(view, out, at, lexicon)
        if width:
            at = _fill(view, out, at, width, table)
            table += 1
        else:
            at += 1
    return out


def _width(view: View, lines: list[Line], start: int, lexicon: Lexicon) -> int:
    """Return the number of columns whose titles begin at a line; 0 where it opens no table."""
    roles: list[str | None] = []
    for line in lines[start : start + _MOST_COLUMNS + 1]:
        key = " ".join(view.key[line.start : line.end].split())
        if roles and _number(view, line) == 1:
            known = {role for role in roles if role is not None}
            return (
                len(roles) if len(roles) >= _FEWEST_COLUMNS and len(known) >= _FEWEST_COLUMNS and known & _STATED else 0
            )
        role = lexicon.column_role_of(key)
        if line.table is not None or key.count(" ") >= _TITLE_WORDS or (not roles and role != "number"):
            return 0
        roles.append(role)
    return 0


def _fill(view: View, lines: list[Line], start: int, width: int, table: int) -> int:
    """Set the cells of a table that begins at a line; return the index of the first line behind it."""
    for column in range(width):
        lines[start + column] = _cell(lines[start + column], table, 0, column)
    at = start + width
    row = 0
    while at < len(lines) and _number(view, lines[at]) == row + 1:
        row += 1
        end = at + 1
        while (
            end < len(lines) and end - at < width and lines[end].table is None and _number(view, lines[end]) != row + 1
        ):
            end += 1
        for column in range(end - at):
            lines[at + column] = _cell(lines[at + column], table, row, column)
        at = end
    return at


def _cell(line: Line, table: int, row: int, column: int) -> Line:
    return replace(line, table=table, row=row, column=column)


def _number(view: View, line: Line) -> int | None:
    """Return the number that a line consists of."""
    told = view.text[line.start : line.end].rstrip(".)")
    return int(told) if told.isdecimal() and len(told) <= 3 else None
