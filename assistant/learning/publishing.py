"""The last published run of the evaluation, kept beside the corpus, and what has changed since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from assistant.errors import DataError
from assistant.learning.evaluation import TARGETS, Evaluation

FILE = "published.json"
"""Its name in the corpora folder."""
_FORMAT = 1
_PARTS = ("left out in turn", "all", "held out", "exemplars")
"""The parts that are compared; the others (a manner, a kind) are small and swing."""


@dataclass(frozen=True, slots=True)
class Change:
    """A measure of one part: the published figure and today's, rounded to three places."""

    part: str
    measure: str
    published: float
    now: float


@dataclass(frozen=True)
class Comparison:
    """Today's run beside the published one; `same_corpus` tells whether both read the same texts and gold."""

    same_corpus: bool
    changes: tuple[Change, ...]

    def table(self) -> str:
        """Return a Markdown table: a row a measure, a column a part, the difference in brackets."""
        parts = tuple(dict.fromkeys(change.part for change in self.changes))
        told = {(change.measure, change.part): change for change in self.changes}
        lines = [f"| measure (published → now) | {' | '.join(parts)} |", "| --- |" + " --- |" * len(parts)]
        for measure in TARGETS:
            cells = [_cell(told.get((measure, part))) for part in parts]
            if any(cell != "–" for cell in cells):
                lines.append(f"| {measure} | {' | '.join(cells)} |")
        return "\n".join(lines) + "\n"


def _cell(change: Change | None) -> str:
    if change is None:
        return "–"
    difference = round(change.now - change.published, 3)
    if not difference:
        return f"{change.now:.3f} (=)"
    return f"{change.published:.3f} → {change.now:.3f} ({difference:+.3f})"


def write(evaluation: Evaluation, corpus: str, folder: Path) -> Path:
    """Write a run into the corpora folder as the published one; `corpus` is the digest of what it read."""
    parts = {part.name: part.as_dict() for part in evaluation.parts}
    data = {"format": _FORMAT, "corpus": corpus, "parts": parts}
    file = folder / FILE
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    file.write_text(text, encoding="utf-8", newline="\n")
    return file


def compare(evaluation: Evaluation, corpus: str, folder: Traversable) -> Comparison | None:
    """Return a run beside the published one; None where none is published or no part is in both.

    Raises DataError (corpus.published) for a file that is no published run.
    """
    file = folder.joinpath(FILE)
    if not file.is_file():
        return None
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        # A file of another format has none under this key.
        parts = {_FORMAT: data["parts"]}[data["format"]]
        published: Mapping[str, Mapping[str, Any]] = {name: part["figures"] for name, part in parts.items()}
        same = data["corpus"] == corpus
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise DataError("corpus.published", path=FILE, line=1, column=1, excerpt="", reason=str(error)) from error
    changes = tuple(_changes(evaluation, published))
    return Comparison(same, changes) if changes else None


def _changes(evaluation: Evaluation, published: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    found: list[Change] = []
    for part in evaluation.parts:
        if part.name not in _PARTS or part.name not in published:
            continue
        for measure in TARGETS:
            row = published[part.name].get(measure) or {}
            before, now = row.get("f1", row.get("accuracy")), part.figures.value(measure)
            if before is not None and now is not None:
                found.append(Change(part.name, measure, float(before), round(now, 3)))
    return found
