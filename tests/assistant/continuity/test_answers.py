"""How a document takes up what a superior asks."""

from __future__ import annotations

import pytest

from assistant.continuity import Reading, Toolbox, points
from tests.assistant.continuity.readings import Reader

ASKED = "Việc để 12 hồ sơ đất quá hạn ở xóm Nà Mạ; nêu nguyên nhân, trách nhiệm"
FAULT = "Còn 12 hồ sơ đất ở xóm Nà Mạ quá hạn giải quyết"


@pytest.fixture(scope="module")
def prompts(read: Reader) -> Reading:
    return read(f"Huyện ủy gợi ý các nội dung kiểm điểm như sau:\n1. {ASKED}.\n", kind="review-prompts")


def test_all_parts_given(read: Reader, prompts: Reading, tools: Toolbox) -> None:
    cause = "do cán bộ địa chính không vào sổ"
    this = read(f"II. HẠN CHẾ\n- {FAULT} {cause}.\n", faults=[FAULT], causes=[cause], answerable=[FAULT])
    (point,) = points(this, prompts, tools)
    assert (point.status, point.missing, point.responsible) == ("answered", (), ("p1",))
    assert point.evidence[0].text == FAULT


def test_a_part_is_missing(read: Reader, prompts: Reading, tools: Toolbox) -> None:
    this = read(f"II. HẠN CHẾ\n- {FAULT}.\n", faults=[FAULT], answerable=[FAULT])
    (point,) = points(this, prompts, tools)
    assert (point.status, point.missing) == ("partly", ("cause",))


def test_silence(read: Reader, prompts: Reading, tools: Toolbox) -> None:
    this = read("I. KẾT QUẢ\nThu ngân sách 3,2 tỷ đồng, vượt dự toán.\n")
    (point,) = points(this, prompts, tools)
    assert (point.status, point.evidence) == ("unanswered", ())


def test_a_formula_is_no_answer(read: Reader, prompts: Reading, tools: Toolbox) -> None:
    this = read(
        "I. GIẢI TRÌNH\nVề hồ sơ đất ở xóm Nà Mạ quá hạn, chúng tôi nghiêm túc tiếp thu, rút kinh nghiệm sâu sắc.\n"
    )
    (point,) = points(this, prompts, tools)
    assert point.status == "unanswered"
    assert "nghiêm túc tiếp thu" in point.evidence[0].text


def test_somebody_says_that_it_is_left_open(read: Reader, prompts: Reading, tools: Toolbox) -> None:
    this = read("I. THẢO LUẬN\nBáo cáo chưa nói gì đến 12 hồ sơ đất quá hạn ở xóm Nà Mạ.\n")
    assert points(this, prompts, tools)[0].status == "unanswered"


@pytest.mark.parametrize(
    ("text", "remedy", "expected"),
    [
        ("Đã thu hồi đủ 18 triệu đồng tiền giống chi sai, nộp quỹ ngày 20/11/2023", True, "answered"),
        ("Số tiền giống chi sai 18 triệu đồng mới thu hồi được 7 triệu đồng", False, "partly"),
    ],
)
def test_a_demand_is_met_or_half_met(read: Reader, tools: Toolbox, text: str, remedy: bool, expected: str) -> None:
    demand = "Thu hồi 18 triệu đồng tiền giống chi sai trước ngày 30/11/2023"
    conclusion = read(f"KẾT LUẬN KIỂM TRA\nIII. YÊU CẦU\n1. {demand}.\n", kind="inspection-conclusion", day="10-20")
    this = read(f"I. THỰC HIỆN KẾT LUẬN\n- {text}.\n", remedies=[(text, "resolved" if remedy else "in-progress")])
    (point,) = points(this, conclusion, tools)
    assert (point.kind, point.status, point.deadline) == ("requirement", expected, "2023-11-30")


def test_an_answer_by_number(read: Reader, tools: Toolbox) -> None:
    text = "Huyện ủy gợi ý các nội dung kiểm điểm như sau:\n1. Hồ sơ đất quá hạn.\n2. Phát ngôn với cấp dưới.\n"
    prompts = read(text, kind="review-prompts")
    this = read("IV. GIẢI TRÌNH NỘI DUNG GỢI Ý\n- Nội dung 2, tôi đã xin lỗi ba người ngày 13/6 và nhận trách nhiệm.\n")
    second = points(this, prompts, tools)[1]
    assert "đã xin lỗi" in second.evidence[0].text


def test_points_of_further_documents_have_their_own_ids(read: Reader, prompts: Reading, tools: Toolbox) -> None:
    assert points(read("Thu đủ.\n"), prompts, tools, 2)[0].id == "q2.1"
