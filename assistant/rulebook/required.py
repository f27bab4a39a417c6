"""Rule kind `required`: a part that this kind of document must have and that is absent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from assistant.report.model import Part, Section, SectionRole
from assistant.rulebook.hit import Hit
from assistant.rulebook.scene import Scene

PARTS: tuple[Part, ...] = ("shortcomings", "causes", "remediation", "responsibility", "measures")
_ROLES: dict[Part, SectionRole] = {
    "shortcomings": "shortcomings",
    "causes": "causes",
    "remediation": "remediation",
    "responsibility": "responsibility",
    "measures": "measures",
}
_BRACKETED = re.compile(r"\([^()\n]*\)")
_LETTER = re.compile(r"[^\W\d_]")


class RequiredCheck:
    """A compiled rule of kind `required`: it asks for the parts that the pack lists for the kind of document."""

    places = frozenset({"part"})
    branches: tuple[str, ...] = PARTS

    def hits(self, scene: Scene, _thresholds: Mapping[str, float], /) -> Iterator[Hit]:
        """Yield one hit without a place for each absent part."""
        kind = scene.report.document.kind
        if kind not in ("minutes", "collective-review", "individual-review"):
            return
        for part in PARTS:
            if part not in scene.pack.file.required.get(kind, ()):
                continue
            if part == "remediation" and not (scene.case.earlier_known or scene.report.prior is not None):
                continue
            if not _PRESENT[part](scene) and not _has_section(scene, _ROLES[part]):
                yield Hit(part=part, places={"part": part}, branches=(part,))


def _has_section(scene: Scene, role: SectionRole) -> bool:
    return any(_has_content(scene, section) for section in scene.report.sections if section.role == role)


def _has_content(scene: Scene, section: Section) -> bool:
    """Return whether anything but the heading and the form's bracketed instructions stands in a section."""
    body = scene.report.document.text[section.start : section.end]
    if section.heading:
        body = body.lstrip().removeprefix(section.heading.strip())
    return _LETTER.search(_BRACKETED.sub("", body)) is not None


def _somebody_answers(scene: Scene) -> bool:
    """Return whether anybody, and not only a vague party, is answerable for a fault or a point."""
    answerable = [one.responsible for one in scene.report.shortcomings]
    answerable += [point.responsible for prompts in scene.report.prompts for point in prompts.points]
    return any(set(scene.kinds(parties)) - {"vague"} for parties in answerable)


_PRESENT: dict[Part, Callable[[Scene], bool]] = {
    "shortcomings": lambda scene: bool(scene.report.shortcomings),
    "causes": lambda scene: bool(scene.report.causes),
    "remediation": lambda scene: bool(scene.report.remediations),
    "responsibility": _somebody_answers,
    "measures": lambda scene: bool(scene.report.commitments),
}
