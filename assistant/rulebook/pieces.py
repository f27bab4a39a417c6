"""Small pieces of a report, as rule files hold them, made into whole cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from assistant.errors import UsageError
from assistant.report.model import (
    Cause,
    Commitment,
    DocumentInfo,
    DocumentKind,
    Evidence,
    Generator,
    Opinion,
    Party,
    Point,
    Points,
    Prior,
    PriorCommitment,
    PriorDefect,
    Prompts,
    Rating,
    Remediation,
    Report,
    RulesUsed,
    Section,
    Shortcoming,
)
from assistant.rulebook.case import Attendance, Case, CopiedPassage
from assistant.rulebook.schema import PartyPiece, Piece


@dataclass(slots=True)
class _Text:
    """A document's text: given, where quotes are looked up, or written as quotes come."""

    given: str | None
    written: str = ""

    def place(self, quote: str) -> tuple[int, int]:
        """Return where a quote stands; raises UsageError where a given text has no such quote."""
        whole = self.written if self.given is None else self.given
        at = whole.find(quote)
        if at < 0:
            if self.given is not None:
                raise UsageError("rulebook.no-such-quote", quote=quote)
            at = len(self.written)
            self.written += quote + "\n"
        return at, at + len(quote)

    @property
    def text(self) -> str:
        return self.written if self.given is None else self.given


@dataclass(slots=True)
class _Parties:
    """The parties met so far, each under one id."""

    met: dict[PartyPiece, str] = field(default_factory=dict)

    def ids(self, pieces: Iterable[PartyPiece]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.id(piece) for piece in pieces))

    def id(self, piece: PartyPiece) -> str:
        return self.met.setdefault(piece, f"p{len(self.met) + 1}")

    def parties(self) -> tuple[Party, ...]:
        return tuple(
            Party(id=own, kind=piece.kind, name=piece.name, role=piece.role, post=None)
            for piece, own in self.met.items()
        )

    def speaker(self, name: str | None) -> str | None:
        if name is None:
            return None
        known = [own for piece, own in self.met.items() if piece.kind == "person" and piece.name == name]
        return known[0] if known else self.id(PartyPiece(kind="person", name=name))


def build(piece: Piece) -> Case:
    """Return the case that a piece stands for; raises UsageError where a quote is not in the piece's text."""
    this, parties = _Text(piece.text), _Parties()
    sections = _sections(piece, this)
    faults = _shortcomings(piece, this, parties)
    by_text = {fault.text: fault.id for fault in faults}
    causes = tuple(
        Cause(id=f"n{number}", start=start, end=end, text=one.text, kind=one.kind)
        for number, one in enumerate(piece.causes, 1)
        for start, end in [this.place(one.text)]
    )
    commitments = tuple(
        Commitment(
            id=f"c{number}",
            start=start,
            end=end,
            text=one.text,
            owners=parties.ids(one.owners),
            deadline=one.deadline,
            measurable=one.measurable,
            addresses=tuple(by_text[quote] for quote in one.addresses if quote in by_text),
            confidence=1.0,
        )
        for number, one in enumerate(piece.commitments, 1)
        for start, end in [this.place(one.text)]
    )
    remediations = tuple(
        Remediation(id=f"r{number}", start=start, end=end, text=one.text, status=one.status)
        for number, one in enumerate(piece.remediations, 1)
        for start, end in [this.place(one.text)]
    )
    opinions = tuple(
        Opinion(
            id=f"o{number}",
            start=start,
            end=end,
            text=one.text,
            stance=one.stance,
            speaker=parties.speaker(one.speaker),
        )
        for number, one in enumerate(piece.opinions, 1)
        for start, end in [this.place(one.text)]
    )
    ratings = _ratings(piece, this, parties)
    prior = _prior(piece, this)
    prompts = _prompts(piece, this, parties)
    attendance = None
    if piece.attendance is not None:
        start, end = this.place(piece.attendance.text)
        attendance = Attendance(piece.attendance.present, piece.attendance.total, start, end)
    copied = []
    for passage in piece.copied:
        start, end = this.place(passage.text)
        at = prior.document.text.find(passage.source) if prior else -1
        copied.append(CopiedPassage(start, end, max(at, 0), max(at, 0) + len(passage.source), passage.score))
    report = Report(
        generator=Generator(version="0", rules=RulesUsed(pack="", version="")),
        document=_document(piece.kind, this.text, piece),
        sections=sections,
        parties=parties.parties(),
        shortcomings=faults,
        causes=causes,
        commitments=commitments,
        remediations=remediations,
        opinions=opinions,
        ratings=ratings,
        prior=prior,
        prompts=prompts,
    )
    return Case(report, tuple(copied), attendance, piece.earlier_known)


