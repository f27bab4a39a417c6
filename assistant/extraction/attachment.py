"""Who answers for a fault, weighed: the statements that say so, who is named beside it, what each says and promises.

Every pair of a fault and a party is a row of named features for a trained model, so that one weak statement counts
for little and several that agree for much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.extraction.faults import FaultIndex
from assistant.extraction.model import Context, PartyKey, Statement
from assistant.extraction.references import ReferenceWords
from assistant.inference.model import Features, LinearModel
from assistant.language.model import Segment
from assistant.report.model import Stance

Reasons = Mapping[PartyKey, frozenset[str]]
Promises = Sequence[tuple[Statement, Sequence[PartyKey]]]
PERSON, BODY = "person", "body"
_LEAST_MATTER = 1.7
"""Least weight of terms for a sentence to name a matter."""
_AT_HEAD = 40
"""Characters at the head of a paragraph in which the person it is about is named."""
_BESIDE = 2
"""Units before and behind a fault that are beside it."""
_ALIKE = 0.10
"""Least likeness of a sentence to a fault that counts."""
_MOST_PERSONS = 60
"""Persons weighed for one fault: those named first, besides all for whom something speaks."""


@dataclass(frozen=True, slots=True)
class Told:
    """What else is told: other statements of each fault, causes, commitments with owners, stances by turn."""

    also: Sequence[Sequence[Statement]]
    causes: Sequence[Statement]
    promises: Promises
    stances: Mapping[int, Stance]


class Attachment:
    """Weighs the parties that may answer for the faults of one document."""

    def __init__(
        self,
        words: ReferenceWords,
        context: Context,
        faults: Sequence[Statement],
        told: Told,
    ) -> None:
        self._words = words
        self._context = context
        self._faults = faults
        self._stances = told.stances
        self._index = FaultIndex(words, context, faults, told.stances)
        self._named = [self._persons(unit) for unit in context.units]
        self._speakers = [context.speaker(number) for number in range(len(context.annotated.turns))]
        self._heads = self._block_heads()
        self._causes = frozenset(cause.unit for cause in told.causes)
        self._all_persons = context.book.persons()[:_MOST_PERSONS]
        self._also = told.also
        self._alike: list[dict[PartyKey, dict[str, float]]] = [{} for _ in faults]
        self._weigh_sentences()
        self._weigh_promises(told.promises)

    def _persons(self, unit: Segment) -> tuple[PartyKey, ...]:
        """Return the members of the reviewed body and the offices named in a unit."""
        found: dict[PartyKey, None] = {}
        for mention in self._context.book.mentions(unit.start, unit.end):
            party = self._context.book.resolve(mention) if mention.kind in {"person", "role"} else None
            if party is not None and (party[0] == "role" or self._context.book.is_member(party[1])):
                found[party] = None
        return tuple(found)

    def _block_heads(self) -> dict[int, PartyKey]:
        """Return the person that each paragraph opens with ("Comrade A read his self-review. Remarks: ...")."""
        found: dict[int, PartyKey] = {}
        seen: set[int] = set()
        for unit in self._context.units:
            if unit.block in seen:
                continue
            seen.add(unit.block)
            for mention in self._context.book.mentions(unit.start, min(unit.end, unit.start + _AT_HEAD)):
                party = self._context.book.resolve(mention) if mention.kind in {"person", "role"} else None
                if party is not None:
                    found[unit.block] = party
                    break
        return found

    # --- sentences like a fault --------------------------------------------------------------

    def _weigh_sentences(self) -> None:
        for number, unit in enumerate(self._context.units):
            key = self._context.key(unit.start, unit.end)
            ways = [*self._named_ways(number, unit, key), *self._spoken_ways(unit, key)]
            if ways:
                self._add(key, ways, (unit.start, unit.end))

    def _weigh_promises(self, promises: Promises) -> None:
        for statement, owners in promises:
            self._add(self._context.key(statement.start, statement.end), [(owner, "promise") for owner in owners])
        for party, told in self._context.book.offices():
            self._add(told, [(party, "office")])

    def _named_ways(self, number: int, unit: Segment, key: str) -> Iterable[tuple[PartyKey, str]]:
        """Yield whom a unit names, and beside what."""
        ways = ["named"]
        if self._answers(key):
            ways.append("named-answers")
        if self._context.annotated.roles(unit.section)[0] == "responsibility":
            ways.append("named-part")
        if number in self._causes:
            ways.append("named-cause")
        return ((party, way) for party in self._named[number] for way in ways)

    def _spoken_ways(self, unit: Segment, key: str) -> Iterable[tuple[PartyKey, str]]:
        """Yield who says a unit, and how."""
        speaker = self._speakers[unit.turn] if unit.turn is not None else None
        if speaker is None or unit.turn is None:
            return
        yield speaker, f"says-{self._stances.get(unit.turn, 'nothing')}"
        if self._words.confession.search(key) is not None:
            yield speaker, "confesses"
        elif self._words.first_person.search(key) is not None:
            yield speaker, "says-answers" if self._answers(key) else "says-own"

    def _answers(self, key: str) -> bool:
        return self._words.responsibility.search(key) is not None or self._words.strong.search(key) is not None

    def _add(self, key: str, ways: Sequence[tuple[PartyKey, str]], span: tuple[int, int] = (0, 0)) -> None:
        """Note how like the faults outside a span a text is, for the parties it tells of."""
        start, end = span
        vector = self._context.weights.vector(self._words.without_verbs(key))
        found = {
            index: likeness
            for index, likeness in self._index.likeness(vector, _LEAST_MATTER).items()
            if likeness >= _ALIKE and not (start < self._faults[index].end and self._faults[index].start < end)
        }
        most = max(found.values(), default=0.0)
        for index, likeness in found.items():
            tops = [(party, f"{way}|top") for party, way in ways] if likeness == most else []
            for party, way in [*ways, *tops]:
                told = self._alike[index].setdefault(party, {})
                told[way] = max(told.get(way, 0.0), likeness)

    # --- rows ------------------------------------------------------------------------------

    def rows(
        self, index: int, reasons: Reasons, hints: Mapping[PartyKey, Iterable[str]]
    ) -> dict[PartyKey, dict[str, float]]:
        """Return a row for each party that may answer for a fault, by what statements say and hint."""
        beside = self._beside(index)
        alike = self._alike[index]
        best: dict[str, float] = {}
        for told in alike.values():
            for way, value in told.items():
                best[way] = max(best.get(way, 0.0), value)
        persons = (party for party in alike if party[0] == "person")
        parties = dict.fromkeys([*reasons, *hints, *beside, *persons, *self._all_persons])
        stance = self._stance_of(index)
        out: dict[PartyKey, dict[str, float]] = {}
        for party in parties:
            names = [
                *self._told(party, reasons, stance),
                *(f"hint:{way}" for way in sorted(hints.get(party, ()))),
                *self._place(party, index, stance, beside.get(party, ())),
                *(f"alike:{way}|best" for way, value in alike.get(party, {}).items() if value == best[way]),
            ]
            weighed = {f"alike:{way}": value for way, value in alike.get(party, {}).items()}
            told = dict.fromkeys(names, 1.0) | weighed
            out[party] = {f"{party[0]}|{name}": value for name, value in told.items()}
        return out

    def _stance_of(self, index: int) -> str:
        """Return the stance of the opinion a fault is told in, or that it stands in the report."""
        turn = self._context.units[self._faults[index].unit].turn
        if turn is None or not self._index.spoken(turn):
            return "report"
        return self._stances.get(turn, "nothing")

    def _told(self, party: PartyKey, reasons: Reasons, stance: str) -> Iterable[str]:
        """Yield what statements say of a party, and whether they say it of others."""
        kind = self._context.head.kind
        given = reasons.get(party, frozenset())
        persons = sum(other[0] == "person" for other in reasons)
        for reason in sorted(given):
            yield from (reason, f"{reason}|{kind}", f"{reason}|{stance}")
            if persons > 1:
                yield f"{reason}|others"
        if given:
            yield from ("given", f"given|{len(given)}")
        elif persons:
            yield "others-given"
        elif reasons:
            yield "bodies-given"

    def _place(self, party: PartyKey, index: int, stance: str, beside: Iterable[str]) -> Iterable[str]:
        """Yield who a party is in the document, and where it stands by a fault."""
        unit = self._context.units[self._faults[index].unit]
        turn = unit.turn
        yield from ("", self._context.head.kind)
        if self._heads.get(unit.block) == party:
            yield from ("heads-block", f"heads-block|{stance}")
        if party[0] == "person" and not self._context.book.is_member(party[1]):
            yield "outsider"
        if self._context.book.is_own(party):
            yield "own"
        if turn is not None and self._speakers[turn] == party:
            yield from ("speaker", f"speaker|{stance}")
        yield from self._says_again(party, index)
        for way in sorted(beside):
            yield from (way, f"{way}|{stance}")

    def _says_again(self, party: PartyKey, index: int) -> Iterable[str]:
        """Yield how a party states a fault again that is told elsewhere too, or is named in such a statement."""
        for other in self._also[index]:
            turn = self._context.units[other.unit].turn
            if turn is not None and self._speakers[turn] == party:
                yield "again"
                yield f"again-{self._stances.get(turn, 'nothing')}"
                if self._words.confession.search(self._context.key(other.start, other.end)) is not None:
                    yield "again-confesses"
            if party in self._named[other.unit]:
                yield "again-named"

    def _beside(self, index: int) -> dict[PartyKey, set[str]]:
        """Return the persons named in a fault's own unit or in those beside it, with how."""
        fault = self._faults[index]
        units = self._context.units
        own = units[fault.unit]
        found: dict[PartyKey, set[str]] = {}
        for number in range(max(0, fault.unit - _BESIDE), min(len(units), fault.unit + _BESIDE + 1)):
            unit = units[number]
            if (unit.block != own.block and unit.turn != own.turn) or (unit.table is not None and number != fault.unit):
                continue
            ways = {"inside"} if number == fault.unit else self._ways_beside(number, index)
            for party in self._named[number]:
                found.setdefault(party, set()).update(ways)
        return found

    def _ways_beside(self, number: int, index: int) -> set[str]:
        fault, unit = self._faults[index], self._context.units[number]
        place = "before" if number < fault.unit else "behind"
        ways = {place}
        if unit.block == self._context.units[fault.unit].block:
            ways.add(f"{place}-block")
            if self._answers(self._context.key(unit.start, unit.end)):
                ways.add(f"{place}-answers")
            if number in self._causes:
                ways.add(f"{place}-cause")
        return ways


def label_of(party: PartyKey) -> str:
    """Return the label of the model that speaks of a party: persons and bodies have thresholds of their own."""
    return PERSON if party[0] == "person" else BODY


def chosen(model: LinearModel, rows: Mapping[PartyKey, Features]) -> tuple[PartyKey, ...]:
    """Return the parties whose rows a model takes, those of the statements first."""
    if not rows:
        return ()
    likely = model.probabilities(list(rows.values()))
    column = {name: number for number, name in enumerate(model.labels)}
    found: list[PartyKey] = []
    for party, probabilities in zip(rows, likely, strict=True):
        label = column[label_of(party)]
        if probabilities[label] >= model.thresholds[label]:
            found.append(party)
    return tuple(found)
