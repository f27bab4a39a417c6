"""Who shall do what is promised, weighed: every party named in or around a commitment, and how it is named there.

Every pair of a commitment and a party is a row of named features for a trained model; what the rules of `owners` say
is one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.extraction.mentions import Mention
from assistant.extraction.model import Context, PartyKey, Statement
from assistant.extraction.references import ReferenceWords
from assistant.inference.model import Features, LinearModel
from assistant.language.model import Segment
from assistant.report.model import Stance

_NEAR = 40
"""Characters beside a mention whose words are read."""
_AT_HEAD = 2
"""Words before a mention that still stands at the head of its sentence."""
_BESIDE = 12
"""Characters before a mention in which a word such as "assign" stands beside it."""
_REACH = 400
"""Characters before and behind a name that are read."""
_MOST_NAMED = 40
"""Parties of one sentence that are weighed."""
_BACK = 8
"""Units before a statement in which the one named last is looked for."""
_MARKS = ",;:.()|-–\n"


class Ownership:
    """Weighs the parties that may own the commitments of one document."""

    def __init__(self, words: ReferenceWords, context: Context, stances: Mapping[int, Stance]) -> None:
        self._words = words
        self._context = context
        self._stances = stances
        self._speakers: dict[int, PartyKey | None] = {}

    def rows(
        self,
        statement: Statement,
        ruled: Sequence[PartyKey],
        before: Sequence[PartyKey],
        leads: Sequence[Segment],
    ) -> dict[PartyKey, dict[str, float]]:
        """Return a row for each party that may own a commitment.

        `ruled` are the owners by the rules, `before` those of the commitment before, `leads` the sentences that lead
        the statement's list.
        """
        found: dict[PartyKey, dict[str, float]] = {}
        inner = self._inner(statement, found)
        around = self._around(statement, leads)
        for party, way in around:
            found.setdefault(party, {})[way] = 1.0
        for party in ruled:
            found.setdefault(party, {})["ruled"] = 1.0
        for party in before:
            found.setdefault(party, {})["before"] = 1.0
        said = self._said(statement, inner)
        kind = self._context.head.kind
        for party, row in found.items():
            names = [*row, *self._rivals(party, row, found, ruled)]
            row.update(dict.fromkeys(names, 1.0))
            row.update({f"{name}|{each}": 1.0 for name in names for each in said})
            row.update({"": 1.0, kind: 1.0})
            if party[0] == "person" and not self._context.book.is_member(party[1]):
                row["outsider"] = 1.0
            if self._context.book.is_own(party):
                row["own"] = 1.0
        return {
            party: {f"{party[0]}|{name}": value for name, value in row.items()} | dict(row)
            for party, row in found.items()
        }

    def _rivals(
        self,
        party: PartyKey,
        row: Mapping[str, float],
        found: Mapping[PartyKey, Mapping[str, float]],
        ruled: Sequence[PartyKey],
    ) -> Iterator[str]:
        """Yield what the other parties are."""
        others = [other for key, other in found.items() if key != party]
        if "inside" not in row and any("inside" in other for other in others):
            yield "others-inside"
        for way in ("head", "first-person", "tail", "opens"):
            if way not in row and any(way in other for other in others):
                yield f"others-{way}"
        if "ruled" not in row:
            yield "not-ruled" if ruled else "none-ruled"

    def _said(self, statement: Statement, inner: Sequence[Mention]) -> list[str]:
        """Return what the statement is: by whom it is said, and whether it names anybody."""
        unit = self._context.units[statement.unit]
        stance = self._stances.get(unit.turn, "nothing") if unit.turn is not None else "report"
        said = [stance, self._context.head.kind]
        key = self._context.key(statement.start, statement.end)
        if not inner:
            said.append("names-nobody")
            if self._words.first_person.search(key) is None:
                said.append("bare")
        return said

    # --- inside ------------------------------------------------------------------------------

    def _inner(self, statement: Statement, found: dict[PartyKey, dict[str, float]]) -> list[Mention]:
        """Note the parties that the statement names, with how it names them."""
        book = self._context.book
        mentions = book.mentions_with_given_names(statement.start, statement.end)[:_MOST_NAMED]
        previous: Mention | None = None
        for number, mention in enumerate(mentions):
            party = book.resolve(mention)
            if party is not None:
                row = found.setdefault(party, {})
                row.update(dict.fromkeys(self._ways(statement, mention, previous, number, len(mentions)), 1.0))
            previous = mention
        first = self._words.first_person.search(self._context.key(statement.start, statement.end))
        own = self._own(self._context.units[statement.unit])
        if own is not None:
            row = found.setdefault(own, {})
            row["speaks"] = 1.0
            if first is not None:
                row["first-person"] = 1.0
                if not mentions or statement.start + first.start() < mentions[0].start:
                    row["first-person-first"] = 1.0
                words = _clause(self._context.key(statement.start, statement.start + first.start())).split()
                row[f"first-person<{' '.join(words[-1:])}"] = 1.0
        return mentions

    def _own(self, unit: Segment) -> PartyKey | None:
        """Return who speaks here: the speaker of a turn, the author of a personal review."""
        if unit.turn is not None:
            if unit.turn not in self._speakers:
                self._speakers[unit.turn] = self._context.speaker(unit.turn)
            return self._speakers[unit.turn]
        return self._context.book.author_party() if self._context.head.kind == "individual-review" else None

    def _ways(
        self, statement: Statement, mention: Mention, previous: Mention | None, number: int, count: int
    ) -> Iterator[str]:
        """Yield how a statement names a party: where, behind and before which words."""
        key = self._context.annotated.view.key
        plain = self._before(statement.start, mention.start)
        yield from ("inside", f"inside-{min(number, 2)}", f"inside-of-{min(count, 3)}")
        yield from self._ways_before(plain)
        yield from self._ways_behind(key[mention.end : min(statement.end, mention.end + _REACH)].strip(" ."))
        if previous is not None:
            yield f"after-{previous.kind}"
            between = self._before(previous.end, mention.start).strip(" ,()-–;")
            if not between or self._words.joined.fullmatch(between) is not None:
                yield from (f"joined-{previous.kind}", f"joined-by-{between}")

    def _ways_before(self, plain: str) -> Iterator[str]:
        """Yield what stands before a name in its sentence, without its title."""
        clause = _clause(plain)
        words = clause.split()
        if not plain.split():
            yield "head"
        elif not words:
            yield "opens"
        elif len(words) <= _AT_HEAD:
            yield "near-opening"
        if self._words.time_opening.fullmatch(plain) is not None:
            yield "behind-time"
        mark = plain.rstrip()[-1:]
        if mark and mark in _MARKS:
            yield f"mark{mark}"
        yield from (f"<{' '.join(words[-1:])}", f"<<{' '.join(words[-2:])}")
        for name, pattern in (("assigned", self._words.assign), ("coordinates", self._words.coordinate)):
            if pattern.search(clause) is not None:
                yield name
                if pattern.search(clause[-_BESIDE:]) is not None:
                    yield f"{name}-beside"

    def _ways_behind(self, behind: str) -> Iterator[str]:
        """Yield what stands behind a name in its sentence."""
        if not behind:
            yield "tail"
        elif behind[:1] in _MARKS:
            yield f"behind{behind[:1]}"
        if behind == ")":
            yield "tail-bracket"
        words = behind.lstrip(" )")[:_NEAR].split()
        yield f">{words[0].strip(',;:.') if words else ''}"
        yield f">>{' '.join(words[:2])}"
        if self._words.in_charge.match(" " + behind):
            yield "in-charge"

    def _before(self, start: int, end: int) -> str:
        """Return what stands before a name from `start` on, without its title."""
        return self._without_title(self._context.key(max(start, end - _REACH), end))

    def _without_title(self, text: str) -> str:
        """Return the words before a name without the title at their end."""
        plain = text.rstrip(" ")
        words = plain.split()
        for size in (2, 1):
            last = " ".join(words[-size:]).lstrip("(")
            if words and last in self._words.title_words:
                return plain[: len(plain) - len(last)]
        return text

    # --- around ------------------------------------------------------------------------------

    def _around(self, statement: Statement, leads: Sequence[Segment]) -> Iterable[tuple[PartyKey, str]]:
        """Yield the parties named beside a statement, in what leads it, and the reviewed body, with how."""
        context = self._context
        units = context.units
        unit = units[statement.unit]
        for step in (-1, 1):
            number = statement.unit + step
            if not 0 <= number < len(units):
                continue
            near = units[number]
            place = "block" if near.block == unit.block else "turn" if near.turn is not None else "line"
            same = near.block == unit.block or (near.turn == unit.turn and near.section == unit.section)
            if same and near.table == unit.table and (near.row == unit.row or step == 1):
                yield from self._beside(near, f"{step:+d}{place}")
        yield from self._earlier(statement.unit)
        for segment in leads:
            yield from self._beside(segment, f"lead-{segment.kind}")
        if context.head.organisation:
            yield context.book.body(context.head.organisation, (0, 0)), "body"

    def _earlier(self, index: int) -> Iterator[tuple[PartyKey, str]]:
        """Yield who is named last before a unit in its paragraph, turn or part, and at the head of the paragraph."""
        units = self._context.units
        unit = units[index]
        seen = False
        for number in range(index - 1, max(-1, index - 1 - _BACK), -1):
            near = units[number]
            if near.section != unit.section or near.turn != unit.turn or near.table != unit.table:
                break
            persons = [
                (mention, party)
                for mention in self._context.book.mentions_with_given_names(near.start, near.end)[:_MOST_NAMED]
                if mention.kind in {"person", "role"} and (party := self._context.book.resolve(mention)) is not None
            ]
            place = "block" if near.block == unit.block else "part"
            if persons and not seen:
                yield persons[-1][1], f"last-named-{place}" if number < index - 1 else f"last-named-beside-{place}"
                seen = True
            if persons and near.block == unit.block and near.first:
                head, party = persons[0]
                if not self._before(near.start, head.start).strip(" (,-–"):
                    yield party, "heads-block"

    def _beside(self, near: Segment, way: str) -> Iterator[tuple[PartyKey, str]]:
        """Yield the parties that a segment beside a statement names."""
        key = self._context.annotated.view.key
        for mention in self._context.book.mentions_with_given_names(near.start, near.end)[:_MOST_NAMED]:
            party = self._context.book.resolve(mention)
            if party is None:
                continue
            before = self._before(near.start, mention.start)
            yield party, way
            if not before.strip(" (,-–"):
                yield party, f"{way}-head"
                if not key[mention.end : min(near.end, mention.end + _REACH)].strip(" .,;)"):
                    yield party, f"{way}-alone"
            if self._words.assign.search(before) is not None:
                yield party, f"{way}-assigned"
            if self._words.strong.search(key, near.start, near.end) is not None:
                yield party, f"{way}-answers"


def _clause(text: str) -> str:
    """Return what stands behind the last mark of a text."""
    return text[max(text.rfind(mark) for mark in _MARKS) + 1 :]


def likely_owners(model: LinearModel, rows: Mapping[PartyKey, Features]) -> tuple[PartyKey, ...]:
    """Return the parties whose rows the model of owners takes, in the order they are named."""
    if not rows:
        return ()
    likely = model.probabilities(list(rows.values()))[:, 0]
    return tuple(party for party, each in zip(rows, likely, strict=True) if each >= model.thresholds[0])
