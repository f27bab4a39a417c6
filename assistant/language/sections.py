"""The section tree: which lines are headings, what role each part has, and the speakers' turns of minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.language.lexicon import Lexicon
from assistant.language.model import SectionNode, Turn
from assistant.language.names import name_end
from assistant.language.segments import Line
from assistant.report.model import SectionRole
from assistant.text import View, fold_key

_RUN_IN_WORDS = 16
_HEADING_WORDS = 34
_TITLE_WORDS = 8
_RUN_IN_SENTENCE = 60
_FEW_WORDS = 6
_NO_TURNS = {"attendance", "votes", "rating", "signature", "letter-head"}
_BULLETED_ROLES = {"causes", "attendance", "measures", "shortcomings"}
_OWN_IN_STRENGTHS = {"rating", "shortcomings", "causes", "strengths"}
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


def _words(text: str) -> int:
    return text.count(" ") + 1 if text else 0


def heading_of(view: View, line: Line, index: int, lexicon: Lexicon) -> Heading | None:
    """Return the heading a line is or begins with, None where it is body text."""
    if line.table is not None:
        return None
    text, key = view.text, view.key
    body = text[line.body : line.end]
    marker = line.marker
    upper = _is_upper(body)
    level = marker.level if marker else (1 if upper else 4)
    bulleted = marker is not None and marker.level >= 6
    colon = text.find(":", line.body, line.end)
    if 0 < colon < line.end and _words(text[line.body : colon]) <= _RUN_IN_WORDS:
        ends = not text[colon + 1 : line.end].strip()
        title = _title(key[line.body : colon])
        role = lexicon.role_of(title) if ends else lexicon.run_in_role_of(title)
        if bulleted and (role not in _BULLETED_ROLES or _has_figures(title)):
            role = None
        if role is not None:
            if role == "signature":
                level = 0
            return Heading(index, line.body, colon, role, level if not bulleted else 6, run_in=not ends)
        if ends and (upper or (marker is not None and marker.level < 3)):
            return Heading(index, line.body, colon, None, level, run_in=False)
    stop = body.find(". ", 0, _RUN_IN_SENTENCE)
    if stop > 0 and not bulleted and _words(body[:stop]) <= _FEW_WORDS and not _has_figures(body[:stop]):
        role = lexicon.role_of(_title(key[line.body : line.body + stop]))
        if role is not None and role != "signature":
            return Heading(index, line.body, line.body + stop, role, level, run_in=True)
    words = _words(body)
    last = body[-1]
    if words > _HEADING_WORDS or last in ";," or bulleted:
        return None
    closed = last in ".!?" and not upper
    role = lexicon.role_of(_title(key[line.start : line.end]))
    if role == "signature" and (upper or not closed or words <= 30):
        return Heading(index, line.start, line.end, role, 0, run_in=True)
    role = lexicon.role_of(_title(key[line.body : line.end]))
    if role is not None and (not closed or words <= 8) and _titular(body, marker is not None, words, upper):
        return Heading(index, line.body, line.end, role, level, run_in=False)
    if upper and marker is not None and not closed:
        return Heading(index, line.body, line.end, None, level, run_in=False)
    if marker is not None and marker.level <= 1 and not closed and words <= 18:
        return Heading(index, line.body, line.end, None, level, run_in=False)
    return None


def headings_of(view: View, lines: list[Line], lexicon: Lexicon) -> dict[int, Heading]:
    """Return the headings by the index of their line.

    Where a document numbers none of its parts, its unnumbered titles are the highest level, and a short line that ends
    in no mark and stands before a longer one is a title too, even of an unknown part.
    """
    found = {i: heading for i, line in enumerate(lines) if (heading := heading_of(view, line, i, lexicon)) is not None}
    if any(lines[i].marker is not None and heading.level <= 1 for i, heading in found.items()):
        return found
    first = min((i for i, heading in found.items() if heading.role not in {None, "attendance", "proceedings"}), default=len(lines))
    out: dict[int, Heading] = {}
    for i, line in enumerate(lines):
        heading = found.get(i)
        if heading is None and i > first and _plain_title(view, lines, i):
            heading = Heading(i, line.body, line.end, None, 4, run_in=False)
        if heading is not None:
            top = heading.level == 4 and line.marker is None
            out[i] = replace(heading, level=1) if top else heading
    return out


def _plain_title(view: View, lines: list[Line], index: int) -> bool:
    """Whether an unnumbered line reads as a title by its shape alone."""
    line = lines[index]
    body = view.text[line.start : line.end]
    if line.marker is not None or line.table is not None or index + 1 >= len(lines) or lines[index + 1].block == line.block:
        return False
    following = lines[index + 1]
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


def _titular(body: str, marked: bool, words: int, upper: bool) -> bool:
    """Whether a line without a colon looks like a title: in capitals, numbered or short, and without figures."""
    if upper:
        return True
    if not marked and _has_figures(body):
        return False
    return words <= (24 if marked else 12) and body[0].isupper()


def _has_figures(text: str) -> bool:
    """Whether a title holds figures other than years."""
    return any(c.isdigit() for c in _YEAR.sub("", text))


def _is_upper(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.85 * len(letters)


def section_tree(
    view: View, lines: list[Line], headings: dict[int, Heading], year: int | None
) -> tuple[tuple[SectionNode, ...], list[int]]:
    """Return the sections and the innermost section of each line; section 0 is what stands before any heading."""
    nodes = [SectionNode("letter-head", lines[0].start if lines else 0, 0, None, -1, None, None)]
    stack: list[int] = []
    of_line: list[int] = []
    for index, line in enumerate(lines):
        heading = headings.get(index)
        if heading is not None:
            while stack and nodes[stack[-1]].level >= heading.level:
                stack.pop()
            parent = stack[-1] if stack else None
            inherited: SectionRole = nodes[parent].role if parent is not None else "other"
            number = line.marker.text if line.marker else None
            role = _role(view, heading, year) or inherited
            if inherited == "strengths" and role not in _OWN_IN_STRENGTHS:
                role = inherited
            nodes.append(SectionNode(role, line.start, line.end, (heading.start, heading.end), heading.level, number, parent))
            stack.append(len(nodes) - 1)
        of_line.append(stack[-1] if stack else 0)
    return _with_ends(nodes, lines, of_line), of_line


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
    role = heading.role
    if role == "shortcomings" and year is not None:
        told = [int(found) for found in _YEAR.findall(view.key[heading.start : heading.end])]
        if told and max(told) < year:
            role = "remediation"
    return role  # type: ignore[return-value]


class TurnFinder:
    """Finds speakers' labels: an optional bullet and opener, a title, a name, an office, a verb, a colon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words = lexicon.data["titles"]
        assert isinstance(words, dict)
        self._titles = tuple(sorted((fold_key(w) for w in words["titles"]), key=len, reverse=True))
        self._openers = tuple(sorted((fold_key(w) for w in words["turn-openers"]), key=len, reverse=True))
        self._verbs = tuple(fold_key(w) for w in words["turn-verbs"])
        names = lexicon.data["surnames"]
        assert isinstance(names, dict)
        self._surnames = frozenset(fold_key(w) for w in names["surnames"])

    def label(self, view: View, line: Line) -> tuple[int, int] | None:
        """Return the label's span (without its colon) when a line opens a turn."""
        if line.table is not None:
            return None
        key, text = view.key, view.text
        at = line.body
        opened = False
        for opener in self._openers:
            if key.startswith(opener + " ", at):
                at += len(opener) + 1
                opened = True
                break
        start = at
        titled = False
        for title in self._titles:
            if key.startswith(title, at) and key[at + len(title) : at + len(title) + 1] in {" ", ".", ":"}:
                at += len(title)
                while at < line.end and text[at] in " .":
                    at += 1
                titled = True
                break
        stop = name_end(text, at, line.end)
        if stop == at:
            return None
        syllables = text[at:stop].split()
        surname = fold_key(syllables[0]) in self._surnames
        if not titled and not (surname and len(syllables) >= 2):
            return None
        colon = text.find(":", stop, min(line.end, stop + 160))
        if colon >= 0 and "." not in _ABBREVIATED.sub("", text[stop : colon]) and ";" not in text[stop : colon]:
            between = key[stop : colon].strip()
            if titled or opened or not between or between[0] in ",-–(" or self._verb(between):
                return start, colon
        rest = key[stop : stop + 60].lstrip(" ,-–")
        if titled and self._verb(rest) and line.marker is None:
            return start, stop
        return None

    def _verb(self, text: str) -> bool:
        return any(text.startswith(verb) for verb in self._verbs)


