"""What extraction works on and yields: a document read once, and its items before they become the report's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.documents.model import Document
from assistant.extraction.parties import PartyBook
from assistant.extraction.terms import TermWeights
from assistant.language.letterhead import Head
from assistant.language.model import Annotated, Segment
from assistant.report.model import PartyKind

PartyKey = tuple[PartyKind, str]
_GIVEN_NAME = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Context:
    """One document with everything the extractors share."""

    document: Document
    head: Head
    annotated: Annotated
    units: Sequence[Segment]
    rows: Sequence[dict[str, float]]
    book: PartyBook
    weights: TermWeights
    reference: date

    def key(self, start: int, end: int) -> str:
        """Return the folded view text."""
        return self.annotated.view.key[start:end]

    def speaker(self, turn: int | None) -> PartyKey | None:
        """Return the party whose turn it is."""
        if turn is None:
            return None
        label = self.annotated.turns[turn].label
        found = [mention for mention in self.book.mentions(*label) if mention.kind in {"person", "role"}]
        for kind in ("person", "role"):
            for mention in found:
                if mention.kind == kind:
                    return self.book.resolve(mention)
        bare = _GIVEN_NAME.match(self.annotated.text(*label))
        return self.book.known_person(bare.group()) if bare is not None else None


@dataclass(frozen=True, slots=True)
class Statement:
    """A unit, or a part of one, that carries an item: view span, index of its unit, confidence, reasons."""

    start: int
    end: int
    unit: int
    confidence: float
    why: tuple[str, ...] = ()
