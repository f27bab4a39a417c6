"""Words of a PDF page from the positions of its letters, right also where a word mixes fonts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from assistant.documents.encodings import Fonts, Run, RunDecoder
from assistant.documents.layout import Word

_SPACE_GAP = 0.25
"""A gap of this share of the letter size is a space that was not written."""
_CAPITAL_GAP = 0.12
"""Share of the letter size that tells a tab nearly closed, before a capital inside what looks like a word."""
_SAME_LINE = 0.5
_SAME_PLACE = 0.12
"""Equal letters nearer than this share of their size are one, printed twice to look bold."""
_UNMAPPED = "(cid:"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter with its place, the way pdfplumber tells it."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str


def letters_of(characters: Iterable[Mapping[str, Any]], page_height: float) -> tuple[list[Letter], int, int]:
    """Return upright letters, and how many were turned or have no letter assigned."""
    letters: list[Letter] = []
    turned = unmapped = 0
    for each in characters:
        text = str(each["text"])
        if text.startswith(_UNMAPPED):
            unmapped += 1
            continue
        if not text:
            if letters and letters[-1].x0 <= float(each["x1"]):
                letters[-1] = replace(letters[-1], x1=max(letters[-1].x1, float(each["x1"])))
            continue
        if not each["upright"]:
            turned += bool(text.strip())
            continue
        baseline = _baseline(each, page_height)
        size = float(each["size"]) or 1.0
        if letters and text and unicodedata.combining(text[0]):
            base = letters[-1]
            if abs(base.baseline - baseline) < size:
                letters[-1] = replace(base, text=base.text + text)
                continue
        letters.append(Letter(text, float(each["x0"]), float(each["x1"]), baseline, size, str(each["fontname"])))
    return letters, turned, unmapped


def words_of(letters: list[Letter], fonts: Fonts, decoder: RunDecoder) -> list[Word]:
    """Return the words of a page; letters of old fonts are decoded word by word."""
    words: list[Word] = []
    for line in _lines(letters):
        group: list[Letter] = []
        for letter in line:
            if letter.text.isspace():
                words += _word(group, fonts, decoder, spaced=True)
                group = []
                continue
            if group and _is_double(group, letter):
                continue
            if group and _stands_apart(group, letter):
                words += _word(group, fonts, decoder)
                group = []
            group.append(letter)
        words += _word(group, fonts, decoder)
    return words


def runs_of(letters: Iterable[Letter], fonts: Fonts) -> list[Run]:
    """Return the letters of old fonts as runs, for the vote on whether their names are true."""
    codes = {}
    runs = []
    for letter in letters:
        if letter.font not in codes:
            codes[letter.font] = fonts.code(letter.font)
        if codes[letter.font] is not None:
            runs.append(Run(letter.text, codes[letter.font]))
    return runs


def _lines(letters: list[Letter]) -> list[list[Letter]]:
    groups: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda each: each.baseline):
        if groups and letter.baseline - groups[-1][0].baseline <= _SAME_LINE * max(letter.size, groups[-1][0].size):
            groups[-1].append(letter)
        else:
            groups.append([letter])
    return [sorted(group, key=lambda each: each.x0) for group in groups]


def _stands_apart(group: list[Letter], letter: Letter) -> bool:
    """Whether a gap divides a letter from the word before it; before a capital behind a small letter a small one."""
    gap = letter.x0 - max(each.x1 for each in group[-2:])
    capital = group[-1].text[-1:].islower() and letter.text[:1].isupper()
    return gap > (_CAPITAL_GAP if capital else _SPACE_GAP) * letter.size


def _is_double(group: list[Letter], letter: Letter) -> bool:
    last = group[-1]
    return last.text == letter.text and abs(last.x0 - letter.x0) < _SAME_PLACE * letter.size


def _word(group: list[Letter], fonts: Fonts, decoder: RunDecoder, *, spaced: bool = False) -> list[Word]:
    if not group:
        return []
    text = decoder.decode(Run(letter.text, fonts.code(letter.font)) for letter in group)
    bold = all("bold" in letter.font.lower() for letter in group)
    size = max(letter.size for letter in group)
    return [Word(text, group[0].x0, max(each.x1 for each in group), group[0].baseline, size, bold, spaced)]


def _baseline(character: Mapping[str, Any], page_height: float) -> float:
    """Return the baseline from the top of the page: the text matrix has it exactly, whatever the font's box."""
    matrix = character.get("matrix")
    if matrix is not None:
        shift = float(character["y0"]) - float(matrix[5])
        if abs(shift) <= 2 * float(character["size"] or 1.0):
            return page_height - float(matrix[5])
    return float(character["bottom"])