_ABBREVIATED = re.compile(r"\b(?:TP|Tp|TT|Th|ThS|TS|BS|P|Q|H|X)\.")


def turns_of(
    view: View, lines: list[Line], of_line: list[int], sections: tuple[SectionNode, ...], finder: TurnFinder, headings: dict[int, Heading]
) -> tuple[tuple[Turn, ...], list[int | None]]:
    """Return the turns and the turn of each line; a turn ends at the next label or section heading."""
    found: list[Turn] = []
    of: list[int | None] = []
    current: int | None = None
    for index, line in enumerate(lines):
        heading = headings.get(index)
        section = sections[of_line[index]]
        if heading is not None and heading.level <= 4 and not heading.run_in:
            current = None
        label = None
        if section.role not in _NO_TURNS and heading is None:
            label = finder.label(view, line)
        if label is not None:
            start = label[1] + 1 if view.text[label[1] : label[1] + 1] == ":" else label[1]
            while start < line.end and view.text[start].isspace():
                start += 1
            found.append(Turn(label, start, line.end))
            current = len(found) - 1
        elif current is not None:
            if of_line[index] != of_line[index - 1] or section.role in {"votes", "rating", "signature"}:
                current = None
            else:
                found[current] = replace(found[current], end=line.end)
        of.append(current)
    return tuple(found), of
