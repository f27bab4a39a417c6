"""Figures against their targets."""

from __future__ import annotations

import pytest

from assistant.inference.figures import outcome


@pytest.mark.parametrize(
    ("key", "target", "told"),
    [
        ("thu quỹ đạt 41% kế hoạch", "kế hoạch", "below"),
        ("thu quỹ đạt 105% kế hoạch", "kế hoạch", "reached"),
        ("tỷ lệ dự họp 62% so với chỉ tiêu 80%", "chỉ tiêu", "below"),
        ("tỷ lệ dự họp 92% so với chỉ tiêu 80%", "chỉ tiêu", "reached"),
        ("kết nạp 2 đảng viên, chỉ tiêu 6", "chỉ tiêu", "below"),
        ("xử lý được 33/46 dự án", None, "part"),
        ("trả 46/46 dự án", None, "reached"),
        ("họp ngày 5/12", None, None),
        ("thu quỹ đạt 41%", None, None),
        ("", None, None),
    ],
)
def test_outcome(key: str, target: str | None, told: str | None) -> None:
    spans = [(key.index(target), key.index(target) + len(target))] if target else []
    assert outcome(key, spans) == told
