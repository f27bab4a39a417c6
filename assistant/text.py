"""A normalised view of a text with a two-way offset map.

The view is what analysis reads: composed (NFC) letters, one kind of space and line end, no invisible characters, soft
line breaks as spaces, look-alike letters of other alphabets inside Vietnamese words as Latin ones. Every offset of
the view leads back to the upload's own text, so a quote is always an exact slice of it.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_DROP_INVISIBLE = dict.fromkeys(map(ord, _INVISIBLE))
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\x0b\x0c"
_LONGEST_CLUSTER = 16
"""Longest run of one letter and its marks that is read as one character; more is hostile input."""

_LOOKALIKES = {
    **dict(zip("аеорсухіјѕԁһвкмнтАВЕКМНОРСТХУІЈЅ", "aeopcyxijsdhbkmhtABEKMHOPCTXYIJS", strict=True)),
    **dict(zip("οαειυνΑΒΕΗΙΚΜΝΟΡΤΧΥΖ", "oaeiuvABEHIKMNOPTXYZ", strict=True)),
    "\u00f0": "\u0111",
    "\u00d0": "\u0110",
}
_ETH = frozenset("\u00f0\u00d0")
"""A Latin letter that Vietnamese does not have, typed for d with a stroke: replaced wherever it stands."""

_TONES = "\u0300\u0301\u0309\u0303\u0323"


def _compose(base: str, mark: str) -> str:
    return unicodedata.normalize("NFC", base + mark)


# The tone of oa, oe, uy stands on the first or the second vowel, by two schools of spelling; both fold to the first.
_TONE_PLACES = {
    first + _compose(second, tone): _compose(first, tone) + second
    for first, second in (("o", "a"), ("o", "e"), ("u", "y"))
    for tone in _TONES
}
_TONE_PLACE = re.compile("(?<![qQ])(" + "|".join(_TONE_PLACES) + r")(?![^\W\d_])")


def fold(text: str) -> str:
    """Return the matching key of composed text: lower case, tone placement unified; same length as `text`."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(small if len(small := character.lower()) == 1 else character for character in text)
    return _TONE_PLACE.sub(lambda found: _TONE_PLACES[found.group(1)], lowered)


def fold_key(text: str) -> str:
    """Return the matching key of any text, composed first; the length may change."""
    return fold(unicodedata.normalize("NFC", text))


def strip_accents(text: str) -> str:
    """Return text without tone and vowel marks, for text typed without accents; the length may change."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return plain.replace("\u0111", "d").replace("\u0110", "D")


@dataclass(frozen=True, slots=True)
class View:
    """A text as analysis reads it; `text` and `key` have the same length and offsets."""

    raw: str
    text: str
    key: str
    _starts: array[int] | None = field(repr=False)
    """Raw offset where each view character begins, and the raw length; None where both texts have the same offsets."""
    _ends: array[int] | None = field(repr=False)
    """Raw offset where each view character and its marks end, and the raw length."""

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Return the slice of the raw text behind view[start:end]; marks that follow the last letter belong to it."""
        if self._starts is None or self._ends is None:
            return start, end
        first = self._starts[start]
        return first, first if start >= end else self._ends[end - 1]

    def to_view(self, start: int, end: int) -> tuple[int, int]:
        """Return the view slice that covers raw[start:end]."""
        if self._starts is None or self._ends is None:
            return start, end
        first = bisect_right(self._ends, start, hi=len(self.text))
        return first, max(first, bisect_left(self._starts, end, hi=len(self.text)))


def view(raw: str, soft_breaks: Iterable[int] = ()) -> View:
    """Return the normalised view of `raw`; `soft_breaks` are raw offsets of line breaks inside a sentence."""
    soft = frozenset(soft_breaks)
    characters = set(raw)
    if not _maps_one_to_one(raw, characters):
        return _mapped(raw, characters, soft)
    text = raw
    for space in characters.intersection(_SPACES):
        text = text.replace(space, " ")
    if soft:
        listed = list(text)
        for at in soft:
            listed[at] = " "
        text = "".join(listed)
    return View(raw, text, fold(text), None, None)


def _maps_one_to_one(raw: str, characters: set[str]) -> bool:
    """Whether view and raw text have the same offsets."""
    if not all(map(characters.isdisjoint, ("\r", _INVISIBLE, _LOOKALIKES))):
        return False
    return raw.isascii() or unicodedata.is_normalized("NFC", raw)


def _mapped(raw: str, characters: set[str], soft: frozenset[int]) -> View:
    """Return the view of a text whose view has offsets of its own."""
    out: list[str] = []
    starts, ends = array("q"), array("q")
    for found in _stretches(characters).finditer(raw):
        start, end = found.span()
        reading = found.group()
        if found.lastgroup == "run":
            out.append(reading)
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
            continue
        if found.lastgroup == "line":
            reading = "\n" if soft.isdisjoint(range(start, end)) else " "
        elif found.lastgroup == "space":
            reading = "\t" if reading == "\t" else " "
        else:
            start += len(reading) - len(reading.lstrip(_INVISIBLE))
            reading = reading.strip(_INVISIBLE)
            end = start + len(reading)
            reading = unicodedata.normalize("NFC", reading.translate(_DROP_INVISIBLE))
        out.append(reading)
        starts.extend([start] * len(reading))
        ends.extend([end] * len(reading))
    starts.append(len(raw))
    ends.append(len(raw))
    text = "".join(out)
    if not characters.isdisjoint(_LOOKALIKES):
        text = _without_lookalikes(text)
    return View(raw, text, fold(text), starts, ends)


def _stretches(characters: set[str]) -> re.Pattern[str]:
    """Return the pattern of the stretches of a text of such characters; no two alternatives overlap for long.

    A run has the same characters in the view; a cluster is a character with its marks. Spaces and line ends have none.
    """
    marks = "".join({c for c in characters if unicodedata.combining(c)}) + _INVISIBLE
    changed = "".join(c for c in characters if unicodedata.normalize("NFC", c) != c)
    marked, bare, other = (re.escape(each) for each in (marks, _SPACES + " \t", _SPACES + "\r\n" + changed))
    return re.compile(
        rf"(?P<run>[^{marked}{other}]+(?![{marked}]))|(?P<line>\r\n?|\n)|(?P<space>[{bare}])"
        rf"|(?P<cluster>[^{marked}][{marked}]{{0,{_LONGEST_CLUSTER - 1}}}|[{marked}]{{1,{_LONGEST_CLUSTER}}})"
    )


def _without_lookalikes(text: str) -> str:
    """Replace look-alikes in runs that touch a Latin letter; a word wholly in another alphabet stays."""
    characters = list(text)
    places = [at for at, character in enumerate(characters) if character in _LOOKALIKES]
    _spread(characters, places, -1)
    _spread(characters, places[::-1], 1)
    return "".join(characters)


def _spread(characters: list[str], places: Sequence[int], step: int) -> None:
    """Replace the look-alikes at `places` whose neighbour at `step` is a Latin letter."""
    for at in places:
        beside = at + step
        touches = 0 <= beside < len(characters) and _is_latin(characters[beside])
        if characters[at] in _LOOKALIKES and (touches or characters[at] in _ETH):
            characters[at] = _LOOKALIKES[characters[at]]


def _is_latin(character: str) -> bool:
    return character.isalpha() and (character < "\u0370" or "\u1e00" <= character < "\u1f00")
