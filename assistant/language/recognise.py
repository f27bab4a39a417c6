"""Whether a text is Vietnamese, and whether it was typed with its accents."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from assistant.language.lexicon import Lexicon
from assistant.text import fold_key, strip_accents

Script = Literal["vietnamese", "unaccented", "other"]

_SAMPLE = 40_000
_FEW_LETTERS = 40
_ACCENTED_SHARE = 0.04
"""Vietnamese prose has marks on a quarter of its letters; French or Portuguese on one in twenty-five at most."""
_KNOWN_SHARE = 0.45
_WORD = re.compile(r"[^\W\d_]+")


class Recogniser:
    """Tells Vietnamese from other languages by its letters and its commonest syllables."""

    def __init__(self, lexicon: Lexicon) -> None:
        stop = lexicon.data["stopwords"]
        assert isinstance(stop, dict)
        words = {fold_key(word) for word in stop["words"]}
        words |= {word for phrases in lexicon.phrases.values() for phrase in phrases for word in _WORD.findall(phrase)}
        self._accented = frozenset(words)
        self._plain = frozenset(strip_accents(word) for word in words)

    def script(self, text: str) -> Script:
        """Return how a text is written; a text of a few letters counts as Vietnamese."""
        sample = unicodedata.normalize("NFC", text[:_SAMPLE])
        words = _WORD.findall(sample.lower())
        letters = sum(map(len, words))
        if letters < _FEW_LETTERS:
            return "vietnamese" if letters else "other"
        accented = sum(1 for word in words for character in word if not character.isascii())
        known = sum(fold_key(word) in self._accented for word in words) / len(words)
        if accented / letters >= _ACCENTED_SHARE:
            return "vietnamese" if known >= 0.12 else "other"
        plain = sum(word in self._plain for word in words) / len(words)
        return "unaccented" if plain >= _KNOWN_SHARE else "other"
