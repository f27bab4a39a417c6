"""Evaluation: who analyses what with which models, and how the figures are told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from assistant import resources
from assistant.errors import UnreadableError
from assistant.learning import commands
from assistant.learning.corpus import GoldDocument
from assistant.learning.evaluation import TARGETS, Analyses, cross_evaluate, evaluate
from assistant.learning.scoring import is_scored
from assistant.report.model import DocumentInfo, Generator, Report, RulesUsed, Shortcoming

from .samples import copy_pair, documents


class KnowsTheGold:
    """An analyser that finds every shortcoming of the gold, and remembers what it was asked."""

    def __init__(self, known: Sequence[GoldDocument], models: Path | None, refused: str | None = None) -> None:
        self._known = {document.text.encode(): document for document in known}
        self.models = models
        self.manifest = json.loads((models / "manifest.json").read_text(encoding="utf-8")) if models else None
        self.asked: list[tuple[str, bytes | None, bytes | None]] = []
        self._refused = refused

    def analyse(
        self,
        source: bytes,
        *,
        prior: bytes | None = None,
        prompts: bytes | None = None,
        scores: bool = False,
        name: str | None = None,
    ) -> Report:
        document = self._known[source]
        self.asked.append((document.stem, prior, prompts))
        if document.stem == self._refused:
            raise UnreadableError("document.empty")
        found = []
        for number, item in enumerate(document.gold.shortcomings):
            start = document.text.index(item.quote)
            end = start + len(item.quote)
            told = {"id": f"s{number}", "start": start, "end": end, "text": item.quote, "confidence": 1.0}
            found.append(Shortcoming.model_validate({**told, "specific": True, "hedged": False}))
        info = DocumentInfo(
            source=name or "",
            sha256="",
            text_sha256="",
            media_type="text/plain",
            kind=document.gold.kind,
            year=document.gold.year,
            date=document.gold.date,
            text=document.text,
        )
        generator = Generator(version="0", rules=RulesUsed(pack="p", version="1"))
        return Report(generator=generator, document=info, shortcomings=tuple(found))


def test_a_corpus_is_read_by_the_given_models_with_prior_and_prompts() -> None:
    known = documents("m01", count=20)
    made: list[KnowsTheGold] = []

    def factory(models: Path | None) -> Analyses:
        made.append(KnowsTheGold(known, models))
        return made[-1]

    found = evaluate(known, factory, resources.rules())
    (analyser,) = made
    assert analyser.models is None
    assert {stem for stem, _, _ in analyser.asked} == {document.stem for document in known if is_scored(document.gold)}
    texts = {document.stem: document.text.encode() for document in known}
    for stem, prior, prompts in analyser.asked:
        gold = next(document.gold for document in known if document.stem == stem)
        assert prior == texts.get(gold.prior or "")
        assert prompts == texts.get(gold.prompts or "")
    assert found.parts[0].figures.value("shortcomings") == 1.0
    assert found.parts[0].figures.value("commitments") == 0.0
    assert {part.name for part in found.parts} >= {"all", "m01", "minutes"}
    assert {mistake.measure for mistake in found.mistakes} >= {"commitments", "causes"}
    assert "shortcomings" not in {mistake.measure for mistake in found.mistakes}


def test_no_manner_is_read_by_a_model_that_learned_from_it() -> None:
    known = documents("m01", "m02", "m03", count=3)
    made: list[KnowsTheGold] = []

    def factory(models: Path | None) -> Analyses:
        made.append(KnowsTheGold(known, models))
        return made[-1]

    found = cross_evaluate(known, factory, resources.rules(), held_out=("m03",))
    manners = {document.stem: document.manner for document in known}
    for analyser in made:
        assert analyser.manifest is not None
        learned = analyser.manifest["corpus"]["manners"]
        assert not {manners[stem] for stem, _, _ in analyser.asked} & set(learned)
        assert "m03" not in learned
    assert [part.name for part in found.parts][:4] == ["left out in turn", "held out", "m01", "m02"]
    assert {manners[mistake.stem] for mistake in found.mistakes} == {"m01", "m02"}


def test_a_refused_document_counts_as_missing() -> None:
    known = documents("m01", count=20)
    refused = next(document.stem for document in known if is_scored(document.gold))
    found = evaluate(known, lambda models: KnowsTheGold(known, models, refused), resources.rules())
    assert found.parts[0].figures.missing == 1


def test_the_figures_are_told_as_a_table_and_as_json() -> None:
    known = documents("m01", count=20)
    found = evaluate(known, lambda models: KnowsTheGold(known, models), resources.rules())
    table = found.table()
    assert all(f"| {measure} |" in table for measure in TARGETS)
    assert "| shortcomings | 0.95 | 1.000 (1.00 to 1.00) |" in table
    told = json.loads(json.dumps(found.as_dict()))
    assert told["parts"]["all"]["figures"]["shortcomings"]["f1"] == 1.0
    assert set(told["mistakes"][0]) == {"stem", "measure", "kind", "quote", "wanted", "got"}


def test_the_commands_take_a_corpora_folder_or_a_plain_one(tmp_path: Path) -> None:
    for document in documents("m01", "m02", count=3):
        copy_pair(document, tmp_path / "documents" / document.manner)
    (tmp_path / "split.yml").write_text("held-out: [m02]\n", encoding="utf-8")
    told = commands.train(tmp_path, tmp_path / "models")
    assert (told.manners, told.documents, told.folder) == (("m01",), 3, tmp_path / "models")
    told = commands.train(tmp_path / "documents" / "m02", tmp_path / "models")
    assert told.manners == ("m02",)
    assert commands.check(tmp_path) == commands.check(tmp_path / "documents")
