"""Vietnamese words by underthesea, with exact offsets.

The library is given sentence-sized pieces: its patterns are slow on long strings and on addresses of web pages, and it
gives back words respelt (tone places, common slips) without offsets, which are found again here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_LONGEST_PIECE = 600
_LONGEST_CHUNK = 60
"""Longest stretch without a space that is given to the library; Vietnamese syllables with their marks are shorter."""

_LINE = re.compile(r"[^\r\n]+")
_CHUNK = re.compile(r"\S+")
_PIECE_END = re.compile(r".*[.!?;:…][\"”’')\]]?(?=\s)|.*(?=\s)", re.DOTALL)
_ADDRESS = re.compile(r"(?:http|ftp)s?:|\.[^\W\d_]{2,13}/|@", re.IGNORECASE)
_SYLLABLE = re.compile(r"[^\W\d_]+")


def words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the words of a composed (NFC) text in order; linear in its length.

    A piece whose words cannot be found again in the text has none. Web addresses and stretches of more than 60
    characters without a space are one word each.
    """
    for line in _LINE.finditer(text):
        for start, end, whole in _stretches(text, line.start(), line.end()):
            if whole:
                yield start, end
                continue
            for first, last in _pieces(text, start, end):
                yield from ((first + a, first + b) for a, b in _words(text[first:last]))


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Yield the stretches between chunks that the library cannot read in linear time, and these chunks (True)."""
    at = start
    for chunk in _CHUNK.finditer(text, start, end):
        if len(chunk.group()) > _LONGEST_CHUNK or _ADDRESS.search(chunk.group()):
            if at < chunk.start():
                yield at, chunk.start(), False
            yield chunk.start(), chunk.end(), True
            at = chunk.end()
    if at < end:
        yield at, end, False


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a stretch behind the last sentence mark, or else at the last space, before the longest piece is full."""
    while end - start > _LONGEST_PIECE:
        cut = _PIECE_END.match(text, start, start + _LONGEST_PIECE)
        stop = cut.end() if cut and cut.end() > start else start + _LONGEST_PIECE
        yield start, stop
        start = stop
    if start < end:
        yield start, end


def _words(piece: str) -> Sequence[tuple[int, int]]:
    from underthesea import word_tokenize

    if not piece.strip():
        return ()
    return _aligned(piece, word_tokenize(piece)) or ()


def _aligned(piece: str, found: Sequence[str]) -> list[tuple[int, int]] | None:
    """Return the offsets of the words in the piece they were made from; None where they are not found."""
    out: list[tuple[int, int]] = []
    at = 0
    for word in found:
        start = -1
        for part in word.split():
            at = _past_spaces(piece, at)
            start = at if start < 0 else start
            stop = _part_end(piece, at, part)
            if stop is None:
                return None
            at = stop
        if start >= 0:
            out.append((start, at))
    return out if _past_spaces(piece, at) == len(piece) else None


def _past_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _part_end(piece: str, at: int, part: str) -> int | None:
    """Return where a part of a word ends: as it stands, or as a whole syllable that the library has respelt."""
    if piece.startswith(part, at):
        return at + len(part)
    syllable = _SYLLABLE.match(piece, at)
    return syllable.end() if syllable and part.isalpha() else None
