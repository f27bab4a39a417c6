"""Training: from a corpus to the model files that the library ships, the same bytes for the same corpus and seed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np

from assistant.continuity import COMMITMENT, DEFECT, POINT, POINT_UNIT, Toolbox, toolbox
from assistant.errors import UsageError
from assistant.extraction.attachment import BODY, PERSON
from assistant.inference.clauses import CLAUSES
from assistant.inference.context import CONTEXT, UNITS, context_rows
from assistant.inference.features import without_sections
from assistant.inference.model import ADDRESSES, ANSWERABLE, OWNERS, LinearModel, dump
from assistant.language import Annotator
from assistant.learning.corpus import GoldDocument, digest
from assistant.learning.examples import (
    TRUE,
    UNIT_LABELS,
    Example,
    Prepared,
    Preparer,
    clause_examples,
    item_examples,
)
from assistant.learning.fitting import Floats, Recipe, Rows, Task, Truths, f1, fit, out_of_fold, with_thresholds
from assistant.learning.pairs import PairReader
from assistant.learning.statuses import status_examples

MANIFEST_FORMAT = 1
_UNITS = Task(UNITS, UNIT_LABELS, False, Recipe(cost=0.5, fallback_weight=0.5), without_sections)
_CONTEXT = Task(CONTEXT, UNIT_LABELS, False, Recipe(cost=1.0))
_CLAUSES = Task(CLAUSES, (TRUE,), False, Recipe(cost=0.3))
_ITEMS = (
    Task("cause-kind", ("subjective", "objective"), True, Recipe(cost=1.0)),
    Task("measurable", (TRUE,), False, Recipe(cost=1.0)),
    Task("remediation-status", ("resolved", "claimed", "in-progress", "unresolved"), True, Recipe(cost=1.0)),
    Task("specific", (TRUE,), False, Recipe(cost=1.0)),
    Task("stance", ("praise", "critique", "mixed", "reply", "procedural"), True, Recipe(cost=1.0)),
)


_PAIRS = (
    Task(ANSWERABLE, (PERSON, BODY), False, Recipe(cost=1.0, least_documents=4)),
    Task(ADDRESSES, (TRUE,), False, Recipe(cost=1.0)),
    Task(OWNERS, (TRUE,), False, Recipe(cost=0.5, least_documents=3)),
)
_STATUSES = (
    Task(COMMITMENT, ("kept", "partly", "broken", "unmentioned"), True, Recipe(cost=0.05)),
    Task(DEFECT, ("recurring", "in-progress", "resolved", "claimed", "unmentioned"), True, Recipe(cost=0.05)),
    Task(POINT, ("answered", "partly", "unanswered"), True, Recipe(cost=0.3)),
    Task(POINT_UNIT, (TRUE,), False, Recipe(cost=0.5)),
)


@dataclass(frozen=True, slots=True)
class LabelFigures:
    """What a model scores for one label on rows of manners it has not seen."""

    f1: float
    precision: float
    recall: float
    examples: int
    threshold: float


@dataclass(frozen=True)
class ModelFigures:
    """What one model scores; `accuracy` is the share of rows with all labels right."""

    name: str
    rows: int
    accuracy: float
    labels: Mapping[str, LabelFigures]


@dataclass(frozen=True)
class Trained:
    """Models with their figures, by name."""

    models: tuple[LinearModel, ...]
    figures: tuple[ModelFigures, ...]


@dataclass(frozen=True)
class Training:
    """What a training wrote: the folder, the documents it learned from, the figures."""

    folder: Path
    documents: int
    manners: tuple[str, ...]
    figures: tuple[ModelFigures, ...]


def train(
    documents: Sequence[GoldDocument],
    rules: Traversable,
    folder: Path,
    *,
    seed: int = 0,
    held_out: Sequence[str] = (),
) -> Training:
    """Fit every model to the documents outside the held-out manners and write the files into `folder`.

    Raises UsageError when nothing is left to learn from.
    """
    used = tuple(document for document in documents if document.manner not in held_out)
    annotator = Annotator(rules)
    prepared = Preparer(annotator).prepare_all(used)
    trained = fit_all(prepared, PairReader(rules, annotator.lexicon), toolbox(rules, annotator.lexicon))
    write(trained, folder, used, seed=seed, held_out=held_out)
    manners = tuple(sorted({document.manner for document in used}))
    return Training(folder, len(used), manners, trained.figures)


def fit_all(prepared: Sequence[Prepared], pairs: PairReader, tools: Toolbox) -> Trained:
    """Return every model fitted to prepared documents, with out-of-fold figures."""
    if not prepared:
        raise UsageError("corpus.nothing_to_learn")
    data = unit_rows(prepared)
    units, unseen = _fitted(_UNITS, data)
    context, unseen = _fitted(_CONTEXT, _with_context(prepared, data, unseen))
    clauses, _ = _fitted(_CLAUSES, _item_rows(_CLAUSES, _clauses(prepared, unseen)))
    examples = [item_examples(each) | pairs.examples(each) for each in prepared]
    items = [
        _fitted(task, _item_rows(task, [example for each in examples for example in each[task.name]]))[0]
        for task in (*_ITEMS, *_PAIRS)
    ]
    models, figures = zip(units, context, clauses, *items, *fit_statuses(prepared, tools), strict=True)
    return Trained(models, figures)


def fit_statuses(prepared: Sequence[Prepared], tools: Toolbox) -> list[tuple[LinearModel, ModelFigures]]:
    """Return the models of continuity with their figures; one that has no example at all is left out."""
    examples = status_examples(prepared, tools)
    return [_fitted(task, _item_rows(task, examples[task.name]))[0] for task in _STATUSES if examples[task.name]]


def _fitted(task: Task, rows: Rows) -> tuple[tuple[LinearModel, ModelFigures], Floats]:
    """Return a model with its figures, and the probabilities of its rows by models that had not seen their manner."""
    unseen = out_of_fold(task, rows)
    model = fit(task, rows)
    if not task.exclusive:
        model = with_thresholds(model, unseen, rows.targets)
    return (model, _figures(model, unseen, rows.targets)), unseen


def _with_context(prepared: Sequence[Prepared], data: Rows, unseen: Floats) -> Rows:
    """Return the rows of the second model; it learns from what the first one says of documents it has not seen."""
    rows: list[dict[str, float]] = []
    for each in prepared:
        part = unseen[len(rows) : len(rows) + len(each.rows)]
        rows += context_rows(each.units, each.rows, part, UNIT_LABELS)
    return replace(data, rows=rows)


def _clauses(prepared: Sequence[Prepared], unseen: Floats) -> list[Example]:
    """Return the clauses as examples; they learn from what the second model says of documents it has not seen."""
    out: list[Example] = []
    done = 0
    for each in prepared:
        out += clause_examples(each, unseen[done : done + len(each.rows)])
        done += len(each.rows)
    return out


def unit_rows(prepared: Sequence[Prepared]) -> Rows:
    """Return the units of all documents as training rows."""
    return Rows(
        [row for each in prepared for row in each.rows],
        np.vstack([each.labels for each in prepared]),
        [each.document.stem for each in prepared for _ in each.rows],
        [each.document.manner for each in prepared for _ in each.rows],
    )


def _item_rows(task: Task, examples: Sequence[Example]) -> Rows:
    targets = np.zeros((len(examples), len(task.labels)), dtype=np.bool_)
    for number, example in enumerate(examples):
        if example.label in task.labels:
            targets[number, task.labels.index(example.label)] = True
    return Rows(
        [example.row for example in examples],
        targets,
        [example.stem for example in examples],
        [example.manner for example in examples],
    )


def _figures(model: LinearModel, probabilities: Floats, targets: Truths) -> ModelFigures:
    given = probabilities >= np.asarray(model.thresholds)
    if model.exclusive:
        given = np.zeros_like(targets)
        given[np.arange(len(given)), probabilities.argmax(axis=1)] = True
    labels: dict[str, LabelFigures] = {}
    for number, label in enumerate(model.labels):
        told, wanted = given[:, number], targets[:, number]
        hits = int((told & wanted).sum())
        labels[label] = LabelFigures(
            f1=round(f1(told, wanted), 3),
            precision=round(hits / max(1, int(told.sum())), 3),
            recall=round(hits / max(1, int(wanted.sum())), 3),
            examples=int(wanted.sum()),
            threshold=round(model.thresholds[number], 3),
        )
    right = float((given == targets).all(axis=1).mean()) if len(targets) else 0.0
    return ModelFigures(model.name, len(targets), round(right, 3), labels)


# --- files ---------------------------------------------------------------------------------


def write(
    trained: Trained, folder: Path, documents: Sequence[GoldDocument], *, seed: int, held_out: Sequence[str] = ()
) -> None:
    """Write the models, a card each, and the manifest with the hashes of all files."""
    manners = sorted({document.manner for document in documents})
    corpus = {
        "sha256": digest(documents),
        "documents": len(documents),
        "manners": manners,
        "held-out": sorted(held_out),
    }
    listed: dict[str, object] = {}
    for model, figures in zip(trained.models, trained.figures, strict=True):
        files = dump(model)
        files["CARD.md"] = _card(model, figures, corpus, seed).encode()
        place = folder / model.name
        place.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (place / name).write_bytes(data)
        listed[model.name] = {
            "files": {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())},
            "figures": _told(figures),
        }
    manifest = {
        "format": MANIFEST_FORMAT,
        "seed": seed,
        "corpus": corpus,
        "versions": {name: version(name) for name in ("kiemdiem", "numpy", "scikit-learn", "scipy")},
        "models": listed,
    }
    (folder / "manifest.json").write_bytes((json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())


def _told(figures: ModelFigures) -> dict[str, object]:
    labels = {
        label: {
            "f1": row.f1,
            "precision": row.precision,
            "recall": row.recall,
            "examples": row.examples,
            "threshold": row.threshold,
        }
        for label, row in figures.labels.items()
    }
    return {"rows": figures.rows, "accuracy": figures.accuracy, "labels": labels}


_PURPOSES = {
    ANSWERABLE: "whether a party answers for a shortcoming",
    ADDRESSES: "whether a commitment answers a shortcoming",
    OWNERS: "whether a party owns a commitment",
    UNITS: "which sentences, list items and table cells state a shortcoming, a cause, a commitment or a remediation",
    CONTEXT: "the same by what the model `units` says of the sentence and of those around it",
    CLAUSES: "which clause of a sentence that tells more states a cause",
    "cause-kind": "whether a stated cause is subjective or objective",
    "measurable": "whether a commitment can later be checked",
    "remediation-status": "what is said to have become of an earlier fault",
    COMMITMENT: "what became of a promise of last year's review, by the passages that speak of it",
    DEFECT: "what became of a fault of last year's review, by the passages that speak of it",
    POINT: "how a superior's point is taken up, by the passages that speak of it",
    POINT_UNIT: "which statements of a superior's document are points to be answered",
    "specific": "whether a shortcoming names a particular that can be checked",
    "stance": "what a speaker's turn does: praise, criticise, both, reply, or run the meeting",
}


def _card(model: LinearModel, figures: ModelFigures, corpus: Mapping[str, object], seed: int) -> str:
    manners, held_out = corpus["manners"], corpus["held-out"]
    maker = f"`kiemdiem train`, seed {seed}; logistic regression over {len(model.vocabulary)} features"
    source = f"{corpus['documents']} invented documents (manners {_listed(manners)}), {figures.rows} rows"
    lines = [
        f"# {model.name}",
        "",
        f"A linear model over named features that tells {_PURPOSES[model.name]}.",
        "",
        f"- Made by: {maker}; labels {', '.join(model.labels)}.",
        f"- Learned from: {source}; never from {_listed(held_out)} or the exemplars.",
        f"- Corpus SHA-256: `{corpus['sha256']}`.",
        "- Files: `weights.npz` (numbers), `model.json` (names); nothing in them is executed.",
        "- Limits: invented, clean documents by a few writers; real minutes are harder, and other writers differ.",
        "",
        "Figures on rows of a manner the model had not seen (each manner left out in turn; thresholds chosen on them):",
        "",
        "| label | F1 | precision | recall | examples | threshold |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {label} | {row.f1:.3f} | {row.precision:.3f} | {row.recall:.3f} | {row.examples} | {row.threshold:g} |"
        for label, row in figures.labels.items()
    ]
    lines += ["", f"All labels right: {figures.accuracy:.3f} of {figures.rows} rows.", ""]
    return "\n".join(lines)


def _listed(names: object) -> str:
    return ", ".join(str(name) for name in names) if isinstance(names, list) and names else "none"
