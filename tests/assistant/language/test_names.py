"""Names of persons by their shape: a run of capitalised syllables."""

from __future__ import annotations

import pytest

from assistant.language.names import name_end


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nguyễn Văn Nam chủ trì", "Nguyễn Văn Nam"),
        ("Nam, Phó Bí thư", "Nam"),
        ("Nam. Sau đó", "Nam"),
        ("T. nhận tiền", "T."),
        ("Nguyễn Văn T. nhận", "Nguyễn Văn T."),
        ("H'Loan Niê có mặt", "H'Loan Niê"),
        ("H’Loan Niê có mặt", "H’Loan Niê"),
        ("Nguyễn  Văn", "Nguyễn"),
        ("Một Hai Ba Bốn Năm Sáu Bảy", "Một Hai Ba Bốn Năm Sáu"),
        ("chủ trì", ""),
        ("", ""),
        ("12 đồng chí", ""),
    ],
)
def test_name_end(text: str, name: str) -> None:
    assert text[: name_end(text, 0, len(text))] == name


def test_a_name_ends_where_it_is_told_to() -> None:
    assert name_end("Nguyễn Văn Nam", 0, 10) == 10
