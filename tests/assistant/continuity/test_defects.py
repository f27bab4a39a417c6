"""What this year's document says of last year's faults."""

from __future__ import annotations

import unicodedata

import pytest

from assistant.continuity import Reading, Toolbox, prior_defects
from assistant.report.model import PriorDefect, RemediationStatus
from tests.assistant.continuity.readings import Reader

LAND = "Việc xử lý 7 trường hợp lấn chiếm đất ở xóm Nà Sáng còn chậm"
CLINIC = "Trạm y tế để 15 hộp thuốc quá hạn trong kho"
WORK = "Một số cán bộ đôi lúc còn đi muộn, về sớm"
PRIOR = f"II. HẠN CHẾ, KHUYẾT ĐIỂM\n1. {LAND}.\n2. {CLINIC}.\n3. {WORK}.\n"


@pytest.fixture(scope="module")
def prior(read: Reader) -> Reading:
    return read(PRIOR, year=2022, faults=[LAND, CLINIC, WORK])


def by_text(found: tuple[PriorDefect, ...]) -> dict[str, PriorDefect]:
    return {each.text: each for each in found}


def test_every_fault_of_last_year_is_told(read: Reader, prior: Reading, tools: Toolbox) -> None:
    found = prior_defects(read("I. KẾT QUẢ\nThu ngân sách 3,2 tỷ đồng.\n"), prior, tools)
    assert [each.text for each in found] == [LAND, CLINIC, WORK]
    assert {each.status for each in found} == {"unmentioned"}
    assert all(each.evidence == () for each in found)


def test_a_fault_stated_again_recurs_whatever_else_is_claimed(read: Reader, prior: Reading, tools: Toolbox) -> None:
    again = "Đất lấn chiếm ở xóm Nà Sáng chưa thu hồi được trường hợp nào"
    claim = "Các hạn chế năm 2022 đã cơ bản được khắc phục"
    this = read(
        f"I. KHẮC PHỤC HẠN CHẾ NĂM TRƯỚC\n{claim}.\nII. HẠN CHẾ\n1. {again}.\n",
        faults=[again],
        remedies=[(claim, "claimed")],
    )
    found = by_text(prior_defects(this, prior, tools))
    assert found[LAND].status == "recurring"
    assert [each.text for each in found[LAND].evidence] == [again]


def test_a_blanket_claim_covers_what_is_not_named(read: Reader, prior: Reading, tools: Toolbox) -> None:
    claim = "Các hạn chế năm 2022 đã cơ bản được khắc phục"
    named = "Kho trạm y tế đã hủy 15 hộp thuốc quá hạn ngày 12/3/2023"
    this = read(
        f"I. KHẮC PHỤC HẠN CHẾ NĂM TRƯỚC\n{claim}. {named}.\n", remedies=[(claim, "claimed"), (named, "resolved")]
    )
    found = by_text(prior_defects(this, prior, tools))
    assert found[CLINIC].status == "resolved"
    assert found[WORK].status == "claimed"
    assert [each.text for each in found[WORK].evidence] == [claim]


@pytest.mark.parametrize(
    "sentence",
    [
        "Các hạn chế năm trước sẽ được khắc phục trong quý I",
        "Tập thể chịu trách nhiệm về những hạn chế nêu trên và biện pháp khắc phục",
        "Các hạn chế năm 2022 chưa được khắc phục",
        "Những hạn chế trong quản lý rừng đầu nguồn Khau Phạ đã được khắc phục",
    ],
)
def test_what_is_no_blanket_claim(read: Reader, prior: Reading, tools: Toolbox, sentence: str) -> None:
    this = read(f"I. KHẮC PHỤC HẠN CHẾ NĂM TRƯỚC\n{sentence}.\n")
    assert by_text(prior_defects(this, prior, tools))[WORK].status != "claimed"


