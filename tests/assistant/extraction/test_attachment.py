"""What speaks for a party answering for a fault, as the rows a model weighs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from assistant.extraction.attachment import Attachment, Told, chosen
from assistant.extraction.model import PartyKey
from assistant.extraction.responsibility import Responsibility
from assistant.inference import LinearModel
from assistant.report.model import Stance

from .conftest import Reader, Scene

MINUTES = """Chủ trì: đồng chí Vi Văn Quế, Chỉ huy trưởng. Thư ký: đồng chí Hứa Thị Ninh, trợ lý hậu cần.
Có mặt: đồng chí Lương Bảo Đài, Trung đội trưởng.

I. SỰ VIỆC
- Bộ đàm cấp tháng 3 hết pin giữa chừng.
- Sổ mượn quân trang lệch 14 bộ.

II. THẢO LUẬN
Đồng chí Lương Bảo Đài: Hai máy bộ đàm tôi không sạc, tôi nhận.
Đồng chí Vi Văn Quế: Tôi là người đứng đầu, tôi chịu trách nhiệm chung về các khuyết điểm nêu trên.

III. VIỆC LÀM
Đồng chí Hứa Thị Ninh đối chiếu sổ mượn quân trang trước ngày 15/01/2025.
"""
FAULTS = ("Bộ đàm cấp", "Sổ mượn quân trang lệch")
DAI: PartyKey = ("person", "lương bảo đài")
QUE: PartyKey = ("person", "vi văn quế")
NINH: PartyKey = ("person", "hứa thị ninh")
Rows = dict[PartyKey, dict[str, float]]


def _rows(read: Scene, stances: Mapping[int, Stance], again: Sequence[str] = ()) -> list[Rows]:
    faults = [read.statement(quote) for quote in FAULTS]
    promise = read.statement("Đồng chí Hứa Thị Ninh đối chiếu")
    said = Responsibility(read.references, read.context, faults, [promise], stances)
    reasons = said.attach()
    also = [[read.statement(quote) for quote in again], []]
    told = Told(also, [], [(promise, [("person", "hứa thị ninh")])], stances)
    attachment = Attachment(read.references, read.context, faults, told)
    return [attachment.rows(index, reasons[index], said.hints[index]) for index in range(len(faults))]


def test_who_says_the_like_in_a_reply_is_a_candidate(scene: Reader) -> None:
    radio, _ = _rows(scene(MINUTES, "minutes"), {0: "reply", 1: "reply"})
    assert radio[DAI]["person|alike:says-reply"] > 0
    assert radio[DAI]["person|alike:says-reply|best"] == 1
    assert "person|alike:says-reply" not in radio[NINH]


def test_a_general_word_of_a_speaker_is_a_hint_and_no_reason(scene: Reader) -> None:
    radio, book = _rows(scene(MINUTES, "minutes"), {0: "reply", 1: "reply"})
    assert "person|hint:claim-everything" in radio[QUE]
    assert "person|hint:claim-everything" in book[QUE]
    assert "person|given" not in book[QUE]


def test_who_promises_the_like_is_a_candidate(scene: Reader) -> None:
    _, book = _rows(scene(MINUTES, "minutes"), {})
    assert book[NINH]["person|alike:promise"] > 0


def test_who_states_the_fault_again_is_told(scene: Reader) -> None:
    radio, _ = _rows(scene(MINUTES, "minutes"), {0: "reply"}, ["Hai máy bộ đàm"])
    assert {"person|again", "person|again-reply", "person|again-confesses"} <= set(radio[DAI])
    assert "person|again" not in radio[QUE]


def test_every_person_of_the_document_is_weighed(scene: Reader) -> None:
    radio, book = _rows(scene(MINUTES, "minutes"), {})
    assert {DAI, QUE, NINH} <= set(radio) & set(book)


def _model(person: float, body: float) -> LinearModel:
    """Return a model that gives every row the same probabilities."""
    intercept = np.array([math.log(each / (1 - each)) for each in (person, body)], dtype=np.float32)
    weights = np.zeros((0, 2), dtype=np.float32)
    return LinearModel("answerable", ("person", "body"), {}, weights, intercept, (0.5, 0.5), False, "")


def test_a_model_chooses_by_the_threshold_of_persons_or_bodies(scene: Reader) -> None:
    radio, _ = _rows(scene(MINUTES, "minutes"), {})
    assert set(chosen(_model(0.9, 0.9), radio)) == set(radio)
    assert DAI not in chosen(_model(0.1, 0.9), radio)
    assert chosen(_model(0.9, 0.9), {}) == ()
