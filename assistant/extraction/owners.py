"""Who shall do what is promised: the one charged, the subject, the speaker, the author, the cell beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.extraction.mentions import Mention
from assistant.extraction.model import Context, PartyKey, Statement
from assistant.extraction.references import ReferenceWords
from assistant.extraction.table_rows import TableRows
from assistant.language.model import Segment
from assistant.report.model import Stance

_CHARGED_WITHIN = 200
_BESIDE = 14
"""Characters between a word such as "assign" and the one charged."""
_MOST_WORDS_BEFORE = 3
_MOST_WORDS_OF_TIME = 12
_LONGEST_JOIN = 48
_LEAD_SEGMENTS = 12
_CELL_WORDS = 16
_CELL_REST = 6
"""Words of a cell beyond the parties it names ("chairs", "together with")."""
_TITLE = 12
_OWN_HEAD = 30
SUPERIOR_KINDS = frozenset({"review-prompts", "superior-remarks", "inspection-conclusion"})
"""Kinds of documents in which a superior body sets tasks."""


class Owners:
    """Finds the owners of one document's commitments."""

    def __init__(self, words: ReferenceWords, context: Context, stances: Mapping[int, Stance]) -> None:
        self._words = words
        self._context = context
        self._stances = stances
        self._rows = TableRows(context.annotated)
        self._blocks = self._block_units()

    def _block_units(self) -> dict[int, tuple[int, int]]:
        """Return the first and last unit of each block."""
        found: dict[int, tuple[int, int]] = {}
        for index, unit in enumerate(self._context.units):
            found[unit.block] = (found.get(unit.block, (index, index))[0], index)
        return found

    def row(self, unit: Segment, role: str) -> list[Segment]:
        """Return the cells of a unit's table row in the column of a role."""
        return self._rows.cells(unit, role)

    def in_cell(self, unit: Segment) -> bool:
        """Say whether a cell of the unit's table row tells the owners."""
        return bool(self.row(unit, "owner") or self.row(unit, "person"))

    def untitled(self, unit: Segment) -> list[Segment]:
        """Return the other cells of a unit's table row whose columns are of no known kind."""
        return [
            cell
            for cell in self._rows.of(unit)
            if cell.column_role in {None, "other"} and cell.column is not None and cell.column != unit.column
        ]

    def leads(self, index: int) -> list[Segment]:
        """Return the sentence with a colon that leads the list of a unit, and the heading above."""
        return self._leads(index, self._context.units[index])

    # --- the rule ----------------------------------------------------------------------------

    def of(self, statement: Statement, before: tuple[PartyKey, ...]) -> tuple[PartyKey, ...]:
        """Return the owners; `before` are those of the commitment in the clause before, which a bare clause shares."""
        unit = self._context.units[statement.unit]
        cells = self.row(unit, "owner") or self.row(unit, "person")
        if cells:
            held = [m for cell in cells for m in self._context.book.mentions(cell.start, cell.end)]
            return self._resolve(self._first_group(held) if held else [])
        for cell in self.untitled(unit):
            parties = self._only_parties(cell.start, cell.end)
            if parties:
                return self._resolve(self._first_group(parties))
        beside = self._flat_cell(statement, unit)
        if beside:
            return self._resolve(self._first_group(beside))
        named = self._named(statement, unit)
        if named:
            return named
        if before and self._goes_on(unit):
            return before
        return self._block_tail(unit) or self._implied(statement, unit)

    def _block_tail(self, unit: Segment) -> tuple[PartyKey, ...]:
        """Return who stands in the short last sentence of a paragraph ("Comrade A carries it out")."""
        last = self._context.units[self._blocks[unit.block][1]]
        key = self._context.key(last.start, last.end)
        if last is unit or last.turn is not None or len(key.split()) > _CELL_WORDS:
            return ()
        mentions = self._context.book.mentions(last.start, last.end)
        if not mentions or mentions[0].start - last.start > _TITLE:
            return ()
        behind = self._context.annotated.view.key[mentions[-1].end : last.end]
        return self._resolve(self._group(mentions)) if self._words.in_charge.match(behind) else ()

    def _named(self, statement: Statement, unit: Segment) -> tuple[PartyKey, ...]:
        """Return those the clause itself names."""
        key = self._context.key(statement.start, statement.end)
        subject = self._subject(statement, key)
        charged = () if subject else self._charged(statement, key)
        if charged:
            return charged
        own = self._own(unit)
        first = self._words.first_person.search(key)
        if (
            first is not None
            and own is not None
            and (not subject or first.start() < subject[0].start - statement.start)
        ):
            return self._with_partners(own, statement, first.end())
        named = [*self._resolve(self._group(subject)), *self._trailing(statement)] if subject else []
        return tuple(dict.fromkeys(named)) or self._trailing(statement)

    def _own(self, unit: Segment) -> PartyKey | None:
        """Return the one who speaks of himself here: the speaker of a turn, the author of a personal review."""
        if unit.turn is not None:
            return self._context.speaker(unit.turn)
        return self._context.book.author_party() if self._context.head.kind == "individual-review" else None

    def _implied(self, statement: Statement, unit: Segment) -> tuple[PartyKey, ...]:
        """Return who is meant where the clause names nobody."""
        context = self._context
        own = self._own(unit)
        if context.head.kind == "individual-review":
            return (own,) if own is not None else ()
        carried = self._from_lead(statement.unit)
        if carried:
            return carried
        key = context.key(statement.start, statement.end)
        if own is not None and self._stances.get(unit.turn or 0) == "reply" and self._words.asking.match(key) is None:
            return (own,)
        if context.head.kind in SUPERIOR_KINDS and context.head.organisation:
            return (context.book.body(context.head.organisation, (0, 0)),)
        return ()

    # --- cells written as lines --------------------------------------------------------------

    def _flat_cell(self, statement: Statement, unit: Segment) -> list[Mention]:
        """Return who stands in the owner's cell of a table flattened to text: on the next line, or behind a bar."""
        if unit.table is not None or unit.turn is not None:
            return []
        text = self._context.annotated.view.text
        last = self._context.units[self._blocks[unit.block][1]]
        if "|" in text[statement.start : last.end]:
            return self._behind_bar(statement.start, last.end)
        following = self._blocks[unit.block][1] + 1
        if following >= len(self._context.units) or text[last.end - 1 : last.end + 1].strip()[-1:] in {".", ":", ";"}:
            return []
        beside = self._context.units[following]
        if (
            beside.marker is not None
            or beside.section != unit.section
            or self._blocks[beside.block] != (following, following)
        ):
            return []
        return self._only_parties(beside.start, beside.end)

    def _behind_bar(self, start: int, end: int) -> list[Mention]:
        """Return the parties of the first cell behind the statement's own that holds nothing else."""
        text = self._context.annotated.view.text
        at = text.find("|", start, end)
        while at >= 0:
            stop = text.find("|", at + 1, end)
            found = self._only_parties(at + 1, stop if stop >= 0 else end)
            if found:
                return found
            at = stop
        return []

    def _only_parties(self, start: int, end: int) -> list[Mention]:
        """Return the mentions of a stretch that holds nothing else but titles, offices and a verb or two."""
        text = self._context.annotated.view.text[start:end]
        words = text.split()
        if not words or len(words) > _CELL_WORDS or text.rstrip()[-1:] in {".", ":", ";"}:
            return []
        mentions = self._context.book.mentions(start, end)
        if not mentions or len(text[: mentions[0].start - start].strip()) > _TITLE:
            return []
        named = sum(len(self._context.annotated.text(m.start, m.end).split()) for m in mentions)
        offices = self._words.offices.sub("", self._context.key(start, end))
        return mentions if len(words) - named - (len(words) - len(offices.split())) <= _CELL_REST else []

    def _first_group(self, mentions: list[Mention]) -> list[Mention]:
        """Return the mentions of a cell before a word such as "together with"."""
        first, last = mentions[0].start, mentions[-1].end
        partner = self._words.coordinate.search(self._context.annotated.view.key, first, last)
        return [m for m in mentions if partner is None or m.start < partner.start()]

    # --- the clause ----------------------------------------------------------------------------

    def _charged(self, statement: Statement, key: str) -> tuple[PartyKey, ...]:
        """Return those named right behind a word such as "assign", "demand", "propose"."""
        mentions = self._context.book.mentions(statement.start, statement.end)
        for found in self._words.assign.finditer(key, 0, _CHARGED_WITHIN):
            at = statement.start + found.end()
            behind = [m for m in mentions if m.end > at]
            if (
                behind
                and behind[0].start - at <= _BESIDE
                and not self._words.of_whom.search(key[found.end() : behind[0].start - statement.start])
            ):
                return self._resolve(self._group(behind))
        return ()

    def _subject(self, statement: Statement, key: str) -> list[Mention]:
        """Return the mentions from the one at the head of the clause on; nothing where none stands there."""
        mentions = self._context.book.mentions(statement.start, statement.end)
        if not mentions:
            return []
        before = key[: mentions[0].start - statement.start]
        opening = self._words.time_opening.match(before)
        if opening is not None:
            before = before[opening.end() :]
        plain = before.strip(' ,:-"+*')
        if not plain or plain in self._words.title_words:
            return mentions
        if self._words.coordinate.search(before) or self._words.assign.search(before):
            return []
        comma = before.rstrip().endswith((",", ":"))
        near = len(plain.split()) <= (_MOST_WORDS_OF_TIME if comma else _MOST_WORDS_BEFORE)
        return mentions if near and mentions[0].kind in {"person", "role"} and (comma or self._titled(plain)) else []

    def _titled(self, before: str) -> bool:
        """Whether the words before a name end with a title."""
        words = before.split()
        return any(" ".join(words[-size:]) in self._words.title_words for size in (1, 2))

    def _with_partners(self, own: PartyKey, statement: Statement, at: int) -> tuple[PartyKey, ...]:
        """Return the speaker, and those he will do it with ("I and the market board ...")."""
        mentions = [
            m for m in self._context.book.mentions(statement.start, statement.end) if m.start >= statement.start + at
        ]
        if not mentions:
            return (own,)
        between = self._context.key(statement.start + at, mentions[0].start)
        if self._words.together.fullmatch(self._without_titles(between)) is None:
            return (own,)
        return tuple(dict.fromkeys([own, *self._resolve(self._group(mentions))]))

    def _trailing(self, statement: Statement) -> tuple[PartyKey, ...]:
        """Return those named behind the matter: "..., comrade A directs it", "(comrade A)", "left to comrade A"."""
        found: list[Mention] = []
        view = self._context.annotated.view
        for mention in self._context.book.mentions(statement.start, statement.end):
            before = view.key[max(statement.start, mention.start - _OWN_HEAD) : mention.start]
            behind = view.key[mention.end : mention.end + _OWN_HEAD]
            bracketed = (
                self._without_titles(before.rpartition("(")[2]) == "" and "(" in before and behind.startswith(")")
            )
            opening = self._without_titles(before.rpartition(",")[2]) == "" and "," in before
            if bracketed or (opening and self._words.in_charge.match(behind) is not None):
                found.append(mention)
        return self._resolve(found)

    def _group(self, mentions: list[Mention]) -> list[Mention]:
        """Return the first mention and those joined to it by a comma or "and"; partners are no owners."""
        group = [mentions[0]]
        view = self._context.annotated.view
        for mention in mentions[1:]:
            end = group[-1].end
            if group[-1].kind == "person":
                end = min(self._context.book.office_end(end, mention.start), mention.start)
            between = view.key[end : mention.start]
            if len(between) > _LONGEST_JOIN or self._words.coordinate.search(between):
                break
            plain = self._without_titles(between)
            if plain and self._words.joined.fullmatch(plain) is None:
                break
            group.append(mention)
        return group

    def _without_titles(self, text: str) -> str:
        plain = text.strip(" ,()-–;")
        for size in (2, 1):
            words = plain.split()
            if words and " ".join(words[-size:]) in self._words.title_words:
                plain = " ".join(words[:-size]).strip(" ,()-–;")
                break
        return plain

    def _resolve(self, mentions: Sequence[Mention]) -> tuple[PartyKey, ...]:
        found = [party for mention in mentions if (party := self._context.book.resolve(mention)) is not None]
        return tuple(dict.fromkeys(found))

    # --- what stands before -------------------------------------------------------------------

    def _goes_on(self, unit: Segment) -> bool:
        """Whether a unit is the next clause of a sentence, behind a semicolon."""
        return not unit.first and self._context.annotated.text(max(0, unit.start - 4), unit.start).rstrip()[-1:] == ";"

    def _from_lead(self, index: int) -> tuple[PartyKey, ...]:
        """Return the owner of a bare imperative: the one charged in the sentence that leads its list."""
        for segment in self._leads(index, self._context.units[index]):
            key = self._context.key(segment.start, segment.end)
            if self._words.strong.search(key):
                continue
            mentions = self._context.book.mentions(segment.start, segment.end)
            found = self._words.assign.search(key)
            behind = [m for m in mentions if found is not None and m.end > segment.start + found.end()]
            if found is not None and behind and behind[0].start - (segment.start + found.end()) < _BESIDE:
                return self._resolve(self._group(behind))
            if (
                mentions
                and mentions[0].start - segment.start < _BESIDE
                and (segment.kind == "heading" or key.endswith(":"))
            ):
                return self._resolve(self._group(mentions))
        return ()

    def _leads(self, index: int, unit: Segment) -> list[Segment]:
        """Return the sentence with a colon that leads the list of a unit, and the heading above."""
        context = self._context
        found: list[Segment] = []
        for other in reversed(context.units[max(0, index - _LEAD_SEGMENTS) : index]):
            if other.section != unit.section:
                break
            if other.block != unit.block and context.annotated.text(other.start, other.end + 1).rstrip().endswith(":"):
                found.append(other)
                break
        node = context.annotated.sections[unit.section]
        if node.heading is not None:
            found.append(Segment(node.heading[0], node.heading[1], "heading", unit.block, unit.section))
        return found
