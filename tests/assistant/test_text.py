"""The normalised view: what analysis reads, and the way back to the exact text of the upload."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text import View, fold, fold_key, strip_accents, view
from tests.assistant.language.texts import Form

SENTENCES = (
    "Việc xử lý lấn chiếm đất đai ở xóm 3 còn chậm, 7 trường hợp tồn đọng từ 2018.",
    "Đảng uỷ xã Hoà Bình đã kiểm điểm; đ/c Thuý nhận khuyết điểm.",
    "Chưa hoàn thành 12/15 chỉ tiêu (đạt 80%)!",
)
INVISIBLE = "\u00ad\u200b\u200d\u2060\ufeff\u202a"
LINE_ENDS = ("\n", "\r\n", "\r")
SPACES = (" ", "\u00a0", "\u2003", "\u3000", "\t", "  ", "\x0c")

syllables = st.sampled_from(sorted({word for sentence in SENTENCES for word in sentence.split()}))
forms: st.SearchStrategy[Form] = st.sampled_from(("NFC", "NFD"))
noise = st.sampled_from(("", "", "", *INVISIBLE))


@st.composite
def dirty_texts(draw: st.DrawFn) -> str:
    """Vietnamese words in any spelling, between any spaces and line ends, with invisible characters anywhere."""
    parts = [draw(noise)]
    for word in draw(st.lists(syllables, min_size=1, max_size=12)):
        spelt = unicodedata.normalize(draw(forms), word)
        at = draw(st.integers(0, len(spelt)))
        parts += [spelt[:at], draw(noise), spelt[at:], draw(st.sampled_from(SPACES + LINE_ENDS)), draw(noise)]
    return "".join(parts)


any_texts = st.text(
    st.one_of(
        st.sampled_from("aàảđoaoèuỳеоðΟ \t\r\n\u00a0\u200b\u00ad\u0300\u0301\u0323\u0302\u0309q.1"), st.characters()
    ),
    max_size=40,
)


def reads_the_same(raw: str, seen: View) -> None:
    """Hold that every slice of the view is made from the raw slice it leads back to, and from nothing else."""
    size = len(seen.text)
    for start in range(size):
        for end in range(start + 1, size + 1):
            first, last = seen.to_raw(start, end)
            assert 0 <= first < last <= len(raw)
            back = seen.to_view(first, last)
            assert back[0] <= start < end <= back[1]
            assert raw[first] not in INVISIBLE
            assert raw[last - 1] not in INVISIBLE


class TestEveryViewSliceIsARawSlice:
    @given(dirty_texts())
    def test_dirty_vietnamese(self, raw: str) -> None:
        seen = view(raw)
        assert len(seen.text) == len(seen.key)
        assert unicodedata.is_normalized("NFC", seen.text)
        assert not set(seen.text) & (set(INVISIBLE) | {"\r", "\u00a0"})
        reads_the_same(raw, seen)

    @given(any_texts)
    def test_anything(self, raw: str) -> None:
        reads_the_same(raw, view(raw))

    @given(dirty_texts())
    def test_a_word_found_in_the_view_is_the_same_word_in_the_upload(self, raw: str) -> None:
        seen = view(raw)
        at = 0
        for word in seen.text.split():
            at = seen.text.index(word, at)
            first, last = seen.to_raw(at, at + len(word))
            spelt = "".join(c for c in raw[first:last] if c not in INVISIBLE)
            assert unicodedata.normalize("NFC", spelt) == word
            assert not spelt[0].isspace()
            assert not spelt[-1].isspace()
            at += len(word)

    @given(dirty_texts(), st.data())
    def test_slices_that_follow_one_another_do_not_overlap(self, raw: str, data: st.DataObject) -> None:
        seen = view(raw)
        cut = data.draw(st.integers(0, len(seen.text)))
        assert seen.to_raw(0, cut)[1] <= seen.to_raw(cut, len(seen.text))[0] or not seen.text[cut:]

    @given(dirty_texts(), st.data())
    def test_every_raw_slice_is_covered(self, raw: str, data: st.DataObject) -> None:
        seen = view(raw)
        start = data.draw(st.integers(0, len(raw)))
        end = data.draw(st.integers(start, len(raw)))
        first, last = seen.to_view(start, end)
        assert 0 <= first <= last <= len(seen.text)
        told = "".join(seen.text[first:last].split())
        visible = "".join(c for c in raw[start:end] if c not in INVISIBLE and not unicodedata.combining(c)).split()
        assert len(told) >= len(unicodedata.normalize("NFC", "".join(visible)))


@pytest.mark.parametrize(
    ("raw", "reading"),
    [
        ("Đảng uỷ\r\nxã", "Đảng uỷ\nxã"),
        ("một\rhai", "một\nhai"),
        ("một\u00a0hai\u2003ba", "một hai ba"),
        ("h\u200bạn ch\u00adế", "hạn chế"),
        ("\ufeffBiên bản", "Biên bản"),
        (unicodedata.normalize("NFD", "khuyết điểm"), "khuyết điểm"),
        ("kh\u0443y\u1ebft", "khyyết"),  # Cyrillic у is read as the Latin letter it looks like
        ("С\u043eng c\u043eng", "Cong cong"),  # two Cyrillic letters in a row
        ("Россия", "Россия"),
        ("ðồng chí", "đồng chí"),
        ("12\u03bf", "12\u03bf"),
    ],
)
def test_reading(raw: str, reading: str) -> None:
    assert view(raw).text == reading


@pytest.mark.parametrize(
    ("raw", "word", "spelt"),
    [
        ("còn chậm\r\nTuy nhiên", "còn chậm", "còn chậm"),
        ("còn chậm\r\nTuy nhiên", "Tuy nhiên", "Tuy nhiên"),
        ("còn chậm\r\nTuy nhiên", "chậm\nTuy", "chậm\r\nTuy"),
        ("còn chậm\rTuy nhiên", "còn chậm", "còn chậm"),
        ("\ufeffcòn chậm\u200b, yếu", "còn chậm", "còn chậm"),
        ("x chậ\u200bm y", "chậm", "chậ\u200bm"),
        ("x che\u0302\u0301 y", "chế", "che\u0302\u0301"),
        ("chấp\u00a0hành", "chấp hành", "chấp\u00a0hành"),
    ],
)
def test_a_quote_is_the_exact_slice(raw: str, word: str, spelt: str) -> None:
    seen = view(raw)
    at = seen.text.index(word)
    first, last = seen.to_raw(at, at + len(word))
    assert raw[first:last] == spelt


@pytest.mark.parametrize("line_end", LINE_ENDS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_soft_line_break_reads_as_a_space(line_end: str, form: Form) -> None:
    raw = unicodedata.normalize(form, f"hạn{line_end}chế\nnguyên nhân")
    seen = view(raw, [raw.index(line_end) + len(line_end) - 1])
    assert seen.text == "hạn chế\nnguyên nhân"
    first, last = seen.to_raw(0, 7)
    assert raw[first:last] == unicodedata.normalize(form, f"hạn{line_end}chế")


def test_marks_without_end_are_no_letter() -> None:
    """A letter under a heap of marks is not drawn out for ever, and nothing is lost."""
    raw = "a" + "\u0300" * 100
    seen = view(raw)
    assert seen.to_raw(0, len(seen.text)) == (0, len(raw))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("Uỷ ban", "ủy ban"),
        ("KHOẺ", "khỏe"),
        ("thuỷ", "THỦY"),
        (unicodedata.normalize("NFD", "xoá"), "xóa"),
    ],
)
def test_fold_key_unites_tone_places(one: str, other: str) -> None:
    assert fold_key(one) == fold_key(other)


@pytest.mark.parametrize("text", ["quỳ", "quý", "hoàn", "khoẻn", "toàn"])
def test_fold_leaves_other_tones(text: str) -> None:
    assert fold(text) == text


@given(st.text(max_size=60))
def test_fold_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(st.sampled_from("oauyeàáỳýèqQhtOAUY n"), max_size=30))
def test_fold_folded_again_is_the_same(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_strip_accents() -> None:
    assert strip_accents("Đồng chí Nguyễn Thị Thuỷ") == "Dong chi Nguyen Thi Thuy"
