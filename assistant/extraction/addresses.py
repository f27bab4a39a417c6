"""Which faults a commitment answers: by table row, list number, likeness of words, those who answer, and place."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.extraction.faults import FaultIndex
from assistant.extraction.model import Context, PartyKey, Statement
from assistant.extraction.references import ReferenceWords
from assistant.extraction.terms import containment, cosine, shared
from assistant.extraction.words import alternatives
from assistant.inference.model import LinearModel
from assistant.language.model import Segment

_FIGURE = re.compile(r"\d+(?:[.,/]\d+)*")
_NAME = re.compile(r"(?<=\s)[^\W\d_]\w*(?: [^\W\d_]\w*)*")
_MOST_SHARED = 20.0
_MOST_PARTICULARS = 2
_NEAR_BEST = 0.6
"""Least share of the best tie's probability that another tie of the same commitment needs."""
_MOST_CANDIDATES = 40
"""Faults weighed for one commitment: those that share most with it."""


@dataclass(frozen=True, slots=True)
class _Matter:
    """What one statement is about: weighted terms, figures and names, fields of work."""

    terms: dict[str, float]
    particulars: frozenset[str]
    fields: frozenset[str]


class AddressWords:
    """The fields of work by their phrases (`rules/continuity/matters.yml`)."""

    def __init__(self, matters: Mapping[str, Sequence[str]]) -> None:
        self._patterns = {name: alternatives(phrases) for name, phrases in matters.items()}

    def fields(self, key: str) -> frozenset[str]:
        """Return the fields of work a folded text is about."""
        return frozenset(name for name, pattern in self._patterns.items() if pattern.search(key))


