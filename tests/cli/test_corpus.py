"""`kiemdiem corpus check`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_an_empty_folder_is_no_corpus(run: Run, tmp_path: Path) -> None:
    result = run("corpus", "check", tmp_path)
    assert result.exit_code == 3
    assert "Traceback" not in result.stderr


def test_a_mistake_is_told_with_its_document(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Biên bản\n", encoding="utf-8")
    result = run("corpus", "check", tmp_path)
    assert result.exit_code == 1
    assert result.stdout.startswith("a:")


def test_the_exemplars_have_no_mistake(run: Run) -> None:
    assert run("corpus", "check", "corpora/exemplars").exit_code == 0
