"""Pieces of text with their place, and how they become one text with blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.documents.model import Block, BlockKind, Unread


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one paragraph or cell before it has offsets."""

    text: str
    kind: BlockKind = "paragraph"
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What one format's reader yields; `stamps` are lines kept out of the text that may bear a secrecy mark."""

    text: str
    blocks: tuple[Block, ...]
    unread: tuple[Unread, ...] = ()
    stamps: tuple[str, ...] = ()


def _leading_tabs(text: str) -> int:
    """Return how many tabs stand before the first word: empty cells of a table set with tabs."""
    lead = text[: len(text) - len(text.lstrip())]
    return lead.count("\t")


def assemble(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Return the text and its blocks: pieces on lines of their own, the cells of one row divided by tabs."""
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    row: tuple[int | None, int | None] | None = None
    column = 0
    for piece in pieces:
        text = piece.text.strip()
        in_cell = piece.row is not None
        if in_cell:
            text = text.replace("\t", " ")
        if not text:
            continue
        if in_cell and (piece.table, piece.row) == row:
            gap = "\t" * max(1, (piece.column or 0) - column)
        else:
            gap = "\n" if parts else ""
            gap += "\t" * ((piece.column or 0) if in_cell else _leading_tabs(piece.text))
        row = (piece.table, piece.row) if in_cell else None
        column = piece.column or 0
        parts += (gap, text)
        at += len(gap)
        place = (piece.kind, piece.page, piece.table, piece.row, piece.column, piece.level)
        blocks.append(Block(at, at + len(text), *place))
        at += len(text)
    return "".join(parts), tuple(blocks)
