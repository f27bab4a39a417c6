"""Applying a rulebook to one document: hits become findings, the same thing told once, in a fixed order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import islice
from typing import get_args

from assistant.report.model import Finding, Part
from assistant.rulebook.case import Case
from assistant.rulebook.hit import MAXIMUM_HITS, Hit
from assistant.rulebook.scene import Scene
from assistant.rulebook.schema import REVIEWS, Language
from assistant.rulebook.select import Rule, Rulebook, severity, stage, thresholds
from assistant.text import fold_key

_PLACE = re.compile(r"\{([a-z_]+)\}")
_PARTS: tuple[Part, ...] = get_args(Part)


def apply(rulebook: Rulebook, case: Case, language: Language = "vi") -> tuple[Finding, ...]:
    """Return the findings of a document in the order of its text; none for prompts, remarks and conclusions.

    On one item only one finding a code is given, by its narrowest rule. Rules in the shadow stage give none.
    Raises DataError where a condition cannot be evaluated.
    """
    report = case.report
    if report.document.kind not in REVIEWS:
        return ()
    pack = rulebook.pack_for(report)
    scene = Scene(case, pack)
    drafts = [
        (rulebook.code(rule), rule, hit)
        for rule in sorted(rulebook.rules, key=lambda rule: (-rulebook.depth(rule), rule.name))
        if stage(rule, pack) == "report"
        for hit in hits_of(rule, scene)
    ]
    findings = []
    ordinals: Counter[tuple[str, str, str]] = Counter()
    for code, rule, hit in sorted(_once(drafts), key=_order):
        text = None if hit.start is None else report.text_of(hit.document)[hit.start : hit.end]
        identity = (code, hit.document, " ".join(fold_key(text or hit.part or "").split()))
        ordinals[identity] += 1
        places = dict(hit.places)
        if hit.part is not None:
            places["part"] = rulebook.catalogues[language].label(f"label.part.{hit.part}")
        findings.append(
            Finding(
                id=_identifier(*identity, ordinals[identity]),
                rule=code,
                refined_by=rule.name if rule.name != code else None,
                category=rule.file.category,
                severity=severity(rule, pack),
                item=hit.item,
                part=hit.part,
                message=fill(rule.file.message.to(language), places),
                question=fill(rule.file.question.to(language), places),
                document=hit.document,
                start=hit.start,
                end=hit.end,
                text=text,
                evidence=hit.evidence,
                value=hit.value,
                threshold=hit.threshold,
            )
        )
    return tuple(findings)


def count(rulebook: Rulebook, case: Case) -> dict[str, int]:
    """Return how often each rule fires in a document, those in the shadow stage too."""
    if case.report.document.kind not in REVIEWS:
        return {rule.name: 0 for rule in rulebook.rules}
    scene = Scene(case, rulebook.pack_for(case.report))
    return {rule.name: sum(1 for _ in hits_of(rule, scene)) for rule in rulebook.rules}


def hits_of(rule: Rule, scene: Scene) -> Iterator[Hit]:
    """Yield the hits of one rule, none where it is not meant for this kind of document."""
    if scene.report.document.kind in rule.file.documents:
        yield from islice(rule.check.hits(scene, thresholds(rule, scene.pack)), MAXIMUM_HITS)


def fill(sentence: str, places: Mapping[str, str]) -> str:
    """Return a sentence with its {places} filled; an unknown place stays empty."""
    return _PLACE.sub(lambda place: places.get(place[1], ""), sentence)


def _once(drafts: list[tuple[str, Rule, Hit]]) -> Iterator[tuple[str, Rule, Hit]]:
    """Yield the drafts, narrowest first, without those that tell the same of the same item or place."""
    items: set[tuple[str, str, str]] = set()
    places: set[tuple[str, str, int | None, int | None, str | None]] = set()
    for code, rule, hit in drafts:
        place = (code, hit.document, hit.start, hit.end, hit.part)
        if place in places or (hit.item is not None and (code, hit.document, hit.item) in items):
            continue
        places.add(place)
        if hit.item is not None:
            items.add((code, hit.document, hit.item))
        yield code, rule, hit


def _order(draft: tuple[str, Rule, Hit]) -> tuple[object, ...]:
    code, rule, hit = draft
    name, _, number = hit.document.partition(":")
    document = (("this", "prior", "prompts").index(name), int(number or 0))
    start = -1 if hit.start is None else hit.start
    part = -1 if hit.part is None else _PARTS.index(hit.part)
    return document, start, hit.end or 0, code, part, hit.item or "", rule.name


def _identifier(code: str, document: str, passage: str, ordinal: int) -> str:
    return sha256(f"{code}\n{document}\n{passage}\n{ordinal}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
