"""Tables: those that lost their grid, one cell a line, and what the columns of any table hold, by their titles."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.documents.flow import is_row_number
from assistant.language.lexicon import Lexicon
from assistant.language.segments import Line
from assistant.text import View, fold_key

_FEWEST_COLUMNS = 3
_MOST_COLUMNS = 9
_TITLE_WORDS = 8
_STATED = frozenset({"shortcomings", "measures", "causes", "remediation"})
"""Columns whose cells are statements; a table without any is one of figures, and a row of it is one statement."""

_TITLING = _STATED | {"level", "rating", "votes"}
"""Columns by whose title alone a first row is one of titles."""

_RESPONSIBILITY = "responsibility"
_NAMING = frozenset({"person", "answerable", "owner"})
"""Columns that make a table in the part about responsibility one that tells who answers for what."""

_CHARGES = frozenset({"owner", "deadline", "coordinator"})
"""Columns that tell who is charged with a measure and until when."""

_ACCOUNTS = frozenset({"remediation", "answers"})
"""Parts that tell what became of earlier faults."""

_ACCOUNT = {"shortcomings": "earlier", "measures": "earlier", "causes": "earlier", "product": "remediation"}
"""What the columns of a table hold that tells what became of earlier faults."""

_REPEATABLE = frozenset({"answerable", "coordinator", "deadline", "owner", "person"})
"""Columns whose cells may only say that they repeat the one above."""

_TITLE_ROWS = 3
_FEWEST_KNOWN = 2
_FEWEST_ROWS = 2
_LONGEST_TITLE = 90
_SECOND_LINE_WORDS = 5
_SENTENCE_WORDS = 5
_PARTY_WORDS = 10
_MOST = 0.6
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-h])\)?")
_PART_NUMBER = re.compile(r"\(?(?:[ivx]{1,5}|[a-h])[.)]?")


def with_flattened_tables(view: View, lines: list[Line], lexicon: Lexicon) -> list[Line]:
    """Return the lines, those of a flattened table as its cells; linear in the number of lines."""
    out = list(lines)
    table = max((line.table for line in lines if line.table is not None), default=-1) + 1
    at = 0
    while at < len(out):
        width = _width(view, out, at, lexicon)
        if width:
            at = _fill(view, out, at, width, table)
            table += 1
        else:
            at += 1
    return out


def _width(view: View, lines: list[Line], start: int, lexicon: Lexicon) -> int:
    """Return the number of columns whose titles begin at a line; 0 where it opens no table."""
    roles: list[str | None] = []
    for line in lines[start : start + _MOST_COLUMNS + 1]:
        key = " ".join(view.key[line.start : line.end].split())
        if roles and _number(view, line) == 1:
            known = {role for role in roles if role is not None}
            return (
                len(roles) if len(roles) >= _FEWEST_COLUMNS and len(known) >= _FEWEST_COLUMNS and known & _STATED else 0
            )
        role = lexicon.column_role_of(key)
        if line.table is not None or key.count(" ") >= _TITLE_WORDS or (not roles and role != "number"):
            return 0
        roles.append(role)
    return 0


def _fill(view: View, lines: list[Line], start: int, width: int, table: int) -> int:
    """Set the cells of a table that begins at a line; return the index of the first line behind it."""
    for column in range(width):
        lines[start + column] = _cell(lines[start + column], table, 0, column)
    at = start + width
    row = 0
    while at < len(lines) and _number(view, lines[at]) == row + 1:
        row += 1
        end = at + 1
        while (
            end < len(lines) and end - at < width and lines[end].table is None and _number(view, lines[end]) != row + 1
        ):
            end += 1
        for column in range(end - at):
            lines[at + column] = _cell(lines[at + column], table, row, column)
        at = end
    return at


def _cell(line: Line, table: int, row: int, column: int) -> Line:
    return replace(line, table=table, row=row, column=column)


def _number(view: View, line: Line) -> int | None:
    """Return the number that a line consists of."""
    told = view.text[line.start : line.end].rstrip(".)")
    return int(told) if told.isdecimal() and len(told) <= 3 else None


# --- what the columns hold ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a document's tables hold: roles by the index of the line, folded titles by (table, column).

    Lines of a table without any column of statements have no role: such a table is one of figures.
    """

    roles: Mapping[int, str]
    titles: Mapping[tuple[int, int], str]


