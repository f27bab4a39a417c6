"""Last year's commitments: whether this year's document shows them kept, partly kept or broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.continuity.blanket import blanket_claims
from assistant.continuity.candidates import Candidate, candidates
from assistant.continuity.comparison import COMMITMENT, Toolbox, background, bags_of, evidence
from assistant.continuity.defects import defect_statuses
from assistant.continuity.matching import Match, Matcher
from assistant.continuity.model import Reading
from assistant.continuity.outcomes import Outcome, Reached
from assistant.continuity.rows import Choice, best_scores, choices, graded, merged, of_document
from assistant.continuity.terms import Bag, joined
from assistant.inference.model import Features
from assistant.language.deadlines import Deadline
from assistant.report.model import Commitment, CommitmentStatus, PriorCommitment

_Fate = Literal["kept", "partly", "broken"]
_FAULTS = 3
"""Faults of a promise whose words are read with it."""
_KINDS = ("shortcoming", "remediation", "plain")
_STATUSES: tuple[CommitmentStatus, ...] = ("kept", "partly", "broken", "unmentioned")
_TELLS = tuple(f"tells:{status}" for status in _STATUSES[:-1])
_RESULTS = frozenset({"strengths", "remediation", "proceedings", "preamble", "letter-head", "other"})
"""Sections where a bare figure tells a result."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    status: CommitmentStatus
    confidence: float
    passages: tuple[Match, ...]


@dataclass(frozen=True)
class _Case:
    """An earlier promise with the passages that tell its fate, and its row."""

    item: Commitment
    told: Sequence[tuple[Match, _Fate]]
    row: Features


def prior_commitments(
    this: Reading, prior: Reading, tools: Toolbox, document: str = "prior"
) -> tuple[PriorCommitment, ...]:
    """Return the prior document's commitments that are measurable or have a deadline, with their status in this one."""
    cases = _cases(this, prior, tools)
    model = tools.models.get(COMMITMENT)
    if model is None:
        decided = [_verdict(case, tools) for case in cases]
    else:
        chosen = choices(model, [case.row for case in cases])
        decided = [_chosen(case, choice, tools) for case, choice in zip(cases, chosen, strict=True)]
    return tuple(
        PriorCommitment(
            id=f"e{number}",
            start=case.item.start,
            end=case.item.end,
            text=case.item.text,
            location=case.item.location,
            owners=case.item.owners,
            deadline=case.item.deadline,
            status=verdict.status,
            confidence=round(verdict.confidence, 3),
            document=document,
            evidence=evidence(this, verdict.passages),
        )
        for number, (case, verdict) in enumerate(zip(cases, decided, strict=True), 1)
    )


def commitment_rows(this: Reading, prior: Reading, tools: Toolbox) -> list[tuple[Commitment, Features]]:
    """Return the prior document's checkable commitments with the row of the status model."""
    return [(case.item, case.row) for case in _cases(this, prior, tools)]


def _cases(this: Reading, prior: Reading, tools: Toolbox) -> list[_Case]:
    promised = prior.commitments
    if not promised:
        return []
    found = candidates(this, tools.reader)
    blankets = blanket_claims(found, tools)
    taken = {candidate.order for candidate in blankets}
    useful = [candidate for candidate in found if candidate.kind in _KINDS and candidate.order not in taken]
    matcher = Matcher(tools.knowledge.settings, "commitment", useful, background(prior, tools.reader))
    bags = [_bags(prior, item, tools) for item in promised]
    matched = matcher.matches(bags)
    renewed = [candidate for candidate in found if candidate.kind == "commitment"]
    again = Matcher(tools.knowledge.settings, "commitment", renewed, background(prior, tools.reader)).matches(bags)
    faults = defect_statuses(this, prior, tools)
    about = of_document(this, tools, claim=bool(blankets))
    out: list[_Case] = []
    for item, matches, own, anew in zip(promised, matched, bags, again, strict=True):
        told = [(match, fate) for match in matches if (fate := _fate(this, item, match, own[0], tools)) is not None]
        clear = bool(told) and told[0][0].score >= tools.knowledge.settings["commitment-told"]
        if not clear and not _checkable(prior, item, tools):
            continue
        linked = {f"fault={faults[fault]}": 1.0 for fault in item.addresses if fault in faults}
        row = merged(
            _row(matches, told),
            graded("renewed", anew[0].score if anew else 0.0),
            linked or {"fault=none": 1.0},
            about,
        )
        case = _Case(item, told, row)
        row[f"seems={_verdict(case, tools).status}"] = 1.0
        out.append(case)
    return out


