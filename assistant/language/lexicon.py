"""The lexicon: phrases by category, abbreviations, names and titles, read from the rules folder."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

import re2

from assistant.datafile import read_yaml
from assistant.text import fold_key


class TitlePatterns:
    """Patterns on folded titles, anchored at the start, with the roles they stand for; tried all at once."""

    def __init__(self, entries: Sequence[Mapping[str, Any]], name: str = "role") -> None:
        self._roles: list[str] = []
        self._patterns = re2.Set.MatchSet(_options())
        for entry in entries:
            for pattern in entry["patterns"]:
                self._patterns.Add(fold_key(pattern))
                self._roles.append(str(entry[name]))
        self._patterns.Compile()

    def role_of(self, title: str) -> str | None:
        """Return the role of the first pattern that matches a folded title."""
        found = self._patterns.Match(title)
        return self._roles[min(found)] if found else None

    @property
    def roles(self) -> frozenset[str]:
        """The roles that a title can have."""
        return frozenset(self._roles)


@dataclass(frozen=True)
class Lexicon:
    """Everything Vietnamese that the language room knows; all text folded."""

    phrases: dict[str, tuple[str, ...]]
    run_in: TitlePatterns
    headings: TitlePatterns
    columns: TitlePatterns
    no_stop: frozenset[str]
    data: dict[str, object]
    """The other files of the rules folder by their stem, as read."""
    counted: frozenset[str]
    """Abbreviations of `no_stop` that are nouns behind a figure."""
    part: re.Pattern[str]
    """The number of a part that is called so, at the head of a folded line: groups `number` and `mark`."""

    def role_of(self, title: str) -> str | None:
        """Return the role of a folded section title."""
        return self.headings.role_of(title)

    def run_in_role_of(self, title: str) -> str | None:
        """Return the role of a folded label that has its content behind a colon."""
        return self.run_in.role_of(title) or self.headings.role_of(title)

    def column_role_of(self, title: str) -> str | None:
        """Return the role of a folded column title."""
        return self.columns.role_of(title)


def compile_pattern(pattern: str) -> Any:
    """Compile an RE2 pattern quietly; linear in the text, no look-around."""
    return re2.compile(pattern, _options())


def _options() -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 64 << 20
    return options


def load(rules: Traversable) -> Lexicon:
    """Read the lexicon files of a rules folder; raises DataError."""
    phrases: dict[str, tuple[str, ...]] = {}
    for file in sorted(rules.joinpath("lexicon").iterdir(), key=lambda each: each.name):
        if file.name.endswith(".yml"):
            for category, entries in read_yaml(file).items():
                phrases[category] = tuple(fold_key(entry) for entry in entries)
    structure = rules.joinpath("structure")
    headings = read_yaml(structure.joinpath("headings.yml"))
    abbreviations = read_yaml(structure.joinpath("abbreviations.yml"))
    data = {
        file.name.removesuffix(".yml"): read_yaml(file)
        for folder in ("names", "structure")
        for file in sorted(rules.joinpath(folder).iterdir(), key=lambda each: each.name)
        if file.name.endswith(".yml") and file.name not in {"headings.yml", "abbreviations.yml"}
    }
    return Lexicon(
        phrases=phrases,
        run_in=TitlePatterns(headings["run-in"]),
        headings=TitlePatterns(headings["roles"]),
        columns=TitlePatterns(read_yaml(structure.joinpath("tables.yml"))["columns"]),
        no_stop=frozenset(fold_key(entry) for entry in abbreviations["no-stop"]),
        data=data,
        counted=frozenset(fold_key(entry) for entry in abbreviations["counted"]),
        part=re.compile(read_yaml(structure.joinpath("markers.yml"))["part"]),
    )
