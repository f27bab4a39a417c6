"""Clauses of a sentence and their features: which part of a sentence that tells more states a cause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.inference.context import Probabilities
from assistant.inference.features import cues_in, syllables
from assistant.inference.model import normalised
from assistant.language.lexicon import Lexicon
from assistant.language.model import Annotated, Segment

CLAUSES = "clauses"
"""The model that weighs clauses."""
_MOST = 40
"""Clauses of a unit that are weighed; an endless line has no more."""
_EDGE = ' ,:;–—-()"“”'


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a unit: view span, the unit's index, its place among the unit's clauses and their number."""

    start: int
    end: int
    unit: int
    place: int
    count: int
    mark: str
    """The mark that divides it from the clause before; empty behind none."""


class ClauseReader:
    """Divides units at commas, colons and connectives by the data of `rules/structure/clauses.yml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.data["clauses"]
        assert isinstance(data, dict)
        words = "|".join(re.escape(str(word)) for word in data["connectives"])
        self._divider = re.compile(rf"(?<!\d),|,(?!\d)|:|[–—] |\((?=[^\W\d])| (?=(?:{words}) )")

    def clauses(self, annotated: Annotated, units: Sequence[Segment]) -> tuple[Clause, ...]:
        """Return the clauses of the units that have more than one, in order; cells of tables are left whole."""
        out: list[Clause] = []
        for index, unit in enumerate(units):
            if unit.column_role is not None:
                continue
            parts = self._parts(annotated.key(unit.start, unit.end))[:_MOST]
            if len(parts) > 1:
                out += [
                    Clause(unit.start + start, unit.start + end, index, place, len(parts), mark)
                    for place, (start, end, mark) in enumerate(parts)
                ]
        return tuple(out)

    def _parts(self, key: str) -> list[tuple[int, int, str]]:
        """Return (start, end, mark before) of the parts of a folded text that hold more than marks."""
        out: list[tuple[int, int, str]] = []
        at, mark = 0, ""
        for found in self._divider.finditer(key):
            part = _stripped(key, at, found.start())
            if part is not None:
                out.append((*part, mark))
            if part is not None or not mark:
                mark = found.group().strip()
            at = found.end()
        last = _stripped(key, at, len(key))
        return [*out, (*last, mark)] if last is not None else out


def _stripped(key: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and key[start] in _EDGE:
        start += 1
    while end > start and key[end - 1] in _EDGE:
        end -= 1
    return (start, end) if start < end else None


def clause_rows(
    annotated: Annotated,
    units: Sequence[Segment],
    clauses: Sequence[Clause],
    probabilities: Probabilities,
    labels: Sequence[str],
) -> list[dict[str, float]]:
    """Return the features of clauses; `probabilities`, shape (units, labels), are what the units are said to state."""
    words = [syllables(annotated.key(clause.start, clause.end)) for clause in clauses]
    cues = [sorted({cue.category for cue in cues_in(annotated, each.start, each.end)}) for each in clauses]
    out: list[dict[str, float]] = []
    for at, clause in enumerate(clauses):
        own = _place(annotated, units[clause.unit], clause, len(words[at]))
        own += _words(words[at])
        own += [(f"cue={category}", 1.0) for category in cues[at]]
        own += [(f"cue={a}&{b}", 0.5) for a, b in pairwise(cues[at])]
        for step in (-2, -1, 1, 2):
            near = at + step
            if not 0 <= near < len(clauses) or clauses[near].unit != clause.unit:
                continue
            own += [(f"{step:+d}cue={category}", 0.5) for category in cues[near]]
            first = " ".join(words[near][:1])
            if abs(step) == 1:
                own += [(f"{step:+d}{name}", 0.4) for name in _ends(words[near])]
                own += [(f"{step:+d}w:{word}", 0.4) for word in words[near]]
                own.append((f"{step:+d}first={first}|{' '.join(words[at][:1])}", 0.5))
            else:
                own.append((f"{step:+d}s1:{first}", 0.5))
        row = normalised(own)
        for name, index in (("own", clause.unit), ("before", clause.unit - 1), ("after", clause.unit + 1)):
            if 0 <= index < len(units):
                row |= {f"{name}:{label}": float(probabilities[index, at]) for at, label in enumerate(labels)}
        out.append(row)
    return out


def _place(annotated: Annotated, unit: Segment, clause: Clause, size: int) -> list[tuple[str, float]]:
    return [
        (f"mark={clause.mark}", 1.0),
        (f"count={min(clause.count, 8)}", 0.5),
        (f"from={min(clause.place, 4)}", 0.7),
        (f"to={min(clause.count - 1 - clause.place, 4)}", 0.7),
        (f"size={min(size, 16) // 2}", 0.7),
        (f"role={annotated.roles(unit.section)[0]}", 1.0),
        (f"turn={unit.turn is not None}", 1.0),
    ]


def _words(words: Sequence[str]) -> list[tuple[str, float]]:
    out = [(f"w:{word}", 0.8) for word in words]
    out += [(f"w:{a} {b}", 0.7) for a, b in pairwise(words)]
    out += [(f"w:{a} {b} {c}", 0.4) for a, b, c in zip(words, words[1:], words[2:], strict=False)]
    return out + [(name, 0.8) for name in _ends(words)]


def _ends(words: Sequence[str]) -> list[str]:
    """Return the names of the first and last word, and of the first and last two."""
    sizes = [size for size in (1, 2) if len(words) >= size]
    return [f"s{n}:{' '.join(words[:n])}" for n in sizes] + [f"e{n}:{' '.join(words[-n:])}" for n in sizes]
