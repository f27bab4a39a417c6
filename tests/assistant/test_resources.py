"""The one door to shipped data: every folder is there, whichever way the package is installed."""

from __future__ import annotations

from assistant import resources


def names(folder: str) -> set[str]:
    """Return the names of what lies in a folder of data."""
    return {entry.name for entry in getattr(resources, folder)().iterdir()}


def test_rules() -> None:
    assert {"lexicon", "structure", "names", "packs", "review"} <= names("rules")


def test_messages() -> None:
    assert {"vi.json", "en.json"} <= names("messages")


def test_models_and_corpora() -> None:
    assert names("models")
    assert names("corpora")
