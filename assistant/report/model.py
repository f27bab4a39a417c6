"""The report: what one analysis found, as frozen values whose JSON form is the contract.

Offsets are code points into the text of the document an item belongs to, and for every item
`text == document.text[start:end]`. Enumerations are those of the annotation guide.
"""

from __future__ import annotations

import json
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Final = 1

DocumentKind = Literal[
    "minutes",
    "collective-review",
    "individual-review",
    "remediation-plan",
    "review-prompts",
    "superior-remarks",
    "inspection-conclusion",
    "other",
]
Period = Literal["year", "quarter", "term"]
SectionRole = Literal[
    "letter-head",
    "preamble",
    "strengths",
    "shortcomings",
    "causes",
    "remediation",
    "answers",
    "responsibility",
    "measures",
    "rating",
    "attendance",
    "proceedings",
    "discussion",
    "conclusion",
    "votes",
    "signature",
    "purpose",
    "points",
    "other",
]
PartyKind = Literal["person", "role", "collective", "vague"]
CauseKind = Literal["subjective", "objective"]
RemediationStatus = Literal["resolved", "claimed", "in-progress", "unresolved"]
Stance = Literal["praise", "critique", "mixed", "reply", "procedural"]
Level = Literal["excellent", "good", "satisfactory", "unsatisfactory"]
DefectStatus = Literal["recurring", "in-progress", "resolved", "claimed", "unmentioned", "unsure"]
CommitmentStatus = Literal["kept", "partly", "broken", "unmentioned", "unsure"]
PointKind = Literal["prompt", "remark", "requirement"]
PointStatus = Literal["answered", "partly", "unanswered", "unsure"]
Missing = Literal["cause", "responsibility", "result", "measure", "deadline"]
Category = Literal["formalistic", "evasive", "accountability", "continuity", "consistency"]
Severity = Literal["low", "medium", "high"]
Part = Literal["shortcomings", "causes", "remediation", "responsibility", "measures"]
Secrecy = Literal["mat", "toi-mat", "tuyet-mat"]
Pair = tuple[int, int]


class Value(BaseModel):
    """A frozen value that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Generator(Value):
    """What made the report: program, rule pack with local changes, hashes of the models."""

    name: str = "kiemdiem"
    version: str
    rules: RulesUsed
    models: dict[str, str] = Field(default_factory=dict)


class RulesUsed(Value):
    """The rule pack applied, its version, and the names of locally changed rules."""

    pack: str
    version: str
    local: tuple[str, ...] = ()


class DocumentInfo(Value):
    """One document: where it came from, what it is, and the text all offsets point into."""

    source: str
    sha256: str
    text_sha256: str
    media_type: str
    kind: DocumentKind
    organisation: str | None = None
    author: str | None = None
    year: int | None = None
    period: Period = "year"
    date: str | None = Field(default=None, description="ISO date of the meeting or the signature")
    secrecy: Secrecy | None = None
    regulation: str | None = None
    text: str


class Section(Value):
    """A part of the document with its role; start and end cover heading and body."""

    role: SectionRole
    heading: str | None = None
    start: int
    end: int


class Party(Value):
    """A person, an office whose holder is not named, a body, or a vague set of people."""

    id: str
    kind: PartyKind
    name: str | None = None
    role: str | None = None
    post: str | None = Field(default=None, description="normalised code of the office")
    aliases: tuple[str, ...] = ()
    ambiguous: bool = False
    mentions: tuple[Pair, ...] = ()


class Location(Value):
    """The place in the upload: page from 1, block from 0, table cell as (table, row, column)."""

    page: int | None = None
    block: int | None = None
    cell: tuple[int, int, int] | None = None


class Item(Value):
    """Anything quoted from a document."""

    id: str
    start: int
    end: int
    text: str
    location: Location | None = None


class Shortcoming(Item):
    """A statement that the reviewed body or person fell short; `also` are its other statements."""

    also: tuple[Pair, ...] = ()
    field: str | None = None
    specific: bool
    hedged: bool
    responsible: tuple[str, ...] = ()
    confidence: float
    why: tuple[str, ...] = ()


class Cause(Item):
    """The stated reason of the shortcomings in `of`."""

    kind: CauseKind
    of: tuple[str, ...] = ()
    confidence: float = 1.0


class Commitment(Item):
    """What will be done: owners, last day of the window (ISO), and the shortcomings it answers."""

    owners: tuple[str, ...] = ()
    deadline: str | None = None
    deadline_text: str | None = None
    measurable: bool
    addresses: tuple[str, ...] = ()
    confidence: float
    why: tuple[str, ...] = ()


class Remediation(Item):
    """What became of a fault of an earlier period."""

    status: RemediationStatus
    confidence: float = 1.0


class Opinion(Item):
    """One speaker's turn in a meeting; `speaker` is a party id, null when the speaker is not named."""

    speaker: str | None = None
    stance: Stance
    confidence: float = 1.0


