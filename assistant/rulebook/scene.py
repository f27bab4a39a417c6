"""One document as the rules see it: look-ups that several rules need, made once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from assistant.report.model import Evidence, Party, Report, Shortcoming
from assistant.rulebook.case import Case
from assistant.rulebook.pack import Pack
from assistant.text import View, fold_key, view


class Scene:
    """A case with its pack and the look-ups derived from them; lives as long as one application of the rules."""

    def __init__(self, case: Case, pack: Pack) -> None:
        self.case = case
        self.pack = pack
        self.report: Report = case.report
        self.memory: dict[object, Any] = {}

    @cached_property
    def parties(self) -> dict[str, Party]:
        """Return the parties by id."""
        return {party.id: party for party in self.report.parties}

    @cached_property
    def answered(self) -> frozenset[str]:
        """Return the ids of the shortcomings that a commitment addresses."""
        return frozenset(target for commitment in self.report.commitments for target in commitment.addresses)

    @cached_property
    def view(self) -> View:
        """Return the normalised view of this document's text."""
        return view(self.report.document.text)

    def place(self, begin: int, stop: int) -> tuple[int, int]:
        """Return the slice of the upload's own text behind a slice of the view, without a line end's first half."""
        start, end = self.view.to_raw(begin, stop)
        while end > start and self.view.raw[end - 1] == "\r":
            end -= 1
        return start, end

    def kinds(self, ids: Iterable[str]) -> list[str]:
        """Return the kinds of these parties, each once, sorted; unknown ids are left out."""
        return sorted({self.parties[one].kind for one in ids if one in self.parties})

    def evidence(self, start: int, end: int, document: str = "this", score: float | None = None) -> Evidence:
        """Return a passage of a document as evidence."""
        text = self.report.text_of(document)[start:end]
        return Evidence(document=document, start=start, end=end, text=text, score=score)

    def shortcomings_in(self, evidence: Iterable[Evidence]) -> frozenset[str]:
        """Return the ids of the shortcomings that these passages of this document touch."""
        spans = [(one.start, one.end) for one in evidence if one.document == "this"]
        return frozenset(fault.id for fault in self.report.shortcomings if _touches(fault, spans))


def _touches(fault: Shortcoming, spans: list[tuple[int, int]]) -> bool:
    own = ((fault.start, fault.end), *fault.also)
    return any(start < stop and begin < end for start, end in own for begin, stop in spans)


def display_name(party: Party) -> str:
    """Return the name, else the office, of a party."""
    return party.name or party.role or ""


def same_words(one: str, other: str) -> float:
    """Return the share of the shorter name's syllables that stand in the longer one, 0 where one is empty."""
    first, second = set(fold_key(one).split()), set(fold_key(other).split())
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0
