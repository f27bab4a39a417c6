"""spaCy components over this package: each writes one named span group of a Doc and nothing else.

A group has the name of its component: `doc.spans["kiemdiem_segments"]`. With the tokenizer `kiemdiem.syllables.v1`
every span is exact; with another one a span grows to whole tokens. Each line of the text is read as a paragraph.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from assistant import resources
from assistant.documents.model import Block, Document
from assistant.language.deadlines import Deadline, DeadlineGrammar
from assistant.language.letterhead import Head, HeadReader
from assistant.language.lexicon import load
from assistant.language.model import Annotated
from assistant.language.pipeline import Annotator
from assistant.language.words import words
from assistant.text import View, view

_LINE = re.compile(r"[^\r\n]*[^\s\r\n][^\r\n]*")


class Found(NamedTuple):
    """What a component found: offsets into the view, a label, and an identifier where there is one."""

    start: int
    end: int
    label: str
    identifier: str = ""


class SpanWriter(ABC):
    """A component that finds stretches of a text and writes them as a span group of its own name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with its span group set."""
        seen, found = self._find(doc.text)
        doc.spans[self.name] = SpanGroup(doc, name=self.name, spans=_spans(doc, seen, found))
        return doc

    @abstractmethod
    def _find(self, text: str) -> tuple[View, Iterator[Found]]:
        """Return the view of a text and what stands in it, as offsets into the view."""


class _Annotating(SpanWriter):
    """A component over the annotator."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._annotator = Annotator(resources.rules())

    def _find(self, text: str) -> tuple[View, Iterator[Found]]:
        annotated = self._annotator.annotate(_document(text))
        return annotated.view, self._pick(annotated)

    @abstractmethod
    def _pick(self, annotated: Annotated) -> Iterator[Found]:
        """Yield what the component tells of an annotated text."""


class Segments(_Annotating):
    """Headings, sentences, list items, table cells and speakers' labels; label: the kind."""

    def _pick(self, annotated: Annotated) -> Iterator[Found]:
        return (Found(each.start, each.end, each.kind) for each in annotated.segments)


class Sections(_Annotating):
    """The parts of the document, outer ones before inner ones; label: the role."""

    def _pick(self, annotated: Annotated) -> Iterator[Found]:
        return (Found(each.start, each.end, each.role) for each in annotated.sections if each.start < each.end)


class Cues(_Annotating):
    """Phrases of the lexicon; label: the category."""

    def _pick(self, annotated: Annotated) -> Iterator[Found]:
        return (Found(each.start, each.end, each.category) for each in annotated.cues)


class Deadlines(SpanWriter):
    """Expressions of time; label: the kind; identifier: the last day of the window, ISO.

    Times without a year are counted from `reference`, or else from the date or the year of the letter-head; where
    there is none of these they are left out.
    """

    def __init__(self, name: str, reference: date | None = None) -> None:
        super().__init__(name)
        lexicon = load(resources.rules())
        self._grammar = DeadlineGrammar(lexicon)
        self._heads = HeadReader(lexicon)
        self._reference = reference

    def _find(self, text: str) -> tuple[View, Iterator[Found]]:
        seen = view(text)
        reference = self._reference or _day_of(self._heads.read(_document(text)))
        found = self._dated(seen.key) if reference is None else self._expressions(seen.key, reference)
        return seen, (Found(each.start, each.end, each.kind, each.last.isoformat()) for each in found)

    def _expressions(self, key: str, reference: date) -> list[Deadline]:
        return [
            each
            for line in _LINE.finditer(key)
            for each in self._grammar.find(key, line.start(), line.end(), reference)
        ]

    def _dated(self, key: str) -> list[Deadline]:
        """Return the expressions whose day is the same from whatever day one counts."""
        early, late = (set(self._expressions(key, date(year, 1, 1))) for year in (2000, 2050))
        return sorted(early & late, key=lambda each: each.start)


class Words(SpanWriter):
    """Words by underthesea, label `word`; none behind the first `limit` characters: segmentation is the slow step."""

    def __init__(self, name: str, limit: int) -> None:
        super().__init__(name)
        self._limit = limit

    def _find(self, text: str) -> tuple[View, Iterator[Found]]:
        seen = view(text)
        return seen, (Found(start, end, "word") for start, end in words(seen.text[: self._limit]))


@Language.factory("kiemdiem_segments", assigns=["doc.spans"])
def create_segments(nlp: Language, name: str) -> Segments:
    """Return the component of segments."""
    del nlp
    return Segments(name)


@Language.factory("kiemdiem_sections", assigns=["doc.spans"])
def create_sections(nlp: Language, name: str) -> Sections:
    """Return the component of sections."""
    del nlp
    return Sections(name)


@Language.factory("kiemdiem_cues", assigns=["doc.spans"])
def create_cues(nlp: Language, name: str) -> Cues:
    """Return the component of cue phrases."""
    del nlp
    return Cues(name)


@Language.factory("kiemdiem_deadlines", assigns=["doc.spans"], default_config={"reference": None})
def create_deadlines(nlp: Language, name: str, reference: str | None) -> Deadlines:
    """Return the component of deadlines; `reference` is the ISO day that times without a year are counted from."""
    del nlp
    return Deadlines(name, date.fromisoformat(reference) if reference is not None else None)


@Language.factory("kiemdiem_words", assigns=["doc.spans"], default_config={"limit": 200_000})
def create_words(nlp: Language, name: str, limit: int) -> Words:
    """Return the component of words; `limit` is the number of characters that are read."""
    del nlp
    return Words(name, limit)


def _document(text: str) -> Document:
    """Return a text as a document of one paragraph a line."""
    return Document("", "", "text/plain", text, tuple(Block(*line.span()) for line in _LINE.finditer(text)))


def _day_of(head: Head) -> date | None:
    """Return the day a document speaks from: its date, or else the month in which its year is reviewed."""
    if head.date is not None or head.year is None:
        return head.date
    return date(head.year, 12, 1)


def _spans(doc: Doc, seen: View, found: Iterator[Found]) -> list[Span]:
    """Return the found stretches as spans of a Doc, each exact where tokens begin and end there."""
    placed = [(seen.to_raw(each.start, each.end), each.label, each.identifier) for each in found]
    spans = [
        doc.char_span(start, end, label=label, alignment_mode="expand", span_id=identifier)
        for (start, end), label, identifier in placed
    ]
    return [span for span in spans if span is not None]
