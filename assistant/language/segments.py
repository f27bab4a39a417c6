"""Splitting a document into headings, sentences, list items, table cells and speakers' turns, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from assistant.documents.model import Block
from assistant.language.lexicon import Lexicon
from assistant.language.model import Marker
from assistant.language.rows import TextRows, text_rows
from assistant.text import View

_WINDOW = 32
"""Characters of a line that are read for its list number."""

_ROMAN = re.compile(r"([IVX]{1,5})\s?(?:[.\-–:)]|/(?![^\W\d_A-Z]))\s{0,3}")
_CAPITAL = re.compile(r"([A-HĐ])\s?[.\-–:/)]\s{1,3}")
_JOINED = re.compile(
    r"((?:[IVX]{1,5}|[A-HĐ])\.(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,2}))(?:\s?[.)\-–:/]\s{0,3}|\s{1,3})(?=\D)"
)
_ARABIC = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})(\s?)([.)\-–/:]{0,2})(\s{0,3})")
_LETTER = re.compile(r"([a-hđiklm])\s?[.)\-/]\s{1,3}(?!c\b)|([a-hđiklm]|[ivx]{2,4})\)\s{0,3}")
_BRACKETED = re.compile(r"\((\d{1,2}|[a-hđ]|[ivx]{1,4})\)\s{0,3}")
_BULLET = re.compile(r"[\-–—+*•◦▪●○■□☐✓➢→·]{1,2}\s{0,3}|o\s{1,3}(?=[A-ZÀ-ỸĐ])")
_HIGH_BULLETS = "-–—*•●➢"


def marker_at(view: View, start: int, end: int, lexicon: Lexicon) -> tuple[Marker | None, int]:
    """Return the list number or bullet at the head of view[start:end], and where the text behind it starts."""
    text, key = (each[start : min(end, start + _WINDOW)] for each in (view.text, view.key))
    found = _part(text, key, lexicon) or _numbered(text) or _small(text, key)
    return (found[0], start + found[1]) if found else (None, start)


def _part(text: str, key: str, lexicon: Lexicon) -> tuple[Marker, int] | None:
    """Return the number of a part that is called so; "part 30 households" holds a figure, not a number."""
    found = lexicon.part.match(key)
    if found is None:
        return None
    rest = text[found.end() :]
    return (Marker(found["number"], 0), found.end()) if found["mark"] or not rest or rest[0].isupper() else None


def _numbered(text: str) -> tuple[Marker, int] | None:
    """Return a Roman, capital or Arabic number, or two of them joined."""
    found = _JOINED.match(text)
    if found:
        number = found.group(1).lower()
        return Marker(number, 1 if number[-1].isalpha() else 1 + number.count(".")), found.end()
    for level, pattern in ((1, _ROMAN), (0, _CAPITAL)):
        found = pattern.match(text)
        if found:
            return Marker(found.group(1).lower(), level), found.end()
    found = _ARABIC.match(text)
    if found is None or _is_quantity(found, text[found.end() : found.end() + 1]):
        return None
    return Marker(found.group(1), 2 + found.group(1).count(".")), found.end()


def _is_quantity(found: re.Match[str], following: str) -> bool:
    """Whether what looks like a list number is a count, or the head of a figure, a range or a date."""
    number, before, mark, after = found.groups()
    if not mark:
        return "." not in number or not before or following.islower()
    if not after:
        return not following.isalpha()
    return following.isdigit() and (mark == ":" or (before != "" and mark in "-–"))


def _small(text: str, key: str) -> tuple[Marker, int] | None:
    """Return a bracketed number, a letter or a bullet."""
    found = _BRACKETED.match(key)
    if found:
        return Marker(found.group(1), 4), found.end()
    found = _LETTER.match(key)
    if found:
        return Marker(found.group(1) or found.group(2), 5), found.end()
    found = _BULLET.match(text)
    if found:
        return Marker(text[0], 6 if text[0] in _HIGH_BULLETS else 7), found.end()
    return None


class Place(NamedTuple):
    """Where a line stands: its block, and its cell where it is one of a table."""

    block: int
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A stripped block or table cell as view offsets, with its list number."""

    start: int
    body: int
    end: int
    block: int
    marker: Marker | None
    table: int | None = None
    row: int | None = None
    column: int | None = None


def lines(view: View, blocks: tuple[Block, ...], lexicon: Lexicon, rows: TextRows | None = None) -> Iterator[Line]:
    """Yield the non-empty lines and cells of a document in order; rows written as text become cells.

    Each cell is a block of its own, as in a real table, so the numbers of blocks are not those of `blocks`.
    """
    rows = rows if rows is not None else text_rows(view.raw, blocks, lexicon)
    number = 0
    skipped = 0
    for index, block in enumerate(blocks):
        if index < skipped or index in rows.rules:
            continue
        row = rows.rows.get(index)
        if row is not None:
            skipped = index + row.blocks
            for column, cell in enumerate(row.cells):
                first, last = _strip(view, *view.to_view(*cell))
                if first < last:
                    yield _line(view, first, last, Place(number, row.table, row.row, column), lexicon)
                    number += 1
            continue
        start, end = view.to_view(block.start, block.end)
        place = Place(number, block.table, block.row, block.column) if block.kind == "cell" else Place(number)
        for first, last in _pieces(view, start, end, "\n"):
            yield _line(view, first, last, place, lexicon)
        number += 1


