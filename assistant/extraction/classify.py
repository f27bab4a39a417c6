"""Which units state a shortcoming, a cause, a commitment or a remediation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from assistant.extraction.model import Context, Statement
from assistant.extraction.table_rows import TableRows
from assistant.inference.clauses import CLAUSES, Clause, ClauseReader, clause_rows
from assistant.inference.context import UNITS, unit_probabilities
from assistant.inference.model import LinearModel
from assistant.language.lexicon import Lexicon
from assistant.language.model import Segment
from assistant.text import fold_key

LABELS = ("shortcoming", "cause", "commitment", "remediation")
_COLUMN_LABELS = {
    "shortcomings": "shortcoming",
    "causes": "cause",
    "measures": "commitment",
    "remediation": "remediation",
}
_SILENT_ROLES = {"signature", "votes", "rating", "letter-head", "attendance", "purpose"}
_SILENT_COLUMNS = {
    "answerable", "coordinator", "deadline", "ditto", "earlier", "level", "note", "number", "owner", "percent",
    "person", "product", "rating", "status", "title", "votes",
}  # fmt: skip
_REPORTED_ROLES = {"strengths", "signature", "attendance", "letter-head", "rating", "votes", "measures", "purpose"}
"""Parts in whose sentences a reason is not that of a fault."""
_FEW_WORDS = 3
_NOUN_WORDS = 2
_FAULT = 0.3
"""Least probability of a fault in a sentence whose clause of cause is taken."""
_ANNOUNCED = 0.02
_SURER = 0.075
"""What a clause must have above its threshold, as its sentence as a whole was not taken for a cause."""
_PENALTY_REACH = 60
"""Characters before a connective in which a penalty is looked for."""


class Classifier:
    """Labels units by the trained model; structure overrules it where the form is explicit."""

    def __init__(self, models: Mapping[str, LinearModel], lexicon: Lexicon) -> None:
        self._models = models
        self._causes = _InnerCauses(lexicon)
        self._clauses = ClauseReader(lexicon)

    def classify(self, context: Context) -> dict[str, list[Statement]]:
        """Return the statements of each label in order of their place."""
        found: dict[str, list[Statement]] = {label: [] for label in LABELS}
        if not context.units:
            return found
        probabilities, thresholds = unit_probabilities(self._models, context.units, context.rows)
        rows = TableRows(context.annotated)
        clauses = self._clause_causes(context, probabilities)
        for index, unit in enumerate(context.units):
            role = context.annotated.roles(unit.section)[0]
            if unit.column_role in _SILENT_COLUMNS or role == "signature":
                continue
            column = _COLUMN_LABELS.get(unit.column_role or "")
            short = context.key(unit.start, unit.end).count(" ") + 1 < _FEW_WORDS
            told_of = _told_of(rows, unit) if short and column == "remediation" else None
            for at, label in enumerate(LABELS):
                probability = float(probabilities[index, at])
                threshold = thresholds[at]
                if role in _SILENT_ROLES and unit.turn is None:
                    threshold = max(threshold, 0.7)
                given = probability >= threshold
                if column is not None:
                    given = label == column and (not short or told_of is not None or probability >= threshold)
                    probability = max(probability, threshold) if given else probability
                if not given or (short and column is None):
                    continue
                start, end = unit.start if told_of is None else told_of, unit.end
                if label == "cause" and column is None and role != "causes":
                    start, end = self._causes.trimmed(context, start, end)
                why = self._models[UNITS].reasons(context.rows[index], label)
                found[label].append(Statement(start, end, index, round(probability, 3), why))
            if column is None and role not in _REPORTED_ROLES:
                inner = self._inner_cause(context, index, probabilities[index], found["cause"])
                if inner is not None:
                    found["cause"].append(inner)
            if index in clauses and (role not in _SILENT_ROLES or unit.turn is not None):
                known = found["cause"]
                found["cause"] += clauses[index] if not known or known[-1].unit != index else ()
        found["commitment"] = _whole_cells(context, found["commitment"])
        return found

    def _clause_causes(
        self, context: Context, probabilities: npt.NDArray[np.float64]
    ) -> dict[int, tuple[Statement, ...]]:
        """Return by unit the causes that the model finds among its clauses, one of neighbours together."""
        model = self._models.get(CLAUSES)
        clauses = self._clauses.clauses(context.annotated, context.units) if model is not None else ()
        if model is None or not clauses:
            return {}
        rows = clause_rows(context.annotated, context.units, clauses, probabilities, LABELS)
        weighed = zip(clauses, model.probabilities(rows)[:, 0], strict=True)
        out: dict[int, list[Statement]] = {}
        last: Clause | None = None
        for clause, value in weighed:
            if value < model.thresholds[0] + _SURER:
                continue
            told = out.setdefault(clause.unit, [])
            confidence = round(float(value), 3)
            if last is not None and (last.unit, last.place + 1) == (clause.unit, clause.place):
                told[-1] = replace(told[-1], end=clause.end, confidence=max(told[-1].confidence, confidence))
            else:
                told.append(Statement(clause.start, clause.end, clause.unit, confidence))
            last = clause
        return {index: tuple(told) for index, told in out.items()}

    def _inner_cause(
        self, context: Context, index: int, probabilities: npt.NDArray[np.float64], known: Sequence[Statement]
    ) -> Statement | None:
        """Return the cause that a sentence about a fault names in a clause of its own, where the model gave none."""
        if known and known[-1].unit == index:
            return None
        unit = context.units[index]
        fault, cause = (float(probabilities[LABELS.index(label)]) for label in ("shortcoming", "cause"))
        if self._causes.announced(context, unit.start, unit.end) and cause >= _ANNOUNCED:
            return Statement(unit.start, unit.end, index, round(max(cause, fault, 0.5), 3))
        if fault < _FAULT:
            return None
        clause = self._causes.clause(context, unit.start, unit.end)
        return Statement(*clause, index, round(max(cause, fault / 2), 3)) if clause is not None else None


def _told_of(rows: TableRows, unit: Segment) -> int | None:
    """Return where the earlier fault begins that a short cell of a table ("done") tells of, in the same row."""
    beside = [segment.start for segment in rows.of(unit) if segment.column_role == "earlier"]
    return min(beside) if beside and min(beside) < unit.start else None


def _whole_cells(context: Context, promises: Sequence[Statement]) -> list[Statement]:
    """Return the commitments with the clauses of one line of a table cell joined (annotation guide: the cell)."""
    joined: list[Statement] = []
    for promise in promises:
        last = joined[-1] if joined else None
        unit = context.units[promise.unit]
        if last is not None and unit.column_role == "measures" and not unit.first:
            before = context.units[promise.unit - 1]
            same = before.end == last.end and (before.table, before.row, before.column, before.block) == (
                unit.table, unit.row, unit.column, unit.block,
            )  # fmt: skip
            if same and context.annotated.text(last.end, promise.start).strip() == ";":
                joined[-1] = replace(last, end=promise.end, confidence=min(last.confidence, promise.confidence))
                continue
        joined.append(promise)
    return joined


class _InnerCauses:
    """Finds causes inside sentences by the data of `rules/structure/causes.yml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.data["causes"]
        assert isinstance(data, dict)
        self._noun = re.compile(data["noun"] + r"(?!\w)")
        self._connective = re.compile(rf"(?<!\w)(?:{data['connective']}|{data['blame']})(?!\w)")
        self._not_behind = tuple(fold_key(word) for word in data["not-behind"])
        self._not_before = tuple(fold_key(word) for word in data["not-before"])
        self._penalties = tuple(fold_key(word) for word in data["penalties"])
        self._attribution = re.compile(data["attribution"])
        self._ends = re.compile(data["ends"])

    def announced(self, context: Context, start: int, end: int) -> bool:
        """Whether a unit begins with the noun of causes and says more than it."""
        key = context.key(start, end)
        found = self._noun.match(key)
        return found is not None and key.count(" ", found.end()) >= _NOUN_WORDS

    def clause(self, context: Context, start: int, end: int) -> tuple[int, int] | None:
        """Return the first clause of cause in view[start:end]; a reason of a penalty and an attribution are none."""
        key = context.key(start, end)
        for found in self._connective.finditer(key):
            before = key[max(0, found.start() - _PENALTY_REACH) : found.start()].rstrip(' ,"“')
            behind = key[found.end() : found.end() + _PENALTY_REACH].lstrip()
            if before.endswith(self._not_behind) or behind.startswith(self._not_before) or not behind:
                continue
            if any(word in before for word in self._penalties) or self._attribution.match(key, found.start()):
                continue
            return start + found.start(), start + self._stop(key, found.start(), found.end())
        return None

    def trimmed(self, context: Context, start: int, end: int) -> tuple[int, int]:
        """Return where the cause stands in a sentence that states more; the whole where it has no clause of its own."""
        return self.clause(context, start, end) or (start, end)

    def _stop(self, key: str, first: int, start: int) -> int:
        stop = self._ends.search(key, start)
        if first == 0:
            comma = key.find(",", start)
            if comma > 0 and (stop is None or comma < stop.start()):
                return comma
        return stop.start() if stop is not None else len(key)
