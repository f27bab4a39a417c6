"""PDF files, read in a child process: what the file holds cannot hang, crash or swell the caller."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.documents.child import run
from assistant.documents.limits import Deadline, Limits
from assistant.documents.model import Unread
from assistant.documents.pieces import Content, Piece, assemble
from assistant.errors import DocumentError, LimitError, UnreadableError

_START_SECONDS = 10.0
"""What the child may take to start and to end, beyond the time for reading."""

_FAULT = 1
"""Exit code of Python for an uncaught exception: a fault of the program. A killed or crashed child has another."""


def read_pdf(data: bytes, limits: Limits, deadline: Deadline) -> Content:
    """Return the content of a PDF; raises UnreadableError for a locked, broken or empty one."""
    seconds = deadline.remaining
    head = json.dumps({**asdict(limits), "seconds": seconds}).encode("ascii") + b"\n"
    with tempfile.TemporaryDirectory(prefix="kiemdiem-", ignore_cleanup_errors=True) as name:
        code, output = run(
            [sys.executable, "-m", "assistant.documents.pdf_worker"],
            seconds=seconds + _START_SECONDS,
            folder=Path(name),
            data=head + data,
            environment={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"},
        )
        if code == _FAULT:
            raise RuntimeError("the PDF worker ended with a fault of its own")
        if code != 0:
            raise UnreadableError("document.damaged", reason="pdf")
        answer: dict[str, Any] = json.loads(output.read_bytes())
    if "error" in answer:
        kind: type[DocumentError] = LimitError if answer["error"] == LimitError.__name__ else UnreadableError
        raise kind(answer["code"], **answer["parameters"])
    text, blocks = assemble(Piece(**each) for each in answer["pieces"])
    if not text:
        raise UnreadableError("document.no_text")
    unread = tuple(
        Unread(each["what"], each["why"], tuple((key, value) for key, value in each["parameters"]))
        for each in answer["unread"]
    )
    return Content(text, blocks, unread, tuple(answer["stamps"]))
