"""Opening Word and OpenDocument files without trusting them."""

from __future__ import annotations

import io
import posixpath
import zipfile

from lxml import etree

from assistant.documents.limits import Limits
from assistant.errors import LimitError, UnreadableError

_RATIO_FROM_BYTES = 10_000_000
_ENCRYPTED = 0x1
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))


class Archive:
    """The parts of a zip file whose count, names and unpacked sizes were checked before anything was unpacked."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        _check(self._zip.infolist(), limits)
        self.names = frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """Return one part; raises UnreadableError when it is not there."""
        if name not in self.names:
            raise UnreadableError("document.damaged", reason=name)
        return self._zip.read(name)

    def xml(self, name: str) -> etree._Element:
        """Return the root of one XML part; document types, and so entities, are refused."""
        if name not in self.names:
            raise UnreadableError("document.damaged", reason=name)
        if self._zip.getinfo(name).file_size > self._limits.part_bytes:
            raise LimitError("document.expands", limit=self._limits.part_bytes)
        return parse_xml(self.read(name))


def parse_xml(data: bytes) -> etree._Element:
    """Return the root element; raises UnreadableError for a document type, lxml's error for bad XML."""
    if any(mark in data for mark in _DOCTYPES):
        raise UnreadableError("document.unsafe_xml")
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError("document.unsafe_xml")
    return root


def local(element: etree._Element) -> str:
    """Return the element's name without its namespace: transitional and strict files then read alike."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute by its name without namespace, or None."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first descendant along a path of names without namespace, or None."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def _check(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise LimitError("document.too_many_entries", limit=limits.entries)
    if sum(entry.file_size for entry in entries) > limits.expansion_bytes:
        raise LimitError("document.expands", limit=limits.expansion_bytes)
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableError("document.encrypted")
        path = posixpath.normpath(entry.filename.replace("\\", "/"))
        if path.startswith(("/", "../")) or path == ".." or ":" in path:
            raise UnreadableError("document.unsafe_archive")
        if entry.file_size > _RATIO_FROM_BYTES and entry.file_size > limits.ratio * max(1, entry.compress_size):
            raise LimitError("document.expands", limit=limits.expansion_bytes)
