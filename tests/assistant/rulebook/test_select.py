"""Which pack holds for a document."""

from __future__ import annotations

import unicodedata

import pytest

from assistant.rulebook import Piece, Rulebook, apply, build, load

PARTY = "ĐẢNG ỦY XÃ TÂN PHÚ\tĐẢNG CỘNG SẢN VIỆT NAM"
STATE = "UBND XÃ TÂN PHÚ\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


@pytest.mark.parametrize(
    ("text", "year", "date", "pack"),
    [
        (PARTY, 2022, "2022-12-20", "132-2018"),
        (PARTY, 2023, "2023-10-03", "132-2018"),
        (PARTY, 2023, "2023-10-04", "124-2023"),
        (PARTY, 2023, None, "124-2023"),
        (PARTY, 2025, "2025-08-29", "124-2023"),
        (PARTY, 2025, None, "366-2025"),
        (PARTY, 2016, None, "132-2018"),
        (PARTY, None, None, "366-2025"),
        (PARTY, None, "not a date", "366-2025"),
        (STATE, 2024, None, "state-90-2020"),
        (STATE, 2025, "2025-12-31", "state-90-2020"),
        (STATE, 2025, "2026-01-05", "state-335-2025"),
        (STATE + "\n" + PARTY, 2025, None, "366-2025"),
        ("không có tiêu đề", 2024, None, "124-2023"),
    ],
)
def test_pack_follows_track_and_day(
    rulebook: Rulebook, text: str, year: int | None, date: str | None, pack: str
) -> None:
    assert rulebook.pack_for(build(Piece(text=text, year=year, date=date)).report).name == pack


def test_old_spelling_and_composed_marks_do_not_hide_the_letter_head(rulebook: Rulebook) -> None:
    text = unicodedata.normalize("NFD", STATE.replace("HÒA", "HOÀ"))
    assert rulebook.pack_for(build(Piece(text=text, year=2024)).report).name == "state-90-2020"


def test_a_fixed_pack_wins_over_the_date() -> None:
    assert load(pack="132-2018").pack_for(build(Piece(text=PARTY, year=2025)).report).name == "132-2018"


def test_a_pack_changes_severity() -> None:
    piece = Piece.model_validate_json('{"commitments": [{"text": "đo lại 14 thửa"}]}')
    by_pack = {
        pack: {finding.rule: finding.severity for finding in apply(load(pack=pack), build(piece))}
        for pack in ("132-2018", "366-2025")
    }
    assert by_pack["132-2018"]["commitment-without-deadline"] == "medium"
    assert by_pack["366-2025"]["commitment-without-deadline"] == "high"
