"""What the language room makes of a document: frozen values with offsets into the normalised view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from assistant.report.model import SectionRole
from assistant.text import View

SegmentKind = Literal["heading", "sentence", "item", "cell", "label"]
TurnForm = Literal["speaker", "verb", "reading", "title", "chair", "merged"]
"""How a turn is told: a label with a colon, a verb of speaking, a report read, a title that names the speaker, a
conclusion without a label, opinions told together."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A list number or bullet: its folded text and its level, 0 for the highest."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A heading, sentence, list item, table cell or speaker's label; `start` is behind the list number."""

    start: int
    end: int
    kind: SegmentKind
    block: int
    section: int
    marker: Marker | None = None
    first: bool = True
    """Whether it is the first segment of its block."""
    table: int | None = None
    row: int | None = None
    column: int | None = None
    column_role: str | None = None
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class SectionNode:
    """A part of the document: heading span, extent, level, role and the index of its parent (None at the top)."""

    role: SectionRole
    start: int
    end: int
    heading: tuple[int, int] | None
    level: int
    number: str | None
    parent: int | None


@dataclass(frozen=True, slots=True)
class Turn:
    """A speaker's turn in minutes: the label that names the speaker and the words after it."""

    label: tuple[int, int]
    start: int
    end: int
    form: TurnForm = "speaker"


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase of the lexicon in the text."""

    start: int
    end: int
    category: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of any table, also of one of figures: its span and place."""

    start: int
    end: int
    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document read: view, segments in order, section tree, turns and cues (sorted by start)."""

    view: View
    segments: tuple[Segment, ...]
    sections: tuple[SectionNode, ...]
    turns: tuple[Turn, ...]
    cues: tuple[Cue, ...]
    cut: int | None = None
    """Where reading stopped because the document is too long; None where all of it was read."""
    cells: tuple[Cell, ...] = ()
    """The cells of all tables in order."""
    titles: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Folded titles of the columns of tables by (table, column), as far as they were found."""

    def text(self, start: int, end: int) -> str:
        """Return the view's text."""
        return self.view.text[start:end]

    def key(self, start: int, end: int) -> str:
        """Return the view's folded text."""
        return self.view.key[start:end]

    def roles(self, section: int | None) -> tuple[str, ...]:
        """Return the roles of a section and of those around it, innermost first."""
        found: list[str] = []
        while section is not None:
            node = self.sections[section]
            found.append(node.role)
            section = node.parent
        return tuple(found)
