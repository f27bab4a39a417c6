"""A report made ready for its faces: entries, words, texts and the relations between entries."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.messages import Catalogue
from assistant.rendering.entries import Asking, Entries, Entry
from assistant.rendering.words import Words, documents
from assistant.report import Report
from assistant.report.model import Cause, Commitment, Finding, Item, Shortcoming


@dataclass(frozen=True, slots=True)
class View:
    """What a face needs to show a report."""

    report: Report
    words: Words
    entries: Entries
    asked: dict[str, list[Asking]]
    causes: dict[str, list[Entry[Cause]]]
    remedies: dict[str, list[Entry[Commitment]]]
    items: dict[tuple[str, str], Entry[Item]]

    @classmethod
    def of(cls, report: Report, catalogue: Catalogue) -> View:
        """Make a report ready in the language of the catalogue."""
        words = Words(report, catalogue)
        entries = Entries.of(report, words)
        causes: dict[str, list[Entry[Cause]]] = {}
        for cause in entries.causes:
            for key in cause.item.of:
                causes.setdefault(key, []).append(cause)
        remedies: dict[str, list[Entry[Commitment]]] = {}
        for commitment in entries.commitments:
            for key in commitment.item.addresses:
                remedies.setdefault(key, []).append(commitment)
        items = {(entry.document, entry.item.id): entry for entry in entries.quoted()}
        return cls(report, words, entries, entries.asked(report, words), causes, remedies, items)

    def causes_of(self, shortcoming: Shortcoming) -> list[Entry[Cause]]:
        """Return the causes the document gives for a shortcoming."""
        return self.causes.get(shortcoming.id, [])

    def remedies_of(self, shortcoming: Shortcoming) -> list[Entry[Commitment]]:
        """Return the commitments that answer a shortcoming."""
        return self.remedies.get(shortcoming.id, [])

    def named(self, keys: tuple[str, ...]) -> list[Entry[Item]]:
        """Return the entries of this document with these ids; unknown ids are left out."""
        return [self.items["this", key] for key in keys if ("this", key) in self.items]

    def about(self, finding: Finding) -> Entry[Item] | None:
        """Return the entry a finding is about."""
        if finding.item is None:
            return None
        for document in dict.fromkeys((finding.document, "this", *(name for name, _ in documents(self.report)))):
            if (document, finding.item) in self.items:
                return self.items[document, finding.item]
        return None

    def page(self, entry: Entry[Item] | Entry[Finding] | None) -> int | None:
        """Return the page of an entry in the upload, where it is known; a finding's is that of its item."""
        if entry is None:
            return None
        if isinstance(entry.item, Finding):
            return self.page(self.about(entry.item))
        return entry.item.location.page if entry.item.location else None
