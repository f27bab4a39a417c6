"""The published run and what has changed since."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import DataError, UsageError
from assistant.learning.commands import publish
from assistant.learning.evaluation import Evaluation, Part
from assistant.learning.publishing import FILE, compare, write
from assistant.learning.scoring import Counts, Figures


def _run(hits: int, *names: str) -> Evaluation:
    figures = Figures(1, 0, {"shortcomings": Counts(hits, 10, 10)}, {}, None)
    return Evaluation(tuple(Part(name, figures, {}) for name in names), ())


def test_a_run_is_told_beside_the_published_one(tmp_path: Path) -> None:
    write(_run(7, "left out in turn", "m01"), "one", tmp_path)
    found = compare(_run(8, "left out in turn", "m01"), "one", tmp_path)
    assert found is not None
    assert found.same_corpus
    assert found.table().splitlines()[2:] == ["| shortcomings | 0.700 → 0.800 (+0.100) |"]


def test_another_corpus_is_told(tmp_path: Path) -> None:
    write(_run(7, "all"), "one", tmp_path)
    found = compare(_run(7, "all"), "other", tmp_path)
    assert found is not None
    assert not found.same_corpus
    assert found.table().splitlines()[2] == "| shortcomings | 0.700 (=) |"


def test_nothing_is_compared_where_nothing_is_published(tmp_path: Path) -> None:
    assert compare(_run(7, "all"), "one", tmp_path) is None
    write(_run(7, "left out in turn"), "one", tmp_path)
    assert compare(_run(7, "all"), "one", tmp_path) is None


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"format": 2, "corpus": "", "parts": {}}', '{"parts": {"all": 1}}']
)
def test_a_file_that_is_no_published_run_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        compare(_run(7, "all"), "one", tmp_path)
    assert caught.value.code == "corpus.published"


def test_a_run_is_not_published_among_the_documents(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        publish(_run(7, "all"), tmp_path)
    assert list(tmp_path.iterdir()) == []
