"""Which part of a sentence states a cause, by the structure around what the models say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from assistant.extraction.classify import Classifier
from tests.assistant.extraction.contexts import REVIEW, Fixed, annotator, context_of

FAULTS = REVIEW + "\nII. HẠN CHẾ, KHUYẾT ĐIỂM\n"


def causes_of(text: str, **probabilities: float) -> list[str]:
    """Return the causes where every unit has these probabilities."""
    told = {"shortcoming": 0.9, "cause": 0.1, "commitment": 0.0, "remediation": 0.0} | probabilities
    models: Any = {"units": Fixed(**told)}
    context = context_of(text)
    found = Classifier(models, annotator().lexicon).classify(context)["cause"]
    return [context.annotated.text(each.start, each.end) for each in found]


@pytest.mark.parametrize(
    ("sentence", "cause"),
    [
        ("Máy tiện đắp bạt từ tháng 3 vì không ai biết lập trình.", "vì không ai biết lập trình"),
        ("Nghị quyết tháng 4 ít người dự là do tôi báo lịch trễ.", "là do tôi báo lịch trễ"),
        ("Thu quỹ chậm do kế toán nghỉ ốm nên tháng 6 mới nộp.", "do kế toán nghỉ ốm"),
        ("Do giãn cách xã hội, các cuộc giám sát không triển khai được.", "Do giãn cách xã hội"),
        ("Xe rác chưa vào, chỉ tại thôn mình không nộp tiền.", "chỉ tại thôn mình không nộp tiền"),
    ],
)
def test_a_cause_inside_the_clause_of_a_fault(sentence: str, cause: str) -> None:
    """The clause behind the connective is the cause, without the effect behind it."""
    assert causes_of(FAULTS + "- " + sentence) == [cause]


@pytest.mark.parametrize(
    "sentence",
    [
        "Việc giải quyết đơn còn tồn tại nhiều thiếu sót.",
        "03 đảng viên vắng họp không có lý do.",
        "Hồ sơ lưu tại phòng làm việc bị mất.",
        'Thu quỹ "Vì người nghèo" thấp nhất huyện.',
        "Một phó phòng bị khiển trách vì ký khống chứng từ.",
        "Bộ phận một cửa do tôi phụ trách trả hồ sơ chậm.",
    ],
)
def test_what_only_looks_like_a_cause(sentence: str) -> None:
    """Other words, places, names, reasons of a penalty and whose a matter is are no causes."""
    assert causes_of(FAULTS + "- " + sentence) == []


def test_no_cause_without_a_fault() -> None:
    """A reason of a good result or of a plan is none."""
    sentence = "- Anh em phấn khởi vì đồ bảo hộ về sớm."
    assert causes_of(FAULTS + sentence, shortcoming=0.1) == []
    assert causes_of(REVIEW + "\nI. ƯU ĐIỂM\n" + sentence) == []


def test_a_sentence_that_announces_a_cause() -> None:
    """A sentence that begins with the noun is a cause even where the model is in doubt."""
    line = "Nguyên nhân các vụ bị hủy là chưa kiểm tra hồ sơ."
    assert causes_of(FAULTS + "- " + line, shortcoming=0.0) == [line.rstrip(".")]


def test_units_under_a_title_of_causes_stay_whole() -> None:
    """In the part about causes the unit is the cause."""
    text = REVIEW + "\nIII. NGUYÊN NHÂN\n- Cán bộ ngại va chạm do quen biết.\n"
    assert causes_of(text, shortcoming=0.0, cause=0.9)[-1:] == ["Cán bộ ngại va chạm do quen biết"]


class _Marked:
    """A model of clauses that knows causes by one word."""

    labels = ("true",)
    thresholds = (0.4,)

    def __init__(self, word: str) -> None:
        self._feature = f"w:{word}"

    def probabilities(self, rows: Sequence[Any]) -> npt.NDArray[np.float64]:
        """Return the probability of each row."""
        return np.array([[0.9 if self._feature in row else 0.1] for row in rows])


def clause_causes(text: str, word: str, **probabilities: float) -> list[str]:
    """Return the causes where the clauses with a word are told to be some."""
    told = {"shortcoming": 0.9, "cause": 0.1, "commitment": 0.0, "remediation": 0.0} | probabilities
    models: Any = {"units": Fixed(**told), "clauses": _Marked(word)}
    context = context_of(FAULTS + "- " + text)
    found = Classifier(models, annotator().lexicon).classify(context)["cause"]
    return [context.annotated.text(each.start, each.end) for each in found]


def test_a_cause_told_by_its_place_alone_is_the_clause_that_the_model_finds() -> None:
    """Neighbouring clauses are one cause, others are causes of their own."""
    sentence = "Đê chưa đắp, xã tưởng huyện lo, thôn cũng tưởng vậy, mất 3 ha lúa, tôi tưởng kịp."
    assert clause_causes(sentence, "tưởng") == ["xã tưởng huyện lo, thôn cũng tưởng vậy", "tôi tưởng kịp"]


def test_a_sentence_that_is_a_cause_by_its_connective_or_as_a_whole_is_not_divided_again() -> None:
    assert clause_causes("Đê chưa đắp, do xã tưởng huyện lo.", "đắp") == ["do xã tưởng huyện lo"]
    whole = "Xã tưởng huyện lo, thôn cũng tưởng vậy"
    assert clause_causes(whole + ".", "thôn", cause=0.9)[-1] == whole
