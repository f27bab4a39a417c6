"""What the tests of the language room share: one lexicon, one annotator, and documents made of lines."""

from __future__ import annotations

import pytest

from assistant.language.lexicon import Lexicon, load
from assistant.language.pipeline import Annotator
from assistant.resources import rules


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    """Return the annotator over the shipped rules."""
    return Annotator(rules())


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """Return the shipped lexicon."""
    return load(rules())
