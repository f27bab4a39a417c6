"""Ratings with their votes and points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistant.extraction.ballots import BallotRow, BallotTables
from assistant.extraction.model import Context, PartyKey
from assistant.extraction.words import alternatives
from assistant.language.lexicon import Lexicon
from assistant.language.model import Segment
from assistant.report.model import Level, Points
from assistant.text import fold_key

_BALLOT_REACH = 600
"""Characters before a level in which the count of ballots is looked for."""
_UNITS_BEFORE = 3
"""Sentences before a level without a subject in which it is looked for."""


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


@dataclass(frozen=True, slots=True)
class _Level:
    """A level named in a unit, by offsets into the unit."""

    start: int
    end: int
    level: Level


@dataclass(frozen=True, slots=True)
class _Told:
    """A level told of somebody, before it is known which of a ballot's levels is the adopted one."""

    rating: RatingFound
    unit: int
    own: bool
    """Whether the unit itself names who is rated."""


class RatingReader:
    """Finds ratings in the parts about rating and votes, in conclusions, and where somebody rates himself."""

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.data["ratings"]
        assert isinstance(data, dict)
        phrases = sorted(
            ((fold_key(phrase), entry["level"]) for entry in data["levels"] for phrase in entry["phrases"]),
            key=lambda pair: -len(pair[0]),
        )
        self._level_of: dict[str, Level] = dict(phrases)
        bare = data["bare"]
        self._bare: Level = bare["level"]
        named = "|".join(re.escape(phrase) for phrase, _ in phrases)
        self._level = re.compile(rf"(?<!\w)(?:{named}|{bare['pattern']})(?!\w)")
        self._votes = re.compile(data["votes"])
        self._votes_of = re.compile(data["votes-of"])
        self._ballots = re.compile(data["ballots"])
        self._voters = re.compile(data["voters"])
        self._tally = re.compile(data["tally"])
        self._valid = tuple(re.compile(pattern) for pattern in data["ballots-cast"])
        self._proposing = re.compile(data["proposing"])
        self._polled = alternatives(data["polled"])
        self._full = alternatives(data["full-levels"])
        self._assent = alternatives(data["assent"])
        self._percent = re.compile(data["percent"])
        self._points = tuple(re.compile(data[name]) for name in ("points-common", "points-tasks", "points-total"))
        self._sum = re.compile(data["points-sum"])
        self._cut = alternatives(data["subject-cut"])
        self._lead = alternatives(data["subject-lead"])
        self._all = alternatives(data["collective-lead"])
        self._self = frozenset(fold_key(word) for word in data["self-subjects"])
        self._self_rated = alternatives(data["self-rated"])
        self._proposed = alternatives(data["proposed"])
        self._ticked = tuple(data["boxes-ticked"])
        self._empty = tuple(data["boxes-empty"])
        self._previous = tuple(fold_key(word) for word in data["previous"])
        self._year = re.compile(data["rating-year"])
        self._attendance = re.compile(data["attendance"])
        self._tables = BallotTables(lexicon, self._level_told)

    def attendance(self, context: Context) -> AttendanceFound | None:
        """Return the first count of those present in the head of minutes."""
        view = context.annotated.view
        for unit in context.units:
            if context.annotated.roles(unit.section)[0] not in {
                "attendance",
                "letter-head",
                "proceedings",
                "other",
                "preamble",
            }:
                continue
            found = self._attendance.search(view.key, unit.start, unit.end)
            if found:
                present, total = int(found[1]), int(found[2])
                if 0 < present <= total + 5 and total <= 500:
                    return AttendanceFound(present, total, unit.start, unit.end)
        return None

    def read(self, context: Context) -> list[RatingFound]:
        """Return the ratings in order; a list of options or boxes without a tick is none."""
        told: list[_Told] = []
        points = self._points_of(context)
        rows, tables = self._tables.read(context, lambda title: self._earlier(context, title))
        for index, unit in enumerate(context.units):
            roles = context.annotated.roles(unit.section)
            if unit.table in tables:
                continue
            rated = {"rating", "votes"} & set(roles) and not (roles[0] == "rating" and "strengths" in roles)
            if rated or self._elsewhere(context, unit, roles[0]):
                told += self._unit(context, index, points)
        found = [each.rating for each in self._adopted(context, told)] + list(self._of_tables(context, rows, points))
        return sorted(found, key=lambda rating: rating.start)

    def _of_tables(self, context: Context, rows: list[BallotRow], points: Points | None) -> Iterator[RatingFound]:
        """Yield the ratings that tables tell, but those of an earlier year and marks by criterion among the results."""
        units = {(unit.table, unit.row): index for index, unit in reversed(list(enumerate(context.units)))}
        for row in rows:
            index = units.get((row.table, row.row))
            unit = context.units[index] if index is not None else None
            if index is None or unit is None or "strengths" in context.annotated.roles(unit.section):
                continue
            heading = context.annotated.sections[unit.section].heading
            if heading is not None and self._earlier(context, context.key(*heading)):
                continue
            subject, name = self._of_row(context, index, row)
            voters = row.voters or (self._cast(context, unit) if row.votes is not None else None)
            votes = row.votes if voters is not None else None
            own = row.subject is None
            yield RatingFound(
                row.start, row.end, subject, name, row.level, votes, voters, row.percent, points if own else None
            )

    def _of_row(self, context: Context, index: int, row: BallotRow) -> tuple[PartyKey | None, str | None]:
        """Return who is rated in a row of a table, as told; the reviewed body or the author where nobody is named."""
        if row.subject is None:
            return self._subject(context, index, "", 0, 0)[:2]
        named = self._named(context, *row.subject)
        if named is not None:
            return named
        told = " ".join(context.annotated.text(*row.subject).split())
        person = self._given_name(context, told)
        return person if person is not None else context.book.body(told, row.subject), told

    def _level_told(self, key: str) -> Level | None:
        """Return the only level that a cell names."""
        levels = {each.level for each in self._levels(key)}
        return levels.pop() if len(levels) == 1 else None

    def _elsewhere(self, context: Context, unit: Segment, role: str) -> bool:
        """Outside the parts about rating a level counts with its votes, where one rates himself, or in a conclusion."""
        key = context.key(unit.start, unit.end)
        if self._level.search(key) is None or self._full.search(key) is None:
            return False
        if self._self_rated.search(key) is not None:
            return True
        if context.head.kind != "minutes":
            return False
        if role == "conclusion":
            return self._proposed.search(key) is not None
        counted = self._votes.search(key) or self._ballots.search(key)
        return counted is not None and (unit.turn is None or self._polled.search(key) is not None)

    def _levels(self, key: str) -> list[_Level]:
        """Return the levels named; of one that begins inside another and ends behind it, that one."""
        found: list[_Level] = []
        at = 0
        while (match := self._level.search(key, at)) is not None:
            start, end = match.span()
            for inner in range(start + 1, end):
                longer = self._level.match(key, inner) if key[inner - 1] == " " else None
                if longer is not None and longer.end() > end:
                    start, end = longer.span()
                    break
            found.append(_Level(start, end, self._level_of.get(key[start:end], self._bare)))
            at = end
        return found

    def _earlier(self, context: Context, key: str) -> bool:
        """Whether a statement is about the rating of an earlier year."""
        year = context.head.year
        years = [int(match[1]) for match in self._year.finditer(key)]
        return any(word in key for word in self._previous) or (year is not None and bool(years) and max(years) < year)

    def _unit(self, context: Context, index: int, points: Points | None) -> Iterator[_Told]:
        unit = context.units[index]
        key = context.key(unit.start, unit.end)
        text = context.annotated.text(unit.start, unit.end)
        levels = self._levels(key)
        heading = context.annotated.sections[unit.section].heading
        if not levels or self._earlier(context, key) or (heading and self._earlier(context, context.key(*heading))):
            return
        if any(box in text for box in self._empty + self._ticked):
            levels = [each for each in levels if text[: each.start].rstrip().endswith(self._ticked)]
            if len(levels) != 1 or "strengths" in context.annotated.roles(unit.section):
                return
        counted = self._votes.search(key) or self._ballots.search(key) or self._tally.search(key)
        if len({each.level for each in levels}) >= 3 and counted is None:
            return
        left = 0
        for number, level in enumerate(levels):
            right = levels[number + 1].start if number + 1 < len(levels) else len(key)
            tally = self._tally.match(key, level.end, right)
            if tally is not None:
                yield from self._listed(context, index, level, tally.end(), right)
                left = right
                continue
            votes, voters, percent, stop = self._ballot(key, level.end, right)
            if votes is None:
                votes, voters, percent, _ = self._ballot(key, left, level.start, before=True)
            if number and votes is None:
                continue
            subject, name, own = self._subject(context, index, key, left, level.start)
            start, end = (
                unit.start + (left if number else 0),
                unit.start + right if number + 1 < len(levels) else unit.end,
            )
            rating = RatingFound(
                start, end, subject, name, level.level, votes, voters, percent, points if not number else None
            )
            yield _Told(rating, index, own)
            left = stop

    def _listed(self, context: Context, index: int, level: _Level, start: int, end: int) -> Iterator[_Told]:
        """Yield one rating for each person in the brackets behind a count of persons; a bare count is none."""
        unit = context.units[index]
        key = context.key(unit.start, unit.end)
        while start < end and key[start] == " ":
            start += 1
        closing = key.find(")", start, end)
        if key[start : start + 1] not in {"(", ":"}:
            return
        end = closing if closing > 0 else end
        for mention in context.book.mentions(unit.start + start, unit.start + end):
            party = context.book.resolve(mention) if mention.kind == "person" else None
            if party is not None:
                name = context.annotated.text(mention.start, mention.end)
                first, last = unit.start + level.start, unit.start + end
                yield _Told(RatingFound(first, last, party, name, level.level, None, None, None, None), index, True)

    def _ballot(
        self, key: str, start: int, end: int, before: bool = False
    ) -> tuple[int | None, int | None, float | None, int]:
        """Return votes, voters, percentage and where the ballot ends in key[start:end], behind or before a level."""
        percent = self._percent.search(key, start, end)
        share = float(percent[1].replace(",", ".")) if percent else None
        found = self._votes.search(key, start, end) or self._votes_of.search(key, start, end)
        if found is not None:
            votes, voters = int(found[1]), int(found[2])
            if voters <= 500 and voters and not (voters in {30, 70, 100} and votes > 20 and percent is None):
                return votes, voters, share, max(found.end(), percent.end() if percent else 0)
        counted = self._ballots.search(key, start, end)
        if counted is not None and (
            before or end == len(key) or self._proposing.match(key, counted.end(), end) is None
        ):
            total = self._voters.search(key, counted.end(), end)
            return int(counted[1]), int(total[1]) if total else None, share, total.end() if total else counted.end()
        return None, None, share, start

    def _adopted(self, context: Context, told: list[_Told]) -> list[_Told]:
        """Return one rating for each ballot: the level proposed, or the one with most votes, with all who voted."""
        ballots: list[list[_Told]] = []
        for each in told:
            last = ballots[-1][-1] if ballots else None
            same = last is not None and context.units[last.unit].block == context.units[each.unit].block
            row = not each.own and each.rating.votes is not None
            if last is not None and same and row and last.rating.subject == each.rating.subject:
                ballots[-1].append(each)
            else:
                ballots.append([each])
        return [self._of_ballot(context, ballot) for ballot in ballots]

    def _of_ballot(self, context: Context, ballot: list[_Told]) -> _Told:
        counted = [each for each in ballot if each.rating.votes is not None]
        plain = [each for each in ballot if each.rating.votes is None]
        if not counted:
            return self._with_assent(context, ballot[0])
        chosen = max(counted, key=lambda each: each.rating.votes or 0)
        if plain:
            named = [each for each in counted if each.rating.level == plain[0].rating.level]
            if not named:
                return plain[0]
            chosen = named[0]
        rating = chosen.rating
        voters = rating.voters
        unit = context.units[chosen.unit]
        if voters is None and (total_told := self._voters.search(context.key(unit.start, unit.end))) is not None:
            voters = int(total_told[1])
        if voters is None:
            cast = self._cast(context, unit)
            total = sum(each.rating.votes or 0 for each in counted)
            voters = cast or (total if len(counted) > 1 else None)
            voters = voters or next((each.rating.voters for each in counted if each.rating.voters), None)
        votes = rating.votes if voters is not None else None
        first = ballot[0].rating
        return replace(
            chosen,
            rating=replace(
                rating,
                subject=first.subject,
                subject_text=first.subject_text,
                points=first.points,
                votes=votes,
                voters=voters,
            ),
        )

    def _cast(self, context: Context, unit: Segment) -> int | None:
        """Return how many ballots were valid, or else came back, or else were given out, as told in the same part."""
        node = context.annotated.sections[unit.section]
        key = context.key(max(node.start, unit.start - _BALLOT_REACH), unit.end)
        for pattern in self._valid:
            found = list(pattern.finditer(key))
            if found:
                return int(found[-1][1])
        return None

    def _with_assent(self, context: Context, told: _Told) -> _Told:
        """Return a rating with the votes that the next sentence tells ("put to the vote, 15/18 agreed")."""
        following = context.units[told.unit + 1] if told.unit + 1 < len(context.units) else None
        unit = context.units[told.unit]
        if following is None or following.block != unit.block:
            return told
        key = context.key(following.start, following.end)
        if self._level.search(key) is not None or self._assent.search(key) is None:
            return told
        votes, voters, percent, _ = self._ballot(key, 0, len(key))
        if votes is None or voters is None:
            return told
        return replace(
            told, rating=replace(told.rating, votes=votes, voters=voters, percent=percent, end=following.end)
        )

    def _subject(
        self, context: Context, index: int, key: str, left: int, right: int
    ) -> tuple[PartyKey | None, str | None, bool]:
        """Return who is rated, as told, and whether the unit names him before the level.

        Else it is the speaker or the author who rates himself, whom the sentences before or the heading name, or the
        reviewed body.
        """
        unit = context.units[index]
        window = key[left:right]
        named = self._named(context, unit.start + left, unit.start + right)
        if named is not None:
            return *named, True
        name = self._lead.sub(" ", self._cut.sub(" ", window)).strip(" :-–.,;()0123456789/%+=")
        told = context.annotated.text(unit.start + left, unit.start + right).split(":")[0].strip(" -–;,.")
        person = self._given_name(context, told)
        if person is not None:
            return person, told, True
        rates_himself = context.head.kind == "individual-review" or name in self._self
        himself = context.book.author_party() if rates_himself else None
        if himself is None and self._self_rated.search(key) is not None:
            himself = context.speaker(unit.turn)
        if himself is not None:
            return himself, None, False
        if len(name) > 3 and len(name.split()) <= 10 and name not in self._self and context.head.kind == "minutes":
            return (
                context.book.body(told, (unit.start + left, unit.start + right)),
                self._all.sub("", told).strip(),
                True,
            )
        around = self._before(context, index) or self._of_heading(context, unit)
        if around is None and context.head.organisation:
            around = context.book.body(context.head.organisation, (0, 0)), context.head.organisation
        return (*around, False) if around is not None else (None, None, False)

    def _named(self, context: Context, start: int, end: int) -> tuple[PartyKey, str] | None:
        """Return the person or else the body named in view[start:end]."""
        mentions = [mention for mention in context.book.mentions(start, end) if mention.kind != "vague"]
        persons = [mention for mention in mentions if mention.kind in {"person", "role"}]
        for mention in (*persons, *mentions):
            party = context.book.resolve(mention)
            if party is not None:
                name = context.annotated.text(mention.start, mention.end)
                short = name[len(found.group()) :].strip() if (found := self._all.match(fold_key(name))) else name
                return party, short or name
        return None

    def _given_name(self, context: Context, told: str) -> PartyKey | None:
        """Return the only person of the document whose name ends as told, without a title."""
        if not told or len(told) > 40 or not all(word[:1].isupper() for word in told.split()):
            return None
        return context.book.known_person(told)

    def _before(self, context: Context, index: int) -> tuple[PartyKey, str] | None:
        """Return whom the units before in the same block name last ("this comrade rates himself ...")."""
        unit = context.units[index]
        at = index - 1
        while at >= 0 and context.units[at].block == unit.block and at >= index - _UNITS_BEFORE:
            other = context.units[at]
            named = self._named(context, other.start, other.end)
            if named is not None:
                return named
            at -= 1
        return None

    def _of_heading(self, context: Context, unit: Segment) -> tuple[PartyKey, str] | None:
        heading = context.annotated.sections[unit.section].heading
        return None if heading is None else self._named(context, *heading)

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
            told_sum = self._sum.search(key)
            if told_sum is not None:
                found = [
                    known if known is not None else float(told_sum[place + 1].replace(",", "."))
                    for place, known in enumerate(found)
                ]
        if all(value is None for value in found):
            return None
        return Points(common=found[0], tasks=found[1], total=found[2])
