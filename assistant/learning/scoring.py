"""The measures: reports compared with gold annotation, by the definitions every evaluation of the project uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt

from assistant.learning.alignment import Names, Pair, Party, align
from assistant.learning.gold import (
    UNSCORED_KINDS,
    FindingCode,
    GoldAnnotation,
    GoldCommitment,
    GoldParty,
    GoldPoint,
    GoldPriorCommitment,
    GoldPriorDefect,
    GoldShortcoming,
)

Item = Mapping[str, Any]
"""An item of a report in its JSON form."""
MistakeKind = Literal["missed", "false", "other"]
_STRICT = 0.8
_SILENT = frozenset({"unmentioned", "unanswered"})
_NOT_FOUND = "(not found)"
_CODES = frozenset(get_args(FindingCode))


@dataclass(frozen=True, slots=True)
class Counts:
    """What a list of items is scored by: items found, items of the gold, items reported."""

    hits: int = 0
    gold: int = 0
    predicted: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.hits + other.hits, self.gold + other.gold, self.predicted + other.predicted)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None where there is nothing to find and nothing found."""
        return 2 * self.hits / (self.gold + self.predicted) if self.gold + self.predicted else None

    @property
    def precision(self) -> float | None:
        """Share of the reported items that are right."""
        return self.hits / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Share of the gold items that were found."""
        return self.hits / self.gold if self.gold else None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the questions asked were answered right."""

    right: int = 0
    asked: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.asked + other.asked)

    @property
    def accuracy(self) -> float | None:
        """Share of right answers; None where nothing was asked."""
        return self.right / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing a report has wrong: missed, false, or other than wanted, with the passage it is about."""

    stem: str
    measure: str
    kind: MistakeKind
    quote: str
    wanted: str = ""
    got: str = ""


@dataclass(frozen=True)
class DocumentScore:
    """The score of one document; `substance` is the annotator's judgement and the report's figure where both exist."""

    stem: str
    counts: Mapping[str, Counts]
    shares: Mapping[str, Share]
    mistakes: tuple[Mistake, ...]
    missing: bool
    substance: tuple[float, float] | None


@dataclass
class _Tally:
    """The growing score of one document."""

    stem: str
    counts: dict[str, Counts] = field(default_factory=dict)
    shares: dict[str, Share] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def count(self, measure: str, hits: int, gold: int, predicted: int) -> None:
        self.counts[measure] = self.counts.get(measure, Counts()) + Counts(hits, gold, predicted)

    def ask(self, measure: str, right: bool) -> None:
        self.shares[measure] = self.shares.get(measure, Share()) + Share(int(right), 1)

    def wrong(self, measure: str, kind: MistakeKind, quote: str, wanted: str = "", got: str = "") -> None:
        self.mistakes.append(Mistake(self.stem, measure, kind, quote, wanted, got))


def is_scored(gold: GoldAnnotation) -> bool:
    """Tell whether a document is scored itself; those of a superior body are not."""
    return gold.kind not in UNSCORED_KINDS


class Scorer:
    """Scores reports (their JSON objects) against gold annotation."""

    def __init__(self, rules: Traversable) -> None:
        self._names = Names(rules)

    def score(self, gold: GoldAnnotation, report: Mapping[str, Any] | None) -> DocumentScore:
        """Return the score of one document; a report that is None counts as empty and is told as missing."""
        tally = _Tally(gold.id)
        told = report or {}
        _OneDocument(tally, self._names, gold, told).score()
        figure = (told.get("scores") or {}).get("substance")
        substance = None if gold.substantive is None or figure is None else (float(gold.substantive), float(figure))
        return DocumentScore(gold.id, tally.counts, tally.shares, tuple(tally.mistakes), report is None, substance)


class _OneDocument:
    """The measures of one document."""

    def __init__(self, tally: _Tally, names: Names, gold: GoldAnnotation, report: Mapping[str, Any]) -> None:
        self._tally = tally
        self._names = names
        self._gold = gold
        self._report = report
        self._text: str = (report.get("document") or {}).get("text") or ""
        self._parties: dict[str, Party] = {party["id"]: party for party in self._list("parties")}

    def _list(self, name: str) -> list[Item]:
        return self._report.get(name) or []

    def _who(self, ids: Sequence[str] | None) -> list[Party]:
        return [self._parties[party] for party in ids or [] if party in self._parties]

    def _statements(self, item: Item) -> list[str]:
        return [item.get("text") or "", *(self._text[start:end] for start, end in item.get("also") or [])]

    def score(self) -> None:
        document = self._report.get("document") or {}
        self._tally.ask("document kind", document.get("kind") == self._gold.kind)
        if self._gold.year:
            self._tally.ask("document year", document.get("year") == self._gold.year)
        shortcomings = self._shortcomings()
        self._commitments(shortcomings)
        self._simple()
        self._continuity()
        self._opinions()
        self._ratings()
        self._findings()

    def _spans(self, name: str, gold: Sequence[tuple[str, ...]], predicted: Sequence[Item]) -> tuple[Pair, ...]:
        pairs = align(gold, [self._statements(item) for item in predicted])
        self._tally.count(name, len(pairs), len(gold), len(predicted))
        self._tally.count(f"{name} strict", sum(pair.overlap >= _STRICT for pair in pairs), len(gold), len(predicted))
        found, used = {pair.gold for pair in pairs}, {pair.predicted for pair in pairs}
        for number, quotes in enumerate(gold):
            if number not in found:
                self._tally.wrong(name, "missed", quotes[0])
        for number, item in enumerate(predicted):
            if number not in used:
                self._tally.wrong(name, "false", item.get("text") or "")
        return pairs

    def _shortcomings(self) -> tuple[Pair, ...]:
        gold, found = self._gold.shortcomings, self._list("shortcomings")
        pairs = self._spans("shortcomings", [(item.quote, *item.also) for item in gold], found)
        if not gold:
            self._tally.count("shortcomings in documents without any", 0, 0, len(found))
        hits, persons = 0, 0
        for pair in pairs:
            wanted, got = gold[pair.gold], found[pair.predicted]
            self._tally.ask("shortcoming hedged", bool(got.get("hedged")) == wanted.hedged)
            self._tally.ask("shortcoming specific", bool(got.get("specific")) == wanted.specific)
            named = self._responsible(wanted, got)
            hits += named
            persons += self._names.hits(_persons(wanted.responsible), _only_persons(self._who(got.get("responsible"))))
        everyone = [self._who(item.get("responsible")) for item in found]
        asked = [item.responsible for item in gold]
        self._tally.count("responsibility", hits, sum(map(len, asked)), sum(map(len, everyone)))
        self._tally.count(
            "responsible persons",
            persons,
            sum(len(_persons(parties)) for parties in asked),
            sum(len(_only_persons(parties)) for parties in everyone),
        )
        return pairs

    def _responsible(self, wanted: GoldShortcoming, got: Item) -> int:
        parties = self._who(got.get("responsible"))
        hits = self._names.hits(wanted.responsible, parties)
        if hits < max(len(wanted.responsible), len(parties)):
            names = [party.name or party.role or "" for party in wanted.responsible]
            told = [party.get("name") or party.get("role") or "" for party in parties]
            self._tally.wrong("responsibility", "other", wanted.quote, ", ".join(names), ", ".join(told))
        return hits

    def _commitments(self, shortcomings: Sequence[Pair]) -> None:
        gold, found = self._gold.commitments, self._list("commitments")
        pairs = self._spans("commitments", [(item.quote,) for item in gold], found)
        hits = sum(
            self._names.hits(gold[pair.gold].owners, self._who(found[pair.predicted].get("owners"))) for pair in pairs
        )
        told = sum(len(self._who(item.get("owners"))) for item in found)
        self._tally.count("commitment owners", hits, sum(len(item.owners) for item in gold), told)
        dated = [(gold[pair.gold].deadline, found[pair.predicted].get("deadline")) for pair in pairs]
        self._tally.count(
            "commitment deadlines",
            sum(wanted is not None and wanted == got for wanted, got in dated),
            sum(item.deadline is not None for item in gold),
            sum(bool(item.get("deadline")) for item in found),
        )
        for pair in pairs:
            wanted, got = gold[pair.gold], found[pair.predicted]
            self._tally.ask("commitment measurable", bool(got.get("measurable")) == wanted.measurable)
            if wanted.deadline != (got.get("deadline") or None):
                deadlines = str(wanted.deadline), str(got.get("deadline"))
                self._tally.wrong("commitment deadlines", "other", wanted.quote, *deadlines)
        self._addresses(gold, found, pairs, shortcomings)

    def _addresses(
        self,
        gold: Sequence[GoldCommitment],
        found: Sequence[Item],
        commitments: Sequence[Pair],
        shortcomings: Sequence[Pair],
    ) -> None:
        numbers = {item["id"]: number for number, item in enumerate(self._list("shortcomings")) if "id" in item}
        fault = {pair.predicted: pair.gold for pair in shortcomings}
        promise = {pair.predicted: pair.gold for pair in commitments}
        wanted = {
            (number, other)
            for number, item in enumerate(gold)
            for other, shortcoming in enumerate(self._gold.shortcomings)
            if shortcoming.quote in item.addresses
        }
        told = {
            (number, numbers[name])
            for number, item in enumerate(found)
            for name in item.get("addresses") or []
            if name in numbers
        }
        hits = sum((promise.get(number), fault.get(other)) in wanted for number, other in told)
        self._tally.count("commitment addresses", hits, len(wanted), len(told))

    def _simple(self) -> None:
        causes, found = self._gold.causes, self._list("causes")
        for pair in self._spans("causes", [(item.quote,) for item in causes], found):
            self._label(
                "cause kind", causes[pair.gold].quote, causes[pair.gold].kind, found[pair.predicted].get("kind")
            )
        remediations, told = self._gold.remediations, self._list("remediations")
        for pair in self._spans("remediations", [(item.quote,) for item in remediations], told):
            wanted = remediations[pair.gold]
            self._label("remediation status", wanted.quote, wanted.status, told[pair.predicted].get("status"))

    def _label(self, measure: str, quote: str, wanted: str, got: str | None) -> None:
        self._tally.ask(measure, wanted == got)
        if wanted != got:
            self._tally.wrong(measure, "other", quote, wanted, str(got))

    def _continuity(self) -> None:
        if self._gold.prior:
            prior = self._report.get("prior") or {}
            self._decided("prior defect", self._gold.prior_defects, prior.get("defects") or [])
            self._decided("prior commitment", self._gold.prior_commitments, prior.get("commitments") or [])
        if self._gold.prompts:
            points = [point for prompts in self._list("prompts") for point in prompts.get("points") or []]
            self._decided("point", self._gold.points, points)

    def _decided(
        self, name: str, gold: Sequence[GoldPriorDefect | GoldPriorCommitment | GoldPoint], found: Sequence[Item]
    ) -> None:
        """Score items of another document that have a status in this one."""
        pairs = align([(item.quote,) for item in gold], [[item.get("text") or ""] for item in found])
        match = {pair.gold: found[pair.predicted] for pair in pairs}
        self._tally.count(f"{name} found", len(pairs), len(gold), len(found))
        for number, wanted in enumerate(gold):
            item = match.get(number, {})
            got = item.get("status") or _NOT_FOUND
            right = got == wanted.status
            self._tally.ask(f"{name} status", right)
            self._tally.ask(f"{name}: {wanted.status}", right)
            if got != "unsure":
                self._tally.ask(f"{name} status, where decided", right)
            self._tally.ask(f"{name} decided", got not in {"unsure", _NOT_FOUND})
            if got in _SILENT:
                self._tally.ask(f"{name} silence claims right", wanted.status in _SILENT)
            if not right:
                self._tally.wrong(f"{name} status", "other", wanted.quote, wanted.status, got)
            if wanted.evidence:
                told = [[entry.get("text") or ""] for entry in item.get("evidence") or []]
                self._tally.ask(f"{name} evidence", bool(align([[quote] for quote in wanted.evidence], told)))

    def _opinions(self) -> None:
        gold, found = self._gold.opinions, self._list("opinions")
        for pair in self._spans("opinions", [(item.quote,) for item in gold], found):
            wanted, got = gold[pair.gold], found[pair.predicted]
            speaker = self._parties.get(got.get("speaker") or "", {})
            person = GoldParty(kind="person", name=wanted.speaker)
            right = self._names.same_party(person, {**speaker, "kind": "person"})
            self._tally.ask("opinion speaker", right)
            if not right:
                name = speaker.get("name") or ""
                self._tally.wrong("opinion speaker", "other", wanted.quote, wanted.speaker or "", name)
            self._label("opinion stance", wanted.quote, wanted.stance, got.get("stance"))

    def _ratings(self) -> None:
        gold, found = self._gold.ratings, self._list("ratings")
        left = [(item, self._subject(item)) for item in found]
        hits = 0
        for wanted in gold:
            subject = self._names.words(wanted.subject)
            row = (wanted.level, wanted.votes, wanted.voters)
            for at, (item, names) in enumerate(left):
                same = row == (item.get("level"), item.get("votes"), item.get("voters"))
                if same and any(self._same_subject(subject, name) for name in names):
                    del left[at]
                    hits += 1
                    break
            else:
                self._tally.wrong("ratings and votes", "missed", wanted.subject, str(row))
        for item, _ in left:
            told = str((item.get("level"), item.get("votes"), item.get("voters")))
            self._tally.wrong("ratings and votes", "false", item.get("text") or "", "", told)
        self._tally.count("ratings and votes", hits, len(gold), len(found))

    def _subject(self, item: Item) -> list[list[str]]:
        party = self._parties.get(item.get("subject") or "", {})
        told = (party.get("name"), party.get("role"), item.get("subject_text"), *(party.get("aliases") or []))
        return self._names.all_names(told)

    def _same_subject(self, one: list[str], other: list[str]) -> bool:
        ends = one[-len(other) :] == other or other[-len(one) :] == one
        return ends or self._names.same_body(one, other)

    def _findings(self) -> None:
        gold, found = self._gold.findings, self._list("findings")
        wanted: set[str] = {finding.code for finding in gold}
        told: set[str] = {str(finding.get("rule")) for finding in found} & _CODES
        self._tally.count("finding kinds a document", len(wanted & told), len(wanted), len(told))
        for code in sorted(wanted | told):
            self._tally.count(
                f"kind {code}", int(code in wanted and code in told), int(code in wanted), int(code in told)
            )
            quotes = [[finding.quote] for finding in gold if finding.code == code and finding.quote]
            passages = [self._statements(item) for item in found if item.get("rule") == code and item.get("text")]
            hits = len(align(quotes, passages))
            self._tally.count("finding places", hits, len(quotes), len(passages))
            self._tally.count(f"places {code}", hits, len(quotes), len(passages))


def _persons(parties: Iterable[GoldParty]) -> list[GoldParty]:
    return [party for party in parties if party.kind == "person"]


def _only_persons(parties: Iterable[Party]) -> list[Party]:
    return [party for party in parties if party.get("kind") == "person"]


@dataclass(frozen=True)
class Figures:
    """The measures over a set of documents."""

    documents: int
    missing: int
    counts: Mapping[str, Counts]
    shares: Mapping[str, Share]
    substance: float | None

    def value(self, measure: str) -> float | None:
        """Return the F1 or the accuracy of a measure; None where it was not asked."""
        if measure in self.counts:
            return self.counts[measure].f1
        return self.shares[measure].accuracy if measure in self.shares else None

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as a JSON object, rounded to three places."""
        out: dict[str, Any] = {"documents": self.documents, "reports missing": self.missing}
        for name, row in sorted(self.counts.items()):
            out[name] = {
                "f1": _rounded(row.f1),
                "precision": _rounded(row.precision),
                "recall": _rounded(row.recall),
                "gold": row.gold,
                "predicted": row.predicted,
            }
        for name, share in sorted(self.shares.items()):
            out[name] = {"accuracy": _rounded(share.accuracy), "asked": share.asked}
        out["substance rank correlation"] = _rounded(self.substance)
        return out


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def total(scores: Iterable[DocumentScore]) -> Figures:
    """Return the figures of several documents together: their counts are added, not their ratios averaged."""
    known = tuple(scores)
    counts: dict[str, Counts] = {}
    shares: dict[str, Share] = {}
    for score in known:
        for name, row in score.counts.items():
            counts[name] = counts.get(name, Counts()) + row
        for name, share in score.shares.items():
            shares[name] = shares.get(name, Share()) + share
    pairs = [score.substance for score in known if score.substance is not None]
    return Figures(len(known), sum(score.missing for score in known), counts, shares, spearman(pairs))


