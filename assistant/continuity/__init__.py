"""Continuity: what became of last year's faults and promises, how a superior's points are answered, what was copied."""

from assistant.continuity.answers import points
from assistant.continuity.commitments import prior_commitments
from assistant.continuity.comparison import Toolbox, toolbox
from assistant.continuity.copying import copied
from assistant.continuity.defects import prior_defects
from assistant.continuity.matching import pair_features
from assistant.continuity.model import CopiedPassage, Reading

__all__ = [
    "CopiedPassage",
    "Reading",
    "Toolbox",
    "copied",
    "pair_features",
    "points",
    "prior_commitments",
    "prior_defects",
    "toolbox",
]
