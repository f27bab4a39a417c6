"""The findings that follow from the rest of an annotation, so that every annotator's set obeys the same definitions."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.learning.gold import SUPERIOR_KINDS, FindingCode, GoldAnnotation, GoldCommitment, GoldShortcoming

DERIVED: frozenset[FindingCode] = frozenset(
    {
        "no-shortcoming",
        "generic-shortcoming",
        "no-individual",
        "vague-agent",
        "hedged-shortcoming",
        "objective-causes-only",
        "praise-only-opinion",
        "commitment-without-owner",
        "commitment-without-deadline",
        "unmeasurable-commitment",
        "shortcoming-without-commitment",
        "prior-defect-unmentioned",
        "prior-defect-recurring",
        "resolved-without-evidence",
        "unanswered-prompt",
    }
)
"""The codes that are derived; the others are an annotator's own judgement."""
Derived = tuple[FindingCode, str | None]


def derived(gold: GoldAnnotation) -> tuple[Derived, ...]:
    """Return (code, quote) of every finding that follows; none for documents of a superior body."""
    if gold.kind in SUPERIOR_KINDS:
        return ()
    return tuple(dict.fromkeys(_derive(gold)))


def _derive(gold: GoldAnnotation) -> Iterator[Derived]:
    if not gold.shortcomings and gold.kind != "remediation-plan":
        yield "no-shortcoming", None
    answered = {quote for commitment in gold.commitments for quote in commitment.addresses}
    for shortcoming in gold.shortcomings:
        yield from _of_shortcoming(shortcoming, answered=shortcoming.quote in answered)
    if gold.causes and all(cause.kind == "objective" for cause in gold.causes):
        yield "objective-causes-only", None
    for commitment in gold.commitments:
        yield from _of_commitment(commitment)
    yield from _of_continuity(gold)
    for opinion in gold.opinions:
        if opinion.stance == "praise":
            yield "praise-only-opinion", opinion.quote


def _of_shortcoming(shortcoming: GoldShortcoming, *, answered: bool) -> Iterator[Derived]:
    kinds = {party.kind for party in shortcoming.responsible}
    if not shortcoming.specific:
        yield "generic-shortcoming", shortcoming.quote
    if shortcoming.hedged:
        yield "hedged-shortcoming", shortcoming.quote
    if "vague" in kinds:
        yield "vague-agent", shortcoming.quote
    if not kinds & {"person", "role"} and kinds != {"vague"}:
        yield "no-individual", shortcoming.quote
    if not answered:
        yield "shortcoming-without-commitment", shortcoming.quote


def _of_commitment(commitment: GoldCommitment) -> Iterator[Derived]:
    if not {party.kind for party in commitment.owners} - {"vague"}:
        yield "commitment-without-owner", commitment.quote
    if commitment.deadline is None:
        yield "commitment-without-deadline", commitment.quote
    if not commitment.measurable:
        yield "unmeasurable-commitment", commitment.quote


def _of_continuity(gold: GoldAnnotation) -> Iterator[Derived]:
    for defect in gold.prior_defects:
        if defect.status == "unmentioned":
            yield "prior-defect-unmentioned", defect.quote
        elif defect.status == "recurring":
            yield "prior-defect-recurring", defect.quote
        elif defect.status == "claimed" and defect.evidence:
            yield "resolved-without-evidence", defect.evidence[0]
    for remediation in gold.remediations:
        if remediation.status == "claimed":
            yield "resolved-without-evidence", remediation.quote
    for point in gold.points:
        if point.status == "unanswered":
            yield "unanswered-prompt", point.quote
