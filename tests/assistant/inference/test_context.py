"""The second look: a unit's probabilities beside those of its neighbours, its paragraph and its part."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.inference.context import context_rows, unit_probabilities
from assistant.inference.model import LinearModel
from assistant.language.model import Segment

LABELS = ("fault", "cause")


def unit(block: int, section: int = 0) -> Segment:
    """Return a unit of a paragraph and a part."""
    return Segment(0, 1, "sentence", block, section)


def model(vocabulary: list[str], weights: list[list[float]], name: str = "units") -> LinearModel:
    """Return a model of two labels."""
    return LinearModel(
        name,
        LABELS,
        {feature: index for index, feature in enumerate(vocabulary)},
        np.asarray(weights, dtype=np.float32),
        np.zeros(2, dtype=np.float32),
        (0.5, 0.4),
        False,
        "0" * 64,
    )


UNITS = [unit(0), unit(0), unit(1, 1)]
PROBABILITIES = np.array([[0.8, 0.1], [0.4, 0.2], [0.2, 0.9]])


def test_a_row_tells_its_own_probabilities_and_those_around() -> None:
    first, second, third = context_rows(UNITS, [{}, {}, {}], PROBABILITIES, LABELS)
    assert first["own:fault"] == 0.8
    assert first["+1:fault"] == first["+1block:fault"] == 0.4
    assert first["block:fault"] == pytest.approx(0.4)  # the other unit of its paragraph
    assert first["section:fault"] == pytest.approx(0.4)
    assert second["-1block:cause"] == 0.1
    assert second["+1beyond:cause"] == third["own:cause"] == 0.9
    assert third["block:fault"] == 0.0  # alone in its paragraph
    assert third["both:fault&cause"] == pytest.approx(0.18)
    assert second["before:fault"] == 0.8
    assert second["after:fault"] == pytest.approx(0.2)
    assert first["document:fault"] == pytest.approx(PROBABILITIES[:, 0].mean())


def test_the_kind_of_document_stands_beside_the_place() -> None:
    rows = context_rows(UNITS, [{"kind=minutes": 1.0}, {}, {}], PROBABILITIES, LABELS)
    assert rows[0]["place=0|kind=minutes"] == 0.5


def test_sure_probabilities_have_finite_odds() -> None:
    rows = context_rows([unit(0)], [{}], np.array([[1.0, 0.0]]), LABELS)
    assert np.isfinite(list(rows[0].values())).all()


def test_without_a_second_model_the_first_one_stands() -> None:
    first = model(["w:chậm"], [[4.0, 0.0]])
    probabilities, thresholds = unit_probabilities({"units": first}, [unit(0)], [{"w:chậm": 1.0}])
    assert probabilities[0, 0] == pytest.approx(1 / (1 + np.exp(-4.0)))
    assert thresholds == (0.5, 0.4)


def test_the_second_model_corrects_the_first() -> None:
    first = model(["w:chậm"], [[4.0, 0.0]])
    second = model(["own:fault"], [[-9.0, 0.0]], "units-context")
    found, _ = unit_probabilities({"units": first, "units-context": second}, [unit(0)], [{"w:chậm": 1.0}])
    assert found[0, 0] < 0.01


def test_a_document_without_units_has_no_probabilities() -> None:
    models = {"units": model(["w"], [[1.0, 1.0]]), "units-context": model(["w"], [[1.0, 1.0]])}
    assert unit_probabilities(models, [], [])[0].shape == (0, 2)
