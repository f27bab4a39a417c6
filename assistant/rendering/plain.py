"""The report as Markdown and as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from assistant.rendering.characters import flat
from assistant.rendering.templating import environment, fill
from assistant.rendering.view import View

# What opens a construct of Markdown or HTML within a line, at its beginning, or as a bare address.
_WITHIN = re.compile(r"([\\`*_{}\[\]<>#|~&$@])")
_LEADING = re.compile(r"^(?:([-+=])|(\d{1,9})([.)]))")
_ADDRESS = re.compile(r"(?i)(www)\.|:(//)")
_TEMPLATES = {"md": "report.md.j2", "text": "report.txt.j2"}


def lines(view: View, format: str, template: str | None = None) -> str:
    """Return the report as `md` or `text`; values of the report stand on one line and never act as markup."""
    treat = escape_markdown if format == "md" else flat
    jinja = environment(autoescape=False, finalize=_each(treat))
    context: dict[str, Any] = {
        "report": view.report,
        "view": view,
        "words": view.words,
        "entries": view.entries,
        "t": view.words.t,
    }
    return fill(jinja, _TEMPLATES[format], template, context)


def escape_markdown(text: str) -> str:
    """Return the text on one line, with every character that Markdown could act on escaped."""
    escaped = _WITHIN.sub(r"\\\1", flat(text))
    escaped = _ADDRESS.sub(lambda found: f"{found[1]}\\." if found[1] else f"\\:{found[2]}", escaped)
    return _LEADING.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", escaped)


def _each(treat: Callable[[str], str]) -> Callable[[Any], Any]:
    return lambda value: treat(value) if isinstance(value, str) else value
