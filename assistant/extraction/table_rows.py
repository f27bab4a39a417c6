"""The cells beside a statement in its table row, by the role of their column."""

from __future__ import annotations

from assistant.language.model import Annotated, Segment

_REPEATED = "ditto"
_FURTHEST = 30
"""Rows above in which the cell is looked for that a merged or repeated one stands for."""


class TableRows:
    """Finds the cells of a table row; an empty cell of a row that goes on with the one above, and one that says so,
    stand for the cell above."""

    def __init__(self, annotated: Annotated) -> None:
        self._rows: dict[tuple[int, int], list[Segment]] = {}
        self._columns: dict[tuple[int, str], int] = {}
        self._numbered: set[int] = set()
        for segment in annotated.segments:
            if segment.table is None or segment.row is None:
                continue
            self._rows.setdefault((segment.table, segment.row), []).append(segment)
            role = segment.column_role
            if role is not None and segment.column is not None:
                self._columns.setdefault((segment.table, role), segment.column)
            if role == "number":
                self._numbered.add(segment.table)

    def of(self, unit: Segment) -> list[Segment]:
        """Return all segments of a unit's row."""
        return self._rows.get((unit.table, unit.row), []) if unit.table is not None and unit.row is not None else []

    def cells(self, unit: Segment, role: str) -> list[Segment]:
        """Return the segments of a unit's row in the column of a role; nothing outside tables."""
        if unit.table is None or unit.row is None:
            return []
        column = self._columns.get((unit.table, role))
        if column is None:
            return []
        for row in range(unit.row, max(-1, unit.row - _FURTHEST), -1):
            here = self._rows.get((unit.table, row), [])
            found = [segment for segment in here if segment.column_role == role]
            if found or not self._points_up(unit.table, here, column):
                return found
        return []

    def _points_up(self, table: int, row: list[Segment], column: int) -> bool:
        """Whether the cell of a column in a row is the one above: told so, or empty where the row goes on."""
        here = [segment for segment in row if segment.column == column]
        if here:
            return any(segment.column_role == _REPEATED for segment in here)
        told = {segment.column_role for segment in row}
        begins = "number" in told if table in self._numbered else bool(told & {"shortcomings", "earlier"})
        return not begins and "title" not in told
