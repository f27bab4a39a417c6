"""Phrases and patterns over a normalised view: linear in the text, whatever the pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import re2

from assistant.text import fold_key

_ASCII_ONLY = re.compile(r"(?<!\\)(?:\\\\)*\\([wWbB])")


_SYNTAX = re.compile(r"(\\[pP]\{[^}]*\}|\\[pP].|\\.|\(\?P<[^>]*>|\(\?[a-zA-Z-]*[:)])")


class PatternError(Exception):
    """A pattern that RE2 refuses, or that means something else in Vietnamese than it seems to."""

    def __init__(self, pattern: str, reason: str) -> None:
        self.pattern = pattern
        super().__init__(reason)


def compile_pattern(pattern: str) -> Any:
    """Compile a pattern for folded text, where `^` and `$` are line ends; raises PatternError.

    RE2 takes `\\w` and `\\b` for ASCII letters, so they cut Vietnamese words; `\\pL` is a letter of any alphabet.
    """
    wrong = _ASCII_ONLY.search(pattern)
    if wrong:
        raise PatternError(pattern, f"\\{wrong.group(1)}: \\pL")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 4 << 20
    try:
        return re2.compile("(?m)" + _fold_pattern(pattern), options)
    except re2.error as error:
        told = error.args[0] if error.args else ""
        raise PatternError(pattern, told.decode() if isinstance(told, bytes) else str(told)) from error


def _fold_pattern(pattern: str) -> str:
    """Fold the letters of a pattern as the text is folded, but not its escapes and group names."""
    return "".join(part if _SYNTAX.fullmatch(part) else fold_key(part) for part in _SYNTAX.split(pattern))


def find_phrases(key: str, phrases: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where folded phrases stand in a folded text as whole words."""
    for phrase in phrases:
        at = key.find(phrase)
        while at >= 0:
            end = at + len(phrase)
            if not (at and key[at - 1].isalnum()) and not (end < len(key) and key[end].isalnum()):
                yield at, end
            at = key.find(phrase, end)


def has_phrase(text: str, phrases: Iterable[str]) -> bool:
    """Return whether one of the folded phrases stands in a text as whole words."""
    return next(find_phrases(fold_key(text), phrases), None) is not None


def fold_phrases(phrases: Iterable[str]) -> tuple[str, ...]:
    """Return phrases as `find_phrases` wants them."""
    return tuple(fold_key(phrase) for phrase in phrases)
