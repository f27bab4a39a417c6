"""Sentences for people, in Vietnamese and English, looked up by code."""

from assistant.messages.catalogue import LANGUAGES, Catalogue

__all__ = ["LANGUAGES", "Catalogue"]
