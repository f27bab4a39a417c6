"""A report as a page, a text, a table or JSON."""

from assistant.rendering.formats import FORMATS, render

__all__ = ["FORMATS", "render"]
