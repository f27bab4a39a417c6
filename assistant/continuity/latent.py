"""Latent faults: statements of last year's document not marked as faults that this year's takes up as such.

A missed target among the results is a fault like any other, yet easily overlooked; where this year's document tells the
same matter as a fault, as an account of one, or against its target, the statement is counted with the marked faults.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.continuity.candidates import Candidate, candidates, places
from assistant.continuity.comparison import Toolbox
from assistant.continuity.matching import Match, Matcher
from assistant.continuity.model import Reading

_ROLES = frozenset(
    {"strengths", "shortcomings", "preamble", "letter-head", "proceedings", "discussion", "other", "conclusion"}
)


def latent_faults(
    prior: Reading, matcher: Matcher, marked: Sequence[Sequence[Match]], tools: Toolbox
) -> list[tuple[Candidate, list[Match]]]:
    """Return the overlooked faults of the prior document with their matches, in reading order.

    `marked` are the matches of the marked faults: a passage that fits one of them better speaks for no other fault.
    """
    taken = [place for item in prior.shortcomings for place in places(item)]
    found = [
        candidate
        for candidate in candidates(prior, tools.reader)
        if candidate.kind in {"plain", "remediation"}
        and candidate.role in _ROLES
        and not any(min(candidate.end, end) > max(candidate.start, start) for start, end in taken)
        and _falls_short(prior, candidate, tools)
    ]
    best = _best(marked)
    scored = [
        (candidate, kept)
        for candidate, matches in zip(found, matcher.matches([[each.bag] for each in found]), strict=True)
        if (kept := [match for match in matches if match.score > best.get(match.candidate.order, 0.0)])
        and kept[0].score >= tools.knowledge.settings["defect-latent"]
    ]
    return _apart(scored)


def _falls_short(prior: Reading, candidate: Candidate, tools: Toolbox) -> bool:
    outcome = tools.outcomes.read(prior.annotated, candidate)
    if "no-fault" in outcome.cues or tools.outcomes.opens_with(candidate.bag.tokens, "legal-basis"):
        return False
    return outcome.measure == "missed" or ("fault" in outcome.cues and outcome.measure is None)


def _best(marked: Sequence[Sequence[Match]]) -> dict[int, float]:
    best: dict[int, float] = {}
    for matches in marked:
        for match in matches:
            best[match.candidate.order] = max(best.get(match.candidate.order, 0.0), match.score)
    return best


def _apart(scored: Sequence[tuple[Candidate, list[Match]]]) -> list[tuple[Candidate, list[Match]]]:
    """Return the best of those that overlap or that rest on the same passage."""
    kept: list[tuple[Candidate, list[Match]]] = []
    told: set[int] = set()
    for candidate, matches in sorted(scored, key=lambda each: (-each[1][0].score, each[0].order)):
        if matches[0].candidate.order in told:
            continue
        if any(candidate.start < other.end and other.start < candidate.end for other, _ in kept):
            continue
        told.add(matches[0].candidate.order)
        kept.append((candidate, matches))
    return sorted(kept, key=lambda each: each[0].order)
