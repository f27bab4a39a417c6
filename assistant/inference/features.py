"""Features of the units of a document: words, cues, place in the section tree, list structure and neighbours."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from assistant.inference.figures import outcome
from assistant.inference.model import normalised
from assistant.language.model import Annotated, Cue, Segment

_SYLLABLE = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+|%")
_DATE = re.compile(r"\d{1,2}/\d{1,2}(?:/\d{4})?|\d{1,2}/\d{4}|20\d\d")
_RATIO = re.compile(r"\d+(?:[.,]\d+)?/\d+(?:[.,]\d+)?")
_PERCENT = re.compile(r"\d\s?%")
_CODE = re.compile(r"\d+[-/][^\W\d_a-z][^\W_]*")
_LONGEST = 120
"""Syllables of a unit that are read as words; the rest of an endless line adds nothing."""


def units(annotated: Annotated) -> tuple[Segment, ...]:
    """Return the segments that can carry an item: sentences, clauses, list items and table cells."""
    return tuple(
        segment
        for segment in annotated.segments
        if segment.kind not in {"heading", "label"} and segment.column_role not in {"title", "number"}
    )


def cues_in(annotated: Annotated, start: int, end: int) -> list[Cue]:
    """Return the cues inside a stretch of the view, in order."""
    cues = annotated.cues
    at = bisect_left(cues, start, key=lambda cue: cue.start)
    found: list[Cue] = []
    while at < len(cues) and cues[at].start < end:
        if cues[at].end <= end:
            found.append(cues[at])
        at += 1
    return found


def syllables(key: str) -> list[str]:
    """Return the folded syllables of a text, figures as masks of their shape."""
    return [_mask(word) for word in _SYLLABLE.findall(key)]


def _mask(word: str) -> str:
    if not word[0].isdigit():
        return word
    if "/" in word:
        return "#/#"
    return "#" if len(word) < 4 else "##"


class UnitFeatures:
    """Computes the feature rows of all units of one document."""

    def __init__(self, annotated: Annotated, units: Sequence[Segment], kind: str) -> None:
        self._annotated = annotated
        self._units = units
        self._kind = kind
        self._words = [syllables(annotated.key(unit.start, unit.end))[:_LONGEST] for unit in units]
        self._cues = [cues_in(annotated, unit.start, unit.end) for unit in units]
        self._categories = [sorted({cue.category for cue in cues}) for cues in self._cues]

    def row(self, index: int) -> dict[str, float]:
        """Return the named features of one unit with their values."""
        out: list[tuple[str, float]] = []
        own = self._own(index)
        out += own
        for step in (-1, 1):
            other = index + step
            if 0 <= other < len(self._units):
                same = self._units[other].section == self._units[index].section
                block = self._units[other].block == self._units[index].block
                tag = f"{step:+d}{'b' if block else 's' if same else 'x'}"
                out += [(f"{tag}:{category}", 0.5) for category in self._categories[other]]
                out += [(f"{tag}w:{' '.join(self._words[other][:2])}", 0.5)]
                if not same:
                    out.append((f"{step:+d}edge", 1.0))
            else:
                out.append((f"{step:+d}end", 1.0))
        return normalised(out)

    def rows(self) -> list[dict[str, float]]:
        """Return the rows of all units."""
        return [self.row(index) for index in range(len(self._units))]

    def _own(self, index: int) -> list[tuple[str, float]]:
        unit = self._units[index]
        roles = self._annotated.roles(unit.section)
        role = unit.column_role or roles[0]
        parent = next((other for other in roles[1:] if other != roles[0]), "")
        kind = self._kind
        words = self._words[index]
        size = min(len(words), 60) // 10
        out: list[tuple[str, float]] = [
            (f"kind={kind}", 1.0),
            (f"role={role}", 2.0),
            (f"role={role}|kind={kind}", 1.0),
            (f"parent={parent}", 1.0),
            (f"make={unit.kind}", 1.0),
            (f"role={role}|make={unit.kind}", 1.0),
            (f"level={unit.marker.level if unit.marker else '-'}", 0.5),
            (f"size={size}", 1.0),
        ]
        if unit.turn is not None:
            out += [("turn", 1.0), (f"turn|role={roles[0]}", 1.0)]
        if not unit.first:
            out.append(("inner", 0.5))
        node = self._annotated.sections[unit.section]
        if node.heading is not None:
            title = syllables(self._annotated.key(*node.heading))[:12]
            out += [(f"h:{word}", 0.4) for word in title]
            out += [(f"h:{a} {b}", 0.4) for a, b in pairwise(title)]
        out += self._cue_features(index, role)
        out += self._shape(unit)
        out += self._result(index, role)
        out += _ngrams(words)
        return out

    def _cue_features(self, index: int, role: str) -> list[tuple[str, float]]:
        cues = self._cues[index]
        out: list[tuple[str, float]] = []
        unit = self._units[index]
        for category in self._categories[index]:
            count = sum(cue.category == category for cue in cues)
            out += [(f"cue={category}", 1.0), (f"cue={category}|role={role}", 1.0)]
            if count > 1:
                out.append((f"cue={category}+", 0.7))
            if unit.turn is not None:
                out.append((f"cue={category}|turn", 0.7))
        for first, second in pairwise(self._categories[index]):
            out.append((f"cue={first}&{second}", 0.5))
        for cue in cues:
            out.append((f"phrase={self._annotated.key(cue.start, cue.end)}", 0.7))
            if cue.start == unit.start:
                out += [(f"head={cue.category}", 1.0), (f"head={cue.category}|role={role}", 0.7)]
        return out

    def _shape(self, unit: Segment) -> list[tuple[str, float]]:
        text = self._annotated.text(unit.start, unit.end)
        found = [
            name
            for name, holds in (
                ("date", _DATE.search(text)),
                ("ratio", _RATIO.search(text)),
                ("percent", _PERCENT.search(text)),
                ("code", _CODE.search(text)),
                ("digit", any(c.isdigit() for c in text)),
                ("colon", ":" in text),
                ("question", text.endswith("?")),
                ("quote", '"' in text or "“" in text),
                ("capital", text[:1].isupper()),
                ("names", sum(word[:1].isupper() for word in text.split()[1:]) >= 2),
            )
            if holds
        ]
        return [(f"shape={name}", 0.7) for name in found]

    def _result(self, index: int, role: str) -> list[tuple[str, float]]:
        """Return whether the unit tells a result below or at its target."""
        unit = self._units[index]
        named = (cue for cue in self._cues[index] if cue.category == "target")
        targets = [(cue.start - unit.start, cue.end - unit.start) for cue in named]
        told = outcome(self._annotated.key(unit.start, unit.end), targets)
        return [] if told is None else [(f"result={told}", 1.0), (f"result={told}|role={role}", 1.0)]


def _ngrams(words: list[str]) -> list[tuple[str, float]]:
    out = [(f"w:{word}", 0.6) for word in words]
    out += [(f"w:{a} {b}", 0.6) for a, b in pairwise(words)]
    out += [(f"w:{a} {b} {c}", 0.4) for a, b, c in zip(words, words[1:], words[2:], strict=False)]
    out += [(f"s{n}:{' '.join(words[:n])}", 0.8) for n in (1, 2, 3) if len(words) >= n]
    out += [(f"e{n}:{' '.join(words[-n:])}", 0.5) for n in (1, 2) if len(words) >= n]
    return out


def turn_members(units: Sequence[Segment]) -> dict[int, list[int]]:
    """Return the units of each turn, by the turn's number."""
    members: dict[int, list[int]] = {}
    for index, unit in enumerate(units):
        if unit.turn is not None:
            members.setdefault(unit.turn, []).append(index)
    return members


