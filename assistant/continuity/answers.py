"""Points of prompts, remarks and conclusions: how this document takes each of them up.

A point is answered when what it asks for is given: cause, responsibility, result, measure, deadline. What a
passage gives is read from the items in it, from the items linked to it, and from its words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.continuity.candidates import Candidate, candidates
from assistant.continuity.comparison import POINT, Toolbox, background, evidence
from assistant.continuity.matching import Match, Matcher
from assistant.continuity.model import Reading
from assistant.continuity.references import numbered, referred, with_references
from assistant.continuity.requests import Request, requests
from assistant.continuity.rows import Choice, choices, graded, merged
from assistant.continuity.terms import Bag
from assistant.inference.model import Features
from assistant.report.model import Commitment, Missing, Point, PointStatus, Shortcoming

_PARTS: tuple[Missing, ...] = ("cause", "responsibility", "result", "measure", "deadline")
_STATUSES: tuple[PointStatus, ...] = ("answered", "partly", "unanswered")
_SHOWN = 5
_LONG = 400
"""Letters of a point that asks much."""
_MUCH = 60.0
"""Weight of the terms that a full answer adds."""
_SUBSTANCE = frozenset({"cause", "responsibility", "result", "measure"})


@dataclass(frozen=True)
class _Links:
    """The items of this document by what they belong to."""

    faults: dict[str, Shortcoming]
    promises: dict[str, Commitment]
    explained: frozenset[str]
    answered: dict[str, tuple[Commitment, ...]]
    parties: frozenset[str]


@dataclass(frozen=True)
class _Room:
    """What every point is looked for in: this document, its candidates and links, and the readers."""

    this: Reading
    found: Sequence[Candidate]
    links: _Links
    tools: Toolbox


@dataclass(frozen=True, slots=True)
class _Taken:
    """How a point is taken up: the passages, the parts given, and who takes it upon himself."""

    status: PointStatus
    confidence: float
    passages: tuple[Match, ...] = ()
    missing: tuple[Missing, ...] = ()
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Case:
    """A point with the passages about it, how the thresholds see it taken up, and its row."""

    request: Request
    matches: Sequence[Match]
    taken: _Taken
    row: Features


def points(this: Reading, prompts: Reading, tools: Toolbox, number: int = 0) -> tuple[Point, ...]:
    """Return the points of a superior's document with their status in this one; `number` counts such documents."""
    cases = _cases(this, prompts, tools)
    model = tools.models.get(POINT)
    decided = [case.taken for case in cases]
    if model is not None:
        chosen = choices(model, [case.row for case in cases])
        decided = [_chosen(case, choice, tools) for case, choice in zip(cases, chosen, strict=True)]
    return tuple(
        Point(
            id=f"q{number}.{index}" if number else f"q{index}",
            start=case.request.start,
            end=case.request.end,
            text=prompts.text[case.request.start : case.request.end],
            kind=case.request.kind,
            status=taken.status,
            missing=taken.missing,
            responsible=taken.responsible,
            deadline=case.request.deadline,
            confidence=round(taken.confidence, 3),
            evidence=evidence(this, taken.passages, _SHOWN),
        )
        for index, (case, taken) in enumerate(zip(cases, decided, strict=True), 1)
    )


def point_rows(this: Reading, prompts: Reading, tools: Toolbox) -> list[tuple[str, Features]]:
    """Return the points of a superior's document, as texts, with the row of the status model."""
    return [(prompts.text[case.request.start : case.request.end], case.row) for case in _cases(this, prompts, tools)]


