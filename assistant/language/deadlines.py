"""The deadline grammar: from expressions of time to the last day of their window.

Patterns and the words around them are data (`rules/structure/deadlines.yml`); the rules of resolution follow the
annotation guide: a date without its year is the next such date after the document's date; recurring and open times
have no deadline.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.language.lexicon import Lexicon
from assistant.text import fold_key

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WINDOW = 24
_TET = {  # first day of the lunar new year; Source: Vietnamese calendar
    2019: (2, 5), 2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29), 2026: (2, 17),
    2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3),
}  # fmt: skip


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


class DeadlineGrammar:
    """Finds and resolves expressions of time in folded text."""

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.data["deadlines"]
        assert isinstance(data, dict)
        self._patterns = [(entry["kind"], re.compile(entry["pattern"])) for entry in data["patterns"]]
        self._lead = tuple(sorted((fold_key(word) for word in data["lead"]), key=len, reverse=True))
        self._start = tuple(fold_key(word) for word in data["start"])
        self._plan_words = tuple(fold_key(word) for word in data["not-before-year"])
        self._exclusive = tuple(fold_key(word) for word in data["exclusive-lead"])
        self._recurring = tuple(fold_key(word) for word in data["recurring"])

    def find(self, key: str, start: int, end: int, reference: date) -> list[Deadline]:
        """Return the expressions in key[start:end] in order; of two that overlap the earlier, then the longer."""
        found: list[Deadline] = []
        for kind, pattern in self._patterns:
            for match in pattern.finditer(key, start, end):
                if match.start() > start and key[match.start() - 1].isalnum():
                    continue
                if any(match.start() < other.end and other.start < match.end() for other in found):
                    continue
                last = _resolve(kind, match, reference)
                if last is None:
                    continue
                before = key[max(start, match.start() - _WINDOW) : match.start()].rstrip(" ,(")
                lead = any(_ends_with(before, word) for word in self._lead) or match.group().startswith(self._lead)
                opening = any(_ends_with(before, word) for word in self._start)
                if kind == "day-month" and not lead and not match.group().startswith("ng"):
                    continue  # 12/13 votes, not the 12th of a month
                if kind == "year" and any(_ends_with(before, word) for word in self._plan_words):
                    continue
                if kind == "month" and any(_ends_with(before, word) for word in self._exclusive):
                    last = last.replace(day=1) - timedelta(days=1)
                found.append(Deadline(match.start(), match.end(), last, kind, lead, opening))
        return sorted(found, key=lambda each: each.start)

    def recurring(self, key: str) -> bool:
        """Say whether a folded text speaks of a repeated time."""
        return any(word in key for word in self._recurring)

    def choose(self, key: str, start: int, end: int, reference: date) -> Deadline | None:
        """Return the deadline a statement names: the last one after the reference day that ends a window."""
        found = [each for each in self.find(key, start, end, reference) if not each.opening and each.last >= reference]
        if not found:
            return None
        window = key[start:end]
        if self.recurring(window):
            found = [each for each in found if each.lead and each.kind not in {"month", "day-month"}]
        found = [each for each in found if each.kind != "year" or each.lead or len(found) == 1]
        led = [each for each in found if each.lead]
        pool = led or found
        fine = [each for each in pool if each.kind in {"day", "day-month", "month", "quarter", "half"}]
        return (fine or pool or [None])[-1]

    def cell(self, key: str, reference: date) -> Deadline | None:
        """Return the deadline in a table cell, where a bare 15/3 is a date."""
        found = self.choose(key, 0, len(key), reference)
        if found is None and not self.recurring(key):
            match = re.fullmatch(r"\D{0,12}(\d{1,2}) ?[/.\-] ?(\d{1,2})\.?", key.strip())
            last = _next_day(int(match.group(1)), int(match.group(2)), reference) if match else None
            if last is not None:
                return Deadline(0, len(key), last, "day-month", True, False)
        return found


def _ends_with(text: str, word: str) -> bool:
    return text.endswith(word) and (len(text) == len(word) or not text[-len(word) - 1].isalnum())


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        if 1 <= month <= 12 and day == 31:  # a slip of the pen: the 31st of a shorter month is its last day
            return _month_end(year, month)
        return None


def _month_end(year: int, month: int) -> date | None:
    if not 1 <= month <= 12:
        return None
    return date(year, month, calendar.monthrange(year, month)[1])


def _next_day(day: int, month: int, reference: date) -> date | None:
    found = _day(reference.year, month, day)
    return found if found is None or found >= reference else _day(reference.year + 1, month, day)


def _year(match: re.Match[str]) -> int | None:
    told = match.groupdict().get("y")
    if not told:
        return None
    return int(told) if len(told) == 4 else 2000 + int(told)


def _first_from(reference: date, ends: Iterator[date | None]) -> date | None:
    return next((end for end in ends if end is not None and end >= reference), None)


def _resolve_day(match: re.Match[str], reference: date) -> date | None:
    year = _year(match)
    day, month = int(match["d"]), int(match["m"])
    return _day(year, month, day) if year else _next_day(day, month, reference)


def _resolve_month(match: re.Match[str], reference: date) -> date | None:
    year, month = _year(match), int(match["m"])
    if year is None and match.groupdict().get("next"):
        year = reference.year + 1
    if year is not None:
        return _month_end(year, month)
    return _first_from(reference, (_month_end(reference.year + step, month) for step in (0, 1)))


def _resolve_quarter(match: re.Match[str], reference: date) -> date | None:
    year, month = _year(match), 3 * _QUARTERS[match["q"]]
    if year is None and match.groupdict().get("next"):
        year = reference.year + 1
    if year is not None:
        return _month_end(year, month)
    return _first_from(reference, (_month_end(reference.year + step, month) for step in (0, 1)))


def _resolve_half(match: re.Match[str], reference: date) -> date | None:
    year = _year(match)
    months = {"6": 6, "9": 9, "3": 3}.get(match["n"][0], 6 if match["n"][0] == "s" else 9 if match["n"][0] == "c" else 3)
    month = months if match["part"][-1] != "i" else 12
    if year is not None:
        return _month_end(year, month)
    return _first_from(reference, (_month_end(reference.year + step, month) for step in (0, 1)))


def _resolve_within(match: re.Match[str], reference: date) -> date | None:
    count, unit = int(match["n"]), match["unit"]
    if unit.startswith("ng"):
        return reference + timedelta(days=count)
    if unit.startswith("tu"):
        return reference + timedelta(weeks=count)
    month = reference.month - 1 + count
    end = _month_end(reference.year + month // 12, month % 12 + 1)
    return end if end is None else end.replace(day=min(end.day, reference.day))


def _resolve_tet(match: re.Match[str], reference: date) -> date | None:
    year = _year(match)
    days = [date(y, *_TET[y]) for y in ([year] if year else (reference.year, reference.year + 1)) if y in _TET]
    return _first_from(reference, iter(days))


def _year_end(match: re.Match[str], reference: date) -> date | None:
    return date(_year(match) or reference.year, 12, 31)


def _school_end(match: re.Match[str], reference: date) -> date | None:
    year = _year(match)
    return date(year, 5, 31) if year else None


_RESOLVERS: dict[str, Callable[[re.Match[str], date], date | None]] = {
    "day": _resolve_day,
    "day-month": _resolve_day,
    "month": _resolve_month,
    "quarter": _resolve_quarter,
    "half": _resolve_half,
    "within": _resolve_within,
    "tet": _resolve_tet,
    "year": _year_end,
    "span": _year_end,
    "this-year": _year_end,
    "next-year": lambda _match, reference: date(reference.year + 1, 12, 31),
    "this-month": lambda _match, reference: _month_end(reference.year, reference.month),
    "next-month": lambda _match, reference: _month_end(reference.year + reference.month // 12, reference.month % 12 + 1),
    "day-of-month": lambda match, reference: _day(reference.year, reference.month, int(match["d"])),
    "school-year": _school_end,
    "school-half": lambda match, reference: None,
}


def _resolve(kind: str, match: re.Match[str], reference: date) -> date | None:
    return _RESOLVERS[kind](match, reference)
