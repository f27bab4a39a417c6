"""Who shall do what is promised, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.extraction.model import Context, PartyKey, Statement
from assistant.extraction.owners import SUPERIOR_KINDS, Owners
from assistant.extraction.ownership import Ownership, likely_owners
from assistant.extraction.references import ReferenceWords
from assistant.inference.model import LinearModel
from assistant.language.deadlines import Deadline, DeadlineGrammar
from assistant.report.model import Stance

_NEAR = 3
"""Units behind a commitment in which its owners may be those of the next one."""
_OF_LISTS = frozenset(
    {"day", "day-month", "week", "this-week", "next-week", "this-month", "next-month", "month", "quarter"}
)
"""Kinds of times that a lead tells for its list; a year there is the period of the plan."""
_LONGEST_TAIL = 60
"""Longest clause behind a commitment that only tells its deadline."""


class Commitments:
    """Fills the slots of one document's commitments."""

    def __init__(
        self,
        words: ReferenceWords,
        grammar: DeadlineGrammar,
        context: Context,
        stances: Mapping[int, Stance] | None = None,
        *,
        promised: Iterable[Statement] = (),
        model: LinearModel | None = None,
    ) -> None:
        """`promised` are the commitments of the document; without a `model` of owners the rules decide alone."""
        self._grammar = grammar
        self._context = context
        self._model = model
        self._owners = Owners(words, context, stances or {})
        self._ownership = Ownership(words, context, stances or {})
        self._promised = frozenset(promise.unit for promise in promised)
        self._last: tuple[int, tuple[PartyKey, ...]] = (-_NEAR, ())

    def owners(self, statement: Statement) -> tuple[PartyKey, ...]:
        """Return who shall do it; statements are asked in order, as a bare clause shares the owners before it."""
        ruled, rows = self.owner_rows(statement)
        return likely_owners(self._model, rows) if self._model is not None and rows else ruled

    def owner_rows(self, statement: Statement) -> tuple[tuple[PartyKey, ...], dict[PartyKey, dict[str, float]]]:
        """Return the owners by the rules, and the rows of all that may be; none where a table's cell tells them.

        Statements are asked in order.
        """
        last, before = self._last
        unit = self._context.units[statement.unit]
        ruled = self._owners.of(statement, before if statement.unit - last == 1 else ())
        self._last = statement.unit, ruled
        if self._context.head.kind in SUPERIOR_KINDS or self._owners.in_cell(unit):
            return ruled, {}
        near = before if statement.unit - last < _NEAR else ()
        return ruled, self._ownership.rows(statement, ruled, near, self._owners.leads(statement.unit))

    # --- deadline ------------------------------------------------------------------------

    def deadline(self, statement: Statement) -> tuple[Deadline | None, tuple[int, int] | None]:
        """Return the deadline and the view span of the words that tell it."""
        context = self._context
        unit = context.units[statement.unit]
        for cell in self._owners.row(unit, "deadline"):
            found = self._grammar.cell(context.key(cell.start, cell.end), context.reference)
            if found is not None:
                return found, (cell.start, cell.end)
        if self._owners.row(unit, "deadline"):
            return None, None
        for cell in self._owners.untitled(unit):
            found = self._grammar.cell(context.key(cell.start, cell.end), context.reference)
            if found is not None and 2 * (found.end - found.start) >= len(context.key(cell.start, cell.end)):
                return found, (cell.start, cell.end)
        found = self._grammar.choose(context.annotated.view.key, statement.start, statement.end, context.reference)
        if found is None and not self._grammar.recurring(context.key(statement.start, statement.end)):
            found = self._trailing(statement) or self._from_lead(statement)
        return found, (found.start, found.end) if found is not None else None

    def _trailing(self, statement: Statement) -> Deadline | None:
        """Read a deadline told in the clause behind the commitment, where that clause is short."""
        context = self._context
        following = statement.unit + 1
        if following >= len(context.units):
            return None
        if following in self._promised:
            return None
        unit, other = context.units[statement.unit], context.units[following]
        if other.block != unit.block or other.end - other.start > _LONGEST_TAIL or unit.table is not None:
            return None
        return self._grammar.choose(context.annotated.view.key, other.start, other.end, context.reference)

    def _from_lead(self, statement: Statement) -> Deadline | None:
        """Read the deadline of a whole list, told in the sentence or heading that leads it."""
        context = self._context
        for segment in self._owners.leads(statement.unit):
            found = self._grammar.choose(context.annotated.view.key, segment.start, segment.end, context.reference)
            if found is not None and found.lead and found.kind in _OF_LISTS:
                return found
        return None
