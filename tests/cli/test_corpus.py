"""`kiemdiem corpus check`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_an_empty_folder_is_no_corpus(run: Run, tmp_path: Path) -> None:
    result = run("corpus", "check", tmp_path)
    assert result.exit_code == 3
    assert "Traceback" not in result.stderr
