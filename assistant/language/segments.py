"""Splitting a document into headings, sentences, list items, table cells and speakers' turns, in linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.documents.model import Block
from assistant.language.lexicon import Lexicon
from assistant.language.model import Marker
from assistant.text import View

_ROMAN = re.compile(r"(?:(?:phần|mục|chương)\s{1,3})?(?:thứ\s)?([ivx]{1,5})\s?[.\-–:)]\s{0,3}")
_PART = re.compile(r"(?:phần|mục)\s{1,3}(?:thứ\s)?([ivx]{1,5}|\d{1,2}|nhất|hai|ba|tư|năm|[a-e])\b\s?[.\-–:/)]?\s{0,3}")
_CAPITAL = re.compile(r"([A-HĐ])\s?[.\-–:/)]\s{1,3}")
_ARABIC = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\s?[.)\-–/:]?(?:\s{1,3}|(?=[^\W\d_]))")
_LETTER = re.compile(r"([a-hđiklm])\s?[.)\-/]\s{1,3}|([a-hđiklm])\)")
_BRACKETED = re.compile(r"\((\d{1,2}|[a-hđ])\)\s{0,3}")
_BULLET = re.compile(r"[\-–—+*•◦▪●○■□☐✓➢→·]{1,2}\s{0,3}")
_NUMBERED_ARABIC = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\s?[.)\-–/:]|\d{1,2}(?:\.\d{1,2}){1,3}\s")


def marker_at(view: View, start: int, end: int) -> tuple[Marker | None, int]:
    """Return the list number or bullet at the head of view[start:end], and where the text behind it starts."""
    key, text = view.key, view.text
    limit = min(end, start + 24)
    window = key[start:limit]
    found = _PART.match(window)
    if found:
        return Marker(found.group(1), 0), start + found.end()
    found = _ROMAN.match(window)
    if found and text[start : start + 1].isupper():
        return Marker(found.group(1), 1), start + found.end()
    found = _CAPITAL.match(text[start:limit])
    if found:
        return Marker(found.group(1).lower(), 0), start + found.end()
    if _NUMBERED_ARABIC.match(window):
        found = _ARABIC.match(window)
        if found and not _is_quantity(key, start + found.end(), end):
            number = found.group(1)
            return Marker(number, 2 + number.count(".")), start + found.end()
    found = _BRACKETED.match(window)
    if found:
        return Marker(found.group(1), 4), start + found.end()
    found = _LETTER.match(window)
    if found:
        return Marker(found.group(1) or found.group(2), 5), start + found.end()
    found = _BULLET.match(window)
    if found:
        return Marker(key[start], 6 if key[start] in "-–—*•●➢" else 7), start + found.end()
    return None, start


def _is_quantity(key: str, start: int, end: int) -> bool:
    """Whether what looks like a list number is the head of a figure or a date (30/6, 5.2 %)."""
    return start < end and key[start].isdigit() and (start < 2 or not key[start - 1].isspace())


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


def lines(view: View, blocks: tuple[Block, ...]) -> Iterator[Line]:
    """Yield the non-empty lines and cells of a document in order; tab-divided lines become rows of a table."""
    tables = max((block.table for block in blocks if block.table is not None), default=-1) + 1
    row = 0
    in_table = False
    columns = 0
    for index, block in enumerate(blocks):
        start, end = view.to_view(block.start, block.end)
        if block.kind == "cell":
            for first, last in _pieces(view, start, end, "\n"):
                yield _line(view, first, last, index, block.table, block.row, block.column)
            continue
        cells = view.text.count("\t", start, end)
        tabular = cells >= 2 and not _letterhead_like(view, start, end)
        if in_table and not tabular and cells == columns and cells:
            tabular = True
        if not tabular:
            if in_table:
                tables += 1
            in_table = False
            for first, last in _pieces(view, start, end, "\n"):
                yield _line(view, first, last, index)
            continue
        row = row + 1 if in_table else 0
        in_table, columns = True, cells
        at = start
        for column, cell in enumerate(view.text[start:end].split("\t")):
            first, last = _strip(view, at, at + len(cell))
            at += len(cell) + 1
            if first < last:
                yield _line(view, first, last, index, tables, row, column)


def _letterhead_like(view: View, start: int, end: int) -> bool:
    """Whether the cells of a line are only empty ones around two texts: a letter-head or signature set with tabs."""
    filled = sum(1 for cell in view.text[start:end].split("\t") if cell.strip())
    return filled <= 2 and "\t\t" in view.text[start:end]


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


def _line(
    view: View, start: int, end: int, block: int, table: int | None = None, row: int | None = None, column: int | None = None
) -> Line:
    marker, body = marker_at(view, start, end)
    if body >= end:
        marker, body = None, start
    return Line(start, body, end, block, marker, table, row, column)


_STOP = re.compile(r"[.!?…]{1,80}[\"”’')\]]{0,3}(?=\s|$)|\.(?=[^\W\d_])|;")
_WORD_BEFORE = re.compile(r"[^\s(\"“']+$")


def sentences(view: View, start: int, end: int, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the sentences and semicolon clauses of a line, each without its final mark."""
    text, key = view.text, view.key
    at = start
    for found in _STOP.finditer(text, start, end):
        mark = text[found.start()]
        if found.start() < at:
            continue
        if mark == "." and not _ends_sentence(text, key, at, found, end, lexicon):
            continue
        if mark == ";" and _inside_brackets(text, at, found.start()):
            continue
        first, last = _strip(view, at, found.start())
        if last > first:
            yield first, last
        at = found.end()
    first, last = _strip(view, at, end)
    while last > first and text[last - 1] in ".;…":
        last -= 1
    if last > first:
        yield first, last


def _ends_sentence(text: str, key: str, start: int, found: re.Match[str], end: int, lexicon: Lexicon) -> bool:
    after = found.end()
    while after < end and text[after].isspace():
        after += 1
    before = _WORD_BEFORE.search(key, max(start, found.start() - 16), found.start())
    word = before.group() if before else ""
    if after >= end:
        return True
    following = text[after]
    if after == found.end():  # glued: "....Tuy nhien" is an end, "QĐ.124" and "e.g" are none
        return following.isupper() and len(word) > 1 and word not in lexicon.no_stop and text[found.start() - 1].islower()
    if word in lexicon.no_stop or (len(word) == 1 and word.isalpha() and text[found.start() - 1].isupper()):
        return False
    if word.isdigit() and len(word) <= 2 and found.start() - len(word) == start:
        return False
    return not following.islower() or len(found.group()) > 1 and "…" not in found.group()


def _inside_brackets(text: str, start: int, at: int) -> bool:
    """Whether a bracket opened shortly before is still open; looks back a bounded stretch only."""
    window = text[max(start, at - 240) : at]
    return window.rfind("(") > window.rfind(")")
