"""The strict models of rule and pack files: an unknown field, a missing reason or too few cases is a mistake."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from assistant.report.model import (
    Category,
    CauseKind,
    CommitmentStatus,
    DefectStatus,
    DocumentKind,
    Level,
    Missing,
    Part,
    PartyKind,
    PointKind,
    PointStatus,
    RemediationStatus,
    SectionRole,
    Severity,
    Stance,
)

Language = Literal["vi", "en"]
Stage = Literal["report", "shadow"]
Track = Literal["party", "state"]
ItemName = Literal[
    "shortcoming",
    "cause",
    "commitment",
    "remediation",
    "opinion",
    "rating",
    "prior-defect",
    "prior-commitment",
    "point",
]
ReviewKind = Literal["minutes", "collective-review", "individual-review", "remediation-plan"]
Words = Annotated[str, Field(min_length=1, max_length=1000)]
Quote = Annotated[str, Field(min_length=1, max_length=20_000)]
Terms = Annotated[tuple[Words, ...], Field(max_length=500)]

REVIEWS: tuple[ReviewKind, ...] = ("minutes", "collective-review", "individual-review", "remediation-plan")


class Strict(BaseModel):
    """A frozen value read strictly: no unknown field, no silent conversion."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Sentence(Strict):
    """A sentence in both languages; words in braces are places filled by the rule kind."""

    vi: Words
    en: Words

    def to(self, language: Language) -> str:
        """Return the sentence in one language."""
        return self.vi if language == "vi" else self.en


class Reason(Sentence):
    """Why the rule asks, and the source: an article of a regulation, or practice."""

    source: Words


class Threshold(Strict):
    """A number a rule decides by, with the sentence that defends it."""

    value: float
    why: Annotated[str, Field(min_length=10, max_length=1000)]


# The pieces of a report that a case is made of.


class PartyPiece(Strict):
    """A party as the annotation guide writes it."""

    kind: PartyKind
    name: str | None = None
    role: str | None = None


class ShortcomingPiece(Strict):
    """A shortcoming of a case."""

    text: Quote
    specific: bool = True
    hedged: bool = False
    responsible: tuple[PartyPiece, ...] = ()
    also: tuple[Quote, ...] = ()
    field: str | None = None


class CausePiece(Strict):
    """A cause of a case."""

    text: Quote
    kind: CauseKind


class CommitmentPiece(Strict):
    """A commitment of a case; `addresses` holds texts of shortcomings."""

    text: Quote
    owners: tuple[PartyPiece, ...] = ()
    deadline: str | None = None
    measurable: bool = True
    addresses: tuple[Quote, ...] = ()


class RemediationPiece(Strict):
    """A remediation of a case."""

    text: Quote
    status: RemediationStatus


class OpinionPiece(Strict):
    """A speaker's turn of a case."""

    text: Quote
    stance: Stance
    speaker: str | None = None


class PointsPiece(Strict):
    """Points of a rating of a case."""

    common: float | None = None
    tasks: float | None = None
    total: float | None = None


class RatingPiece(Strict):
    """A rating of a case."""

    text: Quote
    level: Level
    subject: PartyPiece | None = None
    votes: int | None = None
    voters: int | None = None
    percent: float | None = None
    points: PointsPiece | None = None


class PriorDefectPiece(Strict):
    """A prior defect of a case: its text stands in the prior document, its evidence in this one."""

    text: Quote
    status: DefectStatus
    evidence: tuple[Quote, ...] = ()


class PriorCommitmentPiece(Strict):
    """A prior commitment of a case."""

    text: Quote
    status: CommitmentStatus
    deadline: str | None = None
    evidence: tuple[Quote, ...] = ()


class PointPiece(Strict):
    """A point of a superior's document of a case: its text stands in that document."""

    text: Quote
    status: PointStatus
    kind: PointKind = "prompt"
    missing: tuple[Missing, ...] = ()
    responsible: tuple[PartyPiece, ...] = ()
    deadline: str | None = None
    evidence: tuple[Quote, ...] = ()


class SectionPiece(Strict):
    """A part of the document of a case; an empty text is a heading with nothing under it."""

    role: SectionRole
    heading: str | None = None
    text: str = ""


class AttendancePiece(Strict):
    """The attendance statement of a case."""

    text: Quote
    present: int | None = None
    total: int | None = None


class CopiedPiece(Strict):
    """A copied passage of a case."""

    text: Quote
    source: Quote
    score: float


