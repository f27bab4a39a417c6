"""Rules as data: loading and checking them, choosing the pack of the day, and asking what a review leaves open."""

from assistant.rulebook.apply import apply, count
from assistant.rulebook.case import Attendance, Case, CopiedPassage
from assistant.rulebook.load import lint, load
from assistant.rulebook.pack import Pack
from assistant.rulebook.pieces import build
from assistant.rulebook.questions import questions
from assistant.rulebook.schema import Piece
from assistant.rulebook.select import Rule, Rulebook
from assistant.rulebook.testing import Branch, CaseResult, coverage, run_cases

__all__ = [
    "Attendance",
    "Branch",
    "Case",
    "CaseResult",
    "CopiedPassage",
    "Pack",
    "Piece",
    "Rule",
    "Rulebook",
    "apply",
    "build",
    "count",
    "coverage",
    "lint",
    "load",
    "questions",
    "run_cases",
]
