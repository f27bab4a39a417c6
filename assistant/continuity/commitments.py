"""Last year's commitments: whether this year's document shows them kept, partly kept or broken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from assistant.continuity.blanket import blanket_claims
from assistant.continuity.candidates import Candidate, candidates
from assistant.continuity.comparison import Toolbox, background, bags_of, evidence
from assistant.continuity.matching import Match, Matcher
from assistant.continuity.model import Reading
from assistant.continuity.outcomes import Outcome, Reached
from assistant.continuity.terms import Bag, joined
from assistant.language.deadlines import Deadline
from assistant.report.model import Commitment, CommitmentStatus, PriorCommitment

_Fate = Literal["kept", "partly", "broken"]
_FAULTS = 3
"""Faults of a promise whose words are read with it."""
_KINDS = ("shortcoming", "remediation", "plain")
_RESULTS = frozenset({"strengths", "remediation", "proceedings", "preamble", "letter-head", "other"})
"""Sections where a bare figure tells a result."""


def prior_commitments(
    this: Reading, prior: Reading, tools: Toolbox, document: str = "prior"
) -> tuple[PriorCommitment, ...]:
    """Return the prior document's commitments that are measurable or have a deadline, with their status in this one."""
    promised = [each for each in prior.commitments if _checkable(prior, each, tools)]
    if not promised:
        return ()
    found = candidates(this, tools.reader)
    taken = {candidate.order for candidate in blanket_claims(found, tools)}
    useful = [candidate for candidate in found if candidate.kind in _KINDS and candidate.order not in taken]
    matcher = Matcher(tools.knowledge.settings, "commitment", useful, background(prior, tools.reader))
    bags = [_bags(prior, item, tools) for item in promised]
    matched = matcher.matches(bags)
    return tuple(
        _commitment(this, item, matches, own[0], tools, identity=f"e{number}", document=document)
        for number, (item, matches, own) in enumerate(zip(promised, matched, bags, strict=True), 1)
    )


def _checkable(prior: Reading, item: Commitment, tools: Toolbox) -> bool:
    """Say whether one could later say yes or no: found so, a day, a figure ("12 of 12 meetings") or "every month"."""
    if item.measurable or item.deadline is not None:
        return True
    tokens = bags_of(prior, item, tools.reader)[0].tokens
    return any(token.digits for token in tokens) or "regular" in tools.outcomes.cues(tokens)


def _bags(prior: Reading, item: Commitment, tools: Toolbox) -> list[Bag]:
    """Return the bags of a promise: its own words, and these with the words of the faults that it answers."""
    own = bags_of(prior, item, tools.reader)
    share = tools.knowledge.settings["commitment-fault"]
    faults = [each for each in prior.shortcomings if each.id in item.addresses]
    return own + [joined(own[0], bags_of(prior, fault, tools.reader)[0], share) for fault in faults[:_FAULTS]]


def _commitment(
    this: Reading, item: Commitment, matches: Sequence[Match], own: Bag, tools: Toolbox, *, identity: str, document: str
) -> PriorCommitment:
    settings = tools.knowledge.settings
    told = [(match, fate) for match in matches if (fate := _fate(this, item, match, own, tools)) is not None]
    top = told[0][0].score if told else 0.0
    status: CommitmentStatus = "unmentioned"
    passages: list[Match] = []
    confidence = 1.0 - top
    if top >= settings["commitment-match"]:
        near = [(match, fate) for match, fate in told if match.score >= settings["commitment-rival"] * top]
        status, confidence = _together([fate for _, fate in near]), top
        passages = [match for match, _ in near]
    elif top >= settings["commitment-silent"]:
        status, passages = "unsure", [told[0][0]]
    return PriorCommitment(
        id=identity,
        start=item.start,
        end=item.end,
        text=item.text,
        location=item.location,
        owners=item.owners,
        deadline=item.deadline,
        status=status,
        confidence=round(confidence, 3),
        document=document,
        evidence=evidence(this, passages),
    )


def _together(fates: Sequence[_Fate]) -> _Fate:
    """Return the fate that passages of like weight tell: what is kept in one and open in another is partly kept."""
    return fates[0] if len(set(fates)) == 1 else "partly"


def _fate(this: Reading, item: Commitment, match: Match, own: Bag, tools: Toolbox) -> _Fate | None:
    """Return what a matched passage says of a promise; None where it says nothing of its fate."""
    candidate = match.candidate
    outcome = tools.outcomes.read(this.annotated, candidate)
    passage = this.text[candidate.start : candidate.end]
    reached = tools.outcomes.percent_reached(item.text, own.tokens, passage)
    if reached is None:
        reached = tools.outcomes.reached(own.tokens, candidate.bag.tokens)
    late = _late(this, item, candidate, tools)
    if candidate.kind == "shortcoming":
        if tools.outcomes.tells_result(candidate, outcome):
            return "partly" if reached in {"short", "below"} else "kept"
        return _open_fate(outcome, reached)
    if candidate.kind == "plain":
        return _plain_fate(candidate, outcome, reached, late=late)
    account = tools.outcomes.account(this.annotated, candidate)
    if account == "unresolved":
        return _open_fate(outcome, reached)
    if account == "in-progress":
        return "kept" if reached == "more" else "partly"
    return "partly" if outcome.measure == "missed" or reached in {"short", "below"} or late else "kept"


def _open_fate(outcome: Outcome, reached: Reached | None) -> _Fate:
    if reached == "below":
        return "broken"
    return "partly" if outcome.progress or reached == "short" or outcome.measure == "missed" else "broken"


def _plain_fate(candidate: Candidate, outcome: Outcome, reached: Reached | None, *, late: bool) -> _Fate | None:
    """Return the same for a passage that was marked neither as fault nor as account."""
    told = bool(outcome.cues & {"done", "claim"}) or outcome.measure == "met"
    fate: _Fate | None = None
    if outcome.measure == "missed" or reached == "below":
        fate = _open_fate(outcome, reached)
    elif candidate.role in {"shortcomings", "causes"}:
        fate = "broken" if candidate.role == "shortcomings" else None
    elif not told and not (outcome.particular and candidate.role in _RESULTS):
        fate = None
    elif "undone" in outcome.cues and outcome.measure is None:
        fate = "broken" if candidate.role != "strengths" else None
    else:
        fate = "partly" if reached == "short" or late else "kept"
    return fate


def _late(this: Reading, item: Commitment, candidate: Candidate, tools: Toolbox) -> bool:
    """Say whether a passage tells that something was done after its day."""
    outcome = tools.outcomes.cues(candidate.bag.tokens)
    if "late" in outcome:
        return True
    if item.deadline is None or this.document.year is None:
        return False
    due = date.fromisoformat(item.deadline)
    first, last = candidate.view
    times = tools.deadlines.find(this.annotated.view.key, first, last, date(this.document.year, 1, 1))
    begins = [begin for each in times if (begin := _begin(each)) is not None]
    return bool(begins) and min(begins) > due


def _begin(time: Deadline) -> date | None:
    """Return the first day of a day, month or quarter told; None for other expressions of time."""
    if time.kind in {"day", "day-month"}:
        return time.last
    if time.kind == "month":
        return time.last.replace(day=1)
    if time.kind == "quarter":
        return time.last.replace(day=1, month=time.last.month - 2)
    return None
