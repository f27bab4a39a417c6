"""The texts a report points into, cut at the passages, with the way from a passage to its entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.rendering.entries import Entries, Entry
from assistant.rendering.highlight import Segment, Span, segments
from assistant.rendering.words import documents
from assistant.report import Report
from assistant.report.model import DocumentInfo, Finding, Item

# Last year's items are coloured like this year's of their kind.
_COLOURS = {"defect": "shortcoming", "promise": "commitment"}


@dataclass(frozen=True, slots=True)
class Source:
    """One document of the report with its text in pieces."""

    name: str
    document: DocumentInfo
    segments: tuple[Segment, ...]


def sources(report: Report, entries: Entries) -> tuple[Source, ...]:
    """Return every document of the report with its text cut at the passages, this one first."""
    spans: dict[str, list[Span]] = {}
    for document, span in _spans(entries):
        spans.setdefault(document, []).append(span)
    return tuple(Source(name, info, segments(info.text, spans.get(name, ()))) for name, info in documents(report))


def anchor(document: str, start: int) -> str:
    """Return the anchor of the passage of a document that begins at `start`."""
    return f"t-{document.replace(':', '-')}-{start}"


def _spans(entries: Entries) -> Iterator[tuple[str, Span]]:
    for entry in entries.quoted():
        yield from _spans_of(entry)
    for finding in entries.findings:
        yield from _spans_of(finding)


def _spans_of(entry: Entry[Item] | Entry[Finding]) -> Iterator[tuple[str, Span]]:
    item = entry.item
    kind = _COLOURS.get(entry.kind, entry.kind)
    if item.start is not None and item.end is not None:
        yield entry.document, Span(item.start, item.end, kind, entry.label, entry.anchor)
    for start, end in getattr(item, "also", ()):
        yield entry.document, Span(start, end, kind, entry.label, entry.anchor)
    for evidence in getattr(item, "evidence", ()):
        yield evidence.document, Span(evidence.start, evidence.end, "evidence", entry.label, entry.anchor)
