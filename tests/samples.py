"""A whole invented report for the tests of the faces, built from the texts in `tests/sample`."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from assistant.report import Report

_FOLDER = Path(__file__).parent / "sample"
_NAMES = {"this": "this.txt", "prior": "prior.txt", "prompts:0": "prompts.txt"}


def sample_report(**changes: object) -> Report:
    """Return the sample report, with whole fields of its JSON form replaced by `changes`."""
    texts = {name: (_FOLDER / file).read_text(encoding="utf-8") for name, file in _NAMES.items()}
    told = YAML(typ="safe").load((_FOLDER / "report.yml").read_text(encoding="utf-8"))
    lists = ("shortcomings", "causes", "commitments", "remediations", "opinions", "ratings")
    data: dict[str, Any] = {
        "generator": {
            "version": "0.1.0",
            "rules": {"pack": "124-2023", "version": "1", "local": ["no-individual"]},
            "models": {"shortcomings": "9f" * 32},
        },
        "document": _document("this", texts, "minutes", told["organisation"], year=2022, date="2022-12-12"),
        "parties": told["parties"],
        **{name: [_placed(item, "this", texts) for item in told[name]] for name in lists},
        "prior": {
            "document": _document(
                "prior", texts, "collective-review", told["organisation"], year=2021, date="2021-12-15"
            ),
            "defects": [_placed(item, "prior", texts) for item in told["defects"]],
            "commitments": [_placed(item, "prior", texts) for item in told["promises"]],
        },
        "prompts": [
            {
                "document": _document("prompts:0", texts, "review-prompts", told["organisation"], year=2022, date=None),
                "points": [_placed(item, "prompts:0", texts) for item in told["points"]],
            }
        ],
        "findings": [_placed(item, item.get("document", "this"), texts) for item in told["findings"]],
        "questions": told["questions"],
        "unchecked": told["unchecked"],
    }
    return Report.model_validate(data | changes)


def sample_texts() -> Mapping[str, Path]:
    """Return the files of the sample's texts by document name."""
    return {name: _FOLDER / file for name, file in _NAMES.items()}


def _document(
    name: str, texts: Mapping[str, str], kind: str, organisation: str, *, year: int, date: str | None
) -> dict[str, object]:
    digest = hashlib.sha256(texts[name].encode()).hexdigest()
    return {
        "source": _NAMES[name],
        "sha256": digest,
        "text_sha256": digest,
        "media_type": "text/plain",
        "kind": kind,
        "organisation": organisation,
        "year": year,
        "date": date,
        "regulation": "124-QD/TW",
        "text": texts[name],
    }


def _placed(item: Mapping[str, Any], document: str, texts: Mapping[str, str]) -> dict[str, Any]:
    placed = {name: value for name, value in item.items() if name not in {"quote", "page"}}
    if "quote" in item:
        start = texts[document].index(item["quote"])
        placed |= {"start": start, "end": start + len(item["quote"]), "text": item["quote"]}
    if "page" in item:
        placed["location"] = {"page": item["page"]}
    if "also" in item:
        placed["also"] = [_span(quote, texts[document]) for quote in item["also"]]
    if "evidence" in item:
        placed["evidence"] = [
            {"start": start, "end": end, "text": texts["this"][start:end]}
            for start, end in (_span(quote, texts["this"]) for quote in item["evidence"])
        ]
    return placed


def _span(quote: str, text: str) -> tuple[int, int]:
    start = text.index(quote)
    return start, start + len(quote)
