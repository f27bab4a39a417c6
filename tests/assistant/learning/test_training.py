"""Training on a small corpus: the same bytes twice, files that the library reads, models that learned."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from assistant import resources
from assistant.errors import UsageError
from assistant.inference import load_models
from assistant.inference.context import context_rows, unit_probabilities
from assistant.language import Annotator
from assistant.learning.corpus import load
from assistant.learning.examples import UNIT_LABELS, Preparer, item_examples
from assistant.learning.fitting import Recipe, Rows, Task, best_threshold, fit, out_of_fold
from assistant.learning.training import train

from .samples import CORPUS, documents


def files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_the_same_corpus_gives_the_same_bytes(tmp_path: Path) -> None:
    small = documents("m01", "m02", "m03", count=3)
    first = train(small, resources.rules(), tmp_path / "a", held_out=("m03",))
    train(tuple(reversed(small)), resources.rules(), tmp_path / "c", held_out=("m01",))
    train(small, resources.rules(), tmp_path / "b", held_out=("m03",))
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert files(tmp_path / "a") != files(tmp_path / "c")
    assert (first.documents, first.manners) == (6, ("m01", "m02"))
    assert set(load_models(tmp_path / "a")) == {figures.name for figures in first.figures}
    manifest = json.loads((tmp_path / "a" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["corpus"]["held-out"] == ["m03"]
    for name, told in manifest["models"].items():
        for file, digest in told["files"].items():
            assert hashlib.sha256((tmp_path / "a" / name / file).read_bytes()).hexdigest() == digest


def test_nothing_to_learn_from_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"corpus\.nothing_to_learn"):
        train(documents("m01", count=2), resources.rules(), tmp_path, held_out=("m01",))


def test_units_bear_the_labels_of_the_quotes_they_state() -> None:
    preparer = Preparer(Annotator(resources.rules()))
    stated, asked = 0, 0
    for document in load(CORPUS / "m01"):
        prepared = preparer.prepare(document)
        assert prepared.labels.shape == (len(prepared.units), len(UNIT_LABELS))
        spans = [prepared.annotated.view.to_raw(unit.start, unit.end) for unit in prepared.units]
        texts = [document.text[start:end] for start, end in spans]
        for shortcoming in document.gold.shortcomings:
            asked += 1
            stated += any(
                prepared.labels[index, 0] and (text in shortcoming.quote or shortcoming.quote in text)
                for index, text in enumerate(texts)
            )
    assert stated >= 0.9 * asked > 0


def test_items_give_examples_of_their_kind_and_status() -> None:
    prepared = Preparer(Annotator(resources.rules())).prepare_all(documents("m01", "m02"))
    found = [item_examples(each) for each in prepared]
    assert {example.label for each in found for example in each["cause-kind"]} <= {"subjective", "objective"}
    assert {example.label for each in found for example in each["specific"]} == {"true", ""}
    assert any(each["stance"] for each in found)


def rows(*told: tuple[str, bool, str]) -> Rows:
    return Rows(
        [{feature: 1.0, "always": 1.0} for feature, _, _ in told],
        np.array([[label] for _, label, _ in told]),
        [f"{manner}-{number}" for number, (_, _, manner) in enumerate(told)],
        [manner for _, _, manner in told],
    )


def test_a_model_learns_what_tells_the_label() -> None:
    data = rows(*[("good", False, m) for m in "abc" * 3], *[("bad", True, m) for m in "abc" * 3], ("once", True, "a"))
    model = fit(Task("t", ("true",), False, Recipe()), data)
    assert "once" not in model.vocabulary
    assert model.probabilities([{"bad": 1.0}])[0, 0] > 0.5 > model.probabilities([{"good": 1.0}])[0, 0]
    unseen = out_of_fold(Task("t", ("true",), False, Recipe()), data)
    assert unseen[9, 0] > unseen[0, 0]


def test_a_label_without_examples_is_never_given() -> None:
    data = rows(("a", False, "x"), ("a", False, "y"))
    assert fit(Task("t", ("true",), False, Recipe()), data).probabilities([{"a": 1.0}])[0, 0] < 1e-6
    exclusive = Task("t", ("one", "two", "three"), True, Recipe(least_documents=1))
    targets = np.array([[True, False, False], [False, True, False]])
    model = fit(exclusive, Rows([{"a": 1.0}, {"b": 1.0}], targets, ["x", "y"], ["x", "y"]))
    told = model.probabilities([{"a": 1.0}, {"b": 1.0}])
    assert told.argmax(axis=1).tolist() == [0, 1]
    assert told[:, 2].max() < 1e-6
    assert told.sum(axis=1) == pytest.approx([1.0, 1.0])


def test_the_threshold_gives_the_best_f1() -> None:
    assert 0.2 < best_threshold(np.array([0.1, 0.2, 0.6, 0.7]), np.array([False, False, True, True])) <= 0.6
    assert best_threshold(np.array([0.3, 0.3]), np.array([True, True])) <= 0.3


def test_the_second_look_reads_the_units_around() -> None:
    prepared = Preparer(Annotator(resources.rules())).prepare(documents("m01", count=1)[0])
    truth = prepared.labels.astype(np.float64)
    found = context_rows(prepared.units, prepared.rows, truth, UNIT_LABELS)
    assert len(found) == len(prepared.units)
    for index in range(1, len(found) - 1):
        assert found[index]["+1:shortcoming"] == truth[index + 1, 0]
        assert found[index]["before:shortcoming"] == pytest.approx(truth[:index, 0].mean())
        assert found[index]["after:cause"] == pytest.approx(truth[index + 1 :, 1].mean())
        mates = [
            other
            for other, unit in enumerate(prepared.units)
            if unit.section == prepared.units[index].section and other != index
        ]
        expected = truth[mates, 2].mean() if mates else 0.0
        assert found[index]["section:commitment"] == pytest.approx(expected)
    assert context_rows([], [], np.zeros((0, 4)), UNIT_LABELS) == []


def test_without_a_second_model_the_first_has_the_word() -> None:
    models = load_models(resources.models())
    prepared = Preparer(Annotator(resources.rules())).prepare(documents("m01", count=1)[0])
    alone = {"units": models["units"]}
    probabilities, thresholds = unit_probabilities(alone, prepared.units, prepared.rows)
    assert thresholds == models["units"].thresholds
    assert np.array_equal(probabilities, models["units"].probabilities(prepared.rows))