class Points(Value):
    """Points on the 100-point scale of the 2025 forms."""

    common: float | None = None
    tasks: float | None = None
    total: float | None = None


class Rating(Item):
    """A level adopted or proposed, with its votes."""

    subject: str | None = None
    subject_text: str | None = None
    level: Level
    votes: int | None = None
    voters: int | None = None
    percent: float | None = None
    points: Points | None = None


class Evidence(Value):
    """A passage something rests on; `document` is this, prior, prior:N or prompts:N."""

    document: str = "this"
    start: int
    end: int
    text: str
    score: float | None = None


class PriorDefect(Item):
    """A shortcoming of last year's document and what this year's says of it."""

    status: DefectStatus
    confidence: float
    document: str = "prior"
    evidence: tuple[Evidence, ...] = ()


class PriorCommitment(Item):
    """A checkable commitment of last year's document and what became of it."""

    owners: tuple[str, ...] = ()
    deadline: str | None = None
    status: CommitmentStatus
    confidence: float = 1.0
    document: str = "prior"
    evidence: tuple[Evidence, ...] = ()


class Prior(Value):
    """Last year's document, its further documents (a remediation plan), defects and commitments."""

    document: DocumentInfo
    further: tuple[DocumentInfo, ...] = ()
    defects: tuple[PriorDefect, ...] = ()
    commitments: tuple[PriorCommitment, ...] = ()


class Point(Item):
    """Something the superior asks to be explained or done, and how this document takes it up."""

    kind: PointKind
    status: PointStatus
    missing: tuple[Missing, ...] = ()
    responsible: tuple[str, ...] = ()
    deadline: str | None = None
    confidence: float = 1.0
    evidence: tuple[Evidence, ...] = ()


class Prompts(Value):
    """One document of a superior body with its points."""

    document: DocumentInfo
    points: tuple[Point, ...] = ()


class Finding(Value):
    """A question with its evidence; start, end and text are null where something is absent."""

    id: str
    rule: str
    refined_by: str | None = None
    category: Category
    severity: Severity
    item: str | None = None
    part: Part | None = None
    message: str
    question: str
    document: str = "this"
    start: int | None = None
    end: int | None = None
    text: str | None = None
    evidence: tuple[Evidence, ...] = ()
    value: float | str | None = None
    threshold: float | str | None = None


class Question(Value):
    """What the chair may ask: addressee (party id, null for the meeting), words, findings behind it."""

    to: str | None = None
    text: str
    findings: tuple[str, ...]


class Unchecked(Value):
    """Something that was not read or not checked, and why."""

    what: str
    why: str


class Scores(Value):
    """Statistics for evaluation only; never shown to people."""

    substance: float | None = None
    parts: dict[str, float] = Field(default_factory=dict)


class Report(Value):
    """One analysed document."""

    schema_version: Literal[1] = SCHEMA_VERSION
    generator: Generator
    document: DocumentInfo
    sections: tuple[Section, ...] = ()
    parties: tuple[Party, ...] = ()
    shortcomings: tuple[Shortcoming, ...] = ()
    causes: tuple[Cause, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    remediations: tuple[Remediation, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    ratings: tuple[Rating, ...] = ()
    prior: Prior | None = None
    prompts: tuple[Prompts, ...] = ()
    findings: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    scores: Scores | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's JSON object; `scores` is absent unless asked for."""
        data = self.model_dump(mode="json")
        if self.scores is None:
            del data["scores"]
        return data

    def to_json(self, indent: int | None = 1) -> str:
        """Return the report as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)

    @classmethod
    def from_json(cls, text: str) -> Report:
        """Read a report back from its JSON text; raises pydantic's ValidationError."""
        return cls.model_validate_json(text)

    def text_of(self, document: str) -> str:
        """Return the text that `document` (this, prior, prior:N, prompts:N) stands for."""
        name, _, number = document.partition(":")
        if name == "this":
            return self.document.text
        if name == "prior" and self.prior is not None:
            return self.prior.further[int(number) - 1].text if number else self.prior.document.text
        if name == "prompts":
            return self.prompts[int(number)].document.text
        raise KeyError(document)


def schema() -> dict[str, Any]:
    """Return the JSON schema of the report."""
    return Report.model_json_schema(mode="serialization")
