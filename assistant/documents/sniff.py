"""What a file is, by its content; its name only tells Markdown from other text."""

from __future__ import annotations

import re
from typing import Literal

from assistant.documents.encodings import wide_encoding
from assistant.errors import UnreadableError

Format = Literal["zip", "pdf", "doc", "html", "text"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_PDF_WITHIN = 1024
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body|meta)\b", re.I | re.S
)
_HTML_INSIDE = re.compile(rb"<html[\s>]", re.I)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\x0b\x0c\r\x1a\x1b")
_SAMPLE = 8192
_VISCII_CAPITALS = frozenset(b"\x02\x05\x06\x14\x19\x1e")
_MOST_CONTROLS = 0.02


def sniff(data: bytes) -> Format:
    """Return what the bytes are; raises UnreadableError for kinds that cannot be read."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise UnreadableError("document.empty")
    if data.startswith(b"PK\x03\x04"):
        return "zip"
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(_OLE):
        return _ole(data)
    if data.startswith(b"{\\rtf"):
        raise UnreadableError("document.rtf")
    if data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:8] == b"ftyp":
        raise UnreadableError("document.picture")
    if _is_html(data):
        return "html"
    if data[:13].lower() == b"mime-version:":
        raise UnreadableError("document.unknown_kind")
    if _is_text(data):
        return "text"
    raise UnreadableError("document.unknown_kind")


def _ole(data: bytes) -> Format:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableError("document.encrypted")
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    if len(data) < _SAMPLE:
        raise UnreadableError("document.damaged", reason="ole")
    raise UnreadableError("document.unknown_kind")


def _is_html(data: bytes) -> bool:
    head = data[:_SAMPLE]
    for mark in _BOMS:
        if head.startswith(mark):
            head = head[len(mark) :]
    head = head.replace(b"\x00", b"")
    return _HTML.match(head) is not None or (head.lstrip()[:1] == b"<" and _HTML_INSIDE.search(head) is not None)


def _is_text(data: bytes) -> bool:
    if data.startswith(_BOMS) or wide_encoding(data):
        return True
    sample = data[:_SAMPLE]
    odd = sum(byte in _CONTROLS and byte not in _VISCII_CAPITALS for byte in sample)
    return odd <= _MOST_CONTROLS * len(sample) and b"\x00\x00" not in sample
