"""Findings: where they point, that they are told once, in which order and under which identity."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest

from assistant.report.model import Finding
from assistant.rulebook import Case, Piece, Rulebook, apply, build, count
from tests.assistant.rulebook.gold import REVIEWS, case

BODY = {"kind": "collective", "name": "UBND xã"}


def made(**fields: Any) -> Case:
    return build(Piece.model_validate_json(json.dumps(fields, ensure_ascii=False)))


def by_rule(findings: tuple[Finding, ...], rule: str) -> list[Finding]:
    return [finding for finding in findings if finding.rule == rule]


def test_one_finding_a_code_on_one_item_by_the_narrowest_rule(rulebook: Rulebook) -> None:
    found = apply(rulebook, made(shortcomings=[{"text": "Chậm quyết toán chợ Cồn Gò", "responsible": [BODY]}]))
    (finding,) = by_rule(found, "no-individual")
    assert finding.refined_by == "defect-owner-is-body"
    assert finding.message == "Hạn chế này mới nêu trách nhiệm của UBND xã, chưa thấy nêu cá nhân."


def test_prior_and_prompts_findings_point_into_their_own_documents(rulebook: Rulebook) -> None:
    whole = made(
        text="Năm nay còn 5 hộ lấn kênh.",
        prior_text="Năm trước: 17 hộ lấn kênh; Đoàn xã chưa đều.",
        prompts_text="Đề nghị làm rõ quỹ A.",
        prior_defects=[
            {"text": "17 hộ lấn kênh", "status": "recurring", "evidence": ["còn 5 hộ lấn kênh"]},
            {"text": "Đoàn xã chưa đều", "status": "unmentioned"},
        ],
        points=[{"text": "làm rõ quỹ A", "status": "unanswered"}],
    )
    found = apply(rulebook, whole)
    assert [
        (finding.document, finding.text)
        for finding in found
        if finding.rule in {"prior-defect-recurring", "prior-defect-unmentioned", "unanswered-prompt"}
    ] == [("prior", "17 hộ lấn kênh"), ("prior", "Đoàn xã chưa đều"), ("prompts:0", "làm rõ quỹ A")]
    (recurring,) = by_rule(found, "prior-defect-recurring")
    assert [(one.document, one.text) for one in recurring.evidence] == [("this", "còn 5 hộ lấn kênh")]


def test_a_blanket_claim_is_one_finding_with_all_its_sources(rulebook: Rulebook) -> None:
    claim = "đã cơ bản khắc phục hạn chế năm trước"
    found = apply(
        rulebook,
        made(
            remediations=[{"text": claim, "status": "claimed"}],
            prior_defects=[
                {"text": "nóng tính", "status": "claimed", "evidence": [claim]},
                {"text": "ít phát biểu", "status": "claimed", "evidence": [claim]},
            ],
        ),
    )
    (finding,) = by_rule(found, "resolved-without-evidence")
    assert (finding.document, finding.text) == ("this", claim)
    assert [one.text for one in finding.evidence] == ["nóng tính", "ít phát biểu"]


def test_an_absence_has_no_place(rulebook: Rulebook) -> None:
    found = apply(rulebook, made(shortcomings=[{"text": "nợ đọng 1,9 tỷ đồng"}]))
    parts = {finding.part for finding in by_rule(found, "missing-section")}
    assert parts == {"causes", "responsibility", "measures"}
    assert {finding.start for finding in by_rule(found, "missing-section")} == {None}
    assert "Chưa thấy nêu phần nguyên nhân." in {finding.message for finding in found}


def test_where_nothing_is_named_the_absent_parts_are_asked_too(rulebook: Rulebook) -> None:
    found = apply(
        rulebook,
        made(
            text="II. HẠN CHẾ\nKhông có.",
            sections=[{"role": "shortcomings", "heading": "II. HẠN CHẾ", "text": "Không có."}],
        ),
    )
    assert by_rule(found, "no-shortcoming")
    assert {finding.part for finding in by_rule(found, "missing-section")} == {"causes", "responsibility", "measures"}


@pytest.mark.parametrize("kind", ["review-prompts", "superior-remarks", "inspection-conclusion", "other"])
def test_documents_of_superiors_carry_no_findings(rulebook: Rulebook, kind: str) -> None:
    found = apply(rulebook, made(kind=kind, text="ngày ….. tháng … năm ….", shortcomings=[{"text": "tháng"}]))
    assert found == ()


def test_a_plan_is_not_asked_for_shortcomings_or_parts(rulebook: Rulebook) -> None:
    rules = {finding.rule for finding in apply(rulebook, made(kind="remediation-plan", text="KẾ HOẠCH"))}
    assert not rules & {"no-shortcoming", "missing-section"}


def test_identity_does_not_hang_on_the_offset(rulebook: Rulebook) -> None:
    fault = "Công tác tuyên truyền chưa sâu"
    here = made(text=fault, shortcomings=[{"text": fault, "specific": False}])
    moved = made(text=f"Mở đầu.\n\n{fault}", shortcomings=[{"text": fault, "specific": False}])
    first, second = (by_rule(apply(rulebook, one), "generic-shortcoming")[0] for one in (here, moved))
    assert first.id == second.id
    assert first.start != second.start


def test_identity_is_unique_and_the_order_is_total(rulebook: Rulebook) -> None:
    for stem in REVIEWS:
        found = apply(rulebook, case(stem))
        assert len({finding.id for finding in found}) == len(found)
        assert apply(rulebook, case(stem)) == found
        starts = [finding.start for finding in found if finding.document == "this" and finding.start is not None]
        assert starts == sorted(starts)


def test_both_languages_find_the_same(rulebook: Rulebook) -> None:
    for stem in REVIEWS:
        vietnamese, english = apply(rulebook, case(stem)), apply(rulebook, case(stem), "en")
        assert [finding.id for finding in vietnamese] == [finding.id for finding in english]
        assert all("{" not in finding.message + finding.question for finding in (*vietnamese, *english))


def test_a_rule_in_the_shadow_is_counted_not_reported(rulebook: Rulebook) -> None:
    whole = made(
        ratings=[{"text": "hoàn thành xuất sắc", "level": "excellent"}],
        prior_defects=[{"text": "17 hộ lấn kênh", "status": "in-progress", "evidence": ["đã tháo dỡ 12 hộ"]}],
    )
    assert count(rulebook, whole)["excellent-with-open-defect"] == 1
    assert not by_rule(apply(rulebook, whole), "rating-contradiction")


def test_composed_and_decomposed_text_give_the_same_quotes(rulebook: Rulebook) -> None:
    text = unicodedata.normalize("NFD", "Khuổi Nà, ngày ….. tháng 11 năm 2024\r\nHoà Bình")
    (finding,) = by_rule(apply(rulebook, made(text=text)), "template-residue")
    assert finding.text == unicodedata.normalize("NFD", "ngày ….. tháng 11 năm 2024")
    assert finding.start is not None
    assert text[finding.start : finding.end] == finding.text


@pytest.mark.parametrize("unit", ["abc.", "(", "…", "x", "ngày .. ", "phát ra 1 thu về 2 ", "\n"])
def test_hostile_text_is_answered_at_once(rulebook: Rulebook, unit: str) -> None:
    whole = made(text=(unit * 1_000_000)[:1_000_000])
    assert len(apply(rulebook, whole)) <= 600
