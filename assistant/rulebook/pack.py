"""Packs of rules dated by regulation: which one holds for a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.report.model import Report
from assistant.rulebook.schema import PackFile, Track
from assistant.text import fold, view

_HEAD = 600
"""Code points of the letter-head in which the track is looked for."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack under the name of its file; `local` where the user's folder made or changed it."""

    name: str
    file: PackFile
    local: bool = False


def track_of(report: Report, packs: tuple[Pack, ...]) -> Track:
    """Return whose rules the letter-head follows; the Party's where it shows both or neither."""
    head = view(report.document.text[:_HEAD]).key
    seen = {pack.file.track for pack in packs if any(fold(phrase) in head for phrase in pack.file.recognised_by)}
    return "state" if seen == {"state"} else "party"


def day_of(report: Report) -> date | None:
    """Return the day whose rules hold: the document's date, else the last day of the year under review."""
    document = report.document
    if document.date is not None:
        try:
            return date.fromisoformat(document.date)
        except ValueError:
            pass
    year = document.year
    return date(year, 12, 31) if year is not None and 1 <= year <= 9999 else None


def choose(report: Report, packs: tuple[Pack, ...]) -> Pack:
    """Return the pack of the document's track in force on its day; the newest where the day is unknown.

    A document older than every pack of its track is read by the oldest.
    """
    track = track_of(report, packs)
    own = [pack for pack in packs if pack.file.track == track] or list(packs)
    own.sort(key=lambda pack: (pack.file.valid_from, pack.name))
    day = day_of(report)
    if day is None:
        return own[-1]
    begun = [pack for pack in own if pack.file.valid_from <= day]
    held = [pack for pack in begun if pack.file.valid_to is None or day <= pack.file.valid_to]
    return (held or begun or own[:1])[-1]
