"""What a unit says of the time to come and of who acts: times resolved against the document's day, and who is named.

Words differ from writer to writer; that a sentence names somebody and a day to come does not. The features are added
to the rows by which units are labelled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from assistant.extraction.parties import PartyBook
from assistant.extraction.references import ReferenceWords
from assistant.language.deadlines import DeadlineGrammar
from assistant.language.lexicon import Lexicon
from assistant.language.model import Annotated, Segment

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_FARTHEST = (-3, 2)
"""Years before and behind the document's own that are told apart."""
_WEIGHT = 1.5


class Prospects:
    """Computes the features; keeps nothing of a document."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = ReferenceWords(lexicon)
        self._grammar = DeadlineGrammar(lexicon)

    def features(self, annotated: Annotated, book: PartyBook, unit: Segment, reference: date) -> dict[str, float]:
        """Return the features of one unit; `reference` is the day of the document."""
        times = list(self._times(annotated, unit, reference))
        who = self._who(annotated, book, unit)
        names = [*times, *([f"who={who}"] if who else [])]
        if "due" in times:
            names.append(f"due|who={who}")
        if unit.turn is not None:
            form = annotated.turns[unit.turn].form
            names.append(f"form={form}")
            if "due" in times:
                names.append(f"due|form={form}")
        return {f"prospect:{name}": _WEIGHT for name in names}

    def _times(self, annotated: Annotated, unit: Segment, reference: date) -> Iterator[str]:
        """Yield what the times of a unit are: to come, past, repeated, and the latest year against the document's."""
        key = annotated.key(unit.start, unit.end)
        told = self._grammar.find(annotated.view.key, unit.start, unit.end, reference)
        due = [each for each in told if each.last >= reference]
        if due:
            yield "due"
            if any(each.lead for each in due):
                yield "due-lead"
            if any(each.opening for each in due):
                yield "due-opening"
            if any(_YEAR.search(annotated.key(each.start, each.end)) for each in due):
                yield "due-year"
        elif told:
            yield "past"
        if self._grammar.recurring(key):
            yield "recurring"
        years = [int(year) - reference.year for year in _YEAR.findall(key)]
        if years:
            low, high = _FARTHEST
            yield f"year={max(low, min(high, max(years)))}"

    def _who(self, annotated: Annotated, book: PartyBook, unit: Segment) -> str:
        """Return who is named: the kind at the head of the unit, somebody inside it, or the speaker alone."""
        key = annotated.key(unit.start, unit.end)
        mentions = book.mentions_with_given_names(unit.start, unit.end)
        if mentions and len(key[: mentions[0].start - unit.start].split()) <= 1:
            return f"head-{mentions[0].kind}"
        if mentions and mentions[0].kind in {"person", "role"}:
            return "named"
        return "self" if self._words.first_person.search(key) is not None else ""
