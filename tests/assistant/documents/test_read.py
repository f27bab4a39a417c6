"""Bad input: one clear error each, quickly; and the properties every document has."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents import Document, Limits, read
from assistant.documents.pieces import Piece, assemble
from assistant.errors import DocumentError, LimitError, UnreadableError
from assistant.resources import messages
from tests.assistant.documents.conftest import make_word_file
from tests.assistant.documents.test_docx import Maker, paragraph, told

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**files: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return sink.getvalue()


def in_word(document: bytes) -> bytes:
    return zipped(word__document_xml=document)


BOMB = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w>&b;</w>'
BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "document.empty"),
    "blank": (b" \r\n\t\n", "document.empty"),
    "encrypted word": (OLE + "EncryptedPackage".encode("utf-16-le") + bytes(9000), "document.encrypted"),
    "other ole": (OLE + "Workbook".encode("utf-16-le") + bytes(9000), "document.unknown_kind"),
    "truncated ole": (OLE + bytes(100), "document.damaged"),
    "truncated word": (make_word_file(paragraph("a"))[:700], "document.damaged"),
    "truncated pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", "document.damaged"),
    "entity bomb": (in_word(BOMB), "document.unsafe_xml"),
    "entity bomb in utf-16": (in_word(BOMB.decode().encode("utf-16")), "document.unsafe_xml"),
    "bad xml": (in_word(b"<w:document><w:body>"), "document.damaged"),
    "zip bomb": (zipped(word__document_xml=b"<w>" + b" " * 120_000_000), "document.expands"),
    "many entries": (zipped(**{f"f{n}": b"" for n in range(5001)}), "document.too_many_entries"),
    "path out of the folder": (zipped(**{"..__..__x": b"a"}), "document.unsafe_archive"),
    "other zip": (zipped(xl__workbook_xml=b"<a/>"), "document.unknown_kind"),
    "only a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "document.picture"),
    "rtf": (b"{\\rtf1 a}", "document.rtf"),
    "program": (b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256)) * 10, "document.unknown_kind"),
    "word without text": (make_word_file("<w:p><w:r><w:drawing/></w:r></w:p>"), "document.no_text"),
    "html without text": (b"<html><body><img src='a.png'></body></html>", "document.no_text"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gives_one_error_with_a_sentence(case: str) -> None:
    data, code = BAD[case]
    began = time.monotonic()
    with pytest.raises(DocumentError) as caught:
        read(data, name="a.docx")
    assert caught.value.code == code
    assert time.monotonic() - began < 10
    for language in ("vi", "en"):
        sentence = json.loads((messages() / f"{language}.json").read_text(encoding="utf-8"))[code]
        assert set(re.findall(r"\{(\w+)\}", sentence)) <= set(caught.value.parameters)


def test_missing_folder_and_large_files(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"document\.missing"):
        read(tmp_path / "khong-co.docx")
    with pytest.raises(UnreadableError, match=r"document\.is_folder"):
        read(tmp_path)
    (tmp_path / "a.txt").write_bytes(b"a" * 101)
    with pytest.raises(LimitError, match=r"document\.too_large"):
        read(tmp_path / "a.txt", limits=Limits(bytes=100))
    with pytest.raises(LimitError, match=r"document\.too_long"):
        read(b"abc" * 10, limits=Limits(characters=20))


@pytest.mark.parametrize(
    "text", ["abc." * 250_000, "(" * 1_000_000, "ệ" * 350_000, "a\n" * 200_000, "- \n1. " * 200_000]
)
def test_a_megabyte_of_odd_text_is_read_quickly(text: str) -> None:
    began = time.monotonic()
    assert read(text.encode("utf-8")).text == text
    assert told(read(make_word_file(paragraph(text.strip()[:1_000_000])), name="a.docx"))
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("text", ["<" * 1_000_000, "<b>" * 300_000 + "x", "<table><tr><td>" * 60_000])
def test_hostile_html_is_answered_quickly(text: str) -> None:
    began = time.monotonic()
    try:
        read(("<html><body>" + text).encode())
    except DocumentError as error:
        assert error.code in {"document.too_deep", "document.no_text", "document.damaged"}
    assert time.monotonic() - began < 10


def test_a_wrong_ending_is_read_by_content_and_noted(word_file: Maker) -> None:
    document = read(word_file(paragraph("Nội dung")), name="bien-ban.pdf")
    assert document.text == "Nội dung"
    assert document.unread[0].parameters == (("ending", ".pdf"), ("kind", "Word"))


def test_another_language_is_read() -> None:
    assert read("Protokoll der Sitzung über Mängel.\n".encode()).text.startswith("Protokoll")


def test_source_is_the_name_alone(tmp_path: Path) -> None:
    path = tmp_path / "bien-ban.txt"
    path.write_text("Nội dung", encoding="utf-8")
    assert read(path).source == read(str(path)).source == "bien-ban.txt"
    assert read(path).sha256 == read(path.read_bytes()).sha256


def check(document: Document) -> None:
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        assert document.text[block.start : block.end].strip() == document.text[block.start : block.end]
        end = block.end


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_is_kept_and_its_blocks_are_in_order(text: str) -> None:
    try:
        document = read(b"\xef\xbb\xbf" + text.encode("utf-8"), allow_secret=True)
    except UnreadableError:
        return
    if document.media_type == "text/plain":
        assert document.text == text
        covered = "".join(told(document))
        assert "".join(covered.split()) == "".join(text.split())
    check(document)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", OLE, b"<html>", b"\xff\xfe", b"{\\rtf"]))
def test_any_bytes_give_a_document_or_an_error_of_ours(data: bytes, head: bytes) -> None:
    try:
        check(read(head + data, allow_secret=True))
    except DocumentError:
        return


CELLS = st.builds(
    Piece,
    st.text(max_size=8),
    st.just("cell"),
    st.none(),
    st.integers(0, 2),
    st.integers(0, 3),
    st.integers(0, 4),
)


@given(st.lists(st.one_of(st.builds(Piece, st.text(max_size=12)), CELLS), max_size=12))
def test_assembled_blocks_are_exact_slices(pieces: list[Piece]) -> None:
    text, blocks = assemble(pieces)
    kept = [piece.text.strip() for piece in pieces if piece.text.strip()]
    assert [text[block.start : block.end].replace("\t", " ") for block in blocks] == [
        each.replace("\t", " ") for each in kept
    ]
    for left, right in pairwise(blocks):
        assert set(text[left.end : right.start]) <= {"\n", "\t"}
        assert left.end < right.start


@settings(max_examples=40, deadline=None)
@given(cut=st.integers(0, 3000), flip=st.integers(0, 3000))
def test_a_damaged_word_file_never_breaks_the_reader(cut: int, flip: int) -> None:
    data = bytearray(make_word_file(paragraph("Nội dung biên bản") * 5))
    data[flip % len(data)] ^= 0x55
    try:
        check(read(bytes(data[: max(1, len(data) - cut)]), name="a.docx"))
    except DocumentError:
        return


def test_the_reader_keeps_to_its_time(word_file: Callable[..., bytes]) -> None:
    with pytest.raises(LimitError, match="too_slow"):
        read(word_file(paragraph("a") * 10), limits=Limits(seconds=0.0))
