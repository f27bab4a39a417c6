"""Finding the points of a superior's document: what is asked, named as a fault, or demanded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assistant.continuity.candidates import statements, units
from assistant.continuity.comparison import Toolbox
from assistant.continuity.likely import likely_points
from assistant.continuity.model import Reading
from assistant.language.model import Segment
from assistant.report.model import PointKind

_SILENT = frozenset({"signature", "attendance", "votes"})
_SIGNED = 60
"""Most letters of a line of signatures, whatever section it was put in."""
_TITLE = 120
"""Most letters of a line that only says whom the next points are for."""
_LEAST = 12
"""Least letters of a point."""


_ASKS = frozenset({"asks-cause", "asks-responsibility", "asks-result", "asks-measure", "asks-deadline"})


@dataclass(frozen=True, slots=True)
class Request:
    """A point: its slice of the raw text and of the view, its kind, the last day of its window."""

    start: int
    end: int
    view: tuple[int, int]
    kind: PointKind
    deadline: str | None = None
    review: bool = False
    """Whether it only demands that a review be held and reported."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """The statements of one block with the cues in it; `listed` where it bears a list number."""

    segments: tuple[Segment, ...]
    cues: frozenset[str]
    listed: bool
    role: str

    @property
    def span(self) -> tuple[int, int]:
        """Return the slice of the view from the first statement to the end of the last."""
        return self.segments[0].start, self.segments[-1].end


def requests(prompts: Reading, tools: Toolbox) -> tuple[Request, ...]:
    """Return the points of a prompts, remarks or conclusions document in reading order."""
    if prompts.document.kind in {"superior-remarks", "inspection-conclusion"}:
        named = [*_remarks(prompts), *_demands(prompts, tools)]
        found = [*named, *_unmarked(prompts, named, tools)]
    else:
        found = list(_prompts(prompts, tools))
    found += _likely(prompts, found, tools)
    out: list[Request] = []
    for request in sorted(found, key=lambda each: (each.start, -each.end)):
        if not out or request.start >= out[-1].end:
            out.append(request)
    return tuple(out)


def _likely(prompts: Reading, found: Sequence[Request], tools: Toolbox) -> Iterator[Request]:
    """Yield the statements that only the model takes for points."""
    for segment in likely_points(prompts, tools):
        span = segment.start, segment.end
        if not _long(span) or any(span[0] < each.view[1] and each.view[0] < span[1] for each in found):
            continue
        cues = _cues(prompts, *span, tools)
        if "no-point" in cues:
            continue
        kind: PointKind = "prompt"
        if prompts.document.kind in {"superior-remarks", "inspection-conclusion"}:
            kind = "requirement" if cues & {"demand-word", "review-demand"} else "remark"
        yield _request(prompts, span, kind, tools)


def _paragraphs(reading: Reading, tools: Toolbox) -> Iterator[_Paragraph]:
    annotated = reading.annotated
    for _, group in groupby(units(annotated), key=lambda segment: (segment.block, segment.row, segment.column)):
        segments = tuple(group)
        roles = annotated.roles(segments[0].section)
        yield _Paragraph(
            segments,
            _cues(reading, segments[0].start, segments[-1].end, tools),
            segments[0].marker is not None,
            roles[0] if roles else "other",
        )


def _cues(reading: Reading, start: int, end: int, tools: Toolbox) -> frozenset[str]:
    annotated = reading.annotated
    return tools.outcomes.cues(tools.reader.tokens(annotated.text(start, end), annotated.key(start, end)))


def _request(reading: Reading, span: tuple[int, int], kind: PointKind, tools: Toolbox) -> Request:
    start, end = reading.annotated.view.to_raw(*span)
    if kind != "requirement":
        return Request(start, end, span, kind)
    found = tools.deadlines.choose(reading.annotated.view.key, *span, _reference(reading))
    review = "review-demand" in _cues(reading, *span, tools)
    return Request(start, end, span, kind, found.last.isoformat() if found is not None else None, review)


def _reference(reading: Reading) -> date:
    if reading.document.date is not None:
        return date.fromisoformat(reading.document.date)
    return date(reading.document.year or 2000, 1, 1)


def _prompts(reading: Reading, tools: Toolbox) -> Iterator[Request]:
    """Yield the points of a document of prompts: every item behind its introduction, and the demands beside them."""
    paragraphs = [each for each in _paragraphs(reading, tools) if each.role != "signature"]
    begin = next(
        (
            index + 1
            for index, each in enumerate(paragraphs)
            if "introduction" in each.cues and not each.listed and _long(each.span)
        ),
        0,
    )
    listed = any(each.listed for each in paragraphs[begin:])
    addressed = False
    for each in paragraphs[begin:]:
        if not _long(each.span):
            continue
        if each.listed and _group_title(reading, each, tools):
            addressed = True
            continue
        if addressed and not each.listed and "no-point" not in each.cues:
            addressed = False
            yield _request(reading, each.span, "prompt", tools)
            continue
        addressed = False
        if each.listed or not listed:
            if "no-point" in each.cues:
                yield from _closing(reading, each, tools)
            elif "demand-word" in each.cues and not each.listed and "introduction" not in each.cues:
                yield _request(reading, each.span, "requirement", tools)
            else:
                yield _request(reading, each.span, "prompt", tools)
        elif (
            _under_heading(reading, each, paragraphs[begin:]) and "no-point" not in each.cues and "due" not in each.cues
        ):
            yield _request(reading, each.span, "prompt", tools)
        else:
            yield from _closing(reading, each, tools)


def _group_title(reading: Reading, paragraph: _Paragraph, tools: Toolbox) -> bool:
    """Say whether a line only says whom the next points are for."""
    start, end = paragraph.span
    text = reading.annotated.text(start, end)
    if len(text) > _TITLE or ":" in text or any(character.isdigit() for character in text):
        return False
    tokens = tools.reader.tokens(text, reading.annotated.key(start, end))
    return tools.outcomes.opens_with(tokens, "group-title") and not paragraph.cues & _ASKS


def _under_heading(reading: Reading, paragraph: _Paragraph, others: Sequence[_Paragraph]) -> bool:
    """Say whether a paragraph is the first under a title of its own."""
    section = paragraph.segments[0].section
    if reading.annotated.sections[section].heading is None:
        return False
    return next(each for each in others if each.segments[0].section == section) is paragraph


def _closing(reading: Reading, paragraph: _Paragraph, tools: Toolbox) -> Iterator[Request]:
    """Yield the demand with a date that closes a document of prompts."""
    for segment in paragraph.segments:
        span = segment.start, segment.end
        cues = _cues(reading, *span, tools)
        request = _request(reading, span, "requirement", tools)
        if "no-point" in cues or request.deadline is None:
            continue
        if cues & {"demand", "review-demand", "continued"}:
            yield request


def _remarks(reading: Reading) -> Iterator[Request]:
    """Yield the faults that a superior names."""
    for fault in reading.shortcomings:
        yield Request(fault.start, fault.end, reading.annotated.view.to_view(fault.start, fault.end), "remark")


def _unmarked(reading: Reading, named: Sequence[Request], tools: Toolbox) -> Iterator[Request]:
    """Yield the sentences that tell a fault though none was marked in them."""
    for segment in statements(reading.annotated):
        span = segment.start, segment.end
        if not _long(span) or any(span[0] < each.view[1] and each.view[0] < span[1] for each in named):
            continue
        cues = _cues(reading, *span, tools)
        if "fault" in cues and not cues & {"no-fault", "no-point", "demand-word", "review-demand"}:
            yield _request(reading, span, "remark", tools)


def _demands(reading: Reading, tools: Toolbox) -> Iterator[Request]:
    """Yield what a superior demands: items under a title or a colon of demand, sentences that demand."""
    demanding = False
    for paragraph in _paragraphs(reading, tools):
        if paragraph.role in _SILENT and paragraph.span[1] - paragraph.span[0] < _SIGNED:
            continue
        section = paragraph.segments[0].section
        titled = _demand_title(reading, section, tools)
        if not titled and not (paragraph.listed and demanding):
            demanding = False
        if paragraph.listed and (titled or demanding):
            if "no-point" in paragraph.cues and len(paragraph.segments) == 1:
                continue
            kept = [
                each for each in paragraph.segments if "no-point" not in _cues(reading, each.start, each.end, tools)
            ]
            if kept and _long((kept[0].start, kept[-1].end)):
                yield _request(reading, (kept[0].start, kept[-1].end), "requirement", tools)
            continue
        if paragraph.listed:
            continue
        for segment in paragraph.segments:
            span = segment.start, segment.end
            cues = _cues(reading, *span, tools)
            open_end = reading.annotated.text(*span).endswith(":")
            if "demand-word" in cues and "no-point" not in cues:
                demanding = True
            if open_end or not (demanding or titled) or "no-point" in cues or not _long(span):
                continue
            yield _request(reading, span, "requirement", tools)


def _demand_title(reading: Reading, section: int | None, tools: Toolbox) -> bool:
    while section is not None:
        node = reading.annotated.sections[section]
        if node.heading is not None and "demand-heading" in _cues(reading, *node.heading, tools):
            return not reading.shortcomings or not any(
                node.start <= reading.annotated.view.to_view(fault.start, fault.end)[0] < node.end
                for fault in reading.shortcomings
            )
        section = node.parent
    return False


def _long(span: tuple[int, int]) -> bool:
    return span[1] - span[0] >= _LEAST
