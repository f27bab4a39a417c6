"""Fitting one linear model over named features, its thresholds, and what it scores on rows it has not seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from assistant.inference.model import Features, LinearModel

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
_GRID = np.round(np.arange(0.1, 0.76, 0.025), 3)
_NEXT_TO_BEST = 0.005
_MOST_FOLDS = 6
"""Groups of manners left out in turn; more of them take longer and tell little more."""
_NEVER = -30.0
"""Intercept of a label that no example bears."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is fitted; the defaults were chosen by leaving out one manner of the corpus after another."""

    cost: float = 2.0
    """Inverse strength of the quadratic penalty."""
    least_documents: int = 2
    """Documents a feature must stand in; one seen in a single document says more of it than of the language."""
    balanced: bool = False
    """Whether the rarer label weighs more, so that both weigh the same."""
    fallback_weight: float = 0.0
    """Weight of each row's fallback form (see `fallback`) as a second example; 0 for none."""


@dataclass(frozen=True)
class Rows:
    """Training rows with targets of shape (rows, labels), the document and the manner of each."""

    rows: Sequence[Features]
    targets: Truths
    stems: Sequence[str]
    manners: Sequence[str]

    def where(self, chosen: npt.NDArray[np.bool_]) -> Rows:
        """Return the rows where `chosen` holds."""
        at = [int(index) for index in np.flatnonzero(chosen)]
        return Rows(
            [self.rows[index] for index in at],
            self.targets[at],
            [self.stems[index] for index in at],
            [self.manners[index] for index in at],
        )


@dataclass(frozen=True)
class Task:
    """A model to be fitted: exactly one label a row where `exclusive`, else each label by itself."""

    name: str
    labels: tuple[str, ...]
    exclusive: bool
    recipe: Recipe
    fallback: Callable[[Features], Features] | None = None


def fit(task: Task, data: Rows) -> LinearModel:
    """Return the model fitted to the rows, with thresholds of one half."""
    vocabulary = _vocabulary(data, task.recipe.least_documents)
    rows, targets = list(data.rows), data.targets
    weights = np.ones(len(rows))
    if task.fallback is not None and task.recipe.fallback_weight > 0:
        rows += [task.fallback(row) for row in data.rows]
        targets = np.vstack([targets, targets])
        weights = np.concatenate([weights, np.full(len(data.rows), task.recipe.fallback_weight)])
    matrix = _matrix(rows, vocabulary)
    column_weights, intercept = (_together if task.exclusive else _apart)(matrix, targets, weights, task.recipe)
    # The file holds half precision: rounding here makes the model in hand the model that is read back.
    kept = np.flatnonzero(np.any(column_weights.astype(np.float16) != 0, axis=1))
    names = list(vocabulary)
    return LinearModel(
        name=task.name,
        labels=task.labels,
        vocabulary={names[index]: place for place, index in enumerate(kept)},
        weights=column_weights[kept].astype(np.float16).astype(np.float32),
        intercept=intercept.astype(np.float32),
        thresholds=(0.5,) * len(task.labels),
        exclusive=task.exclusive,
        sha256="",
    )


def _vocabulary(data: Rows, least: int) -> dict[str, int]:
    seen: dict[str, set[str]] = {}
    for row, stem in zip(data.rows, data.stems, strict=True):
        for feature in row:
            seen.setdefault(feature, set()).add(stem)
    return {
        feature: place for place, feature in enumerate(sorted(f for f, stems in seen.items() if len(stems) >= least))
    }


def _matrix(rows: Sequence[Features], vocabulary: Mapping[str, int]) -> csr_matrix:
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for row in rows:
        known = sorted((vocabulary[feature], value) for feature, value in row.items() if feature in vocabulary)
        columns += [column for column, _ in known]
        values += [value for _, value in known]
        ends.append(len(columns))
    # The solver takes 32-bit indices only.
    indices, starts = np.asarray(columns, dtype=np.int32), np.asarray(ends, dtype=np.int32)
    return csr_matrix(
        (np.asarray(values, dtype=np.float64), indices, starts), shape=(len(rows), max(1, len(vocabulary)))
    )


