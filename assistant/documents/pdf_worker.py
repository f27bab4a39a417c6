"""The child that takes a PDF apart: bytes in, JSON out, bounded in memory, gone when it fails.

Run as `python -m assistant.documents.pdf_worker`; the first line of its input holds the limits.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from types import TracebackType
from typing import Any

from assistant.documents.limits import Limits
from assistant.documents.pdf_pages import extract
from assistant.errors import DocumentError, LimitError, UnreadableError


def main() -> int:
    """Read limits and a PDF from the standard input, write what was read or the error's code to the output."""
    limits = Limits(**json.loads(sys.stdin.buffer.readline()))
    _limit_memory(limits.memory_bytes)
    sys.stdout.buffer.write(json.dumps(answer(sys.stdin.buffer.read(), limits)).encode("ascii"))
    return 0


def answer(data: bytes, limits: Limits) -> dict[str, Any]:
    """Return what was read, or the class, code and parameters of the error."""
    try:
        with _ForeignErrors(limits):
            found = extract(data, limits)
    except DocumentError as error:
        return {"error": type(error).__name__, "code": error.code, "parameters": error.parameters}
    return {
        "pieces": [asdict(piece) for piece in found.pieces],
        "unread": [asdict(note) for note in found.unread],
        "stamps": found.stamps,
    }


class _ForeignErrors:
    """The seam: whatever the PDF libraries raise on a hostile file becomes ours; faults of our own code pass."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, MemoryError | RecursionError):
            raise LimitError("document.expands", limit=self._limits.memory_bytes) from error
        if not isinstance(error, Exception) or isinstance(error, DocumentError):
            return
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        raised_in = str(trace.tb_frame.f_globals.get("__name__", "")) if trace is not None else ""
        if not raised_in.startswith("assistant."):
            raise UnreadableError("document.damaged", reason=type(error).__name__) from error


def _limit_memory(limit: int) -> None:
    """Bound the address space where the system can; the libraries alone map about half a gigabyte."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (2 * limit, 2 * limit))


if __name__ == "__main__":
    raise SystemExit(main())
