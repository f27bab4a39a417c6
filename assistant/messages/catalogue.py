"""The message catalogue of one language: a flat file of codes and sentences with {named} places."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from assistant.errors import KiemdiemError, UsageError
from assistant.resources import messages

LANGUAGES = ("vi", "en")
_PLACE = re.compile(r"\{([a-z_]+)\}")


class Catalogue:
    """The sentences of one language; raises UsageError for a language that is not shipped."""

    __slots__ = ("_sentences", "language")

    def __init__(self, language: str = LANGUAGES[0]) -> None:
        if language not in LANGUAGES:
            raise UsageError("messages.language", language=language, languages=", ".join(LANGUAGES))
        self.language = language
        self._sentences: dict[str, str] = json.loads(
            messages().joinpath(f"{language}.json").read_text(encoding="utf-8")
        )

    def __contains__(self, code: str) -> bool:
        return code in self._sentences

    def codes(self) -> tuple[str, ...]:
        """Return every code of the catalogue."""
        return tuple(self._sentences)

    def text(self, code: str, /, **parameters: object) -> str:
        """Return the sentence of `code` with its places filled; raises KeyError for an unknown code or place."""
        return _PLACE.sub(lambda place: str(parameters[place[1]]), self._sentences[code])

    def label(self, code: str, /) -> str:
        """Return the sentence of `code`, or the last part of the code where the catalogue has none."""
        return self._sentences.get(code, code.rpartition(".")[2])

    def error(self, error: KiemdiemError) -> str:
        """Return the sentence that tells an error; one without a sentence of its own is told by its code."""
        if error.code not in self._sentences:
            return self.text("messages.unknown", code=error.code)
        told: Mapping[str, object] = error.parameters
        return _PLACE.sub(lambda place: str(told.get(place[1], "?")), self._sentences[error.code])


def places(sentence: str) -> frozenset[str]:
    """Return the names of the places a sentence has."""
    return frozenset(_PLACE.findall(sentence))
