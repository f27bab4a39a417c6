"""Automatic list numbers as text: counters and number formats shared by Word, OpenDocument and HTML."""

from __future__ import annotations

from dataclasses import dataclass

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ROMAN_MOST = 3999
_LETTERS_MOST = 26 * 10
_KEPT_BULLETS = frozenset("-–—+*•")
_LEVELS = 9


def number_text(number: int, form: str) -> str:
    """Return a number in a Word number format (`decimal`, `lowerLetter`, `upperRoman`); unknown forms as decimal."""
    if form in ("none", "bullet"):
        return ""
    if form in ("lowerRoman", "upperRoman") and 0 < number <= _ROMAN_MOST:
        text = _roman(number)
        return text.upper() if form == "upperRoman" else text
    if form in ("lowerLetter", "upperLetter") and 0 < number <= _LETTERS_MOST:
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return text.upper() if form == "upperLetter" else text
    if form == "decimalZero":
        return f"{number:02d}"
    return str(number)


def bullet_text(sign: str) -> str:
    """Return a bullet as it is read: dashes, plus signs and stars stay, signs of symbol fonts become a dash."""
    sign = sign.strip()
    return sign if sign in _KEPT_BULLETS and sign else "-"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its form, its pattern with %1 to %9, its first number, what stands after it."""

    form: str = "decimal"
    pattern: str = "%1."
    start: int = 1
    suffix: str = " "
    legal: bool = False
    restart: int | None = None
    """The level (from 1) whose step begins this one anew; None for any higher level, 0 for never."""


class Counter:
    """The running numbers of one list."""

    def __init__(self) -> None:
        self._numbers: list[int | None] = [None] * _LEVELS

    def restart(self, level: int) -> None:
        """Begin a level anew at its first number."""
        self._numbers[level] = None

    def step(self, level: int, levels: dict[int, Level]) -> str:
        """Count one paragraph at `level` and return its label with what stands after it."""
        form = levels.get(level, Level())
        now = self._numbers[level]
        self._numbers[level] = form.start if now is None else now + 1
        for lower in range(level + 1, _LEVELS):
            restart = levels.get(lower, Level()).restart
            if restart is None or restart > level:
                self._numbers[lower] = None
        if form.form == "bullet":
            return bullet_text(form.pattern) + " "
        text = form.pattern
        for place in range(level + 1):
            sign = f"%{place + 1}"
            if sign not in text:
                continue
            upper = levels.get(place, Level())
            if self._numbers[place] is None:
                self._numbers[place] = upper.start
            shown = "decimal" if form.legal and upper.form != "none" else upper.form
            text = text.replace(sign, number_text(self._numbers[place] or 0, shown))
        text = text.strip()
        return text + form.suffix if text else ""


def _roman(number: int) -> str:
    text = ""
    for value, letters in (*_ROMAN, *_ROMAN_ONES):
        count, number = divmod(number, value)
        text += letters * count
    return text
