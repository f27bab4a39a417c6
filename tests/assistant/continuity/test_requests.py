"""Finding the points of a superior's document."""

from __future__ import annotations

from assistant.continuity import Toolbox
from assistant.continuity.requests import requests
from tests.assistant.continuity.readings import Reader

LETTER = """HUYỆN ỦY NÀ LƯƠNG          ĐẢNG CỘNG SẢN VIỆT NAM
Số 12-CV/HU
Kính gửi: Ban Thường vụ Đảng ủy xã An Thuận

Căn cứ Quy định số 124-QĐ/TW, Ban Thường vụ Huyện ủy gợi ý một số nội dung cần kiểm điểm như sau:

1. Đối với tập thể
a) Việc để 12 hồ sơ đất quá hạn ở xóm Nà Mạ; nêu nguyên nhân, trách nhiệm.
b) Vốn duy tu đường giải ngân 41%.

2. Đối với đồng chí Chủ tịch Ủy ban nhân dân xã
Việc chi 38 triệu đồng san sân thể thao khi chưa có dự toán; kết quả thu hồi đến nay.

Việc chậm bàn giao lưới điện là trách nhiệm của Công ty Điện lực, xã không phải giải trình.

Ban Thường vụ Đảng ủy xã nghiêm túc kiểm điểm các nội dung trên, gửi hồ sơ về Huyện ủy trước ngày 25/12/2023.

Bản kiểm điểm gửi hai bản cứng, đúng mẫu.
"""

CLOSING = LETTER[LETTER.index("Ban Thường vụ Đảng ủy xã nghiêm túc") : LETTER.index(".\n\nBản kiểm điểm")]

CONCLUSION = """KẾT LUẬN
kiểm tra Chi bộ Trạm Khuyến nông

II. KHUYẾT ĐIỂM
1. Chi sai 18 triệu đồng tiền giống.
2. Ba tháng không họp chi bộ.

III. YÊU CẦU
1. Thu hồi 18 triệu đồng trước ngày 30/11/2023.
2. Chi bộ họp đúng kỳ; đồng chí Bí thư kiểm điểm bằng văn bản.
Nơi nào để tái diễn thì xem xét kỷ luật.
"""


def told(read: Reader, tools: Toolbox, text: str, **items: object) -> list[tuple[str, str, str | None]]:
    prompts = read(text, day="10-20", **items)  # type: ignore[arg-type]
    return [(each.kind, text[each.start : each.end], each.deadline) for each in requests(prompts, tools)]


def test_items_of_prompts_and_the_closing_demand(read: Reader, tools: Toolbox) -> None:
    assert told(read, tools, LETTER, kind="review-prompts") == [
        ("prompt", "Việc để 12 hồ sơ đất quá hạn ở xóm Nà Mạ; nêu nguyên nhân, trách nhiệm", None),
        ("prompt", "Vốn duy tu đường giải ngân 41%", None),
        ("prompt", "Việc chi 38 triệu đồng san sân thể thao khi chưa có dự toán; kết quả thu hồi đến nay", None),
        (
            "requirement",
            CLOSING,
            "2023-12-25",
        ),
    ]


def test_faults_and_demands_of_a_conclusion(read: Reader, tools: Toolbox) -> None:
    faults = ["Chi sai 18 triệu đồng tiền giống", "Ba tháng không họp chi bộ"]
    assert told(read, tools, CONCLUSION, kind="inspection-conclusion", faults=faults) == [
        ("remark", faults[0], None),
        ("remark", faults[1], None),
        ("requirement", "Thu hồi 18 triệu đồng trước ngày 30/11/2023", "2023-11-30"),
        ("requirement", "Chi bộ họp đúng kỳ; đồng chí Bí thư kiểm điểm bằng văn bản", None),
    ]


def test_demands_in_a_running_sentence(read: Reader, tools: Toolbox) -> None:
    text = (
        "NHẬN XÉT\nĐồng chí còn để 3,4 ha đất công ích cho thuê miệng từ năm 2019, tiền thu không nộp ngân sách.\n"
        "Ban Thường vụ Huyện ủy yêu cầu đồng chí viết lại phần hạn chế; thu hồi đủ tiền thuê đất "
        "trước ngày 31/01/2024.\n"
    )
    fault = "Đồng chí còn để 3,4 ha đất công ích cho thuê miệng từ năm 2019, tiền thu không nộp ngân sách"
    found = told(read, tools, text, kind="superior-remarks", faults=[fault])
    assert [kind for kind, _, _ in found] == ["remark", "requirement", "requirement"]
    assert found[2] == ("requirement", "thu hồi đủ tiền thuê đất trước ngày 31/01/2024", "2024-01-31")


def test_a_remark_names_a_fault_that_was_not_marked(read: Reader, tools: Toolbox) -> None:
    remarks = (
        "NHẬN XÉT\nđối với Chi bộ Trạm Khuyến nông\n\nI. KHUYẾT ĐIỂM\n"
        "1. Xã về đích trễ một năm, mới đạt 17/19 tiêu chí.\n"
        "2. Chưa phát hiện dấu hiệu tham nhũng.\n"
    )
    found = told(read, tools, remarks, kind="superior-remarks")
    assert found == [("remark", "Xã về đích trễ một năm, mới đạt 17/19 tiêu chí", None)]
