"""Automatic list numbers of a Word file (`word/numbering.xml`)."""

from __future__ import annotations

from lxml import etree

from assistant.documents.archive import attribute, child, local
from assistant.documents.list_numbers import Counter, Level
from assistant.documents.word_styles import Styles, whole

_SUFFIXES = {"nothing": "", "space": " ", "tab": " "}


class Numbers:
    """Counts the paragraphs of every list and gives each its label."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, Level]] = {}
        self._linked: dict[tuple[str, str], int] = {}
        self._lists: dict[str, tuple[str, dict[int, Level]]] = {}
        self._fresh: dict[str, list[int]] = {}
        self._counters: dict[str, Counter] = {}
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                self._add_abstract(element)
            elif local(element) == "num":
                self._add_list(element)

    def label(self, properties: etree._Element | None) -> str:
        """Return the label of a paragraph with the space after it, empty for a paragraph without a number."""
        numbering, style = self._styles.numbering(properties)
        if numbering is None or numbering.number not in self._lists:
            return ""
        abstract, levels = self._lists[numbering.number]
        level = numbering.level
        if level < 0:
            level = self._linked.get((abstract, style), 0) if style is not None else 0
        counter = self._counters.setdefault(abstract, Counter())
        for restarted in self._fresh.pop(numbering.number, ()):
            counter.restart(restarted)
        return counter.step(level, levels)

    def _add_abstract(self, element: etree._Element) -> None:
        name = attribute(element, "abstractNumId") or ""
        levels = self._abstract[name] = {}
        for each in element:
            if local(each) != "lvl":
                continue
            number = min(max(whole(attribute(each, "ilvl"), 0), 0), 8)
            levels[number] = _level(each)
            linked = child(each, "pStyle")
            if linked is not None:
                self._linked[name, attribute(linked, "val") or ""] = number

    def _add_list(self, element: etree._Element) -> None:
        name = attribute(element, "numId") or ""
        reference = child(element, "abstractNumId")
        abstract = (attribute(reference, "val") or "") if reference is not None else ""
        levels = dict(self._abstract.get(abstract, {}))
        fresh = []
        for each in element:
            if local(each) != "lvlOverride":
                continue
            number = min(max(whole(attribute(each, "ilvl"), 0), 0), 8)
            own = child(each, "lvl")
            if own is not None:
                levels[number] = _level(own)
            start = child(each, "startOverride")
            if start is not None:
                old = levels.get(number, Level())
                first = whole(attribute(start, "val"), 1)
                levels[number] = Level(old.form, old.pattern, first, old.suffix, old.legal, old.restart)
                fresh.append(number)
        self._lists[name] = (abstract, levels)
        self._fresh[name] = fresh


def _level(element: etree._Element) -> Level:
    def value(name: str) -> str | None:
        found = child(element, name)
        return attribute(found, "val") if found is not None else None

    legal = child(element, "isLgl")
    restart = value("lvlRestart")
    return Level(
        form=value("numFmt") or "decimal",
        pattern=value("lvlText") or "",
        start=whole(value("start"), 1),
        suffix=_SUFFIXES.get(value("suff") or "tab", " "),
        legal=legal is not None and (attribute(legal, "val") or "true") not in ("0", "false"),
        restart=whole(restart, 0) if restart is not None else None,
    )