def _cases(this: Reading, prompts: Reading, tools: Toolbox) -> list[_Case]:
    """Return the points with the passages that may answer them."""
    asked = requests(prompts, tools)
    if not asked:
        return []
    found = candidates(this, tools.reader)
    matcher = Matcher(tools.knowledge.settings, "point", found, background(prompts, tools.reader))
    annotated = prompts.annotated
    bags = [[tools.reader.bag(annotated.text(*each.view), annotated.key(*each.view))] for each in asked]
    room = _Room(this, found, _links(this), tools)
    numbers = numbered(prompts, [request.start for request in asked])
    cases: list[_Case] = []
    for request, matches, bag, number in zip(asked, matcher.matches(bags), bags, numbers, strict=True):
        sure = referred(found, number, "answers", tools.references)
        cues = tools.outcomes.cues(bag[0].tokens)
        wanted = _asked_parts(cues) if request.kind == "prompt" else ()
        ranked = with_references(matches, sure)
        taken = _taken(room, request, wanted, ranked)
        row = merged(_row(room, request, bag[0], ranked), _request_row(request, prompts))
        row[f"seems={taken.status}"] = 1.0
        cases.append(_Case(request, ranked, taken, row))
    return cases


def _row(room: _Room, request: Request, bag: Bag, matches: Sequence[Match]) -> dict[str, float]:
    """Return what the passages about one point give of what it asks."""
    settings, tools = room.tools.knowledge.settings, room.tools
    cues = tools.outcomes.cues(bag.tokens)
    top = matches[0].score if matches else 0.0
    row = graded("top", top)
    near = [match for match in matches if match.score >= max(settings["point-near"], settings["point-share"] * top)]
    if not near:
        return row
    close = [match for match in near if match.score >= settings["evidence"] * top]
    given = _given(room, near)
    row |= {f"gives:{part}": 1.0 for part in given}
    row |= {f"lacks:{part}": 1.0 for part in _asked_parts(cues) if part not in _implied(given)}
    row["gives"] = len(given) / len(_PARTS)
    row["formula"] = float(all(_formula(match.candidate, tools) for match in close))
    row["some-formula"] = float(any(_formula(match.candidate, tools) for match in close))
    row["left-open"] = float(any(_left_open(room.this, match.candidate, tools) for match in close))
    row["fulfilled"] = float(_fulfilled(room, request, near))
    return row | _news(bag, near)


def _news(bag: Bag, near: Sequence[Match]) -> dict[str, float]:
    """Return how much of a point its passages take up together and how much they add to it."""
    terms: dict[str, float] = {}
    for match in near:
        terms |= match.candidate.bag.terms
    asked = sum(bag.terms.values())
    told = sum(terms.values())
    shared = sum(weight for term, weight in bag.terms.items() if term in terms)
    added = sum(weight for term, weight in terms.items() if term not in bag.terms)
    figures = sum(term[0].isdigit() and " " not in term for term in terms.keys() - bag.terms.keys())
    return {
        "news:taken-up": shared / asked if asked else 0.0,
        "news:share": added / told if told else 0.0,
        "news:amount": min(1.0, added / _MUCH),
        "news:figures": min(1.0, figures / _SHOWN),
    }


def _request_row(request: Request, prompts: Reading) -> dict[str, float]:
    """Return what a point is."""
    return {
        f"point:{request.kind}": 1.0,
        f"asked-in:{prompts.document.kind}": 1.0,
        "point:deadline": float(request.deadline is not None),
        "point:review": float(request.review),
        "point:length": min(1.0, (request.end - request.start) / _LONG),
        "point:figures": float(any(map(str.isdigit, prompts.text[request.start : request.end]))),
    }


def _chosen(case: _Case, choice: Choice, tools: Toolbox) -> _Taken:
    """Return the model's status with the passages, parts and persons found."""
    status: PointStatus = next((each for each in _STATUSES if each == choice.label), "unsure")
    if choice.probability < tools.knowledge.settings["status-torn"]:
        status = "unsure"
    missing = () if status == "answered" else case.taken.missing
    taken = replace(case.taken, status=status, confidence=choice.probability, missing=missing)
    if status != "unanswered" and not taken.passages:
        return replace(taken, passages=tuple(case.matches[:1]))
    return taken


