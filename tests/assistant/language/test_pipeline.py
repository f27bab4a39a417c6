"""The annotator: a document in, segments, sections, turns and cues out; exact, and in linear time."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.model import Block, Document
from assistant.language.model import Annotated
from assistant.language.pipeline import Annotator, blank, soft_breaks
from tests.assistant.language.texts import Form, document, made_of, paragraph, table

MINUTES = """ĐẢNG BỘ XÃ TÂN PHÚ
CHI BỘ XÓM 3
BIÊN BẢN
Hội nghị kiểm điểm năm 2022
Ngày 20 tháng 12 năm 2022
II. HẠN CHẾ, KHUYẾT ĐIỂM
- Thu quỹ còn chậm; chưa báo cáo Đảng uỷ xã.
1. Nguyên nhân: do buông lỏng kiểm tra.
III. THẢO LUẬN
Đ/c Nguyễn Văn Nam: Tôi nhất trí. Đề nghị thu quỹ trước ngày 30/6/2023.
"""


def told(annotated: Annotated) -> list[tuple[str, str, str]]:
    """Return the kind, the role and the text of every segment."""
    return [
        (each.kind, annotated.sections[each.section].role, annotated.text(each.start, each.end))
        for each in annotated.segments
    ]


def test_minutes(annotator: Annotator) -> None:
    annotated = annotator.annotate(document(MINUTES))
    assert told(annotated)[-9:] == [
        ("heading", "shortcomings", "HẠN CHẾ, KHUYẾT ĐIỂM"),
        ("item", "shortcomings", "Thu quỹ còn chậm"),
        ("item", "shortcomings", "chưa báo cáo Đảng uỷ xã"),
        ("heading", "causes", "Nguyên nhân"),
        ("item", "causes", "do buông lỏng kiểm tra"),
        ("heading", "discussion", "THẢO LUẬN"),
        ("label", "discussion", "Đ/c Nguyễn Văn Nam"),
        ("sentence", "discussion", "Tôi nhất trí"),
        ("sentence", "discussion", "Đề nghị thu quỹ trước ngày 30/6/2023"),
    ]
    assert annotated.roles(annotated.segments[-5].section) == ("causes", "shortcomings")
    assert [annotated.text(*turn.label) for turn in annotated.turns] == ["Đ/c Nguyễn Văn Nam"]


def test_year_and_kind_are_read_from_the_head(annotator: Annotator) -> None:
    read = document(MINUTES)
    assert annotator.annotate(read) == annotator.annotate(read, 2022, "minutes")


@pytest.mark.parametrize("spelling", ["chưa báo cáo", "CHƯA báo cáo", "Chưa báo cáo"])
def test_cues_are_found_however_they_are_written(annotator: Annotator, spelling: str) -> None:
    annotated = annotator.annotate(document(f"Chi bộ {unicodedata.normalize('NFD', spelling)} kết quả"))
    found = {(annotated.key(cue.start, cue.end), cue.category) for cue in annotated.cues}
    assert ("chưa", "defect-predicate") in found


def test_a_cue_is_a_whole_word(annotator: Annotator) -> None:
    annotated = annotator.annotate(document("Chưafchưa, chưaw"))
    assert annotated.cues == ()


def test_cues_stand_in_order(annotator: Annotator) -> None:
    starts = [cue.start for cue in annotator.annotate(document(MINUTES)).cues]
    assert starts == sorted(starts)
    assert starts


def test_the_columns_of_a_table_have_roles(annotator: Annotator) -> None:
    read = table(
        ("STT", "Hạn chế", "Biện pháp khắc phục", "Người chủ trì", "Thời hạn"),
        ("1", "Thu quỹ chậm", "Thu đủ quỹ", "Đ/c Nam", "30/6/2023"),
    )
    annotated = annotator.annotate(read, 2022, "remediation-plan")
    roles = {annotated.text(each.start, each.end): each.column_role for each in annotated.segments}
    assert roles["Thu quỹ chậm"] == "shortcomings"
    assert roles["Thu đủ quỹ"] == "measures"
    assert roles["Đ/c Nam"] == "owner"
    assert roles["30/6/2023"] == "deadline"
    assert roles["Hạn chế"] == "title"


def test_soft_breaks_are_the_line_breaks_inside_paragraphs() -> None:
    text = "một\nhai\r\nba\nbốn"
    blocks = [Block(0, 9), Block(9, 11), Block(12, 15)]
    assert soft_breaks(made_of(text, blocks)) == [3, 8]


def test_a_document_without_text_has_no_segments(annotator: Annotator) -> None:
    for read in (document(""), document("  \n\u200b\n"), Document("x", "", "text/plain", "", ())):
        annotated = annotator.annotate(read)
        assert (annotated.segments, annotated.turns, annotated.cues) == ((), (), ())


def test_blank_is_a_pipeline_of_its_own() -> None:
    assert [token.text for token in blank()("Đ/c Nam")] == ["Đ", "/", "c", "Nam"]


LINES = (
    "II. HẠN CHẾ", "- Thu quỹ chậm; chưa họp.", "Đ/c Nam: Tôi nhận.", "Nguyên nhân: do lỏng", "1. Việc A\tB\tC", "",
    "./.", "Kết luận", "NGƯỜI GHI BIÊN BẢN\tCHỦ TRÌ", "(trước 30/6", "“Chưa", "năm 2021.Tuy nhiên", "….",
    "\ufeffBIÊN BẢN", "a\u200b)",
)  # fmt: skip


@given(
    st.lists(st.sampled_from(LINES), max_size=10),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["NFC", "NFD"]),
    st.booleans(),
)
def test_every_segment_is_a_slice_of_the_upload(
    annotator: Annotator, parts: list[str], line_end: str, form: Form, one_block: bool
) -> None:
    text = unicodedata.normalize(form, line_end.join(parts))
    read = paragraph(text) if one_block else document(text)
    annotated = annotator.annotate(read, 2023, "minutes")
    spans = [(each.start, each.end) for each in annotated.segments]
    spans += [(each.start, each.end) for each in annotated.cues]
    spans += [(each.start, each.end) for each in annotated.turns]
    for start, end in spans:
        first, last = annotated.view.to_raw(start, end)
        spelt = text[first:last].replace("\u200b", "").replace("\ufeff", "")
        assert unicodedata.normalize("NFC", spelt).split() == annotated.text(start, end).split()
    for each in annotated.segments:
        assert annotated.text(each.start, each.end).strip() == annotated.text(each.start, each.end) != ""
        assert 0 <= each.section < len(annotated.sections)
    for node in annotated.sections:
        assert node.start <= node.end
        assert node.parent is None or annotated.sections[node.parent].level < node.level


@pytest.mark.parametrize(
    ("unit", "size"),
    [
        *((unit, 100_000) for unit in ("abc.", "(((", "a", "1.1.1.", "đ/c ", "\t", "\n", "a\u0301", "chưa ")),
        *((unit, 20_000) for unit in ("- a\n", "; ", "a\tb\tc\n", "I. A\n", "đ/c Nam: x\n")),
    ],
)
def test_hostile_text_is_read_in_linear_time(annotator: Annotator, unit: str, size: int) -> None:
    def seconds(length: int) -> float:
        read = document((unit * length)[:length])
        start = time.perf_counter()
        annotator.annotate(read, 2023, "minutes")
        return time.perf_counter() - start

    seconds(1000)
    assert seconds(2 * size) < 3 * seconds(size) + 0.5
