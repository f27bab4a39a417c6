"""What documents say of themselves at their heads."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.language.letterhead import Head, HeadReader
from assistant.language.lexicon import Lexicon
from tests.assistant.language.texts import document

PARTY = (
    "ĐẢNG BỘ HUYỆN A\t\tĐẢNG CỘNG SẢN VIỆT NAM\nĐẢNG ỦY XÃ TÂN PHÚ\n"
    "*\t\tTân Phú, ngày 20 tháng 12 năm 2022\nSố 12-BB/ĐU\n"
)
STATE = (
    "SỞ Y TẾ                    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "TRUNG TÂM Y TẾ HUYỆN B     Độc lập - Tự do - Hạnh phúc\n"
)


@pytest.fixture(scope="module")
def reader(lexicon: Lexicon) -> HeadReader:
    """Return the reader over the shipped lexicon."""
    return HeadReader(lexicon)


def head(reader: HeadReader, text: str) -> Head:
    """Return the head of a text."""
    return reader.read(document(text))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("BIÊN BẢN\nHội nghị kiểm điểm tập thể, cá nhân năm 2022", "minutes"),
        ("BIÊN BẢN HỘI NGHỊ KIỂM ĐIỂM CUỐI NĂM 2023", "minutes"),
        ("TRÍCH BIÊN BẢN\nHọp chi bộ tháng 12", "minutes"),
        ("Biên bản họp kiểm điểm cuối năm 2020", "minutes"),
        ("BÁO CÁO KIỂM ĐIỂM TẬP THỂ\nNăm 2023", "collective-review"),
        ("BÁO CÁO\nkiểm điểm công tác lãnh đạo, chỉ đạo năm 2023", "collective-review"),
        ("BÁO CÁO\ntự kiểm điểm của tập thể chi ủy năm 2024", "collective-review"),
        ("BẢN KIỂM ĐIỂM CÁ NHÂN\nNăm 2024", "individual-review"),
        ("BẢN TỰ KIỂM ĐIỂM ĐẢNG VIÊN\nNăm 2021", "individual-review"),
        ("KẾ HOẠCH\nkhắc phục hạn chế, khuyết điểm sau kiểm điểm năm 2022", "remediation-plan"),
        ("KẾ HOẠCH KHẮC PHỤC HẠN CHẾ, KHUYẾT ĐIỂM", "remediation-plan"),
        ("V/v gợi ý kiểm điểm năm 2025\nKính gửi: Đảng ủy xã B", "review-prompts"),
        ("Gợi ý kiểm điểm đối với đồng chí Nguyễn Văn A", "review-prompts"),
        ("THÔNG BÁO\nkết luận kiểm tra đối với Đảng ủy xã B", "inspection-conclusion"),
        ("THÔNG BÁO KẾT LUẬN\nkiểm tra Ban Thường vụ Đảng ủy xã B", "inspection-conclusion"),
        ("KẾT LUẬN THANH TRA\nviệc chấp hành pháp luật tại UBND xã B", "inspection-conclusion"),
        ("NHẬN XÉT\nđối với tập thể Ban Thường vụ Đảng ủy xã B", "superior-remarks"),
        ("Ý KIẾN NHẬN XÉT, GÓP Ý\nbáo cáo kiểm điểm năm 2024 của Đảng ủy xã B", "superior-remarks"),
        ("PHIẾU NHẬN XÉT CỦA CẤP ỦY NƠI CƯ TRÚ", "superior-remarks"),
        ("Thư mời họp", "other"),
        ("BIỂU CHẤM ĐIỂM\nQuý I năm 2026", "other"),
    ],
)
def test_kind(reader: HeadReader, title: str, kind: str) -> None:
    assert head(reader, title).kind == kind
    assert head(reader, PARTY + title).kind == kind


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("BÁO CÁO KIỂM ĐIỂM TẬP THỂ\nNăm 2023\nXã A, ngày 05 tháng 01 năm 2024", 2023),
        ("BIÊN BẢN HỘI NGHỊ KIỂM ĐIỂM CUỐI NĂM 2023", 2023),
        ("KẾ HOẠCH\nkhắc phục khuyết điểm sau kiểm điểm năm 2022\nNgày 12/01/2023", 2022),
        ("BIÊN BẢN\nHọp kiểm điểm\nHôm nay, 03/01/2023, tại hội trường", 2022),
        ("BIÊN BẢN\nHọp kiểm điểm\nHôm nay, 03/12/2023, tại hội trường", 2023),
        ("BIÊN BẢN\nHọp kiểm điểm", None),
    ],
)
def test_year_under_review(reader: HeadReader, text: str, year: int | None) -> None:
    assert head(reader, text).year == year


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (PARTY + "BIÊN BẢN\nHọp kiểm điểm", date(2022, 12, 20)),
        (PARTY + "BIÊN BẢN\nThời gian: 14 giờ ngày 12/12/2022", date(2022, 12, 12)),
        ("BIÊN BẢN\nVào hồi 8 giờ 00 ngày 15 tháng 12 năm 2022", date(2022, 12, 15)),
        ("Biên bản họp kiểm điểm\nngày 25.12.2020", date(2020, 12, 25)),
        ("BIÊN BẢN\nngày 5-1-2021", date(2021, 1, 5)),
        ("BIÊN BẢN\nngày 32/13/2021", None),
        ("BIÊN BẢN", None),
    ],
)
def test_date(reader: HeadReader, text: str, day: date | None) -> None:
    assert head(reader, text).date == day


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("BÁO CÁO\nkiểm điểm năm 2025 của Chi bộ Sở Y tế", "year"),
        ("BÁO CÁO\nkiểm điểm quý III năm 2025 của Chi bộ Sở Y tế", "quarter"),
        ("BÁO CÁO\nKiểm điểm Ban Chấp hành Đảng bộ nhiệm kỳ 2020 - 2025", "term"),
    ],
)
def test_period(reader: HeadReader, text: str, period: str) -> None:
    assert head(reader, text).period == period


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        # the letter-head alone
        (PARTY + "BIÊN BẢN\nHọp kiểm điểm năm 2022", "Đảng ủy xã Tân Phú"),
        ("ĐẢNG BỘ XÃ B\nCHI BỘ XÓM 3\n*\nBIÊN BẢN\nHọp cuối năm", "Chi bộ xóm 3"),
        ("ĐẢNG ỦY CÔNG TY TNHH MTV\nTHỦY LỢI NAM LAM\nBIÊN BẢN", "Đảng ủy công ty TNHH MTV thủy lợi nam lam"),
        # the title alone
        ("BÁO CÁO KIỂM ĐIỂM\ncủa tập thể Ban Giám hiệu Trường THCS B năm 2023", "Ban Giám hiệu Trường THCS B"),
        # the title with what the letter-head has of it
        (PARTY + "BIÊN BẢN\nHội nghị kiểm điểm Ban Thường vụ Đảng ủy xã năm 2022", "Ban Thường vụ Đảng ủy xã Tân Phú"),
        (PARTY + "BIÊN BẢN\nHội nghị kiểm điểm Ban Thường vụ năm 2022", "Ban Thường vụ Đảng ủy xã Tân Phú"),
        (STATE + "BÁO CÁO\nkiểm điểm Ban Giám đốc Trung tâm Y tế huyện", "Ban Giám đốc Trung tâm Y tế huyện B"),
        ("ĐẢNG BỘ CÔNG TY C\nĐẢNG ỦY\nBIÊN BẢN\nHội nghị kiểm điểm năm 2025", "Đảng ủy công ty C"),
        # the body that a superior writes to or about, not the one that writes
        (PARTY + "V/v gợi ý kiểm điểm\nKính gửi: Ban Thường vụ Đảng ủy xã B", "Ban Thường vụ Đảng ủy xã B"),
        (PARTY + "THÔNG BÁO\nkết luận kiểm tra đối với Chi bộ Trường A", "Chi bộ Trường A"),
        # the unit an individual names
        ("BẢN KIỂM ĐIỂM CÁ NHÂN\nHọ và tên: Nguyễn Văn A\nĐơn vị công tác: UBND xã B     Chi bộ: cơ quan", "UBND xã B"),
        ("BẢN KIỂM ĐIỂM CÁ NHÂN\nHọ và tên: Nguyễn Văn A", None),
        ("BIÊN BẢN", None),
    ],
)
def test_organisation(reader: HeadReader, text: str, organisation: str | None) -> None:
    assert head(reader, text).organisation == organisation


def test_the_body_of_a_text_is_not_its_head(reader: HeadReader) -> None:
    assert head(reader, "BIÊN BẢN\n" + "Chi bộ họp.\n" * 60 + "KẾ HOẠCH KHẮC PHỤC\nNgày 1/1/2020").kind == "minutes"
    assert head(reader, "x\n" * 60 + "BIÊN BẢN").kind == "other"


def test_an_empty_text_has_no_head(reader: HeadReader) -> None:
    assert head(reader, "") == Head("other", None, None, None, "year")
