"""References by number: "the first fault", "points 1 and 3"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.continuity.candidates import Candidate
from assistant.continuity.knowledge import Knowledge
from assistant.continuity.matching import Match
from assistant.continuity.model import Reading
from assistant.continuity.phrases import PhraseFinder
from assistant.continuity.terms import Token
from assistant.language.model import Marker

_HEAD = 5
"""Words from the start of a statement within which the noun must stand."""
SURE = 0.9
"""Score of a match by number."""
_MOST = 40
"""Highest number that is a reference and no figure."""


class ReferenceReader:
    """Reads the numbers that a statement refers to at its start."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._words = knowledge.words
        self._nouns = PhraseFinder({"noun": knowledge.cues["reference-noun"]})

    def numbers(self, tokens: Sequence[Token]) -> frozenset[int]:
        """Return the numbers named ("points 1 and 3: ..."), none where the statement opens otherwise."""
        words = [token.text for token in tokens]
        places = [place for place in self._nouns.places(words[:_HEAD]) if place[0] == 0]
        if not places:
            return frozenset()
        at = max(end for _, end, _ in places)
        found: set[int] = set()
        while at < len(words):
            word = words[at]
            ranked = words[at - 1] == self._words.ordinal_mark
            number = int(word) if word.isdigit() else self._words.ordinals.get(word) if ranked else None
            if number is not None and 0 < number <= _MOST:
                found.add(number)
            elif word not in self._words.reference_links:
                break
            at += 1
        return frozenset(found)


def ordinal(marker: Marker | None) -> int | None:
    """Return the number of a list item ("2.", "(2)", "1.2"), its last part where it has several."""
    if marker is None:
        return None
    last = marker.text.strip("().-").split(".")[-1]
    return int(last) if last.isdigit() and len(last) <= 2 else None


def marker_at(reading: Reading, start: int) -> Marker | None:
    """Return the list number of the statement at an offset of the raw text."""
    first, _ = reading.annotated.view.to_view(start, start + 1)
    for segment in reading.annotated.segments:
        if segment.start <= first < segment.end:
            return segment.marker
    return None


def numbered(reading: Reading, starts: Sequence[int]) -> list[int | None]:
    """Return the list number of each statement by its offset in the raw text, None where it is not its own."""
    numbers = [ordinal(marker_at(reading, start)) for start in starts]
    return [number if numbers.count(number) == 1 else None for number in numbers]


def referred(found: Sequence[Candidate], number: int | None, role: str, reader: ReferenceReader) -> list[Match]:
    """Return the candidates of a section role that refer to a number, as sure matches."""
    if number is None:
        return []
    return [
        Match(candidate, SURE, {})
        for candidate in found
        if candidate.role == role and number in reader.numbers(candidate.bag.tokens)
    ]


def with_references(matches: Sequence[Match], sure: Sequence[Match]) -> list[Match]:
    """Return matches with those by number first, each candidate once."""
    named = {match.candidate.order for match in sure}
    both = [*sure, *(match for match in matches if match.candidate.order not in named)]
    return sorted(both, key=lambda match: (-match.score, match.candidate.order))
