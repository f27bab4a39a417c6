"""How the program ends."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of the contract; an interruption by the user has the shell's usual one."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    UNREADABLE = 3
    FAULT = 70
    INTERRUPTED = 130
