"""Who answers for which fault, wherever in the document it is said."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.extraction.model import Context, PartyKey, Statement
from assistant.extraction.parties import Mention
from assistant.extraction.terms import containment
from assistant.language.lexicon import Lexicon
from assistant.language.model import Segment
from assistant.report.model import Stance
from assistant.text import fold_key

_TOPIC = 0.34
"""Least share of an object's weighted terms in a fault for it to be the one meant."""
_NEAR_BEST = 0.75
_MATTER = 3.0
"""Least weight of terms for a stretch of text to name a matter."""
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}|(?<!\w)[a-hđ](?!\w)|(?<!\w)[ivx]{1,4}(?!\w)")


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that parties answer for something: the object's view span and how it refers."""

    parties: tuple[PartyKey, ...]
    start: int
    end: int
    unit: int
    everything: bool
    rest: bool
    numbers: tuple[str, ...]
    bare: bool
    """No object is told: the fault just stated is meant."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Parties named together in a clause: offsets into the clause, mentions, or the speaker himself."""

    start: int
    end: int
    mentions: tuple[Mention, ...]
    speaker: PartyKey | None


class ReferenceWords:
    """The words of `references.yml` as patterns."""

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.data["references"]
        assert isinstance(data, dict)
        self.before = _alternatives(data["before-verb"])
        self.after = _alternatives(data["after-verb"])
        self.about = _alternatives(data["about"])
        self.all = _alternatives(data["all"])
        self.rest = _alternatives(data["rest"])
        self.ordinals = {fold_key(word): str(number) for word, number in data["ordinals"].items()}
        nouns = "|".join(sorted((re.escape(fold_key(noun)) for noun in data["nouns"]), key=len, reverse=True))
        words = "|".join(sorted((re.escape(word) for word in self.ordinals), key=len, reverse=True))
        links = "|".join(fold_key(word) for word in data["number-links"])
        ands = "|".join(fold_key(word) for word in data["number-joins"])
        self.range_words = tuple(fold_key(word) for word in data["number-ranges"])
        item = rf"\(?(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,2}}|(?<!\w)[a-hđ](?!\w)|(?:{words})(?!\w))\)?"
        self.numbered = re.compile(
            rf"(?<!\w)(?:{nouns})(?: (?:{links}|{nouns}))* ?({item}(?: ?(?:,|;|-|{ands}) ?(?:(?:{nouns}|{links}) )*{item})*)(?![\w/%])"
        )
        self.item = re.compile(item)
        self.assign = _alternatives(data["assign"])
        self.coordinate = _alternatives(data["coordinate"])
        self.joined = _alternatives(data["joined"])
        self.divider = re.compile(r"[,;]|" + _alternatives([*data["joined"], *data["topic-dividers"]]).pattern)
        self.first_person = _alternatives(data["commitment-first-person"])
        self.not_claims = _alternatives(data["not-claims"])
        self.strong = _alternatives(data["strong"])
        self.before_whom = re.compile(_alternatives(data["before-whom"]).pattern + r"[^,;]{0,24}$")
        self.responsibility = _alternatives(lexicon.phrases["responsibility"])
        self.self_words = self.first_person
        titles = lexicon.data["titles"]
        assert isinstance(titles, dict)
        self.offices = _alternatives(titles["offices"])
        self.title_words = frozenset(fold_key(word) for word in titles["titles"])


def _alternatives(words: Sequence[str]) -> re.Pattern[str]:
    parts = sorted({fold_key(word) for word in words}, key=lambda word: (-len(word), word))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, parts)) + r")(?!\w)")


