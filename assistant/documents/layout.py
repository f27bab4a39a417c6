"""From words with positions to lines, columns and paragraphs; used for PDF text and for recognised scans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from assistant.documents.flow import ends_sentence, glued, is_label, starts_item, starts_row

_SAME_LINE = 0.5
"""Baselines closer than this share of the letter size are one line: superscripts stay, the next line does not."""
_COLUMN_GAP = 2.2
"""A gap of this many letter sizes divides columns: spaces of a justified line stay well under it."""
_COLUMN_TO_USUAL_GAP = 2.5
_LABEL_GAP = 6.0
"""A list number may stand this many letter sizes before its text."""
_LOOSE_LINES = 1.5
"""A step to the next line this much above the usual one is a paragraph's end."""
_SIZE_CHANGE = 1.5
_INDENT = 0.8
_MARGIN_SUPPORT = 3
_BEGUN_YEAR = re.compile(r"(?<!\d)\d{1,2}[/.]\d{1,2}[/.](\d{1,3})$")
_ENDED_YEAR = re.compile(r"\d{1,3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them; lengths in points from the top left corner of the page."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool = False
    spaced: bool = False
    """Whether a written space follows."""


@dataclass(frozen=True)
class Line:
    """Words on one baseline, from left to right."""

    words: tuple[Word, ...]

    @cached_property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        """Right edge."""
        return max(word.x1 for word in self.words)

    @cached_property
    def size(self) -> float:
        """Usual letter size."""
        return median(word.size for word in self.words)

    @cached_property
    def baseline(self) -> float:
        """Usual baseline."""
        return median(word.baseline for word in self.words)

    @cached_property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(word.bold for word in self.words)

    @cached_property
    def segments(self) -> tuple[Line, ...]:
        """The line cut at gaps too wide for a space."""
        if len(self.words) < 2:
            return (self,)
        gaps = [right.x0 - left.x1 for left, right in zip(self.words, self.words[1:], strict=False)]
        usual = median(gaps) if len(gaps) > 3 else 0.0
        wide = max(_COLUMN_GAP * self.size, _COLUMN_TO_USUAL_GAP * usual)
        groups: list[list[Word]] = [[self.words[0]]]
        for gap, word in zip(gaps, self.words[1:], strict=True):
            after_label = gap <= _LABEL_GAP * self.size and len(groups) == 1 and is_label(_words(groups[0]))
            if gap > wide and not after_label:
                groups.append([word])
            else:
                groups[-1].append(word)
        return tuple(Line(tuple(group)) for group in groups)

    @cached_property
    def text(self) -> str:
        """Words with spaces; columns divided by a tab."""
        return "\t".join(_words(segment.words) for segment in self.segments)


def _words(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Return the lines of a page from top to bottom."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.baseline, each.x0)):
        if groups and word.baseline - groups[-1][0].baseline <= _SAME_LINE * max(word.size, groups[-1][0].size):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Line(tuple(sorted(group, key=lambda each: each.x0))) for group in groups]


def letter_head(lines: Sequence[Line], width: float, height: float) -> tuple[list[str], list[str], int]:
    """Return left and right column of the letter-head at the top of a first page, and how many lines it takes.

    `width` and `height` are those of the page.
    """
    start = next((at for at, line in enumerate(lines[:4]) if _is_pair(line, width)), None)
    if start is None:
        return [], [], 0
    left = [line.text for line in lines[:start]]
    right: list[str] = []
    low, high = lines[start].segments[0].x1, lines[start].segments[1].x0
    edge, margin = min(line.x0 for line in lines), right_margin(lines)
    step = _usual_step(lines)
    used = start
    for line, above in zip(lines[start:], [lines[start], *lines[start:]], strict=False):
        if line.baseline > _HEAD_SHARE * height or used - start >= _HEAD_LINES:
            break
        segments = line.segments
        near = line.baseline - above.baseline <= _LOOSE_LINES * step
        if len(segments) == 2 and segments[0].x1 < high and segments[1].x0 > low:
            low, high = max(low, segments[0].x1), min(high, segments[1].x0)
            left.append(segments[0].text)
            right.append(segments[1].text)
        elif len(segments) > 1:
            break
        elif line.x0 > low:
            high = min(high, line.x0)
            right.append(line.text)
        elif near and line.x0 - edge < line.size and _wraps(above, line, margin):
            right[-1] += "\n" + line.text
        elif near and line.x1 < min(high, width / 2):
            low = max(low, line.x1)
            left.append(line.text)
        else:
            break
        used += 1
    return left, right, used


def _wraps(above: Line, line: Line, margin: float) -> bool:
    """Return whether a line of few words is the wrapped rest of the right column above it."""
    if len(above.segments) != 2 or len(line.words) > 3 or not line.text[0].isalnum():
        return False
    word = line.words[0]
    return above.x1 + 0.25 * above.size + (word.x1 - word.x0) > margin - 0.5 * above.size


_HEAD_SHARE = 0.45
_HEAD_LINES = 12


def right_margin(lines: Sequence[Line]) -> float:
    """Return the right edge of the text: the widest line that some others come near to."""
    edges = sorted((line.x1 for line in lines), reverse=True)
    size = median(line.size for line in lines) if lines else 0.0
    for at, edge in enumerate(edges):
        support = edges[at : at + _MARGIN_SUPPORT]
        if len(support) == _MARGIN_SUPPORT and edge - support[-1] <= 3 * size:
            return edge
    return edges[0] if edges else 0.0


def paragraphs(lines: Sequence[Line], margin: float) -> list[list[Line]]:
    """Group lines into paragraphs; `margin` is the right edge the text is set to."""
    step = _usual_step(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and continues(groups[-1], line, margin) and _near(groups[-1][-1], line, step):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def continues(paragraph: Sequence[Line], line: Line, margin: float) -> bool:
    """Return whether `line` goes on with a paragraph, by width, indentation, list marks, letters and end marks."""
    last = paragraph[-1]
    in_columns = len(last.segments) > 1 or len(line.segments) > 1
    if in_columns and (len(last.segments) == 1 or not _reads_on(line) or abs(line.x0 - paragraph[0].x0) > line.size):
        return False
    if abs(last.size - line.size) > _SIZE_CHANGE or (line.bold != last.bold and (line.bold or paragraph[0].bold)):
        return False
    word = line.words[0]
    if last.x1 + 0.25 * last.size + (word.x1 - word.x0) <= margin - 0.5 * last.size:
        return False
    opens = starts_item(line.text) and (ends_sentence(last.text) or not word.text.startswith(("-", "–", "+")))
    if opens or starts_row(line.text, last.text):
        return False
    indent = _INDENT * line.size
    if len(paragraph) > 1:
        return line.x0 - last.x0 <= indent
    return line.x0 - last.x0 <= indent or starts_item(last.text)


def joined(lines: Sequence[Line], gap: str = "\n") -> str:
    """Return the text of a paragraph; nothing is put where a line was cut inside a word."""
    parts: list[str] = []
    spaced = False
    for line in lines:
        if parts and (spaced or not (glued(parts[-1]) or _cut_year(parts[-1], line.text))):
            parts.append(gap)
        parts.append(line.text)
        spaced = line.words[-1].spaced
    return "".join(parts)


def _cut_year(above: str, below: str) -> bool:
    """Return whether a date was cut inside its year, as in a narrow cell."""
    begun, ended = _BEGUN_YEAR.search(above[-12:]), _ENDED_YEAR.match(below[:4])
    return begun is not None and ended is not None and len(begun[1]) + len(ended[0]) == 4


def _reads_on(line: Line) -> bool:
    """Return whether a line under columns can be the rest of the last column, wrapped to the left edge."""
    if starts_item(line.text):
        return False
    low = line.words[0].text[:1].islower()
    number = line.words[0].text[:1].isdigit() and line.words[1:2] and line.words[1].text[:1].islower()
    return low or bool(number)


def _near(last: Line, line: Line, step: float) -> bool:
    down = line.baseline - last.baseline
    return down <= 0 or down <= max(_LOOSE_LINES * step, 1.2 * line.size)


def _usual_step(lines: Sequence[Line]) -> float:
    """Return the lower middle of the steps from line to line: paragraph gaps are larger, never smaller."""
    steps = sorted(down for above, below in pairwise(lines) if (down := below.baseline - above.baseline) > 0)
    return steps[len(steps) // 3] if steps else 0.0


def _is_pair(line: Line, page_width: float) -> bool:
    segments = line.segments
    if len(segments) != 2:
        return False
    left, right = segments
    return (left.x0 + left.x1) / 2 < page_width / 2 < (right.x0 + right.x1) / 2
