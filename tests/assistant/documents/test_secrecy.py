"""Secrecy marks: stamps in the letter-head, never words of the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.documents import read
from assistant.errors import SecrecyError

HEAD = "ĐẢNG ỦY XÃ TÂN PHÚ          ĐẢNG CỘNG SẢN VIỆT NAM\n{}\nBÁO CÁO KIỂM ĐIỂM\n"


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("MẬT", "mat"),
        ("      [ MẬT ]", "mat"),
        ("TỐI MẬT            Tân Phú, ngày 20 tháng 12 năm 2022", "toi-mat"),
        ("Độ mật: TUYỆT MẬT", "tuyet-mat"),
        ("MA\u0302\u0323T", "mat"),
    ],
)
def test_a_stamped_file_is_refused_unless_allowed(line: str, level: str) -> None:
    data = HEAD.format(line).encode("utf-8")
    with pytest.raises(SecrecyError) as caught:
        read(data)
    assert (caught.value.code, caught.value.parameters) == ("document.secret", {"mark": level})
    assert read(data, allow_secret=True).secrecy == level


@pytest.mark.parametrize(
    "line",
    ["Bảo vệ bí mật nhà nước", "Công tác bảo mật chưa tốt", "Nuôi ong lấy mật", "mật", "PHÒNG CƠ YẾU - BẢO MẬT"],
)
def test_the_ordinary_word_is_no_stamp(line: str) -> None:
    assert read(HEAD.format(line).encode("utf-8")).secrecy is None


def test_a_line_far_below_the_letter_head_is_no_stamp() -> None:
    assert read((HEAD.format("*") + "Nội dung báo cáo.\n" * 40 + "MẬT\n").encode("utf-8")).secrecy is None


def test_a_stamp_in_a_text_box_or_header_counts(word_file: Callable[..., bytes]) -> None:
    box = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent><w:p><w:r>"
        "<w:t>TỐI MẬT</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
        "<w:r><w:t>BÁO CÁO</w:t></w:r></w:p>"
    )
    assert read(word_file(box), allow_secret=True).secrecy == "toi-mat"
    body = (
        "<w:p><w:r><w:t>BÁO CÁO</w:t></w:r></w:p>" * 80
        + "<w:sectPr><w:headerReference w:type='default' r:id='header1'/></w:sectPr>"
    )
    data = word_file(body, {"header1": "<w:p><w:r><w:t>MẬT</w:t></w:r></w:p>"})
    assert read(data, allow_secret=True).secrecy == "mat"
