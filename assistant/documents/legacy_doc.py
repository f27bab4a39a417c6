"""Word files of before 2007 (.doc), through LibreOffice, antiword or catdoc, whichever is installed."""

from __future__ import annotations

import struct
import tempfile
from pathlib import Path

from assistant.documents.archive import Archive
from assistant.documents.child import find, run
from assistant.documents.docx import read_docx
from assistant.documents.flow import paragraphs_of
from assistant.documents.limits import Deadline, Limits
from assistant.documents.model import Unread
from assistant.documents.pieces import Content, Piece, assemble
from assistant.documents.structure import repair_pieces
from assistant.errors import LimitError, UnreadableError

_WORD_MARK = b"\xec\xa5"
_STREAM = "WordDocument\0".encode("utf-16-le")
_ENTRY_SIZE = 128
_START_AT = 116
_SECTOR_SHIFT_AT = 30
_FLAGS_AT = 10
_ENCRYPTED = 0x0100
_WINDOWS_FOLDERS = (r"C:\Program Files\LibreOffice\program", r"C:\Program Files (x86)\LibreOffice\program")
_MAC_FOLDERS = ("/Applications/LibreOffice.app/Contents/MacOS",)
_SHARE_OF_TIME = 0.6
"""LibreOffice may use this share of the time left, so that the others can still try."""

# Macros off, links never followed, nothing looked up: the settings of a profile that lives for one conversion.
_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
)
_ITEM = (
    '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    + "</oor:items>\n"
)


def read_doc(data: bytes, limits: Limits, deadline: Deadline) -> Content:
    """Return the content of a .doc file; raises UnreadableError that says what to install when nothing can read it."""
    if _is_encrypted(data):
        raise UnreadableError("document.encrypted")
    office, antiword, catdoc = programs()
    if not (office or antiword or catdoc):
        raise UnreadableError("document.no_doc_reader")
    with tempfile.TemporaryDirectory(prefix="kiemdiem-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / "upload.doc"
        source.write_bytes(data)
        simple = antiword or catdoc
        if office:
            content = _by_office(office, source, limits, deadline, last=simple is None)
            if content is not None:
                return content
        if antiword and (content := _by_antiword(antiword, source, limits, deadline)) is not None:
            return content
        if catdoc and (content := _by_catdoc(catdoc, source, limits, deadline)) is not None:
            return content
    raise UnreadableError("document.damaged", reason="doc")


def programs() -> tuple[str | None, str | None, str | None]:
    """Return the paths of LibreOffice, antiword and catdoc, None for those not installed."""
    office = find("soffice.com", "soffice", "libreoffice", folders=(*_WINDOWS_FOLDERS, *_MAC_FOLDERS))
    return office, find("antiword"), find("catdoc")


def _is_encrypted(data: bytes) -> bool:
    """Return whether the header of the stream WordDocument says it is encrypted ([MS-DOC] 2.5.2, bit fEncrypted)."""
    entry = data.find(_STREAM)
    if entry < 0 or len(data) < entry + _ENTRY_SIZE:
        return False
    (shift,) = struct.unpack_from("<H", data, _SECTOR_SHIFT_AT)
    (sector,) = struct.unpack_from("<I", data, entry + _START_AT)
    header = (sector + 1) << min(shift, 12)
    if data[header : header + 2] != _WORD_MARK or len(data) < header + _FLAGS_AT + 2:
        return False
    (flags,) = struct.unpack_from("<H", data, header + _FLAGS_AT)
    return bool(flags & _ENCRYPTED)


def _by_office(office: str, source: Path, limits: Limits, deadline: Deadline, *, last: bool) -> Content | None:
    folder = source.parent
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    command = [
        office,
        f"-env:UserInstallation={profile.as_uri()}",
        *["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard"],
        "--infilter=MS Word 97",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "converted"),
        str(source),
    ]
    seconds = deadline.remaining if last else deadline.remaining * _SHARE_OF_TIME
    try:
        run(command, seconds=seconds, folder=folder)
    except LimitError:
        if last:
            raise
        return None
    result = folder / "converted" / "upload.docx"
    if not result.is_file():
        return None
    return read_docx(Archive(result.read_bytes(), limits), limits, deadline)


def _by_antiword(antiword: str, source: Path, limits: Limits, deadline: Deadline) -> Content | None:
    command = [antiword, "-m", "UTF-8.txt", "-w", "0", str(source)]
    return _plain_output(command, source, limits, deadline)


def _by_catdoc(catdoc: str, source: Path, limits: Limits, deadline: Deadline) -> Content | None:
    return _plain_output([catdoc, "-d", "utf-8", "-w", str(source)], source, limits, deadline)


def _plain_output(command: list[str], source: Path, limits: Limits, deadline: Deadline) -> Content | None:
    """Return what a program prints: one paragraph a line, table rows between upright strokes."""
    code, output = run(command, seconds=deadline.remaining, folder=source.parent)
    if output.stat().st_size > limits.bytes:
        raise LimitError("document.too_large", limit=limits.bytes)
    text = output.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    if code != 0 or not text.strip():
        return None
    pieces, notes = repair_pieces(list(_pieces(text)))
    told, blocks = assemble(pieces)
    return Content(told, blocks, (Unread("document.part.layout", "document.doc_by_plain_program"), *notes))


def _pieces(text: str) -> list[Piece]:
    pieces: list[Piece] = []
    table = row = 0
    in_table = False
    for line in text.split("\n"):
        kept = line.strip()
        if len(kept) > 1 and kept[0] == "|" == kept[-1]:
            row = row + 1 if in_table else 0
            in_table = True
            cells = kept[1:-1].split("|")
            pieces += (
                Piece(cell, "cell", table=table, row=row, column=at) for at, cell in enumerate(cells) if cell.strip()
            )
            continue
        table += in_table
        in_table = False
        pieces += (Piece(part) for part in paragraphs_of(kept.replace("\x0b", "\n")))
    return pieces
