"""`kiemdiem evaluate`: the table, and the published run it is told beside."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import assistant.learning
from assistant.learning.evaluation import Evaluation, Part
from assistant.learning.scoring import Counts, Figures
from tests.cli.conftest import Run


@pytest.fixture
def corpora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a corpora folder of one document, read with the same figures each time."""
    (tmp_path / "documents").mkdir()
    for ending in (".txt", ".json"):
        shutil.copy(Path("corpora/exemplars/w1-thach-ban-2021").with_suffix(ending), tmp_path / "documents")
    figures = Figures(1, 0, {"shortcomings": Counts(8, 10, 10)}, {}, None)
    found = Evaluation((Part("all", figures, {}),), ())
    monkeypatch.setattr(assistant.learning, "evaluate", lambda *_args, **_settings: found)
    return tmp_path


def test_a_run_is_told_alone_until_one_is_published(run: Run, corpora: Path) -> None:
    result = run("evaluate", corpora)
    assert result.exit_code == 0
    assert "| shortcomings | 0.95 | 0.800 |" in result.stdout
    assert "→" not in result.stdout
    assert not (corpora / "published.json").exists()


def test_a_published_run_is_told_beside_the_next(run: Run, corpora: Path) -> None:
    assert run("evaluate", corpora, "--publish").exit_code == 0
    result = run("evaluate", corpora, "--lang", "en")
    assert "Beside the last published run (same corpus):" in result.stdout
    assert "| shortcomings | 0.800 (=) |" in result.stdout


def test_a_run_on_a_folder_of_documents_is_not_published(run: Run, corpora: Path) -> None:
    result = run("evaluate", corpora / "documents", "--publish")
    assert result.exit_code == 2
    assert "documents" in result.stderr
