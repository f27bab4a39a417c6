"""Who answers for which fault, wherever in the document it is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.extraction.answers import Answers
from assistant.extraction.claims import Claim, ClaimReader
from assistant.extraction.faults import FaultIndex
from assistant.extraction.mentions import Mention
from assistant.extraction.model import Context, PartyKey, Statement
from assistant.extraction.references import ReferenceWords
from assistant.extraction.table_rows import TableRows
from assistant.extraction.words import has_figure
from assistant.language.model import Segment
from assistant.report.model import Stance

_STRICT = 0.54
_SUBJECT = 40
_BODY_SUBJECT = 8
_VAGUE_SUBJECT = 60
_MOST_WORDS_BEFORE = 3
_LISTED = 5
"""List numbers from which a claim sets the scope of those behind it."""
_RESULTS = frozenset({"strengths", "proceedings", "other", "remediation"})
"""Parts of a personal review in which a figure is a result of the unit."""
_OTHERS_PROMPTS = frozenset({"review-prompts", "superior-remarks"})

ROW = "row"
"""The reason that a fault's table row names somebody as responsible."""


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
        self._words = words
        self._context = context
        self._faults = faults
        self._stances = stances
        self._index = FaultIndex(words, context, faults, stances)
        spans = frozenset((context.units[promise.unit].start, context.units[promise.unit].end) for promise in promises)
        self._claims = ClaimReader(words, context, spans, stances)
        self._rows = TableRows(context.annotated)
        self._answers = Answers(words, context, faults, self._index, stances)
        self._parties: list[dict[PartyKey, frozenset[str]]] = [{} for _ in faults]
        self.hints: list[dict[PartyKey, set[str]]] = [{} for _ in faults]
        """For each fault, what hints at a party without making it answerable; filled by `attach`."""
        self._direct = [False] * len(faults)
        self._subjects: list[list[PartyKey]] = [[] for _ in faults]
        self._scope: dict[int, frozenset[int]] = {}
        self._personal_review = context.head.kind == "individual-review"

    def attach(self) -> list[dict[PartyKey, frozenset[str]]]:
        """Return for each fault the parties answerable, in order of finding, each with the names of what says so."""
        for index in range(len(self._faults)):
            self._own_clause(index)
            self._own_row(index)
        last: tuple[Claim, list[int]] | None = None
        claims = self._claims.read()
        for claim in claims:
            if claim.weighty:
                last = claim, self._apply(claim, last)
        for index, party in self._answers.confessed():
            self._give(index, party, "later-confession")
        self._drop_subjects()
        if self._personal_review:
            self._author()
        self._of_prompts()
        for claim in claims:
            if not claim.weighty:
                self._hint(claim)
        return self._parties

    def _give(self, index: int, party: PartyKey | None, reason: str) -> None:
        if party is not None:
            self._parties[index][party] = self._parties[index].get(party, frozenset()) | {reason}

    def _of_prompts(self) -> None:
        """Make the reviewed body answerable for what a superior's prompts or remarks name."""
        organisation = self._context.head.organisation
        if self._context.head.kind not in _OTHERS_PROMPTS or not organisation:
            return
        body = self._context.book.body(organisation, (0, 0))
        for parties in self._parties:
            if not parties:
                parties[body] = frozenset({"asked"})

    # --- the fault's own words -------------------------------------------------------------

    def _own_clause(self, index: int) -> None:
        """Take the subject of the fault's own clause: a person, office or body at its head, a vague set anywhere."""
        fault = self._faults[index]
        reached = -1
        for mention in self._context.book.mentions(fault.start, fault.end):
            between = self._context.key(reached, mention.start).strip(" ,") if reached >= 0 else "-"
            if self._in_clause(fault, mention) or between in self._words.title_words | {""}:
                party = self._context.book.resolve(mention)
                self._give(index, party, "subject")
                reached = mention.end if mention.kind == "person" else -1
                if party is not None and mention.kind == "collective":
                    self._subjects[index].append(party)
        self._give(index, self._answers.of_confession(index), "confession")
        if not any(kind != "vague" for kind, _ in self._parties[index]):
            for reason, party in self._answers.of_speech(index):
                self._give(index, party, reason)

    def _in_clause(self, fault: Statement, mention: Mention) -> bool:
        """Whether a mention in a fault's own words is who fell short."""
        offset = mention.start - fault.start
        before = self._context.key(fault.start, mention.start)
        opening = self._words.openers.match(before)
        if opening is not None:
            before, offset = before[opening.end() :], offset - opening.end()
        if mention.kind == "vague":
            if self._words.every.match(mention.name.lower()):
                return offset < _BODY_SUBJECT
            return offset < _VAGUE_SUBJECT and not self._words.purpose.search(before[-12:])
        if mention.kind == "collective":
            if self._personal_review or self._context.book.is_place(mention):
                return False
            return (offset < _BODY_SUBJECT and _heads(before)) or self._own_field(mention, before)
        return (offset < _SUBJECT and _heads(before)) or self._answers.laid_to(mention, before)

    def _own_field(self, mention: Mention, before: str) -> bool:
        """Whether a field of the reviewed body's own work fell short ("the committee's propaganda work")."""
        if self._words.body_owner.search(before[-8:]) is None:
            return False
        party = self._context.book.resolve(mention)
        return party is not None and self._context.book.is_own(party)

    def _drop_subjects(self) -> None:
        """Let go of a body that is only the subject of the fault where the document makes somebody else answerable."""
        for index, subjects in enumerate(self._subjects):
            told = [party for party in self._parties[index] if party not in subjects and party[0] != "vague"]
            for party in subjects:
                if told and not self._context.book.is_own(party):
                    self._parties[index].pop(party, None)

    def _own_row(self, index: int) -> None:
        """Take those whom the fault's table row names in a column of those responsible."""
        unit = self._context.units[self._faults[index].unit]
        for cell in self._rows.cells(unit, "answerable") or self._rows.cells(unit, "person"):
            for mention in self._context.book.mentions(cell.start, cell.end):
                self._give(index, self._context.book.resolve(mention), ROW)
                self._direct[index] = True

    # --- statements of responsibility ------------------------------------------------------

    def _apply(self, claim: Claim, last: tuple[Claim, list[int]] | None) -> list[int]:
        """Give the claim's parties to the faults it means and return these."""
        parties = claim.parties
        if self._personal_review:  # a body beside an individual only where a fault is named, an office never
            if not claim.about.numbers and all(kind == "collective" for kind, _ in parties):
                return []
            parties = tuple(party for party in parties if party[0] != "role")
        targets = self._within_scope(claim, self._targets(claim))
        if claim.excepting and last is not None:
            self._take_out(targets, last)
        for index in targets:
            for party in parties:
                self._give(index, party, _way(claim))
            self._direct[index] = self._direct[index] or claim.personal
        return targets

    def _hint(self, claim: Claim) -> None:
        """Note those for whom a claim speaks that does not count by itself."""
        for index in self._targets(claim):
            for party in claim.parties:
                if party[0] != "vague":
                    self.hints[index].setdefault(party, set()).add(_way(claim))

    def _within_scope(self, claim: Claim, targets: list[int]) -> list[int]:
        """Keep a claim of all faults to those listed by the claim of the same part before ("items (1) to (19)")."""
        about = claim.about
        if len(about.numbers) >= _LISTED:
            self._scope[claim.segment.section] = frozenset(targets)
        scope = self._scope.get(claim.segment.section)
        return [index for index in targets if index in scope] if about.everything and scope else targets

    def _take_out(self, targets: Sequence[int], last: tuple[Claim, list[int]]) -> None:
        """Take from the persons of the statement before what this one lays to others."""
        claim, given = last
        for index in set(targets) & set(given):
            for party in claim.parties:
                if party[0] != "collective":
                    self._parties[index].pop(party, None)

    def _targets(self, claim: Claim) -> list[int]:
        about, index = claim.about, self._index
        stated = index.in_sections(index.stated_above(claim.start), about.sections)
        if about.rest and not about.numbers:
            return [i for i in stated if not self._direct[i]]
        if about.bare:
            return self._last_stated(claim, stated)
        key = self._context.key(claim.start, claim.end)
        if about.everything:
            topical = self._topical(claim, key, _STRICT) if index.spoken(claim.segment.turn) else []
            return topical or stated
        found = self._topical(claim, key)
        if found:
            return index.in_sections(found, about.sections)
        return stated if about.sections else self._untold(claim, stated)

    def _topical(self, claim: Claim, key: str, least: float | None = None) -> list[int]:
        """Return the faults the topics of a claim mean, and the one it is told in."""
        own = self._index.touching(claim.start, claim.end)
        among = [index for index in range(len(self._faults)) if index not in own]
        plain = self._words.without_verbs(key)
        found: list[int] = []
        for topic in claim.about.topics:
            if least is None or topic.numbers:
                found += self._index.meant(topic, plain, among)
            else:
                found += self._index.topical(plain[topic.start : topic.end], among, least)
        if not found:
            found = self._index.topical(plain, among) if least is None else []
        return list(dict.fromkeys(found + own))

    def _last_stated(self, claim: Claim, stated: list[int]) -> list[int]:
        """Return the faults a claim without an object means: of its paragraph, else all, else the one just told."""
        segment = claim.segment
        reported = self._role(segment) == "responsibility"
        if self._personal_review and not reported:
            return []
        near = self._index.of_block(segment.block, claim.start)
        if near or self._index.spoken(segment.turn):
            return near
        return stated if reported else stated[-1:]

    def _untold(self, claim: Claim, stated: list[int]) -> list[int]:
        """Return the faults a claim means whose object no fault repeats."""
        segment = claim.segment
        if not self._index.spoken(segment.turn):
            near = self._index.of_block(segment.block, claim.start)
            if near:
                return near
        collective = all(kind == "collective" for kind, _ in claim.parties)
        return stated if collective and self._role(segment) == "responsibility" else []

    def _role(self, segment: Segment) -> str:
        return self._context.annotated.roles(segment.section)[0]

    # --- an individual's own faults --------------------------------------------------------

    def _author(self) -> None:
        """Make the author answerable for own conduct: a clause without another subject, or in the first person."""
        author = self._context.book.author_party()
        if author is None:
            return
        for index, fault in enumerate(self._faults):
            key = self._context.key(fault.start, fault.end)
            own = self._words.first_person.search(key) is not None
            vague = bool(self._parties[index]) and all(kind == "vague" for kind, _ in self._parties[index])
            if own or not (vague or self._impersonal(fault, key)):
                told = self._parties[index].pop(author, frozenset())
                self._parties[index] = {author: told | {"author"}, **self._parties[index]}

    def _impersonal(self, fault: Statement, key: str) -> bool:
        """Whether the clause opens with a figure or a body: a result of the unit, not the author's conduct."""
        mentions = [m for m in self._context.book.mentions(fault.start, fault.end) if m.kind == "collective"]
        result = self._role(self._context.units[fault.unit]) in _RESULTS and has_figure(key)
        return result or (bool(mentions) and mentions[0].start - fault.start < 4) or key[:1].isdigit()


def of_row(reasons: Mapping[PartyKey, frozenset[str]]) -> tuple[PartyKey, ...]:
    """Return those whom a fault's table row makes answerable, the vague and those of express claims; else nobody."""
    if not any(ROW in told for told in reasons.values()):
        return ()
    return tuple(
        party
        for party, told in reasons.items()
        if ROW in told or party[0] == "vague" or any(reason.startswith("claim") for reason in told)
    )


def _way(claim: Claim) -> str:
    """Return how a claim refers to its faults, as the name of a reason."""
    about = claim.about
    if about.numbers:
        return "claim-numbered"
    if about.rest:
        return "claim-rest"
    if about.everything:
        return "claim-everything"
    return "claim-bare" if about.bare else "claim-topical"


def _heads(before: str) -> bool:
    """Whether nothing but titles or a label stands before a subject."""
    return len(before.strip(' ,:-"').split()) <= _MOST_WORDS_BEFORE
