"""Old encodings: the tables against iconv, detection by letters, font names."""

from __future__ import annotations

import json
import subprocess
import unicodedata

import pytest

from assistant.documents import read
from assistant.documents.encodings import FontCode, Fonts, Letters, Run, RunDecoder, Table, decode, meant_encoding
from assistant.resources import rules

TEXT = (
    "Đảng ủy xã đã họp kiểm điểm. Một số đồng chí chưa gương mẫu, còn để xảy ra vi phạm trong quản lý đất đai; "
    "việc khắc phục hạn chế năm trước còn chậm, trách nhiệm thuộc về người đứng đầu, kỷ luật chưa nghiêm."
)
VOWELS = "aăâeêioôơuưy"


def inverse(encoding: str) -> dict[str, str]:
    letters = json.loads((rules() / "encodings" / f"{encoding}.json").read_text(encoding="utf-8"))["letters"]
    return {letter: code for code, letter in letters.items()}


def encode(text: str, encoding: str) -> str:
    """Return text as the code points of an old encoding."""
    codes = inverse(encoding)
    return "".join(codes.get(letter, letter) for letter in text)


def iconv(data: bytes, encoding: str) -> str:
    done = subprocess.run(["iconv", "-f", encoding, "-t", "UTF-8"], input=data, check=True, capture_output=True)
    return unicodedata.normalize("NFC", done.stdout.decode("utf-8"))


@pytest.mark.parametrize(("encoding", "name"), [("tcvn3", "TCVN5712-1"), ("viscii", "VISCII")])
def test_tables_agree_with_iconv(encoding: str, name: str) -> None:
    for code, letter in inverse(encoding).items():
        assert iconv(letter.encode("latin-1") + b" ", name) == code + " "


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii"])
def test_every_small_letter_can_be_written(encoding: str) -> None:
    every = {
        unicodedata.normalize("NFC", vowel + tone)
        for vowel in VOWELS
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    } | {"đ"}
    table = Table(encoding)
    for letter in every:
        assert table.decode(encode(letter, encoding)) == letter


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii"])
def test_bytes_of_old_encodings_are_told_by_their_letters(encoding: str) -> None:
    data = encode(TEXT, encoding).encode("latin-1")
    found = decode(data)
    assert (found.encoding, found.text, found.doubt) == (encoding, TEXT, False)
    assert read(data, name="cu.txt").unread[0].parameters == (("encoding", encoding.upper()),)


def test_cp1258_is_composed() -> None:
    data = unicodedata.normalize("NFC", TEXT)
    marks = "".join(
        unicodedata.normalize("NFC", base) + tone
        for base, tone in (
            (
                "".join(m for m in unicodedata.normalize("NFD", c) if m not in "\u0300\u0301\u0303\u0309\u0323"),
                "".join(m for m in unicodedata.normalize("NFD", c) if m in "\u0300\u0301\u0303\u0309\u0323"),
            )
            for c in data
        )
    )
    assert decode(marks.encode("cp1258")).text == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_with_and_without_mark(encoding: str) -> None:
    found = decode(TEXT.encode(encoding))
    assert found.text == TEXT
    assert not found.doubt


def test_decomposed_unicode_is_left_as_it_is() -> None:
    text = unicodedata.normalize("NFD", TEXT)
    assert decode(text.encode("utf-8")).text == text


def test_old_letters_stored_as_unicode_are_seen_through() -> None:
    assert meant_encoding(encode(TEXT, "tcvn3")) == "tcvn3"
    assert meant_encoding(encode(TEXT, "vni")) == "vni"
    assert meant_encoding(TEXT.encode("utf-8").decode("latin-1")) == "utf-8"


def test_other_languages_are_not_turned_into_vietnamese() -> None:
    french = "Les élèves étaient très âgés; où êtes-vous né, à Nîmes ou à Besançon? Déjà vu, s'il vous plaît."
    assert meant_encoding(french) is None
    assert decode(french.encode("utf-8")).text == french
    assert decode(french.encode("cp1252")).doubt


def test_capitals_among_capitals_come_back_from_tcvn3() -> None:
    coded = "".join(inverse("tcvn3").get(c, inverse("tcvn3").get(c.lower(), c)) for c in "ĐẢNG CỘNG SẢN VIỆT NAM")
    assert Table("tcvn3").decode(coded) == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert Table("tcvn3").decode(encode("đảng", "tcvn3"), capitals=True) == "ĐẢNG"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (".VnTime", FontCode("tcvn3")),
        (".VnTimeH", FontCode("tcvn3", capitals=True)),
        ("ABCDEF+.VnArialH", FontCode("tcvn3", capitals=True)),
        ("'VNI-Times'", FontCode("vni")),
        ("Times New Roman", None),
        (None, None),
    ],
)
def test_fonts_tell_the_coding(name: str | None, code: FontCode | None) -> None:
    assert Fonts().code(name) == code


def test_unicode_typed_in_an_old_font_is_left_alone() -> None:
    runs = [Run(TEXT, FontCode("tcvn3"))]
    assert RunDecoder(runs).decode(runs) == TEXT


def test_share_of_syllables() -> None:
    letters = Letters()
    assert letters.share(TEXT) == 1.0
    assert letters.share("plain ASCII text") is None
    assert (letters.share(TEXT.encode("utf-8").decode("latin-1")) or 0.0) < letters.foreign


def test_long_text_without_a_space_is_quick() -> None:
    assert decode(("ế" * 300_000).encode("utf-8")).text == "ế" * 300_000
