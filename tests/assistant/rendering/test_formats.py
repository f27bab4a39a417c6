"""Which formats there are, and what each keeps and leaves out."""

from __future__ import annotations

import json

import jsonschema
import pytest

from assistant.errors import UsageError
from assistant.rendering import FORMATS, render
from assistant.report import Report, schema
from tests.samples import sample_report


def _text(report: Report, format: str, language: str = "vi") -> str:
    out = render(report, format, language=language)
    return out if isinstance(out, str) else out.decode("utf-8")


def test_json_is_the_contract_and_can_be_read_back() -> None:
    report = sample_report()
    out = _text(report, "json")
    jsonschema.validate(json.loads(out), schema())
    assert Report.from_json(out) == report


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_format_tells_the_questions_and_the_passages(format: str, language: str) -> None:
    out = _text(sample_report(), format, language)
    assert "Thu quỹ đất công ích mới đạt 49% kế hoạch" in out
    assert "Ai chịu trách nhiệm về việc thu quỹ đất công ích mới đạt 49%?" in out


@pytest.mark.parametrize("format", ["docx", "xlsx", "sarif", "", "HTML"])
def test_a_format_that_is_not_there_is_refused_with_those_that_are(format: str) -> None:
    with pytest.raises(UsageError) as refused:
        render(sample_report(), format)
    assert refused.value.parameters["formats"] == "json, html, md, csv, text"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UsageError):
        render(sample_report(), "html", language="fr")


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "json"])
def test_scores_are_never_shown_to_people(format: str) -> None:
    plain = _text(sample_report(), format)
    scored = _text(sample_report(scores={"substance": 61.803, "parts": {"naming": 12.345}}), format)
    assert scored == plain


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_with_nothing_in_it_can_be_shown(format: str) -> None:
    whole = sample_report()
    empty = Report(generator=whole.generator, document=whole.document.model_copy(update={"text": ""}))
    assert _text(empty, format)


@pytest.mark.parametrize("format", ["html", "md", "text"])
def test_no_more_than_seven_questions_are_shown(format: str) -> None:
    questions: list[dict[str, object]] = [
        {"to": None, "text": f"Câu số {number} của hội nghị?", "findings": []} for number in range(1, 10)
    ]
    out = _text(sample_report(questions=questions), format)
    assert "Câu số 7" in out
    assert "Câu số 8" not in out


@pytest.mark.parametrize("format", ["html", "md", "text"])
def test_an_own_template_runs_in_a_sandbox(format: str) -> None:
    assert render(sample_report(), format, template="{{ report.document.year }}") == "2022"
    for hostile in (
        "{{ ''.__class__.__mro__ }}",
        "{{ report.__class__.__init__.__globals__ }}",
        "{{ nothing }}",
        "{% if %}",
    ):
        with pytest.raises(UsageError) as refused:
            render(sample_report(), format, template=hostile)
        assert refused.value.code == "rendering.template_fault"


def test_json_and_csv_take_no_template() -> None:
    with pytest.raises(UsageError):
        render(sample_report(), "csv", template="x")
