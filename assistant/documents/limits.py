"""Limits on what a reader takes on, and the clock that holds it to its time."""

from __future__ import annotations

import time
from dataclasses import dataclass

from assistant.errors import LimitError


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one upload may cost; every limit is on by default."""

    bytes: int = 50_000_000
    """Size of the file: minutes have 3 to 20 pages, a scan about 1 MB a page."""
    entries: int = 5_000
    """Files inside a Word or OpenDocument file: ordinary ones hold under 100."""
    expansion_bytes: int = 100_000_000
    """All files inside, unpacked: the guard against a zip bomb."""
    part_bytes: int = 30_000_000
    """One XML part, unpacked: its tree takes some ten times this much memory."""
    ratio: int = 200
    """Unpacked to packed size of a file inside that unpacks to over 10 MB: office XML packs 20 to 60 times."""
    pages: int = 500
    """Pages of a PDF: a collection, not one document, lies beyond."""
    page_objects: int = 60_000
    """Letters, lines and pictures on one PDF page: a dense page has 6,000."""
    nesting: int = 20
    """Tables inside tables: layout uses three at most."""
    characters: int = 5_000_000
    """Length of the text: about 1,500 pages."""
    seconds: float = 60.0
    """Time to read one file, recognition of scanned pages included."""
    memory_bytes: int = 1_000_000_000
    """Memory of a child process that reads a PDF, where the system can limit it."""


class Deadline:
    """The moment by which reading has to end."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def remaining(self) -> float:
        """Return the seconds left, never below 0."""
        return max(0.0, self._end - time.monotonic())

    def check(self) -> None:
        """Raise LimitError when the time is over."""
        if self.remaining <= 0:
            raise LimitError("document.too_slow", seconds=self._seconds)
