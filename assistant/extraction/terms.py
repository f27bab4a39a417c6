"""Likeness of two statements by weighted terms: syllables and pairs of them, rare ones and figures counting more."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

_TERM = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+")
_FIGURE_WEIGHT = 1.6


class TermWeights:
    """Weights of terms by how few of a document's units hold them (inverse document frequency)."""

    def __init__(self, keys: Iterable[str], stop_words: frozenset[str]) -> None:
        self._stop = stop_words
        counts: Counter[str] = Counter()
        total = 0
        for key in keys:
            counts.update(set(self._terms(key)))
            total += 1
        self._total = max(total, 1)
        self._counts = counts

    def _terms(self, key: str) -> list[str]:
        words = _TERM.findall(key)
        single = [word for word in words if word not in self._stop and (len(word) > 1 or word.isdigit())]
        pairs = [f"{a} {b}" for a, b in pairwise(words) if a not in self._stop and b not in self._stop]
        return single + pairs

    def vector(self, key: str) -> dict[str, float]:
        """Return the weighted terms of a folded text."""
        found: dict[str, float] = {}
        for term in self._terms(key):
            weight = math.log(1 + self._total / (1 + self._counts[term]))
            if term[0].isdigit() and len(term) > 1:
                weight *= _FIGURE_WEIGHT
            if " " not in term:
                weight *= 0.6
            found[term] = weight
        return found


def shared(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the weight of the terms in both."""
    if len(b) < len(a):
        a, b = b, a
    return sum(weight for term, weight in a.items() if term in b)


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the cosine of two weighted vectors, 0 where one is empty."""
    norm = math.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))
    if not norm:
        return 0.0
    return sum(weight * b[term] for term, weight in a.items() if term in b) / norm


def containment(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the share of the lighter one's weight that stands in both."""
    light = min(sum(a.values()), sum(b.values()))
    return shared(a, b) / light if light else 0.0
