"""Terms: what a passage is about, as weighted syllables, pairs, figures, names and matters."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from assistant.continuity.knowledge import Knowledge
from assistant.continuity.phrases import PhraseFinder

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:/[^\W\d_]+)*")
_DATE = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:19|20)\d\d(?![\d/])")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERCENT = re.compile(r"\d ?%")
_WHOLE_SHARE = re.compile(r"(?<![\d/.,])\d+(?:[.,]\d+)*/(?!(?:19|20)\d\d)\d+(?:[.,]\d+)*(?![\d/])")
_LONGEST = 160
"""Syllables of a passage that are read; a longer one is no statement."""
_GRAM = 4

Weights = Mapping[str, float]


class Token(NamedTuple):
    """A syllable or figure: folded, with its weight and whether it is part of a name."""

    text: str
    weight: float
    name: bool = False
    digits: bool = False


@dataclass(frozen=True, slots=True)
class Bag:
    """The terms of a passage with their weights before rarity counts, its letter groups, and its syllables in order."""

    terms: Weights
    grams: Weights
    tokens: tuple[Token, ...]
    measured: bool = False
    """Whether it tells a share, a percentage or a figure beside its target."""


class Reader:
    """Turns text into bags; holds only the knowledge it was made with."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._words = knowledge.words
        self.settings = knowledge.settings
        self._matters = PhraseFinder(knowledge.matters)
        self._targets = PhraseFinder({"target": knowledge.cues["target"]})
        self._longest_title = max(len(title) for title in knowledge.words.titles)
        self._title_ends = frozenset(title[-1] for title in knowledge.words.titles)
        self._weights = {
            **dict.fromkeys(knowledge.words.light, self.settings["light"]),
            **dict.fromkeys(knowledge.words.grammar, 0.0),
        }

    def tokens(self, text: str, key: str) -> tuple[Token, ...]:
        """Return the tokens of a passage: `text` as written, `key` its folded form of the same length."""
        out: list[Token] = []
        dated = {match.start(): match.end() for match in _DATE.finditer(key)}
        shares = {match.start(): match.group() for match in _WHOLE_SHARE.finditer(key)}
        after_title = False
        skip_to = 0
        for match in _TOKEN.finditer(key):
            at, word = match.start(), match.group()
            if at < skip_to:
                continue
            if len(out) >= _LONGEST:
                break
            if at in dated:
                skip_to = dated[at]
                day, month, _ = key[at:skip_to].split("/")
                out.append(Token(f"{int(day)}/{int(month)}", self.settings["date"], digits=True))
            elif word[0].isdigit():
                out.append(self._figure(word))
                if at in shares:
                    out.append(Token(shares[at], self.settings["share"], digits=True))
            else:
                written = text[at : match.end()]
                capital = bool(out) and written[0].isupper() and not written.isupper()
                out += self._word(word, capital=capital, after_title=after_title)
                after_title = (capital and after_title) or self._ends_with_title(out)
                continue
            after_title = False
        return tuple(out)

    def _word(self, word: str, *, capital: bool, after_title: bool) -> list[Token]:
        """Return the tokens of a word: several for an abbreviation, a figure for a number word."""
        full = self._words.abbreviations.get(word)
        if full is not None:
            return [Token(part, self._weight(part)) for part in full]
        if capital:
            weight = self._weight(word)
            name = self.settings["person"] if after_title else self.settings["name"] * (weight if weight else 1.0)
            return [Token(word, name, name=True)]
        number = self._words.numbers.get(word)
        if number is not None:
            return [Token(number, self.settings["small-figure"], digits=True)]
        return [Token(word, self._weight(word))]

    def bag(self, text: str, key: str) -> Bag:
        """Return the bag of a passage."""
        tokens = self.tokens(text, key)
        return self._bag(tokens, self._measured(tokens, key))

    def _measured(self, tokens: tuple[Token, ...], key: str) -> bool:
        if not any(token.digits for token in tokens):
            return False
        return bool(_WHOLE_SHARE.search(key) or _PERCENT.search(key)) or bool(
            self._targets.find([token.text for token in tokens])
        )

    def _bag(self, tokens: tuple[Token, ...], measured: bool) -> Bag:
        terms: dict[str, float] = {}
        for token in tokens:
            if token.weight > 0:
                terms[token.text] = max(terms.get(token.text, 0.0), token.weight)
        pair = self.settings["pair"]
        for left, right in pairwise(tokens):
            weight = self._pair_weight(left, right) * pair
            if weight > 0:
                name = f"{left.text} {right.text}"
                terms[name] = max(terms.get(name, 0.0), weight)
        words = [token.text for token in tokens]
        for matter in self._matters.find(words):
            terms[f"@{matter}"] = self.settings["matter"]
        return Bag(terms, _grams(tokens), tokens, measured)

    def _figure(self, word: str) -> Token:
        plain = word.lstrip("0") or "0"
        if _YEAR.fullmatch(plain):
            return Token(plain, self.settings["year"], digits=True)
        telling = len(plain) >= 3 or "," in plain
        return Token(plain, self.settings["figure" if telling else "small-figure"], digits=True)

    def _weight(self, word: str) -> float:
        return self._weights.get(word, 1.0)

    def _pair_weight(self, left: Token, right: Token) -> float:
        if (left.text, right.text) in self._words.light_pairs:
            return 0.0
        empty = (left.text in self._words.grammar) + (right.text in self._words.grammar)
        if empty == 2:
            return 0.0
        if left.digits and right.digits:
            return 0.0
        if empty == 1:
            return self.settings["half-pair"] * max(left.weight, right.weight)
        light = (left.text in self._words.light) + (right.text in self._words.light)
        return self.settings["light-pair"] if light == 2 else max(0.5, min(left.weight, right.weight))

    def _ends_with_title(self, tokens: list[Token]) -> bool:
        if not tokens or tokens[-1].text not in self._title_ends:
            return False
        tail = [token.text for token in tokens[-self._longest_title :]]
        return any(tuple(tail[start:]) in self._words.titles for start in range(len(tail)))


