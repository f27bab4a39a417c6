"""The reviewed body, from the letter-head and the title of a document.

The title often names a committee alone or leaves out the place ("the committee of the commune"); the letter-head above
it has the rest. Words and patterns are data (`rules/structure/kinds.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from assistant.text import fold_key

_TITLE_ROWS = 5
_FIRST_ROWS = 4
_COLUMNS = re.compile(r"\t|\s{3,}")
_SYMBOL = re.compile(r"\d[^/]{0,20}/")
"""The number and symbol of a document, such as 31-BB/DU."""

_LONGEST_PIECE = 8
_SYLLABLE = re.compile(r"[bcdghklmnpqrstvx]*[aeiouy]+(?:ch|nh|ng|[cmnpt])?", re.IGNORECASE)


class Row(NamedTuple):
    """A line of the head: its text and key with single spaces, and the text of its left column."""

    text: str
    key: str
    left: str


def row(line: str) -> Row:
    """Return a line of the head as a row."""
    text = " ".join(line.split())
    return Row(text, " ".join(fold_key(line).split()), " ".join(_COLUMNS.split(line.strip())[0].split()))


def is_capital(text: str) -> bool:
    """Whether a line is set in capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 4 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


class OrganisationReader:
    """Finds the name of the reviewed body in the head of a document."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._named = re.compile(data["organisation"])
        self._issuer = re.compile(data["issuer"])
        self._bare = re.compile(data["committee"])
        self._party = re.compile(data["party-body"])
        self._superior_kinds = frozenset(data["superior-kinds"])
        self._mottoes = tuple(fold_key(word) for word in data["issuer-line"])
        self._addressee = tuple(fold_key(word) for word in data["addressee"])
        self._unit_labels = tuple(fold_key(word) for word in data["unit-labels"])
        self._places = frozenset(fold_key(word) for word in data["places"])

    def read(self, head: Sequence[Row], title: int, kind: str) -> str | None:
        """Return the name of the reviewed body, or of the body an individual belongs to; None where none is named."""
        prose = [line for line in head if not is_capital(line.text)]
        if kind in self._superior_kinds:
            return self._addressed(head) or self._titled(head[title : title + _TITLE_ROWS])
        issuers = self._issuers(head[:title] if title else head[:_FIRST_ROWS], prose)
        named = self._unit(head) if kind == "individual-review" else self._titled(head[title : title + _TITLE_ROWS])
        if named is not None and is_capital(named):
            named = _spelt(named, prose)
        return self._completed(named, issuers)

    def _addressed(self, head: Sequence[Row]) -> str | None:
        """Return the body that a superior writes to or about."""
        for word in self._addressee:
            for line in head:
                at = line.key.find(word)
                found = self._named.search(line.key, at) if at >= 0 else None
                if found is not None:
                    return _slice(line, found)
        return None

    def _titled(self, rows: Iterable[Row]) -> str | None:
        """Return the body that the title names."""
        for line in rows:
            found = self._named.search(line.key)
            if found is not None:
                return _slice(line, found)
        return None

    def _unit(self, head: Sequence[Row]) -> str | None:
        """Return the unit an individual names as his own."""
        for label in self._unit_labels:
            for line in head:
                if line.key.startswith(label) and ":" in line.left:
                    return line.left.partition(":")[2].partition(" (")[0].strip(" .;,") or None
        return None

    def _issuers(self, rows: Sequence[Row], prose: Sequence[Row]) -> list[str]:
        """Return the bodies of the letter-head, the highest first; a name may go on over two lines."""
        found: list[str] = []
        for line in rows:
            left = line.left
            cut = min((at for motto in self._mottoes if (at := fold_key(left).find(motto)) >= 0), default=len(left))
            left = left[:cut].strip(" *-–.")
            if not is_capital(left) or _SYMBOL.search(left):
                continue
            if found and not self._issuer.match(fold_key(left)):
                found[-1] += f" {left}"
            elif self._issuer.match(fold_key(left)):
                found.append(left)
        return [_spelt(each, prose) for each in found]

    def _completed(self, named: str | None, issuers: Sequence[str]) -> str | None:
        """Return a name with what the letter-head knows of it."""
        if not issuers:
            return named
        rest = list(issuers)
        name = named if named is not None else rest.pop()
        for issuer in reversed(rest):
            longer = self._extended(name, issuer)
            if longer is None and self._bare.fullmatch(fold_key(name)):
                own = self._party.sub("", issuer, count=1) if self._party.fullmatch(fold_key(name)) else issuer
                longer = f"{name} {own}"
            name = longer or name
        return name

    def _extended(self, name: str, issuer: str) -> str | None:
        """Return a name with what follows its last words in the letter-head; None where they are not there."""
        words, others = name.split(), issuer.split()
        keys, other_keys = [fold_key(word) for word in words], [fold_key(word) for word in others]
        for size in range(min(len(keys), len(others)), 0, -1):
            tail = keys[-size:]
            if size == 1 and tail[0] not in self._places:
                break
            for at in range(len(others) - size + 1):
                if other_keys[at : at + size] == tail:
                    return " ".join([*words, *others[at + size :]])
        return None


def _slice(line: Row, found: re.Match[str]) -> str:
    return line.text[found.start(1) : found.end(1)].strip(" -–")


def _spelt(name: str, prose: Sequence[Row]) -> str:
    """Return a name in capitals as the text spells it elsewhere; what it does not have there in small letters."""
    words = name.split()
    keys = [fold_key(word) for word in words]
    lines = [(f" {line.key} ".replace(",", " "), f" {line.text} ".replace(",", " ")) for line in prose]
    out: list[str] = []
    at = 0
    while at < len(words):
        size, spelling = _longest_piece(keys[at : at + _LONGEST_PIECE], lines)
        if not size:
            size, spelling = 1, words[at].lower() if _is_syllable(words[at]) else words[at]
        out.append(spelling)
        at += size
    told = " ".join(out)
    return told[:1].upper() + told[1:]


def _longest_piece(keys: Sequence[str], lines: Sequence[tuple[str, str]]) -> tuple[int, str]:
    """Return how many of the words stand together in a line of prose, and how they are spelt there."""
    for size in range(len(keys), 0, -1):
        piece = f" {' '.join(keys[:size])} "
        for key, text in lines:
            at = key.find(piece)
            if at >= 0:
                return size, text[at : at + len(piece)].strip()
    return 0, ""


def _is_syllable(word: str) -> bool:
    return not word.isascii() or _SYLLABLE.fullmatch(word) is not None
