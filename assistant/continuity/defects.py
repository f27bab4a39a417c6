"""Last year's shortcomings: what this year's document says of each.

The order of the guide: stated again as a fault of this year, it recurs, whatever else is claimed; else an account of it
decides; else a blanket claim; else nothing is about it, or the best passage is too doubtful to say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.continuity.blanket import blanket_claims
from assistant.continuity.candidates import Candidate, candidates
from assistant.continuity.comparison import DEFECT, Toolbox, background, bags_of, evidence
from assistant.continuity.latent import latent_faults
from assistant.continuity.matching import Match, Matcher
from assistant.continuity.model import Reading
from assistant.continuity.outcomes import Outcome
from assistant.continuity.references import numbered, referred, with_references
from assistant.continuity.rows import (
    Choice,
    best_scores,
    choices,
    graded,
    merged,
    of_document,
    of_fault,
)
from assistant.inference.model import Features
from assistant.report.model import DefectStatus, Evidence, Item, PriorDefect, RemediationStatus

_TOLD: dict[RemediationStatus, DefectStatus] = {
    "resolved": "resolved",
    "claimed": "claimed",
    "in-progress": "in-progress",
    "unresolved": "in-progress",
}
_KINDS = ("shortcoming", "remediation", "plain")
_STATUSES: tuple[DefectStatus, ...] = ("recurring", "in-progress", "resolved", "claimed", "unmentioned")
_TELLS = (*(f"tells:{status}" for status in _STATUSES[:-1]), "tells:recurring?", "tells:resolved?")
_RESULTS = frozenset(
    {"strengths", "remediation", "proceedings", "answers", "conclusion", "preamble", "letter-head", "other", "measures"}
)
"""Sections where a figure may tell a result; a document without headings is all letter-head or preamble."""


@dataclass(frozen=True, slots=True)
class _Told:
    match: Match
    status: DefectStatus
    firm: bool


@dataclass(frozen=True)
class _Case:
    """An earlier fault with the passages about it, what they tell, this document's blanket claim, and its row."""

    item: Item
    matches: Sequence[Match]
    told: Sequence[_Told]
    claim: tuple[Evidence, ...]
    row: Features


@dataclass(frozen=True)
class _Worked:
    """What was worked out beside one prior document, kept for the question of its commitments."""

    prior: Reading
    cases: list[_Case]
    claim: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class _Verdict:
    status: DefectStatus
    confidence: float
    passages: tuple[Match, ...]


def prior_defects(this: Reading, prior: Reading, tools: Toolbox, document: str = "prior") -> tuple[PriorDefect, ...]:
    """Return every shortcoming of the prior document with its status in this one; `document` names the prior one."""
    cases, claim = _cases(this, prior, tools)
    return tuple(
        _defect(this, case.item, verdict, claim, f"d{number}").model_copy(update={"document": document})
        for number, (case, verdict) in enumerate(zip(cases, _verdicts(cases, tools), strict=True), 1)
    )


def defect_rows(this: Reading, prior: Reading, tools: Toolbox) -> list[tuple[Item, Features]]:
    """Return every shortcoming of the prior document with the row of the status model."""
    cases, _ = _cases(this, prior, tools)
    return [(case.item, case.row) for case in cases]


def defect_statuses(this: Reading, prior: Reading, tools: Toolbox) -> dict[str, DefectStatus]:
    """Return the status of each marked shortcoming of the prior document by its identity there."""
    cases, _ = _cases(this, prior, tools)
    verdicts = _verdicts(cases, tools)
    return {case.item.id: verdict.status for case, verdict in zip(cases, verdicts, strict=True) if case.item.id}


def _cases(this: Reading, prior: Reading, tools: Toolbox) -> tuple[list[_Case], tuple[Evidence, ...]]:
    """Return the faults of the prior document with what speaks of them, in order, and this one's blanket claim."""
    known = this.worked_out.get("defects")
    if isinstance(known, _Worked) and known.prior is prior:
        return known.cases, known.claim
    cases, claim = _work(this, prior, tools)
    this.worked_out["defects"] = _Worked(prior, cases, claim)
    return cases, claim


