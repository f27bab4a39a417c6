"""Parties: who is named in a document, under which names and offices, and whom a mention means.

Every person is one party; an office is that of the person who holds it where the document says so; bodies and vague
sets of people are parties of their own. A mention that fits two persons is told as ambiguous, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from assistant.language.lexicon import Lexicon
from assistant.language.model import Annotated
from assistant.language.names import name_end
from assistant.report.model import Party, PartyKind
from assistant.text import fold_key

_WORD = re.compile(r"[^\W_]+(?:['’/][^\W\d_]+)*")
_ROLE_END = re.compile(r"[.,;:()\n]|\s-\s|\s–\s")
_LONGEST_ROLE = 90
_OPEN_ROLE = 40
"""Characters of a field of duty that still belong to an office ("deputy director in charge of ...")."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the view that names somebody: kind, span, the words that count."""

    start: int
    end: int
    kind: PartyKind
    name: str
    office: str | None = None
    full: bool = False


@dataclass
class _Person:
    name: str
    roles: list[str] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class RosterEntry:
    """A person the caller knows: name, post, organisation, other names."""

    name: str
    post: str = ""
    organisation: str = ""
    aliases: tuple[str, ...] = ()


class PartyWords:
    """The words of the lexicon that name people, offices and bodies, as patterns."""

    def __init__(self, lexicon: Lexicon) -> None:
        titles = lexicon.data["titles"]
        names = lexicon.data["surnames"]
        assert isinstance(titles, dict)
        assert isinstance(names, dict)
        self.titles = _alternatives(titles["titles"])
        self.plural_titles = _alternatives(titles["plural-titles"])
        self.offices = _alternatives(titles["offices"])
        self.bodies = _alternatives(titles["bodies"])
        self.body_words = frozenset(fold_key(word) for word in titles["bodies"])
        self.office_words = tuple(fold_key(word) for word in titles["offices"])
        references = lexicon.data["references"]
        assert isinstance(references, dict)
        self.charging = re.compile(_alternatives(references["assign"]).pattern + r"\s$")
        self.self_words = _alternatives(titles["self"])
        self.author_labels = tuple(fold_key(word) for word in titles["author-labels"])
        self.post_labels = tuple(fold_key(word) for word in titles["post-labels"])
        self.signature = tuple(fold_key(word) for word in titles["signature"])
        self.deputy = fold_key(titles["deputy"])
        self.collective_lead = _alternatives(titles["collective-lead"])
        self.role_link = _alternatives(titles["role-links"])
        self.role_words = _alternatives(titles["role-words"])
        self.open_role_words = _alternatives(titles["open-role-words"])
        self.places = frozenset(fold_key(word) for word in titles["place-words"])
        self.not_persons = frozenset(fold_key(word) for word in titles["not-persons"])
        self.surnames = frozenset(fold_key(word) for word in names["surnames"])
        self.middles = frozenset(fold_key(word) for word in names["middle"])
        self.vague = _alternatives(list(lexicon.phrases["vague-agent"]) + list(lexicon.phrases["vague-owner"]))
        heads = _alternatives(titles["vague-heads"]).pattern
        quantifiers = _alternatives(titles["vague-quantifiers"]).pattern
        self.vague_phrase = re.compile(rf"{quantifiers} {heads}(?: {heads})*")
        self.not_bodies = _alternatives(titles["not-bodies"])
        expansions = lexicon.data["abbreviations-of-bodies"]
        assert isinstance(expansions, dict)
        self.expansions = {fold_key(short): fold_key(full) for short, full in expansions["expansions"].items()}


def _alternatives(words: Iterable[str]) -> re.Pattern[str]:
    parts = sorted({fold_key(str(word)) for word in words}, key=lambda word: (-len(word), word))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(part) for part in parts) + r")(?!\w)")


def syllables(text: str) -> list[str]:
    """Return the folded words of a name or an office."""
    return _WORD.findall(fold_key(text))


