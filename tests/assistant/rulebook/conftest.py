"""What the rulebook's tests share."""

from __future__ import annotations

import pytest

from assistant.rulebook import Rulebook, load


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """Return the shipped rulebook."""
    return load()
