"""The error tree of the library.

KiemdiemError
├── DocumentError            an input that cannot be analysed
│   ├── UnreadableError      damaged, empty, encrypted, of an unknown kind, or in no known language
│   ├── LimitError           larger, deeper or slower than a limit allows
│   └── SecrecyError         bears a secrecy mark and the caller did not allow it
├── DataError                a rule, lexicon, form or corpus file with a mistake, told as path:line:column
├── ModelError               a model file that is missing, damaged or of another version
└── UsageError               arguments that do not fit together

Every error carries a message code and its parameters, never a ready sentence: the sentence is looked
up in a message catalogue in the reader's language (`assistant.messages`). No parameter holds text of a document.
"""

from __future__ import annotations


class KiemdiemError(Exception):
    """An error with a message code of the catalogue and the parameters its sentence needs."""

    def __init__(self, code: str, **parameters: object) -> None:
        self.code = code
        self.parameters = parameters
        super().__init__(code, parameters)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.parameters.items())
        return f"{self.code}({told})"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.code, self.parameters)


class DocumentError(KiemdiemError):
    """An input that cannot be analysed; the next one can."""


class UnreadableError(DocumentError):
    """A file that is damaged, empty, encrypted or of an unknown kind."""


class LimitError(DocumentError):
    """A file beyond a limit on size, nesting, expansion or time."""


class SecrecyError(DocumentError):
    """A file with a secrecy mark that the caller did not allow in so many words."""


class DataError(KiemdiemError):
    """A mistake in a rule, lexicon, form or corpus file; parameters `path`, `line`, `column`, `excerpt`, `reason`."""


class ModelError(KiemdiemError):
    """A model file that is missing, damaged or made for another version."""


class UsageError(KiemdiemError):
    """Arguments that do not fit together."""


def _rebuild(kind: type[KiemdiemError], code: str, parameters: dict[str, object]) -> KiemdiemError:
    return kind(code, **parameters)
