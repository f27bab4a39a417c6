"""The deadline grammar: expressions of time in folded text, and the one that is a statement's deadline.

Patterns and the words around them are data (`rules/structure/deadlines.yml`); the rules of resolution follow the
annotation guide: the deadline is the last day of the window; recurring and open times have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.language.lexicon import Lexicon
from assistant.language.windows import Calendar, after, day_before, next_day
from assistant.text import fold_key

_BEFORE = 24
"""Characters in front of an expression that are read for the words that lead it."""

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
"""Kinds whose window "before" shuts out: before June is the end of May."""

_FINE = {"day", "day-month", "weekday", "this-week", "next-week", "month", "quarter", "half"}
_COARSE = {"month", "day-month"}
_YEAR = re.compile(r"20\d\d")
_CELL = re.compile(r"\D{0,12}(\d{1,2}) ?[/.\-] ?(\d{1,2})\.?")


@dataclass(frozen=True, slots=True)
class Deadline:
    """An expression of time: its span in the view, the last day of its window, and how it stands in the sentence."""

    start: int
    end: int
    last: date
    kind: str
    lead: bool
    """A word such as "before" stands in front of it."""
    opening: bool
    """It is the beginning of a span of time ("from 1 January")."""


@dataclass(frozen=True, slots=True)
class _Match:
    """A pattern found, with the last day it names; None for a time that has no end."""

    kind: str
    found: re.Match[str]
    last: date | None


class DeadlineGrammar:
    """Finds and resolves expressions of time in folded text."""

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.data["deadlines"]
        assert isinstance(data, dict)
        self._calendar = Calendar(data)
        self._patterns = [(entry["kind"], re.compile(entry["pattern"])) for entry in data["patterns"]]
        self._lead = _folded(data["lead"])
        self._start = _folded(data["start"])
        self._joins = _folded(data["joins"])
        self._not_before_year = _folded(data["not-before-year"])
        self._exclusive = _folded(data["exclusive-lead"])
        self._whole = _folded(data["whole-window"])
        self._recurring = _folded(data["recurring"])
        self._acts = _any_of(data["one-off-acts"])
        self._standing = _any_of(data["standing"])
        self._rates = _folded(data["rates"])

    def find(self, key: str, start: int, end: int, reference: date) -> list[Deadline]:
        """Return the expressions in key[start:end] in order; of two that overlap the earlier, then the longer."""
        out: list[Deadline] = []
        within: _Match | None = None
        for match in _apart(self._matches(key, start, end, reference)):
            told = self._told(key, start, match, out[-1] if out else None)
            if told is not None and within is not None and told.opening and told.kind == "day":
                counted = after(within.found.groupdict(), told.last)
                out[-1] = replace(out[-1], last=counted or out[-1].last)
            within = match if told is not None and match.kind == "within" else None
            if told is not None:
                out.append(told)
        return out

    def _matches(self, key: str, start: int, end: int, reference: date) -> Iterator[_Match]:
        """Yield what the patterns find, whole words and figures only."""
        for kind, pattern in self._patterns:
            for found in pattern.finditer(key, start, end):
                first, last = found.span()
                if (first > start and key[first - 1].isalnum()) or (last < end and key[last - 1 : last + 1].isalnum()):
                    continue
                day = self._calendar.last_day(kind, found, reference)
                if day is not None or kind == "open":
                    yield _Match(kind, found, day)

    def _told(self, key: str, start: int, match: _Match, previous: Deadline | None) -> Deadline | None:
        """Return how an expression stands in its sentence; None where it is no time limit there."""
        found, kind, last = match.found, match.kind, match.last
        before = key[max(start, found.start() - _BEFORE) : found.start()].rstrip(" ,(")
        lead = _ends_with(before, self._lead) or found.group().startswith(self._lead)
        if previous is not None and previous.lead and key[previous.end : found.start()].strip() in self._joins:
            lead = True
        opening = _ends_with(before, self._start)
        if last is None or (kind == "year" and _ends_with(before, self._not_before_year)):
            return None
        if kind == "this-year" and _ends_with(before, self._rates):
            return None
        if kind == "day-month" and not (lead or opening or found["named"] or _heads_clause(key, start, found)):
            return None  # 12/13 votes, not the 12th of a month
        if kind in _MONTHS and _ends_with(before, self._exclusive) and not found.group().startswith(self._whole):
            last = day_before(last, _MONTHS[kind])
        return Deadline(found.start(), found.end(), last, kind, lead, opening)

    def recurring(self, key: str) -> bool:
        """Say whether a folded text speaks of a repeated time."""
        return any(word in key for word in self._recurring)

    def choose(self, key: str, start: int, end: int, reference: date) -> Deadline | None:
        """Return the deadline a statement names: the last one from the reference day on that ends a window."""
        told = [each for each in self.find(key, start, end, reference) if each.last >= reference]
        found = [each for each in told if not each.opening]
        if not found:
            return self._begun(key, start, end, told)
        if self.recurring(key[start:end]):
            found = [each for each in found if each.lead and not _repeats(key, each)]
        found = [each for each in found if each.kind != "year" or each.lead or len(found) == 1]
        pool = [each for each in found if each.lead] or found
        if all(each.kind == "tet" for each in pool):  # a day told beside a feast is that of the feast
            pool = [each for each in found if each.kind == "day"] or pool
        fine = [each for each in pool if each.kind in _FINE]
        return next(reversed(fine or pool), None)

    def _begun(self, key: str, start: int, end: int, told: list[Deadline]) -> Deadline | None:
        """Return the beginning told of what is to begin ("from 1 January a new register is opened")."""
        exact = [each for each in told if each.kind in {"day", "month", "quarter"}]
        standing = self._standing.search(key, start, end) is not None
        once = self._acts.search(key, start, end) is not None and not self.recurring(key[start:end])
        return exact[-1] if exact and (once or not standing) else None

    def cell(self, key: str, reference: date) -> Deadline | None:
        """Return the deadline in a table cell, where a bare 15/3 is a date."""
        found = self.choose(key, 0, len(key), reference)
        if found is not None or self.recurring(key):
            return found
        match = _CELL.fullmatch(key.strip())
        last = next_day(int(match.group(1)), int(match.group(2)), reference) if match else None
        return Deadline(0, len(key), last, "day-month", True, False) if last is not None else None


def _folded(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(fold_key(word) for word in words)


def _apart(matches: Iterator[_Match]) -> Iterator[_Match]:
    """Yield matches that do not overlap: the earlier first, of two at one place the longer."""
    at = 0
    for match in sorted(matches, key=lambda each: (each.found.start(), -each.found.end())):
        if match.found.start() >= at:
            yield match
            at = match.found.end()


def _any_of(words: list[str]) -> re.Pattern[str]:
    parts = sorted({fold_key(word) for word in words}, key=lambda word: (-len(word), word))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, parts)) + r")(?!\w)")


def _ends_with(text: str, words: Sequence[str]) -> bool:
    """Whether a text ends with one of the words, whole."""
    return any(text.endswith(word) and not text[: len(text) - len(word)][-1:].isalnum() for word in words)


def _heads_clause(key: str, start: int, found: re.Match[str]) -> bool:
    """Whether 15/12 at the head of a clause is a day: more than the whole can be no share of it."""
    before = key[max(start, found.start() - 2) : found.start()].rstrip()
    whole = not before or before[-1] in ",;:."
    return (
        whole
        and "/" in found.group()
        and int(found["d"]) > int(found["m"])
        and key[found.end() : found.end() + 1] == " "
    )


def _repeats(key: str, found: Deadline) -> bool:
    """Whether an expression in a sentence about a repeated time may be that time: a day or month without its year."""
    return found.kind in _COARSE and _YEAR.search(key, found.start, found.end) is None
