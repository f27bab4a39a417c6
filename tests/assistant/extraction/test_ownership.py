"""What speaks for a party owning a commitment, as the rows a model weighs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import pytest

from assistant.extraction.commitments import Commitments
from assistant.extraction.model import PartyKey
from assistant.extraction.ownership import likely_owners
from assistant.inference.model import LinearModel
from assistant.report.model import Stance

from .conftest import Reader, Scene
from .contexts import Fixed

MINUTES = """Chủ trì: đồng chí Vi Văn Quế, Chỉ huy trưởng. Thư ký: đồng chí Hứa Thị Ninh, trợ lý hậu cần.
Có mặt: đồng chí Lương Bảo Đài, Trung đội trưởng.

II. THẢO LUẬN
Đồng chí Lương Bảo Đài: Sổ mượn tôi sẽ đối chiếu trong tháng 01/2025.

III. VIỆC LÀM
"""
DAI: PartyKey = ("person", "lương bảo đài")
QUE: PartyKey = ("person", "vi văn quế")
NINH: PartyKey = ("person", "hứa thị ninh")
Rows = dict[PartyKey, dict[str, float]]


def _rows(read: Scene, promise: str, stances: Mapping[int, Stance] | None = None) -> Rows:
    slots = Commitments(read.references, read.grammar, read.context, stances)
    return slots.owner_rows(read.statement(promise))[1]


def test_whoever_is_named_in_a_commitment_may_own_it(scene: Reader) -> None:
    rows = _rows(scene(f"{MINUTES}- Sổ mượn chị Ninh đối chiếu, anh Quế ký, trước 15/01.", "minutes"), "Sổ mượn chị")
    assert rows[NINH].keys() >= {"inside", "inside-0", "near-opening", "person|>đối"}
    assert rows[QUE].keys() >= {"inside-1", "opens", "mark,"}
    assert "others-opens" in rows[NINH]


def test_a_bare_given_name_is_a_name(scene: Reader) -> None:
    read = scene(f"{MINUTES}- Ninh lập sổ mới, Đài kiểm tra từng kho.", "minutes")
    rows = _rows(read, "Ninh lập sổ")
    assert "head" in rows[NINH]
    assert "opens" in rows[DAI]


def test_a_word_of_the_document_at_the_head_of_a_sentence_is_no_name(scene: Reader) -> None:
    text = "Có mặt: đồng chí Bạch Văn Thu, đồng chí Lê Thị Hoa.\n\nIV. BIỆN PHÁP\n- Thu nợ, thu hết trong quý I."
    assert ("person", "bạch văn thu") not in _rows(scene(text, "minutes"), "Thu nợ")


def test_a_name_behind_a_word_for_places_is_a_place(scene: Reader) -> None:
    rows = _rows(scene(f"{MINUTES}- Làm đường xóm Ninh trong quý I.", "minutes"), "Làm đường")
    assert "inside" not in rows.get(NINH, {})


def test_the_speaker_may_own_what_he_says(scene: Reader) -> None:
    rows = _rows(scene(MINUTES, "minutes"), "Sổ mượn tôi", {0: "reply"})
    assert rows[DAI].keys() >= {"speaks", "first-person", "first-person-first", "first-person|reply"}


def test_who_stands_before_and_behind_a_bare_sentence_may_own_it(scene: Reader) -> None:
    text = f"{MINUTES}Đồng chí Quế chia lại ca trực. Mua bốn bộ đàm. Đồng chí Ninh."
    rows = _rows(scene(text, "minutes"), "Mua bốn")
    assert rows[QUE].keys() >= {"-1block", "-1block-head", "heads-block", "last-named-beside-block|bare"}
    assert rows[NINH].keys() >= {"+1block-alone"}


def test_what_the_rules_say_is_one_of_the_features(scene: Reader) -> None:
    rows = _rows(scene(f"{MINUTES}- Giao đồng chí Ninh cùng đồng chí Đài kiểm kê kho.", "minutes"), "Giao đồng chí")
    assert rows[NINH].keys() >= {"ruled", "assigned-beside"}
    assert "joined-by-cùng" in rows[DAI]


@pytest.mark.parametrize(("probability", "wanted"), [(0.9, {"Hứa Thị Ninh"}), (0.1, set())])
def test_the_model_decides_where_no_cell_tells_the_owner(scene: Reader, probability: float, wanted: set[str]) -> None:
    read = scene(f"{MINUTES}- Đồng chí Ninh kiểm kê kho.", "minutes")
    model = cast("LinearModel", Fixed(true=probability))
    slots = Commitments(read.references, read.grammar, read.context, model=model)
    assert read.names(slots.owners(read.statement("Đồng chí Ninh kiểm"))) == wanted


def test_without_rows_nobody_is_likely() -> None:
    assert likely_owners(cast("LinearModel", Fixed(true=1.0)), {}) == ()


@pytest.mark.parametrize("kind", ["inspection-conclusion", "superior-remarks"])
def test_tasks_set_by_a_superior_body_are_left_to_the_rules(scene: Reader, kind: str) -> None:
    read = scene(f"{MINUTES}- Đồng chí Ninh kiểm kê kho.", kind)
    assert _rows(read, "Đồng chí Ninh kiểm") == {}