def joined(own: Bag, other: Bag, share: float) -> Bag:
    """Return a bag with the terms of another one added at a share of their weight; its words stay its own."""
    if share <= 0:
        return own
    terms = dict(own.terms)
    for term, weight in other.terms.items():
        terms[term] = max(terms.get(term, 0.0), share * weight)
    grams = dict(own.grams)
    for gram, weight in other.grams.items():
        grams[gram] = max(grams.get(gram, 0.0), share * weight)
    return Bag(terms, grams, own.tokens, own.measured)


def _grams(tokens: Iterable[Token]) -> Weights:
    told = " ".join(token.text for token in tokens if token.weight > 0 and not token.digits)
    found = Counter([told[start : start + _GRAM] for start in range(len(told) - _GRAM + 1)])
    return {gram: _ROOTS[count] if count < len(_ROOTS) else math.sqrt(count) for gram, count in found.items()}


_ROOTS = tuple(math.sqrt(count) for count in range(8))


class Rarity:
    """How rare each term is among the passages compared: the logarithm of their number over those that have it."""

    def __init__(self, bags: Iterable[Bag]) -> None:
        terms: Counter[str] = Counter()
        grams: Counter[str] = Counter()
        total = 0
        for bag in bags:
            total += 1
            terms.update(bag.terms.keys())
            grams.update(bag.grams.keys())
        self._terms = {term: math.log((total + 1) / (count + 0.5)) for term, count in terms.items()}
        self._grams = {gram: math.log((total + 1) / (count + 0.5)) for gram, count in grams.items()}
        self._new = math.log((total + 1) / 0.5) if total else 1.0

    def terms(self, bag: Bag) -> dict[str, float]:
        """Return the terms of a bag with their weights by rarity."""
        return {term: weight * max(self._terms.get(term, self._new), 0.05) for term, weight in bag.terms.items()}

    def grams(self, bag: Bag) -> dict[str, float]:
        """Return the letter groups of a bag with their weights by rarity."""
        return {gram: weight * max(self._grams.get(gram, self._new), 0.05) for gram, weight in bag.grams.items()}
