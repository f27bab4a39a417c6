"""The section tree: which lines are headings, and what role each part has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple, cast

from assistant.language.lexicon import Lexicon
from assistant.language.model import SectionNode
from assistant.language.segments import Line
from assistant.report.model import SectionRole
from assistant.text import View

_RUN_IN_WORDS = 16
_HEADING_WORDS = 34
_TITLE_WORDS = 8
_NUMBERED_WORDS = 18
_ITEM_WORDS = 24
_UNNUMBERED_WORDS = 12
_SIGNATURE_WORDS = 30
_RUN_IN_SENTENCE = 60
_FEW_WORDS = 6
_BEFORE_THE_BODY = {None, "attendance", "proceedings"}
_BULLETED_ROLES = {"causes", "attendance", "measures", "shortcomings"}
_OWN_IN_STRENGTHS = {"rating", "shortcomings", "causes", "strengths"}
_WIDE_GAP = re.compile(r"\t|\s{3,8}")
_OPEN_ROLES = {"letter-head", "attendance", "proceedings", "other"}
_LED_ROLES = {"shortcomings", "causes", "measures", "remediation", "responsibility"}
_LEAD_REACH = 80
_LEAD_PARAGRAPH = 12
"""Fewest spaces of a paragraph that its first words can give a part."""
_LEAD_LEVEL = 8
_YEAR = re.compile(r"\b(20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found: its line, its span, its role (None where the title is unknown) and its level."""

    line: int
    start: int
    end: int
    role: str | None
    level: int
    run_in: bool


@dataclass(frozen=True, slots=True)
class Break:
    """The beginning of a part without a heading: its level, and its role (None: that of the part around it)."""

    level: int
    role: SectionRole | None = None


def _words(text: str) -> int:
    return text.count(" ") + 1 if text else 0


class _Candidate(NamedTuple):
    """A line that may be a heading, with what its shape says."""

    view: View
    line: Line
    number: int
    lexicon: Lexicon
    body: str
    upper: bool

    @property
    def bulleted(self) -> bool:
        """Whether the line opens with a bullet."""
        return self.line.marker is not None and self.line.marker.level >= 6

    @property
    def level(self) -> int:
        """The level of a heading on this line: its number's, else one by its letters."""
        return self.line.marker.level if self.line.marker else (1 if self.upper else 4)

    def role(self, start: int, end: int) -> str | None:
        """Return the role of the title in a stretch of the view."""
        return self.lexicon.role_of(_title(self.view.key[start:end]))

    def heading(self, end: int, role: str | None, *, run_in: bool) -> Heading:
        """Return the heading that ends here."""
        level = 0 if role == "signature" else 6 if self.bulleted else self.level
        return Heading(self.number, self.line.body, end, role, level, run_in)


def heading_of(view: View, line: Line, index: int, lexicon: Lexicon) -> Heading | None:
    """Return the heading a line is or begins with, None where it is body text."""
    if line.table is not None:
        return None
    body = view.text[line.body : line.end]
    candidate = _Candidate(view, line, index, lexicon, body, _is_upper(body))
    return _before_colon(candidate) or _first_words(candidate) or _whole_line(candidate)


def _before_colon(candidate: _Candidate) -> Heading | None:
    """Return the heading before the first colon of a line, with its content behind it or on the next lines."""
    line, view = candidate.line, candidate.view
    colon = view.text.find(":", line.body, line.end)
    if colon < 0 or _words(view.text[line.body : colon]) > _RUN_IN_WORDS:
        return None
    ends = not view.text[colon + 1 : line.end].strip()
    title = _title(view.key[line.body : colon])
    role = candidate.lexicon.role_of(title) if ends else candidate.lexicon.run_in_role_of(title)
    if candidate.bulleted and (role not in _BULLETED_ROLES or _has_figures(title)):
        role = None
    numbered = line.marker is not None and line.marker.level < 3
    if role is None and not (ends and (candidate.upper or numbered)):
        return None
    return candidate.heading(colon, role, run_in=not ends and role is not None)


def _first_words(candidate: _Candidate) -> Heading | None:
    """Return the heading that is the first short sentence of a line."""
    line, body = candidate.line, candidate.body
    stop = body.find(". ", 0, _RUN_IN_SENTENCE)
    if stop <= 0 or candidate.bulleted or _words(body[:stop]) > _FEW_WORDS or _has_figures(body[:stop]):
        return None
    role = candidate.role(line.body, line.body + stop)
    return None if role in {None, "signature"} else candidate.heading(line.body + stop, role, run_in=True)


