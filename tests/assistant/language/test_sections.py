"""Headings and the section tree, for the forms in force and for what clerks write."""

from __future__ import annotations

import pytest

from assistant.language.model import Annotated
from assistant.language.pipeline import Annotator
from tests.assistant.language.texts import document

BODY = "- Việc thứ nhất đã được nêu ở phần trên, nội dung dài hơn một đầu đề nhiều."


def read(annotator: Annotator, *lines: str, year: int = 2023) -> Annotated:
    """Return a document of these lines, annotated."""
    return annotator.annotate(document("\n".join(lines)), year, "minutes")


def heading_role(annotator: Annotator, heading: str) -> str | None:
    """Return the role of the section that a line opens."""
    annotated = read(annotator, "BIÊN BẢN HỘI NGHỊ", heading, BODY)
    node = annotated.sections[-1]
    opens = node.heading is not None and annotated.text(node.start, node.end).startswith(heading[:8])
    return node.role if opens else None


def told_roles(annotator: Annotator, *lines: str, year: int = 2023) -> list[tuple[str, str]]:
    """Return every segment that is no heading, with the role of its section."""
    annotated = read(annotator, *lines, year=year)
    return [
        (annotated.text(segment.start, segment.end), annotated.sections[segment.section].role)
        for segment in annotated.segments
        if segment.kind not in {"heading", "label"}
    ]


EARLIER_FAULTS = (
    "Kết quả khắc phục những hạn chế, khuyết điểm đã được cấp có thẩm quyền kết luận "
    "hoặc được chỉ ra ở các kỳ kiểm điểm trước"
)
FORM_OF_2019_AND_2023 = [
    ("I. ƯU ĐIỂM, KẾT QUẢ ĐẠT ĐƯỢC", "strengths"),
    ("I- Ưu điểm, kết quả đạt được", "strengths"),
    ("II. Hạn chế, khuyết điểm và nguyên nhân", "shortcomings"),
    ("1. Hạn chế, khuyết điểm", "shortcomings"),
    ("2. Nguyên nhân của hạn chế, khuyết điểm", "causes"),
    (f"III. {EARLIER_FAULTS}", "remediation"),
    (f"III. {EARLIER_FAULTS.upper()}", "remediation"),
    ("IV. Giải trình những vấn đề được gợi ý kiểm điểm (nếu có)", "answers"),
    ("V. Trách nhiệm của tập thể, cá nhân", "responsibility"),
    ("V. Làm rõ trách nhiệm của cá nhân đối với những hạn chế, khuyết điểm của tập thể (nếu có)", "responsibility"),
    ("VI. Phương hướng, biện pháp khắc phục hạn chế, khuyết điểm", "measures"),
    ("VII. Đề nghị mức xếp loại chất lượng", "rating"),
    ("VII. Tự nhận mức xếp loại chất lượng", "rating"),
    ("1. Xếp loại đảng viên", "rating"),
    ("XÁC NHẬN CỦA CẤP ỦY", "signature"),
    ("NGƯỜI TỰ KIỂM ĐIỂM", "signature"),
]
FORM_OF_2025 = [
    ("A.I. Ưu điểm, kết quả đạt được", "strengths"),
    ("A.II. Hạn chế, khuyết điểm và nguyên nhân", "shortcomings"),
    ("B. Tự đánh giá, xếp loại chất lượng", "rating"),
    ("I. Điểm tiêu chí chung", "rating"),
    ("II. Đề xuất mức xếp loại", "rating"),
    ("Tổng điểm", "rating"),
]
MINUTES = [
    ("II. Thành phần", "attendance"),
    ("2. Thành phần tham dự", "attendance"),
    ("- Chủ trì: đồng chí Nguyễn Văn Nam", "attendance"),
    ("Thư ký: đồng chí Trần Thị Lan", "attendance"),
    ("Vắng mặt: 01 đồng chí", "attendance"),
    ("Có mặt: 12/13 đồng chí", "attendance"),
    ("III. Nội dung hội nghị", "proceedings"),
    ("Thông qua báo cáo kiểm điểm tập thể", "proceedings"),
    ("IV/ Thảo luận", "discussion"),
    ("Ý kiến phát biểu của các đồng chí", "discussion"),
    ("Diễn biến hội nghị", "discussion"),
    ("Tự phê bình và phê bình", "discussion"),
    ("4. Tiếp thu ý kiến nhận xét của cấp trên", "answers"),
    ("V. Kết luận của chủ trì", "conclusion"),
    ("Đồng chí Bí thư kết luận hội nghị", "conclusion"),
    ("VI. BỎ PHIẾU XẾP LOẠI", "votes"),
    ("3. Kết quả kiểm phiếu", "votes"),
    ("NGƯỜI GHI BIÊN BẢN\tCHỦ TRÌ HỘI NGHỊ", "signature"),
    ("THƯ KÝ          CHỦ TỌA", "signature"),
    ("T/M ĐẢNG ỦY", "signature"),
    ("Nơi nhận:", "signature"),
    ("Cuộc họp kết thúc vào 17 giờ, ngày 20/12/2023.", "signature"),
]
PLANS_AND_CONCLUSIONS = [
    ("I. Mục đích, yêu cầu", "purpose"),
    ("II. NỘI DUNG, BIỆN PHÁP KHẮC PHỤC", "measures"),
    ("III. Tổ chức thực hiện", "measures"),
    ("Nhiệm vụ, giải pháp trọng tâm", "measures"),
    ("Các vấn đề cần kiểm điểm làm rõ", "points"),
    ("Kiến nghị", "points"),
    ("Hạn chế, vi phạm", "shortcomings"),
    ("Kết quả khắc phục sau kiểm điểm", "remediation"),
]
PLAIN_WORDS = [
    ("Những việc đã làm được", "strengths"),
    ("Mặt được", "strengths"),
    ("Mặt chưa được", "shortcomings"),
    ("Những việc chưa làm được", "shortcomings"),
    ("Việc còn tồn đọng", "shortcomings"),
    ("* Tồn tại, hạn chế:", "shortcomings"),
    ("Vì sao chậm", "causes"),
    ("- Nguyên nhân chủ quan:", "causes"),
    ("Những việc còn nợ từ năm trước", "remediation"),
    ("Nhìn lại lời hứa năm 2022", "remediation"),
    ("Ai chịu trách nhiệm", "responsibility"),
    ("Những việc sẽ làm năm tới", "measures"),
    ("Cam kết", "measures"),
]
NO_HEADINGS = [
    "Phần hai bên đường chưa trồng cây xanh như đã hứa",
    "- Hạn chế việc hội họp để tập trung cho cơ sở",
    "Đạt 12/15 chỉ tiêu",
    "Nguyên nhân là do chi bộ buông lỏng việc kiểm tra, ba tháng liền không họp và không ai nhắc nhở.",
]


