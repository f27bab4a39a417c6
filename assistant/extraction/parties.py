"""Parties: who is named in a document, under which names and offices, and whom a mention means.

Every person is one party; an office is that of the person who holds it where the document says so; bodies and vague
sets of people are parties of their own. A mention that fits two persons is told as ambiguous, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.extraction.mentions import Mention, MentionFinder
from assistant.extraction.names import NameFinder, proper
from assistant.extraction.party_words import PartyWords
from assistant.extraction.words import syllables
from assistant.language.model import Annotated, Segment
from assistant.language.names import name_end
from assistant.report.model import Party, PartyKind
from assistant.text import fold_key

PartyKey = tuple[PartyKind, str]
_SIGNATURE_LINES = 5
_WORD = re.compile(r"[^\W\d_]+")
_OPENING = re.compile(r"(?:[,;:.]\s|\n)\s*(?:[-+*]\s)?([^\W\d_]+)")
_BEFORE = 16
"""Characters before a word in which the word before it is read."""
_SENTENCE_ENDS = frozenset(".:;!?-–+*|")
_COLUMNS = re.compile(r"[ \t]{3,}")
_CLEAR_LEAD = 0.2
"""Least lead of the best holder of an office over the next one."""
_OTHER_UNIT = 1.5
"""What an office of another unit loses."""


@dataclass
class _Person:
    name: str
    roles: list[str] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    member: bool = False
    """Whether the person is titled as a member, speaks or holds an office: not an outsider told of."""

    def hold(self, role: str) -> None:
        """Add an office unless it, or a longer form of it, is known."""
        told = syllables(role)
        if told and not any(told == syllables(known)[: len(told)] for known in self.roles):
            self.roles.append(role)


@dataclass(frozen=True)
class RosterEntry:
    """A person the caller knows: name, post, organisation, other names."""

    name: str
    post: str = ""
    organisation: str = ""
    aliases: tuple[str, ...] = ()


class PartyBook:
    """The parties of one document; mentions are resolved against the persons found in it and a roster."""

    def __init__(
        self,
        annotated: Annotated,
        words: PartyWords,
        roster: Iterable[RosterEntry] = (),
        organisation: str | None = None,
        *,
        personal: bool = False,
    ) -> None:
        self._annotated = annotated
        self._organisation = organisation or ""
        self._words = words
        self._finder = NameFinder(annotated.view, words)
        self._mention_finder = MentionFinder(annotated.view, words, self._finder)
        self._found: dict[tuple[int, int], list[Mention]] = {}
        self._holders: dict[tuple[str, str], str | None] = {}
        self._persons: dict[str, _Person] = {}
        self._by_tail: dict[str, list[str]] | None = None
        self._others: dict[PartyKey, list[tuple[int, int]]] = {}
        self._names_of: dict[PartyKey, str] = {}
        self._told: dict[PartyKey, dict[str, None]] = {}
        self._ambiguous: set[str] = set()
        self._openings: frozenset[str] | None = None
        self.author: str | None = None
        """The key of the one who writes of himself."""
        for entry in roster:
            person = self._person(entry.name)
            person.roles += [entry.post] if entry.post else []
            person.aliases += entry.aliases
        self._collect(personal=personal)

    # --- finding persons -------------------------------------------------------------------

    def _person(self, name: str) -> _Person:
        key = " ".join(syllables(name))
        if key not in self._persons:
            self._persons[key] = _Person(" ".join(name.split()))
            if self._by_tail is not None:
                self._add_tails(self._by_tail, key)
        return self._persons[key]

    def _collect(self, *, personal: bool) -> None:
        """Read every full name of the document with the office told beside it."""
        for index, segment in enumerate(self._annotated.segments):
            if not self._is_title(segment):
                self._collect_names(segment)
            self._author_label(index, segment)
            self._post_label(segment)
            self._signature(index, segment)
        if personal and self.author is None:
            self._author_alone()
        self._merge_short()
        self._finder.known = frozenset(self._persons)

    def _is_title(self, segment: Segment) -> bool:
        """Whether a segment is a heading in capitals, which names nobody unless it stands at the signature."""
        text = self._annotated.text(segment.start, segment.end)
        return (
            segment.kind == "heading" and text.isupper() and "signature" not in self._annotated.roles(segment.section)
        )

    def _collect_names(self, segment: Segment) -> None:
        text = self._annotated.view.text
        for start, end, titled in self._finder.names(segment.start, segment.end):
            parts = syllables(text[start:end])
            if len(parts) < 2 or (len(parts) == 2 and not titled and parts[0] not in self._words.surnames):
                continue
            person = self._person(proper(text[start:end]))
            person.mentions.append((start, end))
            person.member = person.member or segment.kind == "label" or self._is_comrade(start)
            role = self._finder.role_after(end, segment.end) or self._finder.role_before(segment.start, start)
            if role and role not in person.roles:
                person.roles.append(role)

    def _is_comrade(self, start: int) -> bool:
        """Whether a title of members stands before a name."""
        return self._words.comrade.search(self._annotated.view.key, max(0, start - 12), start) is not None

    def _author_label(self, index: int, segment: Segment) -> None:
        """Take the author of an individual's review from the line that gives the name."""
        view, segments = self._annotated.view, self._annotated.segments
        label = self._label(segment, self._words.author_labels, {"", " ", ":"})
        if label is None or self.author is not None:
            return
        at = segment.start + len(label)
        while at < segment.end and view.text[at] in " .:":
            at += 1
        if at >= segment.end - 1 and index + 1 < len(segments):
            at = segments[index + 1].start
        stop = name_end(view.text, at, len(view.text))
        if len(syllables(view.text[at:stop])) >= 2:
            self.author = " ".join(syllables(view.text[at:stop]))
            self._person(proper(view.text[at:stop])).mentions.append((at, stop))

    def _author_alone(self) -> None:
        """Take the author from the last line that is nothing but a full name: the signature."""
        for segment in reversed(self._annotated.segments[-_SIGNATURE_LINES:]):
            for start, end, _ in self._finder.names(segment.start, segment.end):
                if start == segment.start and end >= segment.end - 1 and len(syllables(self._text(start, end))) > 1:
                    self.author = " ".join(syllables(self._text(start, end)))
                    return

    def _text(self, start: int, end: int) -> str:
        return self._annotated.text(start, end)

    def _post_label(self, segment: Segment) -> None:
        """Give the author the office on the line that gives the post."""
        label = self._label(segment, self._words.post_labels, {":"})
        if label is None or self.author is None:
            return
        told = self._annotated.text(segment.start + len(label) + 1, segment.end).strip(" .…")
        if self._words.offices.search(fold_key(told)):
            self._persons[self.author].roles.append(told)

    def _label(self, segment: Segment, labels: Sequence[str], behind: set[str]) -> str | None:
        key = self._annotated.key(segment.start, segment.end)
        return next(
            (each for each in labels if key.startswith(each) and key[len(each) : len(each) + 1] in behind), None
        )

    def _signature(self, index: int, segment: Segment) -> None:
        """Give the signer the office above the name."""
        if "signature" not in self._annotated.roles(segment.section):
            return
        columns = _COLUMNS.split(self._annotated.text(segment.start, segment.end).strip())
        text = " ".join(columns[-1].split())
        if not self._words.offices.fullmatch(fold_key(text)):
            return
        for later in self._annotated.segments[index + 1 : index + 1 + _SIGNATURE_LINES]:
            named = [span for span in self._finder.names(later.start, later.end) if span[1] >= later.end - 1]
            if named:
                self._person(proper(self._annotated.text(*named[-1][:2]))).hold(text.capitalize())
                return

    def _merge_short(self) -> None:
        """Fold a name that is the tail of exactly one longer name into it (given name into full name)."""
        tails = self._tails()
        for key in sorted(self._persons, key=len):
            longer = [other for other in tails.get(key, ()) if other != key and other in self._persons]
            if len(longer) == 1 and key.split()[0] not in self._words.surnames | {""}:
                short, target = self._persons.pop(key), self._persons[longer[0]]
                target.mentions += short.mentions
                target.member = target.member or short.member
                target.roles += [role for role in short.roles if role not in target.roles]
        self._by_tail = None

    def _tails(self) -> dict[str, list[str]]:
        """Return the persons by each tail of their names and by their aliases."""
        if self._by_tail is None:
            self._by_tail = {}
            for key in self._persons:
                self._add_tails(self._by_tail, key)
        return self._by_tail

    def _add_tails(self, tails: dict[str, list[str]], key: str) -> None:
        parts = key.split()
        told = {" ".join(parts[at:]): None for at in range(len(parts))}
        told |= {" ".join(syllables(alias)): None for alias in self._persons[key].aliases}
        for tail in told:
            tails.setdefault(tail, []).append(key)

    # --- resolving mentions ----------------------------------------------------------------

    def mentions(self, start: int, end: int) -> list[Mention]:
        """Return the persons, offices, bodies and vague sets named in view[start:end], in order, not overlapping."""
        if (start, end) not in self._found:
            self._found[start, end] = self._mention_finder.find(start, end)
        return self._found[start, end]

    def mentions_with_given_names(self, start: int, end: int) -> list[Mention]:
        """Return the mentions in view[start:end] with the bare given names of members ("Dung rewrites the list")."""
        named = self.mentions(start, end)
        text = self._annotated.view.text
        found: list[Mention] = []
        at = 0
        for word in _WORD.finditer(text, start, end):
            first, last = word.span()
            while at < len(named) and named[at].end <= first:
                at += 1
            free = at == len(named) or last <= named[at].start
            if free and self._is_given_name(first, last):
                found.append(Mention(first, last, "person", text[first:last]))
        return sorted([*named, *found], key=lambda mention: mention.start)

    def _is_given_name(self, first: int, last: int) -> bool:
        """Whether a capitalised word alone is the name of one member; a sentence may begin with a word like a name."""
        text, key = self._annotated.view.text, self._annotated.view.key
        if not text[first].isupper() or (last - first > 1 and text[first:last].isupper()):
            return False
        fits = self._tails().get(key[first:last], [])
        if len(fits) != 1 or " " not in fits[0]:
            return False
        before, behind = text[max(0, first - _BEFORE) : first], text[last : last + 2]
        previous = before.split()[-1:] if before[-1:] == " " else []
        if behind[:1] == " " and behind[1:].isupper():
            return False
        if previous and (previous[0][:1].isupper() and previous[0].isalpha()):
            return False
        if previous and fold_key(previous[0]).strip(",.-–()") in self._words.places:
            return False
        opens = not before.strip() or before.rstrip()[-1:] in _SENTENCE_ENDS
        return not (opens and key[first:last] in self._opening_words())

    def _opening_words(self) -> frozenset[str]:
        """Return the words in small letters with which clauses of the document begin: verbs, joining words."""
        if self._openings is None:
            key, text = self._annotated.view.key, self._annotated.view.text
            found = (match.span(1) for match in _OPENING.finditer(text) if match.group(1).islower())
            self._openings = frozenset(key[first:last] for first, last in found)
        return self._openings

    def office_end(self, at: int, end: int) -> int:
        """Return where the offices told right behind a name end; `at` where none is told."""
        start = at
        while start < end and self._annotated.view.text[start] in " ,(-–":
            start += 1
        if self._words.offices.match(self._annotated.view.key, start) is None:
            return at
        return min(start + len(self._finder.role_text(start, end, several=True)), end)

    def is_place(self, mention: Mention) -> bool:
        """Whether a body is a place or an office of the State at large ("the hamlet", "the province")."""
        words = syllables(mention.name)
        return any(" ".join(words[:size]) in self._words.place_bodies for size in (1, 2, 3))

    def is_own(self, party: PartyKey) -> bool:
        """Whether a body is the reviewed one."""
        return bool(self._organisation) and party == ("collective", " ".join(syllables(self._organisation)))

    def resolve(self, mention: Mention, speaker: str | None = None) -> PartyKey | None:
        """Return the (kind, key) of the party a mention means; an office is that of its only holder."""
        del speaker
        if mention.kind == "person":
            return self._resolve_name(mention)
        if mention.kind == "role":
            holder = self.holder(mention.name, mention.office or mention.name)
            if holder is not None:
                return "person", holder
        if mention.kind == "collective":
            return self.body(mention.name, (mention.start, mention.end))
        return self._other(mention.kind, mention.name, (mention.start, mention.end))

    def _resolve_name(self, mention: Mention) -> PartyKey | None:
        key = " ".join(syllables(mention.name))
        if not key:
            return None
        fits = [key] if key in self._persons else self._tails().get(key, [])
        if len(fits) > 1:
            self._ambiguous.add(key)
        if len(fits) == 1:
            self._persons[fits[0]].mentions.append((mention.start, mention.end))
            return "person", fits[0]
        person = self._person(proper(mention.name))
        person.mentions.append((mention.start, mention.end))
        person.member = self._is_comrade(mention.start)
        return "person", key

    def holder(self, role: str, office: str) -> str | None:
        """Return the key of the only person whose office is the one told; None where nobody or several fit."""
        if (role, office) not in self._holders:
            self._holders[role, office] = self._holder(role, office)
        return self._holders[role, office]

    def _holder(self, role: str, office: str) -> str | None:
        behind = role[len(office) :]
        unit = any(word[:1].isupper() or word[:1].isdigit() for word in behind.split())
        proper_unit = any(word[:1].isdigit() or word[:1].isupper() for word in self._without_bodies(behind).split())
        office_words = syllables(office)
        extra = [word for word in self._expanded(role) if word not in office_words]
        scored: list[tuple[float, str]] = []
        for key, person in self._persons.items():
            parts = (part for told in person.roles for part in self._words.role_parts.split(fold_key(told)))
            best = max((self._fit(part, office_words, extra, unit, proper_unit) for part in parts), default=0.0)
            if best > 0.3:
                scored.append((best, key))
        scored.sort(reverse=True)
        if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < _CLEAR_LEAD):
            return None
        return scored[0][1]

    def _without_bodies(self, text: str) -> str:
        """Return a text without the words that stand for kinds of bodies ("Party committee", "people's committee")."""
        kept = list(text)
        for found in self._words.bodies.finditer(fold_key(text)):
            kept[found.start() : found.end()] = " " * (found.end() - found.start())
        return "".join(kept)

    def _fit(self, told: str, office: list[str], extra: list[str], unit: bool, proper_unit: bool) -> float:
        """Return how well an office known of somebody fits the one told: the office, its unit, its field."""
        words = self._expanded(told)
        at = _find(words, office)
        if at is None or (at > 0 and words[at - 1] == self._words.deputy and office[0] != self._words.deputy):
            return 0.0
        rest = words[at + len(office) :]
        common = sum(word in rest for word in extra)
        common = common if 2 * common >= len(extra) else 0
        score = 1.0 + common + (0.5 if at == 0 else 0.0)
        if not extra:
            score += self._central(rest)
        return score - _OTHER_UNIT if common == 0 and ((unit and rest) or proper_unit) else score

    def _central(self, unit: list[str]) -> float:
        """Return the lead of an office of the reviewed body or the people's committee over those of others."""
        own = self._expanded(self._organisation)
        if not unit or unit[:2] == own[:2]:
            return 0.4
        return 0.3 if " ".join(unit).startswith(self._words.main_body) else 0.0

    def offices(self) -> Iterator[tuple[PartyKey, str]]:
        """Yield the persons whose office the document tells, with their offices as folded text."""
        for key, person in self._persons.items():
            if person.roles:
                yield ("person", key), fold_key(" ; ".join(person.roles))

    def persons(self) -> list[PartyKey]:
        """Return the persons of the document."""
        return [("person", key) for key in self._persons]

    def is_member(self, key: str) -> bool:
        """Whether a person is of the reviewed body: not an outsider told of."""
        return key in self._persons and (self._persons[key].member or bool(self._persons[key].roles))

    def known_person(self, name: str) -> PartyKey | None:
        """Return the only person of the document whose name is, or ends, as told; None where nobody or several fit."""
        fits = self._tails().get(" ".join(syllables(name)), [])
        return ("person", fits[0]) if len(fits) == 1 else None

    def _other(self, kind: PartyKind, name: str, span: tuple[int, int], told: str = "") -> PartyKey:
        key = " ".join(syllables(name)) if kind != "vague" else fold_key(name)
        self._others.setdefault((kind, key), []).append(span)
        self._names_of.setdefault((kind, key), " ".join(name.split()))
        if told and told != name:
            self._told.setdefault((kind, key), {})[" ".join(told.split())] = None
        return kind, key

    def body(self, name: str, span: tuple[int, int]) -> PartyKey:
        """Return the party of a body: without "the collective", the reviewed body in full where it is meant."""
        words = self._expanded(name)
        lead = self._words.collective_lead.match(" ".join(words))
        if lead is not None:
            words = words[len(lead.group().split()) :]
        own = self._expanded(self._organisation)
        if own and (not words or words == own[: len(words)]) and (len(words) > 1 or lead is not None):
            return self._other("collective", self._organisation, span, name)
        return self._other(
            "collective",
            name if words == self._expanded(name) else " ".join(name.split()[-len(words) :]) if words else name,
            span,
        )

    def _expanded(self, name: str) -> list[str]:
        return [part for word in syllables(name) for part in self._words.expansions.get(word, word).split()]

    def author_party(self) -> PartyKey | None:
        """Return the author of an individual's review."""
        return ("person", self.author) if self.author in self._persons else None

    # --- the report's parties --------------------------------------------------------------

    def freeze(self, used: Iterable[PartyKey]) -> tuple[tuple[Party, ...], dict[PartyKey, str]]:
        """Return the parties of the report and the id of each (kind, key); persons all, others where used."""
        order: list[PartyKey] = [("person", key) for key in self._persons]
        order += sorted({reference for reference in used if reference[0] != "person"})
        ids = {reference: f"p{number}" for number, reference in enumerate(order, 1)}
        parties: list[Party] = []
        for reference in order:
            kind, key = reference
            if kind == "person":
                person = self._persons[key]
                spans = sorted(set(person.mentions))
                parties.append(
                    Party(
                        id=ids[reference],
                        kind=kind,
                        name=person.name,
                        role=person.roles[0] if person.roles else None,
                        aliases=tuple(dict.fromkeys([*person.aliases, *person.roles])),
                        ambiguous=key in self._ambiguous,
                        mentions=tuple(self._annotated.view.to_raw(*span) for span in spans),
                    )
                )
                continue
            spans = sorted(set(self._others.get(reference, ())))
            name = self._names_of.get(reference, key)
            parties.append(
                Party(
                    id=ids[reference],
                    kind=kind,
                    name=None if kind == "role" else name,
                    role=name if kind == "role" else None,
                    aliases=tuple(self._told.get(reference, ())),
                    mentions=tuple(self._annotated.view.to_raw(*span) for span in spans if span[1] > span[0]),
                )
            )
        return tuple(parties), ids


def _find(words: list[str], wanted: list[str]) -> int | None:
    size = len(wanted)
    return next((at for at in range(len(words) - size + 1) if words[at : at + size] == wanted), None)
