"""Who is named, under which office, and whom a mention means."""

from __future__ import annotations

import pytest

from assistant.extraction.parties import RosterEntry

from .conftest import Reader

MEETING = """BIÊN BẢN
Hội nghị kiểm điểm năm 2024

Chủ trì: đồng chí Lục Văn Sinh, Bí thư Đảng ủy.
Thư ký: đồng chí Nông Thị Mây, Chánh Văn phòng Đảng ủy.
Có mặt: đồng chí Hoàng Đức Thọ, Phó Bí thư, Chủ tịch UBND xã; đồng chí Ma Thị Lụa, Chủ tịch Hội Nông dân;
đồng chí Đinh Công Phú, Phó Chủ tịch UBND xã phụ trách đất đai.

"""


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("Đồng chí Thọ nhận.", ("person", "Hoàng Đức Thọ")),
        ("Đ/c Hoàng Đức Thọ nhận.", ("person", "Hoàng Đức Thọ")),
        ("Đồng chí Chủ tịch UBND xã nhận.", ("person", "Hoàng Đức Thọ")),
        ("Đồng chí Chủ tịch nhận.", ("person", "Hoàng Đức Thọ")),
        ("Đồng chí Bí thư nhận.", ("person", "Lục Văn Sinh")),
        ("Phó Bí thư Hoàng Đức Thọ nhận.", ("person", "Hoàng Đức Thọ")),
        ("Đồng chí Phó Chủ tịch phụ trách đất đai nhận.", ("person", "Đinh Công Phú")),
        ("Đồng chí phụ trách đất đai nhận.", ("person", "Đinh Công Phú")),
        ("Kế toán trưởng nhận.", ("role", "Kế toán trưởng")),
    ],
)
def test_a_mention_means_the_person_the_document_names(scene: Reader, told: str, meant: tuple[str, str]) -> None:
    assert scene(MEETING + told).resolved(told) == [meant]


@pytest.mark.parametrize(
    ("told", "office", "name"),
    [
        ("+ Lạc Thanh Tịnh, Đội trưởng (chủ trì);", "Đội trưởng", "Lạc Thanh Tịnh"),
        ("Đội trưởng Vĩ Thanh Tịnh chủ trì.", "Đội trưởng", "Vĩ Thanh Tịnh"),
        ("Có mặt: Nguyễn Sọt trưởng thôn, Lê Bá Kình thư ký.", "trưởng thôn", "Nguyễn Sọt"),
        ("Có mặt: Lê Thị Hiền PGĐ, Đỗ Thị Nga kế toán.", "Phó Giám đốc", "Lê Thị Hiền"),
        ("Dự: Nguyễn Văn Bốn (Phó Chi cục trưởng).", "Phó Chi cục trưởng", "Nguyễn Văn Bốn"),
    ],
)
def test_an_office_beside_a_name_is_that_of_the_person(scene: Reader, told: str, office: str, name: str) -> None:
    asked = f"Đồng chí {office} nhận."
    assert scene(f"{told}\n{asked}").resolved(asked) == [("person", name)]


def test_abbreviations_behind_a_title_are_nobody(scene: Reader) -> None:
    told = "- Các đồng chí UV BCH;"
    assert all(kind != "person" for kind, _ in scene(told).resolved(told))


@pytest.mark.parametrize(
    "text",
    [
        "BẢN KIỂM ĐIỂM CÁ NHÂN\nTui tên Nguyễn Thị Lụm, bí thư chi bộ.\nTui họp trễ.",
        "BẢN KIỂM ĐIỂM CÁ NHÂN\n1. Họ và tên khai sinh: NGUYỄN THỊ LỤM; sinh năm 1974.\nTôi họp trễ.",
        "BẢN KIỂM ĐIỂM CÁ NHÂN\nTôi họp trễ.\n\nNgười viết\nNguyễn Thị Lụm",
    ],
)
def test_the_author_is_told_by_a_label_an_opening_or_the_signature(scene: Reader, text: str) -> None:
    assert scene(text, "individual-review").context.book.author_party() == ("person", "nguyễn thị lụm")


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Trạm Y tế không trực đêm.", "Trạm Y tế"),
        ("Trung tâm Phục vụ hành chính công trả hồ sơ trễ.", "Trung tâm Phục vụ hành chính công"),
        ("Phòng Quy hoạch - Kiến trúc trình chậm.", "Phòng Quy hoạch - Kiến trúc"),
        ("Tổ công tác của UBND xã không lên thực địa.", "Tổ công tác của UBND xã"),
        ("Chi bộ Chi nhánh khu vực 5 không họp.", "Chi bộ Chi nhánh khu vực 5"),
        ("Tập thể Ban Giám đốc ký muộn.", "Ban Giám đốc"),
    ],
)
def test_the_name_of_a_body_runs_through_its_small_words(scene: Reader, told: str, name: str) -> None:
    assert scene(told).resolved(told) == [("collective", name)]


