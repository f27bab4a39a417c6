"""Recognising the shape of personal names: runs of capitalised syllables."""

from __future__ import annotations

import re

_SYLLABLE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?\.?")
LONGEST_NAME = 6


def name_end(text: str, start: int, end: int) -> int:
    """Return where the run of capitalised syllables that begins at `start` ends; `start` itself where there is none."""
    at = stop = start
    for _ in range(LONGEST_NAME):
        found = _SYLLABLE.match(text, at, end)
        if found is None or not found.group()[0].isupper():
            break
        word = found.group()
        if at > start and len(word.strip(".")) > 1 and word.isupper() and not text[start:at].rstrip().isupper():
            break  # an abbreviation behind a name ("Lê Thị Hiền PGĐ")
        if word.endswith(".") and len(word) > 2:
            return (
                found.end() - 1
            )  # behind a whole syllable a full stop ends the sentence; behind one letter it does not
        stop = found.end()
        at = stop
        if at < end and text[at] == " ":
            at += 1
        else:
            break
    return stop
