"""The one verb of the room: an upload becomes a Document, and foreign errors become ours."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from os import PathLike
from pathlib import Path, PurePath

from lxml import etree

from assistant.documents.archive import Archive
from assistant.documents.docx import read_docx
from assistant.documents.encodings import Decoded
from assistant.documents.html import read_html
from assistant.documents.legacy_doc import read_doc
from assistant.documents.limits import Deadline, Limits
from assistant.documents.model import Document, Unread
from assistant.documents.odt import read_odt
from assistant.documents.pdf import read_pdf
from assistant.documents.pieces import Content
from assistant.documents.plain import read_plain
from assistant.documents.secrecy import SecrecyMarks
from assistant.documents.sniff import Format, sniff
from assistant.errors import LimitError, SecrecyError, UnreadableError

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ODT = "application/vnd.oasis.opendocument.text"
_ENDINGS = {
    _WORD: (".docx", ".docm", ".dotx", ".dotm"),
    _ODT: (".odt", ".ott", ".fodt"),
    "application/pdf": (".pdf",),
    "application/msword": (".doc", ".dot"),
    "text/html": (".html", ".htm", ".xhtml"),
    "text/plain": (".txt", ".text", ".md", ".markdown", ".csv", ".log"),
    "text/markdown": (".md", ".markdown"),
}
_MARKDOWN = (".md", ".markdown")
_NAMES = {
    _WORD: "Word",
    _ODT: "OpenDocument",
    "application/pdf": "PDF",
    "application/msword": "Word 97-2003",
    "text/html": "HTML",
    "text/plain": "TXT",
    "text/markdown": "Markdown",
}


def read(
    source: str | PathLike[str] | bytes,
    *,
    name: str | None = None,
    limits: Limits | None = None,
    allow_secret: bool = False,
) -> Document:
    """Return the document in a file (path) or in bytes; what it is, is told by its content.

    `name` is the file's name for bytes. Raises UnreadableError, LimitError, or SecrecyError for a file that
    bears a secrecy mark unless `allow_secret`.
    """
    limits = limits or Limits()
    data, told = (source, name or "") if isinstance(source, bytes) else _load(Path(source), name, limits)
    if len(data) > limits.bytes:
        raise LimitError("document.too_large", limit=limits.bytes)
    ending = PurePath(told).suffix.lower()
    media_type, content = _translated(data, ending, limits)
    if len(content.text) > limits.characters:
        raise LimitError("document.too_long", limit=limits.characters)
    secrecy = SecrecyMarks().find(content.text, content.stamps)
    if secrecy is not None and not allow_secret:
        raise SecrecyError("document.secret", mark=secrecy)
    unread = content.unread
    if ending and ending not in _ENDINGS[media_type]:
        note = (("ending", ending), ("kind", _NAMES[media_type]))
        unread = (Unread("document.part.name", "document.ending_differs", note), *unread)
    return Document(told, hashlib.sha256(data).hexdigest(), media_type, content.text, content.blocks, unread, secrecy)


def _load(path: Path, name: str | None, limits: Limits) -> tuple[bytes, str]:
    told = name or path.name
    try:
        if path.is_dir():
            raise UnreadableError("document.is_folder", name=told)
        if not path.exists():
            raise UnreadableError("document.missing", name=told)
        if not path.is_file():
            raise UnreadableError("document.not_a_file", name=told)
        with path.open("rb") as file:
            return file.read(limits.bytes + 1), told
    except PermissionError as error:
        raise UnreadableError("document.not_allowed", name=told) from error
    except (OSError, ValueError) as error:
        raise UnreadableError("document.missing", name=told) from error


def _translated(data: bytes, ending: str, limits: Limits) -> tuple[str, Content]:
    """Read the content; the one seam where errors of foreign libraries become ours."""
    try:
        return _content(data, ending, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise UnreadableError("document.damaged", reason="zip") from error
    except etree.LxmlError as error:
        raise UnreadableError("document.damaged", reason="xml") from error
    except RecursionError as error:
        raise LimitError("document.too_deep", limit=limits.nesting) from error
    except MemoryError as error:
        raise LimitError("document.expands", limit=limits.expansion_bytes) from error
    except OSError as error:
        raise UnreadableError("document.no_working_folder") from error


def _content(data: bytes, ending: str, limits: Limits) -> tuple[str, Content]:
    deadline = Deadline(limits.seconds)
    kind: Format = sniff(data)
    if kind == "zip":
        return _from_archive(Archive(data, limits), limits, deadline)
    if kind == "pdf":
        return "application/pdf", read_pdf(data, limits, deadline)
    if kind == "doc":
        return "application/msword", read_doc(data, limits, deadline)
    decoded: Decoded
    if kind == "html":
        content, decoded = read_html(data, limits, deadline)
        return "text/html", content if not decoded.doubt else _doubtful(content, decoded)
    content, decoded = read_plain(data, markdown=ending in _MARKDOWN)
    return "text/markdown" if ending in _MARKDOWN else "text/plain", content


def _from_archive(archive: Archive, limits: Limits, deadline: Deadline) -> tuple[str, Content]:
    if "content.xml" in archive.names and "mimetype" in archive.names:
        if not archive.read("mimetype").strip().startswith(b"application/vnd.oasis.opendocument.text"):
            raise UnreadableError("document.unknown_kind")
        return _ODT, read_odt(archive, limits, deadline)
    if any(each.startswith("word/") for each in archive.names):
        return _WORD, read_docx(archive, limits, deadline)
    raise UnreadableError("document.unknown_kind")


def _doubtful(content: Content, decoded: Decoded) -> Content:
    note = Unread("document.part.text", "document.encoding_doubtful", (("encoding", decoded.encoding),))
    return Content(content.text, content.blocks, (*content.unread, note), content.stamps)