@pytest.mark.parametrize(
    ("account", "status", "expected"),
    [
        ("7 trường hợp lấn chiếm đất ở xóm Nà Sáng đã thu hồi xong ngày 20/5/2023", "resolved", "resolved"),
        ("Việc lấn chiếm đất ở xóm Nà Sáng đã được chấn chỉnh", "claimed", "claimed"),
        ("Lấn chiếm đất ở xóm Nà Sáng mới thu hồi 3/7 trường hợp", "in-progress", "in-progress"),
        ("Lấn chiếm đất ở xóm Nà Sáng chưa giải quyết được", "unresolved", "in-progress"),
    ],
)
def test_an_account_decides(
    read: Reader, prior: Reading, tools: Toolbox, account: str, status: RemediationStatus, expected: str
) -> None:
    this = read(f"I. KHẮC PHỤC HẠN CHẾ NĂM TRƯỚC\n- {account}.\n", remedies=[(account, status)])
    assert by_text(prior_defects(this, prior, tools))[LAND].status == expected


def test_an_open_account_told_among_this_years_faults_recurs(read: Reader, prior: Reading, tools: Toolbox) -> None:
    account = "Lấn chiếm đất ở xóm Nà Sáng tồn từ năm trước mới thu hồi 3/7 trường hợp"
    this = read(f"II. HẠN CHẾ\n- {account}.\n", faults=[account], remedies=[(account, "in-progress")])
    assert by_text(prior_defects(this, prior, tools))[LAND].status == "recurring"


def test_a_result_without_reference_to_the_fault_counts(read: Reader, tools: Toolbox) -> None:
    fault = "Kết nạp 05 đảng viên, chỉ tiêu giao 08"
    prior = read(f"II. HẠN CHẾ\n- {fault}.\n", year=2022, faults=[fault])
    this = read("I. KẾT QUẢ\n- Kết nạp 09 đảng viên (chỉ tiêu 08).\n- Trồng 12 ha quế.\n")
    (found,) = prior_defects(this, prior, tools)
    assert found.status == "resolved"
    assert "Kết nạp 09 đảng viên" in found.evidence[0].text


def test_a_missed_target_among_the_results_recurs(read: Reader, tools: Toolbox) -> None:
    fault = "Kết nạp 05 đảng viên, chỉ tiêu giao 08"
    prior = read(f"II. HẠN CHẾ\n- {fault}.\n", year=2022, faults=[fault])
    this = read("I. KẾT QUẢ\n- Kết nạp 06 đảng viên (chỉ tiêu 08).\n- Trồng 12 ha quế.\n")
    assert prior_defects(this, prior, tools)[0].status == "recurring"


def test_a_reference_by_number(read: Reader, prior: Reading, tools: Toolbox) -> None:
    account = "Hạn chế thứ hai đã làm xong ngày 15/4"
    this = read(f"I. KHẮC PHỤC HẠN CHẾ NĂM TRƯỚC\n- {account}.\n", remedies=[(account, "resolved")])
    found = by_text(prior_defects(this, prior, tools))
    assert found[CLINIC].status == "resolved"
    assert found[LAND].status != "resolved"


def test_evidence_is_an_exact_slice_of_the_upload(read: Reader, prior: Reading, tools: Toolbox) -> None:
    account = "7 trường hợp lấn chiếm đất ở xóm Nà Sáng đã thu hồi xong"
    text = unicodedata.normalize("NFD", f"I. KHẮC PHỤC HẠN CHẾ NĂM TRƯỚC\n\u200b- {account}.\n")
    this = read(text, remedies=[(unicodedata.normalize("NFD", account), "resolved")])
    (passage,) = by_text(prior_defects(this, prior, tools))[LAND].evidence
    assert passage.text == text[passage.start : passage.end]


def test_the_name_of_the_prior_document_is_kept(read: Reader, prior: Reading, tools: Toolbox) -> None:
    found = prior_defects(read("I. KẾT QUẢ\nThu đủ.\n"), prior, tools, "prior:1")
    assert {each.document for each in found} == {"prior:1"}


def test_no_fault_last_year(read: Reader, tools: Toolbox) -> None:
    assert prior_defects(read("Thu đủ.\n"), read("Thu đủ.\n"), tools) == ()
