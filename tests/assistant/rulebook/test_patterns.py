"""Phrases and patterns over folded Vietnamese."""

from __future__ import annotations

import pytest

from assistant.rulebook.patterns import PatternError, compile_pattern, find_phrases, fold_phrases, has_phrase


def test_a_phrase_stands_as_whole_words() -> None:
    phrases = fold_phrases(["chi", "Hoà giải"])
    assert list(find_phrases("chi bộ và chiến lược", phrases)) == [(0, 3)]
    assert has_phrase("Công tác HÒA GIẢI ở cơ sở", phrases)
    assert not has_phrase("chiều", phrases)


def test_a_pattern_is_folded_but_not_its_escapes_and_names() -> None:
    pattern = compile_pattern(r"(?P<Level>Hoà)\s\S+\pL")
    assert pattern.search("hòa giải").group("Level") == "hòa"


@pytest.mark.parametrize("wrong", [r"\bchi", r"\w+", r"a\\\W", "(?!x)y", "["])
def test_unsafe_or_misleading_patterns_are_refused(wrong: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(wrong)


def test_an_escaped_backslash_is_no_word_class() -> None:
    assert compile_pattern(r"a\\b").search("a\\b")
