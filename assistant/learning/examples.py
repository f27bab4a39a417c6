"""From gold annotation to training examples: the rows that analysis computes, with the labels the gold gives them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.documents import read
from assistant.extraction.contexts import ContextReader
from assistant.extraction.model import Context
from assistant.inference.clauses import Clause, ClauseReader, clause_rows
from assistant.inference.context import Probabilities
from assistant.inference.features import turn_features, turn_members, turn_row
from assistant.inference.model import Features
from assistant.language import Annotator
from assistant.language.model import Annotated, Segment
from assistant.learning.corpus import GoldDocument
from assistant.learning.gold import GoldAnnotation, GoldOpinion

UNIT_LABELS = ("shortcoming", "cause", "commitment", "remediation")
TRUE = "true"
_SMALLER_SHARE = 0.6
_UNIT_SHARE = 0.3
_CLAUSE_SHARE = 0.5
Span = tuple[int, int]


@dataclass(frozen=True)
class Example:
    """One row with its label, and where it comes from."""

    stem: str
    manner: str
    row: Features
    label: str


@dataclass(frozen=True)
class Prepared:
    """A gold document as analysis sees it; `labels` has the shape (units, unit labels)."""

    document: GoldDocument
    context: Context
    labels: npt.NDArray[np.bool_]
    clauses: tuple[Clause, ...] = ()
    """The clauses of the units that have more than one."""

    @property
    def annotated(self) -> Annotated:
        """The text with its segments, sections and turns."""
        return self.context.annotated

    @property
    def units(self) -> Sequence[Segment]:
        """The units that may state an item."""
        return self.context.units

    @property
    def rows(self) -> Sequence[Features]:
        """The features of each unit."""
        return self.context.rows


class Preparer:
    """Prepares gold documents with the readers that analysis uses."""

    def __init__(self, annotator: Annotator) -> None:
        self._contexts = ContextReader(annotator)
        self._clauses = ClauseReader(annotator.lexicon)

    def prepare(self, document: GoldDocument) -> Prepared:
        """Return the units of a document with rows and labels; kind and year are those that analysis would find."""
        upload = read(document.text.encode(), name=f"{document.stem}.txt", allow_secret=True)
        context = self._contexts.read(upload)
        labels = unit_labels(document.gold, upload.text, _raw_spans(context.annotated, context.units))
        return Prepared(document, context, labels, self._clauses.clauses(context.annotated, context.units))

    def prepare_all(self, documents: Iterable[GoldDocument]) -> tuple[Prepared, ...]:
        """Return the documents prepared, in order."""
        return tuple(self.prepare(document) for document in documents)


def _raw_spans(annotated: Annotated, segments: Sequence[Segment]) -> list[Span]:
    return [annotated.view.to_raw(segment.start, segment.end) for segment in segments]


def unit_labels(gold: GoldAnnotation, text: str, spans: Sequence[Span]) -> npt.NDArray[np.bool_]:
    """Return which labels the gold gives each unit: by the raw offsets that a quote and a unit share."""
    labels = np.zeros((len(spans), len(UNIT_LABELS)), dtype=np.bool_)
    quotes: tuple[list[str], ...] = (
        [quote for item in gold.shortcomings for quote in (item.quote, *item.also)],
        [item.quote for item in gold.causes],
        [item.quote for item in gold.commitments],
        [item.quote for item in gold.remediations],
    )
    for column, found in enumerate(quotes):
        for quote in found:
            labels[_covered(text, quote, spans), column] = True
    return labels


def clause_examples(prepared: Prepared, probabilities: Probabilities) -> tuple[Example, ...]:
    """Return the clauses as examples of whether they state a cause; `probabilities` are those of the units."""
    view, document = prepared.annotated.view, prepared.document
    rows = clause_rows(prepared.annotated, prepared.units, prepared.clauses, probabilities, UNIT_LABELS)
    spans = [view.to_raw(clause.start, clause.end) for clause in prepared.clauses]
    stated = [False] * len(spans)
    for cause in document.gold.causes:
        start = view.raw.find(cause.quote)
        for index, (first, last) in enumerate(spans if start >= 0 else ()):
            shared = min(start + len(cause.quote), last) - max(start, first)
            stated[index] |= shared > 0 and shared >= _CLAUSE_SHARE * (last - first)
    return tuple(
        Example(document.stem, document.manner, row, TRUE if holds else "")
        for row, holds in zip(rows, stated, strict=True)
    )


def covered_units(context: Context, quote: str) -> list[int]:
    """Return the units of a document that state a quote."""
    return _covered(context.annotated.view.raw, quote, _raw_spans(context.annotated, context.units))


def _covered(text: str, quote: str, spans: Sequence[Span]) -> list[int]:
    """Return the units that state a quote: 60 % of the shorter of both is shared, and 30 % of the unit."""
    start = text.find(quote)
    if start < 0:
        return []
    end = start + len(quote)
    covered: list[int] = []
    for index, (first, last) in enumerate(spans):
        shared = min(end, last) - max(start, first)
        if (
            shared > 0
            and shared >= _SMALLER_SHARE * min(end - start, last - first)
            and shared >= _UNIT_SHARE * (last - first)
        ):
            covered.append(index)
    return covered


def item_examples(prepared: Prepared) -> dict[str, tuple[Example, ...]]:
    """Return the examples of the models that judge one item, by model name; an item's row is that of its first unit."""
    gold, document = prepared.document.gold, prepared.document
    spans = _raw_spans(prepared.annotated, prepared.units)
    told: dict[str, list[tuple[str, str]]] = {
        "cause-kind": [(item.quote, item.kind) for item in gold.causes],
        "remediation-status": [(item.quote, item.status) for item in gold.remediations],
        "specific": [(item.quote, _truth(item.specific)) for item in gold.shortcomings],
        "measurable": [(item.quote, _truth(item.measurable)) for item in gold.commitments],
    }
    out: dict[str, tuple[Example, ...]] = {}
    for name, items in told.items():
        rows = ((_covered(prepared.annotated.view.raw, quote, spans), label) for quote, label in items)
        out[name] = tuple(
            Example(document.stem, document.manner, prepared.rows[covered[0]], label)
            for covered, label in rows
            if covered
        )
    out["stance"] = tuple(_turns(prepared))
    return out


def _truth(holds: bool) -> str:
    return TRUE if holds else ""


def stated_turns(prepared: Prepared) -> Iterable[tuple[int, GoldOpinion]]:
    """Yield the speakers' turns that are opinions of the gold, with these."""
    view = prepared.annotated.view
    for opinion in prepared.document.gold.opinions:
        start = view.raw.find(opinion.quote)
        end = start + len(opinion.quote)
        for number, turn in enumerate(prepared.annotated.turns):
            first, last = view.to_raw(turn.start, turn.end)
            shared = min(end, last) - max(start, first)
            if start >= 0 and first < last and shared >= _SMALLER_SHARE * max(end - start, last - first, 1):
                yield number, opinion
                break


def _turns(prepared: Prepared) -> Iterable[Example]:
    """Yield the speakers' turns that are opinions of the gold as examples of their stance."""
    members = turn_members(prepared.units)
    for number, opinion in stated_turns(prepared):
        rows = [dict(prepared.rows[index]) for index in members.get(number, ())]
        row = turn_row(rows, turn_features(prepared.annotated, number))
        yield Example(prepared.document.stem, prepared.document.manner, row, opinion.stance)
