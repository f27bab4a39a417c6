"""Old Word files through the programs that can read them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.documents import legacy_doc, read
from assistant.errors import UnreadableError
from tests.assistant.documents.test_docx import told

Converter = Callable[[Path, str], Path]
Programs = tuple[str | None, str | None, str | None]


@pytest.fixture(scope="module")
def old_word(data: Path, convert: Converter) -> Path:
    """Return minutes as .doc."""
    return convert(data / "cam-yen-2022.txt", "doc:MS Word 97")


def test_a_doc_by_libreoffice(old_word: Path, data: Path) -> None:
    document = read(old_word)
    assert document.media_type == "application/msword"
    assert told(document) == told(read(data / "cam-yen-2022.txt"))


@pytest.mark.parametrize("chosen", [1, 2])
def test_a_doc_by_a_plain_program(old_word: Path, data: Path, monkeypatch: pytest.MonkeyPatch, chosen: int) -> None:
    found = legacy_doc.programs()
    only: Programs = (None, found[1] if chosen == 1 else None, found[2] if chosen == 2 else None)
    monkeypatch.setattr(legacy_doc, "programs", lambda: only)
    document = read(old_word)
    assert " ".join(told(document)).split() == " ".join(told(read(data / "cam-yen-2022.txt"))).split()
    assert document.unread[0].why == "document.doc_by_plain_program"


def test_without_a_program_the_error_says_what_to_install(old_word: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy_doc, "programs", lambda: (None, None, None))
    with pytest.raises(UnreadableError, match=r"document\.no_doc_reader"):
        read(old_word)


def test_an_encrypted_doc(old_word: Path) -> None:
    data = bytearray(old_word.read_bytes())
    entry = data.find("WordDocument\0".encode("utf-16-le"))
    header = (int.from_bytes(data[entry + 116 : entry + 120], "little") + 1) * 512
    data[header + 11] |= 0x01
    with pytest.raises(UnreadableError, match=r"document\.encrypted"):
        read(bytes(data))
