"""Figures against their targets: whether a statement tells a result below, at or above what was asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,3})?) ?%")
_PAIR = re.compile(r"(?<![\d/.,])(\d{1,4}(?:[.,]\d{1,3})?) ?/ ?(\d{1,4}(?:[.,]\d{1,3})?)(?![\d/])")
_NUMBER = re.compile(r"(?<![\d/])\d{1,3}(?:\.\d{3})+(?![\d/])|(?<![\d/.,])\d+(?:,\d+)?(?![\d/])")
_NEAR = 48
_FULL = 100.0


def outcome(key: str, targets: Sequence[tuple[int, int]]) -> str | None:
    """Return `below`, `reached` or None for a folded statement; `targets` are the spans of words such as "plan"."""
    shares = [(found.start(), found.end(), _value(found[1])) for found in _PERCENT.finditer(key)]
    if targets:
        if len(shares) >= 2:
            for start, end in targets:
                if shares[0][1] <= end + _NEAR and shares[1][0] >= start - _NEAR:
                    return "below" if shares[0][2] < shares[1][2] else "reached"
        for start, end, value in shares[:1]:
            if any(abs(target - end) <= _NEAR or abs(start - stop) <= _NEAR for target, stop in targets):
                return "below" if value < _FULL else "reached"
        numbers = [(found.start(), found.end(), _value(found.group())) for found in _NUMBER.finditer(key)]
        for start, end in targets:
            before = [n for n in numbers if n[1] <= start and start - n[1] <= 2 * _NEAR]
            after = [n for n in numbers if n[0] >= end and n[0] - end <= _NEAR]
            if before and after and 1.0 < after[0][2] / max(before[0][2], 0.1) < 50:
                return "below"
    for found in _PAIR.finditer(key):
        part, whole = _value(found[1]), _value(found[2])
        if whole > 12 and part < whole:
            return "below" if targets else "part"
        if part == whole and whole > 3:
            return "reached"
    return None


def _value(text: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        return float(text.replace(".", ""))
    return float(text.replace(",", ".")) if text.count(",") + text.count(".") <= 1 else 0.0
