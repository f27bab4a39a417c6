"""Corpora, training and evaluation: the door of the room."""

from __future__ import annotations

from assistant.learning.checking import Problem
from assistant.learning.commands import check, evaluate, train
from assistant.learning.corpus import GoldDocument, Split, load, split
from assistant.learning.datasheet import datasheet
from assistant.learning.evaluation import Evaluation, Part
from assistant.learning.gold import GoldAnnotation
from assistant.learning.scoring import Scorer
from assistant.learning.training import Training

__all__ = [
    "Evaluation",
    "GoldAnnotation",
    "GoldDocument",
    "Part",
    "Problem",
    "Scorer",
    "Split",
    "Training",
    "check",
    "datasheet",
    "evaluate",
    "load",
    "split",
    "train",
]
