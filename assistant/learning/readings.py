"""Gold documents as continuity reads them: annotated items in the place of extracted ones, some left out."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from assistant.continuity import SURROUNDINGS, Reading
from assistant.learning.examples import Prepared
from assistant.learning.gold import GoldParty
from assistant.report.model import (
    Cause,
    Commitment,
    DocumentInfo,
    Party,
    Remediation,
    Shortcoming,
)

_SHARE = 5
"""One item in so many is left out of a thinned reading, about as many as extraction misses."""
_UNKNOWN = "0" * 64


def reading(prepared: Prepared, thinning: int = 0, whole: Reading | None = None) -> Reading:
    """Return a gold document as a reading; each `thinning` but 0 leaves out other items, the same ones every time.

    What was worked out of the text of the `whole` reading is used again.
    """
    made = _Maker(prepared, thinning).reading()
    if whole is not None and SURROUNDINGS in whole.worked_out:
        made.worked_out[SURROUNDINGS] = whole.worked_out[SURROUNDINGS]
    return made


class _Maker:
    """Makes one reading; knows the parties named so far."""

    def __init__(self, prepared: Prepared, thinning: int) -> None:
        self._prepared = prepared
        self._text = prepared.annotated.view.raw
        self._thinning = thinning
        self._parties: dict[tuple[str, str | None], Party] = {}

    def reading(self) -> Reading:
        """Return the reading."""
        gold = self._prepared.document.gold
        faults: dict[str, Shortcoming] = {}
        for number, fault in enumerate(gold.shortcomings, 1):
            place = self._place(fault.quote)
            if place is not None:
                also = [self._text.find(quote) for quote in fault.also]
                faults[fault.quote] = Shortcoming(
                    id=f"s{number}",
                    start=place[0],
                    end=place[1],
                    text=fault.quote,
                    also=tuple((at, at + len(quote)) for at, quote in zip(also, fault.also, strict=True) if at >= 0),
                    specific=fault.specific,
                    hedged=fault.hedged,
                    responsible=self._named(fault.responsible),
                    confidence=1.0,
                )
        commitments = [
            Commitment(
                id=f"c{number}",
                start=place[0],
                end=place[1],
                text=promise.quote,
                owners=self._named(promise.owners),
                deadline=promise.deadline,
                measurable=promise.measurable,
                addresses=tuple(faults[quote].id for quote in promise.addresses if quote in faults),
                confidence=1.0,
            )
            for number, promise in enumerate(gold.commitments, 1)
            if (place := self._place(promise.quote)) is not None
        ]
        causes = [
            Cause(id=f"n{number}", start=place[0], end=place[1], text=cause.quote, kind=cause.kind)
            for number, cause in enumerate(gold.causes, 1)
            if (place := self._place(cause.quote)) is not None
        ]
        remediations = [
            Remediation(id=f"r{number}", start=place[0], end=place[1], text=account.quote, status=account.status)
            for number, account in enumerate(gold.remediations, 1)
            if (place := self._place(account.quote)) is not None
        ]
        return Reading(
            document=self._info(),
            annotated=self._prepared.annotated,
            shortcomings=tuple(faults.values()),
            causes=tuple(causes),
            commitments=tuple(commitments),
            remediations=tuple(remediations),
            parties=tuple(self._parties.values()),
        )

    def _info(self) -> DocumentInfo:
        gold = self._prepared.document.gold
        return DocumentInfo(
            source=gold.id,
            sha256=_UNKNOWN,
            text_sha256=_UNKNOWN,
            media_type="text/plain",
            kind=gold.kind,
            organisation=gold.organisation,
            author=gold.author,
            year=gold.year,
            date=gold.date,
            text=self._text,
        )

    def _place(self, quote: str) -> tuple[int, int] | None:
        """Return where a quote stands; None where it is left out."""
        start = self._text.find(quote)
        mark = crc32(f"{self._thinning}|{self._prepared.document.stem}|{quote}".encode())
        if start < 0 or (self._thinning and mark % _SHARE == 0):
            return None
        return start, start + len(quote)

    def _named(self, parties: Sequence[GoldParty]) -> tuple[str, ...]:
        named: list[str] = []
        for party in parties:
            key = party.kind, party.name or party.role
            if key not in self._parties:
                identity = f"p{len(self._parties) + 1}"
                self._parties[key] = Party(id=identity, kind=party.kind, name=party.name, role=party.role)
            named.append(self._parties[key].id)
        return tuple(named)
