"""Who shall do what is promised, by when, and which faults it answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.extraction.model import Context, PartyKey, Statement
from assistant.extraction.mentions import Mention
from assistant.extraction.references import ReferenceWords
from assistant.extraction.terms import containment, cosine
from assistant.language.deadlines import Deadline, DeadlineGrammar
from assistant.language.model import Segment

_ADDRESS = 0.24
_ADDRESS_NEAR = 0.8
_TURN_BONUS = 0.12


class Commitments:
    """Fills the slots of one document's commitments."""

    def __init__(self, words: ReferenceWords, grammar: DeadlineGrammar, context: Context) -> None:
        self._words = words
        self._grammar = grammar
        self._context = context
        self._cells = self._table_rows()

    def _table_rows(self) -> dict[tuple[int, int], list[Segment]]:
        rows: dict[tuple[int, int], list[Segment]] = {}
        for segment in self._context.annotated.segments:
            if segment.table is not None and segment.row is not None:
                rows.setdefault((segment.table, segment.row), []).append(segment)
        return rows

    def _row(self, unit: Segment, role: str) -> list[Segment]:
        if unit.table is None or unit.row is None:
            return []
        return [cell for cell in self._cells.get((unit.table, unit.row), []) if cell.column_role == role]

    # --- owners --------------------------------------------------------------------------

    def owners(self, statement: Statement) -> tuple[PartyKey, ...]:
        """Return who shall do it: the column, the one charged, the subject, the speaker, the author."""
        context = self._context
        unit = context.units[statement.unit]
        cells = self._row(unit, "owner")
        if unit.table is not None and cells:
            return self._resolve([m for cell in cells for m in self._heads(cell.start, cell.end)])
        key = context.key(statement.start, statement.end)
        charged = self._charged(statement, key)
        if charged:
            return charged
        first = self._words.first_person.search(key)
        own = context.speaker(unit.turn) or (context.book.author_party() if context.head.kind == "individual-review" else None)
        subject = self._subject(statement, key)
        if first is not None and own is not None and (not subject or first.start() < 30):
            return (own,)
        if subject:
            return subject
        if context.head.kind == "individual-review":
            author = context.book.author_party()
            return (author,) if author is not None else ()
        carried = self._from_lead(statement.unit)
        if carried:
            return carried
        if own is not None and unit.turn is not None and self._replying(unit.turn):
            return (own,)
        if context.head.kind in {"review-prompts", "superior-remarks", "inspection-conclusion"} and context.head.organisation:
            return (context.book.body(context.head.organisation, (0, 0)),)
        return ()

    def _charged(self, statement: Statement, key: str) -> tuple[PartyKey, ...]:
        """Return those named right behind a word such as "giao", "yêu cầu", "đề nghị"."""
        for found in self._words.assign.finditer(key):
            if found.start() > 80:
                break
            at = statement.start + found.end()
            mentions = [m for m in self._heads(statement.start + found.start(), statement.end) if m.end > at]
            if not mentions or mentions[0].start - at > 14:
                continue
            return self._resolve(self._group(mentions))
        return ()

    def _subject(self, statement: Statement, key: str) -> tuple[PartyKey, ...]:
        """Return the party or parties at the head of the clause, or named as the one in charge inside it."""
        mentions = self._heads(statement.start, statement.end)
        if mentions and self._opens(statement, mentions[0], key):
            return self._resolve(self._group(mentions))
        return ()

    def _opens(self, statement: Statement, mention: Mention, key: str) -> bool:
        before = key[: mention.start - statement.start]
        if self._words.coordinate.search(before):
            return False
        window = before.strip(" ,:-\"")
        if len(window.split()) <= 4:
            return True
        comma = before.rstrip().endswith((",", ":"))
        return comma and len(window.split()) <= 12 and mention.kind in {"person", "role"}

    def _group(self, mentions: list[Mention]) -> list[Mention]:
        """Return the first mention and those joined to it by a comma or "và"; partners after "phối hợp" are no owners."""
        group = [mentions[0]]
        text = self._context.annotated.view.key
        for mention in mentions[1:]:
            between = text[group[-1].end : mention.start]
            if self._words.coordinate.search(between) or len(between) > 48:
                break
            plain = between.strip(" ,()-–;")
            if plain and not self._words.joined.fullmatch(plain) and not self._office_between(plain):
                break
            group.append(mention)
        return group

    def _office_between(self, text: str) -> bool:
        """Whether the words between two mentions are only the office of the first and a joining word."""
        return self._words.joined.search(text) is not None and len(text.split()) <= 8

    def _heads(self, start: int, end: int) -> list[Mention]:
        return [m for m in self._context.book.mentions(start, end)]

    def _resolve(self, mentions: list[Mention]) -> tuple[PartyKey, ...]:
        found = [party for mention in mentions if (party := self._context.book.resolve(mention)) is not None]
        return tuple(dict.fromkeys(found))

    def _from_lead(self, index: int) -> tuple[PartyKey, ...]:
        """Return the owner of a bare imperative: the one charged in the sentence that leads its list or stands before."""
        context = self._context
        unit = context.units[index]
        for segment in self._leads(index, unit):
            key = context.key(segment.start, segment.end)
            found = self._words.assign.search(key)
            mentions = self._heads(segment.start, segment.end)
            if found is not None and mentions:
                behind = [m for m in mentions if m.start >= segment.start + found.start()]
                if behind and behind[0].start - (segment.start + found.end()) < 14:
                    return self._resolve(self._group(behind))
            if segment.kind == "heading" and mentions and mentions[0].start - segment.start < 14:
                return self._resolve(self._group(mentions))
        return ()

    def _leads(self, index: int, unit: Segment) -> list[Segment]:
        context = self._context
        found: list[Segment] = []
        if not unit.first and index > 0 and context.units[index - 1].block == unit.block:
            found.append(context.units[index - 1])
        for back in range(index - 1, max(-1, index - 12), -1):
            other = context.units[back]
            if other.section != unit.section:
                break
            if other.block != unit.block and context.annotated.view.text[other.start : other.end].rstrip().endswith(":"):
                found.append(other)
                break
        node = context.annotated.sections[unit.section]
        if node.heading is not None:
            found.append(Segment(node.heading[0], node.heading[1], "heading", unit.block, unit.section))
        return found

    def _replying(self, turn: int) -> bool:
        key = self._context.key(self._context.annotated.turns[turn].start, self._context.annotated.turns[turn].end)
        return self._words.first_person.search(key) is not None

    # --- deadline ------------------------------------------------------------------------

    def deadline(self, statement: Statement) -> tuple[Deadline | None, tuple[int, int] | None]:
        """Return the deadline and the view span of the words that tell it."""
        context = self._context
        unit = context.units[statement.unit]
        for cell in self._row(unit, "deadline"):
            found = self._grammar.cell(context.key(cell.start, cell.end), context.reference)
            if found is not None:
                return found, (cell.start, cell.end)
        if self._row(unit, "deadline"):
            return None, None
        found = self._grammar.choose(context.annotated.view.key, statement.start, statement.end, context.reference)
        if found is None:
            found = self._trailing(statement)
        return found, (found.start, found.end) if found is not None else None

    def _trailing(self, statement: Statement) -> Deadline | None:
        """Read a deadline told in the clause behind the commitment ("; hạn 30/6"), where that clause is short."""
        context = self._context
        following = statement.unit + 1
        if following >= len(context.units):
            return None
        unit, other = context.units[statement.unit], context.units[following]
        if other.block != unit.block or other.end - other.start > 60 or unit.table is not None:
            return None
        return self._grammar.choose(context.annotated.view.key, other.start, other.end, context.reference)

    # --- the faults it answers -----------------------------------------------------------

    def addresses(self, statement: Statement, faults: Sequence[Statement], links: Mapping[int, Sequence[PartyKey]]) -> list[int]:
        """Return the indices of the faults the commitment answers, by table row, number or likeness of words."""
        del links
        context = self._context
        unit = context.units[statement.unit]
        if unit.table is not None:
            return self._same_row(unit, faults)
        key = context.key(statement.start, statement.end)
        numbered = self._words.numbered.search(key)
        vector = context.weights.vector(key)
        scored: list[tuple[float, int]] = []
        for index, fault in enumerate(faults):
            if fault.start < statement.end and statement.start < fault.end:
                continue
            other = context.weights.vector(context.key(fault.start, fault.end))
            score = 0.5 * containment(vector, other) + 0.5 * cosine(vector, other)
            if unit.turn is not None and context.units[fault.unit].turn == unit.turn:
                score += _TURN_BONUS
            scored.append((score, index))
        del numbered
        best = max(scored, default=(0.0, -1))[0]
        if best < _ADDRESS:
            return []
        return sorted(index for score, index in scored if score >= max(_ADDRESS, _ADDRESS_NEAR * best))

    def _same_row(self, unit: Segment, faults: Sequence[Statement]) -> list[int]:
        """Return the faults of the row, or of the last row above that has any (merged cells)."""
        context = self._context
        rows = [
            (context.units[fault.unit].row or 0, index)
            for index, fault in enumerate(faults)
            if context.units[fault.unit].table == unit.table and (context.units[fault.unit].row or 0) <= (unit.row or 0)
        ]
        if not rows:
            return []
        nearest = max(row for row, _ in rows)
        return [index for row, index in rows if row == nearest]


_ANY_FIGURE = re.compile(r"\d")


def has_figure(key: str) -> bool:
    """Say whether a text holds a figure."""
    return _ANY_FIGURE.search(key) is not None
