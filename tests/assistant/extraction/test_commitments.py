"""Who shall do what is promised, by when, and which faults it answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from assistant.datafile import read_yaml
from assistant.extraction.addresses import Addresses, AddressWords
from assistant.extraction.commitments import Commitments
from assistant.inference import load_models
from assistant.resources import models, rules

from .conftest import Reader, Scene

HEAD = """Dự họp: đồng chí Hoàng Đức Thọ, Chủ tịch UBND xã; đồng chí Ma Thị Lụa, Phó Bí thư;
đồng chí Lê Văn Tấu, kế toán.

IV. BIỆN PHÁP
"""


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("Giao đồng chí Thọ trả hết 42 bộ hồ sơ trước 30/6/2025.", {"Hoàng Đức Thọ"}),
        ("Đồng chí Thọ và đồng chí Lụa lập danh sách từng hộ.", {"Hoàng Đức Thọ", "Ma Thị Lụa"}),
        ("Đồng chí Chủ tịch UBND xã tiếp dân ngày 15 hằng tháng.", {"Hoàng Đức Thọ"}),
        ("Từ tháng 01/2025, đồng chí Tấu công khai sổ quỹ.", {"Lê Văn Tấu"}),
        ("UBND xã trả dứt hồ sơ trong quý I, đồng chí Thọ trực tiếp chỉ đạo.", {"UBND xã", "Hoàng Đức Thọ"}),
        ("Hồ sơ sức khỏe đạt 90% trong năm 2025 (đ/c Lụa).", {"Ma Thị Lụa"}),
        ("Đồng chí Thọ phối hợp với Công an xã cưỡng chế 7 hộ.", {"Hoàng Đức Thọ"}),
        ("Kiểm tra tổ đảng số 2 trong tháng 01/2025.", set()),
        ("Nâng cao chất lượng sinh hoạt chi bộ.", set()),
        ("Mỗi đảng viên nêu cao tinh thần gương mẫu.", {"Mỗi đảng viên"}),
    ],
)
def test_the_clause_names_its_owners(scene: Reader, told: str, wanted: set[str]) -> None:
    assert scene(f"{HEAD}- {told}").owners([told[:20]]) == [wanted]


def test_a_bare_clause_shares_the_owner_of_the_one_before(scene: Reader) -> None:
    read = scene(f"{HEAD}- Đồng chí Tấu sạc bộ đàm thứ Hai hằng tuần; bổ sung hồ sơ 08 em trước 10/7.")
    assert read.owners(["Đồng chí Tấu sạc", "bổ sung hồ sơ"]) == [{"Lê Văn Tấu"}, {"Lê Văn Tấu"}]


def test_the_last_sentence_of_a_paragraph_names_who_carries_it_out(scene: Reader) -> None:
    read = scene(f"{HEAD}6. Bãi bỏ thu tiền mặt; nộp đủ 122 triệu đồng. Đồng chí Tấu thực hiện.")
    assert read.owners(["Bãi bỏ", "nộp đủ"]) == [{"Lê Văn Tấu"}, {"Lê Văn Tấu"}]


def test_a_list_belongs_to_the_one_its_lead_charges(scene: Reader) -> None:
    read = scene(f"{HEAD}Giao đồng chí Thọ:\n- Rà soát 42 bộ hồ sơ.\n- Niêm yết danh sách.")
    assert read.owners(["Rà soát", "Niêm yết"]) == [{"Hoàng Đức Thọ"}, {"Hoàng Đức Thọ"}]


def test_the_cell_behind_a_bar_or_on_the_next_line_holds_the_owner(scene: Reader) -> None:
    barred = scene(
        f"{HEAD}1 | Tồn 42 bộ hồ sơ | Trả hết hồ sơ tồn | Đồng chí Hoàng Đức Thọ, Chủ tịch UBND xã | 30/6/2025"
    )
    assert barred.owners(["Trả hết hồ sơ"]) == [{"Hoàng Đức Thọ"}]
    lined = scene(f"{HEAD}01\nTồn 42 bộ hồ sơ\nTrả hết hồ sơ tồn\nĐồng chí Hoàng Đức Thọ\n30/6/2025\nDanh sách")
    assert lined.owners(["Trả hết hồ sơ"]) == [{"Hoàng Đức Thọ"}]


def test_the_speaker_owns_what_he_promises(scene: Reader) -> None:
    text = (
        "II. THẢO LUẬN\nĐồng chí Hứa Thị Ninh: Tôi thu đủ 14 bộ trong tháng 7.\n"
        "Đồng chí Lò Thị Rơi: Camera thì xin cấp trên."
    )
    read = scene(text, "minutes")
    assert read.owners(["Tôi thu đủ", "Camera"], {0: "reply", 1: "critique"}) == [{"Hứa Thị Ninh"}, set()]


@pytest.mark.parametrize("told", ["Tôi sẽ đọc 05 cuốn sách trong năm 2025.", "Thường xuyên tự học."])
def test_the_author_owns_the_measures_of_a_personal_review(scene: Reader, told: str) -> None:
    text = f"BẢN KIỂM ĐIỂM CÁ NHÂN\nHọ và tên: Quàng Văn Ín\n\nIV. BIỆN PHÁP\n- {told}"
    assert scene(text, "individual-review").owners([told]) == [{"Quàng Văn Ín"}]


@pytest.mark.parametrize(
    ("told", "last"),
    [
        ("Đồng chí Thọ trả hết hồ sơ trước ngày 30/6/2025.", date(2025, 6, 30)),
        ("Đồng chí Thọ trả hết hồ sơ trong quý II/2025.", date(2025, 6, 30)),
        ("Đồng chí Thọ tiếp dân hằng tháng.", None),
        ("Đồng chí Thọ sớm trả hết hồ sơ.", None),
    ],
)
def test_the_deadline_is_the_last_day_of_the_window(scene: Reader, told: str, last: date | None) -> None:
    read = scene(f"{HEAD}- {told}")
    found, span = Commitments(read.references, read.grammar, read.context).deadline(read.statement(told))
    assert (found.last if found is not None else None) == last
    assert (span is None) is (last is None)


def _deadline(read: Scene, quote: str, promised: Sequence[str] = ()) -> date | None:
    """Return the deadline of the commitment that begins with a quote; `promised` begin the other commitments."""
    others = [read.statement(each) for each in promised]
    slots = Commitments(read.references, read.grammar, read.context, promised=others)
    found = slots.deadline(read.statement(quote))[0]
    return found.last if found is not None else None


def test_a_short_clause_behind_tells_the_deadline_unless_it_is_a_commitment(scene: Reader) -> None:
    read = scene(f"{HEAD}- Đồng chí Thọ kiểm tra cụm loa; sửa xong trước ngày 15/01/2025.")
    assert _deadline(read, "Đồng chí Thọ kiểm tra") == date(2025, 1, 15)
    assert _deadline(read, "Đồng chí Thọ kiểm tra", ["sửa xong"]) is None


def test_a_repeated_act_takes_no_deadline_from_beside_it(scene: Reader) -> None:
    read = scene(f"{HEAD}- Đồng chí Thọ tiếp dân hằng tuần; sửa cụm loa trước ngày 15/01/2025.")
    assert _deadline(read, "Đồng chí Thọ tiếp dân") is None


@pytest.mark.parametrize(
    ("lead", "last"),
    [
        ("Các việc làm ngay trong tháng 01/2025:", date(2025, 1, 31)),
        ("Các việc làm trong năm 2025:", None),
        ("Các việc đã hứa:", None),
    ],
)
def test_the_lead_of_a_list_tells_the_deadline_of_its_items(scene: Reader, lead: str, last: date | None) -> None:
    read = scene(f"{HEAD}{lead}\n- Rà soát 42 bộ hồ sơ.\n- Niêm yết danh sách.")
    assert [_deadline(read, quote) for quote in ("Rà soát", "Niêm yết")] == [last, last]


def test_cells_of_columns_without_a_known_title_are_told_by_what_they_hold(scene: Reader) -> None:
    read = scene(
        f"{HEAD}STT | Biện pháp | Cán bộ nào | Chừng nào\n"
        "1 | Trả hết hồ sơ tồn | Đồng chí Hoàng Đức Thọ | 30/6/2025\n"
        "2 | Lập sổ quỹ mới | Đồng chí Lê Văn Tấu | quý I/2025\n"
    )
    assert read.owners(["Trả hết", "Lập sổ"]) == [{"Hoàng Đức Thọ"}, {"Lê Văn Tấu"}]
    assert [_deadline(read, quote) for quote in ("Trả hết", "Lập sổ")] == [date(2025, 6, 30), date(2025, 3, 31)]


FAULTS = ("Hồ sơ đất", "Máy phát điện", "Đảng phí")
PLAN = """II. HẠN CHẾ
1. Hồ sơ đất xóm Khuổi Slưn tồn 42 bộ.
2. Máy phát điện trạm bơm hỏng từ tháng 3.
3. Đảng phí quý III nộp chậm 20 ngày.

IV. BIỆN PHÁP
"""


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("Trả hết 42 bộ hồ sơ đất xóm Khuổi Slưn trước 30/6/2025.", [0]),
        ("Sửa máy phát điện trạm bơm trong tháng 01/2025.", [1]),
        ("Nộp đảng phí trước ngày 10 tháng cuối quý.", [2]),
        ("Khắc phục các hạn chế nêu trên.", []),
    ],
)
def test_a_commitment_answers_the_fault_of_its_matter(scene: Reader, told: str, wanted: list[int]) -> None:
    read = scene(f"{PLAN}- {told}")
    words = AddressWords(read_yaml(rules().joinpath("continuity", "matters.yml")))
    faults = [read.statement(quote) for quote in FAULTS]
    ties = Addresses(read.references, words, read.context, faults, [(), (), ()])
    model = load_models(models())["addresses"]
    assert ties.of(model, read.statement(told), ()) == wanted
