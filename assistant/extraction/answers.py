"""Who answers in speech: the one a critical turn is about, and the one who later takes the fault on himself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.extraction.faults import FaultIndex
from assistant.extraction.mentions import Mention
from assistant.extraction.model import Context, PartyKey, Statement
from assistant.extraction.references import ReferenceWords
from assistant.language.model import Segment
from assistant.report.model import Stance

_CRITICAL = frozenset({"critique", "mixed"})
_AT_HEAD = 12
_CONFESSED = 0.3
"""Least share of the words of a confession in a fault for it to be the one confessed."""


class Answers:
    """Reads speakers' turns: criticism of persons and confessions."""

    def __init__(
        self,
        words: ReferenceWords,
        context: Context,
        faults: Sequence[Statement],
        index: FaultIndex,
        stances: Mapping[int, Stance],
    ) -> None:
        self._words = words
        self._context = context
        self._faults = faults
        self._index = index
        self._stances = stances

    # --- the turn in which a fault is told -------------------------------------------------

    def of_speech(self, index: int) -> Iterator[tuple[str, PartyKey]]:
        """Yield who answers for a fault told in a turn, and why: the speaker who replies, or the one criticised."""
        fault = self._faults[index]
        unit = self._context.units[fault.unit]
        stance = self._stances.get(unit.turn) if unit.turn is not None else None
        if unit.turn is None or not self._index.spoken(unit.turn):
            return
        speaker = self._context.speaker(unit.turn)
        key = self._context.key(fault.start, fault.end)
        if stance == "reply" and not self._words.denial.search(key):
            if speaker is not None:
                yield "reply", speaker
        elif stance in _CRITICAL:
            criticised, addressed = self._criticised(unit), self._addressed(unit, speaker)
            if criticised is not None:
                yield "criticised", criticised
            elif addressed is not None:
                yield "addressed", addressed

    def of_confession(self, index: int) -> PartyKey | None:
        """Return the speaker who takes the fault told in his own turn on himself."""
        fault = self._faults[index]
        turn = self._context.units[fault.unit].turn
        if turn is None or not self._confesses(self._context.key(fault.start, fault.end)):
            return None
        return self._context.speaker(turn)

    def _confesses(self, key: str) -> bool:
        """Whether a clause confesses: in the first person, or with the confession at its head ("I" left out)."""
        found = self._words.confession.search(key)
        if found is None:
            return False
        return found.start() <= _AT_HEAD or self._words.first_person.search(key) is not None

    def laid_to(self, mention: Mention, before: str) -> bool:
        """Whether a fault is laid to a person inside its clause ("is due to comrade ...", "left to ...")."""
        if self._words.attributed.search(before.rstrip()[-24:]) is None:
            return False
        party = self._context.book.resolve(mention)
        return party is not None and (party[0] == "role" or self._context.book.is_member(party[1]))

    def _addressed(self, unit: Segment, speaker: PartyKey | None) -> PartyKey | None:
        """Return the one other person a critical turn names: before the fault if anybody is, else in the whole turn."""
        assert unit.turn is not None
        turn = self._context.annotated.turns[unit.turn]
        for start, end in ((turn.start, unit.end), (turn.start, turn.end)):
            named = self._members(start, end) - {speaker}
            if len(named) == 1:
                return named.pop()
            if named:
                return None
        return None

    def _members(self, start: int, end: int) -> set[PartyKey]:
        """Return the persons with an office named in a span."""
        found: set[PartyKey] = set()
        for mention in self._context.book.mentions(start, end):
            party = self._context.book.resolve(mention) if mention.kind in {"person", "role"} else None
            if party is not None and party[0] == "person" and self._context.book.is_member(party[1]):
                found.add(party)
        return found

    def _criticised(self, unit: Segment) -> PartyKey | None:
        """Return the person the part of the minutes is about, by its heading ("Remarks on comrade A")."""
        section: int | None = unit.section
        while section is not None:
            node = self._context.annotated.sections[section]
            if node.heading is not None:
                persons = [m for m in self._context.book.mentions(*node.heading) if m.kind in {"person", "role"}]
                if len(persons) == 1:
                    return self._context.book.resolve(persons[0])
            section = node.parent
        return None

    # --- later turns -----------------------------------------------------------------------

    def confessed(self) -> Iterator[tuple[int, PartyKey]]:
        """Yield the faults told outside a turn that its speaker takes on himself in it, with the speaker."""
        for number, segments in self._by_turn().items():
            speaker = self._context.speaker(number)
            if speaker is None or self._stances.get(number) in {None, "praise"} or not self._index.spoken(number):
                continue
            for segment in self._confessions(number, segments):
                turn = self._context.annotated.turns[number]
                plain = self._words.without_verbs(self._context.key(segment.start, segment.end))
                others = [
                    i for i in self._index.above(turn.start) if self._context.units[self._faults[i].unit].turn != number
                ]
                for index in self._topics(plain, others):
                    yield index, speaker

    def _topics(self, plain: str, among: Sequence[int]) -> list[int]:
        found: list[int] = []
        for topic in self._words.read(plain).topics:
            found += self._index.topical(plain[topic.start : topic.end], among, _CONFESSED, most=1)
        return found or self._index.topical(plain, among, _CONFESSED, most=1)

    def _by_turn(self) -> dict[int, list[Segment]]:
        found: dict[int, list[Segment]] = {}
        for segment in self._context.annotated.segments:
            if segment.turn is not None and segment.kind != "label":
                found.setdefault(segment.turn, []).append(segment)
        return found

    def _confessions(self, number: int, segments: Sequence[Segment]) -> Iterator[Segment]:
        """Yield the sentences of a turn that confess, and those in the first person beside one in a reply."""
        keys = [self._context.key(segment.start, segment.end) for segment in segments]
        confessing = [self._confesses(key) for key in keys]
        for at, segment in enumerate(segments):
            near = any(confessing[max(0, at - 1) : at + 2]) and self._stances.get(number) == "reply"
            own = self._words.first_person.search(keys[at]) is not None
            if (confessing[at] or (near and own)) and not self._words.denial.search(keys[at]):
                yield segment
