"""Tables of ratings: a row a person or body with a column a level, or with its level and votes, or a row a level."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.extraction.model import Context
from assistant.extraction.words import alternatives
from assistant.language.lexicon import Lexicon
from assistant.language.model import Cell
from assistant.report.model import Level
from assistant.text import fold_key

_MOST_SUBJECT_WORDS = 14
_FEWEST_LEVELS = 2
_MOST = 0.6
"""Least share of cells that say what a column without a title holds."""

_OF = re.compile(r"(\d{1,3}) ?/ ?(\d{1,3})(?!\d)")
_COUNT = re.compile(r"(\d{1,3})(?![\d.,]*\d|[\d.,]* ?%)")
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?) ?%")


@dataclass(frozen=True, slots=True)
class BallotRow:
    """What a table says of one who is rated: spans of the row and of the cell that names him, level and count."""

    start: int
    end: int
    subject: tuple[int, int] | None
    table: int
    row: int
    level: Level
    votes: int | None = None
    voters: int | None = None
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class _Count:
    """What a cell counts."""

    votes: int | None = None
    voters: int | None = None
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table of ratings; levels by column where each level has one."""

    subject: int | None
    levels: Mapping[int, Level]
    rating: int | None
    votes: int | None
    voters: int | None


_NO_COLUMNS = _Columns(None, {}, None, None, None)
_RATED = frozenset({"level", "rating"})


