"""The formats a report can be written in, by name."""

from __future__ import annotations

from assistant.errors import UsageError
from assistant.messages import LANGUAGES, Catalogue
from assistant.report import Report

FORMATS = ("json", "html", "md", "csv", "text")
_OWN_TEMPLATE = ("html", "md", "text")


def render(report: Report, format: str, *, language: str = LANGUAGES[0], template: str | None = None) -> bytes | str:
    """Return the report in a format of FORMATS, with the furniture in `language`.

    `template` is the source of a Jinja template to use in place of the shipped one (html, md, text); it runs in a
    sandbox. Raises UsageError for an unknown format or language, and for a template with a mistake.
    """
    if format not in FORMATS:
        raise UsageError("rendering.format", format=format, formats=", ".join(FORMATS))
    if template is not None and format not in _OWN_TEMPLATE:
        raise UsageError("rendering.template", format=format)
    if format == "json":
        return report.to_json() + "\n"
    from assistant.rendering.view import View

    view = View.of(report, Catalogue(language))
    if format == "csv":
        from assistant.rendering.table import table

        return table(view)
    if format == "html":
        from assistant.rendering.html import page

        return page(view, template)
    from assistant.rendering.plain import lines

    return lines(view, format, template)
