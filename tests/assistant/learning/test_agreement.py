"""Agreement of two annotators, on small invented annotations."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant import resources
from assistant.errors import DataError
from assistant.learning.agreement import Agreement, agreement, as_report, compare, kappa
from assistant.learning.corpus import GoldDocument, load
from assistant.learning.gold import GoldAnnotation
from assistant.learning.scoring import Scorer

from .samples import documents

_NAM = {"kind": "person", "name": "Trần Văn Nam", "role": "Bí thư"}
_FAULT = {"quote": "Còn 7 hộ lấn chiếm đất ở xóm 3", "specific": True, "hedged": False, "responsible": [_NAM]}
_VAGUE = {"quote": "Sinh hoạt chi bộ có lúc chưa đều", "specific": False, "hedged": True, "responsible": []}
_PROMISE = {
    "quote": "Giao đồng chí Nam xử lý dứt điểm 7 hộ trước ngày 30/6/2023",
    "owners": [_NAM],
    "deadline": "2023-06-30",
    "measurable": True,
    "addresses": ["Còn 7 hộ lấn chiếm đất ở xóm 3"],
}


def _document(stem: str, manner: str = "x1", **fields: Any) -> GoldDocument:
    gold: dict[str, Any] = {
        "id": stem,
        "kind": "minutes",
        "organisation": f"Chi bộ {stem}",
        "author": None,
        "year": 2022,
        "date": "2022-12-20",
        "prior": None,
        "prompts": None,
        "shortcomings": [],
        **fields,
    }
    return GoldDocument(stem, manner, "", GoldAnnotation.model_validate_json(json.dumps(gold)))


def _agreement(first: list[GoldDocument], second: list[GoldDocument]) -> Agreement:
    return agreement(first, second, resources.rules())


def test_an_annotation_agrees_with_itself() -> None:
    known = list(documents("m01", "m02", count=6))
    whole = _agreement(known, known).parts[0]
    assert whole.documents == len(known)
    assert {name: row.f1 for name, row in whole.counts.items() if row.f1 not in {1.0, None}} == {}
    assert all(made.same == made.items for made in whole.decisions.values())
    assert whole.decisions["opinion stance"].kappa == 1.0


def test_items_that_only_one_annotator_has_lower_the_f1() -> None:
    first = _document("a", shortcomings=[_FAULT, _VAGUE], commitments=[_PROMISE])
    second = _document("a", shortcomings=[_FAULT])
    counts = _agreement([first], [second]).parts[0].counts
    assert (counts["shortcomings"].gold, counts["shortcomings"].predicted, counts["shortcomings"].hits) == (2, 1, 1)
    assert counts["shortcomings"].f1 == pytest.approx(2 / 3)
    assert counts["commitments"].f1 == 0.0


def test_parties_deadlines_and_addresses_are_compared() -> None:
    other_party = {"kind": "collective", "name": "Chi ủy", "role": None}
    other = {**_PROMISE, "owners": [other_party], "deadline": None, "addresses": []}
    first = _document("a", shortcomings=[_FAULT], commitments=[_PROMISE])
    second = _document("a", shortcomings=[{**_FAULT, "responsible": [_NAM, other_party]}], commitments=[other])
    counts = _agreement([first], [second]).parts[0].counts
    assert counts["responsibility"].f1 == pytest.approx(2 / 3)
    assert counts["responsible persons"].f1 == 1.0
    assert counts["commitment owners"].f1 == 0.0
    assert counts["commitment deadlines"].f1 == 0.0
    assert counts["commitment addresses"].f1 == 0.0


def test_another_statement_of_the_same_fault_matches() -> None:
    first = _document("a", shortcomings=[{**_FAULT, "also": ["Việc lấn chiếm đất ở xóm 3 kéo dài"]}])
    second = _document("a", shortcomings=[{**_FAULT, "quote": "Việc lấn chiếm đất ở xóm 3 kéo dài"}])
    assert _agreement([first], [second]).parts[0].counts["shortcomings"].f1 == 1.0
    assert _agreement([second], [first]).parts[0].counts["shortcomings"].f1 == 1.0


def test_decisions_are_taken_of_items_that_both_have() -> None:
    causes = [{"quote": "do thiếu kiểm tra", "kind": "subjective"}, {"quote": "mưa lũ kéo dài", "kind": "objective"}]
    changed = [{"quote": "do thiếu kiểm tra", "kind": "objective"}, {"quote": "giá vật tư tăng", "kind": "objective"}]
    first, second = _document("a", causes=causes), _document("a", causes=changed)
    made = _agreement([first], [second]).parts[0].decisions["cause kind"]
    assert (made.items, made.same) == (1, 0)


def test_levels_are_compared_subject_by_subject() -> None:
    one = [
        {"subject": "đồng chí Trần Văn Nam", "level": "good", "votes": 12, "voters": 13},
        {"subject": "Chi bộ", "level": "excellent", "votes": None, "voters": None},
    ]
    other = [
        {"subject": "Chi bộ", "level": "excellent", "votes": None, "voters": None},
        {"subject": "Trần Văn Nam", "level": "satisfactory", "votes": 12, "voters": 13},
    ]
    made = _agreement([_document("a", ratings=one)], [_document("a", ratings=other)]).parts[0].decisions["rating level"]
    assert (made.items, made.same) == (2, 1)


def test_kappa_takes_away_what_chance_alone_would_give() -> None:
    # Cohen's own form: 35 of 50 alike, half of it by chance.
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(pairs).share == 0.7
    assert kappa(pairs).kappa == pytest.approx(0.4)
    assert kappa([("yes", "no"), ("no", "yes")]).kappa == pytest.approx(-1.0)


def test_kappa_says_nothing_where_only_one_label_is_used() -> None:
    assert kappa([("yes", "yes")] * 3).kappa is None
    assert kappa([]).kappa is None


def test_documents_of_one_side_are_told_and_left_out() -> None:
    first, second = [_document("a"), _document("b")], [_document("b"), _document("c")]
    found = _agreement(first, second)
    assert found.parts[0].documents == 1
    assert found.single == ("a", "c")


def test_every_manner_has_its_own_part_and_column() -> None:
    first = [_document("a", "x1", shortcomings=[_FAULT]), _document("b", "x2", shortcomings=[_FAULT])]
    second = [_document("a", "x1", shortcomings=[_FAULT]), _document("b", "x2")]
    found = _agreement(first, second)
    assert [part.name for part in found.parts] == ["all", "x1", "x2"]
    row = next(line for line in found.table().splitlines() if line.startswith("| shortcomings "))
    assert row.split(" | ")[1:4] == ["2", "1", "1"]
    assert row.endswith("| 1.000 | 0.000 |")
    assert found.as_dict()["parts"]["x1"]["labels"]["shortcomings"]["f1"] == 1.0


def test_findings_are_those_that_follow_from_the_labels() -> None:
    first, second = _document("a", shortcomings=[_VAGUE]), _document("a", shortcomings=[{**_VAGUE, "hedged": False}])
    counts = _agreement([first], [second]).parts[0].counts["finding kinds a document"]
    assert (counts.gold, counts.predicted, counts.hits) == (4, 3, 3)


def test_the_report_of_an_annotation_says_all_of_it() -> None:
    for document in documents("m03", count=6):
        score = Scorer(resources.rules()).score(document.gold, as_report(document.gold))
        assert {name for name, row in score.counts.items() if row.f1 not in {1.0, None}} == set()


def test_annotations_are_read_without_their_texts(tmp_path: Path) -> None:
    for name in ("first", "second"):
        folder = tmp_path / name / "x1"
        folder.mkdir(parents=True)
        (folder / "a.json").write_text(_document("a", shortcomings=[_FAULT]).gold.model_dump_json(), encoding="utf-8")
    found = compare(tmp_path, resources.rules())
    assert found.parts[0].counts["shortcomings"].hits == 1
    assert found.parts[1].name == "x1"


def test_a_folder_without_both_sides_is_refused(tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    with pytest.raises(DataError) as caught:
        compare(tmp_path, resources.rules())
    assert caught.value.code == "corpus.sides"


def test_annotations_kept_for_agreement_are_no_documents(tmp_path: Path) -> None:
    for folder in (tmp_path / "x1", tmp_path / "agreement" / "first" / "x1"):
        folder.mkdir(parents=True)
        (folder / "a.json").write_text(_document("a").gold.model_dump_json(), encoding="utf-8")
    (tmp_path / "x1" / "a.txt").write_text("Biên bản\n", encoding="utf-8")
    assert [document.stem for document in load(tmp_path)] == ["a"]
