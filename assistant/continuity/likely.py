"""Statements of a superior's document that are likely points though no wording marks them, as a model sees it."""

from __future__ import annotations

from assistant.continuity.comparison import POINT_UNIT, Toolbox
from assistant.continuity.model import Reading
from assistant.inference.features import UnitFeatures, units
from assistant.language.model import Segment


def likely_points(prompts: Reading, tools: Toolbox) -> tuple[Segment, ...]:
    """Return the statements that the model of points takes for one; none without the model."""
    model = tools.models.get(POINT_UNIT)
    if model is None:
        return ()
    found = units(prompts.annotated)
    rows = UnitFeatures(prompts.annotated, found, prompts.document.kind).rows()
    least = tools.knowledge.settings["point-unit"]
    chances = model.probabilities(rows)[:, 0]
    return tuple(unit for unit, chance in zip(found, chances.tolist(), strict=True) if chance >= least)
