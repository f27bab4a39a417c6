"""Statements that somebody answers for something, wherever in the document they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.extraction.mentions import Mention
from assistant.extraction.model import Context, PartyKey
from assistant.extraction.references import Reference, ReferenceWords
from assistant.language.model import Segment
from assistant.report.model import Stance

_MATTER = 3.0
"""Least weight of terms for a stretch of text to name a matter."""
_AT_HEAD = 12
_LONGEST_OPENING = 90
_RESPONSIBILITY = "responsibility"
_TITLE = "title"
_NOTE = "note"
_NO_OBJECTS = frozenset({_NOTE, "deadline", "product"})
"""Columns that tell of no fault."""
_CELL_REST = 6
"""Words of a cell beyond the parties it names ("of the team for land measurement")."""
_LOOK_BACK = 60
_VERB_NEAR = 28
_OWN_VERB = 90
_LONGEST_JOIN = 60
_MOST_JOINING_WORDS = 7
_NAMING_COLUMNS = frozenset(
    {"answerable", "coordinator", "deadline", "owner", "person", "product", "rating", "title", "votes"}
)
"""Columns of tables that name parties, times and products; whom they make answerable is read by row."""
_MEASURES = "measures"
_SILENT = frozenset({"signature", "attendance", "letter-head", "votes", "rating", "strengths", "purpose", _MEASURES})
"""Parts in which nobody is made answerable."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that parties answer for something: the view span of the object, and how it refers to faults."""

    parties: tuple[PartyKey, ...]
    start: int
    end: int
    segment: Segment
    about: Reference
    excepting: bool = False
    """Whether one matter is taken out of the statement before ("as for the cattle ...")."""
    weighty: bool = True
    """Whether it makes somebody answerable by itself: not a general word in speech or beside a measure."""

    @property
    def personal(self) -> bool:
        """Whether a person or an office answers, not only a body."""
        return any(kind in {"person", "role"} for kind, _ in self.parties)


@dataclass(frozen=True, slots=True)
class _Group:
    """Parties named together in a clause: offsets into the clause, mentions, or the speaker himself."""

    start: int
    end: int
    mentions: tuple[Mention, ...]
    speaker: PartyKey | None


