"""`kiemdiem corpus`: check, agreement, datasheet."""

from __future__ import annotations

import json
import shutil
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


def _sides(folder: Path) -> Path:
    """Make a corpora folder of one document with two annotations that are alike."""
    exemplar = Path("corpora/exemplars/w1-thach-ban-2021")
    (folder / "documents").mkdir()
    for ending in (".txt", ".json"):
        shutil.copy(exemplar.with_suffix(ending), folder / "documents")
    for side in ("first", "second"):
        (folder / "agreement" / side / "w1").mkdir(parents=True)
        shutil.copy(exemplar.with_suffix(".json"), folder / "agreement" / side / "w1")
    return folder


def test_the_agreement_of_two_annotators_is_told(run: Run, tmp_path: Path) -> None:
    folder = _sides(tmp_path)
    result = run("corpus", "agreement", folder)
    assert result.exit_code == 0
    assert result.stdout.startswith("Hai người chú giải")
    assert "| shortcomings |" in result.stdout
    told = json.loads(run("corpus", "agreement", folder / "agreement", "--json", "--lang", "en").stdout)
    assert told["parts"]["w1"]["labels"]["shortcomings"]["f1"] == 1.0


def test_a_folder_without_two_sides_is_told(run: Run, tmp_path: Path) -> None:
    result = run("corpus", "agreement", tmp_path)
    assert result.exit_code == 3
    assert "first" in result.stderr


def test_the_check_reads_no_second_annotation(run: Run, tmp_path: Path) -> None:
    assert run("corpus", "check", _sides(tmp_path)).exit_code == 0


def test_the_datasheet_is_printed_and_put_into_a_page(run: Run, tmp_path: Path) -> None:
    folder, page = _sides(tmp_path), tmp_path / "page.md"
    result = run("corpus", "datasheet", folder, "--lang", "en")
    assert result.exit_code == 0
    for row in ("| w1 | 1 | 1 |", "causes with nguyên nhân", "| label (1 documents) |"):
        assert row in result.stdout
    page.write_text("# A\n<!-- counts -->\n<!-- end of counts -->\n", encoding="utf-8")
    assert run("corpus", "datasheet", folder, "--into", page).exit_code == 0
    assert "| w1 | 1 | 1 |" in page.read_text(encoding="utf-8")
    assert run("corpus", "datasheet", folder, "--into", tmp_path / "none.md").exit_code == 2
