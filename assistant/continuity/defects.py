"""Last year's shortcomings: what this year's document says of each.

The order of the guide: stated again as a fault of this year, it recurs, whatever else is claimed; else an account of it
decides; else a blanket claim; else nothing is about it, or the best passage is too doubtful to say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.continuity.blanket import blanket_claims
from assistant.continuity.candidates import Candidate, candidates
from assistant.continuity.comparison import Toolbox, background, bags_of, evidence
from assistant.continuity.latent import latent_faults
from assistant.continuity.matching import Match, Matcher
from assistant.continuity.model import Reading
from assistant.continuity.outcomes import Outcome
from assistant.continuity.references import numbered, referred, with_references
from assistant.report.model import DefectStatus, Evidence, Item, PriorDefect, RemediationStatus

_TOLD: dict[RemediationStatus, DefectStatus] = {
    "resolved": "resolved",
    "claimed": "claimed",
    "in-progress": "in-progress",
    "unresolved": "in-progress",
}
_KINDS = ("shortcoming", "remediation", "plain")
_RESULTS = frozenset(
    {"strengths", "remediation", "proceedings", "answers", "conclusion", "preamble", "letter-head", "other", "measures"}
)
"""Sections where a figure may tell a result; a document without headings is all letter-head or preamble."""


@dataclass(frozen=True, slots=True)
class _Told:
    match: Match
    status: DefectStatus
    firm: bool


@dataclass(frozen=True, slots=True)
class _Verdict:
    status: DefectStatus
    confidence: float
    passages: tuple[Match, ...]


def prior_defects(this: Reading, prior: Reading, tools: Toolbox, document: str = "prior") -> tuple[PriorDefect, ...]:
    """Return every shortcoming of the prior document with its status in this one; `document` names the prior one."""
    judged, claim = _judged(this, prior, tools)
    return tuple(
        _defect(this, item, verdict, claim, f"d{number}").model_copy(update={"document": document})
        for number, (item, verdict) in enumerate(judged, 1)
    )


def _judged(this: Reading, prior: Reading, tools: Toolbox) -> tuple[list[tuple[Item, _Verdict]], tuple[Evidence, ...]]:
    """Return the faults of the prior document with their verdicts, in order, and the blanket claim of this one."""
    found = candidates(this, tools.reader)
    blankets = blanket_claims(found, tools)
    taken = {candidate.order for candidate in blankets}
    useful = [candidate for candidate in found if candidate.kind in _KINDS and candidate.order not in taken]
    matcher = Matcher(tools.knowledge.settings, "defect", useful, background(prior, tools.reader))
    matched = matcher.matches([bags_of(prior, item, tools.reader) for item in prior.shortcomings])
    numbers = numbered(prior, [item.start for item in prior.shortcomings])
    for index, number in enumerate(numbers):
        sure = referred(useful, number, "remediation", tools.references)
        matched[index] = with_references(matched[index], sure)
    matched = _shared_out(matched, tools.knowledge.settings["defect-owner"])
    claim = evidence(this, [Match(candidate, 1.0, {}) for candidate in blankets[:1]])
    judged: list[tuple[Item, _Verdict]] = [
        (item, _verdict(this, matches, claim, tools)) for item, matches in zip(prior.shortcomings, matched, strict=True)
    ]
    for candidate, matches in latent_faults(prior, matcher, matched, tools):
        verdict = _verdict(this, matches, (), tools)
        if verdict.status not in {"unmentioned", "unsure"}:
            judged.append((_item(prior, candidate), verdict))
    return sorted(judged, key=lambda each: each[0].start), claim


def _shared_out(matched: Sequence[Sequence[Match]], share: float) -> list[list[Match]]:
    """Return the matches without those whose passage is far more clearly about another earlier fault."""
    best: dict[int, float] = {}
    for matches in matched:
        for match in matches:
            best[match.candidate.order] = max(best.get(match.candidate.order, 0.0), match.score)
    return [[match for match in matches if match.score >= share * best[match.candidate.order]] for matches in matched]


def _item(prior: Reading, candidate: Candidate) -> Item:
    text = prior.text[candidate.start : candidate.end]
    return Item(id="", start=candidate.start, end=candidate.end, text=text)


def _defect(this: Reading, item: Item, verdict: _Verdict, claim: tuple[Evidence, ...], identity: str) -> PriorDefect:
    shown = evidence(this, verdict.passages)
    if verdict.status == "claimed" and claim and not shown:
        shown = claim
    return PriorDefect(
        id=identity,
        start=item.start,
        end=item.end,
        text=item.text,
        location=item.location,
        status=verdict.status,
        confidence=round(verdict.confidence, 3),
        evidence=shown,
    )


def _verdict(this: Reading, matches: Sequence[Match], claim: tuple[Evidence, ...], tools: Toolbox) -> _Verdict:
    settings = tools.knowledge.settings
    told = [_Told(match, *said) for match in matches if (said := _said(this, match, tools)) is not None]
    top = told[0].match.score if told else 0.0
    if top >= settings["defect-match"]:
        near = _near([each.match for each in told], settings["evidence"])
        accounts = [each for each in told if each.status != "recurring"]
        repeated = next((each.match for each in told if each.status == "recurring"), None)
        if repeated is not None and repeated.score >= max(settings["defect-match"], _bar(accounts, tools)):
            return _Verdict("recurring", repeated.score, tuple(_first(repeated, near)))
        account = _account(accounts, settings["defect-open"])
        return _Verdict(account.status, account.match.score, tuple(_first(account.match, near)))
    if claim:
        return _Verdict("claimed", 1.0 - top, ())
    unsaid = matches[0].score if matches else 0.0
    if top >= settings["defect-silent"] or unsaid >= settings["defect-unsaid"]:
        return _Verdict("unsure", 1.0 - top, tuple(each.match for each in told[:1]))
    return _Verdict("unmentioned", 1.0 - top, ())


def _bar(accounts: Sequence[_Told], tools: Toolbox) -> float:
    """Return the score from which a fault of this year stands beside the best account of the old one."""
    if not accounts:
        return 0.0
    best = accounts[0]
    weak = best.status == "in-progress" or not best.firm
    return tools.knowledge.settings["defect-weak-rival" if weak else "defect-rival"] * best.match.score


def _account(accounts: Sequence[_Told], share: float) -> _Told:
    """Return the account that decides: the best, or one as good that leaves the fault open."""
    best = accounts[0]
    open_ones = (
        each for each in accounts if each.status == "in-progress" and each.match.score >= share * best.match.score
    )
    return next(open_ones, best)


def _said(this: Reading, match: Match, tools: Toolbox) -> tuple[DefectStatus, bool] | None:
    """Return what a matched passage says of the old fault and whether in firm words; None where it says nothing."""
    candidate = match.candidate
    if candidate.kind == "shortcoming" or candidate.current:
        result = tools.outcomes.tells_result(candidate, tools.outcomes.read(this.annotated, candidate))
        return ("resolved" if result else "recurring"), True
    if candidate.kind == "remediation":
        return _TOLD[tools.outcomes.account(this.annotated, candidate)], True
    return _plainly_said(candidate, tools.outcomes.read(this.annotated, candidate), match.score, tools)


def _plainly_said(
    candidate: Candidate, outcome: Outcome, score: float, tools: Toolbox
) -> tuple[DefectStatus, bool] | None:
    """Return the same for a passage that was marked neither as fault nor as account."""
    account = candidate.role == "remediation"
    said: tuple[DefectStatus, bool] | None = None
    if not outcome.particular and score < tools.knowledge.settings["defect-plain"]:
        return None
    if outcome.measure == "missed":
        said = ("in-progress" if account else "recurring"), True
    elif candidate.role in {"shortcomings", "causes"}:
        said = ("recurring", True) if candidate.role == "shortcomings" else None
    elif outcome.measure == "met":
        said = "resolved", True
    elif "fault" in outcome.cues and outcome.particular and tools.outcomes.leaves_open(candidate.bag.tokens):
        said = ("in-progress" if account else "recurring"), False
    elif candidate.role not in _RESULTS and "done" not in outcome.cues:
        said = None
    elif outcome.cues & {"undone", "partial"}:
        said = ("in-progress", True) if account or outcome.particular else None
    elif outcome.particular:
        said = "resolved", "done" in outcome.cues
    elif outcome.cues & {"claim", "done"}:
        said = "claimed", True
    return said


def _near(matches: Sequence[Match], share: float) -> list[Match]:
    return [match for match in matches if match.score >= share * matches[0].score]


def _first(match: Match, others: Sequence[Match]) -> list[Match]:
    return [match, *(other for other in others if other is not match)]
