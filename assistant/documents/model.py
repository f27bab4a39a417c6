"""What reading a file yields: a text, its blocks, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["paragraph", "cell", "header", "footer", "footnote"]
SecrecyMark = Literal["mat", "toi-mat", "tuyet-mat"]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or table cell of the upload as a slice of the document's text.

    A line break inside a paragraph block is a soft one: the sentence goes on. The cells of one table row stand on one
    line, divided by tabs; the paragraphs inside one cell by line breaks.
    """

    start: int
    end: int
    kind: BlockKind = "paragraph"
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    level: int | None = None
    """Outline level of a heading style, 1 for the highest; None where the upload has no such style."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of the upload that was not read (message codes of the catalogue, with parameters)."""

    what: str
    why: str
    parameters: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """An upload as text; `text[block.start:block.end]` is a block's text; blocks in order, not overlapping."""

    source: str
    sha256: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    unread: tuple[Unread, ...] = ()
    secrecy: SecrecyMark | None = None
