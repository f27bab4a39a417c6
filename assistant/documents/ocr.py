"""Recognition of scanned pages by a local tesseract with its Vietnamese letters, where it is installed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import mean
from typing import Any

from assistant.documents.layout import Word

_LANGUAGE = "vie"
_POINTS_TO_SIZE = 0.75
"""A line's box holds accents above and tails below: the letter size is about this share of its height."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """Words of a scanned page in points, and the mean confidence from 0 to 100."""

    words: tuple[Word, ...]
    confidence: float


def available() -> bool:
    """Return whether tesseract and its Vietnamese letters are installed."""
    try:
        import pytesseract
    except ImportError:
        return False
    try:
        return _LANGUAGE in pytesseract.get_languages()
    except (pytesseract.TesseractError, OSError):
        return False


def recognise(picture: Any, *, seconds: float, scale: float) -> Recognised | None:
    """Return the words of a page picture (`scale` pixels a point); None when the time did not suffice."""
    import pytesseract

    try:
        table: dict[str, list[Any]] = pytesseract.image_to_data(
            picture,
            lang=_LANGUAGE,
            timeout=max(1, int(seconds)),
            output_type=pytesseract.Output.DICT,
        )
    except RuntimeError:
        return None
    lines: dict[tuple[int, int, int], list[tuple[str, float, float, float, float, float]]] = defaultdict(list)
    for at, text in enumerate(table["text"]):
        confidence = float(table["conf"][at])
        if not str(text).strip() or confidence < 0:
            continue
        left, top = float(table["left"][at]), float(table["top"][at])
        right, bottom = left + float(table["width"][at]), top + float(table["height"][at])
        key = (int(table["block_num"][at]), int(table["par_num"][at]), int(table["line_num"][at]))
        lines[key].append((str(text).strip(), left, right, top, bottom, confidence))
    words: list[Word] = []
    for line in lines.values():
        top, bottom = min(each[3] for each in line), max(each[4] for each in line)
        size = _POINTS_TO_SIZE * (bottom - top) / scale
        words += (Word(text, left / scale, right / scale, bottom / scale, size) for text, left, right, *_ in line)
    confidences = [each[5] for line in lines.values() for each in line]
    return Recognised(tuple(words), mean(confidences) if confidences else 0.0)
