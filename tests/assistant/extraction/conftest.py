"""What the tests of extraction share: one annotator, and small invented documents read like an upload."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from assistant.documents import read
from assistant.extraction.commitments import Commitments
from assistant.extraction.mentions import Mention
from assistant.extraction.model import Context, PartyKey, Statement
from assistant.extraction.parties import PartyBook, RosterEntry
from assistant.extraction.party_words import PartyWords
from assistant.extraction.references import ReferenceWords
from assistant.extraction.responsibility import Responsibility
from assistant.extraction.terms import TermWeights
from assistant.extraction.words import data_file, folded
from assistant.inference.features import units
from assistant.language.deadlines import DeadlineGrammar
from assistant.language.letterhead import Head
from assistant.language.pipeline import Annotator
from assistant.report.model import DocumentKind, Stance
from assistant.resources import rules


@dataclass(frozen=True)
class Scene:
    """A document read, with the words its statements are read by."""

    context: Context
    references: ReferenceWords
    grammar: DeadlineGrammar

    def statement(self, quote: str) -> Statement:
        """Return the statement that begins with these words of the document."""
        start = self.context.annotated.view.text.index(quote)
        index = next(i for i, unit in enumerate(self.context.units) if unit.start <= start < unit.end)
        return Statement(start, self.context.units[index].end, index, 1.0)

    def answerable(
        self, faults: Sequence[str], stances: Mapping[int, Stance] | None = None, promises: Sequence[str] = ()
    ) -> list[set[str]]:
        """Return for each fault the names of those who answer."""
        found = [self.statement(quote) for quote in faults]
        promised = [self.statement(quote) for quote in promises]
        parties = Responsibility(self.references, self.context, found, promised, stances or {}).attach()
        return [self.names(list(each)) for each in parties]

    def owners(self, promises: Sequence[str], stances: Mapping[int, Stance] | None = None) -> list[set[str]]:
        """Return for each commitment the names of its owners."""
        slots = Commitments(self.references, self.grammar, self.context, stances)
        return [self.names(slots.owners(self.statement(quote))) for quote in promises]

    def names(self, parties: Sequence[PartyKey]) -> set[str]:
        """Return the names of parties as the report would give them."""
        told, ids = self.context.book.freeze(parties)
        by_id = {party.id: party.name or party.role or "" for party in told}
        return {by_id[ids[party]] for party in parties}

    def mentions(self, stretch: str) -> list[Mention]:
        """Return the mentions in a stretch of the document."""
        start = self.context.annotated.view.text.index(stretch)
        return self.context.book.mentions(start, start + len(stretch))

    def resolved(self, stretch: str) -> list[tuple[str, str]]:
        """Return (kind, name) of the party each mention in a stretch means."""
        found = [self.context.book.resolve(mention) for mention in self.mentions(stretch)]
        return [(party[0], next(iter(self.names([party])))) for party in found if party is not None]


Reader = Callable[..., Scene]


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    """Return the annotator over the shipped rules."""
    return Annotator(rules())


@pytest.fixture(scope="session")
def scene(annotator: Annotator) -> Reader:
    """Return a reader of invented documents: text, kind, reviewed body, roster."""
    words, references = PartyWords(annotator.lexicon), ReferenceWords(annotator.lexicon)
    grammar = DeadlineGrammar(annotator.lexicon)
    stop = folded(data_file(annotator.lexicon, "stopwords")["words"])

    def read_scene(
        text: str,
        kind: DocumentKind = "collective-review",
        organisation: str | None = None,
        roster: Sequence[RosterEntry] = (),
    ) -> Scene:
        document = read(text.encode(), name="x.txt")
        annotated = annotator.annotate(document, 2024, kind)
        found = units(annotated)
        weights = TermWeights((annotated.key(unit.start, unit.end) for unit in found), stop)
        book = PartyBook(annotated, words, roster, organisation, personal=kind == "individual-review")
        head = Head(kind=kind, organisation=organisation, year=2024, date=date(2024, 12, 20), period="year")
        context = Context(document, head, annotated, found, [], book, weights, date(2024, 12, 20))
        return Scene(context, references, grammar)

    return read_scene
