"""The table for spreadsheets: opens as UTF-8, computes nothing, has a row an entry."""

from __future__ import annotations

import csv
import io

import pytest

from assistant.rendering import render
from tests.samples import sample_report


def _rows(**changes: object) -> list[list[str]]:
    out = render(sample_report(**changes), "csv")
    assert isinstance(out, str)
    assert out.startswith("\ufeff")
    return list(csv.reader(io.StringIO(out[1:])))


def test_every_entry_is_a_row_of_the_same_width() -> None:
    rows = _rows()
    report = sample_report()
    assert report.prior is not None
    entries = sum(
        map(
            len,
            (
                report.findings,
                report.shortcomings,
                report.causes,
                report.commitments,
                report.remediations,
                report.opinions,
                report.ratings,
                report.prior.defects,
                report.prior.commitments,
                report.prompts[0].points,
            ),
        )
    )
    assert len(rows) == entries + 1
    assert {len(row) for row in rows} == {11}


def test_a_commitment_has_its_owner_and_deadline() -> None:
    row = next(row for row in _rows() if row[0] == "cam kết 1")
    assert row[5:7] == ["Hoàng Văn Sếnh (Chủ tịch UBND xã)", "31/03/2023"]


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=cmd|' /C calc'!A0"])
def test_no_cell_begins_like_a_formula(formula: str) -> None:
    finding = sample_report().findings[0].model_copy(update={"message": formula})
    rows = _rows(findings=[finding.model_dump()])
    assert rows[1][2].startswith("'")
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]