def _work(this: Reading, prior: Reading, tools: Toolbox) -> tuple[list[_Case], tuple[Evidence, ...]]:
    found = candidates(this, tools.reader)
    blankets = blanket_claims(found, tools)
    taken = {candidate.order for candidate in blankets}
    useful = [candidate for candidate in found if candidate.kind in _KINDS and candidate.order not in taken]
    matcher = Matcher(tools.knowledge.settings, "defect", useful, background(prior, tools.reader))
    bags = [bags_of(prior, item, tools.reader) for item in prior.shortcomings]
    matched = matcher.matches(bags)
    numbers = numbered(prior, [item.start for item in prior.shortcomings])
    for index, number in enumerate(numbers):
        sure = referred(useful, number, "remediation", tools.references)
        matched[index] = with_references(matched[index], sure)
    matched = _shared_out(matched, tools.knowledge.settings["defect-owner"])
    claim = evidence(this, [Match(candidate, 1.0, {}) for candidate in blankets[:1]])
    promised = [candidate for candidate in found if candidate.kind == "commitment"]
    promises = Matcher(tools.knowledge.settings, "defect", promised, background(prior, tools.reader)).matches(bags)
    about = of_document(this, tools, claim=bool(claim))
    cases: list[_Case] = []
    for item, matches, again in zip(prior.shortcomings, matched, promises, strict=True):
        told = _told(this, matches, tools)
        row = _row(matches, told) | graded("promised", _top(again)) | _seems(matches, told, claim, tools)
        row = merged(row, of_fault(prior, item), about)
        cases.append(_Case(item, matches, told, claim, row))
    for candidate, matches in latent_faults(prior, matcher, matched, tools):
        told = _told(this, matches, tools)
        if _verdict(matches, told, (), tools).status not in {"unmentioned", "unsure"}:
            latent = _item(prior, candidate)
            row = merged(_row(matches, told), of_fault(prior, latent), about, _seems(matches, told, (), tools))
            cases.append(_Case(latent, matches, told, (), row))
    return sorted(cases, key=lambda each: each.item.start), claim


def _top(matches: Sequence[Match]) -> float:
    return matches[0].score if matches else 0.0


def _told(this: Reading, matches: Sequence[Match], tools: Toolbox) -> list[_Told]:
    return [_Told(match, *said) for match in matches if (said := _said(this, match, tools)) is not None]


def _row(matches: Sequence[Match], told: Sequence[_Told]) -> dict[str, float]:
    """Return what the passages about one earlier fault say of it."""
    row = best_scores(_TELLS, [(f"tells:{each.status}{'' if each.firm else '?'}", each.match.score) for each in told])
    said = {each.match.candidate.order for each in told}
    silent = max((match.score for match in matches if match.candidate.order not in said), default=0.0)
    row |= graded("tells:nothing", silent)
    row |= best_scores(
        [f"kind:{kind}" for kind in _KINDS], [(f"kind:{match.candidate.kind}", match.score) for match in matches]
    )
    top = told[0].match.score if told else 0.0
    row |= graded("told", top)
    if matches:
        row["second"] = matches[1].score if len(matches) > 1 else 0.0
    return row


def _seems(
    matches: Sequence[Match], told: Sequence[_Told], claim: tuple[Evidence, ...], tools: Toolbox
) -> dict[str, float]:
    """Return the verdict of the thresholds as a feature."""
    return {f"seems={_verdict(matches, told, claim, tools).status}": 1.0}


def _verdicts(cases: Sequence[_Case], tools: Toolbox) -> list[_Verdict]:
    """Return the verdict on each case: the model's, or that of the thresholds where there is no model."""
    model = tools.models.get(DEFECT)
    if model is None:
        return [_verdict(case.matches, case.told, case.claim, tools) for case in cases]
    chosen = choices(model, [case.row for case in cases])
    return [_chosen(case, choice, tools) for case, choice in zip(cases, chosen, strict=True)]


def _chosen(case: _Case, choice: Choice, tools: Toolbox) -> _Verdict:
    """Return the model's status with the passages that tell it first."""
    status: DefectStatus = next((each for each in _STATUSES if each == choice.label), "unsure")
    if choice.probability < tools.knowledge.settings["status-torn"]:
        status = "unsure"
    if status == "unmentioned":
        return _Verdict(status, choice.probability, ())
    telling = [each.match for each in case.told if each.status == status][:1]
    others = _near(case.matches, tools.knowledge.settings["evidence"]) if case.matches else []
    if status == "claimed" and case.claim and not telling:
        others = []
    first = telling or others[:1]
    return _Verdict(status, choice.probability, tuple(_first(first[0], others)) if first else ())


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


def _verdict(matches: Sequence[Match], told: Sequence[_Told], claim: tuple[Evidence, ...], tools: Toolbox) -> _Verdict:
    """Return the verdict of the thresholds."""
    settings = tools.knowledge.settings
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