def columns_of(view: View, lines: Sequence[Line], sections: Sequence[str], lexicon: Lexicon) -> Columns:
    """Return the roles of the cells; `sections` are the roles of the parts in which the lines stand."""
    tables: dict[int, dict[int, list[int]]] = {}
    for index, line in enumerate(lines):
        if line.table is not None and line.row is not None and line.column is not None:
            tables.setdefault(line.table, {}).setdefault(line.row, []).append(index)
    words = _TableWords(lexicon)
    roles: dict[int, str] = {}
    titles: dict[tuple[int, int], str] = {}
    for table, rows in tables.items():
        read = _Table(view, lines, rows, sections, words)
        roles |= read.roles()
        titles |= {(table, column): title for column, title in read.titles.items()}
    return Columns(roles, titles)


class _TableWords:
    """The data of `rules/structure/tables.yml`."""

    def __init__(self, lexicon: Lexicon) -> None:
        data, titles = lexicon.data["tables"], lexicon.data["titles"]
        assert isinstance(data, dict)
        assert isinstance(titles, dict)
        self.role_of = lexicon.column_role_of
        self.part_of = lexicon.role_of
        self.earlier = re.compile(data["earlier"])
        self.lead = re.compile(data["column-lead"])
        self.dividers = [re.compile(pattern) for pattern in data["column-dividers"]]
        self.times = re.compile(data["times"])
        self.ditto = frozenset(fold_key(word) for word in data["ditto"])
        self.nothing = frozenset(fold_key(word) for word in data["nothing"])
        heads = {fold_key(word) for name in ("titles", "offices", "bodies") for word in titles[name]}
        self.parties = tuple(sorted(heads))


