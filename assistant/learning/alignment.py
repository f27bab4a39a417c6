"""Comparing passages and parties by their words: whatever the Unicode form, tone placement, case or line breaks."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

from assistant.datafile import read_yaml
from assistant.learning.gold import GoldParty

_WORD = re.compile(r"\w+")
_SHORTER_SHARE = 0.6
_LONGER_SHARE = 0.3
_NAME_SHARE = 0.75


def _tone_places() -> dict[str, str]:
    """Return both places of the tone in oa, oe, uy: the new spelling of an ending to the old one."""

    def compose(letter: str, tone: str) -> str:
        return unicodedata.normalize("NFC", letter + tone)

    return {
        first + compose(second, tone): compose(first, tone) + second
        for first, second in (("o", "a"), ("o", "e"), ("u", "y"))
        for tone in "\u0300\u0301\u0309\u0303\u0323"
    }


_TONE_PLACES = _tone_places()


def syllables(text: str) -> list[str]:
    """Return the words of a text: composed, case folded, the tone of a last oa, oe, uy on its first vowel."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return [word[:-2] + _TONE_PLACES.get(word[-2:], word[-2:]) for word in words]


def shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words stand in both, in order."""
    if not set(one) & set(other):
        return 0
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of the longer side that stands in both; 0 below 60 % of the shorter or 30 % of the longer."""
    same = shared(one, other)
    if not same:
        return 0.0
    shorter, longer = sorted((len(one), len(other)))
    if same / shorter < _SHORTER_SHARE or same / longer < _LONGER_SHARE:
        return 0.0
    return same / longer


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold item and a predicted one that match, by their places in the lists, with their overlap."""

    gold: int
    predicted: int
    overlap: float


def align(gold: Sequence[Sequence[str]], predicted: Sequence[Sequence[str]]) -> tuple[Pair, ...]:
    """Return one-to-one pairs, best overlap first; each item is given as its alternative passages."""
    wanted = [[syllables(text) for text in texts] for texts in gold]
    found = [[syllables(text) for text in texts] for texts in predicted]
    pairs = [
        Pair(i, j, best)
        for i, one in enumerate(wanted)
        for j, other in enumerate(found)
        if (best := max((overlap(a, b) for a in one for b in other), default=0.0)) > 0
    ]
    pairs.sort(key=lambda pair: (-pair.overlap, pair.gold, pair.predicted))
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    out: list[Pair] = []
    for pair in pairs:
        if pair.gold not in used_gold and pair.predicted not in used_predicted:
            used_gold.add(pair.gold)
            used_predicted.add(pair.predicted)
            out.append(pair)
    return tuple(out)


Party = Mapping[str, Any]
"""A party of a report in its JSON form."""


class Names:
    """Compares parties by name and office, with the titles and abbreviations of the data file."""

    def __init__(self, rules: Traversable) -> None:
        data = read_yaml(rules.joinpath("scoring", "names.yml"))
        short, _, rest = str(data["comrade"]["short"]).partition("/")
        self._comrade_short = re.compile(rf"{re.escape(short)}\s*/\s*{re.escape(rest)}\b\.?")
        self._comrade: list[str] = [str(word) for word in data["comrade"]["words"]]
        self._deputy = str(data["deputy"])
        self._titles = frozenset(str(word) for word in data["titles"])
        self._abbreviations = {str(short): str(full).split() for short, full in data["abbreviations"].items()}

    def words(self, name: str) -> list[str]:
        """Return the words of a name that count: without titles, abbreviations written out."""
        folded = unicodedata.normalize("NFC", name).casefold()
        text = self._comrade_short.sub(" ".join(self._comrade), folded)
        out = [word for part in syllables(text) for word in self._abbreviations.get(part, [part])]
        if out[: len(self._comrade)] == self._comrade:
            out = out[len(self._comrade) :]
        while len(out) > 1 and out[0] in self._titles:
            out = out[1:]
        return out

    def same_body(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Tell whether two bodies are the same: the shorter name stands in the longer, deputies and numbers agree."""
        if not one or not other or (self._deputy in one) != (self._deputy in other):
            return False
        numbers = [[word for word in words if any(c.isdigit() for c in word)] for words in (one, other)]
        if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
            return False
        shorter, longer = sorted((one, other), key=len)
        return shared(shorter, longer) >= max(1, round(_NAME_SHARE * len(shorter)))

    def same_ending(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Tell whether one name ends with the other, as a person's full name ends with the given name."""
        shorter, longer = sorted((list(one), list(other)), key=len)
        return longer[len(longer) - len(shorter) :] == shorter

    def all_names(self, names: Sequence[str | None]) -> list[list[str]]:
        """Return the words of each name that has any."""
        return [words for name in names if name and (words := self.words(name))]

    def same_party(self, gold: GoldParty, predicted: Party) -> bool:
        """Tell whether a party of a report is the gold one."""
        if gold.kind != predicted.get("kind"):
            return False
        if gold.kind == "vague":
            return True
        wanted = self.all_names([gold.name])
        found = self.all_names([predicted.get("name"), *(predicted.get("aliases") or [])])
        if gold.kind == "person":
            return any(self.same_ending(one, other) for one in wanted for other in found)
        offices = self.words(gold.role or ""), self.words(predicted.get("role") or "")
        if gold.kind == "role" or not wanted:
            wanted.append(offices[0])
        if gold.kind == "role" or not found:
            found.append(offices[1])
        return any(self.same_body(one, other) for one in wanted for other in found)

    def hits(self, gold: Sequence[GoldParty], predicted: Sequence[Party]) -> int:
        """Return how many gold parties are found, each predicted one used once."""
        left = list(predicted)
        hits = 0
        for wanted in gold:
            for at, party in enumerate(left):
                if self.same_party(wanted, party):
                    del left[at]
                    hits += 1
                    break
        return hits
