"""Examples of the models of continuity: the rows that it computes of gold documents, with the gold's statuses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.continuity import (
    COMMITMENT,
    DEFECT,
    POINT,
    POINT_UNIT,
    Reading,
    Toolbox,
    commitment_rows,
    defect_rows,
    point_rows,
)
from assistant.inference.model import Features
from assistant.learning.alignment import align
from assistant.learning.examples import TRUE, Example, Prepared, covered_units
from assistant.learning.gold import GoldPoint, GoldPriorCommitment, GoldPriorDefect
from assistant.learning.readings import reading

_THINNINGS = (0, 1, 2, 3)
"""Readings made of each pair of documents: whole, and thinned as extraction would."""
_Told = GoldPriorDefect | GoldPriorCommitment | GoldPoint


def status_examples(prepared: Sequence[Prepared], tools: Toolbox) -> dict[str, tuple[Example, ...]]:
    """Return the examples of each model of continuity by its name; `tools` hold no such model."""
    known = {each.document.stem: each for each in prepared}
    found: dict[str, list[Example]] = {DEFECT: [], COMMITMENT: [], POINT: []}
    for each in prepared:
        for name, example in _of_document(each, known, tools):
            found[name].append(example)
    told = {name: tuple(examples) for name, examples in found.items()}
    return {**told, POINT_UNIT: tuple(_point_units(prepared, known))}


def _of_document(this: Prepared, known: dict[str, Prepared], tools: Toolbox) -> Iterator[tuple[str, Example]]:
    gold = this.document.gold
    linked = [stem for stem in (gold.prior, gold.prompts) if stem in known]
    if not linked:
        return
    whole: dict[str, Reading] = {}
    for thinning in _THINNINGS:
        made = {stem: reading(known[stem], thinning, whole.get(stem)) for stem in (this.document.stem, *linked) if stem}
        whole = whole or made
        now = made[this.document.stem]
        if gold.prior in made:
            before = made[gold.prior]
            faults = [(item.text, row) for item, row in defect_rows(now, before, tools)]
            promises = [(item.text, row) for item, row in commitment_rows(now, before, tools)]
            yield from ((DEFECT, each) for each in _matched(this, gold.prior_defects, faults))
            yield from ((COMMITMENT, each) for each in _matched(this, gold.prior_commitments, promises))
        if gold.prompts in made:
            asked = point_rows(now, made[gold.prompts], tools)
            yield from ((POINT, each) for each in _matched(this, gold.points, asked))


def _matched(this: Prepared, told: Sequence[_Told], rows: Sequence[tuple[str, Features]]) -> Iterator[Example]:
    """Yield the rows whose statement is one of the gold's, with its status."""
    document = this.document
    for pair in align([[each.quote] for each in told], [[text] for text, _ in rows]):
        yield Example(document.stem, document.manner, rows[pair.predicted][1], told[pair.gold].status)


def _point_units(prepared: Sequence[Prepared], known: dict[str, Prepared]) -> Iterator[Example]:
    """Yield the units of the documents that points were taken from: whether each is (part of) a point."""
    quotes: dict[str, list[str]] = {}
    for each in prepared:
        gold = each.document.gold
        if gold.prompts in known and gold.prompts is not None:
            quotes.setdefault(gold.prompts, []).extend(point.quote for point in gold.points)
    for stem, told in quotes.items():
        asked = known[stem]
        marked = {index for quote in told for index in covered_units(asked.context, quote)}
        for index, row in enumerate(asked.rows):
            yield Example(stem, asked.document.manner, row, TRUE if index in marked else "")
