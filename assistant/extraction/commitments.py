"""Who shall do what is promised, by when, and which faults it answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.extraction.model import Context, PartyKey, Statement
from assistant.extraction.owners import Owners
from assistant.extraction.mentions import Mention
from assistant.extraction.references import ReferenceWords
from assistant.extraction.terms import containment, cosine
from assistant.language.deadlines import Deadline, DeadlineGrammar
from assistant.language.model import Segment
from assistant.report.model import Stance

_ADDRESS = 0.24
_ADDRESS_NEAR = 0.8
_TURN_BONUS = 0.12


class Commitments:
    """Fills the slots of one document's commitments."""

    def __init__(
        self,
        words: ReferenceWords,
        grammar: DeadlineGrammar,
        context: Context,
        stances: Mapping[int, Stance] | None = None,
    ) -> None:
        self._words = words
        self._grammar = grammar
        self._context = context
        self._owners = Owners(words, context, stances or {})
        self._last: tuple[int, tuple[PartyKey, ...]] = (-2, ())

    def owners(self, statement: Statement) -> tuple[PartyKey, ...]:
        """Return who shall do it; statements are asked in their order, as a bare clause shares those of the one before."""
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
        """Read a deadline told in the clause behind the commitment ("; hạn 30/6"), where that clause is short."""
        context = self._context
        following = statement.unit + 1
        if following >= len(context.units):
            return None
        unit, other = context.units[statement.unit], context.units[following]
        if other.block != unit.block or other.end - other.start > 60 or unit.table is not None:
            return None
        return self._grammar.choose(context.annotated.view.key, other.start, other.end, context.reference)

    # --- the faults it answers -----------------------------------------------------------

    def addresses(self, statement: Statement, faults: Sequence[Statement], links: Mapping[int, Sequence[PartyKey]]) -> list[int]:
        """Return the indices of the faults the commitment answers, by table row, number or likeness of words."""
        del links
        context = self._context
        unit = context.units[statement.unit]
        if unit.table is not None:
            return self._same_row(unit, faults)
        key = context.key(statement.start, statement.end)
        numbered = self._words.numbered.search(key)
        vector = context.weights.vector(key)
        scored: list[tuple[float, int]] = []
        for index, fault in enumerate(faults):
            if fault.start < statement.end and statement.start < fault.end:
                continue
            other = context.weights.vector(context.key(fault.start, fault.end))
            score = 0.5 * containment(vector, other) + 0.5 * cosine(vector, other)
            if unit.turn is not None and context.units[fault.unit].turn == unit.turn:
                score += _TURN_BONUS
            scored.append((score, index))
        del numbered
        best = max(scored, default=(0.0, -1))[0]
        if best < _ADDRESS:
            return []
        return sorted(index for score, index in scored if score >= max(_ADDRESS, _ADDRESS_NEAR * best))

    def _same_row(self, unit: Segment, faults: Sequence[Statement]) -> list[int]:
        """Return the faults of the row, or of the last row above that has any (merged cells)."""
        context = self._context
        rows = [
            (context.units[fault.unit].row or 0, index)
            for index, fault in enumerate(faults)
            if context.units[fault.unit].table == unit.table and (context.units[fault.unit].row or 0) <= (unit.row or 0)
        ]
        if not rows:
            return []
        nearest = max(row for row, _ in rows)
        return [index for row, index in rows if row == nearest]


_ANY_FIGURE = re.compile(r"\d")


def has_figure(key: str) -> bool:
    """Say whether a text holds a figure."""
    return _ANY_FIGURE.search(key) is not None
