"""The tokenizer: syllables, figures and marks; every text comes out as it went in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from assistant.language.tokenizer import SyllableTokenizer, create_tokenizer


def tokens(text: str) -> list[str]:
    """Return the tokens of a text."""
    return [token.text for token in SyllableTokenizer(Vocab())(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Đ/c Nam chưa họp.", ["Đ", "/", "c", "Nam", "chưa", "họp", "."]),
        ("30/6/2023", ["30", "/", "6", "/", "2023"]),
        ("1.1.Thu quỹ", ["1", ".", "1", ".", "Thu", "quỹ"]),
        ("a  b\tc\n", ["a", "  ", "b", "\t", "c", "\n"]),
        ("____ %", ["____", "%"]),
        ("", []),
    ],
)
def test_tokens(text: str, told: list[str]) -> None:
    assert tokens(text) == told


@given(st.text(max_size=80))
def test_nothing_is_lost(text: str) -> None:
    assert SyllableTokenizer(Vocab())(text).text == text


def test_an_endless_word_is_cut() -> None:
    assert max(map(len, tokens("a" * 100_000))) < 5000


def test_the_registered_factory_makes_a_tokenizer_of_the_pipeline() -> None:
    class Pipeline:
        vocab = Vocab()

    assert create_tokenizer()(Pipeline()).vocab is Pipeline.vocab


def test_the_tokenizer_has_nothing_to_save() -> None:
    tokenizer = SyllableTokenizer(Vocab())
    assert tokenizer.from_bytes(tokenizer.to_bytes()) is tokenizer
