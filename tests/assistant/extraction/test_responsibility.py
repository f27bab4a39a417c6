"""Who answers for which fault."""

from __future__ import annotations

import pytest

from .conftest import Reader

HEAD = """Ban Thường vụ gồm đồng chí Lục Văn Sinh, Bí thư Đảng ủy; đồng chí Hoàng Đức Thọ, Chủ tịch UBND xã;
đồng chí Ma Thị Lụa, Chủ tịch Hội Nông dân.

II. HẠN CHẾ, KHUYẾT ĐIỂM
1. Hồ sơ đất xóm Khuổi Slưn tồn 42 bộ.
2. Máy phát điện trạm bơm hỏng từ tháng 3.
3. Đảng phí quý III nộp chậm 20 ngày.

"""
FAULTS = ("Hồ sơ đất", "Máy phát điện", "Đảng phí")
ALL = {"Đảng ủy xã Nà Tăm"}


def _answers(scene: Reader, told: str) -> list[set[str]]:
    text = HEAD + "III. TRÁCH NHIỆM\n" + told
    return scene(text, organisation="Đảng ủy xã Nà Tăm").answerable(FAULTS)


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("Tập thể Đảng ủy chịu trách nhiệm về các hạn chế nêu trên.", [ALL, ALL, ALL]),
        ("Khuyết điểm 1 và 3 là của đồng chí Thọ.", [{"Hoàng Đức Thọ"}, set(), {"Hoàng Đức Thọ"}]),
        ("Hạn chế thứ hai thuộc trách nhiệm của đồng chí Ma Thị Lụa.", [set(), {"Ma Thị Lụa"}, set()]),
        ("Đồng chí Bí thư nhận trách nhiệm về việc nộp đảng phí chậm.", [set(), set(), {"Lục Văn Sinh"}]),
        (
            "Đồng chí Thọ chịu trách nhiệm về hồ sơ đất và máy phát điện.",
            [{"Hoàng Đức Thọ"}, {"Hoàng Đức Thọ"}, set()],
        ),
        (
            "Việc 1 là của đồng chí Thọ. Các việc còn lại tập thể Đảng ủy chịu trách nhiệm.",
            [{"Hoàng Đức Thọ"}, ALL, ALL],
        ),
        (
            "Việc (1): đồng chí Thọ; đồng chí này đã bị nhắc về đảng phí.",
            [{"Hoàng Đức Thọ"}, set(), {"Hoàng Đức Thọ"}],
        ),
        (
            "Đồng chí Thọ chịu trách nhiệm về hồ sơ đất, máy phát điện. Riêng máy phát điện là của đồng chí Lụa.",
            [{"Hoàng Đức Thọ"}, {"Ma Thị Lụa"}, set()],
        ),
        ("Tập thể Đảng ủy chịu trách nhiệm trước Huyện ủy về các hạn chế nêu trên.", [ALL, ALL, ALL]),
        ("Đồng chí Thọ có tinh thần trách nhiệm cao.", [set(), set(), set()]),
    ],
)
def test_statements_of_responsibility_reach_the_faults_they_mean(
    scene: Reader, told: str, wanted: list[set[str]]
) -> None:
    assert _answers(scene, told) == wanted


def test_a_section_told_limits_those_meant(scene: Reader) -> None:
    text = (
        "I. KẾT QUẢ\nKết nạp 02 đảng viên, chỉ tiêu 05.\n\nII. HẠN CHẾ\n1. Sổ họp bỏ trống từ tháng 4.\n\n"
        "III. TRÁCH NHIỆM\nTập thể Chi ủy chịu trách nhiệm về các hạn chế nêu tại mục II."
    )
    found = scene(text, organisation="Chi ủy thôn Bản Mạ").answerable(["Kết nạp", "Sổ họp"])
    assert found == [set(), {"Chi ủy thôn Bản Mạ"}]


OUTLINE = """Dự họp: đồng chí Lục Văn Sinh, Bí thư; đồng chí Hoàng Đức Thọ, Phó Bí thư.

II. HẠN CHẾ
1. Kinh tế
1.1. Đầu tư
a) Giải ngân 58% kế hoạch.
b) Đường nội đồng lún 34 m.
1.2. Chợ xã còn 12 sạp bỏ trống.

III. TRÁCH NHIỆM
"""


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("Đồng chí Thọ: 1.1a, 1.2.", [{"Hoàng Đức Thọ"}, set(), {"Hoàng Đức Thọ"}]),
        ("Đồng chí Thọ chịu trách nhiệm về các tồn tại từ 1.1 đến 1.2.", [{"Hoàng Đức Thọ"}] * 3),
        ("Họ tên | Hạn chế\nHoàng Đức Thọ | 1.1\nLục Văn Sinh | 1.2\n", [{"Hoàng Đức Thọ"}] * 2 + [{"Lục Văn Sinh"}]),
    ],
)
def test_numbers_of_an_outline_reach_what_stands_under_them(scene: Reader, told: str, wanted: list[set[str]]) -> None:
    assert scene(OUTLINE + told).answerable(["Giải ngân 58%", "Đường nội đồng", "Chợ xã"]) == wanted


def test_a_paragraph_may_open_with_the_name_of_the_part(scene: Reader) -> None:
    text = HEAD + "V. KẾT LUẬN\nVề trách nhiệm đối với hạn chế: việc 1 đồng chí Thọ; việc 2 đồng chí Lụa."
    assert scene(text).answerable(FAULTS) == [{"Hoàng Đức Thọ"}, {"Ma Thị Lụa"}, set()]


