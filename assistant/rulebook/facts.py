"""Items as plain values for conditions: the fields that a condition may name, by item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from assistant.report.model import Evidence, Item, Rating, Shortcoming
from assistant.rulebook.scene import Scene, display_name, same_words
from assistant.rulebook.schema import ItemName

RANKS = {"unsatisfactory": 0, "satisfactory": 1, "good": 2, "excellent": 3}

_COMMON = frozenset({"text", "length"})
FIELDS: dict[ItemName, frozenset[str]] = {
    "shortcoming": _COMMON
    | {"specific", "hedged", "field", "confidence", "responsible_kinds", "responsible_count", "answered", "statements"},
    "cause": _COMMON | {"kind", "confidence"},
    "commitment": _COMMON
    | {"owner_kinds", "owner_count", "deadline", "deadline_text", "measurable", "addressed_count", "confidence"},
    "remediation": _COMMON | {"status", "confidence"},
    "opinion": _COMMON | {"stance", "speaker", "confidence"},
    "rating": _COMMON
    | {"level", "rank", "votes", "voters", "percent", "common", "tasks", "total", "low", "high", "common_most"}
    | {"tasks_most", "subject_kind", "collective_rank", "recurring", "open", "faults", "concrete"},
    "prior-defect": _COMMON | {"status", "confidence", "evidence_count"},
    "prior-commitment": _COMMON | {"status", "confidence", "deadline", "evidence_count"},
    "point": _COMMON | {"kind", "status", "missing", "deadline", "responsible_kinds", "confidence", "evidence_count"},
}
DOCUMENT_FIELDS = frozenset(
    {"kind", "year", "period", "shortcomings", "causes", "objective_causes", "subjective_causes", "commitments"}
    | {"remediations", "opinions", "praise", "ratings", "points", "prior_defects", "has_prior", "lengths"}
)


@dataclass(frozen=True, slots=True)
class Seen:
    """An item with the document it stands in, its evidence, and its fields for a condition."""

    item: Item
    document: str
    evidence: tuple[Evidence, ...]
    fields: dict[str, Any]
    who: str = ""


def _common(item: Item) -> dict[str, Any]:
    return {"text": item.text, "length": len(item.text.split())}


def _who(scene: Scene, ids: tuple[str, ...]) -> str:
    return ", ".join(display_name(scene.parties[one]) for one in ids if one in scene.parties)


def _shortcomings(scene: Scene) -> Iterator[Seen]:
    for item in scene.report.shortcomings:
        fields = _common(item) | {
            "specific": item.specific,
            "hedged": item.hedged,
            "field": item.field,
            "confidence": item.confidence,
            "responsible_kinds": scene.kinds(item.responsible),
            "responsible_count": len(item.responsible),
            "answered": item.id in scene.answered,
            "statements": 1 + len(item.also),
        }
        yield Seen(item, "this", (), fields, _who(scene, item.responsible))


def _causes(scene: Scene) -> Iterator[Seen]:
    for item in scene.report.causes:
        yield Seen(item, "this", (), _common(item) | {"kind": item.kind, "confidence": item.confidence})


def _commitments(scene: Scene) -> Iterator[Seen]:
    for item in scene.report.commitments:
        fields = _common(item) | {
            "owner_kinds": scene.kinds(item.owners),
            "owner_count": len(item.owners),
            "deadline": item.deadline,
            "deadline_text": item.deadline_text,
            "measurable": item.measurable,
            "addressed_count": len(item.addresses),
            "confidence": item.confidence,
        }
        yield Seen(item, "this", (), fields, _who(scene, item.owners))


def _remediations(scene: Scene) -> Iterator[Seen]:
    for item in scene.report.remediations:
        yield Seen(item, "this", (), _common(item) | {"status": item.status, "confidence": item.confidence})


def _opinions(scene: Scene) -> Iterator[Seen]:
    for item in scene.report.opinions:
        speaker = _who(scene, (item.speaker,)) if item.speaker else ""
        fields = _common(item) | {"stance": item.stance, "speaker": speaker, "confidence": item.confidence}
        yield Seen(item, "this", (), fields, speaker)


def _prior_defects(scene: Scene) -> Iterator[Seen]:
    for item in scene.report.prior.defects if scene.report.prior else ():
        fields = _common(item) | {
            "status": item.status,
            "confidence": item.confidence,
            "evidence_count": len(item.evidence),
        }
        yield Seen(item, item.document, item.evidence, fields)


def _prior_commitments(scene: Scene) -> Iterator[Seen]:
    for item in scene.report.prior.commitments if scene.report.prior else ():
        fields = _common(item) | {
            "status": item.status,
            "confidence": item.confidence,
            "deadline": item.deadline,
            "evidence_count": len(item.evidence),
        }
        yield Seen(item, item.document, item.evidence, fields)


def _points(scene: Scene) -> Iterator[Seen]:
    for number, prompts in enumerate(scene.report.prompts):
        for item in prompts.points:
            fields = _common(item) | {
                "kind": item.kind,
                "status": item.status,
                "missing": list(item.missing),
                "deadline": item.deadline,
                "responsible_kinds": scene.kinds(item.responsible),
                "confidence": item.confidence,
                "evidence_count": len(item.evidence),
            }
            yield Seen(item, f"prompts:{number}", item.evidence, fields, _who(scene, item.responsible))


def _ratings(scene: Scene) -> Iterator[Seen]:
    for item in scene.report.ratings:
        faults = faults_of(scene, item)
        band = scene.pack.file.bands.get(item.level)
        most = scene.pack.file.maxima
        points = item.points
        subject = scene.parties.get(item.subject or "")
        fields = _common(item) | {
            "level": item.level,
            "rank": RANKS[item.level],
            "votes": item.votes,
            "voters": item.voters,
            "percent": item.percent,
            "common": points.common if points else None,
            "tasks": points.tasks if points else None,
            "total": points.total if points else None,
            "low": band.low if band else None,
            "high": band.high if band else None,
            "common_most": most.common if most else None,
            "tasks_most": most.tasks if most else None,
            "subject_kind": subject.kind if subject else "",
            "collective_rank": _collective_rank(scene, item),
            "recurring": _prior_of(scene, item, faults, ("recurring",)),
            "open": _prior_of(scene, item, faults, ("recurring", "in-progress")),
            "faults": len(faults),
            "concrete": sum(1 for fault in faults if fault.specific and not fault.hedged),
        }
        yield Seen(item, "this", (), fields, display_name(subject) if subject else item.subject_text or "")


def faults_of(scene: Scene, rating: Rating) -> tuple[Shortcoming, ...]:
    """Return the shortcomings the one rated answers for: all of them for the author or the reviewed body."""
    report = scene.report
    if report.document.kind == "individual-review" or _is_reviewed_body(scene, rating):
        return report.shortcomings
    return tuple(fault for fault in report.shortcomings if rating.subject in fault.responsible)


def _is_reviewed_body(scene: Scene, rating: Rating) -> bool:
    subject = scene.parties.get(rating.subject or "")
    if subject is None:
        organisation = scene.report.document.organisation or ""
        return rating.subject_text is None or same_words(rating.subject_text, organisation) > 0.5
    if subject.kind != "collective":
        return False
    return subject.id in _reviewed_bodies(scene)


def _reviewed_bodies(scene: Scene) -> frozenset[str]:
    """Return the bodies rated that are the reviewed one: the only one rated, else those of its name; read once."""
    key = ("reviewed-bodies",)
    if key not in scene.memory:
        rated = {party for rating in scene.report.ratings if (party := rating.subject) in scene.parties}
        bodies = [scene.parties[party] for party in rated if party and scene.parties[party].kind == "collective"]
        organisation = scene.report.document.organisation or ""
        scene.memory[key] = frozenset(
            body.id for body in bodies if len(bodies) == 1 or same_words(display_name(body), organisation) > 0.5
        )
    found: frozenset[str] = scene.memory[key]
    return found


def _collective_rank(scene: Scene, rating: Rating) -> int | None:
    """Return the rank of the reviewed body's own rating, None where the document does not give it."""
    key = ("own-ratings",)
    if key not in scene.memory:
        rated = (other for other in scene.report.ratings if other.subject in scene.parties)
        scene.memory[key] = tuple(other for other in rated if _is_reviewed_body(scene, other))
    own: tuple[Rating, ...] = scene.memory[key]
    return next((RANKS[other.level] for other in reversed(own) if other is not rating), None)


