"""The report's JSON form is the contract: schema, round trip, frozen values, exact slices."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest
from pydantic import ValidationError

from assistant.report import Report, Utf16Offsets, schema
from assistant.report.model import Scores
from tests.samples import sample_report


def test_the_shipped_schema_is_the_one_of_the_models() -> None:
    shipped = json.loads(files("assistant.report").joinpath("report.schema.json").read_text(encoding="utf-8"))
    assert shipped == schema()


def test_a_report_fits_the_schema() -> None:
    jsonschema.validate(json.loads(sample_report().to_json()), schema())


def test_a_report_survives_its_json_form() -> None:
    report = sample_report()
    assert Report.from_json(report.to_json()) == report


def test_scores_are_absent_unless_they_were_asked_for() -> None:
    report = sample_report()
    assert "scores" not in report.to_dict()
    assert report.model_copy(update={"scores": Scores(substance=50.0)}).to_dict()["scores"]["substance"] == 50.0


def test_an_unknown_field_is_refused() -> None:
    data = sample_report().to_dict()
    data["verdict"] = "bad"
    with pytest.raises(ValidationError, match="verdict"):
        Report.model_validate(data)


def test_a_report_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        sample_report().document = None  # type: ignore[assignment]


def test_the_text_of_every_document_is_found_by_its_name() -> None:
    report = sample_report()
    assert report.text_of("this") == report.document.text
    assert report.prior is not None
    assert report.text_of("prior") == report.prior.document.text
    assert report.text_of("prompts:0") == report.prompts[0].document.text
    with pytest.raises(KeyError):
        report.text_of("nothing")


@pytest.mark.parametrize(
    ("text", "offset", "units"), [("Đảng ủy", 4, 4), ("a😀b", 1, 1), ("a😀b", 2, 3), ("😀😀", 2, 4)]
)
def test_offsets_in_utf16_code_units(text: str, offset: int, units: int) -> None:
    assert Utf16Offsets(text).of(offset) == units == len(text[:offset].encode("utf-16-le")) // 2
