"""From a document to its items: the one verb of this room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.datafile import read_yaml
from assistant.documents.model import Document
from assistant.extraction.addresses import Addresses, AddressWords
from assistant.extraction.attachment import Attachment, Promises, Told, chosen
from assistant.extraction.classify import Classifier
from assistant.extraction.commitments import Commitments
from assistant.extraction.contexts import ContextReader
from assistant.extraction.division import divided
from assistant.extraction.merging import merge
from assistant.extraction.model import Context, PartyKey, Statement
from assistant.extraction.opinions import OpinionReader
from assistant.extraction.parties import RosterEntry
from assistant.extraction.ratings import AttendanceFound, RatingReader
from assistant.extraction.references import ReferenceWords
from assistant.extraction.responsibility import Responsibility, of_row
from assistant.extraction.row_words import RowWords
from assistant.extraction.table_rows import TableRows
from assistant.extraction.words import alternatives
from assistant.inference.features import UnitFeatures
from assistant.inference.model import ADDRESSES, ANSWERABLE, OWNERS, LinearModel
from assistant.language.deadlines import DeadlineGrammar
from assistant.language.letterhead import Head
from assistant.language.model import Annotated, Segment
from assistant.language.pipeline import Annotator
from assistant.report.model import (
    Cause,
    Commitment,
    Location,
    Opinion,
    Party,
    Rating,
    Remediation,
    Section,
    Shortcoming,
)
from assistant.resources import rules


@dataclass(frozen=True)
class Extraction:
    """Everything read out of one document; offsets are those of its raw text."""

    document: Document
    head: Head
    author: str | None
    annotated: Annotated
    sections: tuple[Section, ...]
    parties: tuple[Party, ...]
    shortcomings: tuple[Shortcoming, ...]
    causes: tuple[Cause, ...]
    commitments: tuple[Commitment, ...]
    remediations: tuple[Remediation, ...]
    opinions: tuple[Opinion, ...]
    ratings: tuple[Rating, ...]
    attendance: AttendanceFound | None


class Extractor:
    """Reads documents with one lexicon and one set of models; thread-safe, keeps nothing of a document."""

    def __init__(self, annotator: Annotator, models: Mapping[str, LinearModel]) -> None:
        lexicon = annotator.lexicon
        self._models = models
        self._contexts = ContextReader(annotator)
        self._references = ReferenceWords(lexicon)
        self._grammar = DeadlineGrammar(lexicon)
        self._address_words = AddressWords(read_yaml(rules().joinpath("continuity", "matters.yml")))
        self._ratings = RatingReader(lexicon)
        self._opinions = OpinionReader(lexicon)
        self._classifier = Classifier(models, lexicon)
        self._row_words = RowWords(lexicon)
        self._hedges = alternatives(lexicon.phrases["hedge"])

    def extract(self, document: Document, roster: Iterable[RosterEntry] = ()) -> Extraction:
        """Return the items of a document."""
        context = self._contexts.read(document, roster)
        head, annotated = context.head, context.annotated
        found = self._classifier.classify(context)
        found["commitment"] = divided(self._references, self._grammar, context, found["commitment"])
        turns = [(o, o.speaker) for o in self._opinions.read(context, self._models["stance"])]
        stances = {o.turn: o.stance for o, _ in turns}
        faults = merge(self._references, context, found["shortcoming"], stances)
        statements = [fault for fault, _ in faults]
        slots = Commitments(
            self._references,
            self._grammar,
            context,
            stances,
            promised=found["commitment"],
            model=self._models.get(OWNERS),
        )
        promised = [(promise, slots.owners(promise)) for promise in found["commitment"]]
        told = Told([others for _, others in faults], found["cause"], promised, stances)
        answerable = self._answerable(context, statements, told)
        writer = _Writer(context)
        commitments = self._commitments(writer, slots, promised, statements, answerable)
        shortcomings = self._shortcomings(writer, faults, answerable)
        causes = self._causes(writer, found["cause"], statements)
        remediations = self._remediations(writer, found["remediation"])
        ratings = self._ratings.read(context)
        used = [party for parties in answerable for party in parties]
        used += [party for _, owners in commitments for party in owners]
        used += [speaker for _, speaker in turns if speaker is not None]
        used += [rating.subject for rating in ratings if rating.subject is not None]
        parties, ids = context.book.freeze(used)
        author = context.book.author_party()
        return Extraction(
            document=document,
            head=head,
            author=next((p.name for p in parties if author is not None and p.id == ids[author]), None)
            if head.kind == "individual-review"
            else None,
            annotated=annotated,
            sections=_sections(annotated),
            parties=parties,
            shortcomings=tuple(s.model_copy(update={"responsible": _ids(ids, p)}) for s, p in shortcomings),
            causes=causes,
            commitments=tuple(c.model_copy(update={"owners": _ids(ids, p)}) for c, p in commitments),
            remediations=remediations,
            opinions=tuple(
                Opinion(
                    **writer.item("o", number, o.start, o.end), speaker=ids[s] if s else None,
                    stance=o.stance, confidence=o.confidence,
                )
                for number, (o, s) in enumerate(turns, 1)
            ),
            ratings=tuple(
                Rating(
                    **writer.item("v", number, r.start, r.end),
                    subject=ids[r.subject] if r.subject else None, subject_text=r.subject_text,
                    level=r.level, votes=r.votes, voters=r.voters, percent=r.percent, points=r.points,
                )
                for number, r in enumerate(ratings, 1)
            ),
            attendance=self._ratings.attendance(context),
        )  # fmt: skip

    def _yes(self, model: str, row: Mapping[str, float]) -> bool:
        known = self._models[model]
        return (
            float(known.probabilities([row])[0, known.labels.index("true")])
            >= known.thresholds[known.labels.index("true")]
        )

    def _best(self, model: str, row: Mapping[str, float]) -> tuple[str, float]:
        known = self._models[model]
        probabilities = known.probabilities([row])[0]
        best = int(probabilities.argmax())
        return known.labels[best], round(float(probabilities[best]), 3)

    def _shortcomings(
        self,
        writer: _Writer,
        faults: Sequence[tuple[Statement, tuple[Statement, ...]]],
        answerable: Sequence[tuple[PartyKey, ...]],
    ) -> list[tuple[Shortcoming, tuple[PartyKey, ...]]]:
        out: list[tuple[Shortcoming, tuple[PartyKey, ...]]] = []
        context = writer.context
        for number, ((fault, others), parties) in enumerate(zip(faults, answerable, strict=True), 1):
            row = context.rows[fault.unit]
            item = Shortcoming(
                **writer.item("s", number, fault.start, fault.end),
                also=tuple(context.annotated.view.to_raw(other.start, other.end) for other in others),
                specific=self._yes("specific", row),
                hedged=self._hedges.search(context.key(fault.start, fault.end)) is not None,
                confidence=fault.confidence,
                why=fault.why,
            )
            out.append((item, parties))
        return out

    def _causes(
        self, writer: _Writer, statements: Sequence[Statement], faults: Sequence[Statement]
    ) -> tuple[Cause, ...]:
        context = writer.context
        out: list[Cause] = []
        for number, cause in enumerate(statements, 1):
            kind, confidence = self._best("cause-kind", _row_of(context, cause))
            kind = self._row_words.cause_kind(context, cause) or kind
            near = [
                i
                for i, fault in enumerate(faults, 1)
                if _together(context.units[fault.unit], context.units[cause.unit])
            ]
            out.append(
                Cause(
                    **writer.item("n", number, cause.start, cause.end), kind=kind,  # type: ignore[arg-type]
                    of=tuple(f"s{i}" for i in near), confidence=confidence,
                )
            )  # fmt: skip
        return tuple(out)

    def _answerable(self, context: Context, faults: Sequence[Statement], told: Told) -> list[tuple[PartyKey, ...]]:
        """Return for each fault the parties answerable."""
        promises = [promise for promise, _ in told.promises]
        statements = Responsibility(self._references, context, faults, promises, told.stances)
        attachment = Attachment(self._references, context, faults, told)
        model = self._models[ANSWERABLE]
        told_by = zip(statements.attach(), statements.hints, strict=True)
        return [
            of_row(reasons) or chosen(model, attachment.rows(index, reasons, hints))
            for index, (reasons, hints) in enumerate(told_by)
        ]

    def _commitments(
        self,
        writer: _Writer,
        slots: Commitments,
        promised: Promises,
        faults: Sequence[Statement],
        answerable: Sequence[tuple[PartyKey, ...]],
    ) -> list[tuple[Commitment, tuple[PartyKey, ...]]]:
        ties = Addresses(self._references, self._address_words, writer.context, faults, answerable)
        out: list[tuple[Commitment, tuple[PartyKey, ...]]] = []
        for number, (statement, owners) in enumerate(promised, 1):
            deadline, told = slots.deadline(statement)
            view = writer.context.annotated.view
            raw = view.to_raw(*told) if told is not None else None
            item = Commitment(
                **writer.item("c", number, statement.start, statement.end),
                deadline=deadline.last.isoformat() if deadline is not None else None,
                deadline_text=view.raw[raw[0] : raw[1]] if raw is not None else None,
                measurable=self._yes("measurable", writer.context.rows[statement.unit]),
                addresses=tuple(f"s{i + 1}" for i in ties.of(self._models[ADDRESSES], statement, owners)),
                confidence=statement.confidence,
                why=statement.why,
            )
            out.append((item, tuple(owners)))
        return out

    def _remediations(self, writer: _Writer, statements: Sequence[Statement]) -> tuple[Remediation, ...]:
        out: list[Remediation] = []
        rows = TableRows(writer.context.annotated)
        for number, statement in enumerate(statements, 1):
            status, confidence = self._best("remediation-status", writer.context.rows[statement.unit])
            status = self._row_words.status(writer.context, rows, statement) or status
            fields = writer.item("r", number, statement.start, statement.end)
            out.append(Remediation(**fields, status=status, confidence=confidence))  # type: ignore[arg-type]
        return tuple(out)


def _together(unit: Segment, other: Segment) -> bool:
    """Whether two units stand in one paragraph, or in one row of a table."""
    if unit.table is not None and unit.row is not None:
        return (unit.table, unit.row) == (other.table, other.row)
    return unit.block == other.block


def _row_of(context: Context, statement: Statement) -> Mapping[str, float]:
    """Return the row of a statement: its unit's, or its own where it is a clause of one."""
    unit = context.units[statement.unit]
    if (statement.start, statement.end) == (unit.start, unit.end):
        return context.rows[statement.unit]
    clause = replace(unit, start=statement.start, end=statement.end)
    return UnitFeatures(context.annotated, [clause], context.head.kind).row(0)


