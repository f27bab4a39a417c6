"""How a text refers to faults told elsewhere: by number, by section, as all or the rest of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.extraction.words import alternatives, data_file, folded
from assistant.language.lexicon import Lexicon
from assistant.text import fold_key

_LONGEST_RANGE = 20
_FEW_WORDS = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing named in an object: list numbers, words (an offset span), or words that narrow a number."""

    start: int
    end: int
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """What a stretch of text says of which faults are meant."""

    topics: tuple[Topic, ...]
    everything: bool
    rest: bool
    sections: tuple[str, ...]
    bare: bool
    """Nothing is told: the fault just stated is meant."""

    @property
    def numbers(self) -> tuple[str, ...]:
        """The list numbers told."""
        return tuple(number for topic in self.topics for number in topic.numbers)


class ReferenceWords:
    """The words of `rules/structure/references.yml` as patterns, and the reading of references by them."""

    def __init__(self, lexicon: Lexicon) -> None:
        data = data_file(lexicon, "references")
        self.before = alternatives(data["before-verb"])
        self.after = alternatives(data["after-verb"])
        self.about = alternatives(data["about"])
        self.all = alternatives(data["all"])
        self.rest = alternatives(data["rest"])
        self.except_for = alternatives(data["except-for"])
        self.assign = alternatives(data["assign"])
        self.coordinate = alternatives(data["coordinate"])
        self.joined = alternatives(data["joined"])
        self.divider = re.compile(r"[,;]|" + alternatives([*data["joined"], *data["topic-dividers"]]).pattern)
        self.first_person = self._first_person(data)
        self.not_claims = alternatives(data["not-claims"])
        self.strong = alternatives(data["strong"])
        self.confession = alternatives(data["confession"])
        self.denial = alternatives(data["denial"])
        self.before_whom = re.compile(alternatives(data["before-whom"]).pattern + r"[^,;]{0,24}$")
        self.purpose = re.compile(alternatives(data["purpose"]).pattern + r"\s*$")
        self.titles = alternatives(data["titles"])
        self.part_openings = alternatives(data["part-openings"])
        self.anaphora = alternatives(data["anaphora"])
        self.openers = re.compile(rf"(?:{alternatives(data['openers']).pattern}[ ,:]*)+")
        self.reads_report = alternatives(data["reads-report"])
        self.body_owner = re.compile(alternatives(data["body-owner"]).pattern + r"\s*$")
        self.asking = alternatives(data["asking"])
        self.of_whom = alternatives(data["of-whom"])
        self.together = alternatives(data["together"])
        self.in_charge = re.compile(rf"[ ,]*(?:\([^)]*\))?[ ,]*{alternatives(data['in-charge']).pattern}")
        units = alternatives(data["time-units"]).pattern
        before = alternatives(data["time-prepositions"]).pattern
        said = alternatives(data["time-openings"]).pattern
        date = rf"(?:{before} ){{1,2}}(?:{units} ?)?[\divx/.-]+(?: {units} [\d/]+)?"
        self.time_opening = re.compile(rf" *(?:(?:{said}|{date})[ ,:]*)+")
        self.blanket = alternatives(data["blanket"])
        self.responsibility = alternatives(lexicon.phrases["responsibility"])
        titles = data_file(lexicon, "titles")
        title = alternatives(titles["titles"]).pattern
        self.attributed = re.compile(alternatives(data["attributed"]).pattern + rf"(?: {title})?\s*$")
        self.not_answering = re.compile(alternatives(data["not-answering"]).pattern + rf"(?: {title})?\s*$")
        self.every = alternatives(titles["every"])
        self.offices = alternatives(titles["offices"])
        self.title_words = folded(titles["titles"])
        self._numbers(lexicon.data["references"])

    def _first_person(self, data: dict[str, list[str]]) -> re.Pattern[str]:
        """Read the words for oneself; some of them mean others behind certain words ("anh em", "07 em")."""
        sure = alternatives(data["commitment-first-person"]).pattern
        doubtful = alternatives(data["doubtful-first-person"]).pattern
        return re.compile(rf"{sure}|(?:^|(?<=[,;:.] )){doubtful}")

    def _numbers(self, data: object) -> None:
        assert isinstance(data, dict)
        self.ordinals = {fold_key(word): str(number) for word, number in data["ordinals"].items()}
        nouns, words, links, ands = (
            "|".join(sorted((re.escape(fold_key(word)) for word in each), key=len, reverse=True))
            for each in (set(data["nouns"]), self.ordinals, data["number-links"], data["number-joins"])
        )
        self._range_words = tuple(fold_key(word) for word in data["number-ranges"])
        number = r"\d{1,2}(?:\.\d{1,2}){0,2}(?:(?<=\.\d)[a-hđ](?!\w))?"
        item = rf"\(?(?:{number}|(?<!\w)[a-hđ](?!\w)|(?:{words})(?!\w))\)?"
        # "1.1, 2.3b" is a reference without a noun too where nothing is counted behind it.
        dotted = r"\d{1,2}(?:\.\d{1,2}){1,2}[a-hđ]?"
        self.numbered = re.compile(
            rf"(?<!\w)(?:{nouns})(?: (?:{links}|{nouns}))* ?"
            rf"({item}(?: ?(?:,|;|-|{ands}) ?(?:(?:{nouns}|{links}) )*{item})*)(?![\w/%])"
            rf"|(?<![\w.,/-])({dotted}(?:(?:,|;| (?:{ands})) {item})*)(?= *(?:$|[;:.,()|]))(?![.,]\d)"
        )
        self._item = re.compile(item)
        parts = alternatives(data["section-nouns"]).pattern
        self._section = re.compile(rf"{parts} ([ivx]{{1,4}}(?!\w)(?:(?:,| (?:{ands})) [ivx]{{1,4}}(?!\w))*)")
        self._roman = re.compile(r"[ivx]{1,4}")

    # --- reading ---------------------------------------------------------------------------

    def read(self, key: str) -> Reference:
        """Return what a folded stretch of text refers to."""
        section = self._section.search(key)
        topics = self._topics(key)
        numbered = any(topic.numbers for topic in topics)
        return Reference(
            topics=tuple(topics),
            everything=self.all.search(key) is not None and not numbered,
            rest=self.rest.search(key) is not None,
            sections=tuple(self._roman.findall(section.group(1))) if section is not None else (),
            bare=len(key.split()) < _FEW_WORDS and not numbered,
        )

    def _topics(self, key: str) -> list[Topic]:
        """Return the things named: groups of numbers with the words right behind, and words between dividers."""
        found: list[Topic] = []
        at = 0
        for match in self.numbered.finditer(key):
            found += self._plain_topics(key, at, match.start())
            divider = self.divider.search(key, match.end())
            at = divider.start() if divider is not None else len(key)
            following = self.numbered.search(key, match.end(), at)
            at = following.start() if following is not None else at
            found.append(Topic(match.end(), at, tuple(self.expand(match.group(1) or match.group(2)))))
        return found + self._plain_topics(key, at, len(key))

    def _plain_topics(self, key: str, start: int, end: int) -> list[Topic]:
        found: list[Topic] = []
        at = start
        for divider in self.divider.finditer(key, start, end):
            found.append(Topic(at, divider.start()))
            at = divider.end()
        found.append(Topic(at, end))
        return [topic for topic in found if key[topic.start : topic.end].strip()]

    def expand(self, told: str) -> list[str]:
        """Return the numbers in lists, ranges and ordinals ("1, 3", "a, b", "1-3") as marker texts."""
        found = (each.strip("()") for each in self._item.findall(told))
        items = [self.ordinals.get(each, each) for each in found]
        if len(items) == 2 and any(word in told for word in self._range_words):
            (part, _, first), (other, _, last) = (each.rpartition(".") for each in items)
            if part == other and first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= _LONGEST_RANGE:
                lead = f"{part}." if part else ""
                return [f"{lead}{number}" for number in range(int(first), int(last) + 1)]
        return [item.lstrip("0") or item for item in items]

    def without_verbs(self, key: str) -> str:
        """Return the text without words of responsibility, confession and office: what is left names a matter."""
        for pattern in (self.responsibility, self.strong, self.confession, self.first_person, self.offices):
            key = pattern.sub(_blank, key)
        return key


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())
