"""The error tree: a code and parameters, never a ready sentence; whole after a journey between processes."""

from __future__ import annotations

import pickle

import pytest

from assistant.errors import (
    DataError,
    DocumentError,
    KiemdiemError,
    LimitError,
    ModelError,
    SecrecyError,
    UnreadableError,
    UsageError,
)

KINDS = (DocumentError, UnreadableError, LimitError, SecrecyError, DataError, ModelError, UsageError)


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_is_one_of_ours(kind: type[KiemdiemError]) -> None:
    assert issubclass(kind, KiemdiemError)


@pytest.mark.parametrize("kind", [UnreadableError, LimitError, SecrecyError])
def test_an_input_that_cannot_be_analysed_is_a_document_error(kind: type[KiemdiemError]) -> None:
    assert issubclass(kind, DocumentError)


@pytest.mark.parametrize("kind", [DataError, ModelError, UsageError])
def test_a_mistake_of_ours_is_no_document_error(kind: type[KiemdiemError]) -> None:
    assert not issubclass(kind, DocumentError)


def test_an_error_tells_code_and_parameters() -> None:
    error = LimitError("document.too_large", bytes=12, limit=10)
    assert (error.code, error.parameters) == ("document.too_large", {"bytes": 12, "limit": 10})
    assert str(error) == "document.too_large(bytes=12, limit=10)"


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_crosses_processes_whole(kind: type[KiemdiemError]) -> None:
    error = pickle.loads(pickle.dumps(kind("some.code", path="a.docx", line=3)))
    assert type(error) is kind
    assert (error.code, error.parameters) == ("some.code", {"path": "a.docx", "line": 3})