def turn_features(annotated: Annotated, number: int) -> list[tuple[str, float]]:
    """Return what tells a turn's stance beside its words: its form, its place among the turns, its label."""
    turn, count = annotated.turns[number], len(annotated.turns)
    out = [(f"form={turn.form}", 1.5)]
    for name, place in (("from", number), ("to", count - 1 - number)):
        out.append((f"{name}={min(place, 4)}", 0.7))
    words = syllables(annotated.key(*turn.label))[:24]
    out += [(f"label:{word}", 0.5) for word in words]
    out += [(f"label:{a} {b}", 0.5) for a, b in pairwise(words)]
    return out


def turn_row(rows: Sequence[dict[str, float]], features: Sequence[tuple[str, float]] = ()) -> dict[str, float]:
    """Return the row of a speaker's turn: the features of its units without neighbours, its length, and those given."""
    merged: dict[str, float] = {f"units={min(len(rows), 6)}": 1.0}
    for place, row in enumerate(rows):
        for feature, value in row.items():
            if feature[0] in "+-":
                continue
            merged[feature] = max(merged.get(feature, 0.0), value)
            if feature.startswith(("cue=", "head=")) and "|" not in feature and "&" not in feature:
                where = "first" if place == 0 else "last" if place == len(rows) - 1 else "middle"
                merged[f"{where}:{feature}"] = value
    for feature, value in features:
        merged[feature] = value
    return merged


def without_sections(row: Mapping[str, float]) -> dict[str, float]:
    """Return a row as it would be if no heading of the document had been recognised; training learns from both."""
    return {
        feature: value
        for feature, value in row.items()
        if not feature.startswith(("role=", "parent=", "h:")) and "|role=" not in feature
    }
