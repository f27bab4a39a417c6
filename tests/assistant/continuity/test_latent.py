"""Faults of last year that were not marked, but that this year takes up."""

from __future__ import annotations

from assistant.continuity import Toolbox, prior_defects
from tests.assistant.continuity.readings import Reader

FAULT = "Trạm y tế để 15 hộp thuốc quá hạn trong kho"
TARGET = "Trồng rừng ở xóm Khau Phạ được 62 ha trên 100 ha kế hoạch"
PRIOR = f"I. KẾT QUẢ\n- {TARGET}.\n- Thu ngân sách 3,2 tỷ đồng.\nII. HẠN CHẾ\n- {FAULT}.\n"


def test_a_missed_target_that_is_told_again(read: Reader, tools: Toolbox) -> None:
    prior = read(PRIOR, year=2022, faults=[FAULT])
    this = read("I. KẾT QUẢ\n- Trồng rừng ở xóm Khau Phạ được 105/100 ha.\n- Thu ngân sách 4 tỷ đồng.\n")
    found = prior_defects(this, prior, tools)
    assert [(each.text, each.status) for each in found] == [(TARGET, "resolved"), (FAULT, "unmentioned")]
    assert [each.id for each in found] == ["d1", "d2"]


def test_what_this_year_does_not_take_up_is_no_fault(read: Reader, tools: Toolbox) -> None:
    prior = read(PRIOR, year=2022, faults=[FAULT])
    found = prior_defects(read("I. KẾT QUẢ\n- Thu ngân sách 4 tỷ đồng.\n"), prior, tools)
    assert [each.text for each in found] == [FAULT]


def test_a_formula_that_denies_faults_is_none(read: Reader, tools: Toolbox) -> None:
    formula = "Không có đảng viên vi phạm, không có đơn thư kéo dài ở xóm Khau Phạ"
    prior = read(f"I. KẾT QUẢ\n- {formula}.\n", year=2022)
    assert prior_defects(read(f"I. KẾT QUẢ\n- {formula}.\n"), prior, tools) == ()
