"""What became of last year's promises."""

from __future__ import annotations

import pytest

from assistant.continuity import Reading, Toolbox, prior_commitments
from assistant.report.model import RemediationStatus
from tests.assistant.continuity.readings import Reader

ROAD = "UBND xã làm xong 1,4 km đường bê tông Lũng Pán trước ngày 30/5/2023"
SOFT = "Tiếp tục nâng cao tinh thần trách nhiệm"


@pytest.fixture(scope="module")
def prior(read: Reader) -> Reading:
    return read(f"III. BIỆN PHÁP\n1. {ROAD}.\n2. {SOFT}.\n", year=2022, promises=[(ROAD, "2023-05-30"), SOFT])


def test_only_what_can_be_checked_is_asked_for(read: Reader, prior: Reading, tools: Toolbox) -> None:
    found = prior_commitments(read("I. KẾT QUẢ\nThu ngân sách 3,2 tỷ đồng.\n"), prior, tools)
    assert [(each.text, each.status) for each in found] == [(ROAD, "unmentioned")]


@pytest.mark.parametrize(
    ("account", "status", "expected"),
    [
        ("Đường bê tông Lũng Pán đã đổ xong 1,4 km, nghiệm thu ngày 20/5/2023", "resolved", "kept"),
        ("Đường bê tông Lũng Pán đã đổ xong 1,4 km, nghiệm thu ngày 20/9/2023", "resolved", "partly"),
        ("Đường bê tông Lũng Pán đã làm xong, trễ 22 ngày", "resolved", "partly"),
        ("Đường bê tông Lũng Pán đang đổ, còn 600 m", "in-progress", "partly"),
        ("Đường bê tông Lũng Pán chưa khởi công", "unresolved", "broken"),
    ],
)
def test_an_account_decides(
    read: Reader, prior: Reading, tools: Toolbox, account: str, status: RemediationStatus, expected: str
) -> None:
    this = read(f"I. VIỆC NĂM TRƯỚC\n- {account}.\n", remedies=[(account, status)])
    (found,) = prior_commitments(this, prior, tools)
    assert found.status == expected
    assert [each.text for each in found.evidence] == [account]


def test_a_fault_of_this_year_breaks_the_promise(read: Reader, prior: Reading, tools: Toolbox) -> None:
    fault = "Đường bê tông Lũng Pán để nguyên, dân đi lại khó khăn"
    this = read(f"II. HẠN CHẾ\n- {fault}.\n", faults=[fault])
    assert prior_commitments(this, prior, tools)[0].status == "broken"


def test_a_blanket_claim_leaves_a_promise_unmentioned(read: Reader, prior: Reading, tools: Toolbox) -> None:
    claim = "Các hạn chế năm 2022 đã cơ bản được khắc phục"
    this = read(f"I. VIỆC NĂM TRƯỚC\n{claim}.\n", remedies=[(claim, "claimed")])
    assert prior_commitments(this, prior, tools)[0].status == "unmentioned"


def test_a_count_short_of_the_promise_is_partly_kept(read: Reader, tools: Toolbox) -> None:
    promise = "Trồng 30 ha quế ở xóm Nà Lũng trong năm 2023"
    prior = read(f"III. BIỆN PHÁP\n- {promise}.\n", year=2022, promises=[(promise, "2023-12-31")])
    less = read("I. KẾT QUẢ\n- Xóm Nà Lũng trồng 21 ha quế.\n- Thu ngân sách 3,2 tỷ đồng.\n")
    more = read("I. KẾT QUẢ\n- Xóm Nà Lũng trồng 33 ha quế.\n- Thu ngân sách 3,2 tỷ đồng.\n")
    assert prior_commitments(less, prior, tools)[0].status == "partly"
    assert prior_commitments(more, prior, tools)[0].status == "kept"


def test_a_promise_borrows_the_words_of_its_fault(read: Reader, tools: Toolbox) -> None:
    fault = "Đảng phí 6 tháng cuối năm chưa nộp lên xã"
    promise = "thứ hai tới tôi nộp"
    prior = read(f"II. HẠN CHẾ\n- {fault}; {promise}.\n", year=2022, faults=[fault], promises=[(promise, "2022-12-19")])
    linked = prior.commitments[0].model_copy(update={"addresses": ("s1",)})
    prior = Reading(prior.document, prior.annotated, prior.parties, prior.shortcomings, (), (linked,))
    account = "Đảng phí 6 tháng cuối năm đã nộp đủ lên xã ngày 16/12/2022"
    this = read(f"I. VIỆC NĂM TRƯỚC\n- {account}.\n", year=2022, remedies=[(account, "resolved")])
    assert prior_commitments(this, prior, tools)[0].status == "kept"
