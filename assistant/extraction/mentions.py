"""Who is named in a stretch of text: persons, offices, bodies and vague sets of people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.extraction.names import LONGEST_ROLE, NameFinder
from assistant.extraction.party_words import PartyWords
from assistant.extraction.words import syllables
from assistant.report.model import PartyKind
from assistant.text import View

_PIECE = re.compile(r"[^\s,;:.()|]+")
_BREAK = re.compile(r"[.,;:()\n|]")
_BESIDE = 4
"""Characters between a name and an office that still belong together (", ", " - ")."""
_OFFICE_OF = 60
"""Longest distance from an office to the name of its holder behind it."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the view that names somebody: kind, span, the words that count."""

    start: int
    end: int
    kind: PartyKind
    name: str
    office: str | None = None
    full: bool = False


class _Found:
    """The mentions of one stretch so far, and which characters they take."""

    def __init__(self, start: int, end: int) -> None:
        self._start = start
        self._taken = bytearray(max(end - start, 0) + 1)
        self.mentions: list[Mention] = []

    def add(self, mention: Mention) -> None:
        first, last = mention.start - self._start, mention.end - self._start
        self._taken[first:last] = b"\1" * (last - first)
        self.mentions.append(mention)

    def take(self, start: int, end: int) -> None:
        """Mark characters as told already: an office beside its holder's name."""
        first, last = start - self._start, min(end - self._start, len(self._taken) - 1)
        self._taken[first:last] = b"\1" * max(last - first, 0)

    def free(self, start: int, end: int) -> bool:
        return self._taken.find(1, start - self._start, end - self._start) < 0


