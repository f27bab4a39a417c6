"""Telling a fault of the program: an id for the user, the places in the code for the maintainer, no document text."""

from __future__ import annotations

import os
import platform
import secrets
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

FOLDER_VARIABLE = "KIEMDIEM_FAULT_DIR"


def record(error: BaseException) -> tuple[str, Path | None]:
    """Return a new report id, and the file written where the user named a folder for such files.

    The file holds the kinds of the errors and the places in the code. It holds no message and no value of a variable,
    as either could carry text of a document.
    """
    number = secrets.token_hex(6)
    folder = os.environ.get(FOLDER_VARIABLE)
    if not folder:
        return number, None
    file = Path(folder) / f"kiemdiem-fault-{number}.txt"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(_told(number, error)) + "\n", encoding="utf-8")
    except OSError:
        return number, None
    return number, file


def _told(number: str, error: BaseException) -> Iterator[str]:
    yield f"kiemdiem fault {number}"
    yield f"Python {platform.python_version()}, {sys.platform}"
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        kind = type(current)
        yield f"{kind.__module__}.{kind.__qualname__}"
        for frame in traceback.extract_tb(current.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
        current = current.__cause__ or current.__context__