def _row(matches: Sequence[Match], told: Sequence[tuple[Match, _Fate]]) -> dict[str, float]:
    """Return what the passages about one promise say of it."""
    row = best_scores(_TELLS, [(f"tells:{fate}", match.score) for match, fate in told])
    said = {match.candidate.order for match, _ in told}
    row |= graded("tells:nothing", max((m.score for m in matches if m.candidate.order not in said), default=0.0))
    row |= best_scores(
        [f"kind:{kind}" for kind in _KINDS], [(f"kind:{match.candidate.kind}", match.score) for match in matches]
    )
    return row | graded("told", told[0][0].score if told else 0.0)


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


def _verdict(case: _Case, tools: Toolbox) -> _Verdict:
    """Return the verdict of the thresholds."""
    settings = tools.knowledge.settings
    top = case.told[0][0].score if case.told else 0.0
    if top >= settings["commitment-match"]:
        near = [(match, fate) for match, fate in case.told if match.score >= settings["commitment-rival"] * top]
        return _Verdict(_together([fate for _, fate in near]), top, tuple(match for match, _ in near))
    if top >= settings["commitment-silent"]:
        return _Verdict("unsure", 1.0 - top, (case.told[0][0],))
    return _Verdict("unmentioned", 1.0 - top, ())


def _chosen(case: _Case, choice: Choice, tools: Toolbox) -> _Verdict:
    """Return the model's status with the passages that tell it first."""
    settings = tools.knowledge.settings
    status: CommitmentStatus = next((each for each in _STATUSES if each == choice.label), "unsure")
    if choice.probability < settings["status-torn"]:
        status = "unsure"
    if status == "unmentioned" or not case.told:
        return _Verdict(status, choice.probability, ())
    near = [each for each in case.told if each[0].score >= settings["commitment-rival"] * case.told[0][0].score]
    near.sort(key=lambda each: each[1] != status)
    return _Verdict(status, choice.probability, tuple(match for match, _ in near))


def _together(fates: Sequence[_Fate]) -> _Fate:
    """Return the fate that passages of like weight tell: what is kept in one and open in another is partly kept."""
    return fates[0] if len(set(fates)) == 1 else "partly"


def _fate(this: Reading, item: Commitment, match: Match, own: Bag, tools: Toolbox) -> _Fate | None:
    """Return what a matched passage says of a promise; None where it says nothing of its fate."""
    candidate = match.candidate
    outcome = tools.outcomes.read(this.annotated, candidate)
    reached = _reached(this, item, candidate, own, tools)
    late = _late(this, item, candidate, own, tools)
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


def _reached(this: Reading, item: Commitment, candidate: Candidate, own: Bag, tools: Toolbox) -> Reached | None:
    """Return whether a figure told reaches the one promised."""
    passage = this.text[candidate.start : candidate.end]
    reached = tools.outcomes.percent_reached(item.text, own.tokens, passage)
    return reached if reached is not None else tools.outcomes.reached(own.tokens, candidate.bag.tokens)


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


def _late(this: Reading, item: Commitment, candidate: Candidate, own: Bag, tools: Toolbox) -> bool:
    """Say whether a passage tells that something was done after its day; not by words of the promise's own matter."""
    if "late" in tools.outcomes.cues(candidate.bag.tokens) - tools.outcomes.cues(own.tokens):
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
