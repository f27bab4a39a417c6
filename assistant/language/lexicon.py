"""The lexicon: phrases by category, abbreviations, names and titles, read from the rules folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources.abc import Traversable

import re2

from assistant.datafile import read_yaml
from assistant.text import fold_key


@dataclass(frozen=True, slots=True)
class RolePattern:
    """A pattern on folded titles, anchored at the start, and the role it stands for."""

    role: str
    pattern: object

    def matches(self, title: str) -> bool:
        """Say whether the pattern stands at the start of the folded title."""
        return self.pattern.match(title) is not None  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Lexicon:
    """Everything Vietnamese that the language room knows; all text folded."""

    phrases: dict[str, tuple[str, ...]]
    run_in: tuple[RolePattern, ...]
    headings: tuple[RolePattern, ...]
    columns: tuple[RolePattern, ...]
    no_stop: frozenset[str]
    data: dict[str, object]
    """The other files of the rules folder by their stem, as read."""
    counted: frozenset[str]
    """Abbreviations of `no_stop` that are nouns behind a figure."""
    part: re.Pattern[str]
    """The number of a part that is called so, at the head of a folded line: groups `number` and `mark`."""

    def role_of(self, title: str) -> str | None:
        """Return the role of a folded section title."""
        return _first(self.headings, title)

    def run_in_role_of(self, title: str) -> str | None:
        """Return the role of a folded label that has its content behind a colon."""
        return _first(self.run_in, title) or _first(self.headings, title)

    def column_role_of(self, title: str) -> str | None:
        """Return the role of a folded column title."""
        return _first(self.columns, title)


def _first(patterns: tuple[RolePattern, ...], title: str) -> str | None:
    return next((known.role for known in patterns if known.matches(title)), None)


def compile_pattern(pattern: str) -> object:
    """Compile an RE2 pattern quietly; linear in the text, no look-around."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 64 << 20
    return re2.compile(pattern, options)


def _patterns(entries: list[dict[str, object]]) -> tuple[RolePattern, ...]:
    found: list[RolePattern] = []
    for entry in entries:
        patterns = entry["patterns"]
        assert isinstance(patterns, list)
        found += [RolePattern(str(entry["role"]), compile_pattern(fold_key(pattern))) for pattern in patterns]
    return tuple(found)


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
        run_in=_patterns(headings["run-in"]),
        headings=_patterns(headings["roles"]),
        columns=_patterns(headings["columns"]),
        no_stop=frozenset(fold_key(entry) for entry in abbreviations["no-stop"]),
        data=data,
        counted=frozenset(fold_key(entry) for entry in abbreviations["counted"]),
        part=re.compile(read_yaml(structure.joinpath("markers.yml"))["part"]),
    )
