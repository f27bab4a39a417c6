"""Features of units: words, place, shape and neighbours; cells by their column, turns as a whole."""

from __future__ import annotations

import pytest

from assistant.inference.features import (
    UnitFeatures,
    cues_in,
    syllables,
    turn_features,
    turn_members,
    turn_row,
    units,
    without_sections,
)
from tests.assistant.extraction.contexts import MINUTES, REVIEW, context_of

REPORT = (
    REVIEW
    + """
II. HẠN CHẾ
1. Việc thu quỹ của chi bộ còn chậm, mới đạt 41% kế hoạch.
2. Sinh hoạt có lúc hình thức.
III. NGUYÊN NHÂN
- Do chi ủy thiếu đôn đốc.
"""
)


def row_of(text: str, beginning: str) -> dict[str, float]:
    """Return the row of the unit that begins with these words."""
    context = context_of(text)
    index = next(
        i for i, unit in enumerate(context.units) if context.annotated.text(unit.start, unit.end).startswith(beginning)
    )
    return UnitFeatures(context.annotated, context.units, context.head.kind).row(index)


def test_headings_labels_titles_and_numbers_are_no_units() -> None:
    context = context_of(REPORT + "\nTT | Hạn chế | Biện pháp\n1 | Họp thưa | Họp đủ")
    told = [context.annotated.text(unit.start, unit.end) for unit in units(context.annotated)]
    assert "Họp thưa" in told
    assert not {"HẠN CHẾ", "TT", "Biện pháp", "1"} & set(told)


def test_figures_are_read_by_their_shape() -> None:
    assert syllables("đạt 41% của 1.846 hồ sơ, 12/13") == ["đạt", "#", "%", "của", "##", "hồ", "sơ", "#/#"]


def test_a_row_tells_words_place_and_shape() -> None:
    row = row_of(REPORT, "Việc thu quỹ")
    assert {"w:quỹ", "w:thu quỹ", "role=shortcomings", "make=item", "shape=percent", "h:hạn", "level=2"} <= set(row)
    assert row["result=below"] > 0


def test_a_row_tells_its_neighbours() -> None:
    first, second = row_of(REPORT, "Việc thu quỹ"), row_of(REPORT, "Sinh hoạt")
    assert "+1sw:sinh hoạt" in first
    assert "-1sw:việc thu" in second
    assert "+1edge" in second


def test_a_cell_is_read_by_its_column() -> None:
    row = row_of(REPORT + "\nTT | Hạn chế | Biện pháp\n1 | Họp thưa | Họp đủ mỗi tháng", "Họp đủ")
    assert {"role=measures", "make=cell"} <= set(row)
    assert "-1xw:họp thưa" not in row


def test_without_sections_nothing_tells_the_heading() -> None:
    row = without_sections(row_of(REPORT, "Việc thu quỹ"))
    assert "w:quỹ" in row
    assert not any(name.startswith(("role=", "parent=", "h:")) or "|role=" in name for name in row)


def test_cues_inside_a_stretch() -> None:
    annotated = context_of(REPORT).annotated
    start = annotated.view.text.index("có lúc")
    assert [annotated.text(cue.start, cue.end) for cue in cues_in(annotated, start, start + 6)][:1] == ["có lúc"]
    assert cues_in(annotated, start, start + 3) == []


TURNS = (
    MINUTES
    + """
II. THẢO LUẬN
- Đ/c Sơn: Tôi nhất trí với báo cáo. Chi ủy làm tốt.
- Đ/c Yến: Việc thu quỹ còn chậm.
"""
)


def test_a_turn_is_all_its_units_without_neighbours() -> None:
    context = context_of(TURNS)
    members = turn_members(context.units)
    assert [len(found) for found in members.values()] == [2, 1]
    rows = [context.rows[index] for index in members[0]]
    row = turn_row(rows, turn_features(context.annotated, 0))
    assert row["units=2"] == 1.0
    assert {"w:nhất", "w:tốt", "form=speaker", "from=0", "label:sơn"} <= set(row)
    assert not any(name[0] in "+-" for name in row)


@pytest.mark.parametrize("text", [REPORT, TURNS])
def test_the_same_document_gives_the_same_rows(text: str) -> None:
    assert context_of(text).rows == context_of(text).rows
