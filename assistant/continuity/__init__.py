"""Continuity: what became of last year's faults and promises, how a superior's points are answered, what was copied."""

from assistant.continuity.answers import point_rows, points
from assistant.continuity.candidates import SURROUNDINGS
from assistant.continuity.commitments import commitment_rows, prior_commitments
from assistant.continuity.comparison import COMMITMENT, DEFECT, POINT, POINT_UNIT, Toolbox, toolbox
from assistant.continuity.copying import copied
from assistant.continuity.defects import defect_rows, prior_defects
from assistant.continuity.matching import pair_features
from assistant.continuity.model import CopiedPassage, Reading

__all__ = [
    "COMMITMENT",
    "DEFECT",
    "POINT",
    "POINT_UNIT",
    "SURROUNDINGS",
    "CopiedPassage",
    "Reading",
    "Toolbox",
    "commitment_rows",
    "copied",
    "defect_rows",
    "pair_features",
    "point_rows",
    "points",
    "prior_commitments",
    "prior_defects",
    "toolbox",
]
