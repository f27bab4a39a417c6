"""What continuity reads and gives: a document with its extracted items, and passages copied from another document."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.language.model import Annotated
from assistant.report.model import (
    Cause,
    Commitment,
    DocumentInfo,
    Opinion,
    Party,
    Remediation,
    Shortcoming,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as read and extracted; the offsets of the items point into `document.text`."""

    document: DocumentInfo
    annotated: Annotated
    parties: tuple[Party, ...] = ()
    shortcomings: tuple[Shortcoming, ...] = ()
    causes: tuple[Cause, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    remediations: tuple[Remediation, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    worked_out: dict[str, object] = field(default_factory=dict, repr=False, compare=False)
    """What was worked out of the document for one question, kept for the next as long as the reading is."""

    @property
    def text(self) -> str:
        """Return the text that all offsets point into."""
        return self.document.text


@dataclass(frozen=True, slots=True)
class CopiedPassage:
    """A passage of this document that stands nearly word for word in the prior one; score from 0 to 1."""

    start: int
    end: int
    source_start: int
    source_end: int
    score: float
