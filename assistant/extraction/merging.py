"""One fault, one entry: statements of the same fault are brought together, the fullest first."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.extraction.model import Context, Statement
from assistant.extraction.terms import containment, cosine, shared

_SAME_ACROSS = 0.42
"""Containment from which a statement in a speaker's turn repeats a fault of the report."""
_SAME_WITHIN = 0.75
"""Containment from which two statements of the report are one fault."""
_LEAST_WEIGHT = 4.0


def merge(context: Context, statements: Sequence[Statement]) -> list[tuple[Statement, tuple[Statement, ...]]]:
    """Return (fullest statement, the others) for each fault, in the order of the fullest ones."""
    vectors = [context.weights.vector(context.key(s.start, s.end)) for s in statements]
    groups: list[list[int]] = []
    for index, statement in enumerate(statements):
        unit = context.units[statement.unit]
        best, home = 0.0, None
        for group in groups:
            for other in group[:1]:
                near = context.units[statements[other].unit]
                if near.block == unit.block and unit.turn is None:
                    continue
                across = (near.turn is None) != (unit.turn is None) or near.turn != unit.turn
                weight = shared(vectors[index], vectors[other])
                if weight < _LEAST_WEIGHT:
                    continue
                likeness = 0.7 * containment(vectors[index], vectors[other]) + 0.3 * cosine(vectors[index], vectors[other])
                if likeness >= (_SAME_ACROSS if across else _SAME_WITHIN) and likeness > best:
                    best, home = likeness, group
        if home is None:
            groups.append([index])
        else:
            home.append(index)
    out: list[tuple[Statement, tuple[Statement, ...]]] = []
    for group in groups:
        fullest = min(group, key=lambda i: (context.units[statements[i].unit].turn is not None, -(statements[i].end - statements[i].start), i))
        out.append((statements[fullest], tuple(statements[i] for i in group if i != fullest)))
    return sorted(out, key=lambda entry: entry[0].start)
