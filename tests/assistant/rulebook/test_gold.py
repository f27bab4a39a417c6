"""The derived findings equal the annotators', where the items are theirs."""

from __future__ import annotations

import pytest

from assistant.rulebook import Rulebook, apply
from tests.assistant.rulebook.gold import REVIEWS, case, gold

DERIVED = frozenset(
    {
        "no-shortcoming",
        "generic-shortcoming",
        "no-individual",
        "vague-agent",
        "hedged-shortcoming",
        "objective-causes-only",
        "praise-only-opinion",
        "commitment-without-owner",
        "commitment-without-deadline",
        "unmeasurable-commitment",
        "shortcoming-without-commitment",
        "prior-defect-unmentioned",
        "prior-defect-recurring",
        "resolved-without-evidence",
        "unanswered-prompt",
    }
)


@pytest.mark.parametrize("stem", REVIEWS)
def test_derived_findings_equal_the_gold(rulebook: Rulebook, stem: str) -> None:
    found = {(finding.rule, finding.text) for finding in apply(rulebook, case(stem)) if finding.rule in DERIVED}
    wanted = {(one["code"], one["quote"]) for one in gold(stem)["findings"] if one["code"] in DERIVED}
    assert found == wanted


@pytest.mark.parametrize("stem", REVIEWS)
@pytest.mark.parametrize("code", ["boilerplate", "missing-section", "template-residue"])
def test_worded_rules_find_what_the_annotators_found(rulebook: Rulebook, stem: str, code: str) -> None:
    found = {(finding.text, finding.part) for finding in apply(rulebook, case(stem)) if finding.rule == code}
    wanted = {(one["quote"], one.get("part")) for one in gold(stem)["findings"] if one["code"] == code}
    if code != "template-residue":
        assert found == wanted
        return
    # The place of a blank is the line or bracket it stands in, so one contains the other.
    assert len(found) == len(wanted)
    for quote, _ in wanted:
        assert any(quote in (text or "") or (text or "") in quote for text, _ in found)


def test_every_finding_quotes_its_slice(rulebook: Rulebook) -> None:
    for stem in REVIEWS:
        whole = case(stem)
        for finding in apply(rulebook, whole):
            if finding.start is not None:
                assert finding.text == whole.report.text_of(finding.document)[finding.start : finding.end]
            for evidence in finding.evidence:
                assert evidence.text == whole.report.text_of(evidence.document)[evidence.start : evidence.end]