def _whole_line(candidate: _Candidate) -> Heading | None:
    """Return the heading that a whole line is: a known title, or a numbered line with the look of one."""
    line, body, upper = candidate.line, candidate.body, candidate.upper
    words = _words(body)
    if words > _HEADING_WORDS or body[-1] in ";," or candidate.bulleted:
        return None
    closed = body[-1] in ".!?" and not upper
    if _signs(candidate) and (upper or not closed or words <= _SIGNATURE_WORDS):
        return Heading(candidate.number, line.start, line.end, "signature", 0, run_in=True)
    role = candidate.role(line.body, line.end)
    if role is not None and (not closed or words <= _TITLE_WORDS) and _titular(candidate, words):
        return candidate.heading(line.end, role, run_in=False)
    level = line.marker.level if line.marker is not None else None
    if closed or level is None or not (upper or (level <= 1 and words <= _NUMBERED_WORDS)):
        return None
    return candidate.heading(line.end, None, run_in=False)


def _signs(candidate: _Candidate) -> bool:
    """Whether a line, or the first of two texts set side by side on it, opens a block of signatures."""
    line = candidate.line
    beside = _WIDE_GAP.search(candidate.view.key, line.start, line.end)
    ends = {line.end, beside.start() if beside else line.end}
    return any(candidate.role(line.start, end) == "signature" for end in ends)


def headings_of(view: View, lines: list[Line], lexicon: Lexicon) -> dict[int, Heading]:
    """Return the headings by the index of their line.

    Where a document numbers none of its parts, its unnumbered titles are the highest level (but inside a series of
    numbers), and a short line that ends in no mark and stands before a longer one is a title too, even of an unknown
    part.
    """
    found = {i: heading for i, line in enumerate(lines) if (heading := heading_of(view, line, i, lexicon)) is not None}
    if any(lines[i].marker is not None and heading.level <= 1 for i, heading in found.items()):
        return found
    inner = (i for i, heading in found.items() if heading.role not in _BEFORE_THE_BODY)
    first = min(inner, default=len(lines))
    out: dict[int, Heading] = {}
    inside = _inside_series(lines)
    for i, line in enumerate(lines):
        heading = found.get(i)
        if heading is None and i > first and _plain_title(view, lines, i):
            heading = Heading(i, line.body, line.end, None, 4, run_in=False)
        if heading is not None:
            top = heading.level == 4 and line.marker is None and not inside[i]
            out[i] = replace(heading, level=1) if top else heading
    return out


def _inside_series(lines: list[Line]) -> list[bool]:
    """Return of each line whether it stands between two numbers of one series ("2." above it, "3." below it)."""
    below: list[int | None] = []
    number: int | None = None
    for line in reversed(lines):
        below.append(number)
        number = _arabic(line) or number
    inside: list[bool] = []
    number = None
    for line, following in zip(lines, reversed(below), strict=True):
        inside.append(number is not None and following == number + 1)
        number = _arabic(line) or number
    return inside


def _arabic(line: Line) -> int | None:
    if line.marker is None or line.marker.level != 2 or not line.marker.text.isdigit():
        return None
    return int(line.marker.text)


def _plain_title(view: View, lines: list[Line], index: int) -> bool:
    """Whether an unnumbered line reads as a title by its shape alone."""
    line = lines[index]
    body = view.text[line.start : line.end]
    following = lines[index + 1] if index + 1 < len(lines) else None
    if line.marker is not None or line.table is not None or following is None or following.block == line.block:
        return False
    return (
        2 <= _words(body) <= _TITLE_WORDS
        and body[0].isupper()
        and body[-1].isalnum()
        and ":" not in body
        and not _has_figures(body)
        and "  " not in body
        and following.end - following.start > 2 * len(body)
    )


def _title(key: str) -> str:
    return " ".join(key.split()).strip(" -–—*.:")


def _titular(candidate: _Candidate, words: int) -> bool:
    """Whether a line without a colon looks like a title: in capitals, numbered or short, and without figures."""
    marker, body = candidate.line.marker, candidate.body
    if candidate.upper:
        return True
    if marker is None:
        return words <= _UNNUMBERED_WORDS and body[0].isupper() and not _has_figures(body)
    return words <= (_HEADING_WORDS if marker.level <= 1 else _ITEM_WORDS) and body[0].isupper()


def _has_figures(text: str) -> bool:
    """Whether a title holds figures other than years."""
    return any(c.isdigit() for c in _YEAR.sub("", text))


