"""Cutting a text at the borders of overlapping spans, in one sweep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

# Where spans overlap, the first kind of this row gives the colour.
_PRECEDENCE = ("commitment", "shortcoming", "cause", "point", "remediation", "rating", "evidence", "opinion")
_FLAG = "finding"


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of a text, what it is, and the entry of the page it belongs to."""

    start: int
    end: int
    kind: str
    label: str
    target: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text without a border inside: its colour, where it begins, and the entries that end with it."""

    text: str
    start: int
    kind: str | None = None
    flagged: bool = False
    anchored: bool = False
    references: tuple[Span, ...] = ()


@dataclass(slots=True)
class _Border:
    opening: list[str] = field(default_factory=list)
    closing: list[Span] = field(default_factory=list)


def segments(text: str, spans: Iterable[Span]) -> tuple[Segment, ...]:
    """Return the text in pieces; joined they are the text. Spans outside it are left out."""
    borders: dict[int, _Border] = {0: _Border(), len(text): _Border()}
    for span in spans:
        if 0 <= span.start < span.end <= len(text):
            borders.setdefault(span.start, _Border()).opening.append(span.kind)
            borders.setdefault(span.end, _Border()).closing.append(span)
    active: Counter[str] = Counter()
    pieces: list[Segment] = []
    for start, end in pairwise(sorted(borders)):
        active.subtract(span.kind for span in borders[start].closing)
        active.update(borders[start].opening)
        pieces.append(
            Segment(
                text=text[start:end],
                start=start,
                kind=next((kind for kind in _PRECEDENCE if active[kind] > 0), None),
                flagged=active[_FLAG] > 0,
                anchored=bool(borders[start].opening),
                references=_distinct(borders[end].closing),
            )
        )
    return tuple(pieces)


def _distinct(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple({span.target: span for span in spans}.values())
