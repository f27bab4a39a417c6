"""Evaluation: gold documents through the real analysis, by models that never saw their writer."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Protocol

from assistant.continuity import toolbox
from assistant.errors import DocumentError
from assistant.language import Annotator
from assistant.learning.corpus import GoldDocument, groups
from assistant.learning.examples import Preparer
from assistant.learning.fitting import groups_of
from assistant.learning.pairs import PairReader
from assistant.learning.scoring import DocumentScore, Figures, Mistake, Scorer, intervals, is_scored, total
from assistant.learning.training import fit_all, write
from assistant.report.model import Report

TARGETS: Mapping[str, float] = {
    "shortcomings": 0.95,
    "commitments": 0.95,
    "remediations": 0.93,
    "causes": 0.88,
    "responsibility": 0.88,
    "responsible persons": 0.95,
    "commitment owners": 0.84,
    "commitment addresses": 0.85,
    "commitment deadlines": 0.98,
    "prior defect status": 0.92,
    "prior defect status, where decided": 0.96,
    "prior defect silence claims right": 0.97,
    "prior commitment status": 0.85,
    "point status": 0.85,
    "opinions": 0.90,
    "opinion speaker": 0.98,
    "opinion stance": 0.90,
    "ratings and votes": 0.90,
    "shortcoming hedged": 0.97,
    "shortcoming specific": 0.97,
    "commitment measurable": 0.97,
    "finding kinds a document": 0.92,
    "finding places": 0.88,
}
"""The measures that are told first, with the figure each is to reach on documents of other writers."""


class Analyses(Protocol):
    """What an evaluation needs of an analyser."""

    def analyse(
        self,
        source: bytes,
        *,
        prior: bytes | None = None,
        prompts: bytes | None = None,
        scores: bool = False,
        name: str | None = None,
    ) -> Report:
        """Return the report of a document given as bytes."""
        ...


Factory = Callable[[Path | None], Analyses]
"""Makes an analyser with the models of a folder; None stands for the shipped ones."""


@dataclass(frozen=True)
class Part:
    """The figures of one set of documents: name, measures, bootstrap intervals over organisations."""

    name: str
    figures: Figures
    intervals: Mapping[str, tuple[float, float]]

    def as_dict(self) -> dict[str, Any]:
        """Return the part as a JSON object."""
        told = {name: list(pair) for name, pair in self.intervals.items()}
        return {"figures": self.figures.as_dict(), "intervals": told}


@dataclass(frozen=True)
class Evaluation:
    """The parts of an evaluation, the headline first, and everything that was wrong."""

    parts: tuple[Part, ...]
    mistakes: tuple[Mistake, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return figures, intervals and mistakes as a JSON object."""
        return {
            "parts": {part.name: part.as_dict() for part in self.parts},
            "mistakes": [
                {
                    "stem": mistake.stem,
                    "measure": mistake.measure,
                    "kind": mistake.kind,
                    "quote": mistake.quote,
                    "wanted": mistake.wanted,
                    "got": mistake.got,
                }
                for mistake in self.mistakes
            ],
        }

    def table(self) -> str:
        """Return a Markdown table: a row a measure, a column a part, with intervals in the first column."""
        names = [part.name for part in self.parts]
        lines = [f"| measure | to reach | {' | '.join(names)} |", "| --- |" + " --- |" * (len(names) + 1)]
        lines.append(f"| documents | | {' | '.join(str(part.figures.documents) for part in self.parts)} |")
        for measure, goal in TARGETS.items():
            cells = [_cell(part, measure, full=number == 0) for number, part in enumerate(self.parts)]
            lines.append(f"| {measure} | {goal:.2f} | {' | '.join(cells)} |")
        return "\n".join(lines) + "\n"


def _cell(part: Part, measure: str, *, full: bool) -> str:
    value = part.figures.value(measure)
    if value is None:
        return "–"
    if full and measure in part.intervals:
        low, high = part.intervals[measure]
        return f"{value:.3f} ({low:.2f} to {high:.2f})"
    return f"{value:.3f}"


