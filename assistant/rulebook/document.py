"""Rule kind `document`: a condition over the whole document, such as causes that are all objective."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.rulebook.condition import Condition
from assistant.rulebook.facts import DOCUMENT_FIELDS, document_fields
from assistant.rulebook.hit import Hit
from assistant.rulebook.scene import Scene
from assistant.rulebook.schema import DocumentRule

_NUMBERS = ("shortcomings", "causes", "objective_causes", "commitments", "remediations", "opinions", "praise")


class DocumentCheck:
    """A compiled rule of kind `document`; raises ConditionError."""

    places = frozenset(_NUMBERS)

    def __init__(self, rule: DocumentRule) -> None:
        fields = {"document": DOCUMENT_FIELDS, "thresholds": frozenset(rule.thresholds)}
        self._condition = Condition(rule.condition, fields)
        self.branches = self._condition.alternatives

    def hits(self, scene: Scene, thresholds: Mapping[str, float], /) -> Iterator[Hit]:
        """Yield one hit without a place where the condition holds."""
        fields = document_fields(scene)
        values = {"document": fields, "thresholds": dict(thresholds)}
        if self._condition.holds(values):
            places = {name: str(fields[name]) for name in _NUMBERS}
            yield Hit(places=places, branches=self._condition.branches(values))
