"""Plain text: exact text, lines as blocks, wrapped lines joined."""

from __future__ import annotations

from assistant.documents import Document, read


def blocks(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def test_the_text_is_the_decoded_file_with_its_line_ends() -> None:
    text = "BIÊN BẢN\r\n\r\n  1. Ưu điểm\r\n- Thu ngân sách đạt 104%.\r\n"
    document = read(text.encode("utf-8"), name="a.txt")
    assert document.text == text
    assert blocks(document) == ["BIÊN BẢN", "1. Ưu điểm", "- Thu ngân sách đạt 104%."]
    assert document.media_type == "text/plain"


def test_hard_wrapped_lines_become_one_block() -> None:
    text = (
        "I. Hạn chế, khuyết điểm\n"
        "1. Công tác quản lý đất đai còn để xảy ra vi phạm, đơn vị\n"
        "chậm phát hiện, xử lý chưa nghiêm; hồ sơ cấp giấy chứng\n"
        "nhận tồn đọng 122 trường hợp, trách nhiệm thuộc đồng chí\n"
        "Phó Chủ tịch phụ trách.\n"
        "2. Giải ngân vốn đầu tư công đạt 61% kế hoạch, xếp cuối\n"
        "trong các xã của huyện.\n"
        "- Chưa kiểm tra chi bộ trực thuộc.\n"
    )
    document = read(text.encode("utf-8"))
    assert [block.split("\n")[0][:12] for block in blocks(document)] == [
        "I. Hạn chế, ",
        "1. Công tác ",
        "2. Giải ngân",
        "- Chưa kiểm ",
    ]
    assert blocks(document)[1].endswith("đồng chí\nPhó Chủ tịch phụ trách.")


def test_lines_that_are_not_wrapped_stay_apart() -> None:
    text = "Thành phần: 13/15 đồng chí.\nChủ tọa: Đ/c Trần Đình Khôi\nThư ký: Đ/c Nguyễn Văn Sáng\n"
    assert len(read(text.encode("utf-8")).blocks) == 3


def test_columns_divided_by_spaces_are_never_joined() -> None:
    text = "THƯ KÝ                                                    CHỦ TỌA\nnguyễn Văn Sáng\n"
    assert len(read(text.encode("utf-8")).blocks) == 2


def test_markdown_headings_have_a_level() -> None:
    document = read("# Báo cáo\n\n## I. Ưu điểm\nĐạt 22/27 chỉ tiêu.\n".encode(), name="a.md")
    assert [(text, block.level) for text, block in zip(blocks(document), document.blocks, strict=True)] == [
        ("Báo cáo", 1),
        ("I. Ưu điểm", 2),
        ("Đạt 22/27 chỉ tiêu.", None),
    ]
    assert document.media_type == "text/markdown"
