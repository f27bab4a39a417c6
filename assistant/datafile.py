"""Reading the YAML data files: safely, strictly, with mistakes told as path, line and column."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from assistant.errors import DataError

_LONGEST_EXCERPT = 200


def read_yaml(file: Traversable) -> Any:
    """Return the content of one YAML file (UTF-8); raises DataError with path, line, column and excerpt."""
    data = file.read_bytes()
    text = data.decode("utf-8-sig", "replace")
    try:
        data.decode("utf-8")
        return YAML(typ="safe").load(text)
    except UnicodeDecodeError as error:
        raise _error(file.name, text, len(data[: error.start].decode("utf-8", "replace")), error.reason) from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _error(file.name, text, mark.index if mark is not None else 0, error.problem or "") from error
    except ReaderError as error:
        raise _error(file.name, text, error.position, error.reason) from error
    except (YAMLError, RecursionError) as error:
        raise _error(file.name, text, 0, type(error).__name__) from error


def _error(path: str, text: str, at: int, reason: str) -> DataError:
    """Return the error of a mistake at a character of a file's text."""
    line, start = text.count("\n", 0, at), text.rfind("\n", 0, at) + 1
    lines = text.split("\n")
    return DataError(
        "data.syntax",
        path=path,
        line=line + 1,
        column=at - start + 1,
        excerpt=lines[line].rstrip("\r")[:_LONGEST_EXCERPT],
        reason=reason,
    )
