"""What a rule kind yields for one place: the bare facts of a finding, before words and identity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from assistant.report.model import Evidence, Part
from assistant.rulebook.scene import Scene

MAXIMUM_HITS = 500
"""Most hits of one rule in one document; a hostile text yields no more."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule fires; start and end are None for an absence.

    `places` fills the braces of the rule's sentences; `branches` names the alternatives of the rule that were true.
    """

    item: str | None = None
    part: Part | None = None
    document: str = "this"
    start: int | None = None
    end: int | None = None
    evidence: tuple[Evidence, ...] = ()
    value: float | str | None = None
    threshold: float | str | None = None
    places: Mapping[str, str] = field(default_factory=dict)
    branches: tuple[str, ...] = ()


class Check(Protocol):
    """A compiled rule: what it may fill in, its alternatives, and its hits in a document."""

    @property
    def places(self) -> frozenset[str]:
        """Return the names of the places its sentences may hold."""

    @property
    def branches(self) -> tuple[str, ...]:
        """Return the names of its alternatives, each of which a case must make fire."""

    def hits(self, scene: Scene, thresholds: Mapping[str, float], /) -> Iterator[Hit]:
        """Yield the hits in one document."""
