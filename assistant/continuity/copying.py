"""Copied passages: what stands nearly word for word in last year's document.

Statements are paired by shared shingles of syllables with figures masked, then verified by the syllables they share in
order; neighbours whose originals are neighbours too make one passage. Letter-head, attendance, votes, signatures,
titles and the legal basis are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import Indel

from assistant.continuity.candidates import statements, surroundings
from assistant.continuity.comparison import Toolbox
from assistant.continuity.model import CopiedPassage, Reading

_SHINGLE = 4
_COMMON = 12
"""Statements that share a shingle above which it is a phrase of the field."""
_RIVALS = 3
"""Statements of the prior document that are compared closely with one of this."""
_MASK = "#"


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    block: int
    section: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    line: int
    source: int
    score: float


def copied(this: Reading, prior: Reading, tools: Toolbox) -> tuple[CopiedPassage, ...]:
    """Return the passages of two lines or more that stand nearly word for word in the prior document, in order."""
    settings = tools.knowledge.settings
    lines, sources = _lines(this, tools), _lines(prior, tools)
    pairs = _pairs(lines, sources, settings["copied-line"])
    out: list[CopiedPassage] = []
    for run in _passages(_runs(pairs, lines), lines, settings["copied-syllables"]):
        size = _size(run, lines)
        score = sum(pair.score * len(lines[pair.line].words) for pair in run) / size
        if size < settings["copied-syllables"] or score < settings["copied-score"]:
            continue
        start, end = this.annotated.view.to_raw(lines[run[0].line].start, lines[run[-1].line].end)
        first = min(pair.source for pair in run)
        last = max(pair.source for pair in run)
        source = prior.annotated.view.to_raw(sources[first].start, sources[last].end)
        out.append(CopiedPassage(start, end, *source, round(score, 3)))
    return tuple(out)


def _lines(reading: Reading, tools: Toolbox) -> list[_Line]:
    around = surroundings(reading, tools.reader)
    out: list[_Line] = []
    for segment in statements(reading.annotated):
        if segment.table is not None:
            continue  # the cells of two years' tables agree by their form
        tokens = around.own(segment.start, segment.end).tokens
        if tools.outcomes.opens_with(tokens, "legal-basis"):
            continue
        words = tuple(_MASK if token.digits else token.text for token in tokens)
        out.append(_Line(segment.start, segment.end, segment.block, segment.section, words))
    return out


def _pairs(lines: Sequence[_Line], sources: Sequence[_Line], least: float) -> list[_Pair]:
    """Return each statement with its original, where it has one."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, original in enumerate(sources):
        for shingle in _shingles(original.words):
            places[shingle].append(place)
    out: list[_Pair] = []
    for index, line in enumerate(lines):
        shared: Counter[int] = Counter()
        for shingle in _shingles(line.words):
            found = places.get(shingle, ())
            if len(found) <= _COMMON:
                shared.update(found)
        best: _Pair | None = None
        for source, _ in shared.most_common(_RIVALS):
            score = Indel.normalized_similarity(line.words, sources[source].words)
            if score >= least and (best is None or score > best.score):
                best = _Pair(index, source, score)
        if best is not None:
            out.append(best)
    return out


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}


def _runs(pairs: Sequence[_Pair], lines: Sequence[_Line]) -> list[list[_Pair]]:
    """Return the pairs in runs of neighbours of one part whose originals follow each other too."""
    runs: list[list[_Pair]] = []
    for pair in pairs:
        last = runs[-1][-1] if runs else None
        follows = last is not None and pair.line == last.line + 1 and pair.source == last.source + 1
        if last is not None and follows and lines[pair.line].section == lines[last.line].section:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return runs


def _passages(runs: Sequence[list[_Pair]], lines: Sequence[_Line], least: float) -> Iterator[list[_Pair]]:
    """Yield each run, and where all its paragraphs are long enough to stand alone, each paragraph."""
    for run in runs:
        paragraphs = [list(group) for _, group in groupby(run, key=lambda pair: lines[pair.line].block)]
        if all(_size(paragraph, lines) >= least for paragraph in paragraphs):
            yield from paragraphs
        else:
            yield run


def _size(run: Sequence[_Pair], lines: Sequence[_Line]) -> int:
    return sum(len(lines[pair.line].words) for pair in run)
