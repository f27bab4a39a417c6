"""Material of the tests of this room: a few documents of the shipped corpus, and reports made from their gold."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant import resources
from assistant.learning.corpus import GoldDocument, load
from assistant.learning.gold import GoldParty

Json = dict[str, Any]
CORPUS = Path(str(resources.corpora())) / "documents"


def documents(*manners: str, count: int = 4) -> tuple[GoldDocument, ...]:
    """Return the first documents of some manners."""
    return tuple(document for manner in manners for document in load(CORPUS / manner)[:count])


def copy_pair(document: GoldDocument, folder: Path, **changes: Any) -> Path:
    """Write a document's pair of files into a folder, with whole fields of its gold replaced; return the JSON file."""
    folder.mkdir(parents=True, exist_ok=True)
    gold = json.loads(document.gold.model_dump_json(exclude_unset=True)) | changes
    (folder / f"{document.stem}.txt").write_bytes(document.text.encode())
    file = folder / f"{document.stem}.json"
    file.write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    return file


class ReportMaker:
    """Makes the JSON of a report out of gold, dropping and changing a part of it."""

    def __init__(self, document: GoldDocument, seed: int, spoilt: float) -> None:
        self._document = document
        self._random = random.Random(seed)
        self._spoilt = spoilt
        self._parties: list[Json] = []

    def report(self) -> Json:
        """Return the report; with nothing spoilt it says all that the gold says."""
        gold = self._document.gold
        shortcomings = [
            {
                **self._item("s", number, shortcoming.quote),
                "specific": self._bent(shortcoming.specific, False),
                "hedged": self._bent(shortcoming.hedged, True),
                "responsible": self._ids(shortcoming.responsible),
                "also": [self._span(quote) for quote in shortcoming.also],
            }
            for number, shortcoming in enumerate(gold.shortcomings)
        ]
        ids = {shortcoming.quote: f"s{number}" for number, shortcoming in enumerate(gold.shortcomings)}
        commitments = [
            {
                **self._item("c", number, item.quote),
                "owners": self._ids(item.owners),
                "deadline": self._bent(item.deadline, "2031-01-01"),
                "measurable": self._bent(item.measurable, False),
                "addresses": [ids[quote] for quote in item.addresses],
            }
            for number, item in enumerate(gold.commitments)
        ]
        causes = [
            self._item("n", n, i.quote) | {"kind": self._bent(i.kind, "objective")} for n, i in enumerate(gold.causes)
        ]
        remediations = [
            self._item("r", n, i.quote) | {"status": self._bent(i.status, "claimed")}
            for n, i in enumerate(gold.remediations)
        ]
        opinions = [
            {
                **self._item("o", number, item.quote),
                "speaker": self._ids([GoldParty(kind="person", name=item.speaker)])[0] if item.speaker else None,
                "stance": self._bent(item.stance, "praise"),
            }
            for number, item in enumerate(gold.opinions)
        ]
        ratings = [
            {
                "subject": None,
                "subject_text": i.subject,
                "level": i.level,
                "votes": i.votes,
                "voters": self._bent(i.voters, 99),
            }
            for i in gold.ratings
        ]
        prior = {
            "defects": [self._status(item) for item in gold.prior_defects],
            "commitments": [self._status(item) for item in gold.prior_commitments],
        }
        findings: list[Json] = [
            {"rule": f.code, "text": f.quote, "also": []}
            for f in gold.findings
            if self._random.random() >= self._spoilt
        ]
        return {
            "document": {"kind": self._bent(gold.kind, "other"), "year": gold.year, "text": self._document.text},
            "shortcomings": self._some(shortcomings),
            "causes": self._some(causes),
            "commitments": self._some(commitments),
            "remediations": self._some(remediations),
            "opinions": self._some(opinions),
            "ratings": self._some(ratings),
            "prior": prior,
            "prompts": [{"points": [self._status(item) for item in gold.points]}],
            "findings": findings,
            "parties": self._parties,
            "scores": {"substance": 25 * (gold.substantive or 0) + self._random.random()},
        }

    def _some(self, items: list[Json]) -> list[Json]:
        kept = [item for item in items if self._random.random() >= self._spoilt]
        if self._spoilt:
            kept.append(self._item("x", 0, self._document.text[:90]))
        return kept

    def _bent(self, value: Any, other: Any) -> Any:
        return other if self._random.random() < self._spoilt else value

    def _span(self, quote: str) -> list[int]:
        start = self._document.text.index(quote)
        return [start, start + len(quote)]

    def _item(self, prefix: str, number: int, quote: str) -> Json:
        words = quote.split(" ")
        cut = " ".join(words[: max(1, len(words) // 2)]) if self._random.random() < self._spoilt else quote
        return {"id": f"{prefix}{number}", "text": cut.upper() if self._spoilt else cut}

    def _ids(self, parties: Iterable[GoldParty]) -> list[str]:
        out: list[str] = []
        for party in parties:
            name = party.name
            if name and party.kind == "person" and self._random.random() < self._spoilt:
                name = name.split()[-1]
            told = {"id": f"p{len(self._parties)}", "kind": party.kind, "name": name, "role": party.role}
            self._parties.append(told)
            out.append(str(told["id"]))
        return out

    def _status(self, item: Any) -> Json:
        evidence = [{"text": quote} for quote in item.evidence]
        return {"text": item.quote, "status": self._bent(item.status, "unsure"), "evidence": evidence}
