"""The one place where a command that failed is told to the user."""

from __future__ import annotations

from types import TracebackType

import click

from assistant.errors import KiemdiemError, UsageError
from assistant.messages import Catalogue

from . import console, faults, refusals
from .exits import Exit


class Ending:
    """Turns whatever ends a command into a sentence and the exit code in `code`; only leaving the process passes it."""

    def __init__(self, said: Catalogue) -> None:
        self._said = said
        self.code: Exit | None = None

    def __enter__(self) -> Ending:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> bool:
        match error:
            case UsageError():
                self._end(Exit.USAGE, self._said.error(error))
            case KiemdiemError():
                self._end(Exit.UNREADABLE, _with_source(error, self._said.error(error)))
            case click.ClickException():
                self._end(Exit.USAGE, refusals.told(error, self._said))
            case click.Abort() | KeyboardInterrupt():
                self._end(Exit.INTERRUPTED, self._said.text("cli.interrupted"))
            case Exception():
                self._fault(error)
            case _:
                return False
        return True

    def _end(self, code: Exit, sentence: str) -> None:
        self.code = code
        console.say(sentence)

    def _fault(self, error: Exception) -> None:
        number, file = faults.record(error)
        self._end(Exit.FAULT, self._said.text("cli.fault", number=number))
        code = "cli.fault.file" if file else "cli.fault.folder"
        console.say(self._said.text(code, file=file, variable=faults.FOLDER_VARIABLE))


def _with_source(error: KiemdiemError, sentence: str) -> str:
    """Return the sentence, led by the name of the input it is about where the sentence does not name it."""
    source = str(error.parameters.get("source", ""))
    return sentence if source in sentence else f"{source}: {sentence}"