def _asked_parts(cues: frozenset[str]) -> tuple[Missing, ...]:
    return tuple(part for part in _PARTS if f"asks-{part}" in cues)


def _links(this: Reading) -> _Links:
    answered: dict[str, tuple[Commitment, ...]] = {}
    for commitment in this.commitments:
        for fault in commitment.addresses:
            answered[fault] = (*answered.get(fault, ()), commitment)
    return _Links(
        faults={each.id: each for each in this.shortcomings},
        promises={each.id: each for each in this.commitments},
        explained=frozenset(fault for cause in this.causes for fault in cause.of),
        answered=answered,
        parties=frozenset(party.id for party in this.parties if party.kind in {"person", "role", "collective"}),
    )


def _taken(room: _Room, request: Request, wanted: Sequence[Missing], matches: Sequence[Match]) -> _Taken:
    """Return how a point is taken up by the passages that match it."""
    settings = room.tools.knowledge.settings
    top = matches[0].score if matches else 0.0
    if top < settings["point-match"]:
        silent: PointStatus = "unanswered" if top < settings["point-silent"] else "unsure"
        held = request.review and bool(room.this.shortcomings)
        shown = () if silent == "unanswered" else tuple(matches[:1])
        return _Taken("partly" if held else silent, 1.0 - top, shown)
    near = [match for match in matches if match.score >= max(settings["point-near"], settings["point-share"] * top)]
    close = [match for match in near if match.score >= settings["evidence"] * top]
    passed_over = all(_formula(match.candidate, room.tools) for match in close) or any(
        _left_open(room.this, match.candidate, room.tools) for match in close
    )
    if passed_over:
        return _Taken("unanswered", top, tuple(near[:1]))
    given = _given(room, near)
    if not given and all(match.candidate.kind == "plain" for match in near):
        clear = top >= settings["point-clear"]
        return _Taken("answered" if clear else "partly", top, tuple(near[:1]))
    missing = tuple(part for part in wanted if part not in _implied(given))
    if request.kind == "requirement":
        full = _fulfilled(room, request, near)
    else:
        full = not missing if wanted else _substantial(near, given)
    return _Taken("answered" if full else "partly", top, tuple(near), missing, _responsible(near, room.links))


def _substantial(near: Sequence[Match], given: frozenset[str]) -> bool:
    """Say whether a fault is taken up with its substance: put right with proof, or two parts of an account of it."""
    proved = any(match.candidate.kind == "remediation" and match.candidate.status == "resolved" for match in near)
    return proved or len(given & _SUBSTANCE) >= 2


def _left_open(this: Reading, candidate: Candidate, tools: Toolbox) -> bool:
    """Say whether the sentence of a passage tells that the point is not taken up."""
    annotated = this.annotated
    at = bisect_right(annotated.segments, candidate.view[0], key=lambda segment: segment.start) - 1
    segment = annotated.segments[max(at, 0)]
    start, end = min(segment.start, candidate.view[0]), max(segment.end, candidate.view[1])
    cues = tools.outcomes.cues(tools.reader.tokens(annotated.text(start, end), annotated.key(start, end)))
    return "left-open" in cues


def _formula(candidate: Candidate, tools: Toolbox) -> bool:
    """Say whether a passage only takes note, without a figure or an item in it."""
    if candidate.kind in {"shortcoming", "cause"}:
        return False
    cues = tools.outcomes.cues(candidate.bag.tokens)
    return "formula" in cues and not any(token.digits for token in candidate.bag.tokens)


def _given(room: _Room, near: Sequence[Match]) -> frozenset[str]:
    """Return the parts that the passages give, with the items linked to them and their neighbours in the same turn."""
    parts: set[str] = set()
    for match in near:
        parts |= _parts_of(room.this, match.candidate, room.links, room.tools)
    for neighbour in _neighbours([match.candidate for match in near], room.found):
        cues = room.tools.outcomes.cues(neighbour.bag.tokens)
        if neighbour.kind == "cause":
            parts.add("cause")
        elif neighbour.kind == "remediation":
            parts.add("result")
        elif neighbour.kind == "plain":
            parts |= {part for part in ("cause", "responsibility") if f"gives-{part}" in cues}
    return frozenset(parts)


