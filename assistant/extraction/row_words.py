"""What the row of a table says of its statement beside it: how far a fault is put right, of which kind a cause is."""

from __future__ import annotations

from typing import Literal

from assistant.extraction.model import Context, Statement
from assistant.extraction.table_rows import TableRows
from assistant.extraction.words import alternatives, has_figure
from assistant.language.lexicon import Lexicon
from assistant.text import fold_key

Status = Literal["resolved", "claimed", "in-progress", "unresolved"]
Kind = Literal["subjective", "objective"]
_SHORT = 3
"""Words from which a cell tells more than a status."""


class RowWords:
    """The words of `rules/structure/tables.yml` for cells of status and titles of columns of causes."""

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.data["tables"]
        assert isinstance(data, dict)
        self._statuses = {name: alternatives(words) for name, words in data["statuses"].items()}
        self._kinds: dict[Kind, tuple[str, ...]] = {
            kind: tuple(map(fold_key, words)) for kind, words in data["cause-kinds"].items()
        }

    def status(self, context: Context, rows: TableRows, statement: Statement) -> Status | None:
        """Return the status that a cell beside a remediation tells, or the remediation's own cell where it is short.

        What is said to be done is resolved where the row tells a figure for it (annotation guide, "Remediations").
        """
        unit = context.units[statement.unit]
        if unit.column_role != "remediation":
            return None
        own = context.key(unit.start, unit.end)
        told = " ".join(context.key(cell.start, cell.end) for cell in rows.cells(unit, "status"))
        if not told and len(own.split()) >= _SHORT:
            return None
        key = told or own
        done, undone = (self._statuses[name].search(key) is not None for name in ("done", "unresolved"))
        if self._statuses["in-progress"].search(key) or (undone and key.startswith("đã")):
            return "in-progress"
        if undone:
            return "unresolved"
        if not done:
            return None
        proof = " ".join(context.key(cell.start, cell.end) for cell in rows.cells(unit, "note"))
        backed = has_figure(own) or has_figure(told) or has_figure(proof)
        return "resolved" if backed and self._statuses["claimed"].search(key) is None else "claimed"

    def cause_kind(self, context: Context, statement: Statement) -> Kind | None:
        """Return the kind of a cause where the title of its column tells it."""
        unit = context.units[statement.unit]
        if unit.table is None or unit.column is None or unit.column_role != "causes":
            return None
        title = context.annotated.titles.get((unit.table, unit.column), "")
        told = [kind for kind, words in self._kinds.items() if any(word in title for word in words)]
        return told[0] if len(told) == 1 else None
