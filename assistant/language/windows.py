"""The calendar of the deadline grammar: from the parts of an expression of time to the last day of its window.

A time without its year is the next such time from the reference day on (annotation guide, "deadline").
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

Parts = Mapping[str, str | None]
"""The named groups of an expression: d day, m month, y year, q quarter, w day of the week, and flags."""


class Calendar:
    """Resolves expressions of time; the words for numbers and the lunar new years are data."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._quarters: dict[str, int] = {str(word): int(number) for word, number in data["quarters"].items()}
        self._weekdays: dict[str, int] = {str(word): int(number) for word, number in data["weekdays"].items()}
        self._new_years: dict[int, date] = {day.year: day for day in data["lunar-new-years"]}
        self._resolvers: dict[str, Callable[[Parts, date], date | None]] = {
            "day": _day_of,
            "day-month": _day_of,
            "day-of-month": lambda parts, reference: day_in(reference.year, reference.month, _number(parts["d"])),
            "this-week": lambda _parts, reference: _week_end(reference),
            "next-week": lambda _parts, reference: _week_end(reference) + timedelta(weeks=1),
            "weekday": self._weekday,
            "this-month": lambda _parts, reference: month_end(reference.year, reference.month),
            "next-month": lambda _parts, reference: _months_on(reference, 1),
            "month": lambda parts, reference: _month_of(parts, reference, _number(parts.get("m") or "1")),
            "quarter": lambda parts, reference: _month_of(parts, reference, 3 * self._quarters[str(parts["q"])]),
            "half": _half,
            "within": after,
            "tet": self._new_year,
            "lunar": self._lunar,
            "today": lambda _parts, reference: reference,
            "tomorrow": lambda _parts, reference: reference + timedelta(days=1),
            "this-year": lambda _parts, reference: date(reference.year, 12, 31),
            "next-year": lambda _parts, reference: date(reference.year + 1, 12, 31),
            "year": _year_end,
            "span": _year_end,
            "school-year": lambda parts, _reference: month_end(_number(parts["y"]), 5),
            "open": lambda _parts, _reference: None,
        }

    def last_day(self, kind: str, match: re.Match[str], reference: date) -> date | None:
        """Return the last day of the window an expression names; None where there is no such day."""
        return self._resolvers[kind](match.groupdict(), reference)

    def _weekday(self, parts: Parts, reference: date) -> date:
        ahead = (self._weekdays[str(parts["w"])] - reference.weekday() - 1) % 7 + 1
        return reference + timedelta(days=ahead)

    def _new_year(self, parts: Parts, reference: date) -> date | None:
        year = _year(parts)
        years = (year,) if year is not None else (reference.year, reference.year + 1)
        return _first_from(reference, (self._new_years.get(each) for each in years))

    def _lunar(self, parts: Parts, reference: date) -> date | None:
        """Return a day of the first lunar month (groups `d`, `d15`), or the last day of the lunar year."""
        day = 15 if parts.get("d15") else _number(parts.get("d"))
        first = (self._new_years.get(reference.year + step) for step in (0, 1))
        return _first_from(reference, (each + timedelta(days=day - 1) for each in first if each is not None))


def day_in(year: int, month: int, day: int) -> date | None:
    """Return a day; the 31st of a shorter month, a slip of the pen, is its last day; None where there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return month_end(year, month) if day == 31 else None


def month_end(year: int, month: int) -> date | None:
    """Return the last day of a month; None where there is no such month."""
    return date(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 else None


def next_day(day: int, month: int, reference: date) -> date | None:
    """Return the next such day from the reference day on."""
    return _first_from(reference, (day_in(reference.year + step, month, day) for step in (0, 1)))


def day_before(last: date, months: int) -> date:
    """Return the day before the window of so many months that ends on `last`."""
    begins = 12 * last.year + last.month - months
    return date(begins // 12, begins % 12 + 1, 1) - timedelta(days=1)


def after(parts: Parts, reference: date) -> date | None:
    """Return the day that lies so many days, weeks or months (groups `days`, `weeks`, `months`) behind another."""
    if parts.get("months") is None:
        return reference + timedelta(days=_number(parts.get("days") or "0"), weeks=_number(parts.get("weeks") or "0"))
    end = _months_on(reference, _number(parts["months"]))
    return end.replace(day=min(end.day, reference.day)) if end is not None else None


def _number(text: str | None) -> int:
    return int(text or "0")


def _year(parts: Parts) -> int | None:
    told = parts.get("y")
    return None if not told else int(told) if len(told) == 4 else 2000 + int(told)


def _first_from(reference: date, days: Iterable[date | None]) -> date | None:
    return next((day for day in days if day is not None and day >= reference), None)


def _months_on(reference: date, months: int) -> date | None:
    month = reference.month - 1 + months
    return month_end(reference.year + month // 12, month % 12 + 1)


def _week_end(reference: date) -> date:
    return reference + timedelta(days=6 - reference.weekday())


def _day_of(parts: Parts, reference: date) -> date | None:
    year = _year(parts)
    day, month = _number(parts["d"]), _number(parts["m"])
    return day_in(year, month, day) if year is not None else next_day(day, month, reference)


def _month_of(parts: Parts, reference: date, month: int) -> date | None:
    year = _year(parts)
    if year is None and parts.get("next"):
        year = reference.year + 1
    if year is not None:
        return month_end(year, month)
    return _first_from(reference, (month_end(reference.year + step, month) for step in (0, 1)))


def _half(parts: Parts, reference: date) -> date | None:
    early = next(number for number in (3, 6, 9) if parts.get(f"first{number}"))
    return _month_of(parts, reference, 12 if parts.get("late") else early)


def _year_end(parts: Parts, reference: date) -> date:
    return date(_year(parts) or reference.year, 12, 31)
