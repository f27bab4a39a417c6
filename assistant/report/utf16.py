"""Offsets in UTF-16 code units, as JavaScript, Java and Word count them, from offsets in code points."""

from __future__ import annotations

from bisect import bisect_left

_LAST_OF_ONE_UNIT = 0xFFFF


class Utf16Offsets:
    """Converts the offsets of one text; linear once, then logarithmic in the number of astral characters."""

    def __init__(self, text: str) -> None:
        self._astral = [at for at, character in enumerate(text) if ord(character) > _LAST_OF_ONE_UNIT]

    def of(self, offset: int) -> int:
        """Return the number of UTF-16 code units before a code-point offset."""
        return offset + bisect_left(self._astral, offset)
