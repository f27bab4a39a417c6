"""Readings made from a text and the quotes of what was extracted from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.continuity import Reading
from assistant.documents.model import Block, Document
from assistant.language.pipeline import Annotator
from assistant.report.model import (
    Cause,
    Commitment,
    DocumentInfo,
    DocumentKind,
    Party,
    Remediation,
    RemediationStatus,
    Shortcoming,
)

_SHA = "0" * 64
CHIEF = Party(id="p1", kind="person", name="Lò Văn Pán", role="Chủ tịch UBND xã")


class Reader:
    """Makes readings with one annotator."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator

    def __call__(
        self,
        text: str,
        *,
        kind: DocumentKind = "minutes",
        year: int = 2023,
        day: str = "12-15",
        faults: Sequence[str] = (),
        answerable: Sequence[str] = (),
        causes: Sequence[str] = (),
        promises: Sequence[str | tuple[str, str | None]] = (),
        remedies: Sequence[tuple[str, RemediationStatus]] = (),
    ) -> Reading:
        """Return the reading of a text; items are given by their quotes, a promise also by its deadline."""
        info = DocumentInfo(
            source="x.txt", sha256=_SHA, text_sha256=_SHA, media_type="text/plain", kind=kind, year=year,
            date=f"{year}-{day}", text=text,
        )  # fmt: skip
        told = [promise if isinstance(promise, tuple) else (promise, None) for promise in promises]
        return Reading(
            document=info,
            annotated=self._annotator.annotate(_document(text), year),
            parties=(CHIEF,),
            shortcomings=tuple(
                Shortcoming(
                    **_place(text, quote, f"s{n}"), specific=True, hedged=False, confidence=0.9,
                    responsible=("p1",) if quote in answerable else (),
                )
                for n, quote in enumerate(faults, 1)
            ),
            causes=tuple(
                Cause(**_place(text, quote, f"n{n}"), kind="subjective", of=("s1",))
                for n, quote in enumerate(causes, 1)
            ),
            commitments=tuple(
                Commitment(**_place(text, quote, f"c{n}"), deadline=day, measurable=day is not None, confidence=0.9)
                for n, (quote, day) in enumerate(told, 1)
            ),
            remediations=tuple(
                Remediation(**_place(text, quote, f"r{n}"), status=status)
                for n, (quote, status) in enumerate(remedies, 1)
            ),
        )  # fmt: skip


def _place(text: str, quote: str, identity: str) -> dict[str, Any]:
    start = text.index(quote)
    return {"id": identity, "start": start, "end": start + len(quote), "text": quote}


def _document(text: str) -> Document:
    blocks: list[Block] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    return Document("x.txt", _SHA, "text/plain", text, tuple(blocks))