class _Writer:
    """Turns view spans into the fields of report items: raw offsets, exact text, place in the upload."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def item(self, prefix: str, number: int, start: int, end: int) -> dict[str, Any]:
        first, last = self.context.annotated.view.to_raw(start, end)
        return {
            "id": f"{prefix}{number}",
            "start": first,
            "end": last,
            "text": self.context.document.text[first:last],
            "location": self._location(first),
        }

    def _location(self, at: int) -> Location | None:
        blocks = self.context.document.blocks
        low, high = 0, len(blocks)
        while low < high:
            middle = (low + high) // 2
            if blocks[middle].end <= at:
                low = middle + 1
            else:
                high = middle
        if low >= len(blocks):
            return None
        block = blocks[low]
        cell = None
        if block.table is not None and block.row is not None and block.column is not None:
            cell = (block.table, block.row, block.column)
        return Location(page=block.page, block=low, cell=cell)


def _ids(ids: Mapping[PartyKey, str], parties: Sequence[PartyKey]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids[party] for party in parties))


def _sections(annotated: Annotated) -> tuple[Section, ...]:
    view = annotated.view
    out: list[Section] = []
    for node in annotated.sections:
        start, end = view.to_raw(node.start, node.end)
        heading = None
        if node.heading is not None:
            first, last = view.to_raw(*node.heading)
            heading = view.raw[first:last]
        out.append(Section(role=node.role, heading=heading, start=start, end=end))
    return tuple(out)
