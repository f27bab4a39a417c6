"""Which units state a shortcoming, a cause, a commitment or a remediation."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.extraction.model import Context, Statement
from assistant.inference.context import UNITS, unit_probabilities
from assistant.inference.model import LinearModel
from assistant.language.lexicon import Lexicon

LABELS = ("shortcoming", "cause", "commitment", "remediation")
_COLUMN_LABELS = {"shortcomings": "shortcoming", "causes": "cause", "measures": "commitment", "remediation": "remediation"}
_SILENT_ROLES = {"signature", "votes", "rating", "letter-head", "attendance", "purpose"}
_SILENT_COLUMNS = {"owner", "coordinator", "deadline", "product", "number", "title"}
_FEW_WORDS = 3


class Classifier:
    """Labels units by the trained model; structure overrules it where the form is explicit."""

    def __init__(self, models: Mapping[str, LinearModel], lexicon: Lexicon) -> None:
        self._models = models
        connectives = sorted(lexicon.phrases["cause-connective"], key=len, reverse=True)
        self._connective = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, connectives)) + r")(?!\w)")

    def classify(self, context: Context) -> dict[str, list[Statement]]:
        """Return the statements of each label in order of their place."""
        found: dict[str, list[Statement]] = {label: [] for label in LABELS}
        if not context.units:
            return found
        probabilities, thresholds = unit_probabilities(self._models, context.units, context.rows)
        for index, unit in enumerate(context.units):
            role = context.annotated.roles(unit.section)[0]
            if unit.column_role in _SILENT_COLUMNS or role == "signature":
                continue
            column = _COLUMN_LABELS.get(unit.column_role or "")
            short = context.key(unit.start, unit.end).count(" ") + 1 < _FEW_WORDS
            for at, label in enumerate(LABELS):
                probability = float(probabilities[index, at])
                threshold = thresholds[at]
                if role in _SILENT_ROLES and unit.turn is None:
                    threshold = max(threshold, 0.7)
                given = probability >= threshold
                if column is not None:
                    given = label == column and (not short or probability >= threshold)
                    probability = max(probability, threshold) if given else probability
                if not given or (short and column is None):
                    continue
                start, end = unit.start, unit.end
                if label == "cause" and column is None and role != "causes":
                    start = self._cause_start(context, start, end)
                why = self._models[UNITS].reasons(context.rows[index], label)
                found[label].append(Statement(start, end, index, round(probability, 3), why))
        return found

    def _cause_start(self, context: Context, start: int, end: int) -> int:
        """Return where the cause begins inside a sentence that states more: at its connective."""
        key = context.key(start, end)
        match = self._connective.search(key)
        if match is None or match.start() == 0 or len(key) - match.start() < 12:
            return start
        return start + match.start()

