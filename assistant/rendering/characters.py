"""Keeping control characters of a document from acting on the reader's screen."""

from __future__ import annotations

import re

# C0 and C1 controls except tab and line ends, marks that turn the writing direction, lone surrogates.
_ACTING = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SHOWN = "\ufffd"


def visible(text: str) -> str:
    """Return the text with each acting control character replaced by the replacement character."""
    return _ACTING.sub(_SHOWN, text)


def flat(text: str) -> str:
    """Return the text on one line, with single spaces and without acting control characters."""
    return " ".join(visible(text).split())
