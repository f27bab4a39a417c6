"""Secrecy marks: a stamp that stands alone on a line of the letter-head."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from assistant.datafile import read_yaml
from assistant.documents.model import SecrecyMark
from assistant.resources import rules

_COLUMNS = re.compile(r"\t|[ \u00a0]{2,}")
_AROUND = " \t\u00a0.:*-–—_|[](){}<>\"'“”"
_LONGEST = 40


class SecrecyMarks:
    """The marks and where they are looked for (`rules/reading/secrecy.yml`)."""

    def __init__(self) -> None:
        data = read_yaml(rules() / "reading" / "secrecy.yml")
        self._lines: int = data["zone"]["lines"]
        self._characters: int = data["zone"]["characters"]
        self._labels: tuple[str, ...] = tuple(sorted(data["labels"], key=len, reverse=True))
        self._order: list[SecrecyMark] = [mark["level"] for mark in data["marks"]]
        self._levels: dict[str, SecrecyMark] = {word: mark["level"] for mark in data["marks"] for word in mark["words"]}

    def find(self, text: str, stamps: Iterable[str] = ()) -> SecrecyMark | None:
        """Return the highest mark in the letter-head of `text` and in the lines of page heads, or None."""
        zone = [line for line in text[: self._characters].splitlines() if line.strip()][: self._lines]
        found = {level for line in (*zone, *stamps) for level in self._on_line(line)}
        return next((level for level in self._order if level in found), None)

    def _on_line(self, line: str) -> Iterable[SecrecyMark]:
        for part in _COLUMNS.split(unicodedata.normalize("NFC", line)):
            if len(part) > _LONGEST:
                continue
            words = " ".join(part.strip(_AROUND).split())
            for label in self._labels:
                if words.startswith(label):
                    words = words[len(label) :].strip(_AROUND)
            level = self._levels.get(words)
            if level is not None:
                yield level
