"""`kiemdiem rules`: listing, showing, testing and linting."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_list_names_every_rule_with_topic_and_priority(run: Run) -> None:
    result = run("rules", "list")
    assert result.exit_code == 0
    line = next(line for line in result.stdout.splitlines() if line.startswith("no-individual "))
    assert "Rõ người, rõ nguyên nhân" in line


def test_show_tells_reason_source_and_question(run: Run) -> None:
    out = run("rules", "show", "no-individual", "--lang", "en").stdout
    for heading in ("Why it asks:", "Source:", "Question:", "Cases:"):
        assert heading in out


def test_a_rule_that_is_not_there_is_wrong_use(run: Run) -> None:
    result = run("rules", "show", "nope")
    assert result.exit_code == 2
    assert "nope" in result.stderr


def test_the_cases_of_the_shipped_rules_hold_and_cover_every_branch(run: Run) -> None:
    result = run("rules", "test", "--coverage")
    assert result.exit_code == 0, result.stdout
    assert "Sai: 0." in result.stdout


def test_lint_tells_the_line_of_a_mistake_and_gives_code_1(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "own-rule.yml"
    file.write_text("kind: item\ncategory: [\n", encoding="utf-8")
    result = run("rules", "lint", file)
    assert result.exit_code == 1
    assert "own-rule.yml:" in result.stdout


def test_lint_of_clean_files_gives_code_0(run: Run, tmp_path: Path) -> None:
    result = run("rules", "lint", tmp_path)
    assert (result.exit_code, result.stdout) == (0, "Không có lỗi.\n")


def test_a_mistake_in_an_own_rule_stops_the_work_with_code_3(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own-rule.yml").write_text("kind: item\ncategory: [\n", encoding="utf-8")
    result = run("rules", "list", "--rules", tmp_path)
    assert result.exit_code == 3
    assert "own-rule.yml:" in result.stderr
