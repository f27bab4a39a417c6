"""Sentences that hold several commitments."""

from __future__ import annotations

import pytest

from assistant.extraction.division import divided

from .conftest import Reader

HEAD = """Có mặt: đồng chí Hoàng Đức Thọ, Chủ tịch UBND xã; đồng chí Lê Văn Tấu, kế toán.

IV. BIỆN PHÁP
- """


@pytest.mark.parametrize(
    ("told", "parts"),
    [
        (
            "Anh Tấu dán bảng công khai ở nhà văn hóa trước 10/1, anh Thọ kiểm tra sổ mỗi quý một lần",
            ["Anh Tấu dán bảng công khai ở nhà văn hóa trước 10/1", "anh Thọ kiểm tra sổ mỗi quý một lần"],
        ),
        # one party, or somebody in charge, or one time: one commitment
        ("Anh Tấu lập danh sách từng hộ trước 10/1, trả hết tiền trước 30/6", None),
        ("Trả hết 42 bộ hồ sơ trước ngày 10/1/2025, anh Thọ phụ trách, báo cáo hằng tháng", None),
        ("Anh Tấu lập danh sách từng hộ thật đầy đủ, anh Thọ ký duyệt danh sách trước 30/6", None),
        ("Năm 2025, anh Thọ tiếp dân hằng tuần tại trụ sở", None),
    ],
)
def test_a_further_party_with_a_time_of_its_own_is_another_commitment(
    scene: Reader, told: str, parts: list[str] | None
) -> None:
    read = scene(f"{HEAD}{told}.", "minutes")
    found = divided(read.references, read.grammar, read.context, [read.statement(told)])
    texts = [read.context.annotated.text(each.start, each.end).rstrip(".") for each in found]
    assert texts == ([told] if parts is None else parts)
    assert {each.unit for each in found} == {found[0].unit}
