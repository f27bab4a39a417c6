"""Who shall do what is promised, and by when."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.extraction.model import Context, PartyKey, Statement
from assistant.extraction.owners import Owners
from assistant.extraction.references import ReferenceWords
from assistant.language.deadlines import Deadline, DeadlineGrammar
from assistant.report.model import Stance

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
    ) -> None:
        self._grammar = grammar
        self._context = context
        self._owners = Owners(words, context, stances or {})
        self._last: tuple[int, tuple[PartyKey, ...]] = (-2, ())

    def owners(self, statement: Statement) -> tuple[PartyKey, ...]:
        """Return who shall do it; statements are asked in order, as a bare clause shares the owners before it."""
        unit, parties = self._last
        found = self._owners.of(statement, parties if statement.unit - unit == 1 else ())
        self._last = statement.unit, found
        return found

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
        found = self._grammar.choose(context.annotated.view.key, statement.start, statement.end, context.reference)
        if found is None:
            found = self._trailing(statement)
        return found, (found.start, found.end) if found is not None else None

    def _trailing(self, statement: Statement) -> Deadline | None:
        """Read a deadline told in the clause behind the commitment, where that clause is short."""
        context = self._context
        following = statement.unit + 1
        if following >= len(context.units):
            return None
        unit, other = context.units[statement.unit], context.units[following]
        if other.block != unit.block or other.end - other.start > _LONGEST_TAIL or unit.table is not None:
            return None
        return self._grammar.choose(context.annotated.view.key, other.start, other.end, context.reference)
