"""From a document to what all extractors share: its head, its units with their rows, its parties, its terms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.documents.model import Document
from assistant.extraction.model import Context
from assistant.extraction.parties import PartyBook, RosterEntry
from assistant.extraction.party_words import PartyWords
from assistant.extraction.prospects import Prospects
from assistant.extraction.terms import TermWeights
from assistant.extraction.words import data_file, folded
from assistant.inference.features import UnitFeatures, units
from assistant.language.letterhead import HeadReader
from assistant.language.pipeline import Annotator

_LAST_RESORT = 2025
"""The year that dates without one are read by where a document tells none."""


class ContextReader:
    """Reads documents with one lexicon; keeps nothing of a document."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator
        self._heads = HeadReader(annotator.lexicon)
        self._party_words = PartyWords(annotator.lexicon)
        self._prospects = Prospects(annotator.lexicon)
        self._stop = folded(data_file(annotator.lexicon, "stopwords")["words"])

    def read(self, document: Document, roster: Iterable[RosterEntry] = ()) -> Context:
        """Return the context of a document."""
        head = self._heads.read(document)
        annotated = self._annotator.annotate(document, head.year, head.kind)
        found = units(annotated)
        reference = head.date or date(head.year or _LAST_RESORT, 12, 1)
        book = PartyBook(
            annotated,
            self._party_words,
            roster,
            head.organisation,
            personal=head.kind == "individual-review",
        )
        rows = UnitFeatures(annotated, found, head.kind).rows()
        for unit, row in zip(found, rows, strict=True):
            row.update(self._prospects.features(annotated, book, unit, reference))
        return Context(
            document,
            head,
            annotated,
            found,
            rows,
            book,
            TermWeights((annotated.key(unit.start, unit.end) for unit in found), self._stop),
            reference,
        )
