"""Examples of the models of continuity, from gold documents as they are and thinned."""

from __future__ import annotations

import pytest

from assistant import resources
from assistant.continuity import COMMITMENT, DEFECT, POINT, POINT_UNIT, toolbox
from assistant.language import Annotator
from assistant.learning.corpus import load
from assistant.learning.examples import Prepared, Preparer
from assistant.learning.readings import reading
from assistant.learning.statuses import status_examples

from .samples import CORPUS


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(resources.rules())


@pytest.fixture(scope="module")
def prepared(annotator: Annotator) -> tuple[Prepared, ...]:
    return Preparer(annotator).prepare_all(
        document for document in load(CORPUS / "m01") if document.stem.startswith("m01-pac-cau")
    )


def test_a_reading_holds_the_gold_and_a_thinned_one_less(prepared: tuple[Prepared, ...]) -> None:
    for each in prepared:
        whole, thinned = reading(each), reading(each, 1)
        gold = each.document.gold
        assert [item.text for item in whole.shortcomings] == [item.quote for item in gold.shortcomings]
        assert [item.text for item in whole.commitments] == [item.quote for item in gold.commitments]
        for item in (*whole.shortcomings, *whole.causes, *whole.commitments, *whole.remediations):
            assert whole.text[item.start : item.end] == item.text
        assert set(thinned.shortcomings) <= set(whole.shortcomings)
        assert thinned.shortcomings == reading(each, 1).shortcomings
    counts = [[len(reading(each, thinning).shortcomings) for each in prepared] for thinning in (0, 1, 2, 3)]
    assert all(sum(told) < sum(counts[0]) for told in counts[1:])


def test_examples_bear_the_statuses_of_the_gold(prepared: tuple[Prepared, ...], annotator: Annotator) -> None:
    found = status_examples(prepared, toolbox(resources.rules(), annotator.lexicon))
    assert set(found) == {COMMITMENT, DEFECT, POINT, POINT_UNIT}
    wanted = {
        DEFECT: {item.status for each in prepared for item in each.document.gold.prior_defects},
        COMMITMENT: {item.status for each in prepared for item in each.document.gold.prior_commitments},
        POINT: {item.status for each in prepared for item in each.document.gold.points},
    }
    for name, labels in wanted.items():
        assert {example.label for example in found[name]} == labels
    assert {example.label for example in found[POINT_UNIT]} == {"true", ""}
    defects = sum(len(each.document.gold.prior_defects) for each in prepared)
    assert defects < len(found[DEFECT]) <= 4 * defects + 4