def _pieces(view: View, start: int, end: int, divider: str) -> Iterator[tuple[int, int]]:
    at = start
    while at <= end:
        stop = view.text.find(divider, at, end)
        if stop < 0:
            stop = end
        first, last = _strip(view, at, stop)
        if first < last:
            yield first, last
        at = stop + 1


def _strip(view: View, start: int, end: int) -> tuple[int, int]:
    text = view.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _line(view: View, start: int, end: int, place: Place, lexicon: Lexicon) -> Line:
    marker, body = marker_at(view, start, end, lexicon)
    if body >= end:
        marker, body = None, start
    return Line(start, body, end, place.block, marker, place.table, place.row, place.column)


_STOP = re.compile(r"(?<![.!?…])[.!?…]++(?:[\"”’')\]]{0,3}(?=\s|$)|(?=[^\W\d_]))|;")
"""Where a clause may end: behind marks and what closes behind them, at marks glued to a word, at a semicolon."""

_ABBREVIATION = 16
"""Longest word that is looked up among the abbreviations."""

_WORD_BEFORE = re.compile(r"[^\s(\"“']+$")
_COUNTED = re.compile(r"\d\s?$")
_MARKS = ".!?…;"
_END_MARKS = ".;…"
_END = 5
"""Longest end of a sentence that a closing bracket or quote belongs to; more is a dotted line to fill in."""

_PAIRS = {")": "(", "]": "[", "”": "“", "’": "‘"}
_NEAR = 240
"""How far back an opening bracket or quote is looked for."""

_RULE = re.compile(r"[\s\-–—_=*.…~+•]*")


def sentences(view: View, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the sentences and semicolon clauses of a line, each without its final mark."""
    text = view.text
    at = start
    for found in _STOP.finditer(text, start, end):
        if text[found.start()] == ";":
            ends = not _opened(text, at, found.start(), ")")
        else:
            ends = text[found.start()] != "." or _ends_sentence(view, at, found, end, lexicon)
        if not ends:
            continue
        closing = text[found.end() - 1]
        whole = closing not in _MARKS and len(found.group()) <= _END and _opened(text, at, found.start(), closing)
        yield from _clause(view, at, found.end() if whole else found.start())
        at = found.end()
    yield from _clause(view, at, end)


def _clause(view: View, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a stretch without its spaces and end marks, unless nothing is left of it or it is a drawn rule."""
    text = view.text
    first, last = _strip(view, start, end)
    while last > first and (text[last - 1] in _END_MARKS or text[last - 1].isspace() or text[last - 2 : last] == "./"):
        last -= 1
    if last > first and _RULE.fullmatch(text, first, last) is None:
        yield first, last


def _ends_sentence(view: View, start: int, found: re.Match[str], end: int, lexicon: Lexicon) -> bool:
    """Whether a full stop ends a sentence: not one behind an abbreviation, an initial or a list number."""
    text = view.text
    after = found.end()
    while after < end and text[after].isspace():
        after += 1
    if after >= end:
        return True
    before = _WORD_BEFORE.search(view.key, max(start, found.start() - _ABBREVIATION), found.start())
    word = before.group() if before else ""
    if _is_abbreviation(view, start, found.start() - len(word), word, lexicon):
        return False
    following, last = text[after], text[found.start() - 1 : found.start()]
    if after == found.end():
        return following.isupper() and (
            last.islower() or last in '%)”"' or (last.isdigit() and text[after + 1].islower())
        )
    return not following.islower() or (len(found.group()) > 1 and "…" not in found.group())


def _is_abbreviation(view: View, start: int, at: int, word: str, lexicon: Lexicon) -> bool:
    """Whether a word with a full stop is an abbreviation, an initial or the list number at the head of a sentence."""
    part = word.rpartition(".")[2]
    if len(word) == 1 and word.isalpha():
        return view.text[at].isupper()
    if word.isdigit():
        return len(word) <= 2 and at == start
    if word not in lexicon.no_stop and part not in lexicon.no_stop:
        return False
    return word not in lexicon.counted or _COUNTED.search(view.key, max(start, at - 3), at) is None


def _opened(text: str, start: int, at: int, closing: str) -> bool:
    """Whether what `closing` closes was opened shortly before and is still open."""
    window = text[max(start, at - _NEAR) : at]
    if closing in _PAIRS:
        return window.rfind(_PAIRS[closing]) > window.rfind(closing)
    return window.count(closing) % 2 == 1
