"""Learning curve and ablation: figures on held-out manners by models that learned from less, or without a part."""

from __future__ import annotations

import multiprocessing
import os
import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

import assistant
from assistant import resources
from assistant.continuity import COMMITMENT, DEFECT, POINT, POINT_UNIT, toolbox
from assistant.inference import LinearModel
from assistant.inference.context import CONTEXT, UNITS
from assistant.language import Annotator
from assistant.learning import GoldDocument, Scorer, load, split
from assistant.learning.evaluation import score_all
from assistant.learning.examples import UNIT_LABELS, Prepared, Preparer
from assistant.learning.pairs import PairReader
from assistant.learning.scoring import Figures, total
from assistant.learning.training import Trained, fit_all, write

MEASURES = (
    "shortcomings",
    "causes",
    "commitments",
    "remediations",
    "responsibility",
    "commitment owners",
    "commitment addresses",
    "prior defect status",
    "prior commitment status",
    "point status",
    "opinion stance",
    "shortcoming specific",
    "finding kinds a document",
    "finding places",
)
STEPS = (1, 2, 4, 6, 9)
"""Numbers of manners learned from, before all of them."""
_CUES = re.compile(r"(?:cue|phrase|head|result)=|[+-]\d[bsx]:")
"""Features that say which cue words a unit, or one beside it, holds."""
_STATUSES = frozenset({COMMITMENT, DEFECT, POINT, POINT_UNIT})
_CUE_WEIGHTS: tuple[dict[str, float], ...] = (
    {
        "cue=defect-noun": 2,
        "cue=defect-predicate": 3,
        "cue=negated": -3,
        "cue=prevention": -3,
        "cue=guidance": -3,
        "cue=condition": -3,
    },
    {"cue=cause-noun": 3, "cue=cause-connective": 3},
    {"cue=assign": 3, "cue=future": 3, "cue=imperative": 3, "cue=ritual": 3},
    {"cue=done": 1, "cue=partial": 1, "cue=claim": 3, "cue=earlier": 1},
)
"""What a cue says of each unit label where no model was trained; a unit bears a label from a sum of 1.5 on."""


@dataclass(frozen=True, slots=True)
class Task:
    """One training: its name, the manners it learns from, whether cue features are seen, and what is then left out."""

    name: str
    manners: tuple[str, ...]
    cues: bool = True
    ablations: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """Figures on the held-out documents by models of some documents."""

    name: str
    documents: int
    figures: Figures


def tasks(documents: Sequence[GoldDocument], held_out: Sequence[str], seed: int = 0) -> tuple[Task, ...]:
    """Return the trainings, the longest first; the manners of a shorter one are among those of a longer one."""
    manners = sorted({document.manner for document in documents} - set(held_out))
    whole = tuple(manners)
    random.Random(seed).shuffle(manners)
    curve = [Task(f"{step} manner" + "s" * (step > 1), tuple(manners[:step])) for step in STEPS if step < len(manners)]
    return (
        Task("all manners", whole, ablations=True),
        Task("without cue features", whole, cues=False),
        *reversed(curve),
    )


def run(task: Task) -> tuple[Result, ...]:
    """Train and score one task; the process needs nothing but the shipped corpora."""
    corpora, rules = resources.corpora(), resources.rules()
    documents, held_out = load(corpora.joinpath("documents")), split(corpora).held_out
    chosen = [document for document in documents if document.manner in task.manners]
    unseen = [document for document in documents if document.manner in held_out]
    annotator, scorer = Annotator(rules), Scorer(rules)
    prepared = Preparer(annotator).prepare_all(chosen)
    if not task.cues:
        prepared = tuple(without_cues(each) for each in prepared)
    trained = fit_all(prepared, PairReader(rules, annotator.lexicon), toolbox(rules, annotator.lexicon))
    found: list[Result] = []
    for name, models in _variants(task, trained):
        with tempfile.TemporaryDirectory(prefix="kiemdiem-") as folder:
            write(models, Path(folder), chosen, seed=0)
            analyser = assistant.load(models=folder, allow_secret=True)
            found.append(Result(name, len(chosen), total(score_all(unseen, analyser, scorer))))
    return tuple(found)


def _variants(task: Task, trained: Trained) -> Iterator[tuple[str, Trained]]:
    yield task.name, trained
    if task.ablations:
        yield "without the models of statuses", _left(trained, without=_STATUSES)
        yield "without the second look at units", _left(trained, without={CONTEXT})
        alone = _left(trained, without={CONTEXT})
        models = tuple(cue_model() if model.name == UNITS else model for model in alone.models)
        yield "cues instead of the unit models", replace(alone, models=models)


def _left(trained: Trained, without: frozenset[str] | set[str]) -> Trained:
    kept = [number for number, model in enumerate(trained.models) if model.name not in without]
    return Trained(tuple(trained.models[number] for number in kept), tuple(trained.figures[number] for number in kept))


def without_cues(prepared: Prepared) -> Prepared:
    """Return a document whose rows say nothing of cue words."""
    rows = tuple({name: value for name, value in row.items() if not _CUES.match(name)} for row in prepared.context.rows)
    return replace(prepared, context=replace(prepared.context, rows=rows))


def cue_model() -> LinearModel:
    """Return a model of units that was never trained: the cues of the lexicon, weighed by hand."""
    names = sorted({name for weights in _CUE_WEIGHTS for name in weights})
    weights = np.array([[told.get(name, 0.0) for told in _CUE_WEIGHTS] for name in names], dtype=np.float32)
    return LinearModel(
        name=UNITS,
        labels=UNIT_LABELS,
        vocabulary={name: number for number, name in enumerate(names)},
        weights=weights,
        intercept=np.full(len(UNIT_LABELS), -1.5, dtype=np.float32),
        thresholds=(0.5,) * len(UNIT_LABELS),
        exclusive=False,
        sha256="",
    )


def table(results: Sequence[Result]) -> str:
    """Return a Markdown table: a row a measure, a column a training."""
    ordered = sorted(results, key=lambda result: result.documents)
    lines = [
        f"| measure | {' | '.join(result.name for result in ordered)} |",
        "| --- |" + " ---: |" * len(ordered),
        f"| documents learned from | {' | '.join(str(result.documents) for result in ordered)} |",
    ]
    for measure in MEASURES:
        values = [result.figures.value(measure) for result in ordered]
        lines.append(f"| {measure} | {' | '.join('–' if each is None else f'{each:.3f}' for each in values)} |")
    return "\n".join(lines) + "\n"


def main() -> str:
    """Return the table of all trainings, made by as many processes as there are cores, at most four."""
    corpora = resources.corpora()
    wanted = tasks(load(corpora.joinpath("documents")), split(corpora).held_out)
    # One thread each: several in every process slow one another down.
    os.environ.update({"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"})
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(os.cpu_count() or 1, 4), mp_context=context) as pool:
        return table([result for results in pool.map(run, wanted) for result in results])
