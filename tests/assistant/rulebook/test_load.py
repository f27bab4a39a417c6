"""Loading: the shipped rules, a user's own folder, and mistakes told with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import DataError, UsageError
from assistant.messages import Catalogue
from assistant.resources import rules
from assistant.rulebook import Piece, apply, build, lint, load


def shipped(name: str) -> str:
    return rules().joinpath("review", f"{name}.yml").read_text(encoding="utf-8")


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_shipped_rules_and_packs_load() -> None:
    rulebook = load()
    assert len(rulebook.rules) >= 21
    assert [pack.name for pack in rulebook.packs] == [
        "124-2023",
        "132-2018",
        "366-2025",
        "state-335-2025",
        "state-90-2020",
    ]


def test_own_folder_changes_a_few_lines_of_a_shipped_rule(tmp_path: Path) -> None:
    write(
        tmp_path,
        "boilerplate",
        """
        extends: boilerplate
        severity: high
        phrases+: [hành quân]
        phrases-: [kịp thời]
        message: {vi: "Câu này chưa thấy nêu việc làm."}
        """.replace("\n        ", "\n"),
    )
    rule = load(tmp_path).rule("boilerplate")
    assert rule.local
    assert rule.file.severity == "high"
    assert rule.file.message.vi == "Câu này chưa thấy nêu việc làm."
    assert rule.file.message.en == load().rule("boilerplate").file.message.en
    assert rule.file.kind == "lexical"
    assert "hành quân" in rule.file.phrases
    assert "kịp thời" not in rule.file.phrases


def test_own_folder_adds_a_rule_under_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "review").mkdir()
    own = shipped("hedged-shortcoming").replace(
        'condition: "item.hedged"', 'condition: "item.hedged && item.length > 2"'
    )
    write(tmp_path / "review", "local-hedge", own)
    rulebook = load(tmp_path)
    piece = Piece.model_validate_json('{"shortcomings": [{"text": "đôi lúc còn chậm", "hedged": true}]}')
    case = build(piece)
    assert "local-hedge" in {finding.rule for finding in apply(rulebook, case)}
    assert rulebook.used(case.report).local == ("local-hedge",)


def test_own_pack_is_local_and_named(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    write(tmp_path / "packs", "366-2025", "extends: 366-2025\nversion: '1 + huyện'\n")
    rulebook = load(tmp_path, pack="366-2025")
    used = rulebook.used(build(Piece()).report)
    assert (used.pack, used.version, used.local) == ("366-2025", "1 + huyện", ("366-2025",))


@pytest.mark.parametrize(
    ("old", "new", "code", "told"),
    [
        ("category: evasive", "categori: evasive", "rulebook.missing-field", "category"),
        ("severity: medium", "severity: grave", "rulebook.wrong-value", "severity"),
        ("looks_at: [shortcoming]", "looks_at: [shortcoming]\ncolour: red", "rulebook.unknown-field", "colour"),
        ('condition: "item.hedged"', 'condition: "item.hegded"', "rulebook.bad-condition", "item.hegded"),
        ('condition: "item.hedged"', 'condition: "item.hedged &&"', "rulebook.bad-condition", ""),
        ("kind: item", "kind: itme", "rulebook.unknown-kind", "itme"),
        ("Hạn chế này", "Hạn chế {quotation}", "rulebook.unknown-place", "{quotation}"),
        ("severity: medium", "severity: medium\nrefines: no-such-rule", "rulebook.bad-refinement", "no-such-rule"),
        ("severity: medium", "severity: medium\nseverity: low", "data.syntax", ""),
        ("category: evasive", "category: [evasive", "data.syntax", ""),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, code: str, told: str) -> None:
    text = shipped("hedged-shortcoming")
    assert old in text
    write(tmp_path, "mistaken", text.replace(old, new, 1))
    with pytest.raises(DataError) as caught:
        load(tmp_path)
    error = caught.value
    assert error.code == code
    assert told in str(error.parameters["reason"])
    assert "mistaken.yml" in str(error.parameters["path"])
    line = error.parameters["line"]
    assert isinstance(line, int)
    assert error.parameters["excerpt"] == text.replace(old, new, 1).splitlines()[line - 1]
    for language in ("vi", "en"):
        assert f"mistaken.yml:{line}:" in Catalogue(language).error(error) or code == "data.syntax"


def test_the_place_of_a_wrong_case_is_its_own_line(tmp_path: Path) -> None:
    text = shipped("hedged-shortcoming").replace("hedged: true, specific: false}", "hedged: sometimes}", 1)
    write(tmp_path, "mistaken", text)
    with pytest.raises(DataError) as caught:
        load(tmp_path)
    assert "hedged: sometimes" in str(caught.value.parameters["excerpt"])


def test_a_rule_with_two_cases_does_not_load(tmp_path: Path) -> None:
    text = shipped("hedged-shortcoming")
    write(tmp_path, "bare", text[: text.index("  pass:")] + "  pass: []\n")
    with pytest.raises(DataError) as caught:
        load(tmp_path)
    assert caught.value.code == "rulebook.too-few"


def test_a_pattern_that_cuts_vietnamese_words_is_refused(tmp_path: Path) -> None:
    text = shipped("template-residue").replace("patterns:\n", "patterns:\n  - '\\bchi\\b'\n", 1)
    write(tmp_path, "ascii-only", text)
    with pytest.raises(DataError) as caught:
        load(tmp_path)
    assert caught.value.code == "rulebook.bad-pattern"
    assert "bchi" in str(caught.value.parameters["excerpt"])


@pytest.mark.parametrize("pattern", ["(?=a)b", "(a", "a{1001,}"])
def test_a_pattern_that_could_hang_or_break_is_refused(tmp_path: Path, pattern: str) -> None:
    write(tmp_path, "unsafe", shipped("template-residue").replace("patterns:\n", f"patterns:\n  - '{pattern}'\n", 1))
    with pytest.raises(DataError, match="bad-pattern"):
        load(tmp_path)


def test_lint_tells_the_mistakes_of_every_file(tmp_path: Path) -> None:
    write(tmp_path, "one", "category: evasive\n")
    write(tmp_path, "two", "just words\n")
    assert len(lint(tmp_path)) == 2
    assert lint(write(tmp_path, "three", shipped("boilerplate"))) == ()


def test_folder_pack_and_rule_that_do_not_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no-folder"):
        load(tmp_path / "none")
    with pytest.raises(UsageError, match="unknown-pack"):
        load(pack="1789")
    with pytest.raises(UsageError, match="unknown-rule"):
        load().rule("no-such-rule")