class _Table:
    """One table: its rows as indices of lines, its titles by column."""

    def __init__(
        self,
        view: View,
        lines: Sequence[Line],
        rows: Mapping[int, list[int]],
        sections: Sequence[str],
        words: _TableWords,
    ) -> None:
        self._view = view
        self._lines = lines
        self._rows = rows
        self._numbers = sorted(rows)
        self._words = words
        self._section = sections[rows[self._numbers[0]][0]]
        self.titles: dict[int, str] = {}
        self._heads: set[int] = set()
        self._read_titles()

    # --- cells ---

    def _column(self, index: int) -> int:
        return self._lines[index].column or 0

    def _cells(self, row: int) -> dict[int, str]:
        """Return the folded text of a row's cells by column."""
        found: dict[int, list[str]] = {}
        for index in self._rows[row]:
            line = self._lines[index]
            found.setdefault(self._column(index), []).append(self._view.key[line.start : line.end])
        return {column: " ".join(" ".join(parts).split()) for column, parts in found.items()}

    # --- titles ---

    def _read_titles(self) -> None:
        """Find the row of titles, with the rows above it and its second line, else a line above that lists them."""
        best: tuple[int, int] | None = None
        for place, row in enumerate(self._numbers[:_TITLE_ROWS]):
            cells = self._cells(row)
            known = [self._title_role(text) for text in cells.values()]
            count = sum(role is not None for role in known)
            titling = _TITLING | _NAMING if self._section == _RESPONSIBILITY else _TITLING
            enough = titling.intersection(known) if place == 0 else count >= _FEWEST_KNOWN
            if enough and count > (best[1] if best else 0) and not self._is_numbered(cells):
                best = (place, count)
        if best is None:
            self._listed_above()
            return
        head = self._numbers[best[0]]
        self.titles = self._cells(head)
        self._heads = set(self._numbers[: best[0] + 1])
        below = self._numbers[best[0] + 1 : best[0] + 2]
        if below and self._is_second_line(self._cells(below[0])):
            self._join_titles(self._cells(below[0]))
            self._heads.add(below[0])
        self._shift()

    def _title_role(self, text: str) -> str | None:
        return self._words.role_of(text) if len(text) <= _LONGEST_TITLE else None

    def _is_numbered(self, cells: Mapping[int, str]) -> bool:
        """Whether a row begins with a number: it is one of the body."""
        return is_row_number(cells.get(min(cells), "-"))

    def _is_second_line(self, cells: Mapping[int, str]) -> bool:
        """Whether a row divides the titles above it, or only numbers the columns."""
        if all(_COLUMN_NUMBER.fullmatch(text) for text in cells.values()):
            return len(cells) > 1
        short = all(text.count(" ") < _SECOND_LINE_WORDS for text in cells.values())
        return short and any(column not in self.titles for column in cells) and min(cells) > min(self.titles)

    def _join_titles(self, cells: Mapping[int, str]) -> None:
        first = dict(self.titles)
        for column, text in cells.items():
            if not _COLUMN_NUMBER.fullmatch(text):
                left = max((each for each in first if each <= column), default=None)
                self.titles[column] = f"{first[left] if left is not None else ''} {text}".strip()

    def _shift(self) -> None:
        """Move titles one column on where the rows have a number that the row of titles has no cell for."""
        body = [self._cells(row) for row in self._numbers if row not in self._heads]
        width = max(self.titles) + 1
        numbered = [cells for cells in body if is_row_number(cells.get(0, ""))]
        longer = [cells for cells in body if max(cells) + 1 == width + 1]
        unnumbered = self._title_role(self.titles.get(0, "")) not in {None, "number"}
        if body and unnumbered and len(numbered) > len(body) / 2 and len(longer) > len(body) / 2:
            self.titles = {column + 1: title for column, title in self.titles.items()}

    def _listed_above(self) -> None:
        """Take the titles from a line above the table that lists them."""
        first = self._rows[self._numbers[0]][0]
        width = max(max(self._cells(row)) for row in self._numbers) + 1
        for line in reversed(self._lines[max(0, first - 2) : first]):
            key = self._view.key[line.start : line.end].strip(" ().;")
            lead = self._words.lead.match(key)
            if line.table is not None or lead is None:
                continue
            for divider in self._words.dividers:
                parts = [part.strip(' ".') for part in divider.split(key[lead.end() :])]
                if len(parts) == width:
                    self.titles = dict(enumerate(parts))
                    return

    # --- roles ---

    def roles(self) -> dict[int, str]:
        """Return the role of each cell by the index of its line; nothing for a table of figures."""
        by_column = {
            column: role for column, title in self.titles.items() if (role := self._title_role(title)) is not None
        }
        known = self._settled(by_column) if by_column else self._guessed()
        if not known:
            return {}
        found: dict[int, str] = {}
        head = [self.titles.get(column) for column in sorted(self.titles)]
        for row in self._numbers:
            cells = self._cells(row)
            title = row in self._heads or list(cells.values()) == head or self._is_group(row, cells, known)
            for index in self._rows[row]:
                role = "title" if title else known.get(self._column(index))
                if role in _REPEATABLE and self._says(index, self._words.ditto):
                    role = "ditto"
                elif role in _STATED and self._says(index, self._words.nothing):
                    role = "note"
                if role is not None:
                    found[index] = role
        return found

    def _says(self, index: int, words: frozenset[str]) -> bool:
        """Whether a line says no more than one of some words."""
        line = self._lines[index]
        return self._view.key[line.start : line.end].strip(" .-–") in words

    def _is_group(self, row: int, cells: Mapping[int, str], known: Mapping[int, str]) -> bool:
        """Whether a row is a heading inside the table ("I | On land"): one text in a wide table, numbered as a part."""
        texts = [column for column, text in cells.items() if not (is_row_number(text) or _PART_NUMBER.fullmatch(text))]
        if len(texts) != 1 or len(known) < _FEWEST_COLUMNS:
            return False
        line = next(self._lines[index] for index in self._rows[row] if self._column(index) == texts[0])
        written = self._view.text[line.body : line.end]
        numbered = any(_PART_NUMBER.fullmatch(text) for column, text in cells.items() if column not in texts)
        part = line.marker is not None and line.marker.level <= 1
        short = written.count(" ") < _TITLE_WORDS
        return written.isupper() or ((numbered or part) and short) or (len(cells) == 1 and texts[0] == 0 and short)

    def _settled(self, by_column: dict[int, str]) -> dict[int, str]:
        """Return the roles of the columns as the whole table makes them plain; empty for a table of figures."""
        roles = dict(by_column)
        self._place_matter(roles)
        held = set(roles.values())
        if "shortcomings" not in held or ("measures" in held and "owner" not in held and self._behind(roles)):
            roles = {column: "owner" if role == "answerable" else role for column, role in roles.items()}
        if self._is_account(roles):
            roles = {column: _ACCOUNT.get(role, role) for column, role in roles.items()}
        if "remediation" not in roles.values():
            roles = {column: "remediation" if role == "status" else role for column, role in roles.items()}
        roles = {column: role for column, role in roles.items() if role != "matter"}
        held = set(roles.values())
        alone = held & _STATED == {"measures"} and not held & _CHARGES and self._section != "measures"
        named = self._section == _RESPONSIBILITY and bool(held & _NAMING)
        return roles if (held & _STATED or named) and not alone else {}

    def _place_matter(self, roles: dict[int, str]) -> None:
        """Say what a column with a title such as "matter" holds, by what stands beside it."""
        held = set(roles.values())
        for column, role in roles.items():
            if role != "matter":
                continue
            if "shortcomings" not in held and "causes" in held:
                roles[column] = "shortcomings"
            elif self._section == _RESPONSIBILITY:
                continue
            elif "measures" not in held and "shortcomings" not in held and held & _CHARGES:
                roles[column] = "measures"
            held = set(roles.values())

    def _behind(self, roles: Mapping[int, str]) -> bool:
        """Whether those responsible stand behind the measures: it is these they are responsible for."""
        places = {role: column for column, role in roles.items()}
        return places.get("answerable", -1) > places.get("measures", -1)

    def _is_account(self, roles: Mapping[int, str]) -> bool:
        """Whether a table tells what became of earlier faults or promises: by its part, its titles or its columns."""
        held = set(roles.values())
        told = held & {"remediation", "status"} or (self._section in _ACCOUNTS and "product" in held)
        if not told:
            return False
        earlier = any(
            self._words.earlier.search(self.titles[column])
            for column, role in roles.items()
            if role in {"shortcomings", "measures"}
        )
        bare = "shortcomings" in held and not held & {"measures", "causes"}
        return self._section in _ACCOUNTS or earlier or bare

    # --- tables without titles ---

    def _guessed(self) -> dict[int, str]:
        """Return the columns of numbers, times and parties of a table of sentences without titles."""
        body = [self._cells(row) for row in self._numbers]
        if len(body) < _FEWEST_ROWS:
            return {}
        held: dict[int, list[str]] = {}
        for cells in body:
            for column, text in cells.items():
                held.setdefault(column, []).append(text)
        roles: dict[int, str] = {}
        sentences = 0
        for column, texts in held.items():
            words = sum(text.count(" ") + 1 for text in texts) / len(texts)
            if column == 0 and _most(texts, is_row_number):
                roles[column] = "number"
            elif words <= _TITLE_WORDS and _most(texts, lambda text: self._words.times.match(text) is not None):
                roles[column] = "deadline"
            elif words <= _PARTY_WORDS and _most(texts, self._names_party):
                roles[column] = "owner"
            else:
                sentences += words >= _SENTENCE_WORDS
        return roles if sentences and "deadline" in roles.values() and "number" in roles.values() else {}

    def _names_party(self, text: str) -> bool:
        return any(
            text.startswith(word) and not text[len(word) : len(word) + 1].isalnum() for word in self._words.parties
        )


def _most(texts: Sequence[str], holds: Callable[[str], bool]) -> bool:
    """Whether something holds for most cells of a column."""
    return sum(map(holds, texts)) >= _MOST * len(texts)
