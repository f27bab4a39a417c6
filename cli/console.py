"""Standard streams: UTF-8 whatever the console, data on one, talk on the other."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import click

from assistant.errors import UsageError

STANDARD = "-"
"""The file name that stands for standard input or output."""


def prepare() -> None:
    """Make the standard streams speak UTF-8; what cannot be encoded is escaped, never an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(sentence: str) -> None:
    """Tell the user something, apart from the data."""
    click.echo(sentence, err=True)


def read_standard(limit: int) -> bytes:
    """Return standard input, at most one byte beyond `limit`."""
    return sys.stdin.buffer.read(limit + 1)


def write(content: bytes | str, out: str | None) -> None:
    """Write data to a file, whole or not at all, or to standard output; raises UsageError where it cannot."""
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    if out is None or out == STANDARD:
        _write_standard(data)
        return
    target = Path(out)
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(data)
        partial.replace(target)
    except OSError as error:
        raise UsageError("cli.output.refused", path=out, reason=error.strerror or type(error).__name__) from error
    finally:
        partial.unlink(missing_ok=True)


def _write_standard(data: bytes) -> None:
    stream = sys.stdout.buffer
    try:
        stream.write(data)
        stream.flush()
    except BrokenPipeError:
        # The reader left early, which is no fault; the interpreter would complain once more when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
