"""Corpora, training and evaluation: the door of the room."""

from __future__ import annotations

from assistant.learning.agreement import Agreement
from assistant.learning.checking import Problem
from assistant.learning.commands import agreement, check, compared, datasheet_tables, evaluate, publish, shares, train
from assistant.learning.corpus import GoldDocument, Split, load, split
from assistant.learning.datasheet import datasheet, renewed
from assistant.learning.evaluation import Evaluation, Part
from assistant.learning.gold import GoldAnnotation
from assistant.learning.publishing import Comparison
from assistant.learning.scoring import Scorer
from assistant.learning.shares import Share, ShareCounter
from assistant.learning.training import Training

__all__ = [
    "Agreement",
    "Comparison",
    "Evaluation",
    "GoldAnnotation",
    "GoldDocument",
    "Part",
    "Problem",
    "Scorer",
    "Share",
    "ShareCounter",
    "Split",
    "Training",
    "agreement",
    "check",
    "compared",
    "datasheet",
    "datasheet_tables",
    "evaluate",
    "load",
    "publish",
    "renewed",
    "shares",
    "split",
    "train",
]