@pytest.mark.parametrize(
    ("told", "vague"),
    [
        ("Một số đồng chí đi họp muộn.", True),
        ("Có nơi chưa họp.", True),
        ("Mỗi đồng chí ủy viên Ban Thường vụ bám địa bàn.", True),
        ("Các bộ phận rà soát hồ sơ.", True),
        ("Công tác tuyên truyền có nơi chưa sâu.", False),
        ("Có lúc, có nơi chưa sâu.", False),
        ("Một số lĩnh vực chuyển biến chậm.", False),
        ("Nhà có người quen nên nể nang.", False),
    ],
)
def test_vague_sets_are_sets_of_people_or_units(scene: Reader, told: str, vague: bool) -> None:
    assert ("vague" in {kind for kind, _ in scene(told).resolved(told)}) is vague


@pytest.mark.parametrize(
    "told",
    ["05/38 công chức thiếu giờ học.", "Sở hữu chung.", "Đội tuyển văn không có giải.", "Hội nghị họp muộn."],
)
def test_words_that_only_look_like_parties_name_nobody(scene: Reader, told: str) -> None:
    assert scene(told).resolved(told) == []


def test_offices_beside_a_name_are_the_person_s_own(scene: Reader) -> None:
    told = "Đồng chí Bùi Thị Sen, Phó Bí thư, Phó Giám đốc và đồng chí Trưởng khoa Dược Lò Văn Pọm ký."
    assert scene(told).resolved(told) == [("person", "Bùi Thị Sen"), ("person", "Lò Văn Pọm")]


def test_an_office_several_hold_stays_an_office(scene: Reader) -> None:
    text = MEETING + "Đồng chí Phó Chủ tịch UBND xã Lê Thị Gấm vắng mặt.\n"
    told = "Đồng chí Phó Chủ tịch nhận."
    assert scene(text + told).resolved(told) == [("role", "Phó Chủ tịch")]


def test_a_name_that_fits_two_persons_is_told_as_ambiguous(scene: Reader) -> None:
    told = "Đồng chí Hoa nhận."
    read = scene(f"Đồng chí Lê Thị Hoa và đồng chí Trần Văn Hoa dự họp.\n{told}")
    read.resolved(told)
    parties, _ = read.context.book.freeze([])
    assert [party.name for party in parties if party.ambiguous] == ["Hoa"]


def test_the_reviewed_body_is_given_by_its_full_name(scene: Reader) -> None:
    told = "Tập thể Ban Thường vụ nhận."
    assert scene(told, organisation="Ban Thường vụ Đảng ủy xã Nà Tăm").resolved(told) == [
        ("collective", "Ban Thường vụ Đảng ủy xã Nà Tăm")
    ]


def test_the_roster_gives_names_and_offices(scene: Reader) -> None:
    roster = [RosterEntry("Vừ Mí Sùng", post="Hiệu trưởng", aliases=("Thầy Sùng A",))]
    told = "Đồng chí Hiệu trưởng nhận."
    assert scene(told, roster=roster).resolved(told) == [("person", "Vừ Mí Sùng")]


def test_the_author_of_a_personal_review_is_found_by_the_label(scene: Reader) -> None:
    text = "BẢN KIỂM ĐIỂM CÁ NHÂN\nHọ và tên: Quàng Văn Ín\nChức vụ: Trưởng phòng\nTôi kiểm điểm như sau."
    read = scene(text, "individual-review")
    author = read.context.book.author_party()
    assert author is not None
    assert read.names([author]) == {"Quàng Văn Ín"}


def test_the_signer_holds_the_office_above_the_name(scene: Reader) -> None:
    told = "Đồng chí Hiệu trưởng nhận."
    read = scene(f"{told}\n\nNơi nhận:\n- Lưu.\n\nHIỆU TRƯỞNG\n\nGiàng A Chống")
    assert read.resolved(told) == [("person", "Giàng A Chống")]
