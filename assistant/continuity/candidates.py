"""Candidates: the passages of a document that may speak of a matter, each with what was extracted from it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from assistant.continuity.context import Surroundings
from assistant.continuity.model import Reading
from assistant.continuity.terms import Bag, Reader
from assistant.language.model import Annotated, Segment
from assistant.report.model import Commitment, Item, RemediationStatus, Shortcoming

CandidateKind = Literal["shortcoming", "remediation", "commitment", "cause", "plain"]

SURROUNDINGS = "surroundings"
"""Under this name a reading keeps what was worked out of its text, whatever its items."""
_SILENT_ROLES = frozenset({"attendance", "votes", "signature"})
_SIGNED = 60
"""Most letters of a line of a ballot or of signatures; a longer one was put in that section by mistake."""
_PROSE = 40
"""Small letters of a line that is no longer a letter-head."""
_JOINT = re.compile(r"[,;:] ")
_STRING = 60
"""Letters of a statement that may string results together."""
_PIECE = 18
"""Least letters of one of them."""
_PIECES = 40
"""Joints of one statement that are looked at."""
_MOST = 4000
"""Statements of a document that are compared; some 200 pages."""
_COVERED = 0.6
"""Share of a passage above which the items in it stand for it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage: its slice of the raw text and of the view, kind, section role, and terms; `order` in reading order."""

    start: int
    end: int
    view: tuple[int, int]
    kind: CandidateKind
    role: str
    turn: int | None
    bag: Bag
    order: int
    item: str | None = None
    status: RemediationStatus | None = None
    sentence: tuple[int, int] | None = None
    """The sentence that a clause was cut from, as a slice of the view."""
    current: bool = False
    """Whether an account of an earlier fault is told among this year's faults too."""


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    kind: CandidateKind
    item: str | None
    status: RemediationStatus | None = None


def units(annotated: Annotated) -> tuple[Segment, ...]:
    """Return the segments that can carry a statement."""
    return tuple(
        segment
        for segment in annotated.segments
        if segment.kind not in {"heading", "label"} and segment.column_role not in {"title", "number"}
    )


def statements(annotated: Annotated) -> tuple[Segment, ...]:
    """Return the segments of the body: no letter-head, list of persons, ballot or signature."""
    segments = units(annotated)
    spoken = (segment for segment in segments[_body(annotated, segments) :] if not _silent(annotated, segment))
    return tuple(islice(spoken, _MOST))


def _silent(annotated: Annotated, segment: Segment) -> bool:
    role = next(iter(annotated.roles(segment.section)), "other")
    return role in _SILENT_ROLES and (role == "attendance" or segment.end - segment.start < _SIGNED)


def _spans(reading: Reading) -> list[_Span]:
    spans: list[_Span] = []
    for shortcoming in reading.shortcomings:
        spans += [_Span(start, end, "shortcoming", shortcoming.id) for start, end in places(shortcoming)]
    spans += [_Span(each.start, each.end, "remediation", each.id, each.status) for each in reading.remediations]
    spans += [_Span(each.start, each.end, "commitment", each.id) for each in reading.commitments]
    spans += [_Span(each.start, each.end, "cause", each.id) for each in reading.causes]
    return spans


def places(item: Shortcoming | Commitment | Item) -> tuple[tuple[int, int], ...]:
    """Return all places of an item in the raw text, its own first."""
    also = item.also if isinstance(item, Shortcoming) else ()
    return ((item.start, item.end), *also)


def surroundings(reading: Reading, reader: Reader) -> Surroundings:
    """Return what gives the bags of a document's statements."""
    known = reading.worked_out.get(SURROUNDINGS)
    if isinstance(known, Surroundings):
        return known
    around = Surroundings(reading.annotated, units(reading.annotated), reader, reader.settings)
    reading.worked_out[SURROUNDINGS] = around
    return around


def candidates(reading: Reading, reader: Reader) -> tuple[Candidate, ...]:
    """Return the items of a document and the statements that no item covers, in reading order."""
    known = reading.worked_out.get("candidates")
    if isinstance(known, tuple):
        return known
    found = _candidates(reading, reader)
    reading.worked_out["candidates"] = found
    return found


