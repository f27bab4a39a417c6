"""Finding names of persons in a text and the office told beside each."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.extraction.party_words import PartyWords
from assistant.extraction.words import syllables
from assistant.language.names import name_end
from assistant.text import View, fold_key, strip_accents

LONGEST_ROLE = 90
ROLE_END = re.compile(r"[.,;:()\n|]|\s-\s|\s–\s")
_OPEN_ROLE = 40
"""Characters of a field of duty that still belong to an office ("deputy director in charge of ...")."""
_WORD = re.compile(r"[^\W_]+(?:['’/][^\W\d_]+)*")
_VOWEL = re.compile("[aeiouy]")
_PIECE = re.compile(r"\S+")
_MARKS_BEFORE = frozenset({"", "\n", ",", ":", "(", "-", "–", "|", "\t"})
_MARKS_AFTER = _MARKS_BEFORE | {";", "."}
_NEAR = 24
_ROLE_LINKS = frozenset({",", "-", "–", "/"})


class NameFinder:
    """Finds names of persons in one document's view."""

    def __init__(self, view: View, words: PartyWords) -> None:
        self._view = view
        self._words = words
        self.known: frozenset[str] = frozenset()
        """Names found already: two syllables without a title are a name where they are one of them."""

    def names(self, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """Yield names in view[start:end]: behind a title, or beginning with a surname; (start, end, titled)."""
        text, key = self._view.text, self._view.key
        heads = self._behind_titles(start, end)
        at = start
        for found in _WORD.finditer(text, start, end):
            first = found.start()
            if first < at or not found.group()[0].isupper():
                continue
            titled = first in heads
            surname = fold_key(found.group()) in self._words.surnames
            if not titled and not surname and not self._led(first, start):
                continue
            stop = self._name_stop(first, end)
            if (
                stop > first
                and key[first:stop] not in self._words.not_persons
                and self._readable(key[first:stop])
                and (titled or self._name_like(first, stop, surname=surname))
            ):
                yield first, stop, titled
                at = stop

    def _led(self, first: int, start: int = 0) -> bool:
        """Whether an office or another word that leads a name stands right before."""
        return self._words.name_leads.search(self._view.key, max(start, first - _NEAR), first) is not None

    def _readable(self, key: str) -> bool:
        """Whether every syllable can be spoken: an abbreviation such as "UV BCH" is nobody's name."""
        parts = syllables(key)
        return all(_VOWEL.search(strip_accents(part)) or len(part) == 1 for part in parts) and not all(
            part in self._words.expansions for part in parts
        )

    def _behind_titles(self, start: int, end: int) -> set[int]:
        text = self._view.text
        heads: set[int] = set()
        for found in self._words.titles.finditer(self._view.key, start, end):
            head = found.end()
            while head < end and text[head] in " .:":
                head += 1
            heads.add(head)
        return heads

    def _name_stop(self, first: int, end: int) -> int:
        """Return where the name that begins at `first` ends; `first` where an office or a title begins there."""
        key = self._view.key
        stop = name_end(self._view.text, first, end)
        if stop <= first or self._words.offices.match(key, first) or self._words.titles.match(key, first):
            return first
        stop = self._trim(first, stop)
        return stop if stop - first > 1 and syllables(self._view.text[first:stop]) else first

    def _trim(self, start: int, stop: int) -> int:
        """Cut an office, a body or a place word off the end of a run of capitals."""
        text, key = self._view.text, self._view.key
        for pattern in (self._words.offices, self._words.bodies):
            for found in pattern.finditer(key, start, stop + _OPEN_ROLE):
                if found.start() >= stop:
                    break
                single = pattern is self._words.bodies and " " not in found.group() and found.end() == stop
                if found.start() > start and not (single and text[found.start()].isupper()):
                    return start + len(text[start : found.start()].rstrip())
                if found.start() == start and " " in found.group():
                    return start
        return stop

    def _name_like(self, start: int, stop: int, *, surname: bool) -> bool:
        """Whether an untitled run of capitals reads as a person: surname first, 3 or 4 syllables, or a middle name."""
        name = self._view.text[start:stop].split()
        parts = self._view.key[start:stop].split()
        before = self._view.key[max(0, start - _NEAR) : start].split()
        place = bool(before) and before[-1].strip(",.-–()") in self._words.places
        if self._words.not_name_starts.match(self._view.key, start) or self._mixed_capitals(name, start, stop):
            return False
        if place and not self._behind_office(start, parts):
            return False
        if parts[0] in self._words.places and (len(parts) < 3 or parts[1] not in self._words.middles):
            return False
        if not surname:
            return 3 <= len(parts) <= 4 and parts[1] in self._words.middles
        if len(parts) == 2:
            known = " ".join(parts) in self.known
            return known or self._alone(start, stop) or self._led(start) or self._before_office(stop)
        return 3 <= len(parts) <= 5

    def _before_office(self, stop: int) -> bool:
        """Whether an office stands right behind, without a mark between ("Nguyễn Sọt trưởng thôn")."""
        return (
            self._view.text[stop : stop + 1] == " " and self._words.offices.match(self._view.key, stop + 1) is not None
        )

    def _mixed_capitals(self, name: list[str], start: int, stop: int) -> bool:
        """Whether abbreviations stand in a run of capitals that is not a signature in capitals throughout."""
        capitals = [part.isupper() for part in name]
        if any(capital and len(part) > 1 for part, capital in zip(name, capitals, strict=True)):
            return not self._alone(start, stop) or (
                not all(capitals) and any(len(p) > 2 and p.isupper() for p in name[1:])
            )
        return False

    def _behind_office(self, start: int, parts: list[str]) -> bool:
        """Whether a name with a middle name stands behind an office and its unit ("chair of the commune A B C")."""
        offices = self._words.offices.finditer(self._view.key, max(0, start - _OPEN_ROLE), start)
        last = max((found.start() for found in offices), default=None)
        if last is None or len(parts) < 3 or parts[1] not in self._words.middles:
            return False
        return ROLE_END.search(self._view.text, last, start) is None

    def _alone(self, start: int, stop: int) -> bool:
        """Whether the run stands between marks, as names in lists and signatures do."""
        text = self._view.text
        before = text[max(0, start - _NEAR) : start].rstrip(" \t")[-1:]
        after = text[stop : stop + _NEAR].lstrip(" \t")[:1]
        gap = text[max(0, start - 2) : start] == "  "
        return (before in _MARKS_BEFORE or gap) and after in _MARKS_AFTER

    # --- offices beside names --------------------------------------------------------------

    def role_after(self, stop: int, end: int) -> str | None:
        """Return the office told behind a name: in brackets, behind a dash or comma, or by a verb such as "is"."""
        text, key = self._view.text, self._view.key
        at = self._skip(stop, end, " ,-–(")
        link = self._words.role_link.match(key, at)
        if at == stop + 1 and text[stop] == " " and link is None and not self._words.offices.match(key, at):
            return None
        if link is not None:
            at = self._skip(link.end(), end, " ")
        if self._words.offices.match(key, at) is None:
            behind = self._behind_comma(at, end)
            if behind is None or self._words.offices.match(key, behind) is None:
                return None
        return self.role_text(at, end, several=True)

    def _skip(self, at: int, end: int, marks: str) -> int:
        while at < end and self._view.text[at] in marks:
            at += 1
        return at

    def _behind_comma(self, at: int, end: int) -> int | None:
        """Return where an office may begin behind an abbreviation such as "UV BTV, "."""
        comma = self._view.text.find(",", at, min(end, at + _OPEN_ROLE))
        return None if comma < 0 else self._skip(comma + 1, end, " ")

    def role_before(self, start: int, stop: int) -> str | None:
        """Return the office told in front of a name ("deputy chair of the commune, Le Van A")."""
        text, key = self._view.text, self._view.key
        head = max(start, stop - LONGEST_ROLE)
        window_end = stop
        for title in self._words.titles.finditer(key, head, stop):
            if key[title.end() : stop].strip(" .") == "":
                window_end = title.start()
        offices = list(self._words.offices.finditer(key, head, window_end))
        if not offices:
            return None
        last = offices[-1]
        between = text[last.start() : window_end].strip()
        if ROLE_END.search(between) or len(between.split()) > 8:
            return None
        if key[head : last.start()].rstrip().endswith(self._words.deputy):
            return text[key.rfind(self._words.deputy, 0, last.start()) : window_end].strip()
        return between

    def role_text(self, at: int, end: int, *, several: bool = False) -> str:
        """Return the words of an office up to the next mark; with `several`, further offices behind commas too."""
        text, key = self._view.text, self._view.key
        stop = min(end, at + LONGEST_ROLE)
        office = self._words.offices.match(key, at)
        position = office.end() if office is not None and office.end() <= stop else at
        limit = stop
        while found := ROLE_END.search(text, position, stop):
            after = self._skip(found.end(), stop, " ")
            limit = found.start()
            if not self._goes_on(found.group(), after, several=several):
                break
            position, limit = after, stop
        return " ".join(self._clip_role(text[at:limit]).split())

    def _goes_on(self, mark: str, after: int, *, several: bool) -> bool:
        """Whether an office goes on behind a mark: another office, or a second half of a unit's name."""
        if mark == "," and several:
            return self._words.offices.match(self._view.key, after) is not None
        return mark.strip() in {"-", "–"} and self._words.body_names.match(self._view.key, after) is not None

    def _clip_role(self, role: str) -> str:
        """Cut an office at the first word that is neither a name, a unit nor a link (a verb follows the office)."""
        words = fold_key(role)
        known = bytearray(len(role) + 1)
        for pattern in (self._words.offices, self._words.bodies, self._words.role_words, self._words.body_names):
            for match in pattern.finditer(words):
                known[match.start() : match.end()] = b"\1" * (match.end() - match.start())
        opened = self._words.open_role_words.search(words)
        stop = 0
        for found in _PIECE.finditer(role):
            word = found.group()
            if self._words.role_stops.match(words, found.start()) and not known[found.start()]:
                break
            free = opened is not None and opened.end() <= found.start() <= opened.end() + _OPEN_ROLE
            if not (known[found.start()] or free or word[0].isupper() or word[0].isdigit() or word in _ROLE_LINKS):
                break
            stop = found.end()
        return role[:stop].rstrip(" ,-–")


def proper(name: str) -> str:
    """Return a name in ordinary capitals where it is written in capitals throughout."""
    name = " ".join(name.split()).strip(" .")
    return name.title() if name.isupper() and len(name) > 3 else name