@pytest.mark.parametrize(
    ("fault", "wanted"),
    [
        ("Đồng chí Lê Văn Tấu vắng 7 kỳ sinh hoạt.", {"Lê Văn Tấu"}),
        ("Một số đồng chí đi họp muộn.", {"Một số đồng chí"}),
        ("Văn phòng Đảng ủy gửi văn bản chậm 11 lần.", {"Văn phòng Đảng ủy"}),
        ("Công tác tuyên truyền có nơi chưa sâu.", set()),
        ("Chậm trả 14 bộ hồ sơ do đồng chí Lê Văn Tấu giữ.", {"Lê Văn Tấu"}),
        ("Xóm Pá Lau còn 14 hộ chưa có nước.", set()),
    ],
)
def test_the_subject_of_the_fault_answers(scene: Reader, fault: str, wanted: set[str]) -> None:
    text = f"Đồng chí Lê Văn Tấu, Trưởng ban dự họp.\n\nII. HẠN CHẾ\n- {fault}"
    assert scene(text).answerable([fault]) == [wanted]


def test_a_unit_that_is_only_the_subject_gives_way_to_those_named(scene: Reader) -> None:
    text = (
        "Dự họp: đồng chí Lê Văn Tấu, Bí thư.\n\nII. HẠN CHẾ\n1. Chi bộ Bản Cuôn không họp 4 tháng.\n\n"
        "III. TRÁCH NHIỆM\nViệc 1 là của đồng chí Lê Văn Tấu."
    )
    assert scene(text).answerable(["Chi bộ Bản Cuôn không"]) == [{"Lê Văn Tấu"}]


MINUTES = """Chủ trì: đồng chí Vi Văn Quế, Chỉ huy trưởng. Thư ký: đồng chí Hứa Thị Ninh, trợ lý hậu cần.

I. SỰ VIỆC
- Bộ đàm cấp tháng 3 hết pin giữa chừng.
- Sổ mượn quân trang lệch 14 bộ.

II. THẢO LUẬN
Đồng chí Lương Bảo Đài (Trung đội trưởng): Pin bộ đàm hết là lỗi tôi, tôi không sạc.
Đồng chí Hứa Thị Ninh: 14 bộ quân trang tôi cho mượn không ký. Tôi nhận.
Đồng chí Sầm Thị Rơi: Đồng chí Quế không kiểm tra khí tài trước diễn tập.
"""


def test_the_one_who_answers_in_a_later_turn_takes_the_fault_on_himself(scene: Reader) -> None:
    found = scene(MINUTES, "minutes").answerable(["Bộ đàm cấp", "Sổ mượn"], {0: "reply", 1: "reply", 2: "critique"})
    assert found == [{"Lương Bảo Đài"}, {"Hứa Thị Ninh"}]


def test_the_one_criticised_answers_not_the_critic(scene: Reader) -> None:
    found = scene(MINUTES, "minutes").answerable(["Đồng chí Quế không kiểm tra"], {2: "critique"})
    assert found == [{"Vi Văn Quế"}]


def test_a_heading_tells_whom_the_criticism_is_about(scene: Reader) -> None:
    text = (
        "Dự họp: đồng chí Lò Thị Xuyên, Phó Bí thư, Chủ tịch UBND xã; đồng chí Vàng A Páo, Chủ tịch MTTQ.\n\n"
        "II. DIỄN BIẾN\nGóp ý đồng chí Lò Thị Xuyên, Phó Bí thư, Chủ tịch UBND xã:\n"
        "Đồng chí Vàng A Páo: Cuộc đối thoại ngày 28/10 chị mời mà chị không tới."
    )
    assert scene(text, "minutes").answerable(["Cuộc đối thoại"], {0: "critique"}) == [{"Lò Thị Xuyên"}]


def test_the_reader_of_the_report_does_not_answer_for_it(scene: Reader) -> None:
    text = (
        "II. DIỄN BIẾN\nĐồng chí Lò Thị Xuyên (Phó Bí thư) đọc báo cáo kiểm điểm tập thể:\n"
        "Giải ngân đạt 38% kế hoạch.\nChi ủy nhận trách nhiệm về các hạn chế nêu trên."
    )
    found = scene(text, "minutes", "Chi ủy xã Lũng Phìn").answerable(["Giải ngân đạt"], {0: "reply"})
    assert found == [{"Chi ủy xã Lũng Phìn"}]


PERSONAL = "BẢN KIỂM ĐIỂM CÁ NHÂN\nHọ và tên: Quàng Văn Ín\nChức vụ: Trưởng phòng\n\n"


@pytest.mark.parametrize(
    ("part", "fault", "wanted"),
    [
        ("II. HẠN CHẾ", "Đôi lúc còn nóng vội.", {"Quàng Văn Ín"}),
        ("II. HẠN CHẾ", "Chi bộ tôi phụ trách bỏ 02 kỳ họp.", {"Quàng Văn Ín"}),
        ("I. ƯU ĐIỂM", "Đào tạo nghề được 312 người trên kế hoạch 600.", set()),
        ("II. HẠN CHẾ", "Một số phóng viên ngại cơ sở.", {"Một số phóng viên"}),
    ],
)
def test_the_author_answers_for_own_conduct(scene: Reader, part: str, fault: str, wanted: set[str]) -> None:
    assert scene(f"{PERSONAL}{part}\n- {fault}", "individual-review").answerable([fault]) == [wanted]


def test_the_reviewed_body_answers_for_what_prompts_name(scene: Reader) -> None:
    read = scene("GỢI Ý KIỂM ĐIỂM\n1. Tồn 42 bộ hồ sơ.", "review-prompts", "Đảng ủy xã Nà Tăm")
    assert read.answerable(["Tồn 42"]) == [ALL]
