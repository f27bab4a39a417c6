"""The gold annotation of one document, as strict frozen models of the annotation guide."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

from assistant.report.model import CauseKind, DocumentKind, Level, Part, PartyKind, PointKind, RemediationStatus, Stance

FindingCode = Literal[
    "no-shortcoming",
    "generic-shortcoming",
    "boilerplate",
    "copied-from-last-year",
    "template-residue",
    "missing-section",
    "no-individual",
    "vague-agent",
    "hedged-shortcoming",
    "objective-causes-only",
    "praise-only-opinion",
    "unanswered-prompt",
    "commitment-without-owner",
    "commitment-without-deadline",
    "unmeasurable-commitment",
    "shortcoming-without-commitment",
    "prior-defect-unmentioned",
    "prior-defect-recurring",
    "resolved-without-evidence",
    "vote-mismatch",
    "rating-contradiction",
]
GoldDefectStatus = Literal["recurring", "in-progress", "resolved", "claimed", "unmentioned"]
GoldCommitmentStatus = Literal["kept", "partly", "broken", "unmentioned"]
GoldPointStatus = Literal["answered", "partly", "unanswered"]


def _is_day(text: str) -> str:
    if len(text) != 10:
        raise ValueError("not a day as YYYY-MM-DD")
    date.fromisoformat(text)
    return text


Day = Annotated[str, AfterValidator(_is_day)]


class Gold(BaseModel):
    """A frozen value that takes no unknown field and no value of another type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class GoldParty(Gold):
    """Who answers for something: a person, an office, a body, or a vague set of people."""

    kind: PartyKind
    name: str | None = None
    role: str | None = None


class GoldShortcoming(Gold):
    """A fault at its fullest statement; `also` are its other statements."""

    quote: str
    specific: bool
    hedged: bool
    responsible: tuple[GoldParty, ...]
    also: tuple[str, ...] = ()


class GoldCause(Gold):
    """The stated reason of a shortcoming."""

    quote: str
    kind: CauseKind


class GoldCommitment(Gold):
    """What will be done; `addresses` quotes shortcomings of the same document."""

    quote: str
    owners: tuple[GoldParty, ...]
    deadline: Day | None
    measurable: bool
    addresses: tuple[str, ...] = ()


class GoldRemediation(Gold):
    """What became of a fault of an earlier period."""

    quote: str
    status: RemediationStatus


class GoldPriorDefect(Gold):
    """A shortcoming of the prior document; the evidence is quoted from this one."""

    quote: str
    status: GoldDefectStatus
    evidence: tuple[str, ...]


class GoldPriorCommitment(Gold):
    """A checkable commitment of the prior document; the evidence is quoted from this one."""

    quote: str
    status: GoldCommitmentStatus
    evidence: tuple[str, ...]


class GoldPoint(Gold):
    """A point of the superior's document; the evidence is quoted from this one."""

    quote: str
    kind: PointKind
    status: GoldPointStatus
    evidence: tuple[str, ...]
    responsible: tuple[GoldParty, ...] = ()
    deadline: Day | None = None


class GoldOpinion(Gold):
    """One speaker's turn, without its label."""

    speaker: str | None
    quote: str
    stance: Stance


class GoldRating(Gold):
    """A level adopted or proposed."""

    subject: str
    level: Level
    votes: int | None = None
    voters: int | None = None


class GoldFinding(Gold):
    """What a careful inspector would flag; the quote is null for an absence."""

    code: FindingCode
    quote: str | None = None
    part: Part | None = None


class GoldAnnotation(Gold):
    """The whole annotation of one document."""

    id: str
    kind: DocumentKind
    organisation: str | None
    author: str | None
    year: int | None
    date: Day | None
    prior: str | None
    prompts: str | None
    substantive: int | None = None
    shortcomings: tuple[GoldShortcoming, ...]
    causes: tuple[GoldCause, ...] = ()
    commitments: tuple[GoldCommitment, ...] = ()
    remediations: tuple[GoldRemediation, ...] = ()
    prior_defects: tuple[GoldPriorDefect, ...] = ()
    prior_commitments: tuple[GoldPriorCommitment, ...] = ()
    points: tuple[GoldPoint, ...] = ()
    opinions: tuple[GoldOpinion, ...] = ()
    ratings: tuple[GoldRating, ...] = ()
    findings: tuple[GoldFinding, ...] = ()


SUPERIOR_KINDS: frozenset[DocumentKind] = frozenset({"review-prompts", "superior-remarks", "inspection-conclusion"})
"""Documents of a superior body: annotated, but without findings, and not scored themselves."""
UNSCORED_KINDS: frozenset[DocumentKind] = SUPERIOR_KINDS | {"other"}