def _is_upper(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


def section_tree(
    view: View,
    lines: list[Line],
    headings: dict[int, Heading],
    year: int | None,
    breaks: Mapping[int, Break] = MappingProxyType({}),
) -> tuple[tuple[SectionNode, ...], list[int]]:
    """Return the sections and the innermost section of each line; section 0 is what stands before any heading.

    `breaks` are the lines that open a part without a heading, by their index.
    """
    nodes = [SectionNode("letter-head", lines[0].start if lines else 0, 0, None, -1, None, None)]
    stack: list[int] = []
    of_line: list[int] = []
    for index, line in enumerate(lines):
        heading = headings.get(index)
        if heading is not None:
            while stack and (
                nodes[stack[-1]].level >= heading.level
                or (nodes[stack[-1]].role == "attendance" and heading.role not in {None, "attendance"})
            ):
                stack.pop()
            parent = stack[-1] if stack else None
            inherited: SectionRole = nodes[parent].role if parent is not None else "other"
            number = line.marker.text if line.marker else None
            role = _role(view, heading, year) or inherited
            if inherited == "strengths" and role not in _OWN_IN_STRENGTHS:
                role = inherited
            span = (heading.start, heading.end)
            nodes.append(SectionNode(role, line.start, line.end, span, heading.level, number, parent))
            stack.append(len(nodes) - 1)
        elif index in breaks and _opens(breaks[index], nodes, stack):
            opening = breaks[index]
            while stack and (nodes[stack[-1]].level >= opening.level or nodes[stack[-1]].role == "attendance"):
                stack.pop()
            parent = stack[-1] if stack else None
            told: SectionRole = opening.role or (nodes[parent].role if parent is not None else "proceedings")
            number = line.marker.text if line.marker else None
            nodes.append(SectionNode(told, line.start, line.end, None, opening.level, number, parent))
            stack.append(len(nodes) - 1)
        of_line.append(stack[-1] if stack else 0)
    return _with_ends(nodes, lines, of_line), of_line


def _opens(opening: Break, nodes: list[SectionNode], stack: list[int]) -> bool:
    """Whether a break begins a part: an agenda point behind a lower part, or a part of the body still without one."""
    around = nodes[stack[-1]] if stack else None
    if opening.role is None:
        return any(nodes[each].level >= opening.level or nodes[each].role == "attendance" for each in stack)
    return around is None or around.role in _OPEN_ROLES or around.heading is None


def leads_of(view: View, lines: list[Line], headings: dict[int, Heading], lexicon: Lexicon) -> dict[int, Break]:
    """Return the paragraphs whose first words name a part of the review for which the document has no title."""
    markers = lexicon.data["markers"]
    assert isinstance(markers, dict)
    ends = re.compile(markers["lead-end"])
    titled = {heading.role for heading in headings.values()}
    found: dict[int, Break] = {}
    for index, line in enumerate(lines):
        if index in headings or line.table is not None or line.marker is not None or not view.text[line.body].isupper():
            continue
        words = view.key[line.body : min(line.end, line.body + _LEAD_REACH)]
        lead = ends.search(words)
        if lead is None or view.text.count(" ", line.body, line.end) < _LEAD_PARAGRAPH:
            continue
        title = _title(words[: lead.start()])
        role = lexicon.role_of(title) if 0 < _words(title) <= _TITLE_WORDS and not _has_figures(title) else None
        if role in _LED_ROLES and role not in titled:
            found[index] = Break(_LEAD_LEVEL, role)  # type: ignore[arg-type]
    return found


def _with_ends(nodes: list[SectionNode], lines: list[Line], of_line: list[int]) -> tuple[SectionNode, ...]:
    """Set each section's end to the end of its last line or of its last child's."""
    ends = [node.start for node in nodes]
    for index, line in enumerate(lines):
        section: int | None = of_line[index]
        while section is not None:
            ends[section] = max(ends[section], line.end)
            section = nodes[section].parent
    return tuple(replace(node, end=max(ends[i], node.start)) for i, node in enumerate(nodes))


def _role(view: View, heading: Heading, year: int | None) -> SectionRole | None:
    """Return the role of a heading; the faults of an earlier year are read as what became of them."""
    if heading.role == "shortcomings" and year is not None:
        told = [int(found) for found in _YEAR.findall(view.key[heading.start : heading.end])]
        if told and max(told) < year:
            return "remediation"
    return cast("SectionRole | None", heading.role)