@pytest.mark.parametrize(
    ("heading", "role"), FORM_OF_2019_AND_2023 + FORM_OF_2025 + MINUTES + PLANS_AND_CONCLUSIONS + PLAIN_WORDS
)
def test_role_of_a_heading(annotator: Annotator, heading: str, role: str) -> None:
    assert heading_role(annotator, heading) == role


@pytest.mark.parametrize("line", NO_HEADINGS)
def test_a_sentence_is_no_heading(annotator: Annotator, line: str) -> None:
    assert heading_role(annotator, line) is None


def test_sections_stand_inside_one_another(annotator: Annotator) -> None:
    annotated = read(
        annotator,
        "BIÊN BẢN",
        "II. Hạn chế, khuyết điểm",
        "1. Hạn chế",
        "a) Thu quỹ chậm",
        "2. Nguyên nhân",
        "- Do chủ quan",
        "III. Phương hướng, biện pháp",
        "- Thu đủ quỹ",
    )
    told = [
        (annotated.text(node.start, node.start + 4), node.role, node.level, node.parent, node.number)
        for node in annotated.sections[1:]
    ]
    assert told[-4:] == [
        ("II. ", "shortcomings", 1, told_index(annotated, 0), "ii"),
        ("1. H", "shortcomings", 2, told_index(annotated, 1), "1"),
        ("2. N", "causes", 2, told_index(annotated, 1), "2"),
        ("III.", "measures", 1, told_index(annotated, 0), "iii"),
    ]
    outer, first, second = annotated.sections[-4:-1]
    assert outer.start < first.start < first.end < second.start < second.end == outer.end


def told_index(annotated: Annotated, depth: int) -> int | None:
    """Return the index of the section around the last section of a depth."""
    return len(annotated.sections) - 4 if depth else annotated.sections[-1].parent


def test_content_belongs_to_the_innermost_section(annotator: Annotator) -> None:
    assert told_roles(
        annotator,
        "II. HẠN CHẾ, KHUYẾT ĐIỂM",
        "Thu quỹ chậm.",
        "Nguyên nhân: do buông lỏng kiểm tra.",
        "III. PHƯƠNG HƯỚNG",
        "Thu đủ quỹ.",
    ) == [
        ("Thu quỹ chậm", "shortcomings"),
        ("do buông lỏng kiểm tra", "causes"),
        ("Thu đủ quỹ", "measures"),
    ]


@pytest.mark.parametrize(("year", "role"), [(2023, "remediation"), (2022, "shortcomings")])
def test_the_faults_of_an_earlier_year_are_what_became_of_them(annotator: Annotator, year: int, role: str) -> None:
    lines = ("I. HẠN CHẾ, KHUYẾT ĐIỂM NĂM 2022", "Quỹ còn nợ 3 triệu đồng.")
    assert told_roles(annotator, *lines, year=year) == [("Quỹ còn nợ 3 triệu đồng", role)]