class Addresses:
    """Ties one document's commitments to its faults."""

    def __init__(
        self,
        words: ReferenceWords,
        address_words: AddressWords,
        context: Context,
        faults: Sequence[Statement],
        answerable: Sequence[Iterable[PartyKey]],
    ) -> None:
        self._words = words
        self._address_words = address_words
        self._context = context
        self._faults = faults
        self._index = FaultIndex(words, context, faults, {})
        self._answerable = [frozenset(party for party in parties if _personal(party)) for parties in answerable]
        self._matters = [self._matter(fault.start, fault.end) for fault in faults]
        self._rows = self._table_rows()

    def _matter(self, start: int, end: int) -> _Matter:
        key, text = self._context.key(start, end), self._context.annotated.text(start, end)
        names = (found for found in _NAME.findall(text) if found[0].isupper())
        figures = (found for found in _FIGURE.findall(text) if len(found) > 1)
        return _Matter(
            self._context.weights.vector(key), frozenset([*figures, *names]), self._address_words.fields(key)
        )

    def _table_rows(self) -> dict[int, list[tuple[int, int]]]:
        rows: dict[int, list[tuple[int, int]]] = {}
        for index, fault in enumerate(self._faults):
            unit = self._context.units[fault.unit]
            if unit.table is not None:
                rows.setdefault(unit.table, []).append((unit.row or 0, index))
        return rows

    def of(self, model: LinearModel, statement: Statement, owners: Sequence[PartyKey]) -> list[int]:
        """Return the faults a commitment answers, in their order; a blanket promise answers none in particular."""
        unit = self._context.units[statement.unit]
        if unit.table is not None:
            return self._same_row(unit)
        rows = self.rows(statement, owners)
        if not rows:
            return []
        likely = model.probabilities(list(rows.values()))[:, 0]
        least = max(model.thresholds[0], _NEAR_BEST * float(likely.max()))
        return sorted(index for index, probability in zip(rows, likely, strict=True) if probability >= least)

    def _same_row(self, unit: Segment) -> list[int]:
        """Return the faults of the row, or of the last row above that has any (merged cells)."""
        rows = [(row, index) for row, index in self._rows.get(unit.table or 0, ()) if row <= (unit.row or 0)]
        nearest = max((row for row, _ in rows), default=0)
        return [index for row, index in rows if row == nearest]

    # --- what speaks for a tie ---------------------------------------------------------------

    def rows(self, statement: Statement, owners: Sequence[PartyKey]) -> dict[int, dict[str, float]]:
        """Return what speaks for each fault as the one a commitment answers, by name."""
        matter = self._matter(statement.start, statement.end)
        persons = frozenset(party for party in owners if _personal(party))
        likeness = {index: self._likeness(matter, index) for index in self._candidates(statement, matter)}
        best = max(likeness.values(), default=0.0)
        numbered = self._numbered(statement)
        last = max((i for i in self._index.above(statement.start)), default=-1)
        return {
            index: self._words_of(matter, index, value, best)
            | self._place_of(statement, index, last)
            | self._parties_of(persons, index)
            | {"numbered": float(index in numbered), "blanket": float(self._blanket(statement))}
            for index, value in likeness.items()
        }

    def _candidates(self, statement: Statement, matter: _Matter) -> list[int]:
        """Return the faults worth weighing: those above in place and those that share words."""
        found = dict.fromkeys(self._index.sharing(matter.terms, _MOST_CANDIDATES))
        above = self._index.above(statement.start)
        found |= dict.fromkeys(above[-_MOST_CANDIDATES:])
        own = set(self._index.touching(statement.start, statement.end))
        return [index for index in found if index not in own]

    def _likeness(self, matter: _Matter, index: int) -> float:
        other = self._matters[index].terms
        return 0.5 * containment(matter.terms, other) + 0.5 * cosine(matter.terms, other)

    def _blanket(self, statement: Statement) -> bool:
        return self._words.blanket.search(self._context.key(statement.start, statement.end)) is not None

    def _numbered(self, statement: Statement) -> frozenset[int]:
        """Return the faults whose numbers the commitment tells."""
        numbers = self._words.read(self._context.key(statement.start, statement.end)).numbers
        return frozenset(index for number in numbers for index in self._index.numbered(number))

    def _words_of(self, matter: _Matter, index: int, likeness: float, best: float) -> dict[str, float]:
        other = self._matters[index]
        fields = matter.fields & other.fields
        return {
            "likeness": likeness,
            "root": math.sqrt(likeness),
            "shared": min(shared(matter.terms, other.terms), _MOST_SHARED) / 10,
            "relative": likeness / best if best else 0.0,
            "best": float(likeness == best > 0),
            "particulars": float(min(len(matter.particulars & other.particulars), _MOST_PARTICULARS)),
            "field": float(bool(fields)),
            "fields": len(fields) / max(len(matter.fields | other.fields), 1),
            "apart": float(bool(matter.fields) and bool(other.fields) and not fields),
        }

    def _place_of(self, statement: Statement, index: int, last: int) -> dict[str, float]:
        unit, other = self._context.units[statement.unit], self._context.units[self._faults[index].unit]
        marked = unit.marker is not None and other.marker is not None and unit.marker.text[-1].isalnum()
        plain = unit.turn is None and other.turn is None
        same_turn = unit.turn is not None and unit.turn == other.turn
        return {
            "before": float(self._faults[index].start < statement.start),
            "beside": float(plain and 0 <= unit.block - other.block <= 1),
            "block": float(unit.block == other.block),
            "turn": float(same_turn),
            "last": float(index == last and (unit.block == other.block or same_turn)),
            "marker": float(marked and unit.marker == other.marker),
            "role": float(self._role(unit) == self._role(other)),
        }

    def _role(self, unit: Segment) -> str:
        return self._context.annotated.roles(unit.section)[0]

    def _parties_of(self, persons: frozenset[PartyKey], index: int) -> dict[str, float]:
        common = bool(persons & self._answerable[index])
        others = bool(persons) and bool(self._answerable[index]) and not common
        return {
            "person": float(common),
            "only-person": float(common and len(persons) == 1),
            "other-person": float(others),
        }


def _personal(party: PartyKey) -> bool:
    return party[0] in {"person", "role"}
