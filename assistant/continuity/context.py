"""Context: what a statement leaves out because its speaker, its title or the sentence before has said it."""

from __future__ import annotations

from bisect import bisect_right

from assistant.continuity.knowledge import Settings
from assistant.continuity.terms import Bag, Reader, joined
from assistant.language.model import Annotated, Segment


class Surroundings:
    """Gives the bag of any stretch of one document, with the terms around it at a share of their weight."""

    def __init__(self, annotated: Annotated, segments: tuple[Segment, ...], reader: Reader, settings: Settings) -> None:
        self._annotated = annotated
        self._segments = segments
        self._starts = [segment.start for segment in segments]
        self._reader = reader
        self._settings = settings
        self._seen: dict[tuple[int, int], Bag] = {}

    def bag(self, first: int, last: int) -> Bag:
        """Return the bag of view[first:last] with its surroundings."""
        bag = self._own(first, last)
        at = bisect_right(self._starts, first) - 1
        if at < 0:
            return bag
        segment = self._segments[at]
        if segment.turn is not None:
            bag = joined(bag, self._own(*self._annotated.turns[segment.turn].label), self._settings["context-speaker"])
        node = self._annotated.sections[segment.section]
        if node.heading is not None:
            bag = joined(bag, self._own(*node.heading), self._settings["context-title"])
        if at and self._segments[at - 1].block == segment.block:
            before = self._segments[at - 1]
            bag = joined(bag, self._own(before.start, before.end), self._settings["context-before"])
        return bag

    def _own(self, first: int, last: int) -> Bag:
        key = (first, last)
        if key not in self._seen:
            self._seen[key] = self._reader.bag(self._annotated.text(first, last), self._annotated.key(first, last))
        return self._seen[key]
