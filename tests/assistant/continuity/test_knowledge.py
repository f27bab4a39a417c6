"""The data of continuity."""

from __future__ import annotations

from collections import Counter

from assistant import resources
from assistant.continuity import Toolbox
from assistant.datafile import read_yaml

FOLDER = resources.rules().joinpath("continuity")


def test_every_figure_gives_its_reason() -> None:
    for section in read_yaml(FOLDER.joinpath("settings.yml")).values():
        for name, entry in section.items():
            assert entry.keys() == {"value", "why"}, name
            assert len(str(entry["why"]).split()) >= 4, name


def test_no_word_is_listed_twice() -> None:
    words = read_yaml(FOLDER.joinpath("words.yml"))
    for name in ("grammar", "light", "light-pairs"):
        assert [word for word, count in Counter(words[name]).items() if count > 1] == [], name
    assert set(words["grammar"]) & set(words["light"]) == set()


def test_no_phrase_stands_for_two_matters(tools: Toolbox) -> None:
    phrases = Counter(phrase for entries in tools.knowledge.matters.values() for phrase in entries)
    assert [phrase for phrase, count in phrases.items() if count > 1] == []
