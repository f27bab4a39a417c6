"""What a document says of itself at its head: kind, organisation, year under review, date, period."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.documents.model import Document
from assistant.language.lexicon import Lexicon, compile_pattern
from assistant.report.model import DocumentKind, Period
from assistant.text import fold_key, view

_TITLE_WORDS = 40
_TITLE_ONLY_WORDS = 8


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
        self._kinds = [
            (entry["kind"], [compile_pattern(fold_key(pattern)) for pattern in entry["patterns"]]) for entry in data["kinds"]
        ]
        self._fallback = [
            (entry["kind"], [compile_pattern(fold_key(pattern)) for pattern in entry["patterns"]]) for entry in data["fallback"]
        ]
        self._unit_labels = tuple(fold_key(word) for word in data["unit-labels"])
        self._lines = int(data["lines"])
        self._year = re.compile(data["year"])
        self._dates = [re.compile(pattern) for pattern in data["dates"]]
        self._meeting = tuple(fold_key(word) for word in data["meeting-labels"])
        self._addressee = tuple(fold_key(word) for word in data["addressee"])
        self._mottoes = tuple(fold_key(word) for word in data["issuer-line"])
        self._organisation = re.compile(data["organisation"])
        self._periods = {period: tuple(fold_key(word) for word in words) for period, words in data["periods"].items()}

    def read(self, document: Document) -> Head:
        """Return the head; unknown parts are None, the kind `other` where no title is known."""
        seen = view(document.text[:8000])
        lines = [(" ".join(line.split()), " ".join(fold_key(line).split())) for line in seen.text.split("\n") if line.strip()]
        head = lines[: self._lines]
        kind, title = self._kind(head)
        told = self._date(head, kind)
        year = self._year_of([key for _, key in head], title, told)
        period: Period = "year"
        titles = " ".join(key for _, key in head[title : title + 4])
        for name, words in self._periods.items():
            if any(word in titles for word in words):
                period = "quarter" if name == "quarter" else "term"
        return Head(kind, self._organisation_of(head, title, kind), year, told, period)

    def _kind(self, head: list[tuple[str, str]]) -> tuple[DocumentKind, int]:
        """Return the kind and the index of the title line: lines in capitals first, then any line of the head."""
        for upper in (True, False):
            for index, (text, key) in enumerate(head):
                if upper and not _is_capital(text):
                    continue
                if len(key.split()) > _TITLE_WORDS or key.endswith((";", ",")):
                    continue
                if not upper and (text[:1].islower() and index == 0):
                    continue
                joined = key
                if upper and len(key.split()) <= _TITLE_ONLY_WORDS and index + 1 < len(head):
                    joined = f"{key} {head[index + 1][1]}"
                for candidate in (joined, key):
                    for kind, patterns in self._kinds:
                        if any(pattern.match(candidate) for pattern in patterns):
                            return kind, index
        for kind, patterns in self._fallback:
            for index, (_, key) in enumerate(head):
                if any(pattern.match(key) for pattern in patterns):
                    return kind, index
        return "other", 0

    def _date(self, head: list[tuple[str, str]], kind: str) -> date | None:
        lines = [key for _, key in head]
        if kind == "minutes":
            lines = [key for key in lines if key.lstrip("-*+ 0123456789.i").startswith(self._meeting)] + lines
        for key in lines:
            for pattern in self._dates:
                found = pattern.search(key)
                if found:
                    try:
                        return date(int(found[3]), int(found[2]), int(found[1]))
                    except ValueError:
                        continue
        return None

    def _year_of(self, lines: list[str], title: int, told: date | None) -> int | None:
        for key in lines[title : title + 5]:
            years = [int(year) for year in self._year.findall(key)]
            if years:
                return years[-1]
        if told is not None:
            return told.year - 1 if told.month <= 2 else told.year
        for key in lines:
            years = [int(year) for year in self._year.findall(key)]
            if years:
                return years[0]
        return None

    def _unit(self, head: list[tuple[str, str]]) -> str | None:
        """Return the unit an individual names as his own."""
        for label in self._unit_labels:
            for text, key in head:
                if key.startswith(label) and ":" in text:
                    return text.partition(":")[2].strip(" .;") or None
        return None

    def _organisation_of(self, head: list[tuple[str, str]], title: int, kind: str) -> str | None:
        rows = head[title : title + 5]
        if kind in {"review-prompts", "superior-remarks", "inspection-conclusion"}:
            rows = [row for row in head if any(word in row[1] for word in self._addressee)] + rows
        if kind == "individual-review":
            return self._unit(head)
        for text, key in rows:
            found = self._organisation.search(key)
            if found:
                return _sentence_case(text[found.start(1) : found.end(1)].strip(" -–"))
        issuers = [text for text, key in head[: max(title, 4)] if _is_capital(text) and not any(m == key for m in self._mottoes)]
        cleaned = [part for text in issuers for part in re.split(r"\s{3,}|\t+", text) if not any(m in fold_key(part) for m in self._mottoes)]
        for issuer in reversed(cleaned[:3]):
            folded = fold_key(issuer)
            for motto in self._mottoes:
                folded_at = folded.find(motto)
                if folded_at > 0:
                    issuer = issuer[:folded_at]
            if len(issuer.split()) >= 2:
                return _sentence_case(issuer.strip(" *-–"))
        return None


def _is_capital(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 4 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _sentence_case(text: str) -> str:
    return text.capitalize() if _is_capital(text) else text