class Responsibility:
    """Attaches parties to the shortcomings of one document."""

    def __init__(
        self,
        words: ReferenceWords,
        context: Context,
        faults: Sequence[Statement],
        promises: Sequence[Statement],
        stances: Mapping[int, Stance],
    ) -> None:
        self._promises = frozenset(promise.unit for promise in promises)
        self._words = words
        self._stances = stances
        self._context = context
        self._faults = faults
        self._vectors = [context.weights.vector(context.key(fault.start, fault.end)) for fault in faults]
        self._answer: list[dict[PartyKey, None]] = [{} for _ in faults]
        self._direct: list[bool] = [False] * len(faults)

    def attach(self) -> list[tuple[PartyKey, ...]]:
        """Return for each fault the parties answerable, in order of finding."""
        head = self._context.head
        for index in range(len(self._faults)):
            self._own_clause(index)
        for claim in self._claims():
            self._apply(claim)
        if head.kind == "individual-review":
            self._author()
        if head.kind in {"review-prompts", "superior-remarks"} and head.organisation:
            body = self._context.book.body(head.organisation, (0, 0))
            for answer in self._answer:
                if not answer:
                    answer[body] = None
        return [tuple(answer) for answer in self._answer]

    # --- the fault's own words -----------------------------------------------------------

    def _own_clause(self, index: int) -> None:
        """Take the subject of the fault's own clause: a person, an office or a body at its head, a vague set anywhere."""
        fault, context = self._faults[index], self._context
        unit = context.units[fault.unit]
        speaker = context.speaker(unit.turn)
        mentions = context.book.mentions(fault.start, fault.end)
        key = context.key(fault.start, fault.end)
        own = self._words.self_words.search(key)
        replying = unit.turn is not None and self._stances.get(unit.turn) in {"reply", "procedural"}
        if speaker is not None and replying and own is not None and own.start() < 60:
            self._give(index, speaker)
        for mention in mentions:
            offset = mention.start - fault.start
            if mention.kind == "vague":
                if offset < 60:
                    self._give(index, context.book.resolve(mention))
            elif mention.kind in {"person", "role"} and offset < 40 and self._is_subject(fault, mention, key):
                self._give(index, context.book.resolve(mention))
            elif mention.kind == "collective" and offset < 8 and self._is_subject(fault, mention, key):
                self._give(index, context.book.resolve(mention))
        if self._answer[index] or unit.turn is None:
            return
        if replying and speaker is not None and self._stances.get(unit.turn) == "reply":
            self._give(index, speaker)
        elif self._stances.get(unit.turn) in {"critique", "mixed"}:
            self._give(index, self._criticised(unit) or self._addressed(unit.turn, speaker))

    def _addressed(self, turn: int, speaker: PartyKey | None) -> PartyKey | None:
        """Return the only other person a critical turn names."""
        told = self._context.annotated.turns[turn]
        named = [m for m in self._context.book.mentions(told.start, told.end) if m.kind in {"person", "role"}]
        parties = {party for m in named if (party := self._context.book.resolve(m)) is not None and party != speaker}
        persons = {party for party in parties if party[0] == "person"}
        return persons.pop() if len(persons) == 1 else None

    def _criticised(self, unit: Segment) -> PartyKey | None:
        """Return the person the part of the minutes is about, by its heading ("Góp ý đồng chí A")."""
        section: int | None = unit.section
        while section is not None:
            node = self._context.annotated.sections[section]
            if node.heading is not None:
                persons = [m for m in self._context.book.mentions(*node.heading) if m.kind in {"person", "role"}]
                if len(persons) == 1:
                    return self._context.book.resolve(persons[0])
            section = node.parent
        return None

    def _is_subject(self, fault: Statement, mention: Mention, key: str) -> bool:
        """Whether a mention stands where a subject does: nothing but titles or a label before it."""
        before = key[: mention.start - fault.start].strip(" ,:-\"")
        words = before.split()
        return len(words) <= 3

    def _give(self, index: int, party: PartyKey | None) -> None:
        if party is not None:
            self._answer[index][party] = None

    # --- statements of responsibility ----------------------------------------------------

    def _claims(self) -> list[Claim]:
        context, words = self._context, self._words
        claims: list[Claim] = []
        carried: tuple[PartyKey, ...] = ()
        block = -1
        for index, unit in enumerate(context.units):
            if unit.block != block:
                block, carried = unit.block, ()
            key = words.not_claims.sub(lambda found: " " * len(found.group()), context.key(unit.start, unit.end))
            role = context.annotated.roles(unit.section)[0]
            if role in {"signature", "attendance", "letter-head", "votes", "rating", "strengths", "purpose", "measures"} and unit.turn is None:
                continue
            if unit.turn is not None and self._stances.get(unit.turn) == "praise":
                continue
            if index in self._promises and words.strong.search(key) is None:
                continue
            if role == "responsibility" or words.responsibility.search(key) or words.strong.search(key):
                found = self._claims_of(index, unit, key, role)
                if found and not found[0].parties and carried:
                    found = [Claim(carried, c.start, c.end, c.unit, c.everything, c.rest, c.numbers, c.bare) for c in found]
                claims += [claim for claim in found if claim.parties and (role == "responsibility" or self._weighty(claim, unit, key))]
                carried = found[-1].parties if found and found[-1].parties else carried
        return claims

    def _weighty(self, claim: Claim, unit: Segment, key: str) -> bool:
        """Whether a claim outside the part about responsibility counts: in strong words; in speech by or about a person."""
        if self._words.strong.search(key) is None:
            return False
        if unit.turn is None and self._context.annotated.roles(unit.section)[0] != "conclusion":
            return True
        return not claim.everything and any(kind in {"person", "role"} for kind, _ in claim.parties)

    def _claims_of(self, index: int, unit: Segment, key: str, role: str) -> list[Claim]:
        """Read one unit: groups of parties and the objects before or behind them.

        Where the clause opens with an object ("fault 1 lies with ..."), each group answers for what stands before it;
        else for what stands behind it, and a group with nothing behind shares the next one's object.
        """
        context = self._context
        key = self._without_addressees(unit, key)
        own = self._own_word(unit, key)
        groups = self._groups(unit, key, own)
        if own is not None and not any(g.start <= own[0] < g.end for g in groups):
            groups.append(own[1])
            groups.sort(key=lambda group: group.start)
        if not groups:
            return [self._claim([], unit, key, 0, len(key), index)] if role == "responsibility" else []
        edges = [0, *(edge for group in groups for edge in (group.start, group.end)), len(key)]
        gaps = [(edges[at], edges[at + 1]) for at in range(0, len(edges), 2)]
        opens = self._has_object(key[gaps[0][0] : gaps[0][1]])
        claims: list[Claim] = []
        for number, group in enumerate(groups):
            start, end = gaps[number] if opens else gaps[number + 1]
            if not self._has_object(key[start:end]):
                others = list(reversed(gaps[:number])) if opens else gaps[number + 1 :]
                start, end = next(((x, y) for x, y in others if self._has_object(key[x:y])), (start, end))
            parties = [party for mention in group.mentions if (party := context.book.resolve(mention)) is not None]
            if group.speaker is not None:
                parties = [group.speaker, *parties]
            claims.append(self._claim(parties, unit, key, start, end, index))
        if self._words.strong.search(key) is None:
            claims = [c for c in claims if c.numbers or any(kind in {"person", "role"} for kind, _ in c.parties)]
        return claims

    def _without_addressees(self, unit: Segment, key: str) -> str:
        """Blank out those before whom somebody answers ("before the committee"): they name no fault and no culprit."""
        for mention in self._context.book.mentions(unit.start, unit.end):
            start, end = mention.start - unit.start, mention.end - unit.start
            before = self._words.before_whom.search(key[:start])
            if before is not None:
                key = key[: before.start()] + " " * (end - before.start()) + key[end:]
        return key

    def _own_word(self, unit: Segment, key: str) -> tuple[int, _Group] | None:
        """Return where the speaker or author speaks of himself before a verb of responsibility."""
        context = self._context
        speaker = context.speaker(unit.turn)
        if speaker is None and context.head.kind == "individual-review":
            speaker = context.book.author_party()
        if speaker is None:
            return None
        verb = self._words.responsibility.search(key)
        for found in self._words.self_words.finditer(key):
            behind = self._words.responsibility.search(key, found.end(), found.end() + 50)
            if behind is not None or (verb is not None and verb.end() <= found.start() <= verb.end() + 12):
                return found.start(), _Group(found.start(), found.end(), (), speaker)
        return None

    def _groups(self, unit: Segment, key: str, own: tuple[int, _Group] | None) -> list[_Group]:
        """Return the parties of a clause, those joined by commas, offices and "và" as one group."""
        mentions = [m for m in self._context.book.mentions(unit.start, unit.end) if self._answers(m, unit, key)]
        if own is not None:  # "with the office of secretary, I ...": the office is the speaker's own
            mentions = [m for m in mentions if m.kind == "person" or m.start - unit.start > own[0]]
        groups: list[_Group] = []
        for mention in mentions:
            start, end = mention.start - unit.start, mention.end - unit.start
            if groups and self._joined(key[groups[-1].end : start]):
                groups[-1] = _Group(groups[-1].start, end, (*groups[-1].mentions, mention), None)
            else:
                groups.append(_Group(start, end, (mention,), None))
        return groups

    def _joined(self, between: str) -> bool:
        plain = between.strip(" ,()-–")
        return len(between) <= 60 and (
            not plain or self._words.joined.fullmatch(plain) is not None or (len(plain) <= 12 and plain in self._words.title_words)
            or (self._words.responsibility.search(plain) is None and self._words.about.search(plain) is None and len(plain.split()) <= 7
                and self._words.joined.search(plain) is not None)
        )  # fmt: skip

    def _answers(self, mention: Mention, unit: Segment, key: str) -> bool:
        """Whether a mention can be who answers: persons and offices; a body or vague set at the head or by its verb."""
        start, end = mention.start - unit.start, mention.end - unit.start
        if not key[start:end].strip():
            return False
        if mention.kind in {"person", "role"}:
            return True
        if start < 12 or self._words.after.search(key[max(0, start - 28) : start]) is not None:
            return True
        return self._words.before.match(key[end:].lstrip(" ,")) is not None

    def _has_object(self, text: str) -> bool:
        """Whether a stretch names a fault: by number, by a word for all or the rest, or by its matter."""
        words = self._words
        if words.numbered.search(text) or words.all.search(text) or words.rest.search(text):
            return True
        plain = words.offices.sub(" ", words.responsibility.sub(" ", text))
        return sum(self._context.weights.vector(plain).values()) >= _MATTER

    def _claim(self, parties: list[PartyKey], unit: Segment, key: str, start: int, end: int, index: int) -> Claim:
        words = self._words
        about = key[start:end]
        numbers: list[str] = []
        for found in words.numbered.finditer(about):
            numbers += self._expand(found.group(1))
        bare = len(about.split()) < 3 and not numbers
        return Claim(
            tuple(dict.fromkeys(parties)),
            unit.start + start,
            unit.start + end,
            index,
            everything=words.all.search(about) is not None and not numbers,
            rest=words.rest.search(about) is not None,
            numbers=tuple(numbers),
            bare=bare,
        )

    def _expand(self, told: str) -> list[str]:
        """Return the numbers in "1, 3 và 5", "a, b", "thứ nhất", "1-3" as marker texts."""
        found = (each.strip("()") for each in self._words.item.findall(told))
        items = [self._words.ordinals.get(each, each) for each in found]
        if len(items) == 2 and any(word in told for word in self._words.range_words) and all(each.isdigit() for each in items):
            first, last = int(items[0]), int(items[1])
            if first < last <= first + 20:
                return [str(number) for number in range(first, last + 1)]
        return [item.lstrip("0") or item for item in items]

    def _apply(self, claim: Claim) -> None:
        """Give the claim's parties to the faults it means; a body beside an individual only where a fault is named."""
        if self._context.head.kind == "individual-review" and not claim.numbers and all(k == "collective" for k, _ in claim.parties):
            return
        targets = self._targets(claim)
        parties = claim.parties
        if self._context.head.kind == "individual-review":
            parties = tuple(party for party in parties if party[0] != "role")
        for index in targets:
            for party in parties:
                self._give(index, party)
            if any(kind in {"person", "role"} for kind, _ in claim.parties):
                self._direct[index] = True

    def _targets(self, claim: Claim) -> list[int]:
        context = self._context
        unit = context.units[claim.unit]
        if claim.numbers:
            found = [index for number in claim.numbers for index in self._numbered(number)]
            if found:
                return found
        above = [i for i, fault in enumerate(self._faults) if fault.start < claim.start]
        stated = [i for i in above if self._in_report(i)]
        if claim.rest:
            return [i for i in stated or above if not self._direct[i]]
        if claim.bare:
            if self._context.head.kind == "individual-review" and context.annotated.roles(unit.section)[0] != "responsibility":
                return []
            near = [i for i in above if context.units[self._faults[i].unit].block == unit.block]
            if near:
                return near
            if unit.turn is not None:
                return []
            if context.annotated.roles(unit.section)[0] == "responsibility":
                return stated or above
            previous = [i for i in above if claim.unit - self._faults[i].unit <= 2]
            return previous[-1:]
        if claim.everything:
            topical = self._topical(claim, strict=True)
            return topical if topical and unit.turn is not None else (stated or above)
        topical = self._topical(claim)
        if topical:
            return topical
        near = [i for i in above if context.units[self._faults[i].unit].block == unit.block]
        if near and unit.turn is None:
            return near
        collective = all(kind == "collective" for kind, _ in claim.parties)
        if collective and context.annotated.roles(unit.section)[0] == "responsibility":
            return stated or above
        return []

    def _in_report(self, index: int) -> bool:
        return self._context.units[self._faults[index].unit].turn is None

    def _numbered(self, number: str) -> list[int]:
        """Return the faults whose own list number, or place among the faults, is the one told."""
        by_marker = [
            i
            for i, fault in enumerate(self._faults)
            if self._in_report(i)
            and (marker := self._context.units[fault.unit].marker) is not None
            and (marker.text == number or marker.text.endswith("." + number) or (marker.text.lstrip("0") == number))
            and self._context.annotated.roles(self._context.units[fault.unit].section)[0] in {"shortcomings", "proceedings", "other", "measures", "answers"}
        ]
        if by_marker:
            return by_marker
        by_row = [i for i, fault in enumerate(self._faults) if self._row_number(self._context.units[fault.unit]) == number]
        if by_row:
            return by_row
        by_section = [
            i
            for i, fault in enumerate(self._faults)
            if self._in_report(i) and self._context.annotated.sections[self._context.units[fault.unit].section].number == number
        ]
        if by_section:
            return by_section
        if not number.isdigit():
            return []
        blocks: list[int] = []
        for i, fault in enumerate(self._faults):
            unit = self._context.units[fault.unit]
            if self._in_report(i) and self._context.annotated.roles(unit.section)[0] == "shortcomings" and unit.block not in blocks:
                blocks.append(unit.block)
        place = int(number) - 1
        if place >= len(blocks):
            return []
        return [i for i, fault in enumerate(self._faults) if self._context.units[fault.unit].block == blocks[place]]

    def _row_number(self, unit: Segment) -> str | None:
        """Return the number in the first cell of a fault's table row."""
        if unit.table is None:
            return None
        for segment in self._context.annotated.segments:
            if segment.table == unit.table and segment.row == unit.row and segment.column_role == "number":
                return self._context.key(segment.start, segment.end).lstrip("0")
        return None

    def _topical(self, claim: Claim, strict: bool = False) -> list[int]:
        """Return the faults whose words the object of the claim repeats; several where it lists several."""
        found: list[int] = []
        context = self._context
        text = context.key(claim.start, claim.end)
        for part in self._words.divider.split(text):
            vector = context.weights.vector(part)
            if sum(vector.values()) < 2.0:
                continue
            scores = [(containment(vector, fault), i) for i, fault in enumerate(self._vectors) if not (self._faults[i].start < claim.end and claim.start < self._faults[i].end)]
            scores = [(score, i) for score, i in scores if score >= _TOPIC + (0.2 if strict else 0.0)]
            if not scores:
                continue
            best = max(scores)[0]
            found += [i for score, i in sorted(scores, reverse=True)[:3] if score >= _NEAR_BEST * best]
        whole = context.weights.vector(text)
        if not found and sum(whole.values()) >= 2.0:
            scores = [(containment(whole, fault), i) for i, fault in enumerate(self._vectors)]
            best_score, best_index = max(scores, default=(0.0, -1))
            if best_score >= _TOPIC + (0.2 if strict else 0.0):
                found = [best_index]
        own = [i for i, fault in enumerate(self._faults) if fault.start < claim.end and claim.start < fault.end]
        return list(dict.fromkeys(found + own))

    # --- an individual's own faults ------------------------------------------------------

    def _author(self) -> None:
        """Make the author answerable for own conduct: a clause without another subject, or in the first person."""
        author = self._context.book.author_party()
        if author is None:
            return
        for index, fault in enumerate(self._faults):
            key = self._context.key(fault.start, fault.end)
            own = self._words.self_words.search(key) is not None
            if own or (not self._vague_only(index) and not self._impersonal(fault, key)):
                self._answer[index] = {author: None, **self._answer[index]}

    def _vague_only(self, index: int) -> bool:
        return bool(self._answer[index]) and all(kind == "vague" for kind, _ in self._answer[index])

    def _impersonal(self, fault: Statement, key: str) -> bool:
        """Whether the clause opens with a figure or a body: a result of the unit, not the author's conduct."""
        mentions = [m for m in self._context.book.mentions(fault.start, fault.end) if m.kind == "collective"]
        opens = bool(mentions) and mentions[0].start - fault.start < 4
        return opens or key[:1].isdigit()
