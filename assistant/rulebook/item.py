"""Rule kind `item`: a condition over one item, such as a shortcoming without any particular."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.rulebook.condition import Condition
from assistant.rulebook.facts import DOCUMENT_FIELDS, FIELDS, Seen, document_fields, seen
from assistant.rulebook.hit import Hit
from assistant.rulebook.scene import Scene
from assistant.rulebook.schema import ItemName, ItemRule

PLACES = frozenset({"who"})


class ItemCheck:
    """A compiled rule of kind `item`; raises ConditionError."""

    places = PLACES

    def __init__(self, rule: ItemRule) -> None:
        self._looks_at = rule.looks_at
        self._to_evidence = rule.points_to == "evidence"
        self._condition = Condition(rule.condition, condition_fields(rule.looks_at, rule.thresholds))
        self.branches = tuple(
            f"{name}: {alternative}" for name in rule.looks_at for alternative in self._condition.alternatives
        )

    def hits(self, scene: Scene, thresholds: Mapping[str, float], /) -> Iterator[Hit]:
        """Yield a hit for each item that the condition holds for."""
        shared = {"document": document_fields(scene), "thresholds": dict(thresholds)}
        found = (
            self._placed(scene, one, tuple(f"{name}: {part}" for part in self._condition.branches(values)))
            for name in self._looks_at
            for one in seen(scene, name)
            if self._condition.holds(values := shared | {"item": one.fields})
        )
        hits = (hit for hit in found if hit is not None)
        yield from _joined(hits) if self._to_evidence else hits

    def _placed(self, scene: Scene, one: Seen, branches: tuple[str, ...]) -> Hit | None:
        item = one.item
        hit = Hit(
            item=item.id,
            document=one.document,
            start=item.start,
            end=item.end,
            evidence=tuple(dict.fromkeys(one.evidence)),
            places={"who": one.who},
            branches=branches,
        )
        if not self._to_evidence or one.document == "this":
            return hit
        # What is claimed stands here; what it is about stands in the other document.
        source = scene.evidence(item.start, item.end, one.document)
        passage = next((passage for passage in one.evidence if passage.document == "this"), None)
        if passage is None:
            return None
        return replace(hit, document="this", start=passage.start, end=passage.end, evidence=(source,))


def condition_fields(names: tuple[ItemName, ...], thresholds: Mapping[str, object]) -> dict[str, frozenset[str]]:
    """Return what a condition over these items may name: only fields that all of them have."""
    fields = frozenset.intersection(*(FIELDS[name] for name in names))
    return {"item": fields, "document": DOCUMENT_FIELDS, "thresholds": frozenset(thresholds)}


def _joined(hits: Iterator[Hit]) -> list[Hit]:
    """Join the hits whose passages overlap: a blanket claim about many defects is one finding with many sources."""
    out: list[Hit] = []
    for hit in hits:
        for at, earlier in enumerate(out):
            if (hit.start or 0) < (earlier.end or 0) and (earlier.start or 0) < (hit.end or 0):
                evidence = tuple(dict.fromkeys((*earlier.evidence, *hit.evidence)))
                out[at] = replace(earlier, evidence=evidence, branches=(*earlier.branches, *hit.branches))
                break
        else:
            out.append(hit)
    return out
