"""Every rule file: its cases hold, each of its alternatives fires in one, and its words are neutral."""

from __future__ import annotations

import re

import pytest

from assistant.rulebook import Branch, CaseResult, Rule, Rulebook, coverage, load, run_cases

RULES = load().rules
CODES = (
    "no-shortcoming",
    "generic-shortcoming",
    "boilerplate",
    "copied-from-last-year",
    "template-residue",
    "missing-section",
    "no-individual",
    "vague-agent",
    "hedged-shortcoming",
    "objective-causes-only",
    "praise-only-opinion",
    "unanswered-prompt",
    "commitment-without-owner",
    "commitment-without-deadline",
    "unmeasurable-commitment",
    "shortcoming-without-commitment",
    "prior-defect-unmentioned",
    "prior-defect-recurring",
    "resolved-without-evidence",
    "vote-mismatch",
    "rating-contradiction",
)
JUDGING = ("né tránh", "hình thức", "đối phó", "evasive", "formalistic")


def each_rule() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("rule", RULES, ids=[rule.name for rule in RULES])


@pytest.fixture(scope="module")
def results(rulebook: Rulebook) -> tuple[CaseResult, ...]:
    return run_cases(rulebook)


@pytest.fixture(scope="module")
def branches(rulebook: Rulebook) -> tuple[Branch, ...]:
    return coverage(rulebook)


@each_rule()
def test_every_case_holds(results: tuple[CaseResult, ...], rule: Rule) -> None:
    own = [result for result in results if result.rule == rule.name]
    assert len([result for result in own if result.expected == "flag"]) >= 3
    assert len([result for result in own if result.expected == "pass"]) >= 3
    assert [result for result in own if not result.held] == []


@each_rule()
def test_every_alternative_fires_in_a_case(branches: tuple[Branch, ...], rule: Rule) -> None:
    own = [branch for branch in branches if branch.rule == rule.name]
    assert own
    assert [branch for branch in own if not branch.fired] == []


@each_rule()
def test_words_are_neutral_outside_quotes(rule: Rule) -> None:
    for sentence in (rule.file.message, rule.file.question, rule.file.good, rule.file.reason):
        for words in (sentence.vi, sentence.en):
            bare = re.sub("“[^”]*”", "", words).casefold()
            assert [word for word in JUDGING if word in bare] == []


@each_rule()
def test_both_languages_fill_the_same_places(rule: Rule) -> None:
    places = re.compile(r"\{[a-z_]+\}")
    for sentence in (rule.file.message, rule.file.question):
        assert set(places.findall(sentence.vi)) == set(places.findall(sentence.en))


def test_all_codes_of_the_guide_have_a_rule() -> None:
    assert [code for code in CODES if code not in {rule.name for rule in RULES}] == []


def test_rules_without_a_code_refine_one(rulebook: Rulebook) -> None:
    for rule in RULES:
        assert rulebook.code(rule) in CODES