def reports(
    documents: Sequence[GoldDocument], analyser: Analyses, among: Iterable[GoldDocument]
) -> dict[str, Report | None]:
    """Return the report of every scored document by its stem, with its prior and prompts out of `among`.

    None stands for a document that analysis refused.
    """
    texts = {document.stem: document.text.encode() for document in among}
    out: dict[str, Report | None] = {}
    for document in documents:
        if not is_scored(document.gold):
            continue
        try:
            out[document.stem] = analyser.analyse(
                texts[document.stem],
                prior=texts.get(document.gold.prior or ""),
                prompts=texts.get(document.gold.prompts or ""),
                scores=True,
                name=f"{document.stem}.txt",
            )
        except DocumentError:
            out[document.stem] = None
    return out


def score_all(
    documents: Sequence[GoldDocument], analyser: Analyses, scorer: Scorer, among: Sequence[GoldDocument] | None = None
) -> tuple[DocumentScore, ...]:
    """Return the scores of the documents, analysed by one analyser."""
    made = reports(documents, analyser, among or documents)
    by_stem = {document.stem: document for document in documents}
    return tuple(
        scorer.score(by_stem[stem].gold, report.to_dict() if report is not None else None)
        for stem, report in made.items()
    )


def evaluate(documents: Sequence[GoldDocument], factory: Factory, rules: Traversable, *, seed: int = 0) -> Evaluation:
    """Return how the shipped models read a corpus: all documents, then by kind."""
    scores = score_all(documents, factory(None), Scorer(rules))
    return _evaluation(documents, [("all", scores)], scores, seed)


def cross_evaluate(
    documents: Sequence[GoldDocument],
    factory: Factory,
    rules: Traversable,
    *,
    held_out: Sequence[str] = (),
    beside: Mapping[str, Sequence[GoldDocument]] | None = None,
    seed: int = 0,
) -> Evaluation:
    """Return the figures of models trained anew without each group of manners in turn, and those of held-out manners.

    The parts are `left out in turn`, `held out`, the sets `beside` (by the models of the whole training part), then
    each manner and each kind of the first. Mistakes on held-out manners are not listed, so that nobody tunes on them.
    """
    scorer = Scorer(rules)
    open_documents = [document for document in documents if document.manner not in held_out]
    annotator = Annotator(rules)
    prepared = Preparer(annotator).prepare_all(open_documents)
    pairs = PairReader(rules, annotator.lexicon)
    tools = toolbox(rules, annotator.lexicon)
    manners = sorted({document.manner for document in open_documents})
    scores: list[DocumentScore] = []
    named: list[tuple[str, Sequence[DocumentScore]]] = []
    with tempfile.TemporaryDirectory(prefix="kiemdiem-") as temporary:

        def analyser(name: str, without: Sequence[str] = ()) -> Analyses:
            chosen = [each for each in prepared if each.document.manner not in without]
            folder = Path(temporary) / name
            write(fit_all(chosen, pairs, tools), folder, [each.document for each in chosen], seed=seed)
            return factory(folder)

        if len(manners) > 1:
            for group in groups_of(manners):
                mine = [document for document in open_documents if document.manner in group]
                scores += score_all(mine, analyser("without-" + "-".join(group), group), scorer, documents)
            named.append(("left out in turn", scores))
        sets = {"held out": [document for document in documents if document.manner in held_out], **(beside or {})}
        if any(sets.values()):
            whole = analyser("whole")
            for name, chosen_documents in sets.items():
                if chosen_documents:
                    named.append((name, score_all(chosen_documents, whole, scorer)))
    everything = [*documents, *(document for some in (beside or {}).values() for document in some)]
    return _evaluation(everything, named, scores, seed)


def _evaluation(
    documents: Sequence[GoldDocument],
    named: Sequence[tuple[str, Sequence[DocumentScore]]],
    scores: Sequence[DocumentScore],
    seed: int,
) -> Evaluation:
    """Return the named parts, then the parts of `scores` by manner and by kind, with the mistakes of `scores`."""
    of_group = groups(documents)
    by_stem = {document.stem: document for document in documents}
    parts = list(named)
    for manner in sorted({by_stem[score.stem].manner for score in scores}):
        parts.append((manner, [score for score in scores if by_stem[score.stem].manner == manner]))
    for kind in sorted({by_stem[score.stem].gold.kind for score in scores}):
        parts.append((kind, [score for score in scores if by_stem[score.stem].gold.kind == kind]))
    return Evaluation(
        tuple(Part(name, total(part), intervals(part, of_group, seed=seed)) for name, part in parts),
        tuple(mistake for score in scores for mistake in score.mistakes),
    )
