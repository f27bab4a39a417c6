"""Rule kind `lexical`: phrases and patterns, over commitments or over the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from assistant.rulebook.condition import Condition
from assistant.rulebook.facts import document_fields, seen
from assistant.rulebook.hit import MAXIMUM_HITS, Hit
from assistant.rulebook.item import condition_fields
from assistant.rulebook.patterns import compile_pattern, find_phrases, fold_phrases
from assistant.rulebook.scene import Scene
from assistant.rulebook.schema import LexicalRule
from assistant.text import fold_key

PHRASES = "phrases"
"""The one alternative that all phrases of a rule make together; each pattern is one of its own."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = " \t\n"
_LONGEST = 400
"""Longest passage quoted, in code points; the rest of a hostile line is left out."""


class LexicalCheck:
    """A compiled rule of kind `lexical`; raises ConditionError or PatternError."""

    places = frozenset({"who"})

    def __init__(self, rule: LexicalRule) -> None:
        self._rule = rule
        self._phrases = fold_phrases(rule.phrases)
        self._patterns = tuple((pattern, compile_pattern(pattern)) for pattern in rule.patterns)
        self._exceptions = tuple(compile_pattern(pattern) for pattern in rule.exceptions)
        self._condition = (
            Condition(rule.condition, condition_fields(("commitment",), rule.thresholds)) if rule.condition else None
        )
        self.branches = ((PHRASES,) if rule.phrases else ()) + rule.patterns

    def hits(self, scene: Scene, thresholds: Mapping[str, float], /) -> Iterator[Hit]:
        """Yield a hit for each commitment, or each passage of the text, that a phrase or pattern meets."""
        if self._rule.looks_at == "commitment":
            yield from self._in_commitments(scene, thresholds)
        else:
            yield from self._in_text(scene)

    def _in_commitments(self, scene: Scene, thresholds: Mapping[str, float]) -> Iterator[Hit]:
        shared = {"document": document_fields(scene), "thresholds": dict(thresholds)}
        for one in seen(scene, "commitment"):
            if self._condition is not None and not self._condition.holds(shared | {"item": one.fields}):
                continue
            branches = tuple(dict.fromkeys(name for name, _, _ in self._matches(fold_key(one.item.text))))
            if branches:
                item = one.item
                yield Hit(item=item.id, start=item.start, end=item.end, places={"who": one.who}, branches=branches)

    def _in_text(self, scene: Scene) -> Iterator[Hit]:
        key = scene.view.key
        found: list[tuple[int, int, tuple[str, ...]]] = []
        for name, start, end in sorted(self._matches(key), key=lambda match: (match[1], match[2], match[0])):
            begin, stop = _line(key, start, end) if self._rule.points_to == "line" else (start, end)
            if found and begin < found[-1][1]:
                last_begin, last_stop, names = found[-1]
                found[-1] = (last_begin, max(last_stop, stop), (*names, name))
            else:
                found.append((begin, stop, (name,)))
        for begin, stop, names in found:
            start, end = scene.place(*_trimmed(key, begin, min(stop, begin + _LONGEST)))
            yield Hit(start=start, end=end, places={"who": ""}, branches=tuple(dict.fromkeys(names)))

    def _matches(self, key: str) -> list[tuple[str, int, int]]:
        key = _LONE_SURROGATE.sub("\ufffd", key)
        found = [(PHRASES, start, end) for start, end in islice(find_phrases(key, self._phrases), MAXIMUM_HITS)]
        for name, pattern in self._patterns:
            for match in islice(pattern.finditer(key), MAXIMUM_HITS):
                if match.end() > match.start():
                    found.append((name, match.start(), match.end()))
        if not found or not self._exceptions:
            return found
        spared = [
            (match.start(), match.end())
            for pattern in self._exceptions
            for match in islice(pattern.finditer(key), MAXIMUM_HITS)
        ]
        return [one for one in found if not any(start < one[2] and one[1] < end for start, end in spared)]


def _line(key: str, start: int, end: int) -> tuple[int, int]:
    """Return the line a match stands in."""
    stop = key.find("\n", end)
    return key.rfind("\n", 0, start) + 1, len(key) if stop < 0 else stop


def _trimmed(key: str, begin: int, stop: int) -> tuple[int, int]:
    """Return a passage without the spaces around it."""
    while begin < stop and key[begin] in _SPACES:
        begin += 1
    while stop > begin and key[stop - 1] in _SPACES:
        stop -= 1
    return begin, stop
