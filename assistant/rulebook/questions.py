"""What the chair takes into the room: a few questions, merged by what they are about and whom they are for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.messages import Catalogue
from assistant.report.model import Evidence, Finding, Question, Report
from assistant.rulebook.schema import Language
from assistant.rulebook.select import Rulebook
from assistant.text import fold_key

MAXIMUM = 7
"""Questions a meeting can take in: the contract of the report."""

_ASKS = 3
"""Sentences one question is made of; more is an interrogation."""

_ALIKE = 2
"""Questions led by one rule, before those led by others have had their turn."""

_QUOTES = 3
_QUOTE_LENGTH = 140


@dataclass(frozen=True, slots=True)
class _Topic:
    """Findings that one question asks about, the weightiest rule first."""

    to: str | None
    findings: tuple[Finding, ...]
    weights: tuple[tuple[int, str, str], ...]
    """Of each finding, weightiest first: weight, code, question."""

    @property
    def asks(self) -> tuple[str, ...]:
        """Return the sentences to ask, each once."""
        return tuple(dict.fromkeys(question for _, _, question in self.weights))[:_ASKS]

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes, weightiest first, each once."""
        return tuple(dict.fromkeys(code for _, code, _ in self.weights))

    @property
    def order(self) -> tuple[object, ...]:
        """Return the key that orders topics: heaviest rule, then all rules together, then the place."""
        by_code = {code: weight for weight, code, _ in reversed(self.weights)}
        first = min((finding.document, -1 if finding.start is None else finding.start) for finding in self.findings)
        return -self.weights[0][0], -sum(by_code.values()), first, self.findings[0].id


def questions(
    findings: Iterable[Finding], report: Report, rulebook: Rulebook, language: Language = "vi"
) -> tuple[Question, ...]:
    """Return at most seven questions, weightiest first: merged by item, then by addressee where they ask the same.

    The addressee is a person, else an office, answerable for the item; null for the meeting as a whole.
    """
    addressees = _Addressees(report)

    def topic(group: list[Finding]) -> _Topic:
        weights = ((rulebook.rule(one.refined_by or one.rule).file.weight, one.rule, one.question) for one in group)
        ordered = tuple(sorted(weights, key=lambda weight: (-weight[0], weight[1], weight[2])))
        return _Topic(addressees.of(group[0]), tuple(group), ordered)

    by_item: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        about = (finding.document, finding.item or "", "" if finding.item else finding.rule)
        by_item.setdefault(about, []).append(finding)
    merged: dict[tuple[object, ...], list[Finding]] = {}
    for about, group in by_item.items():
        one = topic(group)
        same = (one.to, one.codes, one.asks) if about[1] else (one.to, about)
        merged.setdefault(same, []).extend(group)
    topics = sorted((topic(group) for group in merged.values()), key=lambda one: one.order)
    return tuple(
        Question(
            to=one.to,
            text=_worded(one, rulebook.catalogues[language]),
            findings=tuple(finding.id for finding in one.findings),
        )
        for one in _chosen(topics)
    )


def _chosen(topics: list[_Topic]) -> list[_Topic]:
    """Return the topics to ask about, in their order, no rule leading more than its share while others wait."""
    led: Counter[str] = Counter()
    first: list[_Topic] = []
    later: list[_Topic] = []
    for one in topics:
        led[one.codes[0]] += 1
        (first if led[one.codes[0]] <= _ALIKE else later).append(one)
    chosen = [*first, *later][:MAXIMUM]
    return [one for one in topics if one in chosen]


def _worded(topic: _Topic, catalogue: Catalogue) -> str:
    asks = " ".join(topic.asks)
    quotes = list(dict.fromkeys(_shortened(finding.text) for finding in topic.findings if finding.text))
    if not quotes:
        return asks
    origin = topic.findings[0].document.partition(":")[0]
    told = "; ".join(f"“{quote}”" for quote in quotes[:_QUOTES])
    if len(quotes) > _QUOTES:
        told = catalogue.text("rulebook.question.more", quotes=told, count=len(quotes) - _QUOTES)
    return catalogue.text(f"rulebook.question.{origin}", quotes=told, asks=asks)


def _shortened(text: str) -> str:
    """Return a quote on one line, cut at a word where it is long; quotation marks inside it become single ones."""
    flat = " ".join(text.split()).translate({0x201C: "‘", 0x201D: "’", 0x22: "'"})
    if len(flat) <= _QUOTE_LENGTH:
        return flat
    return flat[:_QUOTE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


class _Addressees:
    """Who can best answer a finding: a person, else an office, answerable for its item; the author of a self-review."""

    def __init__(self, report: Report) -> None:
        self._kinds: dict[str, str] = {party.id: party.kind for party in report.parties}
        self._author = _author(report)
        self._answerable = dict(_answerable(report))

    def of(self, finding: Finding) -> str | None:
        """Return the party id, None for the meeting as a whole."""
        answerable = self._answerable.get((finding.document, finding.item or ""), ())
        for kind in ("person", "role"):
            for party in answerable:
                if self._kinds.get(party) == kind:
                    return party
        return self._author


def _author(report: Report) -> str | None:
    document = report.document
    if document.kind != "individual-review" or not document.author:
        return None
    author = fold_key(document.author)
    return next((party.id for party in report.parties if fold_key(party.name or "") == author), None)


def _answerable(report: Report) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """Yield, by document and item, the ids of the parties answerable for it."""
    for fault in report.shortcomings:
        yield ("this", fault.id), fault.responsible
    for commitment in report.commitments:
        yield ("this", commitment.id), commitment.owners
    for opinion in report.opinions:
        yield ("this", opinion.id), (opinion.speaker,) if opinion.speaker else ()
    for rating in report.ratings:
        yield ("this", rating.id), (rating.subject,) if rating.subject else ()
    for number, prompts in enumerate(report.prompts):
        for point in prompts.points:
            yield (f"prompts:{number}", point.id), point.responsible
    for defect in report.prior.defects if report.prior else ():
        parties = tuple(_of_faults(defect.evidence, report))
        yield (defect.document, defect.id), parties
        yield ("this", defect.id), parties


def _of_faults(evidence: tuple[Evidence, ...], report: Report) -> Iterator[str]:
    """Yield who answers for this year's faults that the evidence about an old one points to."""
    for fault in report.shortcomings:
        spans = ((fault.start, fault.end), *fault.also)
        if any(
            one.document == "this" and start < one.end and one.start < end for one in evidence for start, end in spans
        ):
            yield from fault.responsible
