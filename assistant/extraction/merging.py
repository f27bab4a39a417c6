"""One fault, one entry: statements of the same fault are brought together, the fullest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.extraction.model import Context, Statement
from assistant.extraction.references import ReferenceWords
from assistant.extraction.terms import containment, cosine
from assistant.report.model import Stance

_SAME_ACROSS = 0.38
"""Likeness from which a statement in a speaker's turn repeats a fault of the report."""
_SAME_WITHIN = 0.75
"""Likeness from which two statements of the report are one fault."""
_CONFESSED = 0.1
"""Likeness from which a confession or a reply repeats a fault told by others before."""
_LEAST_WEIGHT = 4.0
_LEAST_CONFESSED = 1.7
_LEAST_MATTER = 3.0
"""Least weight of a confession that is a fault of its own: "I was wrong, I take it" names none."""
_COMMON = 200
"""Statements that share a term before it says nothing more."""


class _Groups:
    """Statements of one fault each, found by the terms of the first statement of a group."""

    def __init__(
        self,
        words: ReferenceWords,
        context: Context,
        statements: Sequence[Statement],
        stances: Mapping[int, Stance],
    ) -> None:
        self._context = context
        self._statements = statements
        keys = [context.key(statement.start, statement.end) for statement in statements]
        self._confesses: list[bool] = []
        for statement, key in zip(statements, keys, strict=True):
            turn = context.units[statement.unit].turn
            confesses = turn is not None and words.confession.search(key) is not None
            self._confesses.append(confesses or (turn is not None and stances.get(turn) == "reply"))
        self._vectors = [
            context.weights.vector(words.without_verbs(key) if confesses else key)
            for key, confesses in zip(keys, self._confesses, strict=True)
        ]
        self._by_term: dict[str, list[int]] = {}
        self.groups: dict[int, list[int]] = {}

    def place(self, index: int) -> None:
        """Put a statement to the group it repeats most, or begin one."""
        scores = {head: self._likeness(index, head) for head in self._candidates(index)}
        best = max(scores, key=lambda head: (scores[head], -head), default=None)
        if best is not None and scores[best] > 0:
            self.groups[best].append(index)
            return
        if self._confesses[index] and self.groups and sum(self._vectors[index].values()) < _LEAST_MATTER:
            self.groups[max(self.groups)].append(index)
            return
        self.groups[index] = [index]
        for term in self._vectors[index]:
            self._by_term.setdefault(term, []).append(index)

    def _candidates(self, index: int) -> list[int]:
        """Return the first statements of groups that share weight enough with a statement."""
        shared: dict[int, float] = {}
        for term, weight in self._vectors[index].items():
            held = self._by_term.get(term, [])
            for head in held if len(held) <= _COMMON else ():
                shared[head] = shared.get(head, 0.0) + weight
        least = _LEAST_CONFESSED if self._confesses[index] else _LEAST_WEIGHT
        return [head for head, weight in shared.items() if weight >= least]

    def _likeness(self, index: int, head: int) -> float:
        """Return how like two statements are, 0 where it is not enough for them to be one fault."""
        unit = self._context.units[self._statements[index].unit]
        near = self._context.units[self._statements[head].unit]
        if near.block == unit.block and unit.turn is None:
            return 0.0
        a, b = self._vectors[index], self._vectors[head]
        likeness = 0.7 * containment(a, b) + 0.3 * cosine(a, b)
        least = _SAME_WITHIN if near.turn == unit.turn else _CONFESSED if self._confesses[index] else _SAME_ACROSS
        return likeness if likeness >= least else 0.0


def merge(
    words: ReferenceWords, context: Context, statements: Sequence[Statement], stances: Mapping[int, Stance]
) -> list[tuple[Statement, tuple[Statement, ...]]]:
    """Return (fullest statement, the others) for each fault, in the order of the fullest ones."""
    groups = _Groups(words, context, statements, stances)
    for index in range(len(statements)):
        groups.place(index)
    out: list[tuple[Statement, tuple[Statement, ...]]] = []
    for group in groups.groups.values():
        fullest = min(group, key=lambda i: _order(context, statements[i], i))
        out.append((statements[fullest], tuple(statements[i] for i in group if i != fullest)))
    return sorted(out, key=lambda entry: entry[0].start)


def _order(context: Context, statement: Statement, index: int) -> tuple[bool, int, int]:
    """Return what puts one statement before another: of the report, longer, earlier."""
    return context.units[statement.unit].turn is not None, statement.start - statement.end, index
