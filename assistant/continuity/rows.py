"""Rows: what a status model is told of an earlier statement and of the passages that speak of it.

A row holds scores and kinds, never a word of a document, so that little is learned of any one writer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.continuity.candidates import candidates
from assistant.continuity.comparison import Toolbox
from assistant.continuity.model import Reading
from assistant.inference.model import Features, LinearModel
from assistant.report.model import Item, Shortcoming

_STEPS = (0.08, 0.15, 0.3, 0.5, 0.75, 0.9)
"""Scores from which a match counts as fainter or surer; chosen once, evenly in log-odds."""
_LONG = 200
"""Letters of a statement that is long."""
_MANY = 5


@dataclass(frozen=True, slots=True)
class Choice:
    """The label that a status model gives, with its probability."""

    label: str
    probability: float


def choices(model: LinearModel, rows: Sequence[Features]) -> list[Choice]:
    """Return the likeliest label of each row."""
    if not rows:
        return []
    told = model.probabilities(rows)
    best = np.argmax(told, axis=1)
    return [Choice(model.labels[int(at)], float(told[row, at])) for row, at in enumerate(best)]


def graded(name: str, score: float) -> dict[str, float]:
    """Return a score as features: itself, and one for each step that it reaches."""
    return {name: score, **{f"{name}>{step:g}": 1.0 for step in _STEPS if score >= step}}


def best_scores(names: Iterable[str], scored: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Return the graded best score of each name; 0 for one that none bears."""
    best = dict.fromkeys(names, 0.0)
    for name, score in scored:
        best[name] = max(best.get(name, 0.0), score)
    return {key: value for name, score in best.items() for key, value in graded(name, score).items()}


def of_fault(reading: Reading, item: Item) -> dict[str, float]:
    """Return what an earlier fault is: its length, figures, whether it was spoken, and what was extracted of it."""
    first, _ = reading.annotated.view.to_view(item.start, item.end)
    segment = next((each for each in reading.annotated.segments if each.start <= first < each.end), None)
    row = {
        "own:length": min(1.0, len(item.text) / _LONG),
        "own:figures": float(any(map(str.isdigit, item.text))),
        "own:spoken": float(segment is not None and segment.turn is not None),
    }
    if not isinstance(item, Shortcoming):
        return row | {"own:latent": 1.0}
    return row | {
        "own:hedged": float(item.hedged),
        "own:specific": float(item.specific),
        "own:answered-for": float(bool(item.responsible)),
        "own:repeated": float(bool(item.also)),
    }


def of_document(this: Reading, tools: Toolbox, *, claim: bool) -> dict[str, float]:
    """Return what this year's document is like: its kind, how much it tells of earlier faults, a blanket claim."""
    found = candidates(this, tools.reader)
    account = any(candidate.role == "remediation" for candidate in found)
    return {
        f"document={this.document.kind}": 1.0,
        "document:accounts": min(1.0, len(this.remediations) / _MANY),
        "document:account-part": float(account),
        "document:claim": float(claim),
    }


def merged(*parts: Mapping[str, float]) -> dict[str, float]:
    """Return one row of all parts, without zeros."""
    return {name: value for part in parts for name, value in part.items() if value}
