"""Agreement of two annotators who annotated the same documents, neither seeing the other's work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from typing import Any, Protocol, TypeVar

from assistant.errors import DataError
from assistant.learning.alignment import Names, align
from assistant.learning.corpus import GoldDocument, entries, groups, parse
from assistant.learning.derived import derived
from assistant.learning.gold import GoldAnnotation, GoldFinding, GoldParty, GoldRating
from assistant.learning.scoring import Counts, DocumentScore, Scorer, intervals, total

FIRST, SECOND = "first", "second"
LABELS: tuple[str, ...] = (
    "shortcomings",
    "causes",
    "commitments",
    "remediations",
    "opinions",
    "responsibility",
    "responsible persons",
    "commitment owners",
    "commitment deadlines",
    "commitment addresses",
    "ratings and votes",
    "point found",
    "finding kinds a document",
    "finding places",
)
"""The lists that are told, by the names of the measures; not items of last year, which both annotators are given."""
DECISIONS: tuple[str, ...] = (
    "shortcoming specific",
    "shortcoming hedged",
    "cause kind",
    "commitment measurable",
    "remediation status",
    "prior defect status",
    "prior commitment status",
    "point kind",
    "point status",
    "opinion stance",
    "rating level",
)
"""The decisions that are told, each taken of items that both annotators have."""
Decision = tuple[str, str, str]
"""What was decided, by the first annotator, by the second."""
Json = dict[str, Any]


class _Quoted(Protocol):
    """An item with a quote."""

    @property
    def quote(self) -> str: ...


_Item = TypeVar("_Item", bound=_Quoted)


@dataclass(frozen=True, slots=True)
class Kappa:
    """Decisions of two annotators on the same items: how many, how many alike, Cohen's kappa.

    Kappa is None where chance alone would make them agree on every item, or where there is none.
    """

    items: int
    same: int
    kappa: float | None

    @property
    def share(self) -> float | None:
        """Share of the decisions that are alike."""
        return self.same / self.items if self.items else None


@dataclass(frozen=True)
class AgreementPart:
    """The agreement on one set of documents; `counts` take the first annotation for the gold, `intervals` are of F1."""

    name: str
    documents: int
    counts: Mapping[str, Counts]
    decisions: Mapping[str, Kappa]
    intervals: Mapping[str, tuple[float, float]]

    def as_dict(self) -> Json:
        """Return the part as a JSON object, ratios rounded to three places."""
        labels: dict[str, Json] = {
            name: {"first": row.gold, "second": row.predicted, "both": row.hits, "f1": _rounded(row.f1)}
            for name, row in self.counts.items()
        }
        for name, (low, high) in self.intervals.items():
            labels[name]["interval"] = [low, high]
        decisions = {
            name: {"items": row.items, "same": row.same, "kappa": _rounded(row.kappa)}
            for name, row in self.decisions.items()
        }
        return {"documents": self.documents, "labels": labels, "decisions": decisions}


@dataclass(frozen=True)
class Agreement:
    """The agreement on all documents, then on those of each manner; `single` are stems that only one side has."""

    parts: tuple[AgreementPart, ...]
    single: tuple[str, ...] = ()

    def as_dict(self) -> Json:
        """Return every part as a JSON object."""
        return {"parts": {part.name: part.as_dict() for part in self.parts}, "single": list(self.single)}

    def table(self) -> str:
        """Return Markdown tables: F1 of each label and kappa of each decision, over all and by manner."""
        whole, *manners = self.parts
        names = "".join(f" {part.name} |" for part in manners)
        rules = " ---: |" * len(manners)
        lines = [
            f"| label ({whole.documents} documents) | first | second | both | F1 (95 % interval) |{names}",
            f"| --- | ---: | ---: | ---: | ---: |{rules}",
        ]
        for label in LABELS:
            row = whole.counts.get(label, Counts())
            cells = [_told(part.counts.get(label, Counts()).f1) for part in manners]
            interval = whole.intervals.get(label)
            around = f" ({interval[0]:.2f} to {interval[1]:.2f})" if interval else ""
            figures = (label, str(row.gold), str(row.predicted), str(row.hits), f"{_told(row.f1)}{around}", *cells)
            lines.append(f"| {' | '.join(figures)} |")
        lines += ["", f"| decision | items | same | share | κ |{names}", f"| --- | ---: | ---: | ---: | ---: |{rules}"]
        for name in DECISIONS:
            made = whole.decisions[name]
            cells = [_told(part.decisions[name].kappa) for part in manners]
            figures = (name, str(made.items), str(made.same), _told(made.share), _told(made.kappa), *cells)
            lines.append(f"| {' | '.join(figures)} |")
        return "\n".join(lines) + "\n"


def _told(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def side(folder: Traversable) -> tuple[GoldDocument, ...]:
    """Return the annotations below a folder of one annotator, without the texts; raises DataError for a broken one."""
    return tuple(parse(replace(entry, text=b"")) for entry in entries(folder))


def compare(folder: Traversable, rules: Traversable, *, seed: int = 0) -> Agreement:
    """Return the agreement of the annotations in the subfolders `first` and `second`; raises DataError without both."""
    sides = [folder.joinpath(name) for name in (FIRST, SECOND)]
    if not all(each.is_dir() for each in sides):
        raise DataError("corpus.sides", path=folder.name, line=1, column=1, excerpt="", reason="")
    return agreement(side(sides[0]), side(sides[1]), rules, seed=seed)


def agreement(
    first: Iterable[GoldDocument], second: Iterable[GoldDocument], rules: Traversable, *, seed: int = 0
) -> Agreement:
    """Return the agreement on the documents that stand on both sides.

    Items are matched as reports are with gold (see `scoring`); the intervals are drawn over organisations. Findings are
    those that follow from the other labels, on both sides.
    """
    one, other = ({document.stem: document for document in documents} for documents in (first, second))
    stems = sorted(one.keys() & other.keys())
    scorer, names = Scorer(rules), Names(rules)
    scores = {
        stem: scorer.score(_with_derived(one[stem].gold), as_report(_with_derived(other[stem].gold))) for stem in stems
    }
    made = {stem: tuple(decisions(one[stem].gold, other[stem].gold, names)) for stem in stems}
    group = groups(one[stem] for stem in stems)

    def part(name: str, chosen: Sequence[str]) -> AgreementPart:
        return _part(
            name, [scores[stem] for stem in chosen], [row for stem in chosen for row in made[stem]], group, seed
        )

    manners = sorted({one[stem].manner for stem in stems})
    parts = [part("all", stems)]
    parts += [part(manner, [stem for stem in stems if one[stem].manner == manner]) for manner in manners]
    return Agreement(tuple(parts), tuple(sorted(one.keys() ^ other.keys())))


def _part(
    name: str, scores: Sequence[DocumentScore], made: Sequence[Decision], group: Mapping[str, str], seed: int
) -> AgreementPart:
    figures = total(scores)
    counts = {label: figures.counts[label] for label in LABELS if label in figures.counts}
    drawn = intervals(scores, group, seed=seed)
    return AgreementPart(
        name,
        len(scores),
        counts,
        {name: kappa([(one, other) for told, one, other in made if told == name]) for name in DECISIONS},
        {label: drawn[label] for label in counts if label in drawn},
    )


def _with_derived(gold: GoldAnnotation) -> GoldAnnotation:
    """Return an annotation with the findings that follow from it, and no others; second annotators set none."""
    findings = tuple(GoldFinding(code=code, quote=quote) for code, quote in derived(gold))
    return gold.model_copy(update={"findings": findings})


def kappa(pairs: Sequence[tuple[str, str]]) -> Kappa:
    """Return the agreement of pairs of decisions: (share alike - share by chance) / (1 - share by chance) (Cohen)."""
    count = len(pairs)
    same = sum(one == other for one, other in pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    by_chance = sum(first[label] * second[label] for label in first)
    if by_chance == count * count:
        return Kappa(count, same, None)
    return Kappa(count, same, (same * count - by_chance) / (count * count - by_chance))


def decisions(one: GoldAnnotation, other: GoldAnnotation, names: Names) -> Iterator[Decision]:
    """Yield the decisions of two annotations on the items that both have."""
    faults = [[(item.quote, *item.also) for item in gold.shortcomings] for gold in (one, other)]
    for pair in align(faults[0], faults[1]):
        fault, fault_too = one.shortcomings[pair.gold], other.shortcomings[pair.predicted]
        yield "shortcoming specific", str(fault.specific), str(fault_too.specific)
        yield "shortcoming hedged", str(fault.hedged), str(fault_too.hedged)
    for cause, cause_too in _matched(one.causes, other.causes):
        yield "cause kind", cause.kind, cause_too.kind
    for promise, promise_too in _matched(one.commitments, other.commitments):
        yield "commitment measurable", str(promise.measurable), str(promise_too.measurable)
    for mended, mended_too in _matched(one.remediations, other.remediations):
        yield "remediation status", mended.status, mended_too.status
    for defect, defect_too in _matched(one.prior_defects, other.prior_defects):
        yield "prior defect status", defect.status, defect_too.status
    for kept, kept_too in _matched(one.prior_commitments, other.prior_commitments):
        yield "prior commitment status", kept.status, kept_too.status
    for point, point_too in _matched(one.points, other.points):
        yield "point kind", point.kind, point_too.kind
        yield "point status", point.status, point_too.status
    for opinion, opinion_too in _matched(one.opinions, other.opinions):
        yield "opinion stance", opinion.stance, opinion_too.stance
    for rating, rating_too in _same_ratings(one.ratings, other.ratings, names):
        yield "rating level", rating.level, rating_too.level


def _matched(one: Sequence[_Item], other: Sequence[_Item]) -> Iterator[tuple[_Item, _Item]]:
    for pair in align([[item.quote] for item in one], [[item.quote] for item in other]):
        yield one[pair.gold], other[pair.predicted]


def _same_ratings(
    one: Sequence[GoldRating], other: Sequence[GoldRating], names: Names
) -> Iterator[tuple[GoldRating, GoldRating]]:
    """Yield the ratings of the same subject; those alike in all else before the rest."""
    left = list(other)
    rest: list[GoldRating] = []
    for rating in one:
        alike = (found for found in left if rating == found.model_copy(update={"subject": rating.subject}))
        same = next((found for found in alike if _same_subject(rating, found, names)), None)
        if same is None:
            rest.append(rating)
        else:
            left.remove(same)
            yield rating, same
    for rating in rest:
        same = next((found for found in left if _same_subject(rating, found, names)), None)
        if same is not None:
            left.remove(same)
            yield rating, same


def _same_subject(one: GoldRating, other: GoldRating, names: Names) -> bool:
    first, second = names.words(one.subject), names.words(other.subject)
    return names.same_ending(first, second) or names.same_body(first, second)


def as_report(gold: GoldAnnotation) -> Json:
    """Return an annotation in the JSON form of a report, as far as scoring reads it."""
    return _Reporter(gold).report()


class _Reporter:
    """Makes a report of one annotation; a text is made up of the quotes that a report gives by their place."""

    def __init__(self, gold: GoldAnnotation) -> None:
        self._gold = gold
        self._parties: list[Json] = []
        self._text = ""

    def report(self) -> Json:
        """Return the report."""
        gold = self._gold
        ids = {item.quote: f"s{number}" for number, item in enumerate(gold.shortcomings)}
        told: Json = {
            "shortcomings": [
                {
                    "id": ids[item.quote],
                    "text": item.quote,
                    "also": [self._span(quote) for quote in item.also],
                    "specific": item.specific,
                    "hedged": item.hedged,
                    "responsible": self._who(item.responsible),
                }
                for item in gold.shortcomings
            ],
            "causes": [{"text": item.quote, "kind": item.kind} for item in gold.causes],
            "commitments": [
                {
                    "text": item.quote,
                    "owners": self._who(item.owners),
                    "deadline": item.deadline,
                    "measurable": item.measurable,
                    "addresses": [ids[quote] for quote in item.addresses if quote in ids],
                }
                for item in gold.commitments
            ],
            "remediations": [{"text": item.quote, "status": item.status} for item in gold.remediations],
            "opinions": [
                {"text": item.quote, "stance": item.stance, "speaker": self._speaker(item.speaker)}
                for item in gold.opinions
            ],
            "ratings": [
                {"subject_text": item.subject, "level": item.level, "votes": item.votes, "voters": item.voters}
                for item in gold.ratings
            ],
            "findings": [{"rule": item.code, "text": item.quote} for item in gold.findings],
            "prior": {
                "defects": [_status(item.quote, item.status, item.evidence) for item in gold.prior_defects],
                "commitments": [_status(item.quote, item.status, item.evidence) for item in gold.prior_commitments],
            },
            "prompts": [{"points": [_status(item.quote, item.status, item.evidence) for item in gold.points]}],
        }
        document = {"kind": gold.kind, "year": gold.year, "text": self._text}
        return {**told, "parties": self._parties, "document": document}

    def _span(self, quote: str) -> tuple[int, int]:
        start = len(self._text)
        self._text += quote + "\n"
        return start, start + len(quote)

    def _who(self, parties: Iterable[GoldParty]) -> list[str]:
        ids: list[str] = []
        for party in parties:
            ids.append(f"p{len(self._parties)}")
            self._parties.append({"id": ids[-1], "kind": party.kind, "name": party.name, "role": party.role})
        return ids

    def _speaker(self, name: str | None) -> str | None:
        return None if name is None else self._who([GoldParty(kind="person", name=name)])[0]


def _status(quote: str, status: str, evidence: Iterable[str]) -> Json:
    return {"text": quote, "status": status, "evidence": [{"text": each} for each in evidence]}
