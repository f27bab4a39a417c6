"""Names, dates, figures and labels of a report in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from assistant.messages import Catalogue
from assistant.report import Report
from assistant.report.model import DocumentInfo, Party, Rating, Secrecy

_DOUBT = 0.6


class Words:
    """What the faces say about the values of one report."""

    def __init__(self, report: Report, catalogue: Catalogue) -> None:
        self._report = report
        self._catalogue = catalogue
        self._parties = {party.id: party for party in report.parties}

    @property
    def language(self) -> str:
        """The language code."""
        return self._catalogue.language

    def t(self, code: str, /, **parameters: object) -> str:
        """Return a sentence of the catalogue."""
        return self._catalogue.text(code, **parameters)

    def label(self, kind: str, value: str) -> str:
        """Return the word for a value of an enumeration."""
        return self._catalogue.label(f"label.{kind}.{value}")

    def labels(self, kind: str, values: Iterable[str]) -> str:
        """Return the words for several values of an enumeration, in a row."""
        return ", ".join(self.label(kind, value) for value in values)

    def party(self, key: str | None) -> str:
        """Return the name and office of a party; an id that the report does not list stands as it is."""
        if key is None:
            return ""
        party = self._parties.get(key)
        return _name(party) if party else key

    def parties(self, keys: Iterable[str]) -> str:
        """Return the names of several parties in a row, with a word where it is not clear who is meant."""
        return "; ".join(self._told(key) for key in keys)

    def addressee(self, key: str | None) -> str:
        """Return whom a question is put to."""
        return self.party(key) or self.t("report.questions.meeting")

    def subject(self, rating: Rating) -> str:
        """Return whom a rating is about."""
        return self.party(rating.subject) or rating.subject_text or self._report.document.organisation or ""

    def date(self, iso: str | None) -> str:
        """Return a day as people write it."""
        parts = (iso or "").split("-")
        if len(parts) != 3:
            return iso or ""
        return self.t("report.date", year=parts[0], month=parts[1], day=parts[2])

    def number(self, value: float | str | None) -> str:
        """Return a number without needless decimals, with the decimal sign of the language."""
        if value is None or isinstance(value, str):
            return value or ""
        return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", self.t("report.decimal"))

    def votes(self, rating: Rating) -> str:
        """Return votes, voters, percentage and points as far as they are given."""
        told: list[str] = []
        if rating.votes is not None and rating.voters is not None:
            told.append(self.t("report.ratings.votes_of", votes=rating.votes, voters=rating.voters))
        elif rating.votes is not None:
            told.append(self.t("report.ratings.votes_only", votes=rating.votes))
        if rating.percent is not None:
            told.append(self.t("report.ratings.percent", percent=self.number(rating.percent)))
        if rating.points is not None and rating.points.total is not None:
            told.append(self.t("report.ratings.points", points=self.number(rating.points.total)))
        return "; ".join(told)

    def period(self) -> str:
        """Return the period under review."""
        document = self._report.document
        return "" if document.year is None else self.t(f"report.period.{document.period}", year=document.year)

    def secrecy(self) -> str:
        """Return the highest secrecy mark of the documents, empty where none bears one."""
        marks: tuple[str, ...] = get_args(Secrecy)
        found = [marks.index(info.secrecy) for _, info in documents(self._report) if info.secrecy]
        return self.label("secrecy", marks[max(found)]) if found else ""

    def document(self, name: str) -> str:
        """Return what the document `name` (this, prior, prior:N, prompts:N) is called."""
        kind, _, number = name.partition(":")
        if kind == "prior" and number:
            return self.t("report.doc.further", number=number)
        if kind == "prompts" and len(self._report.prompts) > 1:
            return self.t("report.doc.prompts_of", number=int(number) + 1)
        return self.t(f"report.doc.{kind}")

    def unsure(self, confidence: float) -> bool:
        """Return whether the reader should be told that the program is not sure."""
        return confidence < _DOUBT

    def _told(self, key: str) -> str:
        party = self._parties.get(key)
        doubt = f" ({self.t('report.tag.ambiguous')})" if party and party.ambiguous else ""
        return self.party(key) + doubt


def documents(report: Report) -> Iterator[tuple[str, DocumentInfo]]:
    """Yield every document of the report with its name in `Evidence.document`, this one first."""
    yield "this", report.document
    if report.prior:
        yield "prior", report.prior.document
        for number, further in enumerate(report.prior.further, 1):
            yield f"prior:{number}", further
    for number, prompts in enumerate(report.prompts):
        yield f"prompts:{number}", prompts.document


def _name(party: Party) -> str:
    name = party.name or party.role or (party.aliases[0] if party.aliases else party.id)
    return f"{name} ({party.role})" if party.name and party.role else name
