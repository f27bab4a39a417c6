"""Second look at the units of a document: what the units around them are likely to state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from assistant.inference.model import Features, LinearModel
from assistant.language.model import Segment

UNITS = "units"
CONTEXT = "units-context"
Probabilities = npt.NDArray[np.float64]
_STEPS = (-2, -1, 1, 2)
_WINDOW = 5
_SCALE = 3.0
"""Divisor of log-odds, which brings them near the range of probabilities."""
_SUREST = 0.999


def unit_probabilities(
    models: Mapping[str, LinearModel], units: Sequence[Segment], rows: Sequence[Features]
) -> tuple[Probabilities, tuple[float, ...]]:
    """Return the probability of each label for each unit, shape (units, labels), and the labels' thresholds.

    The second model corrects the first by the units around; without it the first model's word stands.
    """
    first = models[UNITS]
    probabilities = first.probabilities(rows)
    second = models.get(CONTEXT)
    if second is None or not rows:
        return probabilities, first.thresholds
    return second.probabilities(context_rows(units, rows, probabilities, first.labels)), second.thresholds


def context_rows(
    units: Sequence[Segment], rows: Sequence[Features], probabilities: Probabilities, labels: Sequence[str]
) -> list[dict[str, float]]:
    """Return the rows of the second model: a unit's own probabilities and those of its neighbours, block and section.

    `probabilities` has the shape (units, labels). The cost is linear in the number of units.
    """
    count = len(units)
    clipped = np.clip(probabilities, 1 - _SUREST, _SUREST)
    odds = np.log(clipped / (1 - clipped)) / _SCALE
    means = {
        "section": _group_means([unit.section for unit in units], probabilities),
        "block": _group_means([unit.block for unit in units], probabilities),
        **_running_means(probabilities),
    }
    kind = next((name for row in rows[:1] for name in row if name.startswith("kind=")), "kind=")
    out: list[dict[str, float]] = []
    for index, unit in enumerate(units):
        row: dict[str, float] = {}
        for column, label in enumerate(labels):
            own = float(probabilities[index, column])
            row[f"odds:{label}"] = float(odds[index, column])
            row[f"own:{label}"] = own
            for other in range(column):
                row[f"both:{labels[other]}&{label}"] = own * float(probabilities[index, other])
            for name, values in means.items():
                row[f"{name}:{label}"] = float(values[index, column])
        for step in _STEPS:
            if 0 <= index + step < count:
                near = units[index + step]
                place = "block" if near.block == unit.block else "section" if near.section == unit.section else "beyond"
                for column, label in enumerate(labels):
                    value = float(probabilities[index + step, column])
                    row[f"{step:+d}:{label}"] = value
                    if abs(step) == 1:
                        row[f"{step:+d}{place}:{label}"] = value
        tenth = 10 * index // count
        row[f"place={tenth}"] = 0.5
        row[f"place={tenth}|{kind}"] = 0.5
        out.append(row)
    return out


def _group_means(groups: Sequence[int], values: Probabilities) -> Probabilities:
    """Return for each row the mean of the other rows of its group; 0 where it is alone."""
    if not groups:
        return np.zeros_like(values)
    _, place, size = np.unique(np.asarray(groups), return_inverse=True, return_counts=True)
    sums = np.zeros((len(size), values.shape[1]))
    np.add.at(sums, place, values)
    others = (size[place] - 1)[:, None]
    return np.asarray(np.divide(sums[place] - values, others, out=np.zeros_like(values), where=others > 0))


def _running_means(values: Probabilities) -> dict[str, Probabilities]:
    """Return the means over all rows, the rows before and after each, and those around it."""
    count = len(values)
    if not count:
        return {}
    sums = np.vstack([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    at = np.arange(count)
    low, high = np.maximum(at - _WINDOW, 0), np.minimum(at + _WINDOW + 1, count)
    around = (sums[high] - sums[low] - values) / np.maximum(high - low - 1, 1)[:, None]
    return {
        "around": around,
        "before": sums[:-1] / np.maximum(at, 1)[:, None],
        "after": (sums[-1] - sums[1:]) / np.maximum(count - 1 - at, 1)[:, None],
        "document": np.repeat(values.mean(axis=0, keepdims=True), count, axis=0),
    }
