"""The one door to the data shipped with the library: rules, models, corpora, messages, templates."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable


def rules() -> Traversable:
    """Return the folder of rules, lexicons, forms and packs."""
    return files("assistant.rules")


def models() -> Traversable:
    """Return the folder of trained models."""
    return files("assistant.models")


def corpora() -> Traversable:
    """Return the folder of corpora."""
    return files("assistant.corpora")


def messages() -> Traversable:
    """Return the folder of message catalogues."""
    return files("assistant").joinpath("messages")