class MentionFinder:
    """Finds mentions in one document's view."""

    def __init__(self, view: View, words: PartyWords, names: NameFinder) -> None:
        self._view = view
        self._words = words
        self._names = names

    def find(self, start: int, end: int) -> list[Mention]:
        """Return the mentions in view[start:end] in order, not overlapping."""
        found = _Found(start, end)
        self._vague(found, start, end)
        persons = self._persons(found, start, end)
        self._offices(found, persons, start, end)
        self._bodies(found, start, end)
        return sorted(found.mentions, key=lambda mention: mention.start)

    # --- vague sets and persons ------------------------------------------------------------

    def _vague(self, found: _Found, start: int, end: int) -> None:
        text, key = self._view.text, self._view.key
        for pattern in (self._words.vague_phrase, self._words.every, self._words.vague):
            for match in pattern.finditer(key, start, end):
                first, last = match.span()
                if (
                    found.free(first, last)
                    and not (text[last : last + 1] == " " and text[last + 1 : last + 2].isupper())
                    and (not self._existential(first) or self._opens_clause(first, start))
                ):
                    found.add(Mention(first, last, "vague", text[first:last]))

    def _existential(self, at: int) -> bool:
        return self._view.key.startswith(self._words.vague_existential, at)

    def _opens_clause(self, at: int, start: int) -> bool:
        """Whether a clause begins here: "there are places that ..." names somebody, "..., here and there" does not."""
        before = self._view.text[start:at][-_BESIDE:].rstrip(" ")
        if not before or before[-1:] in {";", ":", "-", "+"}:
            return True
        if before[-1:] != ",":
            return False
        comma = self._view.key.rfind(",", start, at)
        opening = self._view.key[max(start, comma - 12) : comma].split()
        return self._words.vague_existential.strip() not in opening[-2:]

    def _persons(self, found: _Found, start: int, end: int) -> list[Mention]:
        text = self._view.text
        persons: list[Mention] = []
        for first, last, titled in self._names.names(start, end):
            count = len(syllables(text[first:last]))
            if found.free(first, last) and (titled or count >= 3 or self._view.key[first:last] in self._names.known):
                persons.append(Mention(first, last, "person", text[first:last], full=count >= 2))
                found.add(persons[-1])
        return persons

    # --- offices ---------------------------------------------------------------------------

    def _offices(self, found: _Found, persons: list[Mention], start: int, end: int) -> None:
        """Add the offices that stand for their holder; one beside a name belongs to that person."""
        text, key = self._view.text, self._view.key
        titled = self._titled(start, end)
        self._duties(found, start, end)
        inside = self._inside_bodies(start, end)
        ends = iter([*persons, Mention(end + LONGEST_ROLE, end + LONGEST_ROLE, "person", "")])
        following = next(ends)
        attached = -LONGEST_ROLE
        for match in self._words.offices.finditer(key, start, end):
            first, last = match.span()
            while following.start < first:
                attached, following = max(attached, following.end), next(ends)
            if not found.free(first, last) or first in inside or not self._is_office(first, last, titled, start):
                continue
            between = text[last : following.start] if following.start - last < _OFFICE_OF else "."
            beside = 0 <= first - attached <= _BESIDE and not text[attached:first].strip(" ,(-–/")
            if beside or not _BREAK.search(between):
                reached = min(first + len(self._names.role_text(first, end)), end) if beside else following.start
                attached = max(attached, reached) if beside else attached
                found.take(first, reached)
                continue
            role = self._names.role_text(first, end)
            found.add(Mention(first, min(max(first + len(role), last), end), "role", role, match.group()))

    def _duties(self, found: _Found, start: int, end: int) -> None:
        """Add those told of by their duty alone ("the comrade in charge of ...")."""
        for match in self._words.duty.finditer(self._view.key, start, end):
            first = match.start("duty")
            role = self._names.role_text(first, end)
            if len(role) > match.end() - first and found.free(first, first + len(role)):
                found.add(Mention(first, first + len(role), "role", role, role[: match.end() - first]))

    def _titled(self, start: int, end: int) -> set[int]:
        """Return where words begin that stand behind a title ("comrade ...")."""
        return {title.end() + 1 for title in self._words.titles.finditer(self._view.key, start, end)}

    def _inside_bodies(self, start: int, end: int) -> set[int]:
        """Return where offices begin that are only part of a body's name ("board of directors")."""
        inside: set[int] = set()
        for body in self._words.bodies.finditer(self._view.key, start, end):
            for office in self._words.offices.finditer(self._view.key, body.start() + 1, body.end()):
                inside.add(office.start())
        return inside

    def _is_office(self, first: int, last: int, titled: set[int], start: int) -> bool:
        """Whether an office word stands for a person here; "05/38 officials" counts people and names nobody."""
        text, key = self._view.text, self._view.key
        before = text[max(start, first - 6) : first].split()
        if before and before[-1].strip("(/")[-1:].isdigit():
            return False
        if first in titled or text[first].isupper() or key[first:last] not in self._words.common_offices:
            return True
        return (
            not before
            or text[max(start, first - 2) : first].strip() in {",", ":", ";", "-", "|"}
            or self._charged(first)
        )

    # --- bodies ----------------------------------------------------------------------------

    def _bodies(self, found: _Found, start: int, end: int) -> None:
        reached = start
        for match in self._words.bodies.finditer(self._view.key, start, end):
            first, last = match.span()
            if first < reached or not found.free(first, last) or not self._is_body(first, last, start):
                continue
            stop = max(self._body_end(first, end), last)
            while stop > last and not found.free(first, stop):
                stop = first + len(self._view.text[first:stop].rpartition(" ")[0])
            found.add(Mention(first, max(stop, last), "collective", self._view.text[first : max(stop, last)]))
            reached = stop

    def _is_body(self, start: int, end: int, clause: int) -> bool:
        """Whether a body word names a body: a word of one syllable needs a name behind it or the head of the clause."""
        text, key = self._view.text, self._view.key
        before_word = key.rfind(" ", clause, max(clause, start - 1)) + 1
        if self._words.not_bodies.match(key, start) or self._words.not_bodies.match(key, max(before_word, clause)):
            return False
        if " " in key[start:end] or text[start:end].isupper() or self._words.body_names.match(key, end + 1):
            return True
        following = text[end + 1 : end + 2]
        before = text[max(clause, start - 2) : start].strip()
        return (
            following.isupper()
            or following.isdigit()
            or start == clause
            or before in {",", ":", ";", "-", "|"}
            or self._charged(start)
        )

    def _charged(self, start: int) -> bool:
        """Whether a word such as "assign" stands right before."""
        return self._words.charging.search(self._view.key, max(0, start - 12), start) is not None

    def _body_end(self, start: int, end: int) -> int:
        """Return where a body's name ends: the body words and the names, units and fields of work behind them."""
        text, key = self._view.text, self._view.key
        stop = min(end, start + LONGEST_ROLE)
        limit = at = start
        numbered = True
        while at < stop:
            body = self._words.bodies.match(key, at)
            known = body or self._words.body_names.match(key, at)
            piece = _PIECE.match(text, at)
            if known is not None:
                limit = known.end()
                numbered = body is not None or known.group() in self._words.numbered_names
            elif piece is not None and (piece.group()[0].isupper() or (numbered and piece.group()[0].isdigit())):
                limit = piece.end()
            else:
                break
            at = self._next_part(limit, stop)
            if at == limit:
                break
        return limit

    def _next_part(self, limit: int, stop: int) -> int:
        """Return where the next part of a name may begin: behind a space, a dash or a joining word."""
        key = self._view.key
        at = limit
        while at < stop and key[at] == " ":
            at += 1
        if key.startswith(self._words.name_owner, at):
            owner = at + len(self._words.name_owner)
            return owner if self._words.bodies.match(key, owner) else at
        joining = self._words.name_joins.match(key, at)
        if joining is None or self._words.bodies.match(key, joining.end() + 1):
            return at
        return joining.end() + 1 if self._words.body_names.match(key, joining.end() + 1) else at
