"""The numbered entries of a report: what people see as "shortcoming 2" and can point at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar, get_args

from assistant.rendering.words import Words
from assistant.report import Report
from assistant.report.model import (
    Category,
    Cause,
    Commitment,
    DocumentInfo,
    Finding,
    Item,
    Opinion,
    Point,
    PriorCommitment,
    PriorDefect,
    Question,
    Rating,
    Remediation,
    Severity,
    Shortcoming,
)

QUESTIONS = 7
"""Questions shown at most; the limit of the report's contract."""

SEVERITIES: tuple[str, ...] = tuple(reversed(get_args(Severity)))
"""The severities, highest first."""

Shown_co = TypeVar("Shown_co", bound=Item | Finding, covariant=True)
Quoted = TypeVar("Quoted", bound=Item)


@dataclass(frozen=True, slots=True)
class Entry(Generic[Shown_co]):
    """One numbered entry: what it shows, its name for people, its anchor in the page, its document."""

    item: Shown_co
    kind: str
    number: int
    label: str
    document: str

    @property
    def anchor(self) -> str:
        """The anchor of the entry in the page."""
        return f"{self.kind}-{self.number}"


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one topic."""

    category: str
    entries: tuple[Entry[Finding], ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """One question with its number in the meeting and the findings behind it."""

    number: int
    question: Question
    basis: tuple[Entry[Finding], ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """One document of a superior body with its points."""

    name: str
    document: DocumentInfo
    points: tuple[Entry[Point], ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """Every entry of a report."""

    shortcomings: tuple[Entry[Shortcoming], ...]
    causes: tuple[Entry[Cause], ...]
    commitments: tuple[Entry[Commitment], ...]
    remediations: tuple[Entry[Remediation], ...]
    opinions: tuple[Entry[Opinion], ...]
    ratings: tuple[Entry[Rating], ...]
    defects: tuple[Entry[PriorDefect], ...]
    promises: tuple[Entry[PriorCommitment], ...]
    letters: tuple[Letter, ...]
    findings: tuple[Entry[Finding], ...]

    @classmethod
    def of(cls, report: Report, words: Words) -> Entries:
        """Number the entries of a report; findings by topic, then by priority."""
        prior = report.prior
        return cls(
            shortcomings=_numbered(report.shortcomings, "shortcoming", words),
            causes=_numbered(report.causes, "cause", words),
            commitments=_numbered(report.commitments, "commitment", words),
            remediations=_numbered(report.remediations, "remediation", words),
            opinions=_numbered(report.opinions, "opinion", words),
            ratings=_numbered(report.ratings, "rating", words),
            defects=_numbered(prior.defects if prior else (), "defect", words),
            promises=_numbered(prior.commitments if prior else (), "promise", words),
            letters=_letters(report, words),
            findings=_findings(report, words),
        )

    def quoted(self) -> Iterator[Entry[Item]]:
        """Yield every entry that quotes a document, except the findings."""
        yield from self.shortcomings
        yield from self.causes
        yield from self.commitments
        yield from self.remediations
        yield from self.opinions
        yield from self.ratings
        yield from self.defects
        yield from self.promises
        for letter in self.letters:
            yield from letter.points

    def groups(self) -> tuple[Group, ...]:
        """Return the findings of each topic that has any."""
        groups = (
            Group(category, tuple(entry for entry in self.findings if entry.item.category == category))
            for category in get_args(Category)
        )
        return tuple(group for group in groups if group.entries)

    def severities(self) -> tuple[str, ...]:
        """Return the priorities that occur, highest first."""
        found = {entry.item.severity for entry in self.findings}
        return tuple(severity for severity in SEVERITIES if severity in found)

    def asked(self, report: Report, words: Words) -> dict[str, list[Asking]]:
        """Return the questions by addressee, addressees in the order of their first question."""
        by_id = {entry.item.id: entry for entry in self.findings}
        addressees: dict[str, list[Question]] = {}
        for question in report.questions[:QUESTIONS]:
            addressees.setdefault(words.addressee(question.to), []).append(question)
        number = 0
        asked: dict[str, list[Asking]] = {}
        for addressee, questions in addressees.items():
            for question in questions:
                number += 1
                basis = tuple(by_id[key] for key in question.findings if key in by_id)
                asked.setdefault(addressee, []).append(Asking(number, question, basis))
        return asked


def _numbered(
    items: Iterable[Quoted], kind: str, words: Words, *, first: int = 1, document: str = "this"
) -> tuple[Entry[Quoted], ...]:
    return tuple(
        Entry(item, kind, number, words.t(f"report.entry.{kind}", number=number), getattr(item, "document", document))
        for number, item in enumerate(items, first)
    )


def _letters(report: Report, words: Words) -> tuple[Letter, ...]:
    letters: list[Letter] = []
    first = 1
    for index, prompts in enumerate(report.prompts):
        name = f"prompts:{index}"
        points = _numbered(prompts.points, "point", words, first=first, document=name)
        letters.append(Letter(name, prompts.document, points))
        first += len(points)
    return tuple(letters)


def _findings(report: Report, words: Words) -> tuple[Entry[Finding], ...]:
    categories: tuple[str, ...] = get_args(Category)
    ordered = sorted(
        report.findings,
        key=lambda finding: (categories.index(finding.category), SEVERITIES.index(finding.severity)),
    )
    return tuple(
        Entry(finding, "finding", number, words.t("report.entry.finding", number=number), finding.document)
        for number, finding in enumerate(ordered, 1)
    )