class Piece(Strict):
    """A small piece of a report that tests one rule; without `text`, the document is the texts of its items."""

    why: str | None = None
    pack: str | None = None
    kind: DocumentKind = "collective-review"
    organisation: str | None = None
    author: str | None = None
    year: int | None = None
    date: str | None = None
    text: str | None = None
    prior: bool = False
    prior_text: str | None = None
    prompts_text: str | None = None
    earlier_known: bool = False
    sections: tuple[SectionPiece, ...] = ()
    shortcomings: tuple[ShortcomingPiece, ...] = ()
    causes: tuple[CausePiece, ...] = ()
    commitments: tuple[CommitmentPiece, ...] = ()
    remediations: tuple[RemediationPiece, ...] = ()
    opinions: tuple[OpinionPiece, ...] = ()
    ratings: tuple[RatingPiece, ...] = ()
    prior_defects: tuple[PriorDefectPiece, ...] = ()
    prior_commitments: tuple[PriorCommitmentPiece, ...] = ()
    points: tuple[PointPiece, ...] = ()
    attendance: AttendancePiece | None = None
    copied: tuple[CopiedPiece, ...] = ()


class Cases(Strict):
    """At least three pieces that must be flagged and three near misses that must not."""

    flag: Annotated[tuple[Piece, ...], Field(min_length=3, max_length=200)]
    passes: Annotated[tuple[Piece, ...], Field(min_length=3, max_length=200, alias="pass")]


# The rule kinds.


class RuleBase(Strict):
    """What every rule file holds; the rule's name is its file's name.

    `severity` is what the report and the exit code go by; `weight` orders the questions of a meeting.
    """

    category: Category
    severity: Severity
    weight: Annotated[int, Field(ge=1, le=10)]
    stage: Stage = "report"
    refines: str | None = None
    reason: Reason
    documents: Annotated[tuple[ReviewKind, ...], Field(min_length=1)] = REVIEWS
    thresholds: dict[str, Threshold] = Field(default_factory=dict)
    message: Sentence
    question: Sentence
    good: Sentence
    cases: Cases


class ItemRule(RuleBase):
    """A condition over one item; the finding points to the item or to its first evidence."""

    kind: Literal["item"]
    looks_at: Annotated[tuple[ItemName, ...], Field(min_length=1)]
    condition: Words
    points_to: Literal["item", "evidence"] = "item"


class DocumentRule(RuleBase):
    """A condition over the document's counts and lengths; the finding is about an absence."""

    kind: Literal["document"]
    looks_at: Literal["document"]
    condition: Words


class LexicalRule(RuleBase):
    """Phrases and patterns over commitments or over the lines of the text; `condition` narrows commitments."""

    kind: Literal["lexical"]
    looks_at: Literal["commitment", "text"]
    condition: Words | None = None
    phrases: Terms = ()
    patterns: Terms = ()
    exceptions: Terms = ()
    points_to: Literal["item", "match", "line"] = "item"


class RequiredRule(RuleBase):
    """The parts that the pack demands of this kind of document."""

    kind: Literal["required"]
    looks_at: Literal["parts"]


class ArithmeticRule(RuleBase):
    """Votes, voters, attendance and percentages that cannot all be true."""

    kind: Literal["arithmetic"]
    looks_at: Literal["rating"]
    ballots: Terms = ()
    counts: Terms = ()


class CopiedRule(RuleBase):
    """Passages that continuity found in the prior document."""

    kind: Literal["copied"]
    looks_at: Literal["copied"]


class Head(Strict):
    """Titles of the person who heads a body whose name holds one of the phrases of `of`."""

    of: Terms
    titles: Terms


class ContradictionRule(RuleBase):
    """A condition over one rating beside the faults of the one rated."""

    kind: Literal["contradiction"]
    looks_at: Literal["rating"]
    condition: Words
    serious: Terms = ()
    reasons: Terms = ()
    heads: tuple[Head, ...] = ()


RuleFile = Annotated[
    ItemRule | DocumentRule | LexicalRule | RequiredRule | ArithmeticRule | CopiedRule | ContradictionRule,
    Field(discriminator="kind"),
]
RULE_FILE: TypeAdapter[RuleFile] = TypeAdapter(RuleFile)


# Packs.


class Band(Strict):
    """Points of a level: from `low` (within) to `high` (not within, unless it is the most there is)."""

    low: float
    high: float


class Maxima(Strict):
    """The most points of each group of criteria."""

    common: float
    tasks: float


class Change(Strict):
    """What a pack changes in one rule, and why."""

    severity: Severity | None = None
    stage: Stage | None = None
    thresholds: dict[str, float] = Field(default_factory=dict)
    why: Words


class PackFile(Strict):
    """The rules of one period: when they hold, what parts they demand, the bands of points."""

    title: Sentence
    track: Track
    regulation: Words
    guidance: tuple[Words, ...] = ()
    source: Words
    version: Words
    valid_from: date
    valid_to: date | None = None
    recognised_by: Terms
    required: dict[Literal["minutes", "collective-review", "individual-review"], tuple[Part, ...]]
    required_source: Words
    bands: dict[Level, Band] = Field(default_factory=dict)
    maxima: Maxima | None = None
    changes: dict[str, Change] = Field(default_factory=dict)


PACK_FILE: TypeAdapter[PackFile] = TypeAdapter(PackFile)
