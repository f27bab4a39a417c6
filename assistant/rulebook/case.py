"""What the rules read: an extracted report without findings, and what continuity and the attendance list add to it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.continuity.model import CopiedPassage
from assistant.report.model import Report

__all__ = ["Attendance", "Case", "CopiedPassage"]


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many were present and how many should have been; start and end of the statement in this document."""

    present: int | None
    total: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Case:
    """One document to apply rules to; `earlier_known` where it shows that there was an earlier review."""

    report: Report
    copied: tuple[CopiedPassage, ...] = ()
    attendance: Attendance | None = None
    earlier_known: bool = False
