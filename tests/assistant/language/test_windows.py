"""The calendar of the deadline grammar."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.language.windows import after, day_before, day_in, month_end, next_day


@pytest.mark.parametrize(
    ("year", "month", "day", "found"),
    [
        (2023, 6, 30, date(2023, 6, 30)),
        (2023, 4, 31, date(2023, 4, 30)),
        (2024, 2, 31, date(2024, 2, 29)),
        (2023, 2, 30, None),
        (2023, 13, 1, None),
        (2023, 13, 31, None),
        (2023, 0, 5, None),
    ],
)
def test_day_in(year: int, month: int, day: int, found: date | None) -> None:
    assert day_in(year, month, day) == found


def test_month_end() -> None:
    assert month_end(2024, 2) == date(2024, 2, 29)
    assert month_end(2023, 12) == date(2023, 12, 31)
    assert month_end(2023, 13) is None


def test_next_day_is_this_year_or_the_next() -> None:
    reference = date(2022, 12, 20)
    assert next_day(20, 12, reference) == reference
    assert next_day(19, 12, reference) == date(2023, 12, 19)
    assert next_day(40, 1, reference) is None


@pytest.mark.parametrize(
    ("last", "months", "before"),
    [
        (date(2023, 6, 30), 1, date(2023, 5, 31)),
        (date(2023, 1, 31), 1, date(2022, 12, 31)),
        (date(2023, 6, 30), 3, date(2023, 3, 31)),
        (date(2023, 3, 31), 3, date(2022, 12, 31)),
        (date(2023, 12, 31), 12, date(2022, 12, 31)),
    ],
)
def test_day_before(last: date, months: int, before: date) -> None:
    assert day_before(last, months) == before


@pytest.mark.parametrize(
    ("parts", "day"),
    [
        ({"days": "30"}, date(2024, 3, 1)),
        ({"weeks": "2"}, date(2024, 2, 14)),
        ({"months": "1"}, date(2024, 2, 29)),
        ({"months": "13"}, date(2025, 2, 28)),
    ],
)
def test_after(parts: dict[str, str | None], day: date) -> None:
    assert after(parts, date(2024, 1, 31)) == day
