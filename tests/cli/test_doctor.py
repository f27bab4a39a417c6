"""`kiemdiem doctor`: what is there, what is missing, how to get it."""

from __future__ import annotations

import sys

import pytest

from assistant.documents import legacy_doc, ocr
from tests.cli.conftest import Run


def test_doctor_tells_what_is_there_and_how_completion_is_switched_on(run: Run) -> None:
    out = run("doctor", "--lang", "en").stdout
    assert "[ok] Python 3.11 or newer" in out
    assert "[ok] Rules: " in out
    assert "_KIEMDIEM_COMPLETE=bash_source" in out


@pytest.mark.parametrize(
    ("system", "advice"),
    [("linux", "apt install tesseract-ocr"), ("darwin", "brew install tesseract"), ("win32", "UB Mannheim")],
)
def test_what_is_missing_comes_with_the_way_to_get_it_on_this_system(
    run: Run, monkeypatch: pytest.MonkeyPatch, system: str, advice: str
) -> None:
    monkeypatch.setattr("shutil.which", lambda name, **_: None)
    monkeypatch.setattr(ocr, "available", lambda: False)
    monkeypatch.setattr(legacy_doc, "programs", lambda: (None, None, None))
    monkeypatch.setattr(sys, "platform", system)
    out = run("doctor").stdout
    assert "[không có] tesseract" in out
    assert "[không có] Chương trình đọc tệp .doc cũ" in out
    assert advice in out


def test_what_is_only_useful_does_not_fail_the_check(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = run("doctor").exit_code
    monkeypatch.setattr(ocr, "available", lambda: False)
    assert run("doctor").exit_code == before
