"""What a unit says of the time to come and of who acts."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.extraction.prospects import Prospects
from assistant.language.pipeline import Annotator

from .conftest import Reader

HEAD = """Có mặt: đồng chí Hoàng Đức Thọ, Chủ tịch UBND xã; đồng chí Lê Văn Tấu, kế toán.

IV. BIỆN PHÁP
- """


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("Anh Tấu đem thùng rác ra bãi trước 31/12.", {"due", "due-lead", "who=head-person", "due|who=head-person"}),
        ("Ngõ 4 đổ trước cuối tháng 3 năm sau, chị Loan chịu.", {"due", "due-lead", "who=named", "due|who=named"}),
        ("Tấu lập sổ mới.", {"who=head-person"}),
        ("Năm 2025 kết nạp ít nhất 01 đảng viên.", {"due", "due-year", "year=1", "due|who="}),
        ("Ngày 05/3/2024 đã họp dân.", {"past", "year=0"}),
        ("Đảng phí tôi nộp hằng tháng.", {"recurring", "who=self"}),
        ("UBND xã trả hết hồ sơ.", {"who=head-collective"}),
        ("Kỷ luật chưa nghiêm.", set()),
    ],
)
def test_times_and_names_are_features(scene: Reader, annotator: Annotator, told: str, wanted: set[str]) -> None:
    context = scene(f"{HEAD}{told}", "minutes").context
    found = Prospects(annotator.lexicon).features(
        context.annotated, context.book, context.units[-1], date(2024, 12, 20)
    )
    assert {name.removeprefix("prospect:") for name in found} == wanted


def test_the_form_of_a_turn_is_a_feature(scene: Reader, annotator: Annotator) -> None:
    text = f"{HEAD[:-2]}\nII. THẢO LUẬN\nĐồng chí Lê Văn Tấu: Tôi nộp trong tháng 01/2025."
    context = scene(text, "minutes").context
    found = Prospects(annotator.lexicon).features(
        context.annotated, context.book, context.units[-1], date(2024, 12, 20)
    )
    assert {"prospect:form=speaker", "prospect:due|form=speaker"} <= found.keys()
