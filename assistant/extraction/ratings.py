"""Ratings with their votes and points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.extraction.model import Context, PartyKey
from assistant.language.lexicon import Lexicon
from assistant.language.model import Segment
from assistant.report.model import Level, Points
from assistant.text import fold_key


@dataclass(frozen=True, slots=True)
class RatingFound:
    """A rating as view offsets."""

    start: int
    end: int
    subject: PartyKey | None
    subject_text: str | None
    level: Level
    votes: int | None
    voters: int | None
    percent: float | None
    points: Points | None


@dataclass(frozen=True, slots=True)
class AttendanceFound:
    """How many were present of how many, as told (view offsets)."""

    present: int
    total: int
    start: int
    end: int


class RatingReader:
    """Finds ratings in the parts about rating and votes, and in conclusions."""

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.data["ratings"]
        assert isinstance(data, dict)
        self._levels: list[tuple[str, re.Pattern[str]]] = []
        phrases = sorted(
            ((fold_key(phrase), entry["level"]) for entry in data["levels"] for phrase in entry["phrases"]), key=lambda p: -len(p[0])
        )
        self._level_of = dict(phrases)
        self._level = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(phrase) for phrase, _ in phrases) + r")(?!\w)")
        self._votes = re.compile(data["votes"])
        self._votes_of = re.compile(data["votes-of"])
        self._percent = re.compile(data["percent"])
        self._points = tuple(re.compile(data[name]) for name in ("points-common", "points-tasks", "points-total"))
        self._cut = _alternatives(data["subject-cut"])
        self._lead = _alternatives(data["subject-lead"])
        self._self = frozenset(fold_key(word) for word in data["self-subjects"])
        self._ticked = tuple(data["boxes-ticked"])
        self._empty = tuple(data["boxes-empty"])
        self._previous = tuple(fold_key(word) for word in data["previous"])
        self._attendance = re.compile(data["attendance"])

    def attendance(self, context: Context) -> AttendanceFound | None:
        """Return the first count of those present in the head of minutes."""
        view = context.annotated.view
        for unit in context.units:
            if context.annotated.roles(unit.section)[0] not in {"attendance", "letter-head", "proceedings", "other", "preamble"}:
                continue
            found = self._attendance.search(view.key, unit.start, unit.end)
            if found:
                present, total = int(found[1]), int(found[2])
                if 0 < present <= total + 5 and total <= 500:
                    return AttendanceFound(present, total, unit.start, unit.end)
        return None

    def read(self, context: Context) -> list[RatingFound]:
        """Return the ratings in order; a list of options or boxes without a tick is none."""
        found: list[RatingFound] = []
        points = self._points_of(context)
        for unit in context.units:
            roles = context.annotated.roles(unit.section)
            if not ({"rating", "votes"} & set(roles)) and not self._elsewhere(context, unit, roles[0]):
                continue
            if roles[0] == "rating" and "strengths" in roles:
                continue
            found += self._unit(context, unit, points)
        return found

    def _elsewhere(self, context: Context, unit: Segment, role: str) -> bool:
        """Outside the parts about rating a level counts only with its votes, or in the conclusion."""
        key = context.key(unit.start, unit.end)
        if self._level.search(key) is None or context.head.kind != "minutes":
            return False
        return self._votes.search(key) is not None or role == "conclusion"

    def _unit(self, context: Context, unit: Segment, points: Points | None) -> Iterator[RatingFound]:
        key = context.key(unit.start, unit.end)
        text = context.annotated.text(unit.start, unit.end)
        if any(word in key for word in self._previous):
            return
        levels = list(self._level.finditer(key))
        if any(box in text for box in self._empty + self._ticked):
            levels = [m for m in levels if text[: m.start()].rstrip().endswith(self._ticked)]
            if len(levels) != 1 or "strengths" in context.annotated.roles(unit.section):
                return
        options = len({self._level_of[m.group()] for m in levels}) >= 3 and self._votes.search(key) is None
        if not levels or options:
            return
        left = 0
        for number, level in enumerate(levels):
            right = levels[number + 1].start() if number + 1 < len(levels) else len(key)
            if number and self._votes.search(key, level.end(), right) is None:
                continue
            subject, told = self._subject(context, unit, key, left, level.start())
            votes, voters, percent = self._ballot(key, level.end(), right)
            if votes is None:
                votes, voters, percent = self._ballot(key, left, level.start())
            yield RatingFound(
                unit.start + (left if number else 0), unit.start + right if number + 1 < len(levels) else unit.end,
                subject, told, self._level_of[level.group()], votes, voters, percent, points if number == 0 else None,
            )  # fmt: skip
            left = right

    def _ballot(self, key: str, start: int, end: int) -> tuple[int | None, int | None, float | None]:
        window = key[start:end]
        found = self._votes.search(window) or self._votes_of.search(window)
        percent = self._percent.search(window)
        share = float(percent[1].replace(",", ".")) if percent else None
        if found is None:
            return None, None, share
        votes, voters = int(found[1]), int(found[2])
        if voters > 500 or voters == 0 or (voters in {30, 70, 100} and votes > 20 and percent is None):
            return None, None, share
        return votes, voters, share

    def _subject(self, context: Context, unit: Segment, key: str, left: int, right: int) -> tuple[PartyKey | None, str | None]:
        """Return who is rated: named before the level, else the heading's or the document's subject."""
        window = key[left:right]
        mentions = [m for m in context.book.mentions(unit.start + left, unit.start + right) if m.kind != "vague"]
        persons = [m for m in mentions if m.kind in {"person", "role"}]
        for mention in (*persons, *mentions):
            party = context.book.resolve(mention)
            if party is not None:
                return party, context.annotated.text(mention.start, mention.end)
        name = self._lead.sub(" ", self._cut.sub(" ", window)).strip(" :-–.,()0123456789/%")
        if context.head.kind == "individual-review" or name in self._self:
            author = context.book.author_party()
            if author is not None:
                return author, None
        heading = context.annotated.sections[unit.section].heading
        if heading is not None:
            for mention in context.book.mentions(*heading):
                if mention.kind in {"person", "role"}:
                    party = context.book.resolve(mention)
                    if party is not None:
                        return party, context.annotated.text(mention.start, mention.end)
        if len(name) > 3 and len(name.split()) <= 10 and name not in self._self and context.head.kind == "minutes":
            span = context.annotated.text(unit.start + left, unit.start + right).split(":")[0].strip(" -–")
            return context.book.body(span, (unit.start + left, unit.start + right)), span
        if context.head.organisation:
            return context.book.body(context.head.organisation, (0, 0)), context.head.organisation
        return None, None

    def _points_of(self, context: Context) -> Points | None:
        """Return the points told in the part about rating."""
        found: list[float | None] = [None, None, None]
        for unit in context.units:
            if "rating" not in context.annotated.roles(unit.section):
                continue
            key = context.key(unit.start, unit.end)
            for place, pattern in enumerate(self._points):
                match = pattern.search(key)
                if match and found[place] is None:
                    told = next(group for group in match.groups() if group)
                    found[place] = float(told.replace(",", "."))
        if all(value is None for value in found):
            return None
        return Points(common=found[0], tasks=found[1], total=found[2])


def _alternatives(words: list[str]) -> re.Pattern[str]:
    parts = sorted({fold_key(word) for word in words}, key=lambda word: (-len(word), word))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, parts)) + r")(?!\w)")
