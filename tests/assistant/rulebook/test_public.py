"""The public door of the package."""

from __future__ import annotations

import assistant.rulebook


def test_public_names_are_sorted_and_exist() -> None:
    names = assistant.rulebook.__all__
    assert names == sorted(names)
    assert all(hasattr(assistant.rulebook, name) for name in names)
