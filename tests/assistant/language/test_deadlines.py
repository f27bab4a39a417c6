"""The deadline grammar: every kind of expression of time of the register, and what it resolves to."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.deadlines import DeadlineGrammar
from assistant.language.lexicon import Lexicon
from assistant.text import fold_key

REFERENCE = date(2022, 12, 20)
"""The day of the meeting: a Tuesday."""


@pytest.fixture(scope="module")
def grammar(lexicon: Lexicon) -> DeadlineGrammar:
    """Return the grammar over the shipped lexicon."""
    return DeadlineGrammar(lexicon)


def deadline(grammar: DeadlineGrammar, statement: str, reference: date = REFERENCE) -> str | None:
    """Return the deadline of a statement as an ISO day."""
    key = fold_key(statement)
    found = grammar.choose(key, 0, len(key), reference)
    return found.last.isoformat() if found else None


@pytest.mark.parametrize(
    ("statement", "last"),
    [
        # before a day, at the latest on a day, by a day
        ("Cưỡng chế trước ngày 30/6/2023", "2023-06-30"),
        ("Xong trước 15/3", "2023-03-15"),
        ("Chậm nhất là ngày 31/03/2023 phải xong", "2023-03-31"),
        ("Chậm nhất 31/3", "2023-03-31"),
        ("Nộp không muộn hơn 30/4/2023", "2023-04-30"),
        ("Thu đủ đến ngày 30/6", "2023-06-30"),
        ("Thu đủ đến hết ngày 30/6", "2023-06-30"),
        ("Thời hạn: 30/3/2023", "2023-03-30"),
        ("Nộp quỹ (xong trước 30/4)", "2023-04-30"),
        ("Nộp trước 17 giờ ngày 30/6/2023", "2023-06-30"),
        # four spellings of one day
        ("Xong trước ngày 30 tháng 6 năm 2023", "2023-06-30"),
        ("Xong trước 30-6-2023", "2023-06-30"),
        ("Xong trước 30.6.2023", "2023-06-30"),
        ("Xong trước 30/06/23", "2023-06-30"),
        # a slip of the pen: the last day of a shorter month
        ("Xong trước ngày 31/4/2023", "2023-04-30"),
        # a month
        ("Xong trong tháng 02/2024", "2024-02-29"),
        ("Xong trong tháng 3 năm 2023", "2023-03-31"),
        ("Xong tháng 6-2023", "2023-06-30"),
        ("Xong tháng 6.2023", "2023-06-30"),
        ("Hết tháng 3", "2023-03-31"),
        ("Xong trong tháng 12", "2022-12-31"),
        ("Xong trong tháng này", "2022-12-31"),
        ("Xong trong tháng tới", "2023-01-31"),
        ("Xong tháng 3 sang năm", "2023-03-31"),
        ("Xong giữa tháng 3/2023", "2023-03-31"),
        ("Xong cuối tháng 3/2023", "2023-03-31"),
        ("Xong trước tháng 6/2023", "2023-05-31"),
        # a week
        ("Xong trong tuần này", "2022-12-25"),
        ("Xong trong tuần tới", "2023-01-01"),
        ("Thứ hai tới phải nộp", "2022-12-26"),
        ("Thứ Ba tuần sau phải nộp", "2022-12-27"),
        ("Xong tuần đầu tháng 3", "2023-03-31"),
        ("Xong tuần 2 tháng 3", "2023-03-31"),
        # a quarter
        ("Xong trong quý I/2023", "2023-03-31"),
        ("Xong trong quý I năm 2023", "2023-03-31"),
        ("Xong Q1/2023", "2023-03-31"),
        ("Xong quý một năm 2023", "2023-03-31"),
        ("Xong hết quý 2/2023", "2023-06-30"),
        ("Xong trong quý II", "2023-06-30"),
        ("Xong cuối quý II", "2023-06-30"),
        ("Xong quý I năm sau", "2023-03-31"),
        ("Xong quý 1, 2 năm 2023", "2023-06-30"),
        ("Xong quý I+II/2023", "2023-06-30"),
        ("Xong quý 1–2/2023", "2023-06-30"),
        ("Xong quý III và quý IV/2023", "2023-12-31"),
        ("Xong trước quý II/2023", "2023-03-31"),
        # a part of a year, a year, a span of years
        ("Xong trong 6 tháng đầu năm", "2023-06-30"),
        ("Xong 6 tháng đầu năm 2024", "2024-06-30"),
        ("Xong sáu tháng đầu năm 2023", "2023-06-30"),
        ("Xong 6 tháng cuối năm", "2022-12-31"),
        ("Xong 9 tháng đầu năm 2023", "2023-09-30"),
        ("Xong trong năm 2023", "2023-12-31"),
        ("Xong đến cuối năm 2023", "2023-12-31"),
        ("Xong hết năm 2023", "2023-12-31"),
        ("Xong trong năm nay", "2022-12-31"),
        ("Xong đến cuối năm", "2022-12-31"),
        ("Xong trong năm tới", "2023-12-31"),
        ("Giai đoạn 2026–2027 xây mới", "2027-12-31"),
        ("Xong vào kỳ kiểm điểm năm 2023", "2023-12-31"),
        ("Xong trong năm học 2023 - 2024", "2024-05-31"),
        # so many days
        ("Xong trong vòng 30 ngày", "2023-01-19"),
        ("Xong trong vòng 2 tuần", "2023-01-03"),
        ("Xong trong vòng 2 tháng", "2023-02-20"),
        ("Xong trong 03 tháng", "2023-03-20"),
        ("Xong trong 15 ngày kể từ ngày họp", "2023-01-04"),
        ("Xong trong thời hạn 30 ngày kể từ khi có kết luận", "2023-01-19"),
        ("Xong trong vòng 30 ngày kể từ ngày 01/02/2023", "2023-03-03"),
        # the lunar new year
        ("Xong trước Tết Nguyên đán", "2023-01-22"),
        ("Xong trước Tết Nguyên đán năm 2024", "2024-02-10"),
        # feasts: the day told beside them, the solar new year, days of the first lunar month
        ("Chi trả trước Tết Nguyên đán (ngày 20/01/2023)", "2023-01-20"),
        ("Xong trước tết tây", "2022-12-31"),
        ("Ra Giêng mùng 10 công khai sổ", "2023-01-31"),
        ("Rằm tháng Giêng họp dân", "2023-02-05"),
        ("Đắp bờ xong trong tháng Giêng tây", "2023-01-31"),
        ("Sửa mái xong trước lễ 30/4", "2023-04-30"),
        # as it is said
        ("N4 trám xong trước Tết, muộn lắm là 28/2", "2023-02-28"),
        ("Ký thông báo ngay trong ngày mai", "2022-12-21"),
        ("15/1 trình lịch tuần tra", "2023-01-15"),
        ("Thu 46 triệu trong hai quý đầu năm", "2023-06-30"),
        ("Trước cuối tháng in xong bảng kiểm", "2022-12-31"),
        ("Đổ xong trước cuối tháng 3 năm sau", "2023-03-31"),
        ("Năm tới làm cho có 55% hộ", "2023-12-31"),
        ("Năm sau tuyển đủ", "2023-12-31"),
        # what begins then
        ("Bố trí hai người trực kể từ 01/01/2023", "2023-01-01"),
        ("Ký điện tử ở ba khoa từ tháng 3/2023", "2023-03-31"),
        # the end of a span counts, not its beginning
        ("Từ nay đến 30/6 phải xong", "2023-06-30"),
        ("Từ ngày 1/1/2023 đến ngày 31/3/2023", "2023-03-31"),
        ("Từ 1/3 đến 15/3/2023", "2023-03-15"),
        # of several the last; a document's own date is none
        ("Xong trước ngày 30/6/2023 và báo cáo trước 15/7/2023", "2023-07-15"),
        ("Xong trong tháng 1 và tháng 2/2023", "2023-02-28"),
        ("Thực hiện Kết luận ngày 05/3/2022, xong trước 30/3/2023", "2023-03-30"),
        ("Nhập số liệu hằng ngày, xong trong tháng 01/2023", "2023-01-31"),
    ],
)
def test_a_deadline(grammar: DeadlineGrammar, statement: str, last: str) -> None:
    assert deadline(grammar, statement) == last


@pytest.mark.parametrize(
    "statement",
    [
        # the beginning of a standing practice
        "Từ 01/01/2023 mỗi đoàn phải có nhật ký",
        "Hằng tháng đối chiếu, thực hiện từ tháng 01/2023",
        # an event
        "Ngay sau hội nghị",
        "Ngay sau khi được phê duyệt",
        "Trước kỳ họp",
        "Trước đại hội",
        "Trước mùa mưa",
        # a repeated time
        "Hằng tháng báo cáo",
        "Định kỳ hằng quý",
        "Họp vào ngày 5 hằng tháng",
        "Nộp trước ngày 05 của tháng sau",
        "Nộp trước ngày 15 tháng sau",
        # no time at all
        "Thường xuyên rút kinh nghiệm",
        "Thời gian tới sẽ sửa",
        "Trong thời gian sớm nhất",
        "Sớm khắc phục khi có điều kiện",
        "Theo đúng tiến độ",
        # too vague, or too far
        "Đầu năm 2023 tổ chức đối thoại",
        "Trong học kỳ II",
        "Học kỳ I năm học 2023-2024",
        "Nhiệm kỳ 2025–2030",
        "Đến hết nhiệm kỳ",
        "Trong tháng Giêng",
        "Rằm tháng Chạp",
        "Phấn đấu năm sau tốt hơn năm trước",
        # figures and years that are no times
        "12/13 phiếu tán thành",
        "Đạt 7/10 chỉ tiêu",
        "Hoàn thành nhiệm vụ năm 2023",
        "Mục tháng 123",
        # in the past
        "Họp ngày 05/3/2022",
    ],
)
def test_no_deadline(grammar: DeadlineGrammar, statement: str) -> None:
    assert deadline(grammar, statement) is None


@pytest.mark.parametrize(
    ("cell", "last"),
    [
        ("15/3", "2023-03-15"),
        ("15-3", "2023-03-15"),
        ("Trước 15/3/2023", "2023-03-15"),
        ("Quý I/2023", "2023-03-31"),
        ("Tháng 02/2023", "2023-02-28"),
        ("Hằng tháng", None),
        ("Thường xuyên", None),
        ("12", None),
    ],
)
def test_a_cell_of_a_table(grammar: DeadlineGrammar, cell: str, last: str | None) -> None:
    found = grammar.cell(fold_key(cell), REFERENCE)
    assert (found.last.isoformat() if found else None) == last


def test_an_expression_is_the_earliest_and_longest(grammar: DeadlineGrammar) -> None:
    key = fold_key("Thu quỹ quý 2/2023, họp ngày 30 tháng 6 năm 2023")
    found = grammar.find(key, 0, len(key), REFERENCE)
    assert [key[each.start : each.end] for each in found] == ["quý 2/2023", "ngày 30 tháng 6 năm 2023"]


def test_the_reference_day_itself_is_no_deadline_missed(grammar: DeadlineGrammar) -> None:
    assert deadline(grammar, "Xong trong ngày 20/12") == "2022-12-20"
    assert deadline(grammar, "Xong trước ngày 19/12") == "2023-12-19"


PIECES = (
    "trước ngày ",
    "30/6",
    "/2023",
    " tháng 6",
    " quý ",
    "ii",
    " năm ",
    "2023",
    "hết ",
    "31/02",
    " và ",
    "trong vòng 30 ngày ",
)


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.dates(date(2012, 1, 1), date(2040, 12, 31)))
def test_whatever_is_written_is_resolved_in_order(grammar: DeadlineGrammar, parts: list[str], reference: date) -> None:
    key = fold_key("".join(parts))
    at = 0
    for found in grammar.find(key, 0, len(key), reference):
        assert at <= found.start < found.end <= len(key)
        at = found.end
    grammar.choose(key, 0, len(key), reference)
    grammar.cell(key, reference)


@pytest.mark.parametrize("unit", ["30/6 ", "hết ", "quý i, ", "đến ngày 1/1/2023 ", "1.1.", "tháng ", "năm 2023 "])
def test_the_grammar_is_linear(grammar: DeadlineGrammar, unit: str) -> None:
    def seconds(size: int) -> float:
        key = fold_key((unit * size)[:size])
        start = time.perf_counter()
        grammar.choose(key, 0, size, REFERENCE)
        return time.perf_counter() - start

    seconds(1000)
    assert seconds(60_000) < 3 * seconds(30_000) + 0.5
