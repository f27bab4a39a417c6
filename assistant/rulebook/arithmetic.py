"""Rule kind `arithmetic`: votes, voters, attendance and percentages that cannot all be true."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import Any

from assistant.report.model import Rating
from assistant.rulebook.hit import MAXIMUM_HITS, Hit
from assistant.rulebook.patterns import compile_pattern
from assistant.rulebook.scene import Scene
from assistant.rulebook.schema import ArithmeticRule
from assistant.text import view

VOTES = "votes above voters"
PERCENT = "percent"
VOTERS = "voters above attendance"
PRESENT = "present above total"
BALLOTS = "ballots above voters"
COUNTED = "ballots counted above ballots issued"
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s{0,3}%")


class ArithmeticCheck:
    """A compiled rule of kind `arithmetic`; raises PatternError.

    A pattern of `ballots` has the groups `level` and `count`, in either order; one of `counts` the groups `issued`,
    `collected` and `valid`.
    """

    places = frozenset({"value", "expected"})
    branches: tuple[str, ...] = (VOTES, PERCENT, VOTERS, PRESENT, BALLOTS, COUNTED)

    def __init__(self, rule: ArithmeticRule) -> None:
        self._ballots = tuple(compile_pattern(pattern) for pattern in rule.ballots)
        self._counts = tuple(compile_pattern(pattern) for pattern in rule.counts)

    def hits(self, scene: Scene, thresholds: Mapping[str, float], /) -> Iterator[Hit]:
        """Yield a hit for each rating, count of ballots and attendance whose numbers contradict one another."""
        attendance = scene.case.attendance
        if attendance is not None and (attendance.present or 0) > (attendance.total or attendance.present or 0):
            value, expected = f"{attendance.present}/{attendance.total}", f"≤ {attendance.total}"
            yield _hit(PRESENT, attendance.start, attendance.end, value, expected)
        yield from self._counted(scene)
        for rating in scene.report.ratings:
            found = self._mistake(scene, rating, thresholds.get("percent_tolerance", 1.0))
            if found is None:
                continue
            branch, value, expected = found
            hit = _hit(branch, rating.start, rating.end, value, expected)
            told = attendance if branch == VOTERS else None
            evidence = (scene.evidence(told.start, told.end),) if told is not None else ()
            yield replace(hit, item=rating.id, evidence=evidence)

    def _counted(self, scene: Scene) -> Iterator[Hit]:
        """Yield a hit for each count where more ballots came back than were issued, or more were valid than came."""
        for match in self._in_text(scene.view.key):
            issued, collected = int(match.group("issued")), int(match.group("collected"))
            valid = int(match.group("valid") or 0)
            if collected > issued or valid > collected:
                value, most = (collected, issued) if collected > issued else (valid, collected)
                start, end = scene.place(match.start(), match.end())
                yield _hit(COUNTED, start, end, str(value), f"≤ {most}")

    def _in_text(self, key: str) -> Iterator[Any]:
        for pattern in self._counts:
            yield from islice(pattern.finditer(key), MAXIMUM_HITS)

    def _mistake(self, scene: Scene, rating: Rating, tolerance: float) -> tuple[str, str, str] | None:
        votes, voters = rating.votes, rating.voters
        attendance = scene.case.attendance
        present = attendance.present if attendance else None
        if votes is not None and voters is not None and votes > voters:
            return VOTES, f"{votes}/{voters}", f"≤ {voters}"
        if voters is not None and present is not None and voters > present:
            return VOTERS, str(voters), f"≤ {present}"
        if votes is not None and voters and rating.percent is not None:
            bases = [voters] + ([attendance.total] if attendance and attendance.total else [])
            if not any(_agrees(rating, Decimal(votes) * 100 / base, tolerance) for base in bases):
                return PERCENT, f"{rating.percent:g}%", f"{votes}/{voters} = {Decimal(votes) * 100 / voters:.1f}%"
        return self._too_many_ballots(scene, rating, voters if voters is not None else present)

    def _too_many_ballots(self, scene: Scene, rating: Rating, most: int | None) -> tuple[str, str, str] | None:
        """Return the mistake where the ballots for different levels, told beside the rating, exceed the voters."""
        key = view(_around(scene, rating)).key
        if most is None:
            most = next((int(match.group("issued")) for match in self._in_text(key)), None)
        for pattern in self._ballots:
            cast: dict[str, int] = {}
            for match in islice(pattern.finditer(key), MAXIMUM_HITS):
                cast.setdefault(" ".join(match.group("level").split()), int(match.group("count")))
            if len(cast) > 1:
                total = sum(cast.values())
                return (BALLOTS, str(total), f"≤ {most}") if most is not None and total > most else None
        return None


def _hit(branch: str, start: int, end: int, value: str, expected: str) -> Hit:
    places = {"value": value, "expected": expected}
    return Hit(start=start, end=end, value=value, threshold=expected, places=places, branches=(branch,))


def _agrees(rating: Rating, true: Decimal, tolerance: float) -> bool:
    """Return whether the stated percentage is the true one rounded or cut at its last decimal."""
    stated = Decimal(str(rating.percent))
    told = [found.replace(",", ".") for found in _PERCENT.findall(rating.text)]
    written = next((found for found in told if Decimal(found) == stated), str(stated.normalize()))
    decimals = len(written.partition(".")[2]) if "E" not in written else 0
    return abs(true - stated) < Decimal(str(tolerance)) * Decimal(10) ** -decimals


def _around(scene: Scene, rating: Rating) -> str:
    """Return the line of a rating, cut where the rating of another begins or ends."""
    text = scene.report.document.text
    begin = text.rfind("\n", 0, rating.start) + 1
    stop = text.find("\n", rating.end)
    stop = len(text) if stop < 0 else stop
    for other in scene.report.ratings:
        if other.subject == rating.subject and other.subject_text == rating.subject_text:
            continue
        if other.end <= rating.start:
            begin = max(begin, other.end)
        elif other.start >= rating.end:
            stop = min(stop, other.start)
    return text[begin:stop]