def _implied(given: frozenset[str]) -> frozenset[str]:
    """Return the parts given with those that they stand for: a remedy told is more than a measure."""
    more = {"measure"} if "result" in given else {"result"} if {"measure", "deadline"} <= given else set()
    return given | more


def _parts_of(this: Reading, candidate: Candidate, links: _Links, tools: Toolbox) -> set[str]:
    cues = tools.outcomes.cues(candidate.bag.tokens)
    parts = {part for part in ("responsibility",) if f"gives-{part}" in cues}
    if candidate.kind == "cause":
        parts.add("cause")
    elif candidate.kind == "commitment":
        parts.add("measure")
        promise = links.promises.get(candidate.item or "")
        if promise is not None:
            parts |= _promised(promise, links)
    elif candidate.kind == "remediation":
        parts.add("result")
    elif candidate.kind == "shortcoming":
        parts |= _of_fault(candidate, links)
        if "gives-cause" in cues:
            parts.add("cause")
    else:
        outcome = tools.outcomes.read(this.annotated, candidate)
        if "gives-result" in cues and outcome.particular:
            parts.add("result")
        if "gives-cause" in cues:
            parts.add("cause")
    return parts


def _of_fault(candidate: Candidate, links: _Links) -> set[str]:
    parts: set[str] = set()
    fault = links.faults.get(candidate.item or "")
    if fault is None:
        return parts
    if set(fault.responsible) & links.parties:
        parts.add("responsibility")
    if fault.id in links.explained:
        parts.add("cause")
    for promise in links.answered.get(fault.id, ()):
        parts |= {"measure"} | _promised(promise, links)
    return parts


def _promised(promise: Commitment, links: _Links) -> set[str]:
    parts = {"deadline"} if promise.deadline is not None else set()
    if set(promise.owners) & links.parties:
        parts.add("responsibility")
    return parts


def _neighbours(near: Iterable[Candidate], found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates next to the passages, in the same turn."""
    wanted: dict[int, Candidate] = {}
    for candidate in near:
        for step in (-2, -1, 1, 2):
            at = candidate.order + step
            if 0 <= at < len(found) and found[at].turn == candidate.turn and found[at].role == candidate.role:
                wanted[at] = found[at]
    return list(wanted.values())


def _responsible(near: Sequence[Match], links: _Links) -> tuple[str, ...]:
    parties: list[str] = []
    for match in near:
        fault = links.faults.get(match.candidate.item or "")
        promise = links.promises.get(match.candidate.item or "")
        parties += fault.responsible if fault is not None else promise.owners if promise is not None else ()
    return tuple(dict.fromkeys(party for party in parties if party in links.parties))


def _fulfilled(room: _Room, request: Request, near: Sequence[Match]) -> bool:
    """Say whether a demand is met: done, or promised while its day has not passed."""
    done = promised = left = False
    for match in near:
        candidate = match.candidate
        if candidate.kind == "remediation":
            account = room.tools.outcomes.account(room.this.annotated, candidate)
            done |= account in {"resolved", "claimed"}
            left |= account in {"in-progress", "unresolved"}
        elif candidate.kind == "commitment":
            promised = True
        elif candidate.kind == "shortcoming":
            promised |= candidate.item in room.links.answered
        elif candidate.kind == "plain":
            outcome = room.tools.outcomes.read(room.this.annotated, candidate)
            done |= outcome.particular and bool(outcome.cues & {"done", "met", "gives-result"})
            left |= outcome.measure == "missed"
    day = room.this.document.date
    overdue = request.deadline is not None and day is not None and request.deadline < day
    return (promised and not ((left or not done) and overdue)) or (done and not left)
