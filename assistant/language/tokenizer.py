"""A spaCy tokenizer by syllables that keeps every character of the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

TOKEN = re.compile(r"\d+|[^\W\d_]+|_+|[^\w\s]|\s+")
"""Figures, syllables, single marks, white space; no alternative overlaps another, so linear.

A date or a list number is several tokens: whatever this package finds in a text begins and ends between two of them.
"""

_LONGEST = 4096


class SyllableTokenizer:
    """Splits at syllables, figures and marks; `doc.text == text` for every text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return a Doc whose tokens spell out `text` exactly."""
        words: list[str] = []
        spaces: list[bool] = []
        for found in TOKEN.finditer(text):
            word = found.group()
            if word == " " and words and not spaces[-1]:
                spaces[-1] = True
                continue
            for at in range(0, len(word), _LONGEST):
                words.append(word[at : at + _LONGEST])
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing: the tokenizer has no state."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> SyllableTokenizer:
        """Return the tokenizer itself: it has no state."""
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: the tokenizer has no state."""

    def from_disk(self, _path: Any, **_: Any) -> SyllableTokenizer:
        """Return the tokenizer itself: it has no state."""
        return self


def create_tokenizer() -> Callable[[Any], SyllableTokenizer]:
    """Return the factory behind the registered name `kiemdiem.syllables.v1`."""

    def create(nlp: Any) -> SyllableTokenizer:
        return SyllableTokenizer(nlp.vocab)

    return create
