"""Makers of documents for the tests of the language room."""

from __future__ import annotations

from typing import Literal

from assistant.documents.model import Block, Document

Form = Literal["NFC", "NFD"]
"""How accented letters are written: composed or decomposed."""


def document(text: str) -> Document:
    """Return a text as a document: one paragraph a line."""
    blocks = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    return made_of(text, blocks)


def paragraph(text: str) -> Document:
    """Return a text as a document of one paragraph: its line breaks stand in the middle of sentences."""
    return made_of(text, [Block(0, len(text))])


def table(*rows: tuple[str, ...]) -> Document:
    """Return a document that is one table."""
    text = ""
    blocks = []
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            blocks.append(Block(len(text), len(text) + len(cell), "cell", table=0, row=row, column=column))
            text += cell + ("\t" if column < len(cells) - 1 else "\n")
    return made_of(text, blocks)


def made_of(text: str, blocks: list[Block]) -> Document:
    """Return a document of a text and its blocks."""
    return Document("test.txt", "0" * 64, "text/plain", text, tuple(blocks))