def _document(kind: DocumentKind, text: str, piece: Piece | None = None) -> DocumentInfo:
    digest = sha256(text.encode("utf-8")).hexdigest()
    return DocumentInfo(
        source="piece.txt",
        sha256=digest,
        text_sha256=digest,
        media_type="text/plain",
        kind=kind,
        organisation=piece.organisation if piece else None,
        author=piece.author if piece else None,
        year=piece.year if piece else None,
        date=piece.date if piece else None,
        text=text,
    )


def _sections(piece: Piece, this: _Text) -> tuple[Section, ...]:
    out = []
    for one in piece.sections:
        body = "\n".join(part for part in (one.heading, one.text) if part)
        start, end = this.place(body)
        out.append(Section(role=one.role, heading=one.heading, start=start, end=end))
    return tuple(out)


def _shortcomings(piece: Piece, this: _Text, parties: _Parties) -> tuple[Shortcoming, ...]:
    return tuple(
        Shortcoming(
            id=f"s{number}",
            start=start,
            end=end,
            text=one.text,
            also=tuple(this.place(quote) for quote in one.also),
            field=one.field,
            specific=one.specific,
            hedged=one.hedged,
            responsible=parties.ids(one.responsible),
            confidence=1.0,
        )
        for number, one in enumerate(piece.shortcomings, 1)
        for start, end in [this.place(one.text)]
    )


def _ratings(piece: Piece, this: _Text, parties: _Parties) -> tuple[Rating, ...]:
    return tuple(
        Rating(
            id=f"v{number}",
            start=start,
            end=end,
            text=one.text,
            subject=parties.id(one.subject) if one.subject else None,
            level=one.level,
            votes=one.votes,
            voters=one.voters,
            percent=one.percent,
            points=Points(**one.points.model_dump()) if one.points else None,
        )
        for number, one in enumerate(piece.ratings, 1)
        for start, end in [this.place(one.text)]
    )


def _evidence(quotes: Iterable[str], this: _Text) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(document="this", start=start, end=end, text=quote)
        for quote in quotes
        for start, end in [this.place(quote)]
    )


def _prior(piece: Piece, this: _Text) -> Prior | None:
    if not (piece.prior or piece.prior_text or piece.prior_defects or piece.prior_commitments or piece.copied):
        return None
    text = _Text(piece.prior_text)
    defects = tuple(
        PriorDefect(
            id=f"d{number}",
            start=start,
            end=end,
            text=one.text,
            status=one.status,
            confidence=1.0,
            evidence=_evidence(one.evidence, this),
        )
        for number, one in enumerate(piece.prior_defects, 1)
        for start, end in [text.place(one.text)]
    )
    commitments = tuple(
        PriorCommitment(
            id=f"e{number}",
            start=start,
            end=end,
            text=one.text,
            status=one.status,
            deadline=one.deadline,
            evidence=_evidence(one.evidence, this),
        )
        for number, one in enumerate(piece.prior_commitments, 1)
        for start, end in [text.place(one.text)]
    )
    for passage in piece.copied:
        text.place(passage.source)
    return Prior(document=_document(piece.kind, text.text), defects=defects, commitments=commitments)


def _prompts(piece: Piece, this: _Text, parties: _Parties) -> tuple[Prompts, ...]:
    if not (piece.points or piece.prompts_text):
        return ()
    text = _Text(piece.prompts_text)
    points = tuple(
        Point(
            id=f"q{number}",
            start=start,
            end=end,
            text=one.text,
            kind=one.kind,
            status=one.status,
            missing=one.missing,
            responsible=parties.ids(one.responsible),
            deadline=one.deadline,
            evidence=_evidence(one.evidence, this),
        )
        for number, one in enumerate(piece.points, 1)
        for start, end in [text.place(one.text)]
    )
    return (Prompts(document=_document("review-prompts", text.text), points=points),)
