"""What an account of an earlier fault says, its marked status set right by its words and figures."""

from __future__ import annotations

import pytest

from assistant.continuity import Toolbox
from assistant.continuity.candidates import candidates
from assistant.report.model import RemediationStatus
from tests.assistant.continuity.readings import Reader


@pytest.mark.parametrize(
    ("account", "marked", "expected"),
    [
        ("Quyết định cưỡng chế thi hành 5/12", "resolved", "in-progress"),
        ("Trong 37 hồ sơ tồn đọng đã chuyển thêm 7 hồ sơ", "resolved", "in-progress"),
        ("Chi bộ xóm Nà Mạ họp đủ 78%, chi bộ xóm Lũng Pán vẫn 63%", "resolved", "in-progress"),
        ("Việc tiếp công dân đã đi vào nền nếp", "resolved", "claimed"),
        ("Cống ngõ 12 đã nạo vét 86 mét, xong trước Tết", "in-progress", "resolved"),
        ("Đã in lại 211 giấy", "claimed", "resolved"),
        ("Bộ đo thấm vẫn để trong kho", "in-progress", "unresolved"),
        ("Hai máy năm trước bỏ không, từ ngày 19/5 đã có người đứng lớp", "resolved", "resolved"),
    ],
)
def test_words_and_figures_outweigh_the_mark(
    read: Reader, tools: Toolbox, account: str, marked: RemediationStatus, expected: str
) -> None:
    this = read(f"I. VIỆC NĂM TRƯỚC\n- {account}.\n", remedies=[(account, marked)])
    (found,) = (each for each in candidates(this, tools.reader) if each.kind == "remediation")
    assert tools.outcomes.account(this.annotated, found) == expected


@pytest.mark.parametrize(
    ("promise", "told", "expected"),
    [
        ("Thu tiền rác đạt 95%", "Thu tiền rác 84,9%", "below"),
        ("Thu tiền rác đạt 95%", "Thu tiền rác 96%", "reached"),
        ("Hạ tỷ lệ nợ xuống dưới 8%", "Tỷ lệ nợ 12,6%", "below"),
        ("Hạ tỷ lệ nợ xuống dưới 8%", "Tỷ lệ nợ 7,5%", "reached"),
        ("Giải ngân không dưới 95%", "Giải ngân 97%", "reached"),
        ("Giải ngân hết vốn", "Giải ngân 97%", None),
    ],
)
def test_a_percentage_against_the_one_promised(
    read: Reader, tools: Toolbox, promise: str, told: str, expected: str | None
) -> None:
    words = read(promise).annotated
    tokens = tools.reader.tokens(words.text(0, len(promise)), words.key(0, len(promise)))
    assert tools.outcomes.percent_reached(promise, tokens, told) == expected


def test_a_result_marked_as_a_fault(read: Reader, tools: Toolbox) -> None:
    result = "Nhà văn hóa xóm Nà Mạ có điện từ ngày 18/3, bà con họp 22 buổi"
    fault = "Nhà văn hóa xóm Lũng Pán chưa có điện, 41 hộ không có chỗ họp"
    this = read(f"I. KẾT QUẢ\n- {result}.\n- {fault}.\n", faults=[result, fault])
    told = [
        tools.outcomes.tells_result(each, tools.outcomes.read(this.annotated, each))
        for each in candidates(this, tools.reader)
        if each.kind == "shortcoming"
    ]
    assert told == [True, False]
