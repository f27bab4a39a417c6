"""Rows of the status models: scores and kinds, never a word of a document; and the statuses that the models give."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant import resources
from assistant.continuity import (
    DEFECT,
    POINT,
    POINT_UNIT,
    Reading,
    Toolbox,
    commitment_rows,
    defect_rows,
    point_rows,
    points,
    prior_commitments,
    prior_defects,
)
from assistant.continuity.rows import Choice, best_scores, choices, graded
from assistant.inference import LinearModel, load_models
from tests.assistant.continuity.readings import Reader

LAND = "Việc xử lý 7 trường hợp lấn chiếm đất ở xóm Nà Sáng còn chậm"
CLINIC = "Trạm y tế để 15 hộp thuốc quá hạn trong kho"
PROMISE = "Giao trạm y tế hủy 15 hộp thuốc quá hạn trước ngày 31/3/2023"
DONE = "Kho trạm y tế đã hủy 15 hộp thuốc quá hạn ngày 12/3/2023"
AGAIN = "Đất lấn chiếm ở xóm Nà Sáng chưa thu hồi được trường hợp nào"


def torn(name: str, labels: tuple[str, ...], sure: str | None = None) -> LinearModel:
    """Return a model that gives one label whatever it is told, or all the same chance."""
    intercept = np.array([8.0 if label == sure else 0.0 for label in labels], dtype=np.float32)
    return LinearModel(
        name, labels, {}, np.zeros((0, len(labels)), dtype=np.float32), intercept, (0.5,) * len(labels), True, ""
    )


@pytest.fixture(scope="module")
def prior(read: Reader) -> Reading:
    return read(
        f"II. HẠN CHẾ, KHUYẾT ĐIỂM\n1. {LAND}.\n2. {CLINIC}.\nIII. PHƯƠNG HƯỚNG\n1. {PROMISE}.\n",
        year=2022,
        faults=[LAND, CLINIC],
        promises=[(PROMISE, "2023-03-31")],
    )


def this_year(read: Reader) -> Reading:
    return read(
        f"I. KHẮC PHỤC HẠN CHẾ NĂM TRƯỚC\n{DONE}.\nII. HẠN CHẾ\n1. {AGAIN}.\n",
        faults=[AGAIN],
        remedies=[(DONE, "resolved")],
    )


@pytest.fixture(scope="module")
def learned(tools: Toolbox) -> Toolbox:
    return replace(tools, models=load_models(resources.models()))


def test_a_score_is_told_by_its_steps() -> None:
    assert graded("top", 0.4) == {"top": 0.4, "top>0.08": 1.0, "top>0.15": 1.0, "top>0.3": 1.0}
    told = best_scores(["a", "b"], [("a", 0.1), ("a", 0.2)])
    assert told["a"] == 0.2
    assert told["b"] == 0.0


def test_the_likeliest_label_is_chosen() -> None:
    assert choices(torn("t", ("yes", "no"), "no"), []) == []
    (choice,) = choices(torn("t", ("yes", "no"), "no"), [{}])
    assert isinstance(choice, Choice)
    assert choice.label == "no"
    assert choice.probability > 0.99


def test_rows_hold_no_word_of_a_document(read: Reader, prior: Reading, tools: Toolbox) -> None:
    this = this_year(read)
    rows = [row for _, row in defect_rows(this, prior, tools)] + [row for _, row in commitment_rows(this, prior, tools)]
    assert len(rows) == 3
    for row in rows:
        assert all(name.isascii() for name in row)
        assert all(0.0 < value <= 1.0 for value in row.values())


def test_without_a_model_the_thresholds_decide(read: Reader, prior: Reading, tools: Toolbox) -> None:
    assert [each.status for each in prior_defects(this_year(read), prior, tools)] == ["recurring", "resolved"]


def test_the_models_decide_where_there_are_some(read: Reader, prior: Reading, learned: Toolbox) -> None:
    this = this_year(read)
    found = prior_defects(this, prior, learned)
    assert [each.status for each in found] == ["recurring", "resolved"]
    assert [each.evidence[0].text for each in found] == [AGAIN, DONE]
    assert [each.status for each in prior_commitments(this, prior, learned)] == ["kept"]


def test_a_model_that_is_torn_is_unsure(read: Reader, prior: Reading, tools: Toolbox) -> None:
    labels = ("recurring", "in-progress", "resolved", "claimed", "unmentioned")
    found = prior_defects(this_year(read), prior, replace(tools, models={DEFECT: torn(DEFECT, labels)}))
    assert {each.status for each in found} == {"unsure"}
    assert all(each.evidence for each in found)


def test_an_answered_point_misses_nothing(read: Reader, tools: Toolbox) -> None:
    asked = "Nguyên nhân và trách nhiệm để 15 hộp thuốc quá hạn trong kho trạm y tế"
    prompts = read(f"Đề nghị kiểm điểm các nội dung sau:\n1. {asked}.\n", kind="review-prompts")
    model = torn(POINT, ("answered", "partly", "unanswered"), "answered")
    (point,) = points(this_year(read), prompts, replace(tools, models={POINT: model}))
    assert (point.status, point.missing) == ("answered", ())
    assert point.evidence


def test_a_model_finds_points_that_no_wording_marks(read: Reader, tools: Toolbox) -> None:
    text = f"Qua kiểm tra, đoàn ghi nhận.\n{CLINIC} từ năm 2020.\n"
    remarks = read(text, kind="inspection-conclusion")
    unmarked = "Bếp ăn trường tiểu học mua thực phẩm của hộ kinh doanh Hoàng Thị Lan"
    more = read(f"{text}{unmarked}.\n", kind="inspection-conclusion")
    model = replace(torn(POINT_UNIT, ("true",)), exclusive=False, intercept=np.array([8.0], dtype=np.float32))
    eager = replace(tools, models={POINT_UNIT: model})
    this = this_year(read)
    assert not any(unmarked in asked for asked, _ in point_rows(this, more, tools))
    assert any(unmarked in asked for asked, _ in point_rows(this, more, eager))
    assert len(point_rows(this, remarks, eager)) >= len(point_rows(this, remarks, tools))
