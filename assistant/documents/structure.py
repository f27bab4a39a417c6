"""Paragraphs and tables as the readers of marked-up formats find them, before letters are decoded and placed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from assistant.documents.encodings import Run, RunDecoder, meant_encoding, read_coded
from assistant.documents.flow import paragraphs_of
from assistant.documents.model import BlockKind, Unread
from assistant.documents.pieces import Content, Piece, assemble
from assistant.errors import UnreadableError


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs of text; typed line breaks are newlines in them."""

    runs: tuple[Run, ...]
    level: int | None = None
    kind: BlockKind | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its column from 0 and what it holds."""

    column: int
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells."""

    rows: Sequence[Sequence[Cell]]


Item: TypeAlias = Paragraph | Table

_PAGE_FURNITURE = frozenset({"header", "footer"})


@dataclass(slots=True)
class Parts:
    """What a file holds: items with their kind in reading order, and what was not read."""

    items: list[tuple[Item, BlockKind]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def add(self, items: Iterable[Item], kind: BlockKind = "paragraph") -> None:
        """Append items of one kind."""
        self.items += ((item, kind) for item in items)


def finish(parts: Parts) -> Content:
    """Return the content of a file; raises UnreadableError when there is no text in it."""
    items = [item for item, _ in parts.items]
    decoder = RunDecoder(run for item in items for run in _runs(item))
    pieces = list(_Placing(decoder).place(parts.items))
    unread = [legacy_note(encoding) for encoding in decoder.encodings]
    if not decoder.encodings:
        pieces, note = repair_pieces(pieces)
        unread += note
    text, blocks = assemble(pieces)
    if not text:
        raise UnreadableError("document.no_text")
    stamps = [line for piece in pieces if piece.kind in _PAGE_FURNITURE for line in piece.text.split("\n")]
    return Content(text, blocks, (*parts.unread, *unread), tuple(stamps))


def repair_pieces(pieces: list[Piece]) -> tuple[list[Piece], list[Unread]]:
    """Return pieces whose letters came in an old encoding as Unicode, and the note about it; others as they are."""
    meant = meant_encoding("\n".join(piece.text for piece in pieces))
    if meant is None:
        return pieces, []
    changed = [replace(piece, text=read_coded(piece.text, meant)) for piece in pieces]
    return changed, [legacy_note(meant)]


def legacy_note(encoding: str) -> Unread:
    """Return the note that a text was turned into Unicode from an old encoding."""
    why = "document.legacy_capitals" if encoding == "tcvn3" else "document.legacy_encoding"
    return Unread("document.part.text", why, (("encoding", encoding.upper()),))


def _runs(item: Item) -> Iterator[Run]:
    if isinstance(item, Paragraph):
        yield from item.runs
        return
    for row in item.rows:
        for cell in row:
            for inner in cell.items:
                yield from _runs(inner)


class _Placing:
    """Numbers the tables and gives each paragraph and cell its place."""

    def __init__(self, decoder: RunDecoder) -> None:
        self._decoder = decoder
        self._tables = 0

    def place(self, items: Iterable[tuple[Item, BlockKind]]) -> Iterator[Piece]:
        for item, kind in items:
            if isinstance(item, Table):
                yield from self._table(item)
                continue
            level = item.level
            for text in paragraphs_of(self._decoder.decode(item.runs)):
                yield Piece(text, item.kind or kind, level=level)
                level = None

    def _table(self, table: Table) -> Iterator[Piece]:
        number = self._tables
        self._tables += 1
        for row_number, row in enumerate(table.rows):
            for cell in row:
                lines: list[str] = []
                for item in cell.items:
                    if isinstance(item, Paragraph):
                        lines += (text.replace("\n", " ") for text in paragraphs_of(self._decoder.decode(item.runs)))
                        continue
                    yield from self._cell(lines, number, row_number, cell.column)
                    lines = []
                    yield from self._table(item)
                yield from self._cell(lines, number, row_number, cell.column)

    def _cell(self, lines: list[str], table: int, row: int, column: int) -> Iterator[Piece]:
        text = "\n".join(kept for line in lines if (kept := line.strip()))
        if text:
            yield Piece(text, "cell", table=table, row=row, column=column)
