"""Checking a corpus: that every annotation says only what its text, its linked documents and the guide allow."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from assistant.errors import DataError
from assistant.learning.corpus import GoldDocument, entries, parse
from assistant.learning.derived import DERIVED, derived
from assistant.learning.gold import SUPERIOR_KINDS, GoldAnnotation, GoldParty

_SHOWN = 70
_PRIOR_CODES = frozenset({"prior-defect-unmentioned", "prior-defect-recurring"})
_COMPOSED = "corpus.composed"
_EMPTY_EVIDENCE = frozenset({"unmentioned"})


@dataclass(frozen=True)
class Problem:
    """A mistake in one document of a corpus: a message code of the catalogue and the values its sentence needs."""

    stem: str
    code: str
    parameters: tuple[tuple[str, str], ...] = ()


def check(folder: Traversable, dirty: Collection[str] = ()) -> tuple[Problem, ...]:
    """Return every mistake found in the corpus below a folder; raises DataError when there is no corpus.

    The texts of `dirty` manners are about encodings and need not be composed (Unicode NFC).
    """
    problems: list[Problem] = []
    documents: list[GoldDocument] = []
    for entry in entries(folder):
        try:
            documents.append(parse(entry))
        except DataError as error:
            told = tuple((name, str(error.parameters[name])) for name in ("line", "column", "reason"))
            problems.append(Problem(entry.stem, error.code, (("stem", entry.stem), *told)))
    by_stem = {document.stem: document for document in documents}
    for stem, times in Counter(document.stem for document in documents).items():
        if times > 1:
            problems.append(_problem(stem, "stem_twice", times=str(times)))
    for document in documents:
        found = _Checker(document, by_stem).problems()
        problems += (one for one in found if one.code != _COMPOSED or document.manner not in dirty)
    return tuple(problems)


def _problem(stem: str, code: str, **parameters: str) -> Problem:
    return Problem(stem, f"corpus.{code}", (("stem", stem), *sorted(parameters.items())))


def _cut(quote: str | None) -> str:
    return (quote or "")[:_SHOWN]


class _Checker:
    """The checks of one document."""

    def __init__(self, document: GoldDocument, others: Mapping[str, GoldDocument]) -> None:
        self._document = document
        self._gold = document.gold
        self._prior = others.get(document.gold.prior or "")
        self._prompts = others.get(document.gold.prompts or "")

    def problems(self) -> Iterator[Problem]:
        """Yield every mistake of the document."""
        yield from self._identity()
        yield from self._links()
        yield from self._quotes()
        yield from self._parties()
        yield from self._repeated()
        yield from self._statuses()
        yield from self._complete()
        yield from self._votes()
        yield from self._findings()

    def _told(self, code: str, **parameters: str) -> Problem:
        return _problem(self._document.stem, code, **parameters)

    def _identity(self) -> Iterator[Problem]:
        gold, text = self._gold, self._document.text
        if gold.id != self._document.stem:
            yield self._told("identity", found=gold.id)
        if not text.strip():
            yield self._told("blank")
        if not unicodedata.is_normalized("NFC", text):
            yield self._told("composed")
        if gold.year is not None and not 1990 <= gold.year <= 2100:
            yield self._told("year", year=str(gold.year))
        if gold.year is not None and gold.date is not None and int(gold.date[:4]) < gold.year:
            yield self._told("date", date=gold.date, year=str(gold.year))
        if gold.substantive is not None and not 0 <= gold.substantive <= 4:
            yield self._told("substantive", value=str(gold.substantive))
        if gold.opinions and gold.kind != "minutes":
            yield self._told("opinions", kind=gold.kind)
        if (gold.author is not None) != (gold.kind == "individual-review") and gold.kind not in SUPERIOR_KINDS:
            yield self._told("author", kind=gold.kind)

    def _links(self) -> Iterator[Problem]:
        gold = self._gold
        for name, stem, linked in (("prior", gold.prior, self._prior), ("prompts", gold.prompts, self._prompts)):
            if stem is not None and (linked is None or stem == self._document.stem):
                yield self._told("link", field=name, target=stem)
        if self._prior is not None:
            year = self._prior.gold.year
            if year is not None and gold.year is not None and year >= gold.year and gold.kind not in _SAME_YEAR_PRIOR:
                yield self._told("link_year", target=self._prior.stem)
        if self._prompts is not None and self._prompts.gold.kind not in SUPERIOR_KINDS:
            yield self._told("link_kind", target=self._prompts.stem, kind=self._prompts.gold.kind)
        if gold.prior is None and (gold.prior_defects or gold.prior_commitments):
            yield self._told("unlinked", field="prior")
        if gold.prompts is None and gold.points:
            yield self._told("unlinked", field="prompts")

    def _quotes(self) -> Iterator[Problem]:
        prior = self._prior.text if self._prior else None
        prompts = self._prompts.text if self._prompts else None
        for where, quote in _own_quotes(self._gold):
            yield from self._quote(where, quote, self._document.text, "this")
        for where, quote in _prior_quotes(self._gold):
            yield from self._quote(where, quote, prior, "prior")
        for where, quote in _prompts_quotes(self._gold):
            yield from self._quote(where, quote, prompts, "prompts")
        known = {shortcoming.quote for shortcoming in self._gold.shortcomings}
        for commitment in self._gold.commitments:
            for quote in commitment.addresses:
                if quote not in known:
                    yield self._told("address", quote=_cut(quote))

    def _quote(self, where: str, quote: str, text: str | None, document: str) -> Iterator[Problem]:
        if not quote.strip():
            yield self._told("quote_blank", field=where)
        elif text is None or quote not in text:
            yield self._told("quote", field=where, document=document, quote=_cut(quote))
        elif quote != quote.strip():
            yield self._told("quote_space", field=where, quote=_cut(quote))

    def _parties(self) -> Iterator[Problem]:
        for where, party in _parties(self._gold):
            named = party.role if party.kind == "role" else party.name or party.role
            if not (named or "").strip():
                yield self._told("party", field=where, kind=party.kind)

    def _repeated(self) -> Iterator[Problem]:
        gold = self._gold
        lists: dict[str, list[str]] = {
            "shortcomings": [quote for item in gold.shortcomings for quote in (item.quote, *item.also)],
            "causes": [item.quote for item in gold.causes],
            "commitments": [item.quote for item in gold.commitments],
            "remediations": [item.quote for item in gold.remediations],
            "prior_defects": [item.quote for item in gold.prior_defects],
            "prior_commitments": [item.quote for item in gold.prior_commitments],
            "points": [item.quote for item in gold.points],
        }
        for name, quotes in lists.items():
            for quote, times in Counter(quotes).items():
                if times > 1:
                    yield self._told("quote_twice", field=name, quote=_cut(quote))

    def _statuses(self) -> Iterator[Problem]:
        gold = self._gold
        for name, items in (("prior_defects", gold.prior_defects), ("prior_commitments", gold.prior_commitments)):
            for item in items:
                if (item.status in _EMPTY_EVIDENCE) == bool(item.evidence):
                    yield self._told("evidence", field=name, status=item.status, quote=_cut(item.quote))
        for point in gold.points:
            if point.status != "unanswered" and not point.evidence:
                yield self._told("evidence", field="points", status=point.status, quote=_cut(point.quote))

    def _complete(self) -> Iterator[Problem]:
        """Every shortcoming and every checkable commitment of the prior document must have its status here."""
        if self._prior is None:
            return
        prior = self._prior.gold
        told = {item.quote for item in self._gold.prior_defects}
        for shortcoming in prior.shortcomings:
            if not told & {shortcoming.quote, *shortcoming.also}:
                yield self._told("prior_incomplete", field="prior_defects", quote=_cut(shortcoming.quote))
        kept = {item.quote for item in self._gold.prior_commitments}
        for commitment in prior.commitments:
            if (commitment.measurable or commitment.deadline) and commitment.quote not in kept:
                yield self._told("prior_incomplete", field="prior_commitments", quote=_cut(commitment.quote))

    def _votes(self) -> Iterator[Problem]:
        flagged = any(finding.code == "vote-mismatch" for finding in self._gold.findings)
        for rating in self._gold.ratings:
            votes, voters = rating.votes or 0, rating.voters or 0
            too_many = rating.voters is not None and votes > voters and not flagged
            if votes < 0 or voters < 0 or too_many:
                yield self._told("votes", subject=rating.subject)

    def _findings(self) -> Iterator[Problem]:
        gold = self._gold
        if gold.kind in SUPERIOR_KINDS:
            if gold.findings:
                yield self._told("findings", kind=gold.kind)
            return
        for finding in gold.findings:
            if (finding.code == "missing-section") != (finding.part is not None):
                yield self._told("part", finding=finding.code)
        wanted = set(derived(gold))
        found = {(finding.code, finding.quote) for finding in gold.findings if finding.code in DERIVED}
        for code, quote in sorted(wanted - found, key=str):
            yield self._told("finding_missing", finding=code, quote=_cut(quote))
        for code, quote in sorted(found - wanted, key=str):
            yield self._told("finding_extra", finding=code, quote=_cut(quote))


_SAME_YEAR_PRIOR = SUPERIOR_KINDS | {"remediation-plan"}
"""Kinds that follow a review of the same year."""


def _own_quotes(gold: GoldAnnotation) -> Iterator[tuple[str, str]]:
    for shortcoming in gold.shortcomings:
        yield from (("shortcomings", quote) for quote in (shortcoming.quote, *shortcoming.also))
    for name, items in (
        ("causes", gold.causes),
        ("commitments", gold.commitments),
        ("remediations", gold.remediations),
        ("opinions", gold.opinions),
    ):
        for item in items:
            yield name, item.quote
    for name, told in (
        ("prior_defects", gold.prior_defects),
        ("prior_commitments", gold.prior_commitments),
        ("points", gold.points),
    ):
        for entry in told:
            yield from ((name, quote) for quote in entry.evidence)
    for finding in gold.findings:
        if finding.quote is not None and finding.code not in _PRIOR_CODES and finding.code != "unanswered-prompt":
            yield "findings", finding.quote


def _prior_quotes(gold: GoldAnnotation) -> Iterator[tuple[str, str]]:
    yield from (("prior_defects", item.quote) for item in gold.prior_defects)
    yield from (("prior_commitments", item.quote) for item in gold.prior_commitments)
    for finding in gold.findings:
        if finding.quote is not None and finding.code in _PRIOR_CODES:
            yield "findings", finding.quote


def _prompts_quotes(gold: GoldAnnotation) -> Iterator[tuple[str, str]]:
    yield from (("points", item.quote) for item in gold.points)
    for finding in gold.findings:
        if finding.quote is not None and finding.code == "unanswered-prompt":
            yield "findings", finding.quote


def _parties(gold: GoldAnnotation) -> Iterable[tuple[str, GoldParty]]:
    for name, lists in (
        ("shortcomings", [item.responsible for item in gold.shortcomings]),
        ("commitments", [item.owners for item in gold.commitments]),
        ("points", [item.responsible for item in gold.points]),
    ):
        for parties in lists:
            yield from ((name, party) for party in parties)