def _candidates(reading: Reading, reader: Reader) -> tuple[Candidate, ...]:
    annotated = reading.annotated
    segments = units(annotated)
    starts = [segment.start for segment in segments]
    around = surroundings(reading, reader)
    found: list[Candidate] = []
    covered: dict[int, int] = {}
    for span in _spans(reading):
        first, last = annotated.view.to_view(span.start, span.end)
        inside = _segments_in(segments, starts, first, last)
        for index in inside:
            segment = segments[index]
            shared = min(last, segment.end) - max(first, segment.start)
            covered[index] = covered.get(index, 0) + shared
        owner = segments[inside[0]] if inside else None
        roles = annotated.roles(owner.section) if owner is not None else ()
        found.append(
            Candidate(
                span.start, span.end, (first, last), span.kind, roles[0] if roles else "other",
                owner.turn if owner is not None else None,
                around.bag(first, last), 0, span.item, span.status,
            )
        )  # fmt: skip
    spoken = {segment.start for segment in statements(annotated)}
    for index, segment in enumerate(segments):
        if segment.start not in spoken:
            continue
        roles = annotated.roles(segment.section)
        if covered.get(index, 0) >= _COVERED * max(segment.end - segment.start, 1):
            continue
        for first, last in _clauses(annotated, segment):
            start, end = annotated.view.to_raw(first, last)
            role = _role(roles)
            whole = (segment.start, segment.end)
            bag = around.bag(first, last)
            found.append(Candidate(start, end, (first, last), "plain", role, segment.turn, bag, 0, sentence=whole))
    return _numbered(found)


def _role(roles: Sequence[str]) -> str:
    """Return the role of a section; a rating inside a part ("self-rating: good") does not change what the part is."""
    if len(roles) > 1 and roles[0] == "rating":
        return roles[1]
    return roles[0] if roles else "other"


def _body(annotated: Annotated, segments: Sequence[Segment]) -> int:
    """Return the index of the first statement: the first line outside the letter-head, or long and in small letters."""
    for index, segment in enumerate(segments):
        if annotated.roles(segment.section)[:1] != ("letter-head",):
            return index
        if sum(map(str.islower, annotated.text(segment.start, segment.end))) >= _PROSE:
            return index
    return len(segments)


def _clauses(annotated: Annotated, segment: Segment) -> list[tuple[int, int]]:
    """Return a statement, and where it strings several results together, each of them too."""
    whole = [(segment.start, segment.end)]
    text = annotated.text(segment.start, segment.end)
    if len(text) < _STRING or sum(character.isdigit() for character in text) < 2:
        return whole
    pieces: list[tuple[int, int]] = []
    start = 0
    for match in islice(_JOINT.finditer(text), _PIECES):
        if match.start() - start >= _PIECE:
            pieces.append((segment.start + start, segment.start + match.start()))
            start = match.end()
    if not pieces:
        return whole
    if len(text) - start >= _PIECE:
        pieces.append((segment.start + start, segment.end))
    return whole + pieces


def _segments_in(segments: tuple[Segment, ...], starts: list[int], first: int, last: int) -> list[int]:
    at = max(bisect_left(starts, first) - 1, 0)
    inside: list[int] = []
    while at < len(segments) and segments[at].start < last:
        if segments[at].end > first:
            inside.append(at)
        at += 1
    return inside


def _numbered(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    ordered = sorted(found, key=lambda each: (each.start, each.end, each.kind))
    faults = [each for each in ordered if each.kind == "shortcoming"]
    return tuple(
        replace(each, order=order, current=each.kind == "remediation" and any(_same(each, fault) for fault in faults))
        for order, each in enumerate(ordered)
    )


def _same(account: Candidate, fault: Candidate) -> bool:
    shared = min(account.end, fault.end) - max(account.start, fault.start)
    return shared > 0.5 * min(account.end - account.start, fault.end - fault.start)
