"""Reading and checking a corpus."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import DataError
from assistant.learning.checking import check
from assistant.learning.corpus import GoldDocument, digest, groups, load, split
from assistant.learning.datasheet import datasheet, renewed
from assistant.learning.derived import DERIVED, derived
from assistant.messages import Catalogue

from .samples import CORPUS, copy_pair, documents


def with_shortcomings() -> GoldDocument:
    return next(
        document
        for document in load(CORPUS / "m01")
        if document.gold.shortcomings
        and document.gold.commitments
        and document.gold.prior is None
        and not document.gold.prompts
    )


def codes(folder: Path) -> set[str]:
    return {problem.code for problem in check(folder)}


def test_the_manner_is_the_folder_or_the_head_of_the_name(tmp_path: Path) -> None:
    document = with_shortcomings()
    copy_pair(document, tmp_path / "m01")
    assert load(tmp_path)[0].manner == "m01"
    assert load(tmp_path / "m01")[0].manner == document.stem.split("-")[0]


def test_finished_manners_have_no_mistake() -> None:
    assert check(CORPUS / "m01") == ()


def test_linked_documents_and_those_of_one_body_share_a_group() -> None:
    known = load(CORPUS / "m01")
    of_stem = groups(known)
    for document in known:
        for link in (document.gold.prior, document.gold.prompts):
            assert link is None or of_stem[link] == of_stem[document.stem]
    assert 1 < len(set(of_stem.values())) < len(known)


def test_the_digest_does_not_depend_on_order() -> None:
    known = documents("m01")
    assert digest(known) == digest(tuple(reversed(known)))
    assert digest(known) != digest(known[1:])


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("id", "another", "corpus.identity"),
        ("prior", "nowhere-2019", "corpus.link"),
        ("kind", "poem", "corpus.schema"),
        ("date", "2022-13-40", "corpus.schema"),
        ("date", "1999-01-01", "corpus.date"),
        ("verdict", 1, "corpus.schema"),
        ("causes", [{"quote": "not in the text", "kind": "objective"}], "corpus.quote"),
        ("causes", [{"quote": "a", "kind": "both"}], "corpus.schema"),
        ("findings", [], "corpus.finding_missing"),
        ("points", [{"quote": "x", "kind": "prompt", "status": "answered", "evidence": []}], "corpus.evidence"),
        ("points", [{"quote": "x", "kind": "prompt", "status": "answered", "evidence": []}], "corpus.unlinked"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, field: str, value: Any, code: str) -> None:
    copy_pair(with_shortcomings(), tmp_path, **{field: value})
    assert code in codes(tmp_path)


def test_a_quote_given_twice_an_unknown_address_and_a_nameless_party_are_told(tmp_path: Path) -> None:
    document = with_shortcomings()
    shortcoming = document.gold.shortcomings[0].model_dump(mode="json")
    commitment = document.gold.commitments[0].model_dump(mode="json")
    copy_pair(
        document,
        tmp_path,
        shortcomings=[shortcoming | {"responsible": [{"kind": "person"}]}, shortcoming],
        commitments=[commitment | {"addresses": [document.text[:20]]}],
    )
    assert {"corpus.quote_twice", "corpus.party", "corpus.address"} <= codes(tmp_path)


def test_every_shortcoming_of_the_prior_needs_its_status(tmp_path: Path) -> None:
    known = {document.stem: document for document in load(CORPUS / "m01")}
    later = next(document for document in known.values() if document.gold.prior_defects)
    for stem in {later.gold.prior, later.gold.prompts} - {None}:
        copy_pair(known[str(stem)], tmp_path)
    kept = later.gold.model_dump(mode="json")["prior_defects"][1:]
    copy_pair(later, tmp_path, prior_defects=kept)
    assert "corpus.prior_incomplete" in codes(tmp_path)


def test_broken_files_are_told_and_the_others_still_checked(tmp_path: Path) -> None:
    document = with_shortcomings()
    copy_pair(document, tmp_path / "a")
    (tmp_path / "a" / "lonely.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a" / "torn.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a" / "torn.json").write_text('{\n "id": }', encoding="utf-8")
    (tmp_path / "a" / "twice.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a" / "twice.json").write_text('{"id": "a", "id": "b"}', encoding="utf-8")
    (tmp_path / "a" / "other.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "a" / "other.json").write_text("{}", encoding="utf-8")
    copy_pair(document, tmp_path / "b")
    found = {(problem.stem, problem.code) for problem in check(tmp_path)}
    assert found == {
        ("lonely", "corpus.unpaired"),
        ("torn", "corpus.json"),
        ("twice", "corpus.schema"),
        ("other", "corpus.encoding"),
        (document.stem, "corpus.stem_twice"),
    }


def test_every_mistake_has_a_sentence_in_both_languages(tmp_path: Path) -> None:
    copy_pair(with_shortcomings(), tmp_path, id="another", prior="nowhere", findings=[], kind="minutes", author="A B")
    problems = check(tmp_path)
    assert problems
    for language in ("vi", "en"):
        catalogue = Catalogue(language)
        for problem in problems:
            assert problem.stem in catalogue.text(problem.code, **dict(problem.parameters))


def test_an_empty_folder_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"corpus\.empty"):
        load(tmp_path)
    with pytest.raises(DataError, match=r"corpus\.empty"):
        load(tmp_path / "nowhere")


def test_the_split_names_the_manners_held_out(tmp_path: Path) -> None:
    assert split(tmp_path).held_out == ()
    (tmp_path / "split.yml").write_text("held-out: [m05]\n", encoding="utf-8")
    assert split(tmp_path).held_out == ("m05",)
    (tmp_path / "split.yml").write_text("held-out: m05\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"corpus\.split"):
        split(tmp_path)


def test_findings_follow_from_the_annotation() -> None:
    for document in load(CORPUS / "m02"):
        told = {(finding.code, finding.quote) for finding in document.gold.findings if finding.code in DERIVED}
        assert told == set(derived(document.gold))


def test_the_datasheet_counts_documents_and_labels() -> None:
    known = documents("m01", "m02", count=3)
    told = datasheet(known, held_out=("m02",)).splitlines()
    assert [line.split(" | ")[0] for line in told[2:5]] == ["| m01", "| m02 (held out)", "| all"]
    shortcomings = sum(len(document.gold.shortcomings) for document in known)
    assert told[4].split(" | ")[4] == str(shortcomings)
    for title in ("kind", "year", "substance"):
        start = told.index(f"| {title} | documents |") + 2
        rows = takewhile(bool, told[start:])
        assert sum(int(line.split(" | ")[1].rstrip(" |")) for line in rows) == len(known)


def test_tables_are_put_between_their_marks() -> None:
    page = "a\n<!-- counts -->\nold\n<!-- end of counts -->\nb <!-- shares -->\n"
    told = renewed(page, {"counts": "| new |\n", "shares": "x", "other": "y"})
    assert told == "a\n<!-- counts -->\n\n| new |\n\n<!-- end of counts -->\nb <!-- shares -->\n"
    assert renewed(told, {"counts": "| new |\n"}) == told
