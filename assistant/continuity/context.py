"""Context: what a statement leaves out because its speaker's label says it ("my branch")."""

from __future__ import annotations

from bisect import bisect_right

from assistant.continuity.knowledge import Settings
from assistant.continuity.terms import Bag, Reader, joined
from assistant.language.model import Annotated, Segment


class Surroundings:
    """Gives the bag of any stretch of one document, with the speaker's label at a share of its weight."""

    def __init__(self, annotated: Annotated, segments: tuple[Segment, ...], reader: Reader, settings: Settings) -> None:
        self._annotated = annotated
        self._segments = segments
        self._starts = [segment.start for segment in segments]
        self._reader = reader
        self._settings = settings
        self._seen: dict[tuple[int, int], Bag] = {}

    def bag(self, first: int, last: int) -> Bag:
        """Return the bag of view[first:last] with its speaker."""
        bag = self.own(first, last)
        at = bisect_right(self._starts, first) - 1
        if at < 0:
            return bag
        segment = self._segments[at]
        if segment.turn is not None:
            bag = joined(bag, self.own(*self._annotated.turns[segment.turn].label), self._settings["context-speaker"])
        return bag

    def own(self, first: int, last: int) -> Bag:
        """Return the bag of view[first:last] alone."""
        key = (first, last)
        if key not in self._seen:
            self._seen[key] = self._reader.bag(self._annotated.text(first, last), self._annotated.key(first, last))
        return self._seen[key]
