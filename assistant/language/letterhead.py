"""What a document says of itself at its head: kind, organisation, year under review, date, period."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from assistant.documents.model import Document
from assistant.language.lexicon import Lexicon, TitlePatterns
from assistant.language.organisations import OrganisationReader, Row, is_capital, row
from assistant.report.model import DocumentKind, Period
from assistant.text import fold_key, view

_HEAD = 8000
"""Characters of a document in which its head stands."""

_TITLE_WORDS = 40
_TITLE_ONLY_WORDS = 8
_TITLE_ROWS = 5
_PERIOD_ROWS = 4
_NUMBERS = "-*+ 0123456789.i"
_EARLY = 2
"""A meeting up to this month reviews the year before."""


@dataclass(frozen=True, slots=True)
class Head:
    """Kind, organisation, year under review, date of the meeting or signature, period reviewed."""

    kind: DocumentKind
    organisation: str | None
    year: int | None
    date: date | None
    period: Period


class HeadReader:
    """Reads the head of documents by the patterns of `rules/structure/kinds.yml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.data["kinds"]
        assert isinstance(data, dict)
        self._kinds = TitlePatterns(data["kinds"], "kind")
        self._fallback = TitlePatterns(data["fallback"], "kind")
        self._organisations = OrganisationReader(data)
        self._lines = int(data["lines"])
        self._year = re.compile(data["year"])
        self._dates = [re.compile(pattern) for pattern in data["dates"]]
        self._meeting = tuple(fold_key(word) for word in data["meeting-labels"])
        self._periods = {period: tuple(fold_key(word) for word in words) for period, words in data["periods"].items()}

    def read(self, document: Document) -> Head:
        """Return the head; unknown parts are None, the kind `other` where no title is known."""
        seen = view(document.text[:_HEAD])
        head = [row(line) for line in seen.text.split("\n") if line.strip()][: self._lines]
        kind, title = self._kind(head)
        told = self._date(head, kind)
        year = self._year_of([line.key for line in head], title, told)
        period = self._period(" ".join(line.key for line in head[title : title + _PERIOD_ROWS]))
        return Head(kind, self._organisations.read(head, title, kind), year, told, period)

    def _kind(self, head: Sequence[Row]) -> tuple[DocumentKind, int]:
        """Return the kind and the index of the title line: lines in capitals first, then any line of the head."""
        for upper in (True, False):
            for index, line in enumerate(head):
                kind = self._titled(head, index, upper=upper)
                if kind is not None and (upper or index > 0 or not line.text[:1].islower()):
                    return cast("DocumentKind", kind), index
        for index, line in enumerate(head):
            kind = self._fallback.role_of(line.key)
            if kind is not None:
                return cast("DocumentKind", kind), index
        return "other", 0

    def _titled(self, head: Sequence[Row], index: int, *, upper: bool) -> str | None:
        """Return the kind that a line names, alone or with the next one where it is a short one in capitals."""
        text, key, _ = head[index]
        words = len(key.split())
        if (upper and not is_capital(text)) or words > _TITLE_WORDS or key.endswith((";", ",")):
            return None
        joined = f"{key} {head[index + 1].key}" if upper and words <= _TITLE_ONLY_WORDS and head[index + 1 :] else key
        return self._kinds.role_of(joined) or self._kinds.role_of(key)

    def _date(self, head: Sequence[Row], kind: str) -> date | None:
        lines = [line.key for line in head]
        if kind == "minutes":
            lines = [key for key in lines if key.lstrip(_NUMBERS).startswith(self._meeting)] + lines
        for key in lines:
            for pattern in self._dates:
                found = pattern.search(key)
                if found:
                    try:
                        return date(int(found[3]), int(found[2]), int(found[1]))
                    except ValueError:
                        continue
        return None

    def _year_of(self, lines: Sequence[str], title: int, told: date | None) -> int | None:
        """Return the year under review: the title's, or else the one in which the document was written, or any."""
        for key in lines[title : title + _TITLE_ROWS]:
            years = self._year.findall(key)
            if years:
                return int(years[-1])
        if told is not None:
            return told.year - 1 if told.month <= _EARLY else told.year
        return next((int(year) for key in lines for year in self._year.findall(key)), None)

    def _period(self, title: str) -> Period:
        told = [name for name, words in self._periods.items() if any(word in title for word in words)]
        return cast("Period", told[-1]) if told else "year"