def _apart(matrix: csr_matrix, targets: Truths, weights: Floats, recipe: Recipe) -> tuple[Floats, Floats]:
    columns = np.zeros((matrix.shape[1], targets.shape[1]))
    intercept = np.full(targets.shape[1], _NEVER)
    for label in range(targets.shape[1]):
        wanted = targets[:, label]
        if wanted.all() or not wanted.any():
            intercept[label] = -_NEVER if wanted.all() else _NEVER
            continue
        solver = LogisticRegression(
            C=recipe.cost,
            solver="liblinear",
            class_weight="balanced" if recipe.balanced else None,
            random_state=0,
            max_iter=1000,
        )
        solver.fit(matrix, wanted, sample_weight=weights)
        columns[:, label] = solver.coef_[0]
        intercept[label] = solver.intercept_[0]
    return columns, intercept


def _together(matrix: csr_matrix, targets: Truths, weights: Floats, recipe: Recipe) -> tuple[Floats, Floats]:
    wanted = targets.argmax(axis=1)
    present = np.unique(wanted)
    columns = np.zeros((matrix.shape[1], targets.shape[1]))
    intercept = np.full(targets.shape[1], _NEVER)
    intercept[present] = 0.0
    if len(present) > 1:
        solver = LogisticRegression(
            C=recipe.cost,
            solver="newton-cg",
            class_weight="balanced" if recipe.balanced else None,
            max_iter=1000,
        )
        solver.fit(matrix, wanted, sample_weight=weights)
        if len(present) == 2:
            columns[:, present[1]] = solver.coef_[0]
            intercept[present[1]] = solver.intercept_[0]
        else:
            columns[:, present] = solver.coef_.T
            intercept[present] = solver.intercept_
    return columns, intercept


def folds(manners: Sequence[str], stems: Sequence[str]) -> list[npt.NDArray[np.bool_]]:
    """Return the masks of the rows left out in turn: manners in at most six groups, documents where there is one."""
    names = manners if len(set(manners)) > 1 else stems
    return [np.isin(np.asarray(names), group) for group in groups_of(names)]


def groups_of(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the names in at most six groups, in order."""
    known = sorted(set(names))
    return [tuple(str(name) for name in group) for group in np.array_split(known, min(_MOST_FOLDS, len(known)))]


def out_of_fold(task: Task, data: Rows) -> Floats:
    """Return the probabilities of each row by a model that saw nothing of its manner."""
    out = np.zeros(data.targets.shape)
    for left_out in folds(data.manners, data.stems):
        if left_out.all():
            continue
        model = fit(task, data.where(~left_out))
        out[left_out] = model.probabilities(data.where(left_out).rows)
    return out


def with_thresholds(model: LinearModel, probabilities: Floats, targets: Truths) -> LinearModel:
    """Return the model with the threshold of each label that gives the best F1 on rows it has not seen."""
    chosen = tuple(best_threshold(probabilities[:, label], targets[:, label]) for label in range(len(model.labels)))
    return replace(model, thresholds=chosen)


def best_threshold(probabilities: Floats, targets: Truths) -> float:
    """Return the middle of the thresholds whose F1 is next to the best: a peak among them is mostly chance."""
    scores = [f1(probabilities >= at, targets) for at in _GRID]
    near = [float(at) for at, score in zip(_GRID, scores, strict=True) if score >= max(scores) - _NEXT_TO_BEST]
    return near[len(near) // 2]


def f1(given: Truths, wanted: Truths) -> float:
    """Return the F1 of given labels; 0 where there is nothing to give and nothing given."""
    total = int(given.sum()) + int(wanted.sum())
    return 2 * int((given & wanted).sum()) / total if total else 0.0
