"""The faults of one document by number, place and matter, for statements elsewhere that refer to them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from assistant.extraction.model import Context, Statement
from assistant.extraction.references import ReferenceWords, Topic
from assistant.language.model import Turn
from assistant.report.model import Stance

_TOPIC = 0.34
"""Least share of a topic's weighted terms in a fault for it to be the one meant."""
_NEAR_BEST = 0.75
_LEAST_MATTER = 1.7
"""Least weight of terms for words to name a matter at all."""
_MOST = 3
_OPENING = 90
"""Characters in which a turn says that it reads the report."""
_REPORTED = frozenset({"shortcomings"})
_ALSO_REPORTED = frozenset({"proceedings", "other", "answers", "discussion", "causes"})


class FaultIndex:
    """Finds faults; positions are those of the list given."""

    def __init__(
        self, words: ReferenceWords, context: Context, faults: Sequence[Statement], stances: Mapping[int, Stance]
    ) -> None:
        self._context = context
        self._faults = faults
        self._stances = stances
        self._reports = frozenset(
            number for number, turn in enumerate(context.annotated.turns) if self._reads(words, turn)
        )
        self._starts = [fault.start for fault in faults]
        self.vectors = [context.weights.vector(context.key(fault.start, fault.end)) for fault in faults]
        self._sums = [sum(vector.values()) for vector in self.vectors]
        self._holders: dict[str, list[int]] = {}
        for index, vector in enumerate(self.vectors):
            for term in vector:
                self._holders.setdefault(term, []).append(index)
        self._rows = self._row_numbers()
        self._markers: dict[str, list[int]] = {}
        self._blocks: dict[int, list[int]] = {}
        paths = self._paths()
        for index, fault in enumerate(faults):
            unit = context.units[fault.unit]
            self._blocks.setdefault(unit.block, []).append(index)
            for number in paths.get(unit.block, ()):
                self._markers.setdefault(number, []).append(index)

        self._numbered_sections, self._listed = self._sectioned()

    def _paths(self) -> dict[int, tuple[str, ...]]:
        """Return the list numbers that each paragraph stands under, its own included ("1", "1.2", "b", "1.2b")."""
        found: dict[int, tuple[str, ...]] = {}
        above: list[tuple[int, str]] = []
        section = -1
        for segment in self._context.annotated.segments:
            if segment.section != section:
                section, above = segment.section, []
            marker = segment.marker
            if marker is not None and marker.text.strip(" ().")[-1:].isalnum():
                above = [each for each in above if each[0] < marker.level]
                above.append((marker.level, _plain(marker.text)))
            told = [number for _, number in above]
            joined = [one + other for one, other in pairwise(told) if other.isalpha()]
            found[segment.block] = tuple(dict.fromkeys([*told, *joined]))
        return found

    def _sectioned(self) -> tuple[dict[str, list[int]], list[list[int]]]:
        """Return the faults of the report by the number of their section, and those of each paragraph about faults."""
        numbered: dict[str, list[int]] = {}
        listed: dict[int, list[int]] = {}
        for index, fault in enumerate(self._faults):
            unit = self._context.units[fault.unit]
            if not self.in_report(index):
                continue
            numbered.setdefault(self._context.annotated.sections[unit.section].number or "", []).append(index)
            if self._role(index) in _REPORTED:
                listed.setdefault(unit.block, []).append(index)
        return numbered, list(listed.values())

    def _row_numbers(self) -> dict[str, list[int]]:
        """Return the faults by the number in the first cell of their table row."""
        numbers: dict[tuple[int | None, int | None], str] = {}
        for segment in self._context.annotated.segments:
            if segment.table is not None and segment.column_role == "number":
                numbers[segment.table, segment.row] = _plain(self._context.key(segment.start, segment.end))
        found: dict[str, list[int]] = {}
        for index, fault in enumerate(self._faults):
            unit = self._context.units[fault.unit]
            number = numbers.get((unit.table, unit.row)) if unit.table is not None else self._leading(fault)
            if number:
                found.setdefault(number, []).append(index)
        return found

    def _leading(self, fault: Statement) -> str | None:
        """Return the number of a row written on one line with bars between its cells."""
        head, bar, _ = self._context.key(fault.start, min(fault.end, fault.start + 6)).partition("|")
        return _plain(head) if bar and head.strip().isdigit() else None

    # --- by place --------------------------------------------------------------------------

    def spoken(self, turn: int | None) -> bool:
        """Whether a turn is somebody's opinion, not the reading of the report or the chair's conclusion."""
        return turn is not None and turn not in self._reports and self._stances.get(turn) != "procedural"

    def _reads(self, words: ReferenceWords, turn: Turn) -> bool:
        """Whether a turn opens by reading the report."""
        key = self._context.key(turn.label[0], min(turn.start + _OPENING, turn.end))
        return words.reads_report.search(key) is not None and words.first_person.search(key) is None

    def in_report(self, index: int) -> bool:
        """Whether a fault is told in the report, not in an opinion."""
        return not self.spoken(self._context.units[self._faults[index].unit].turn)

    def above(self, start: int) -> range:
        """Return the faults that begin before an offset."""
        return range(bisect_left(self._starts, start))

    def stated_above(self, start: int) -> list[int]:
        """Return the faults of the report before an offset; those of opinions where the report tells none."""
        above = self.above(start)
        return [index for index in above if self.in_report(index)] or list(above)

    def of_block(self, block: int, before: int) -> list[int]:
        """Return the faults of a paragraph that begin before an offset."""
        return [index for index in self._blocks.get(block, ()) if self._starts[index] < before]

    def touching(self, start: int, end: int) -> list[int]:
        """Return the faults that overlap a span."""
        first = max(bisect_left(self._starts, start) - 1, 0)
        last = bisect_left(self._starts, end)
        return [i for i in range(first, last) if self._starts[i] < end and start < self._faults[i].end]

    def in_sections(self, indices: Iterable[int], numbers: Sequence[str]) -> list[int]:
        """Keep the faults in the sections of these numbers; all of them where none is there."""
        indices = list(indices)
        if not numbers:
            return indices
        kept = [index for index in indices if self._section_numbers(index) & set(numbers)]
        return kept or indices

    def _section_numbers(self, index: int) -> set[str]:
        section: int | None = self._context.units[self._faults[index].unit].section
        found: set[str] = set()
        while section is not None:
            node = self._context.annotated.sections[section]
            found.add(node.number or "")
            section = node.parent
        return found

    # --- by number -------------------------------------------------------------------------

    def numbered(self, number: str) -> list[int]:
        """Return the faults whose list number, table row, section or place in the list is the one told."""
        return (
            self._by_marker(number)
            or self._rows.get(number, [])
            or self._numbered_sections.get(number, [])
            or (self._place(int(number)) if number.isdigit() else [])
        )

    def _by_marker(self, number: str) -> list[int]:
        found = [index for index in self._markers.get(number, ()) if self.in_report(index)]
        if not found:
            ending = "." + number
            found = [
                i for text, held in self._markers.items() if text.endswith(ending) for i in held if self.in_report(i)
            ]
        roles = {index: self._role(index) for index in found}
        reported = [index for index in found if roles[index] in _REPORTED]
        return reported or [index for index in found if roles[index] in _ALSO_REPORTED]

    def _place(self, number: int) -> list[int]:
        """Return the faults of the n-th paragraph of the part about faults."""
        return self._listed[number - 1] if 0 < number <= len(self._listed) else []

    def _role(self, index: int) -> str:
        return self._context.annotated.roles(self._context.units[self._faults[index].unit].section)[0]

    # --- by matter -------------------------------------------------------------------------

    def topical(
        self, key: str, among: Iterable[int] | None = None, least: float = _TOPIC, most: int = _MOST
    ) -> list[int]:
        """Return the faults whose words a folded text repeats, the best and those near it."""
        vector = self._context.weights.vector(key)
        weight = sum(vector.values())
        if weight < _LEAST_MATTER:
            return []
        scores = self._scores(vector, weight, frozenset(among) if among is not None else None)
        scores = {index: score for index, score in scores.items() if score >= least}
        best = max(scores.values(), default=0.0)
        ranked = sorted(scores, key=lambda index: (-scores[index], index))[:most]
        return [index for index in ranked if scores[index] >= _NEAR_BEST * best]

    def _scores(self, vector: Mapping[str, float], weight: float, among: frozenset[int] | None) -> dict[int, float]:
        shared: dict[int, float] = {}
        for term, value in vector.items():
            for index in self._holders.get(term, ()):
                if among is None or index in among:
                    shared[index] = shared.get(index, 0.0) + value
        return {index: value / min(weight, self._sums[index]) for index, value in shared.items() if self._sums[index]}

    def likeness(self, vector: Mapping[str, float], least: float) -> dict[int, float]:
        """Return how like the faults are that share terms with a vector (0 to 1); none below a weight of terms."""
        weight = sum(vector.values())
        return self._scores(vector, weight, None) if weight >= least else {}

    def sharing(self, vector: Mapping[str, float], most: int) -> list[int]:
        """Return the faults that share the heaviest terms with a vector, at most so many."""
        scores = self._scores(vector, sum(vector.values()), None)
        return sorted(scores, key=lambda index: (-scores[index], index))[:most]

    def meant(self, topic: Topic, key: str, among: Sequence[int]) -> list[int]:
        """Return the faults a topic means: by its numbers, narrowed by the words behind them, or by its words."""
        words = key[topic.start : topic.end]
        if not topic.numbers:
            return self.topical(words, among)
        listed = [index for number in topic.numbers for index in self.numbered(number)]
        return self.topical(words, listed) or listed if len(topic.numbers) == 1 else listed


def _plain(number: str) -> str:
    return number.strip(" ().").lstrip("0") or number
