"""Examples of the models that weigh pairs: a fault and a party that may answer, a commitment and a fault it may answer.

The rows are those that analysis computes, over the statements of the gold in place of those a model found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.resources.abc import Traversable
from typing import TypeVar

from assistant.datafile import read_yaml
from assistant.extraction.addresses import Addresses, AddressWords
from assistant.extraction.attachment import Attachment, Told, label_of
from assistant.extraction.commitments import Commitments
from assistant.extraction.model import Context, PartyKey, Statement
from assistant.extraction.references import ReferenceWords
from assistant.extraction.responsibility import Responsibility
from assistant.inference.model import ADDRESSES, ANSWERABLE, OWNERS
from assistant.language.deadlines import DeadlineGrammar
from assistant.language.lexicon import Lexicon
from assistant.learning.alignment import Names
from assistant.learning.examples import TRUE, Example, Prepared, covered_units, stated_turns
from assistant.learning.gold import GoldCommitment, GoldParty, GoldShortcoming
from assistant.report.model import Stance

Item = TypeVar("Item")


class PairReader:
    """Reads the pairs of prepared documents."""

    def __init__(self, rules: Traversable, lexicon: Lexicon) -> None:
        self._references = ReferenceWords(lexicon)
        self._grammar = DeadlineGrammar(lexicon)
        self._address_words = AddressWords(read_yaml(rules.joinpath("continuity", "matters.yml")))
        self._names = Names(rules)

    def examples(self, prepared: Prepared) -> dict[str, tuple[Example, ...]]:
        """Return the examples by model name."""
        context, gold = prepared.context, prepared.document.gold
        faults = _placed(context, [(item.quote, item) for item in gold.shortcomings])
        promises = _placed(context, [(item.quote, item) for item in gold.commitments])
        causes = [statement for statement, _ in _placed(context, [(item.quote, item) for item in gold.causes])]
        stances = {turn: opinion.stance for turn, opinion in stated_turns(prepared)}
        slots = Commitments(self._references, self._grammar, context, stances)
        owned = [(statement, slots.owners(statement)) for statement, _ in promises]
        also = [[each for each, _ in _placed(context, [(quote, quote) for quote in item.also])] for _, item in faults]
        told = Told(also, causes, owned, stances)
        rows = self._answerable(context, [statement for statement, _ in faults], told)
        answering = self._answering(context, rows, [item for _, item in faults])
        ties = self._ties(context, faults, promises, [owners for _, owners in owned], answering)
        answers = [
            (row, label_of(party) if party in wanted else "")
            for parties, wanted in zip(rows, answering, strict=True)
            for party, row in parties.items()
        ]
        owners = self._owned(context, promises, stances)
        stem, manner = prepared.document.stem, prepared.document.manner
        return {
            name: tuple(Example(stem, manner, row, label) for row, label in found)
            for name, found in ((ANSWERABLE, answers), (ADDRESSES, ties), (OWNERS, owners))
        }

    def _owned(
        self, context: Context, promises: Sequence[tuple[Statement, GoldCommitment]], stances: Mapping[int, Stance]
    ) -> list[tuple[dict[str, float], str]]:
        """Return the rows of commitments and parties, labelled where the gold makes the party an owner."""
        slots = Commitments(self._references, self._grammar, context, stances)
        rows = [slots.owner_rows(statement)[1] for statement in _whole(context, [each for each, _ in promises])]
        wanted = self._chosen(context, rows, [promise.owners for _, promise in promises])
        return [
            (row, TRUE if party in owners else "")
            for parties, owners in zip(rows, wanted, strict=True)
            for party, row in parties.items()
        ]

    def _answerable(
        self, context: Context, faults: Sequence[Statement], told: Told
    ) -> list[dict[PartyKey, dict[str, float]]]:
        """Return the rows of each fault's parties."""
        promises = [promise for promise, _ in told.promises]
        statements = Responsibility(self._references, context, faults, promises, told.stances)
        attachment = Attachment(self._references, context, faults, told)
        told_by = zip(statements.attach(), statements.hints, strict=True)
        return [attachment.rows(index, *each) for index, each in enumerate(told_by)]

    def _answering(
        self, context: Context, rows: Sequence[Mapping[PartyKey, object]], faults: Sequence[GoldShortcoming]
    ) -> list[frozenset[PartyKey]]:
        """Return for each fault the parties of its rows that the gold makes answerable."""
        return self._chosen(context, rows, [fault.responsible for fault in faults])

    def _chosen(
        self, context: Context, rows: Sequence[Mapping[PartyKey, object]], gold: Sequence[Sequence[GoldParty]]
    ) -> list[frozenset[PartyKey]]:
        """Return for each item the parties of its rows that are those of the gold; each gold party takes one."""
        parties, ids = context.book.freeze(party for row in rows for party in row)
        told = {party.id: party.model_dump() for party in parties}
        out: list[frozenset[PartyKey]] = []
        for row, wanted_parties in zip(rows, gold, strict=True):
            left = list(row)
            for wanted in wanted_parties:
                left = self._without_first(wanted, left, {party: told[ids[party]] for party in left})
            out.append(frozenset(row) - frozenset(left))
        return out

    def _without_first(
        self, wanted: GoldParty, left: Sequence[PartyKey], told: Mapping[PartyKey, Mapping[str, object]]
    ) -> list[PartyKey]:
        """Return the parties but for the first that is the gold one."""
        found = next((party for party in left if self._names.same_party(wanted, told[party])), None)
        return [party for party in left if party != found]

    def _ties(
        self,
        context: Context,
        faults: Sequence[tuple[Statement, GoldShortcoming]],
        promises: Sequence[tuple[Statement, GoldCommitment]],
        owners: Sequence[tuple[PartyKey, ...]],
        answering: Sequence[frozenset[PartyKey]],
    ) -> list[tuple[dict[str, float], str]]:
        """Return the rows of commitments and faults outside tables, labelled where the gold ties them."""
        statements = [statement for statement, _ in faults]
        ties = Addresses(self._references, self._address_words, context, statements, answering)
        out: list[tuple[dict[str, float], str]] = []
        for (statement, promise), who in zip(promises, owners, strict=True):
            if context.units[statement.unit].table is None:
                rows = ties.rows(statement, who)
                tied = [index for index in rows if faults[index][1].quote in promise.addresses]
                out += [(row, TRUE if index in tied else "") for index, row in rows.items()]
        return out


def _whole(context: Context, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements as analysis finds them, whole units; one of several in a unit keeps its part."""
    shared = Counter(statement.unit for statement in statements)
    units = context.units
    return [
        replace(each, start=units[each.unit].start, end=units[each.unit].end) if shared[each.unit] == 1 else each
        for each in statements
    ]


def _placed(context: Context, items: Sequence[tuple[str, Item]]) -> list[tuple[Statement, Item]]:
    """Return the items whose quote units state, in order of place, with the part of the first unit that does."""
    found: list[tuple[Statement, Item]] = []
    for quote, item in items:
        covered = covered_units(context, quote)
        if covered:
            unit = context.units[covered[0]]
            start = context.annotated.view.raw.find(quote)
            first, last = context.annotated.view.to_view(start, start + len(quote))
            found.append((Statement(max(first, unit.start), min(last, unit.end), covered[0], 1.0), item))
    return sorted(found, key=lambda each: each[0].start)
