"""What continuity knows of the language of reviews, read from `rules/continuity`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources.abc import Traversable

from assistant.datafile import read_yaml
from assistant.text import fold_key

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """Words by what they say of a matter, folded; abbreviations with their expansion in syllables."""

    grammar: frozenset[str]
    light: frozenset[str]
    light_pairs: frozenset[Phrase]
    numbers: dict[str, str]
    ordinals: dict[str, int]
    ordinal_mark: str
    reference_links: frozenset[str]
    abbreviations: dict[str, Phrase]
    titles: frozenset[Phrase]


@dataclass(frozen=True)
class Settings:
    """Named figures: weights and thresholds, each with its reason in the file."""

    values: dict[str, float]

    def __getitem__(self, name: str) -> float:
        return self.values[name]


@dataclass(frozen=True)
class Knowledge:
    """Words, phrases of the same matter, cue phrases by category, and settings."""

    words: Words
    matters: dict[str, tuple[Phrase, ...]]
    cues: dict[str, tuple[Phrase, ...]]
    settings: Settings


def syllables_of(phrase: str) -> Phrase:
    """Return the folded syllables of a phrase of a data file."""
    return tuple(fold_key(phrase).replace(",", " ").split())


def _phrases(entries: list[object]) -> tuple[Phrase, ...]:
    return tuple(syllables_of(str(entry)) for entry in entries)


def load(rules: Traversable) -> Knowledge:
    """Read the files of `rules/continuity`; raises DataError."""
    folder = rules.joinpath("continuity")
    words = read_yaml(folder.joinpath("words.yml"))
    titles = read_yaml(rules.joinpath("names", "titles.yml"))
    settings = {
        name: float(entry["value"])
        for section in read_yaml(folder.joinpath("settings.yml")).values()
        for name, entry in section.items()
    }
    return Knowledge(
        words=Words(
            grammar=frozenset(fold_key(str(word)) for word in words["grammar"]),
            light=frozenset(fold_key(str(word)) for word in words["light"]),
            light_pairs=frozenset(_phrases(words["light-pairs"])),
            numbers={fold_key(str(word)): str(figure) for word, figure in words["numbers"].items()},
            ordinals={fold_key(str(word)): int(value) for word, value in words["ordinals"].items()},
            ordinal_mark=fold_key(str(words["ordinal-mark"])),
            reference_links=frozenset(fold_key(str(word)) for word in words["reference-links"]),
            abbreviations={
                fold_key(str(short)): syllables_of(str(full)) for short, full in words["abbreviations"].items()
            },
            titles=frozenset(_phrases(titles["titles"])),
        ),
        matters={name: _phrases(entries) for name, entries in read_yaml(folder.joinpath("matters.yml")).items()},
        cues={
            name: _phrases(entries)
            for file in ("statements.yml", "requests.yml")
            for name, entries in read_yaml(folder.joinpath(file)).items()
        },
        settings=Settings(settings),
    )