def spearman(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return the rank correlation; None for fewer than three pairs or where one side does not vary."""
    if len(pairs) < 3:
        return None
    ranks = np.array([_ranks([pair[side] for pair in pairs]) for side in (0, 1)])
    centred = ranks - ranks.mean(axis=1, keepdims=True)
    spread = float(np.sqrt((centred**2).sum(axis=1).prod()))
    return float((centred[0] * centred[1]).sum() / spread) if spread else None


def _ranks(values: Sequence[float]) -> npt.NDArray[np.float64]:
    _, place, size = np.unique(np.asarray(values), return_inverse=True, return_counts=True)
    last = np.cumsum(size) - 1
    return np.asarray((last - (size - 1) / 2)[place], dtype=np.float64)


def intervals(
    scores: Sequence[DocumentScore],
    groups: Mapping[str, str],
    *,
    seed: int = 0,
    samples: int = 1000,
    level: float = 0.95,
) -> dict[str, tuple[float, float]]:
    """Return the bootstrap interval of each F1 and accuracy, drawing whole organisations with replacement."""
    names = sorted({groups[score.stem] for score in scores})
    if len(names) < 2:
        return {}
    place = {name: number for number, name in enumerate(names)}
    draws = np.random.default_rng(seed).multinomial(len(names), [1 / len(names)] * len(names), size=samples)
    measures = sorted({name for score in scores for name in (*score.counts, *score.shares)})
    out: dict[str, tuple[float, float]] = {}
    for measure in measures:
        right, asked = np.zeros(len(names)), np.zeros(len(names))
        for score in scores:
            at = place[groups[score.stem]]
            if measure in score.counts:
                row = score.counts[measure]
                right[at] += 2 * row.hits
                asked[at] += row.gold + row.predicted
            elif measure in score.shares:
                right[at] += score.shares[measure].right
                asked[at] += score.shares[measure].asked
        drawn_asked = draws @ asked
        values = (draws @ right)[drawn_asked > 0] / drawn_asked[drawn_asked > 0]
        if len(values):
            low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2])
            out[measure] = (round(float(low), 3), round(float(high), 3))
    return out