def _prior_of(scene: Scene, rating: Rating, faults: tuple[Shortcoming, ...], statuses: tuple[str, ...]) -> int:
    defects = [one for one in (scene.report.prior.defects if scene.report.prior else ()) if one.status in statuses]
    if scene.report.document.kind == "individual-review" or _is_reviewed_body(scene, rating):
        return len(defects)
    own = {fault.id for fault in faults}
    return sum(1 for defect in defects if scene.shortcomings_in(defect.evidence) & own)


_READERS = {
    "shortcoming": _shortcomings,
    "cause": _causes,
    "commitment": _commitments,
    "remediation": _remediations,
    "opinion": _opinions,
    "rating": _ratings,
    "prior-defect": _prior_defects,
    "prior-commitment": _prior_commitments,
    "point": _points,
}


def seen(scene: Scene, name: ItemName) -> tuple[Seen, ...]:
    """Return the items of one name in their order, each with its fields; read once for all rules."""
    key = ("seen", name)
    if key not in scene.memory:
        scene.memory[key] = tuple(_READERS[name](scene))
    items: tuple[Seen, ...] = scene.memory[key]
    return items


def document_fields(scene: Scene) -> dict[str, Any]:
    """Return the fields of `document` for a condition: kind, year, counts, and syllables by section role."""
    if "document" not in scene.memory:
        scene.memory["document"] = _document_fields(scene)
    fields: dict[str, Any] = scene.memory["document"]
    return fields


def _document_fields(scene: Scene) -> dict[str, Any]:
    report = scene.report
    lengths: dict[str, int] = {}
    for section in report.sections:
        size = len(report.document.text[section.start : section.end].split())
        lengths[section.role] = lengths.get(section.role, 0) + size
    objective = sum(1 for cause in report.causes if cause.kind == "objective")
    return {
        "kind": report.document.kind,
        "year": report.document.year,
        "period": report.document.period,
        "shortcomings": len(report.shortcomings),
        "causes": len(report.causes),
        "objective_causes": objective,
        "subjective_causes": len(report.causes) - objective,
        "commitments": len(report.commitments),
        "remediations": len(report.remediations),
        "opinions": len(report.opinions),
        "praise": sum(1 for opinion in report.opinions if opinion.stance == "praise"),
        "ratings": len(report.ratings),
        "points": sum(len(prompts.points) for prompts in report.prompts),
        "prior_defects": len(report.prior.defects) if report.prior else 0,
        "has_prior": report.prior is not None,
        "lengths": lengths,
    }