class PartyBook:
    """The parties of one document; mentions are resolved against the persons found in it and a roster."""

    def __init__(
        self, annotated: Annotated, words: PartyWords, roster: Iterable[RosterEntry] = (), organisation: str | None = None
    ) -> None:
        self._annotated = annotated
        self._organisation = organisation or ""
        self._words = words
        self._persons: dict[str, _Person] = {}
        self._others: dict[tuple[PartyKind, str], list[tuple[int, int]]] = {}
        self._names_of: dict[tuple[PartyKind, str], str] = {}
        self._told: dict[tuple[PartyKind, str], dict[str, None]] = {}
        self._ambiguous: set[str] = set()
        self.author: str | None = None
        for entry in roster:
            person = self._person(entry.name)
            person.roles += [entry.post] if entry.post else []
            person.aliases += entry.aliases
        self._collect()

    # --- finding persons -------------------------------------------------------------------

    def _person(self, name: str) -> _Person:
        key = " ".join(syllables(name))
        return self._persons.setdefault(key, _Person(" ".join(name.split())))

    def _collect(self) -> None:
        """Read every full name of the document with the office told beside it."""
        view = self._annotated.view
        for segment in self._annotated.segments:
            text = view.text
            if segment.kind == "heading" and "signature" not in self._annotated.roles(segment.section) and view.text[segment.start : segment.end].isupper():
                continue
            for start, end, titled in self._names(segment.start, segment.end):
                count = len(syllables(text[start:end]))
                if count < 2 or (count == 2 and not titled and fold_key(text[start:end]).split()[0] not in self._words.surnames):
                    continue
                person = self._person(_proper(text[start:end]))
                person.mentions.append((start, end))
                role = self._role_after(end, segment.end) or self._role_before(segment.start, start)
                if role and role not in person.roles:
                    person.roles.append(role)
        self._signatures()
        self._merge_short()

    def _names(self, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """Yield names in view[start:end]: behind a title, or beginning with a surname; (start, end, titled)."""
        text, key = self._annotated.view.text, self._annotated.view.key
        at = start
        titled_at = {found.end() for found in self._words.titles.finditer(key, start, end)}
        heads = set()
        for stop in titled_at:
            head = stop
            while head < end and text[head] in " .:":
                head += 1
            heads.add(head)
        for found in _WORD.finditer(text, start, end):
            if found.start() < at:
                continue
            titled = found.start() in heads
            word = found.group()
            if not word[0].isupper():
                continue
            if not titled and fold_key(word) not in self._words.surnames:
                continue
            stop = name_end(text, found.start(), end)
            if stop <= found.start():
                continue
            if self._words.offices.match(key, found.start()) or self._words.titles.match(key, found.start()):
                continue
            stop = self._trim(found.start(), stop)
            if key[found.start() : stop] in self._words.not_persons:
                continue
            size = len(syllables(text[found.start() : stop]))
            if size == 0 or (not titled and not self._name_like(found.start(), stop)):
                continue
            yield found.start(), stop, titled
            at = stop

    def _trim(self, start: int, stop: int) -> int:
        """Cut an office, a body or a place word off the end of a run of capitals ("Nam Bí thư" -> "Nam")."""
        text, key = self._annotated.view.text, self._annotated.view.key
        for pattern in (self._words.offices, self._words.bodies):
            for found in pattern.finditer(key, start, stop):
                if found.start() > start and not (pattern is self._words.bodies and " " not in found.group() and text[found.start()].isupper() and found.end() == stop):
                    return start + len(text[start : found.start()].rstrip())
                if found.start() == start and " " in found.group():
                    return start
        return stop

    def _name_like(self, start: int, stop: int) -> bool:
        """Whether an untitled run of capitals reads as a person: surname first, 3 or 4 syllables, or a middle name."""
        view = self._annotated.view
        parts = view.key[start:stop].split()
        before = view.key[max(0, start - 24) : start].split()
        if before and before[-1].strip(",.-–()") in self._words.places:
            return False
        if any(part.isupper() and len(part) > 1 for part in view.text[start:stop].split()) and not self._alone(start, stop):
            return False
        if any(len(part) > 2 and part.isupper() for part in view.text[start:stop].split()[1:]) and not view.text[start:stop].isupper():
            return False
        if parts[0] in self._words.places and (len(parts) < 3 or parts[1] not in self._words.middles):
            return False
        return 3 <= len(parts) <= 5 or (len(parts) == 2 and self._alone(start, stop))

    def _alone(self, start: int, stop: int) -> bool:
        """Whether the run stands between marks, as names in lists and signatures do."""
        text = self._annotated.view.text
        before = text[:start].rstrip(" \t")[-1:]
        after = text[stop:].lstrip(" \t")[:1]
        return before in {"", "\n", ",", ":", "(", "-", "–"} and after in {"", "\n", ",", ":", "(", "-", "–", ";", "."}

    def _role_after(self, stop: int, end: int) -> str | None:
        """Return the office told behind a name: in brackets, behind a dash or comma, or by "làm"."""
        text, key = self._annotated.view.text, self._annotated.view.key
        at = stop
        while at < end and text[at] in " ,-–(":
            at += 1
        link = self._words.role_link.match(key, at)
        if at == stop + 1 and text[stop] == " " and link is None and not self._words.offices.match(key, at):
            return None
        if link is not None:
            at = link.end()
            while at < end and text[at] == " ":
                at += 1
        found = self._words.offices.match(key, at)
        if found is None:
            skipped = self._skip_unit(at, end)
            found = self._words.offices.match(key, skipped) if skipped else None
            if found is None:
                return None
        return self._role_text(at, end, several=True)

    def _skip_unit(self, at: int, end: int) -> int | None:
        """Return where an office may begin behind an abbreviation such as "UV BTV, "."""
        text = self._annotated.view.text
        comma = text.find(",", at, min(end, at + 40))
        if comma < 0:
            return None
        comma += 1
        while comma < end and text[comma] == " ":
            comma += 1
        return comma

    def _role_before(self, start: int, stop: int) -> str | None:
        """Return the office told in front of a name ("Phó Chủ tịch UBND xã Lê Văn A")."""
        text, key = self._annotated.view.text, self._annotated.view.key
        head = max(start, stop - _LONGEST_ROLE)
        window_end = stop
        for found in self._words.titles.finditer(key, head, stop):
            if key[found.end() : stop].strip(" .") == "":
                window_end = found.start()
        last = None
        for found in self._words.offices.finditer(key, head, window_end):
            last = found
        if last is None:
            return None
        between = text[last.start() : window_end].strip()
        if _ROLE_END.search(between) or len(between.split()) > 8:
            return None
        while last is not None and key[: last.start()].rstrip().endswith(self._words.deputy):
            return text[key.rfind(self._words.deputy, 0, last.start()) : window_end].strip()
        return between

    def _role_text(self, at: int, end: int, several: bool = False) -> str:
        """Return the words of an office up to the next mark; with `several`, further offices behind commas too."""
        text, key = self._annotated.view.text, self._annotated.view.key
        stop = min(end, at + _LONGEST_ROLE)
        position = at
        while True:
            found = _ROLE_END.search(text, position, stop)
            if found is None:
                limit = stop
                break
            after = found.end()
            while after < stop and text[after] == " ":
                after += 1
            if several and found.group() == "," and self._words.offices.match(key, after):
                position = after
                continue
            limit = found.start()
            break
        return " ".join(self._clip_role(text[at:limit]).split())

    def _clip_role(self, role: str) -> str:
        """Cut an office at the first word that is neither a name, a unit nor a link (a verb follows the office)."""
        folded = fold_key(role)
        known = [
            (match.start(), match.end())
            for pattern in (self._words.offices, self._words.bodies, self._words.role_words)
            for match in pattern.finditer(folded)
        ]
        opened = self._words.open_role_words.search(folded)
        stop = 0
        for found in re.finditer(r"\S+", role):
            word = found.group()
            inside = any(start <= found.start() < end for start, end in known)
            free = opened is not None and opened.end() <= found.start() <= opened.end() + _OPEN_ROLE
            if not (inside or free or word[:1].isupper() or word[:1].isdigit() or word in {",", "-", "–", "/"}):
                break
            stop = found.end()
        return role[:stop].rstrip(" ,-–")

    def _signatures(self) -> None:
        """Give the signer the office above the name, and find the author of an individual's review."""
        view = self._annotated.view
        segments = self._annotated.segments
        for index, segment in enumerate(segments):
            roles = self._annotated.roles(segment.section)
            key = view.key[segment.start : segment.end]
            label = next((label for label in self._words.author_labels if key.startswith(label) and key[len(label) : len(label) + 1] in {"", " ", ":"}), None)
            if label is not None:
                rest = segment.start + len(label)
                while rest < segment.end and view.text[rest] in " .:":
                    rest += 1
                if rest >= segment.end - 1 and index + 1 < len(segments):
                    rest = segments[index + 1].start
                stop = name_end(view.text, rest, len(view.text))
                if len(syllables(view.text[rest:stop])) >= 2 and self.author is None:
                    self.author = " ".join(syllables(view.text[rest:stop]))
                    self._person(_proper(view.text[rest:stop])).mentions.append((rest, stop))
            post = next((label for label in self._words.post_labels if key.startswith(label + ":")), None)
            if post is not None and self.author is not None:
                told = view.text[segment.start + len(post) + 1 : segment.end].strip(" .…")
                if self._words.offices.search(fold_key(told)):
                    self._persons[self.author].roles.append(told)
            if "signature" in roles and self._words.offices.fullmatch(" ".join(key.split())):
                for later in segments[index + 1 : index + 6]:
                    named = [span for span in self._names(later.start, later.end) if span[1] >= later.end - 1]
                    if not named:
                        continue
                    role = " ".join(view.text[segment.start : segment.end].split()).capitalize()
                    person = self._person(_proper(view.text[named[-1][0] : named[-1][1]]))
                    if not any(syllables(role) == syllables(known)[: len(syllables(role))] for known in person.roles):
                        person.roles.append(role)
                    break

    def _merge_short(self) -> None:
        """Fold a name that is the tail of exactly one longer name into it ("Xuân Đào" into "Bùi Xuân Đào")."""
        for key in sorted(self._persons, key=len):
            longer = [other for other in self._persons if other != key and other.endswith(" " + key)]
            if len(longer) == 1 and key.split()[0] not in self._words.surnames | {""}:
                short, target = self._persons.pop(key), self._persons[longer[0]]
                target.mentions += short.mentions
                target.roles += [role for role in short.roles if role not in target.roles]

    # --- resolving mentions ----------------------------------------------------------------

    def mentions(self, start: int, end: int) -> list[Mention]:
        """Return the persons, offices, bodies and vague sets named in view[start:end], in order, not overlapping."""
        view = self._annotated.view
        text, key = view.text, view.key
        found: list[Mention] = []

        def free(a: int, b: int) -> bool:
            return not any(a < other.end and other.start < b for other in found)

        for pattern in (self._words.vague_phrase, self._words.vague):
            for match in pattern.finditer(key, start, end):
                if free(match.start(), match.end()):
                    found.append(Mention(match.start(), match.end(), "vague", text[match.start() : match.end()]))
        for a, b, titled in self._names(start, end):
            name = text[a:b]
            if not free(a, b):
                continue
            if titled or len(syllables(name)) >= 3:
                found.append(Mention(a, b, "person", name, full=len(syllables(name)) >= 2))
        for match in self._words.titles.finditer(key, start, end):
            office = self._words.offices.match(key, match.end() + 1) if text[match.end() : match.end() + 1] == " " else None
            if office is not None and free(office.start(), office.end()):
                role = self._role_text(office.start(), end)
                found.append(Mention(office.start(), office.start() + max(len(role), 1), "role", role, office.group()))
        for match in self._words.offices.finditer(key, start, end):
            if not free(match.start(), match.end()) or not self._is_office(match.start(), match.end()):
                continue
            role = self._role_text(match.start(), end)
            stop = min(match.start() + max(len(role), match.end() - match.start()), end)
            near = [m for m in found if m.kind == "person" and 0 <= m.start - match.end() < 60 and not _ROLE_END.search(text[match.end() : m.start])]
            behind = [m for m in found if m.kind == "person" and 0 <= match.start() - m.end <= 4]
            if near or behind:
                continue  # the office of a person named beside it
            found.append(Mention(match.start(), stop, "role", role, match.group()))
        for match in self._words.bodies.finditer(key, start, end):
            if free(match.start(), match.end()) and self._is_body(match.start(), match.end(), start):
                name = self._body_text(match.start(), end)
                found.append(Mention(match.start(), max(match.start() + len(name), match.end()), "collective", name))
        return sorted(found, key=lambda mention: mention.start)

    def _is_office(self, start: int, end: int) -> bool:
        text = self._annotated.view.text
        before = text[max(0, start - 6) : start].split()
        if before and before[-1].strip("(/")[-1:].isdigit():
            return False  # "05/38 officials" counts people and names nobody
        return text[start].isupper() or start == 0 or text[start - 1] in " ("

    def _is_body(self, start: int, end: int, clause: int) -> bool:
        """Whether a body word names a body here: a word of one syllable needs a name behind it or the head of the clause."""
        text, key = self._annotated.view.text, self._annotated.view.key
        before_word = key.rfind(" ", clause, max(clause, start - 1)) + 1
        if self._words.not_bodies.match(key, start) or self._words.not_bodies.match(key, max(before_word, clause)):
            return False
        if " " in key[start:end] or text[start:end].isupper():
            return True
        following = text[end + 1 : end + 2]
        before = text[max(clause, start - 2) : start].strip()
        return following.isupper() or following.isdigit() or start == clause or before in {",", ":", ";", "-"} or self._charged(start)

    def _charged(self, start: int) -> bool:
        """Whether a word such as "giao" stands right before."""
        return self._words.charging.search(self._annotated.view.key, max(0, start - 12), start) is not None

    def _body_text(self, start: int, end: int) -> str:
        """Return a body's name: the body words and the names and units behind them."""
        text, key = self._annotated.view.text, self._annotated.view.key
        stop = min(end, start + _LONGEST_ROLE)
        limit = start
        at = start
        while at < stop:
            body = self._words.bodies.match(key, at)
            if body is not None:
                limit = at = body.end()
            else:
                word = re.compile(r"[^\s,;:.()]+").match(text, at)
                if word is None or not (word.group()[0].isupper() or word.group()[0].isdigit()):
                    break
                limit = at = word.end()
            while at < stop and text[at] == " ":
                at += 1
            if at == limit:
                break
        return text[start:limit]

    def resolve(self, mention: Mention, speaker: str | None = None) -> tuple[PartyKind, str] | None:
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

    def _resolve_name(self, mention: Mention) -> tuple[PartyKind, str] | None:
        wanted = syllables(mention.name)
        if not wanted:
            return None
        joined = " ".join(wanted)
        if joined in self._persons:
            self._persons[joined].mentions.append((mention.start, mention.end))
            return "person", joined
        fits = [key for key in self._persons if key.split()[-len(wanted) :] == wanted]
        fits += [
            key for key, person in self._persons.items() if key not in fits and any(syllables(alias) == wanted for alias in person.aliases)
        ]
        if len(fits) == 1:
            self._persons[fits[0]].mentions.append((mention.start, mention.end))
            return "person", fits[0]
        person = self._person(_proper(mention.name))
        person.mentions.append((mention.start, mention.end))
        if len(fits) > 1:
            self._ambiguous.add(joined)
        return "person", joined

    def holder(self, role: str, office: str) -> str | None:
        """Return the key of the only person whose office is the one told; None where nobody or several fit."""
        office_words = syllables(office)
        wanted = [part for word in syllables(role) for part in self._words.expansions.get(word, word).split()]
        told_unit = role[len(office) :].split()
        unit = any(word[:1].isupper() or word[:1].isdigit() for word in told_unit)
        proper = any(
            word[:1].isdigit() or (word[:1].isupper() and fold_key(word) not in self._words.body_words) for word in told_unit
        )
        scored: list[tuple[float, str]] = []
        for key, person in self._persons.items():
            best = 0.0
            for told in person.roles:
                for part in re.split(r"[,;/]| kiêm | - ", told):
                    words = self._expanded(part)
                    at = _find(words, office_words)
                    if at is None or (at > 0 and words[at - 1] == self._words.deputy and office_words[0] != self._words.deputy):
                        continue
                    extra = [word for word in wanted if word not in office_words]
                    rest = words[at + len(office_words) :]
                    shared = sum(word in rest for word in extra)
                    score = 1.0 + shared + (0.5 if at == 0 else 0.0)
                    if (unit and rest or proper) and shared == 0:
                        score -= 1.5
                    best = max(best, score)
            if best > 0.3:
                scored.append((best, key))
        scored.sort(reverse=True)
        if not scored:
            return None
        if len(scored) > 1 and scored[0][0] - scored[1][0] < 0.2:
            return None
        return scored[0][1]

    def _other(self, kind: PartyKind, name: str, span: tuple[int, int], told: str = "") -> tuple[PartyKind, str]:
        key = " ".join(syllables(name)) if kind != "vague" else fold_key(name)
        self._others.setdefault((kind, key), []).append(span)
        self._names_of.setdefault((kind, key), " ".join(name.split()))
        if told and told != name:
            self._told.setdefault((kind, key), {})[" ".join(told.split())] = None
        return kind, key

    def body(self, name: str, span: tuple[int, int]) -> tuple[PartyKind, str]:
        """Return the party of a body: its name without "tập thể", the reviewed body in full where it is the one meant."""
        words = self._expanded(name)
        lead = self._words.collective_lead.match(" ".join(words))
        if lead is not None:
            words = words[len(lead.group().split()) :]
        own = self._expanded(self._organisation)
        if own and (not words or words == own[: len(words)]) and (len(words) > 1 or lead is not None):
            return self._other("collective", self._organisation, span, name)
        return self._other("collective", name if words == self._expanded(name) else " ".join(name.split()[-len(words) :]) if words else name, span)

    def _expanded(self, name: str) -> list[str]:
        return [part for word in syllables(name) for part in self._words.expansions.get(word, word).split()]

    def author_party(self) -> tuple[PartyKind, str] | None:
        """Return the author of an individual's review."""
        return ("person", self.author) if self.author in self._persons else None

    # --- the report's parties --------------------------------------------------------------

    def freeze(self, used: Iterable[tuple[PartyKind, str]]) -> tuple[tuple[Party, ...], dict[tuple[PartyKind, str], str]]:
        """Return the parties of the report and the id of each (kind, key); persons all, others where used."""
        order: list[tuple[PartyKind, str]] = [("person", key) for key in self._persons]
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


def _proper(name: str) -> str:
    """Return a name in ordinary capitals where it is written in capitals throughout."""
    name = " ".join(name.split()).strip(" .")
    return name.title() if name.isupper() and len(name) > 3 else name
