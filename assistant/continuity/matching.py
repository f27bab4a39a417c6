"""How far two passages are about the same matter, and which passages of this document an earlier statement meets."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.continuity.candidates import Candidate
from assistant.continuity.knowledge import Settings
from assistant.continuity.terms import Bag, Rarity

_BEST = 24
"""Candidates of one statement that are compared closely; the rest share less of its weight."""
_FAINT = 0.03
"""Score below which a match is no match."""
_ROUGH = 0.15
"""Least weight of a term that brings a candidate in."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """A bag with its weights by rarity and their lengths."""

    bag: Bag
    terms: Mapping[str, float]
    grams: Mapping[str, float]
    total: float
    length: float
    gram_length: float


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate that may be about a statement; score from 0 to 1."""

    candidate: Candidate
    score: float
    features: Mapping[str, float]


def weighted(bag: Bag, rarity: Rarity) -> Weighted:
    """Return a bag ready to be compared."""
    terms, grams = rarity.terms(bag), rarity.grams(bag)
    return Weighted(bag, terms, grams, sum(terms.values()), _length(terms), _length(grams))


def pair_features(query: Weighted, candidate: Weighted) -> dict[str, float]:
    """Return what speaks for the same matter, each from 0 to about 1; empty where no term is shared."""
    shared = query.terms.keys() & candidate.terms.keys()
    if not shared:
        return {}
    common = {term: min(query.terms[term], candidate.terms[term]) for term in shared}
    dot = sum(query.terms[term] * candidate.terms[term] for term in shared)
    grams = query.grams.keys() & candidate.grams.keys()
    gram_dot = sum(query.grams[gram] * candidate.grams[gram] for gram in grams)
    pairs = sum(weight for term, weight in common.items() if " " in term)
    figures = sum(weight for term, weight in common.items() if term[0].isdigit() and " " not in term)
    return {
        "cosine": _ratio(dot, query.length * candidate.length),
        "covered": _ratio(sum(common.values()), query.total),
        "filled": _ratio(sum(common.values()), candidate.total),
        "letters": _ratio(gram_dot, query.gram_length * candidate.gram_length),
        "rarest": max(common.values()) / 5,
        "pairs": _soft(pairs / 8),
        "figures": _soft(figures / 5),
        "matter": 1.0 if any(term[0] == "@" for term in shared) else 0.0,
        "measured": 1.0 if query.bag.measured and candidate.bag.measured else 0.0,
    }


class Matcher:
    """Compares the statements of one document with the candidates of another."""

    def __init__(
        self, settings: Settings, purpose: str, candidates: Sequence[Candidate], background: Sequence[Bag]
    ) -> None:
        self._settings = settings
        self._purpose = purpose
        self._candidates = candidates
        self._rarity = Rarity([*(candidate.bag for candidate in candidates), *background])
        self._weighted = [weighted(candidate.bag, self._rarity) for candidate in candidates]
        self._postings: dict[str, list[int]] = defaultdict(list)
        for index, each in enumerate(self._weighted):
            for term, weight in each.terms.items():
                if weight >= _ROUGH:
                    self._postings[term].append(index)

    def matches(self, statements: Sequence[Sequence[Bag]]) -> list[list[Match]]:
        """Return the matches of each statement, best first; a statement is given by the bags of all its places."""
        found = [self._features(bags) for bags in statements]
        best: dict[int, float] = defaultdict(float)
        for each in found:
            for index, features in each.items():
                best[index] = max(best[index], _plain(features))
        out: list[list[Match]] = []
        for each in found:
            matches: list[Match] = []
            for index, features in each.items():
                features["mutual"] = _ratio(_plain(features), best[index])
                candidate = self._candidates[index]
                score = self.score(features, candidate.kind, candidate.role)
                if score >= _FAINT:
                    matches.append(Match(candidate, score, features))
            out.append(sorted(matches, key=lambda match: (-match.score, match.candidate.order)))
        return out

    def score(self, features: Mapping[str, float], kind: str, role: str) -> float:
        """Return the chance that two passages are about the same matter; kind and section role are the candidate's."""
        values = self._settings.values
        total = values[f"{self._purpose}-base"] + values.get(f"{self._purpose}-{kind}", 0.0)
        total += values.get(f"{self._purpose}-in-{role}", 0.0)
        for name, value in features.items():
            total += values.get(f"{self._purpose}-{name}", 0.0) * value
        return 1.0 / (1.0 + math.exp(-total))

    def _features(self, bags: Sequence[Bag]) -> dict[int, dict[str, float]]:
        found: dict[int, dict[str, float]] = {}
        for bag in bags:
            query = weighted(bag, self._rarity)
            for index in self._near(query):
                features = pair_features(query, self._weighted[index])
                if features and (index not in found or _plain(features) > _plain(found[index])):
                    found[index] = features
        return found

    def _near(self, query: Weighted) -> list[int]:
        rough: dict[int, float] = defaultdict(float)
        for term, weight in query.terms.items():
            for index in self._postings.get(term, ()):
                rough[index] += min(weight, self._weighted[index].terms[term])
        ranked = sorted(rough, key=lambda index: (-rough[index] / math.sqrt(self._weighted[index].total + 1.0), index))
        return ranked[:_BEST]


def _plain(features: Mapping[str, float]) -> float:
    return 0.5 * features["cosine"] + 0.5 * features["letters"]


def _soft(value: float) -> float:
    return value / (1.0 + value)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _length(values: Mapping[str, float]) -> float:
    return math.sqrt(sum(value * value for value in values.values()))
