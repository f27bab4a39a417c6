"""The measures, held against the definitions they restate."""

from __future__ import annotations

import json
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from assistant import resources
from assistant.learning.alignment import Names, align, overlap, syllables
from assistant.learning.corpus import groups, load
from assistant.learning.gold import GoldParty
from assistant.learning.scoring import Counts, Scorer, intervals, is_scored, spearman, total

from .samples import CORPUS, ReportMaker, copy_pair

REFERENCE = Path(__file__).parent / "data" / "reference_score.py.txt"


def reference() -> ModuleType:
    loader = SourceFileLoader("reference_score", str(REFERENCE))
    spec = spec_from_loader("reference_score", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.mark.parametrize("spoilt", [0.0, 0.25])
def test_the_figures_are_those_of_the_reference(tmp_path: Path, spoilt: float) -> None:
    documents = load(CORPUS / "m02")
    scorer = Scorer(resources.rules())
    scores = []
    (tmp_path / "reports").mkdir()
    for seed, document in enumerate(documents):
        copy_pair(document, tmp_path / "gold")
        if is_scored(document.gold):
            report = ReportMaker(document, seed, spoilt).report()
            (tmp_path / "reports" / f"{document.stem}.json").write_text(json.dumps(report), encoding="utf-8")
            scores.append(scorer.score(document.gold, report))
    wanted, _ = reference().score(tmp_path / "gold", tmp_path / "reports")
    found = total(scores).as_dict()
    assert set(found) == set(wanted)
    assert found == wanted
    assert (found["shortcomings"]["f1"] == 1.0) == (spoilt == 0.0)


def test_a_missing_report_counts_as_an_empty_one() -> None:
    document = next(d for d in load(CORPUS / "m01") if d.gold.shortcomings and is_scored(d.gold))
    score = Scorer(resources.rules()).score(document.gold, None)
    assert score.missing
    assert score.counts["shortcomings"] == Counts(0, len(document.gold.shortcomings), 0)
    missed = [mistake for mistake in score.mistakes if mistake.measure == "shortcomings"]
    assert [mistake.kind for mistake in missed] == ["missed"] * len(document.gold.shortcomings)


def test_passages_are_compared_by_words_whatever_their_spelling() -> None:
    assert syllables("Hoà thuận, ĐẢNG uỷ") == syllables("hòa\nthuận Đảng ủy")
    assert overlap(list("abcde"), list("abcde")) == 1.0
    assert overlap(list("abc"), list("abcdefghij")) == pytest.approx(0.3)
    assert overlap(list("abc"), list("axydef")) == 0.0


def test_pairs_are_one_to_one_the_best_first() -> None:
    pairs = align([["a b c d"], ["a b c"]], [["a b c"], ["a b c d e"]])
    assert [(pair.gold, pair.predicted) for pair in pairs] == [(1, 0), (0, 1)]


@pytest.mark.parametrize(
    ("gold", "told", "same"),
    [
        (GoldParty(kind="person", name="Trần Văn Nam"), {"kind": "person", "name": "đ/c Nam"}, True),
        (GoldParty(kind="person", name="Trần Văn Nam"), {"kind": "person", "name": "Trần Văn Bắc"}, False),
        (GoldParty(kind="collective", name="UBND xã"), {"kind": "collective", "name": "Ủy ban nhân dân xã"}, True),
        (GoldParty(kind="role", role="Phó Bí thư"), {"kind": "role", "role": "Bí thư"}, False),
        (GoldParty(kind="vague", name="có nơi"), {"kind": "vague"}, True),
        (GoldParty(kind="role", role="Bí thư"), {"kind": "person", "name": "Bí thư"}, False),
    ],
)
def test_parties_are_compared_by_what_counts_in_their_names(gold: GoldParty, told: dict[str, str], same: bool) -> None:
    assert Names(resources.rules()).same_party(gold, told) is same


def test_rank_correlation() -> None:
    assert spearman([(0, 1.0), (1, 2.0), (2, 9.0)]) == pytest.approx(1.0)
    assert spearman([(0, 3.0), (1, 2.0), (2, 1.0)]) == pytest.approx(-1.0)
    assert spearman([(1, 3.0), (1, 2.0), (1, 1.0)]) is None
    assert spearman([(0, 3.0), (1, 2.0)]) is None


def test_intervals_hold_the_figure_and_repeat_with_the_seed() -> None:
    documents = load(CORPUS / "m02")
    scorer = Scorer(resources.rules())
    scores = [
        scorer.score(document.gold, ReportMaker(document, seed, 0.2).report())
        for seed, document in enumerate(documents)
        if is_scored(document.gold)
    ]
    of_group = groups(documents)
    once = intervals(scores, of_group, seed=1, samples=300)
    low, high = once["shortcomings"]
    figure = total(scores).value("shortcomings")
    assert figure is not None
    assert low <= figure <= high
    assert low < high
    assert once == intervals(scores, of_group, seed=1, samples=300)
    assert intervals(scores[:1], of_group) == {}
