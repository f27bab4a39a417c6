"""The report as one page: no file beside it, nothing fetched, readable without script, printable on A4."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import Any

from assistant.rendering.characters import visible
from assistant.rendering.sources import anchor, sources
from assistant.rendering.templating import environment, fill
from assistant.rendering.view import View


def page(view: View, template: str | None = None) -> str:
    """Return the report as a whole HTML document."""
    jinja = environment(autoescape=True, finalize=_shown)
    context: dict[str, Any] = {
        "report": view.report,
        "view": view,
        "words": view.words,
        "entries": view.entries,
        "sources": sources(view.report, view.entries),
        "anchor": anchor,
        "t": view.words.t,
        "policy": _policy(jinja.get_template("report.css").render(), jinja.get_template("report.js").render()),
    }
    return fill(jinja, "report.html.j2", template, context)


def _shown(value: Any) -> Any:
    return visible(value) if type(value) is str else value


def _policy(style: str, script: str) -> str:
    """Return the content policy that lets this style and this script act, and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(content: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")
