"""Rule kind `copied`: passages that stand nearly word for word in the prior document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.rulebook.hit import Hit
from assistant.rulebook.scene import Scene
from assistant.rulebook.schema import CopiedRule

SCORE = "minimum_score"
LENGTH = "minimum_syllables"


class CopiedCheck:
    """A compiled rule of kind `copied`: decides by the thresholds `minimum_score` and `minimum_syllables`."""

    places = frozenset({"score"})
    branches: tuple[str, ...] = ("copied",)

    def __init__(self, rule: CopiedRule) -> None:
        self._defaults = {name: threshold.value for name, threshold in rule.thresholds.items()}

    def hits(self, scene: Scene, thresholds: Mapping[str, float], /) -> Iterator[Hit]:
        """Yield a hit for each copied passage that is long and close enough."""
        if scene.report.prior is None:
            return
        limits = self._defaults | dict(thresholds)
        for passage in scene.case.copied:
            size = len(scene.report.document.text[passage.start : passage.end].split())
            if passage.score >= limits.get(SCORE, 0.0) and size >= limits.get(LENGTH, 0.0):
                source = scene.evidence(passage.source_start, passage.source_end, "prior", passage.score)
                yield Hit(
                    start=passage.start,
                    end=passage.end,
                    evidence=(source,),
                    value=passage.score,
                    threshold=limits.get(SCORE),
                    places={"score": f"{passage.score * 100:.0f}"},
                    branches=self.branches,
                )
