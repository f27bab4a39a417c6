"""Gold annotation of the exemplars as cases for the rulebook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from assistant.rulebook import Case, Piece, build

FOLDER = Path(__file__).parent / "data" / "exemplars"
REVIEWS = tuple(
    path.stem
    for path in sorted(FOLDER.glob("*.json"))
    if json.loads(path.read_text(encoding="utf-8"))["kind"]
    in {"minutes", "collective-review", "individual-review", "remediation-plan"}
)


def gold(stem: str) -> dict[str, Any]:
    """Return the annotation of one document."""
    loaded: dict[str, Any] = json.loads((FOLDER / f"{stem}.json").read_text(encoding="utf-8"))
    return loaded


def text(stem: str | None) -> str | None:
    """Return the text of one document, None where there is none."""
    return (FOLDER / f"{stem}.txt").read_text(encoding="utf-8") if stem else None


def piece(stem: str) -> dict[str, Any]:
    """Return the annotation in the form of a rule file's case."""
    data = gold(stem)

    def party(one: dict[str, Any]) -> dict[str, Any]:
        return {key: one[key] for key in ("kind", "name", "role") if key in one}

    def item(one: dict[str, Any], *dropped: str) -> dict[str, Any]:
        out = {"text" if key == "quote" else key: value for key, value in one.items() if key not in dropped}
        for key in ("responsible", "owners"):
            if key in out:
                out[key] = [party(each) for each in out[key]]
        return out

    names = ("shortcomings", "causes", "commitments", "remediations", "opinions", "prior_defects", "prior_commitments")
    lists = {name: [item(one) for one in data.get(name, [])] for name in (*names, "points")}
    ratings = [
        {
            "text": rating["subject"],
            "level": rating["level"],
            "subject": {"kind": "collective", "name": rating["subject"]},
            "votes": rating["votes"],
            "voters": rating["voters"],
        }
        for rating in data.get("ratings", [])
        if rating["subject"] in (text(stem) or "")
    ]
    return {
        "kind": data["kind"],
        "organisation": data["organisation"],
        "author": data["author"],
        "year": data["year"],
        "date": data["date"],
        "text": text(stem),
        "prior": data["prior"] is not None,
        "prior_text": text(data["prior"]),
        "prompts_text": text(data["prompts"]),
        "ratings": ratings,
        **lists,
    }


def case(stem: str, **changes: Any) -> Case:
    """Return the document as a case, as if everything in it had been extracted without a mistake."""
    return build(Piece.model_validate_json(json.dumps(piece(stem) | changes, ensure_ascii=False)))
