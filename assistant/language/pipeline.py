"""The annotator: from a document as read to segments, sections, turns and cues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.resources.abc import Traversable
from itertools import islice

import spacy
from spacy.attrs import IDX, LENGTH
from spacy.language import Language
from spacy.matcher import PhraseMatcher

from assistant.documents.model import Document
from assistant.language import lexicon as lexicons
from assistant.language.letterhead import HeadReader
from assistant.language.model import Annotated, Cell, Cue, Segment, SegmentKind, Turn
from assistant.language.rows import text_rows
from assistant.language.sections import Heading, headings_of, leads_of, section_tree
from assistant.language.segments import Line, lines, sentences
from assistant.language.tables import columns_of, with_flattened_tables
from assistant.language.tokenizer import SyllableTokenizer
from assistant.language.turns import TurnFinder, breaks_of, speaking_lines, turns_of
from assistant.text import View, view


def blank() -> Language:
    """Return an empty Vietnamese spaCy pipeline over the syllable tokenizer."""
    return spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "kiemdiem.syllables.v1"}}})


def soft_breaks(document: Document) -> list[int]:
    """Return the offsets of line breaks inside paragraphs, where a sentence goes on."""
    found: list[int] = []
    for block in document.blocks:
        if block.kind != "cell":
            at = document.text.find("\n", block.start, block.end)
            while at >= 0:
                found.append(at)
                at = document.text.find("\n", at + 1, block.end)
    return found


MOST_SEGMENTS = 8_000
"""Sentences and cells that are read: some 400 pages; what follows is told as not read."""


def _row_segment(found: list[Line], index: int, section: int) -> Segment:
    """Return a table row as one segment, its number left out."""
    line = found[index]
    row = [each for each in found[index : index + 40] if (each.table, each.row) == (line.table, line.row)]
    start = row[1].body if len(row) > 1 and row[0].end - row[0].body <= 3 else line.body
    return Segment(start, row[-1].end, "item", line.block, section, line.marker, True, line.table, line.row, None)


def _cells_of(found: list[Line]) -> Iterator[Cell]:
    """Yield the cells of tables; the lines of one cell are one."""
    last: Cell | None = None
    for line in found:
        if line.table is None or line.row is None or line.column is None:
            continue
        place = (line.table, line.row, line.column)
        if last is not None and (last.table, last.row, last.column) == place:
            last = replace(last, end=line.end)
            continue
        if last is not None:
            yield last
        last = Cell(line.start, line.end, *place)
    if last is not None:
        yield last


class Annotator:
    """Annotates documents with one lexicon; holds no state of the documents."""

    def __init__(self, rules: Traversable) -> None:
        self.lexicon = lexicons.load(rules)
        self._turns = TurnFinder(self.lexicon)
        self._heads = HeadReader(self.lexicon)
        vocab = spacy.vocab.Vocab()
        self._tokenizer = SyllableTokenizer(vocab)
        self._matcher = PhraseMatcher(vocab, attr="ORTH")
        for category, phrases in self.lexicon.phrases.items():
            self._matcher.add(category, [self._tokenizer(phrase) for phrase in phrases])

    def annotate(self, document: Document, year: int | None = None, kind: str | None = None) -> Annotated:
        """Return segments, sections, turns and cues; year under review and kind are read from the head where not given.

        The year tells last year's faults from this year's; only minutes have speakers' turns.
        """
        if year is None or kind is None:
            head = self._heads.read(document)
            year, kind = year or head.year, kind or head.kind
        rows = text_rows(document.text, document.blocks, self.lexicon)
        broken = rows.soft_breaks(document.blocks, document.text)
        seen = view(document.text, [*soft_breaks(document), *broken])
        found = list(lines(seen, document.blocks, self.lexicon, rows))
        found = with_flattened_tables(seen, found, self.lexicon)
        turn_finder = self._turns.knowing(seen) if kind == "minutes" else self._turns
        if kind == "minutes":
            found = speaking_lines(seen, found, turn_finder)
        headings = headings_of(seen, found, self.lexicon)
        breaks = leads_of(seen, found, headings, self.lexicon)
        if kind == "minutes":
            breaks = breaks_of(seen, found, headings, turn_finder) | breaks
        sections, of_line = section_tree(seen, found, headings, year, breaks)
        turns: tuple[Turn, ...] = ()
        of_turn: list[int | None] = [None] * len(found)
        if kind == "minutes":
            turns, of_turn = turns_of(seen, found, of_line, sections, turn_finder, headings=headings)
        columns = columns_of(seen, found, [sections[section].role for section in of_line], self.lexicon)
        roles = columns.roles
        segments: list[Segment] = []
        spelled = {found[index].table for index in roles}
        row_of: tuple[int | None, int | None] = (None, None)
        cut: int | None = None
        for index, line in enumerate(found):
            if len(segments) >= MOST_SEGMENTS:
                cut = segments[MOST_SEGMENTS - 1].end
                break
            if line.table is not None and line.table not in spelled:
                if (line.table, line.row) != row_of:
                    segments.append(_row_segment(found, index, of_line[index]))
                row_of = (line.table, line.row)
                continue
            turn = of_turn[index]
            label = turns[turn].label if turn is not None and line.start <= turns[turn].label[0] < line.end else None
            if turn is not None and label is not None and turns[turn].start < label[1]:
                label = None
            segments += self._segments(
                seen,
                line,
                headings.get(index),
                section=of_line[index],
                turn=turn,
                label=label,
                column_role=roles.get(index),
            )
        return Annotated(
            seen,
            tuple(segments[:MOST_SEGMENTS]),
            sections,
            turns,
            self._cues(seen, cut),
            cut,
            tuple(_cells_of(found)),
            columns.titles,
        )

    def _segments(
        self,
        seen: View,
        line: Line,
        heading: Heading | None,
        *,
        section: int,
        turn: int | None,
        label: tuple[int, int] | None,
        column_role: str | None,
    ) -> list[Segment]:
        out: list[Segment] = []
        start = line.body
        if heading is not None:
            out.append(Segment(heading.start, heading.end, "heading", line.block, section, line.marker))
            if not heading.run_in:
                return out
            start = heading.end + 1
        if label is not None and label[0] >= start:
            out.append(Segment(label[0], label[1], "label", line.block, section, line.marker, turn=turn))
            start = label[1] + 1 if seen.text[label[1] : label[1] + 1] == ":" else label[1]
        kind: SegmentKind = "cell" if line.table is not None else "item" if line.marker is not None else "sentence"
        for first, last in islice(sentences(seen, start, line.end, self.lexicon), MOST_SEGMENTS + 1):
            out.append(
                Segment(
                    first,
                    last,
                    kind,
                    line.block,
                    section,
                    line.marker,
                    not out,
                    line.table,
                    line.row,
                    line.column,
                    column_role,
                    turn,
                )
            )
        return out

    def _cues(self, seen: View, end: int | None) -> tuple[Cue, ...]:
        doc = self._tokenizer(seen.key[:end])
        strings = doc.vocab.strings
        places = doc.to_array([IDX, LENGTH])
        cues = [
            Cue(int(places[start, 0]), int(places[last - 1].sum()), strings[name])
            for name, start, last in self._matcher(doc)
        ]
        return tuple(sorted(cues, key=lambda cue: (cue.start, -cue.end, cue.category)))
