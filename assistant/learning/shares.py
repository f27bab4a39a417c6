"""Shares of constructions in a corpus beside those counted on real public text: does it read like real documents?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from assistant.datafile import read_yaml
from assistant.learning.alignment import Names
from assistant.learning.corpus import GoldDocument
from assistant.learning.gold import SUPERIOR_KINDS, GoldParty
from assistant.text import fold_key

_FEWEST_WORDS = 6
"""Words below which a line without any label is a heading, a label or a cell, and no sentence."""
_END = re.compile(r"[.!?…](?=\s)|\n")
_WORD = re.compile(r"\w+")
_OF_OTHERS = SUPERIOR_KINDS | {"minutes"}
"""Kinds whose commitments are mostly another's demands; a review of one's own promises."""


@dataclass(frozen=True, slots=True)
class Count:
    """So many of so many."""

    count: int = 0
    of: int = 0

    @property
    def share(self) -> float | None:
        """The share; None of nothing."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Share:
    """One construction: in the corpus, and in real text where it was counted there."""

    name: str
    found: Count
    real: Count | None
    factor: float
    """How many times higher or lower than the real share it may be."""

    @property
    def within(self) -> bool | None:
        """Whether the corpus comes within the factor; None where either share is not known."""
        real = self.real.share if self.real else None
        found = self.found.share
        if not real or found is None:
            return None
        return real / self.factor <= found <= real * self.factor


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a document: its place, its matching key, and how many items of each label touch it."""

    start: int
    end: int
    key: str
    shortcomings: int = 0
    commitments: int = 0
    remediations: int = 0
    causes: int = 0

    @property
    def unlabelled(self) -> bool:
        return not (self.shortcomings or self.commitments or self.remediations or self.causes)


class ShareCounter:
    """Counts the constructions of the data file."""

    def __init__(self, rules: Traversable) -> None:
        data = read_yaml(rules.joinpath("scoring", "shares.yml"))
        self._names = Names(rules)
        self._factor = float(data["factor"])
        self._long = int(data["long-sentence"])
        self._words = {str(name): _any_of([str(word) for word in words]) for name, words in data["words"].items()}
        self._real: dict[str, Count | None] = {
            str(name): Count(int(told["count"]), int(told["of"])) if told else None
            for name, told in data["shares"].items()
        }

    def count(self, documents: Iterable[GoldDocument]) -> tuple[Share, ...]:
        """Return each share over the documents, in the order of the data file."""
        found: dict[str, Count] = {}
        for document in documents:
            for name, holds in self._of_document(document):
                before = found.get(name, Count())
                found[name] = Count(before.count + holds, before.of + 1)
        return tuple(Share(name, found.get(name, Count()), real, self._factor) for name, real in self._real.items())

    def _of_document(self, document: GoldDocument) -> Iterator[tuple[str, bool]]:
        for sentence in _sentences(document):
            if sentence.shortcomings:
                yield from self._fault(document.text[sentence.start : sentence.end], sentence)
            elif not sentence.unlabelled or len(_WORD.findall(sentence.key)) >= _FEWEST_WORDS:
                yield "other-section-word", self._has("section", sentence)
                yield "other-cue", self._has("wide", sentence)
            if sentence.commitments and document.gold.kind in _OF_OTHERS:
                demand, will = self._has("demand", sentence), self._has("will", sentence)
                yield "commitment-demand", demand
                yield "commitment-will", will
                yield "commitment-bare", not demand and not will
            if sentence.remediations:
                yield "remediation-without-word", not self._has("remedy", sentence)
            if self._has("remedy", sentence):
                yield "remedy-word-elsewhere", not sentence.remediations
            if sentence.causes:
                yield "cause-word", self._has("cause", sentence)
        yield from self._responsible(document)

    def _fault(self, text: str, sentence: _Sentence) -> Iterator[tuple[str, bool]]:
        cue = self._has("wide", sentence)
        yield "shortcoming-section-word", self._has("section", sentence)
        yield "shortcoming-without-cue", not cue
        yield "shortcoming-breach-word", self._has("breach", sentence)
        yield "shortcoming-not-yet", self._has("not-yet", sentence)
        chain = sentence.shortcomings > 1 and ";" in text.rstrip("; \n")
        yield "shortcoming-chain", chain
        yield from (("shortcoming-in-chain", chain) for _ in range(sentence.shortcomings))
        yield "shortcoming-long", len(text) > self._long
        yield "shortcoming-bare-fact", not cue and any(character.isdigit() for character in text)
        contrast = self._words["contrast"].search(sentence.key)
        yield "shortcoming-inside", bool(contrast and contrast.start() > 0) or self._has("penalty", sentence)

    def _responsible(self, document: GoldDocument) -> Iterator[tuple[str, bool]]:
        """Tell of each fault that somebody answers for whether its sentence names none of them."""
        for item in document.gold.shortcomings:
            start = document.text.find(item.quote)
            if not item.responsible or start < 0:
                continue
            line_start = document.text.rfind("\n", 0, start) + 1
            line_end = document.text.find("\n", start + len(item.quote))
            words = self._names.words(document.text[line_start : line_end if line_end >= 0 else None])
            yield "responsible-elsewhere", not any(self._named(party, words) for party in item.responsible)

    def _named(self, party: GoldParty, words: Sequence[str]) -> bool:
        """Tell whether words hold a party's name, a person's given name, or its office."""
        told = [self._names.words(name) for name in (party.name, party.role) if name]
        if party.kind == "person" and party.name:
            told.append(self._names.words(party.name)[-1:])
        line = f" {' '.join(words)} "
        return any(f" {' '.join(name)} " in line for name in told if name)

    def _has(self, words: str, sentence: _Sentence) -> bool:
        return self._words[words].search(sentence.key) is not None


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    written = sorted((fold_key(word) for word in words), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in written)})(?!\w)")


def _sentences(document: GoldDocument) -> Iterator[_Sentence]:
    """Yield the sentences of a document: lines, cut after a full stop; one in which a quote goes on is joined."""
    text, gold = document.text, document.gold
    spans = {
        "shortcomings": _spans(text, (quote for item in gold.shortcomings for quote in (item.quote, *item.also))),
        "commitments": _spans(text, (item.quote for item in gold.commitments)),
        "remediations": _spans(text, (item.quote for item in gold.remediations)),
        "causes": _spans(text, (item.quote for item in gold.causes)),
    }
    inside = sorted(span for found in spans.values() for span in found)
    start, at = 0, 0
    for end in (*(found.end() for found in _END.finditer(text)), len(text)):
        while at < len(inside) and inside[at][1] <= start:
            at += 1
        crossed = any(first < end < last for first, last in inside[at : at + _NEAR])
        if crossed or end <= start:
            continue
        stripped = text[start:end].strip()
        if stripped:
            told = {
                name: sum(1 for first, last in found if first < end and last > start) for name, found in spans.items()
            }
            yield _Sentence(start, end, fold_key(stripped), **told)
        start = end


_NEAR = 64
"""Quotes after a place that are looked at to see whether one goes on over it."""


def _spans(text: str, quotes: Iterable[str]) -> list[tuple[int, int]]:
    found = ((text.find(quote), len(quote)) for quote in quotes)
    return [(start, start + length) for start, length in found if start >= 0]


def shares_table(shares: Sequence[Share], told: Callable[[str], str]) -> str:
    """Return a Markdown table of the shares; `told` gives the words for each name."""
    lines = [
        "| construction | real text | corpus | corpus ÷ real | within |",
        "| --- | ---: | ---: | ---: | --- |",
    ]
    for share in shares:
        real, found = share.real.share if share.real else None, share.found.share
        ratio = f"{found / real:.2f}" if real and found is not None else "–"
        within = {None: "–", True: "yes", False: "no"}[share.within]
        lines.append(f"| {told(share.name)} | {_told(share.real)} | {_told(share.found)} | {ratio} | {within} |")
    return "\n".join(lines) + "\n"


def _told(count: Count | None) -> str:
    if count is None or count.share is None:
        return "not counted"
    return f"{count.share:.3f} ({count.count} of {count.of})"
