"""Rule kind `contradiction`: a rating at odds with the faults of the one rated, or with its own points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.report.model import Evidence, Rating
from assistant.rulebook.condition import Condition
from assistant.rulebook.facts import DOCUMENT_FIELDS, FIELDS, document_fields, faults_of, seen
from assistant.rulebook.hit import Hit
from assistant.rulebook.patterns import fold_phrases, has_phrase
from assistant.rulebook.scene import Scene, same_words
from assistant.rulebook.schema import ContradictionRule
from assistant.text import fold_key

EXTRA = frozenset({"serious", "heads", "reasoned"})


class ContradictionCheck:
    """A compiled rule of kind `contradiction`; raises ConditionError.

    Beside the fields of a rating its condition may name `item.serious` (how many faults of the one rated hold a phrase
    of `serious`), `item.heads` (whether the one rated heads the reviewed body) and `item.reasoned`.
    """

    places = frozenset({"who", "value", "expected"})

    def __init__(self, rule: ContradictionRule) -> None:
        fields = {
            "item": FIELDS["rating"] | EXTRA,
            "document": DOCUMENT_FIELDS,
            "thresholds": frozenset(rule.thresholds),
        }
        self._condition = Condition(rule.condition, fields)
        self.branches = self._condition.alternatives
        self._serious = fold_phrases(rule.serious)
        self._reasons = fold_phrases(rule.reasons)
        self._heads = tuple((fold_phrases(head.of), fold_phrases(head.titles)) for head in rule.heads)

    def hits(self, scene: Scene, thresholds: Mapping[str, float], /) -> Iterator[Hit]:
        """Yield a hit for each rating that the condition holds for, with the faults that speak against it."""
        shared = {"document": document_fields(scene), "thresholds": dict(thresholds)}
        grave = {fault.id for fault in scene.report.shortcomings if has_phrase(fault.text, self._serious)}
        for one, rating in zip(seen(scene, "rating"), scene.report.ratings, strict=True):
            serious = [fault for fault in faults_of(scene, rating) if fault.id in grave]
            fields = one.fields | {
                "serious": len(serious),
                "heads": self._is_head(scene, rating),
                "reasoned": has_phrase(rating.text, self._reasons),
            }
            values = shared | {"item": fields}
            if not self._condition.holds(values):
                continue
            faults = (scene.evidence(fault.start, fault.end) for fault in serious)
            total = fields["total"]
            band = f"{fields['low']:g}–{fields['high']:g}" if fields["low"] is not None else ""
            yield Hit(
                item=rating.id,
                start=rating.start,
                end=rating.end,
                evidence=tuple(dict.fromkeys([*faults, *_recurring(scene, rating)])),
                value=total,
                threshold=band or None,
                places={"who": one.who, "value": f"{total:g}" if total is not None else "", "expected": band},
                branches=self._condition.branches(values),
            )

    def _is_head(self, scene: Scene, rating: Rating) -> bool:
        """Return whether the one rated holds the title that heads the reviewed body."""
        party = scene.parties.get(rating.subject or "")
        body = fold_key(scene.report.document.organisation or "")
        if party is None or party.kind not in ("person", "role") or not party.role:
            return False
        for names, titles in self._heads:
            if not has_phrase(body, names):
                continue
            for office in fold_key(party.role).split(","):
                for title in titles:
                    rest = office.strip().removeprefix(title)
                    if rest != office.strip() and (not rest.strip() or same_words(rest, body) >= 0.5):
                        return True
        return False


def _recurring(scene: Scene, rating: Rating) -> list[Evidence]:
    """Return last year's defects that recur in the faults of the one rated, in the prior document."""
    own = {fault.id for fault in faults_of(scene, rating)}
    defects = scene.report.prior.defects if scene.report.prior else ()
    return [
        scene.evidence(defect.start, defect.end, defect.document)
        for defect in defects
        if defect.status == "recurring" and scene.shortcomings_in(defect.evidence) & own
    ]
