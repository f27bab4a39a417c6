"""The spaCy components: found by their entry points, each one span group, exact offsets."""

from __future__ import annotations

import unicodedata

import pytest
import spacy
from spacy.language import Language

from tests.assistant.language.texts import Form

TOKENIZER = {"nlp": {"tokenizer": {"@tokenizers": "kiemdiem.syllables.v1"}}}
NAMES = ("kiemdiem_segments", "kiemdiem_sections", "kiemdiem_cues", "kiemdiem_deadlines", "kiemdiem_words")
TEXT = """BIÊN BẢN
Hội nghị kiểm điểm năm 2022
Ngày 20 tháng 12 năm 2022
II. HẠN CHẾ, KHUYẾT ĐIỂM
1.1.Thu quỹ còn chậm; chưa báo cáo Đảng uỷ xã.
III. BIỆN PHÁP
- Giao đ/c Nam thu đủ trước 30/6, xong\u200b trong quý I.
"""


@pytest.fixture(scope="module")
def nlp() -> Language:
    """Return a pipeline of all components."""
    made = spacy.blank("vi", config=TOKENIZER)
    for name in NAMES:
        made.add_pipe(name)
    return made


def told(nlp: Language, text: str, group: str) -> list[tuple[str, str]]:
    """Return labels and texts of a span group."""
    doc = nlp(text)
    return [(span.label_, span.text) for span in doc.spans[group]]


def days(nlp: Language, text: str) -> list[tuple[str, str, str]]:
    """Return the expressions of time of a text, their kinds and their last days."""
    doc = nlp(text)
    return [(span.text, span.label_, span.id_) for span in doc.spans["kiemdiem_deadlines"]]


def test_segments(nlp: Language) -> None:
    assert told(nlp, TEXT, "kiemdiem_segments")[-5:] == [
        ("heading", "HẠN CHẾ, KHUYẾT ĐIỂM"),
        ("item", "Thu quỹ còn chậm"),
        ("item", "chưa báo cáo Đảng uỷ xã"),
        ("heading", "BIỆN PHÁP"),
        ("item", "Giao đ/c Nam thu đủ trước 30/6, xong\u200b trong quý I"),
    ]


def test_sections(nlp: Language) -> None:
    found = told(nlp, TEXT, "kiemdiem_sections")
    assert ("shortcomings", "II. HẠN CHẾ, KHUYẾT ĐIỂM\n1.1.Thu quỹ còn chậm; chưa báo cáo Đảng uỷ xã.") in found
    assert found[-1][0] == "measures"


def test_cues(nlp: Language) -> None:
    assert {("defect-predicate", "còn chậm"), ("defect-predicate", "chưa")} <= set(told(nlp, TEXT, "kiemdiem_cues"))


def test_deadlines_are_counted_from_the_date_of_the_text(nlp: Language) -> None:
    assert days(nlp, TEXT)[-2:] == [("30/6", "day-month", "2023-06-30"), ("quý I", "quarter", "2023-03-31")]


def test_deadlines_without_a_date_to_count_from(nlp: Language) -> None:
    assert days(nlp, "Xong trước 30/6, báo cáo trong quý I/2024") == [("quý I/2024", "quarter", "2024-03-31")]


def test_deadlines_counted_from_a_given_day() -> None:
    nlp = spacy.blank("vi", config=TOKENIZER)
    nlp.add_pipe("kiemdiem_deadlines", config={"reference": "2024-02-01"})
    assert days(nlp, "Xong trước 30/6") == [("30/6", "day-month", "2024-06-30")]


def test_words(nlp: Language) -> None:
    found = told(nlp, TEXT, "kiemdiem_words")
    assert ("word", "báo cáo") in found
    assert ("word", "Hội nghị") in found


def test_words_behind_the_limit_are_left_out() -> None:
    nlp = spacy.blank("vi", config=TOKENIZER)
    nlp.add_pipe("kiemdiem_words", config={"limit": 7})
    assert " ".join(word for _, word in told(nlp, "Chi bộ họp", "kiemdiem_words")) == "Chi bộ"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_span_is_exact_however_the_text_is_written(nlp: Language, form: Form, line_end: str) -> None:
    text = unicodedata.normalize(form, TEXT).replace("\n", line_end)
    doc = nlp(text)
    assert doc.text == text
    plain = nlp(TEXT)
    for name in NAMES:
        spans = [span.text.replace("\r\n", "\n") for span in doc.spans[name]]
        assert [unicodedata.normalize("NFC", span) for span in spans] == [span.text for span in plain.spans[name]]


def test_a_component_has_the_name_of_its_group() -> None:
    nlp = spacy.blank("vi", config=TOKENIZER)
    nlp.add_pipe("kiemdiem_cues", name="cues")
    assert "cues" in nlp("Chưa họp").spans


def test_another_tokenizer_gives_whole_tokens() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("kiemdiem_cues")
    assert ("defect-predicate", "còn chậm") in told(nlp, "Thu quỹ còn chậm.", "kiemdiem_cues")


def test_components_tell_what_they_assign(nlp: Language) -> None:
    assert all(nlp.get_pipe_meta(name).assigns == ["doc.spans"] for name in NAMES)


def test_a_pipeline_can_be_saved_and_its_documents_too(nlp: Language) -> None:
    again = spacy.blank("vi", config=TOKENIZER).from_config(nlp.config)
    assert told(again, TEXT, "kiemdiem_cues") == told(nlp, TEXT, "kiemdiem_cues")
    doc = nlp(TEXT)
    assert len(type(doc)(nlp.vocab).from_bytes(doc.to_bytes()).spans["kiemdiem_cues"]) == len(
        doc.spans["kiemdiem_cues"]
    )


def test_empty_texts(nlp: Language) -> None:
    assert all(len(nlp(text).spans[name]) == 0 for text in ("", " \n") for name in NAMES)
