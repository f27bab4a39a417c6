"""Styles of a Word file: outline level, numbering, font and display of a paragraph or run, by inheritance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from assistant.documents.archive import attribute, child, local

_OFF = frozenset({"0", "false", "off", "none"})
_BODY_LEVEL = 9
_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Numbering:
    """Number and level of an automatic list; number 0 takes a paragraph out of its style's list."""

    number: str
    level: int


class Styles:
    """What `word/styles.xml` says; an empty one when the part is missing."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default_paragraph: str | None = None
        self._default_run = child(root, "docDefaults", "rPrDefault", "rPr")
        for style in root if root is not None else ():
            name = attribute(style, "styleId")
            if local(style) != "style" or name is None:
                continue
            self._styles[name] = style
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on"):
                self._default_paragraph = name

    def level(self, properties: etree._Element | None) -> int | None:
        """Return the outline level of a paragraph, 1 for the highest, None for body text."""
        for each in self._paragraph_properties(properties):
            outline = child(each, "outlineLvl")
            if outline is not None:
                number = whole(attribute(outline, "val"), _BODY_LEVEL)
                return number + 1 if 0 <= number < _BODY_LEVEL else None
        return None

    def numbering(self, properties: etree._Element | None) -> tuple[Numbering | None, str | None]:
        """Return the list a paragraph belongs to, and the name of the style that says so."""
        number: str | None = None
        level: int | None = None
        owner: str | None = None
        direct = child(properties, "numPr")
        sources = [(direct, None), *self._style_numberings(properties)]
        for found, name in sources:
            if found is None:
                continue
            if level is None and (inner := child(found, "ilvl")) is not None:
                level = whole(attribute(inner, "val"), 0)
            if number is None and (inner := child(found, "numId")) is not None:
                number, owner = attribute(inner, "val"), name
        if number is None or number == "0":
            return None, None
        return Numbering(number, min(max(level if level is not None else -1, -1), 8)), owner

    def font(self, run: etree._Element | None, paragraph: etree._Element | None) -> str | None:
        """Return the name of a run's font; None where a theme decides."""
        for properties in self._run_properties(run, paragraph):
            fonts = child(properties, "rFonts")
            if fonts is None:
                continue
            name = attribute(fonts, "hAnsi") or attribute(fonts, "ascii")
            if name:
                return name
            if attribute(fonts, "hAnsiTheme") or attribute(fonts, "asciiTheme"):
                return None
        return None

    def is_on(self, switch: str, run: etree._Element | None, paragraph: etree._Element | None) -> bool:
        """Return whether a switch such as `vanish` or `caps` is on for a run."""
        for properties in self._run_properties(run, paragraph):
            found = child(properties, switch)
            if found is not None:
                return (attribute(found, "val") or "true") not in _OFF
        return False

    def _chain(self, name: str | None) -> Iterator[tuple[str, etree._Element]]:
        for _ in range(_DEPTH):
            style = self._styles.get(name) if name is not None else None
            if style is None or name is None:
                return
            yield name, style
            based = child(style, "basedOn")
            name = attribute(based, "val") if based is not None else None

    def _paragraph_style(self, properties: etree._Element | None) -> str | None:
        named = child(properties, "pStyle")
        return (attribute(named, "val") if named is not None else None) or self._default_paragraph

    def _paragraph_properties(self, properties: etree._Element | None) -> Iterator[etree._Element]:
        if properties is not None:
            yield properties
        for _, style in self._chain(self._paragraph_style(properties)):
            found = child(style, "pPr")
            if found is not None:
                yield found

    def _style_numberings(self, properties: etree._Element | None) -> Iterator[tuple[etree._Element | None, str]]:
        for name, style in self._chain(self._paragraph_style(properties)):
            yield child(style, "pPr", "numPr"), name

    def _run_properties(self, run: etree._Element | None, paragraph: etree._Element | None) -> Iterator[etree._Element]:
        if run is not None:
            yield run
            named = child(run, "rStyle")
            if named is not None:
                for _, style in self._chain(attribute(named, "val")):
                    found = child(style, "rPr")
                    if found is not None:
                        yield found
        for _, style in self._chain(self._paragraph_style(paragraph)):
            found = child(style, "rPr")
            if found is not None:
                yield found
        if self._default_run is not None:
            yield self._default_run


def whole(value: str | None, default: int) -> int:
    """Return an attribute as a whole number; the default for anything else."""
    try:
        return int(value) if value is not None and len(value) < 10 else default
    except ValueError:
        return default
