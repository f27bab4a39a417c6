"""Running the cases that rules carry, and telling which alternatives of a rule no case makes fire."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.rulebook.apply import hits_of
from assistant.rulebook.hit import Hit
from assistant.rulebook.pieces import build
from assistant.rulebook.scene import Scene
from assistant.rulebook.schema import Piece
from assistant.rulebook.select import Rule, Rulebook


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case of a rule: what it expects, how often the rule fired, and whether that is as expected."""

    rule: str
    expected: Literal["flag", "pass"]
    number: int
    why: str | None
    fired: int
    held: bool


@dataclass(frozen=True, slots=True)
class Branch:
    """One alternative of a rule, and in how many of its `flag` cases it fired."""

    rule: str
    name: str
    fired: int


def run_cases(rulebook: Rulebook) -> tuple[CaseResult, ...]:
    """Return the result of every case of every rule, those in the shadow stage too."""
    out = []
    for rule in rulebook.rules:
        cases: tuple[tuple[Literal["flag", "pass"], tuple[Piece, ...]], ...] = (
            ("flag", rule.file.cases.flag),
            ("pass", rule.file.cases.passes),
        )
        for expected, pieces in cases:
            for number, piece in enumerate(pieces, 1):
                fired = len(_hits(rulebook, rule, piece))
                held = (fired > 0) == (expected == "flag")
                out.append(CaseResult(rule.name, expected, number, piece.why, fired, held))
    return tuple(out)


def coverage(rulebook: Rulebook) -> tuple[Branch, ...]:
    """Return every alternative of every rule; one that fired in no case is a rule nobody tested."""
    out: list[Branch] = []
    for rule in rulebook.rules:
        fired = dict.fromkeys(rule.check.branches, 0)
        for piece in rule.file.cases.flag:
            for name in {name for hit in _hits(rulebook, rule, piece) for name in hit.branches}:
                fired[name] = fired.get(name, 0) + 1
        out.extend(Branch(rule.name, name, times) for name, times in fired.items())
    return tuple(out)


def _hits(rulebook: Rulebook, rule: Rule, piece: Piece) -> list[Hit]:
    case = build(piece)
    pack = rulebook.pack(piece.pack) if piece.pack is not None else rulebook.pack_for(case.report)
    return list(hits_of(rule, Scene(case, pack)))