class ClaimReader:
    """Reads the statements of responsibility of one document."""

    def __init__(
        self,
        words: ReferenceWords,
        context: Context,
        promises: frozenset[tuple[int, int]],
        stances: Mapping[int, Stance],
    ) -> None:
        self._words = words
        self._context = context
        self._promises = promises
        self._stances = stances
        self._parts = frozenset(self._opened_parts())

    def _opened_parts(self) -> Iterator[int]:
        """Yield the paragraphs that open with the name of the part ("Responsibility for the faults above: ...")."""
        block = -1
        for segment in self._context.annotated.segments:
            if segment.block != block and segment.kind != "label":
                block = segment.block
                opening, colon, _ = self._context.key(
                    segment.start, min(segment.end, segment.start + _LONGEST_OPENING)
                ).partition(":")
                if colon and self._words.part_openings.match(opening):
                    yield block

    def read(self) -> list[Claim]:
        """Return the claims in order; one that points back ("this comrade") takes the parties of the one before."""
        claims: list[Claim] = []
        carried: tuple[PartyKey, ...] = ()
        block = -1
        for segment in self._context.annotated.segments:
            if segment.block != block:
                block, carried = segment.block, ()
            found = self._of_segment(segment)
            if found and not found[0].parties and carried and self._points_back(segment):
                found = [replace(claim, parties=carried) for claim in found]
            claims += [claim for claim in found if claim.parties]
            carried = found[-1].parties if found and found[-1].parties else carried
        return sorted([*claims, *self._of_rows()], key=lambda claim: claim.start)

    def _of_rows(self) -> Iterator[Claim]:
        """Yield the claims of tables about responsibility: who stands in one cell answers for what another tells."""
        rows: dict[tuple[int, int], list[Segment]] = {}
        for segment in self._context.annotated.segments:
            if segment.table is None or segment.row is None or segment.column_role == _TITLE:
                continue
            if self._context.annotated.roles(segment.section)[0] == _RESPONSIBILITY:
                rows.setdefault((segment.table, segment.row), []).append(segment)
        for cells in rows.values():
            parties = tuple(dict.fromkeys(party for cell in cells for party in self._only_parties(cell)))
            for cell in cells:
                key = self._context.key(cell.start, cell.end)
                if (
                    parties
                    and cell.column_role not in _NO_OBJECTS
                    and self._has_object(key)
                    and not self._only_parties(cell)
                ):
                    yield self._claim(parties, cell, key, 0, len(key))

    def _only_parties(self, cell: Segment) -> tuple[PartyKey, ...]:
        """Return the parties of a cell that holds little else."""
        mentions = self._context.book.mentions(cell.start, cell.end)
        told = sum(len(self._context.key(m.start, m.end).split()) for m in mentions)
        key = self._context.key(cell.start, cell.end)
        rest = len(self._words.offices.sub(" ", key).split()) - told
        if not mentions or rest > _CELL_REST or cell.column_role == _NOTE or self._words.numbered.search(key):
            return ()
        found = (self._context.book.resolve(mention) for mention in mentions if mention.kind != "vague")
        return tuple(dict.fromkeys(party for party in found if party is not None))

    def _points_back(self, segment: Segment) -> bool:
        return self._words.anaphora.search(self._context.key(segment.start, segment.end)) is not None

    def _of_segment(self, segment: Segment) -> list[Claim]:
        role = self._context.annotated.roles(segment.section)[0]
        if segment.block in self._parts:
            role = _RESPONSIBILITY
        key = self._words.not_claims.sub(_blank, self._context.key(segment.start, segment.end))
        if not self._may_claim(segment, role, key):
            return []
        found = self._claims(segment, self._without_addressees(segment, key), role)
        return [
            replace(claim, weighty=role == _RESPONSIBILITY or self._weighty(claim, segment, key, role))
            for claim in found
        ]

    def _may_claim(self, segment: Segment, role: str, key: str) -> bool:
        if segment.kind == "label" or segment.column_role in _NAMING_COLUMNS:
            return False
        strong = self._words.strong.search(key) is not None
        if segment.turn is None and role in _SILENT and (role != _MEASURES or not strong):
            return False
        if segment.turn is not None and self._stances.get(segment.turn) == "praise":
            return False
        if segment.kind == "heading" and (
            self._words.titles.match(key) or self._context.annotated.text(segment.start, segment.end).isupper()
        ):
            return False
        if not strong and (segment.kind == "heading" or (segment.start, segment.end) in self._promises):
            return False
        return strong or role == _RESPONSIBILITY or self._words.responsibility.search(key) is not None

    def _weighty(self, claim: Claim, segment: Segment, key: str, role: str) -> bool:
        """Whether a claim outside the part about responsibility counts: in strong words, in speech of a person."""
        if self._words.strong.search(key) is None or (segment.turn is None and role in _SILENT):
            return False
        reported = segment.turn is None or self._stances.get(segment.turn) == "procedural"
        return reported or (not claim.about.everything and claim.personal) or bool(claim.about.numbers)

    # --- one clause ------------------------------------------------------------------------

    def _claims(self, segment: Segment, key: str, role: str) -> list[Claim]:
        """Read one clause: groups of parties and the objects before or behind them.

        Where the clause opens with an object ("fault 1 lies with ..."), each group answers for what stands before it;
        else for what stands behind it, and a group with nothing behind shares the next one's object.
        """
        groups = self._groups(segment, key)
        if not groups:
            return [self._claim((), segment, key, 0, len(key))] if role == _RESPONSIBILITY else []
        edges = [0, *(edge for group in groups for edge in (group.start, group.end)), len(key)]
        gaps = [(edges[at], edges[at + 1]) for at in range(0, len(edges), 2)]
        opens = self._has_object(key[slice(*gaps[0])])
        claims = [
            self._claim(self._parties(group), segment, key, *self._object(gaps, number, key, opens=opens))
            for number, group in enumerate(groups)
        ]
        if self._words.strong.search(key) is None:
            claims = [claim for claim in claims if claim.about.numbers or claim.personal]
        if self._words.responsibility.search(key) is None and self._words.strong.search(key) is None:
            claims = [claim for claim in claims if not claim.about.bare]
        return claims

    def _object(self, gaps: Sequence[tuple[int, int]], number: int, key: str, *, opens: bool) -> tuple[int, int]:
        """Return the stretch that tells what the n-th group answers for."""
        own = gaps[number] if opens else gaps[number + 1]
        if self._has_object(key[slice(*own)]):
            return own
        others = reversed(gaps[:number]) if opens else gaps[number + 1 :]
        return next((gap for gap in others if self._has_object(key[slice(*gap)])), own)

    def _parties(self, group: _Group) -> tuple[PartyKey, ...]:
        found = [party for mention in group.mentions if (party := self._context.book.resolve(mention)) is not None]
        return tuple(dict.fromkeys([group.speaker, *found] if group.speaker is not None else found))

    def _without_addressees(self, segment: Segment, key: str) -> str:
        """Blank out those before whom somebody answers ("before the committee"): they name no fault and no culprit."""
        told = -1
        for mention in self._context.book.mentions(segment.start, segment.end):
            start, end = mention.start - segment.start, mention.end - segment.start
            before = self._words.before_whom.search(key[max(0, start - _LOOK_BACK) : start])
            if before is not None:
                first = max(0, start - _LOOK_BACK) + before.start()
            elif 0 <= told <= start and self._joined(key[told:start]):
                first = told
            else:
                continue
            key = key[:first] + " " * (end - first) + key[end:]
            told = end
        return key

    def _groups(self, segment: Segment, key: str) -> list[_Group]:
        """Return the parties of a clause, those joined by commas, offices and "and" as one group."""
        own = self._own_word(segment, key)
        mentions = [
            m for m in self._context.book.mentions(segment.start, segment.end) if self._answers(m, segment, key)
        ]
        if own is not None:  # others are only named in what the speaker says of himself, but for "together with ..."
            mentions = [m for m in mentions if self._follows_party(m.start - segment.start, key)]
        groups: list[_Group] = []
        for mention in mentions:
            start, end = mention.start - segment.start, mention.end - segment.start
            if mention.kind == "person":
                end = self._context.book.office_end(mention.end, segment.end) - segment.start
            if groups and self._joined(key[groups[-1].end : start]):
                groups[-1] = _Group(groups[-1].start, end, (*groups[-1].mentions, mention), None)
            else:
                groups.append(_Group(start, end, (mention,), None))
        if own is not None and not any(group.start <= own.start < group.end for group in groups):
            groups.append(own)
        return sorted(groups, key=lambda group: group.start)

    def _own_word(self, segment: Segment, key: str) -> _Group | None:
        """Return where the speaker or author speaks of himself beside a verb of responsibility."""
        speaker = self._context.speaker(segment.turn)
        if speaker is None and self._context.head.kind == "individual-review":
            speaker = self._context.book.author_party()
        if speaker is None:
            return None
        verb = self._words.responsibility.search(key)
        for found in self._words.first_person.finditer(key):
            behind = self._words.responsibility.search(key, found.end(), found.end() + _OWN_VERB)
            if behind is not None or (verb is not None and verb.end() <= found.start() <= verb.end() + _AT_HEAD):
                return _Group(found.start(), found.end(), (), speaker)
        return None

    def _joined(self, between: str) -> bool:
        """Whether only marks, a title, an office or a joining word stand between two mentions."""
        words, plain = self._words, between.strip(" ,()-–")
        if len(between) > _LONGEST_JOIN or ";" in plain:
            return False
        if not plain or words.joined.fullmatch(plain) or plain in words.title_words:
            return True
        verb = words.responsibility.search(plain) or words.about.search(plain)
        return verb is None and len(plain.split()) <= _MOST_JOINING_WORDS and words.joined.search(plain) is not None

    def _answers(self, mention: Mention, segment: Segment, key: str) -> bool:
        """Whether a mention can be who answers: persons and offices; a body or vague set at the head or by its verb."""
        start, end = mention.start - segment.start, mention.end - segment.start
        if not key[start:end].strip():
            return False
        if self._words.not_answering.search(key[max(0, start - _VERB_NEAR) : start].rstrip()):
            return False
        if mention.kind == "person":
            party = self._context.book.resolve(mention)
            return party is not None and self._context.book.is_member(party[1])
        if mention.kind == "role" or start < _AT_HEAD:
            return True
        if self._words.after.search(key[max(0, start - _VERB_NEAR) : start]) is not None:
            return True
        return self._words.before.match(key[end : end + _VERB_NEAR].lstrip(" ,")) is not None or self._follows_party(
            start, key
        )

    def _follows_party(self, start: int, key: str) -> bool:
        """Whether "and" stands right before: the mention shares the verb of the one before it."""
        before = key[max(0, start - 5) : start].strip()
        return self._words.joined.fullmatch(before) is not None

    def _has_object(self, text: str) -> bool:
        """Whether a stretch names a fault: by number, by a word for all or the rest, or by its matter."""
        words = self._words
        if words.numbered.search(text) or words.all.search(text) or words.rest.search(text):
            return True
        plain = words.offices.sub(" ", words.responsibility.sub(" ", text))
        return sum(self._context.weights.vector(plain).values()) >= _MATTER

    def _claim(self, parties: tuple[PartyKey, ...], segment: Segment, key: str, start: int, end: int) -> Claim:
        excepting = self._words.except_for.match(key[start:end].lstrip(" ,")) is not None
        about = self._words.read(key[start:end])
        return Claim(parties, segment.start + start, segment.start + end, segment, about, excepting)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