class BallotTables:
    """Reads tables of ratings; the words are those of `rules/structure/ratings.yml`."""

    def __init__(self, lexicon: Lexicon, level_of: Callable[[str], Level | None]) -> None:
        data = lexicon.data["ratings"]
        assert isinstance(data, dict)
        table = data["table"]
        self._lexicon = lexicon
        self._level_of = level_of
        self._totals = tuple(fold_key(word) for word in table["totals"])
        self._titles: dict[str, Level] = {fold_key(title): level for title, level in table["titles"].items()}
        self._ticks = frozenset(fold_key(mark) for mark in table["ticks"])
        self._criteria = alternatives(table["criteria"])

    def read(self, context: Context, earlier: Callable[[str], bool]) -> tuple[list[BallotRow], frozenset[int]]:
        """Return the ratings that tables tell, and the numbers of these tables.

        `earlier` says of a folded title whether it is about an earlier year.
        """
        found: list[BallotRow] = []
        tables: set[int] = set()
        told: dict[int, dict[int, str]] = {}
        for (table, column), title in context.annotated.titles.items():
            told.setdefault(table, {})[column] = title
        for table, cells in groupby(context.annotated.cells, key=lambda cell: cell.table):
            rows: dict[int, dict[int, Cell]] = {}
            for cell in cells:
                rows.setdefault(cell.row, {})[cell.column] = cell
            titles = told.get(table, {})
            columns = self._columns(context, rows, titles, earlier)
            if columns is not None:
                tables.add(table)
                found += self._adopted(self._rows(context, rows, titles, columns))
        return found, frozenset(tables)

    # --- columns ---

    def _columns(
        self,
        context: Context,
        rows: Mapping[int, Mapping[int, Cell]],
        titles: Mapping[int, str],
        earlier: Callable[[str], bool],
    ) -> _Columns | None:
        """Return the columns of a table of ratings, none of them where it rates nobody now; None for another table."""
        roles = {column: self._lexicon.column_role_of(title) for column, title in titles.items()}
        last_year = {column for column, role in roles.items() if role in _RATED and earlier(titles[column])}
        roles = {column: role for column, role in roles.items() if column not in last_year}
        levels = {column: level for column, role in roles.items() if (level := self._level(titles[column], role))}
        if len(levels) >= _FEWEST_LEVELS:
            bare = {column: self._titles[title] for column, title in titles.items() if title in self._titles}
            levels = {**bare, **levels}
        else:
            levels = {}
        rating = next((column for column, role in roles.items() if role == "rating"), None)
        if rating is None and not levels and last_year:
            return _NO_COLUMNS
        held = self._held(context, rows) if rating is None and not levels else {}
        rating = rating if rating is not None else next((c for c, role in held.items() if role == "rating"), None)
        if rating is None and not levels:
            return None
        counts = [column for column, role in roles.items() if role == "votes"]
        totals = [
            (rank, column) for column in counts for rank, word in enumerate(self._totals) if word in titles[column]
        ]
        voters = min(totals)[1] if totals else None
        votes = next((c for c in counts if c not in {column for _, column in totals}), None)
        votes = votes if votes is not None else next((c for c, role in held.items() if role == "votes"), None)
        known = {*levels, rating, votes, voters, *(c for _, c in totals)}
        known |= {column for column, role in roles.items() if role in {"number", "note", "percent", "status"}}
        subject = self._subject_column(context, rows, known)
        if subject is not None and self._criteria.match(titles.get(subject, "")):
            return _NO_COLUMNS
        return _Columns(subject, levels, rating, votes, voters)

    def _level(self, title: str, role: str | None) -> Level | None:
        return self._level_of(title) or self._titles.get(title) if role == "level" else None

    def _held(self, context: Context, rows: Mapping[int, Mapping[int, Cell]]) -> dict[int, str]:
        """Return the columns of a table without titles that hold levels and votes, by most of their cells."""
        texts: dict[int, list[str]] = {}
        for cells in rows.values():
            for column, cell in cells.items():
                texts.setdefault(column, []).append(context.key(cell.start, cell.end))
        found: dict[int, str] = {}
        for column, keys in texts.items():
            if len(keys) < _FEWEST_LEVELS:
                continue
            if sum(self._is_level(key) for key in keys) >= _MOST * len(keys):
                found[column] = "rating"
            elif sum(_OF.match(key) is not None for key in keys) >= _MOST * len(keys):
                found[column] = "votes"
        return found

    def _is_level(self, key: str) -> bool:
        return key.count(" ") < _MOST_SUBJECT_WORDS and self._level_of(key) is not None

    def _subject_column(
        self,
        context: Context,
        rows: Mapping[int, Mapping[int, Cell]],
        known: set[int | None],
    ) -> int | None:
        """Return the first column of words beside those known."""
        columns = sorted({column for cells in rows.values() for column in cells} - known)
        for column in columns:
            body = [context.key(c[column].start, c[column].end) for c in rows.values() if column in c]
            worded = [key for key in body if any(character.isalpha() for character in key)]
            if len(worded) > len(body) / 2:
                return column
        return None

    # --- rows ---

    def _rows(
        self,
        context: Context,
        rows: Mapping[int, Mapping[int, Cell]],
        titles: Mapping[int, str],
        columns: _Columns,
    ) -> Iterator[BallotRow]:
        """Yield what each row tells; a row without a subject is about the one above."""
        above: tuple[int, int] | None = None
        for row, cells in sorted(rows.items()):
            texts = {column: context.key(cell.start, cell.end) for column, cell in cells.items()}
            if any(texts.get(column) == title for column, title in titles.items() if column != columns.subject):
                continue
            named = cells.get(columns.subject) if columns.subject is not None else None
            if named is not None and texts[named.column].count(" ") >= _MOST_SUBJECT_WORDS:
                continue
            above = (named.start, named.end) if named is not None else above
            told = self._of_levels(texts, columns) if columns.levels else self._of_rating(texts, columns)
            if told is None:
                continue
            level, count = told
            if columns.voters is not None and columns.voters in texts and count.voters is None:
                total = _COUNT.search(texts[columns.voters])
                count = replace(count, voters=int(total[1]) if total else None)
            first, last = cells[min(cells)], cells[max(cells)]
            start = named.start if named is not None else first.start
            yield BallotRow(start, last.end, above, first.table, row, level, count.votes, count.voters, count.percent)

    def _of_levels(self, texts: Mapping[int, str], columns: _Columns) -> tuple[Level, _Count] | None:
        """Return the level ticked, or the one told in a column of its own, or that with most votes."""
        ticked = [level for column, level in columns.levels.items() if texts.get(column, "").strip() in self._ticks]
        if len(ticked) == 1:
            return ticked[0], _Count()
        counts = {column: _counted(texts[column]) for column in columns.levels if column in texts}
        counted = {column: count for column, count in counts.items() if count.votes}
        if not counted:
            return None
        best = max(counted, key=lambda column: counted[column].votes or 0)
        chosen = self._level_of(texts.get(columns.rating, "")) if columns.rating is not None else None
        if chosen is not None:
            best = next((column for column in counted if columns.levels[column] == chosen), best)
        count = counted[best]
        if count.voters is None and columns.voters is None and len(counts) > 1:
            whole = all(_PERCENT.fullmatch(texts[column].strip()) is None for column in counts)
            count = replace(count, voters=sum(each.votes or 0 for each in counts.values()) if whole else None)
        return chosen or columns.levels[best], count

    def _of_rating(self, texts: Mapping[int, str], columns: _Columns) -> tuple[Level, _Count] | None:
        """Return the level of a row and its votes, in a column of their own or beside the level."""
        told = texts.get(columns.rating, "") if columns.rating is not None else ""
        level = self._level_of(told)
        if level is None:
            return None
        counted = texts.get(columns.votes, "") if columns.votes is not None else told
        count = _counted(counted) if columns.votes is not None else _beside(counted)
        percents = [found for text in texts.values() if (found := _PERCENT.search(text))]
        if count.percent is None and percents:
            count = replace(count, percent=float(percents[0][1].replace(",", ".")))
        return level, count

    def _adopted(self, told: Iterator[BallotRow]) -> Iterator[BallotRow]:
        """Yield one rating for each who is rated: of several levels with votes the one with most, out of all votes."""
        for _, group in groupby(told, key=lambda row: (row.table, row.subject)):
            rows = list(group)
            counted = [row for row in rows if row.votes is not None]
            if not counted:
                yield from rows[:1]
                continue
            best = max(counted, key=lambda row: row.votes or 0)
            if best.voters is None and len(counted) > 1:
                best = replace(best, voters=sum(row.votes or 0 for row in counted))
            yield best


def _counted(text: str) -> _Count:
    """Return the count in a cell that holds nothing else."""
    percent = _PERCENT.search(text)
    share = float(percent[1].replace(",", ".")) if percent else None
    found = _OF.search(text)
    if found is not None and int(found[2]):
        return _Count(int(found[1]), int(found[2]), share)
    single = _COUNT.search(text)
    return _Count(int(single[1]) if single else None, None, share)


def _beside(text: str) -> _Count:
    """Return the count beside a level in one cell, which must be told as one of all."""
    count = _counted(text)
    return count if count.voters is not None else _Count(percent=count.percent)
