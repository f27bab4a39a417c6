"""Plain text and Markdown: the decoded file as it is, its lines as blocks, wrapped lines joined into one block."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from assistant.documents.encodings import Decoded, decode
from assistant.documents.flow import ends_sentence, starts_item, starts_low, starts_row
from assistant.documents.model import Block, Unread
from assistant.documents.pieces import Content
from assistant.documents.structure import legacy_note
from assistant.errors import UnreadableError

_LINE = re.compile(r"[^\r\n]+")
_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_COLUMNS = re.compile(r"\S(?:[ \u00a0]{3}|\t)")
_WIDEST_WRAP = 160
_NARROWEST_WRAP = 40
_SLACK = 4
_LONG_LINE = 60
_WRAPPED_PAIRS = 3
_WRAPPED_SHARE = 0.4
_UNICODE = frozenset({"ascii", "utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1258"})


class _Line(NamedTuple):
    """A line that is not blank: its visible part and whether a blank line stands before it."""

    start: int
    end: int
    text: str
    after_blank: bool


def read_plain(data: bytes, *, markdown: bool = False) -> tuple[Content, Decoded]:
    """Return the content of a text file, and how its bytes were decoded."""
    decoded = decode(data)
    text = decoded.text
    if not text.strip():
        raise UnreadableError("document.empty")
    unread: list[Unread] = []
    if decoded.doubt:
        unread.append(Unread("document.part.text", "document.encoding_doubtful", (("encoding", decoded.encoding),)))
    elif decoded.encoding not in _UNICODE:
        unread.append(legacy_note(decoded.encoding))
    return Content(text, tuple(_blocks(text, markdown=markdown)), tuple(unread)), decoded


def _blocks(text: str, *, markdown: bool) -> Iterator[Block]:
    lines = list(_lines(text))
    width = _wrap_width(lines)
    at = 0
    while at < len(lines):
        first = last = lines[at]
        heading = _HEADING.match(first.text) if markdown else None
        at += 1
        while at < len(lines) and heading is None and _goes_on(last, lines[at], width):
            last = lines[at]
            at += 1
        start = first.start + (heading.end() if heading else 0)
        yield Block(start, last.end, level=len(heading.group(1)) if heading else None)


def _lines(text: str) -> Iterator[_Line]:
    before = 0
    for found in _LINE.finditer(text):
        line = found.group()
        kept = line.strip()
        if not kept:
            continue
        first = found.start()
        start = first + len(line) - len(line.lstrip())
        yield _Line(start, start + len(kept), kept, first - before > 1 and _has_blank(text[before:first]))
        before = found.end()


def _has_blank(between: str) -> bool:
    between = between.replace("\r\n", "\n")
    return between.count("\n") + between.count("\r") > 1


def _in_columns(line: _Line) -> bool:
    return _COLUMNS.search(line.text[:500]) is not None


def _wrap_width(lines: list[_Line]) -> int | None:
    """Return the width at which a text was wrapped by hand or program; None for text that is not wrapped."""
    if max((len(line.text) for line in lines), default=0) < _NARROWEST_WRAP:
        return None
    plain = [line for line in lines if not _in_columns(line)]
    width = max((len(line.text) for line in plain), default=0)
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    full = in_sentence = 0
    for line, following in pairwise(plain):
        if following.after_blank or not _is_full(line, following, width):
            continue
        full += 1
        in_sentence += not ends_sentence(line.text) and not starts_item(following.text)
    return width if in_sentence >= _WRAPPED_PAIRS and in_sentence >= _WRAPPED_SHARE * full else None


def _is_full(line: _Line, following: _Line, width: int) -> bool:
    """Return whether the first word of the following line had no room on this one."""
    if len(line.text) + len(following.text) < width - _SLACK:
        return False
    word = following.text.split(None, 1)[0]
    return len(line.text) + 1 + len(word) > width - _SLACK


def _goes_on(line: _Line, following: _Line, width: int | None) -> bool:
    if following.after_blank or starts_row(following.text, line.text):
        return False
    full = width is not None and _is_full(line, following, width)
    long = len(line.text) >= _LONG_LINE and starts_low(following.text) and not ends_sentence(line.text)
    return (full or long) and not (starts_item(following.text) or _in_columns(line) or _in_columns(following))
