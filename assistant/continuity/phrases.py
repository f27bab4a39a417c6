"""Finding phrases in a list of syllables: one look-up per syllable, longest phrase first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.continuity.knowledge import Phrase


class PhraseFinder:
    """Finds the phrases of named categories."""

    def __init__(self, categories: Mapping[str, Iterable[Phrase]]) -> None:
        first: dict[str, list[tuple[Phrase, str]]] = {}
        for category, phrases in categories.items():
            for phrase in phrases:
                if phrase:
                    first.setdefault(phrase[0], []).append((phrase, category))
        self._first = {
            word: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for word, entries in first.items()
        }

    def find(self, words: Sequence[str]) -> set[str]:
        """Return the categories with a phrase among the words."""
        return {category for _, _, category in self.places(words)}

    def places(self, words: Sequence[str]) -> list[tuple[int, int, str]]:
        """Return start, end and category of every phrase, in order of start, longest first."""
        found: list[tuple[int, int, str]] = []
        for at, word in enumerate(words):
            for phrase, category in self._first.get(word, ()):
                if tuple(words[at : at + len(phrase)]) == phrase:
                    found.append((at, at + len(phrase), category))
        return found
