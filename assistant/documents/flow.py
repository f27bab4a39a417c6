"""Whether a line goes on with the one before it: the same judgement for every format."""

from __future__ import annotations

import re

_ITEM = re.compile(
    r"\s*(?:[-–—+*•▪●○§□☐]\s*(?=\S)|\(?\d{1,3}(?:\.\d{1,3}){0,5}[.)]\)?(?=\D)|\d{1,2}(?:\.\d{1,2}){1,5}\s"
    r"|\(?[a-zđA-ZĐ][.)]|[IVXLC]{1,7}\s?[.)\-–])"
)
_LABEL = re.compile(r"\s*(?:[-–—+*•▪●○§□☐]|\(?(?:\d{1,3}(?:\.\d{1,3}){0,5}|[a-zđA-ZĐ]|[IVXLC]{1,7})[.):/\-–]{0,2})\s*$")
_ENDS = frozenset(".!?:;…")
_CLOSING = "\"'”’»)]} \t"
_SHORT_LINE = 40
_ROW_NUMBER = re.compile(r"\s*\(?(?:\d{1,3}(?:\.\d{1,2}){0,2}|[IVX]{1,5})[.)]{0,2}\s*")
_ROW_START = re.compile(r"\s*(?:[|│]|\(?\d{1,3}(?:\.\d{1,2}){0,2}[.)]{0,2}\s{0,9}[|│])")
_ROW_BARS = 2


def starts_item(line: str) -> bool:
    """Return whether the line opens with a list number, letter or dash."""
    return _ITEM.match(line[:40]) is not None


def is_label(text: str) -> bool:
    """Return whether the text is nothing but a list number, letter or dash."""
    return len(text) <= 20 and _LABEL.match(text) is not None


def ends_sentence(line: str) -> bool:
    """Return whether the line closes with an end mark, colon or semicolon, closing quotes aside."""
    return line[-8:].rstrip(_CLOSING)[-1:] in _ENDS


def starts_low(line: str) -> bool:
    """Return whether the first character is a small letter."""
    return line.lstrip()[:1].islower()


def is_row_number(text: str) -> bool:
    """Return whether the text is nothing but the number of a table row."""
    return len(text) <= 20 and _ROW_NUMBER.fullmatch(text) is not None


def starts_row(line: str, previous: str) -> bool:
    """Return whether the line begins a row of a table written with bars, by its number or like the line before it."""
    if _ROW_START.match(line[:40]) is not None:
        return True
    bars = line.count("|")
    return bars >= _ROW_BARS and bars == previous.count("|")


def glued(line: str) -> bool:
    """Return whether the line was cut after a hyphen or slash inside a word, so that no space belongs there."""
    return len(line) > 1 and line[-1] in "-/" and line[-2].isalnum()


def paragraphs_of(text: str) -> list[str]:
    """Cut a text with typed line breaks into paragraphs; breaks in the middle of a sentence stay inside one."""
    groups: list[list[str]] = []
    for line in text.split("\n"):
        if not line.strip():
            groups.append([])
        elif groups and groups[-1] and _goes_on(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return ["\n".join(group) for group in groups if group]


def _goes_on(previous: str, line: str) -> bool:
    if starts_item(line) or ends_sentence(previous) or starts_row(line, previous):
        return False
    return starts_low(line) or len(previous.strip()) >= _SHORT_LINE
