"""The language of help and messages, known before anything else is."""

from __future__ import annotations

import os
from collections.abc import Sequence

from assistant.messages import LANGUAGES

OPTION = "--lang"
VARIABLE = "KIEMDIEM_LANG"


def chosen(arguments: Sequence[str]) -> str:
    """Return the language named anywhere among the arguments, else by the environment, else the first one shipped."""
    wanted = os.environ.get(VARIABLE, "")
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == OPTION and index + 1 < len(arguments):
            wanted = arguments[index + 1]
        elif argument.startswith(f"{OPTION}="):
            wanted = argument.removeprefix(f"{OPTION}=")
    return wanted if wanted in LANGUAGES else LANGUAGES[0]
