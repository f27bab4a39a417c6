"""Whether a text is Vietnamese, with its accents or without them."""

from __future__ import annotations

import unicodedata

import pytest

from assistant.language import Recogniser
from assistant.language.lexicon import Lexicon
from assistant.text import strip_accents

VIETNAMESE = (
    "Trong năm qua chi bộ đã kiểm điểm nghiêm túc, chỉ rõ hạn chế, khuyết điểm và nguyên nhân, phân công đồng chí "
    "phụ trách từng việc, nhưng việc thu quỹ còn chậm và chưa báo cáo kịp thời."
)
ENGLISH = (
    "During the year the board reviewed its work in earnest, named its shortcomings and their causes, and assigned "
    "a person to each task, but dues were collected late and not reported in time."
)
FRENCH = "Au cours de l'année, le comité a examiné son travail et a nommé ses défauts, où qu'ils fussent, à l'été même."
CZECH = (
    "Během roku výbor přezkoumal svou práci, pojmenoval své nedostatky a příčiny a pověřil členy jednotlivými úkoly."
)


@pytest.fixture(scope="module")
def recogniser(lexicon: Lexicon) -> Recogniser:
    """Return the recogniser over the shipped lexicon."""
    return Recogniser(lexicon)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        (VIETNAMESE, "vietnamese"),
        (VIETNAMESE.upper(), "vietnamese"),
        (unicodedata.normalize("NFD", VIETNAMESE), "vietnamese"),
        (strip_accents(VIETNAMESE), "unaccented"),
        ("Chưa họp", "vietnamese"),
        (ENGLISH, "other"),
        (FRENCH, "other"),
        (CZECH, "other"),
        ("Протокол собрания от 12 декабря, присутствовали все члены комитета", "other"),
        ("(((((((((( 12345", "other"),
        ("abc." * 1000, "other"),
        ("", "other"),
    ],
    ids=[
        "Vietnamese", "capitals", "decomposed", "without accents", "a few letters", "English", "French", "Czech",
        "Russian", "no letters", "one made-up word", "nothing",
    ],
)  # fmt: skip
def test_script(recogniser: Recogniser, text: str, script: str) -> None:
    assert recogniser.script(text) == script
