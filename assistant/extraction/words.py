"""Lists of the rules folder as patterns on folded text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.language.lexicon import Lexicon
from assistant.text import fold_key

_WORD = re.compile(r"[^\W_]+(?:['’/][^\W\d_]+)*")


def alternatives(words: Iterable[object]) -> re.Pattern[str]:
    """Return a pattern of whole words or phrases on folded text, the longest first."""
    parts = sorted({fold_key(str(word)) for word in words}, key=lambda word: (-len(word), word))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(part) for part in parts) + r")(?!\w)")


def folded(words: Iterable[object]) -> frozenset[str]:
    """Return the folded words."""
    return frozenset(fold_key(str(word)) for word in words)


def syllables(text: str) -> list[str]:
    """Return the folded words of a name or an office."""
    return _WORD.findall(fold_key(text))


def data_file(lexicon: Lexicon, stem: str) -> dict[str, list[str]]:
    """Return a file of word lists of the lexicon by its stem."""
    found = lexicon.data[stem]
    assert isinstance(found, dict)
    return found


def has_figure(key: str) -> bool:
    """Say whether a text holds a figure."""
    return any(character.isdigit() for character in key)
