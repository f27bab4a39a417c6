"""Linear models over named features: reading their files and predicting; no training, no executable content."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

import numpy as np
import numpy.typing as npt

from assistant.errors import ModelError

FORMAT = 1
ANSWERABLE = "answerable"
"""The model that weighs whether a party answers for a fault."""
ADDRESSES = "addresses"
"""The model that weighs whether a commitment answers a fault."""
OWNERS = "owners"
"""The model that weighs whether a party owns a commitment; without it the rules decide."""
NEEDED = ("units", "cause-kind", "remediation-status", "specific", "measurable", "stance", ANSWERABLE, ADDRESSES)
Features = Mapping[str, float]


@dataclass(frozen=True)
class LinearModel:
    """One logistic unit a label over a vocabulary of named features.

    `weights` has the shape (features, labels); `thresholds` are the probabilities from which a label is given.
    """

    name: str
    labels: tuple[str, ...]
    vocabulary: dict[str, int]
    weights: npt.NDArray[np.float32]
    intercept: npt.NDArray[np.float32]
    thresholds: tuple[float, ...]
    exclusive: bool
    sha256: str

    def probabilities(self, rows: Sequence[Features]) -> npt.NDArray[np.float64]:
        """Return the probability of each label for each row, shape (rows, labels)."""
        places: list[int] = []
        features: list[int] = []
        values: list[float] = []
        vocabulary = self.vocabulary
        for number, row in enumerate(rows):
            for feature, value in row.items():
                place = vocabulary.get(feature)
                if place is not None:
                    places.append(number)
                    features.append(place)
                    values.append(value)
        told = np.asarray(values, dtype=np.float64)[:, None] * self.weights[np.asarray(features, dtype=np.intp)]
        scores = np.empty((len(rows), len(self.labels)))
        for label in range(len(self.labels)):
            scores[:, label] = np.bincount(
                np.asarray(places, dtype=np.intp), weights=told[:, label], minlength=len(rows)
            )
        scores += self.intercept
        if self.exclusive:
            scores -= scores.max(axis=1, keepdims=True)
            powers = np.exp(scores)
            return np.asarray(powers / powers.sum(axis=1, keepdims=True))
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30))))

    def reasons(self, row: Features, label: str, count: int = 3) -> tuple[str, ...]:
        """Return the names of the features that speak most for a label."""
        column = self.labels.index(label)
        told = [
            (float(self.weights[index, column]) * value, feature)
            for feature, value in row.items()
            if (index := self.vocabulary.get(feature)) is not None
        ]
        told.sort(key=lambda pair: (-pair[0], pair[1]))
        return tuple(feature for weight, feature in told[:count] if weight > 0)


def dump(model: LinearModel) -> dict[str, bytes]:
    """Return the files of a model by name; the same model gives the same bytes."""
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        weights=model.weights.astype(np.float16),
        intercept=model.intercept.astype(np.float32),
        thresholds=np.asarray(model.thresholds, dtype=np.float32),
    )
    words = [feature for feature, _ in sorted(model.vocabulary.items(), key=lambda pair: pair[1])]
    meta = {
        "format": FORMAT,
        "name": model.name,
        "labels": list(model.labels),
        "exclusive": model.exclusive,
        "vocabulary": words,
    }
    return {
        "weights.npz": buffer.getvalue(),
        "model.json": (json.dumps(meta, ensure_ascii=False, indent=0) + "\n").encode(),
    }


def load(folder: Traversable) -> LinearModel:
    """Read a model folder; raises ModelError when it is missing, damaged or of another format."""
    try:
        data = folder.joinpath("weights.npz").read_bytes()
        text = folder.joinpath("model.json").read_bytes()
        meta = json.loads(text)
        if meta["format"] != FORMAT:
            raise ModelError("model.version", model=folder.name)
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            model = LinearModel(
                name=meta["name"],
                labels=tuple(meta["labels"]),
                vocabulary={feature: index for index, feature in enumerate(meta["vocabulary"])},
                weights=arrays["weights"].astype(np.float32),
                intercept=arrays["intercept"].astype(np.float32),
                thresholds=tuple(float(value) for value in arrays["thresholds"]),
                exclusive=bool(meta["exclusive"]),
                sha256=hashlib.sha256(data + text).hexdigest(),
            )
    except (OSError, LookupError, TypeError, ValueError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        raise ModelError("model.damaged", model=folder.name) from error
    labels = len(model.labels)
    shapes = (model.weights.shape, model.intercept.shape, (len(model.thresholds),))
    if shapes != ((len(model.vocabulary), labels), (labels,), (labels,)):
        raise ModelError("model.version", model=folder.name)
    return model


def normalised(features: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Return features as a row; a feature given twice keeps its larger value."""
    row: dict[str, float] = {}
    for feature, value in features:
        if value > row.get(feature, 0.0):
            row[feature] = value
    return row


def load_models(folder: Traversable) -> dict[str, LinearModel]:
    """Read every model of a folder by its name; raises ModelError, also where one that is needed is missing."""
    found = {
        entry.name: load(entry)
        for entry in sorted(folder.iterdir(), key=lambda each: each.name)
        if entry.is_dir() and entry.joinpath("model.json").is_file()
    }
    for name in NEEDED:
        if name not in found:
            raise ModelError("model.missing", model=name)
    return found
