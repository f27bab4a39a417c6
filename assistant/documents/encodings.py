"""Old Vietnamese encodings: telling them apart by letters and font names, and turning them into Unicode.

Text of a legacy font reaches us as characters whose code points are the bytes of the font (`coded` text).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.datafile import read_yaml
from assistant.resources import rules

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WORD = re.compile(r"[^\W\d_]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_BEYOND_BYTES = re.compile(r"[^\x00-\xff]")
_UNICODE_SHARE = 0.2
"""Text with this share of its accented letters beyond one byte is Unicode: old encodings have none there."""
_LONGEST_SYLLABLE = 9
_SAMPLE = 60_000
_LEGACY = ("tcvn3", "vni", "viscii")
_CP1252 = {bytes([code]).decode("cp1252", "ignore"): chr(code) for code in range(0x80, 0xA0)}
_CAPITAL_RUN = 2


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding it was read in; `doubt` when the letters do not settle it."""

    text: str
    encoding: str
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class FontCode:
    """The encoding a font's name stands for; `capitals` when the font shows every letter as a capital."""

    encoding: str
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one font; `code` is None for ordinary (Unicode) fonts."""

    text: str
    code: FontCode | None = None


class Letters:
    """How Vietnamese a text looks: the share of well-formed syllables among words with letters outside ASCII."""

    def __init__(self) -> None:
        data = read_yaml(rules() / "reading" / "letters.yml")
        self._onsets: frozenset[str] = frozenset(data["onsets"])
        self._rhymes: frozenset[str] = frozenset(rhyme for line in data["rhymes"] for rhyme in line)
        self._neutral: frozenset[str] = frozenset(data["neutral_signs"])
        self.sure: float = data["sure"]
        self.foreign: float = data["foreign"]
        self._words: int = data["words"]

    def share(self, text: str) -> float | None:
        """Return the share from 0 to 1, or None when too few words tell."""
        sample = unicodedata.normalize("NFC", text[:_SAMPLE])
        told = right = 0
        for found in _WORD.finditer(sample):
            word = found.group()
            if word.isascii() or (word.isupper() and word.replace("\u0110", "").isascii()):
                continue
            told += 1
            right += self._is_syllable(word)
        told += sum(1 for sign in sample if sign > "\x7f" and not sign.isalpha() and sign not in self._neutral)
        return right / told if told >= self._words else None

    def _is_syllable(self, word: str) -> bool:
        if len(word) > _LONGEST_SYLLABLE:
            return False
        if not (word.islower() or word.isupper() or word.istitle()):
            return False
        marks = unicodedata.normalize("NFD", word.lower())
        if sum(mark in _TONES for mark in marks) > 1:
            return False
        plain = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        return any(plain[:cut] in self._onsets and plain[cut:] in self._rhymes for cut in range(min(4, len(plain))))


class Table:
    """The letters of one legacy encoding."""

    def __init__(self, encoding: str) -> None:
        file = rules() / "encodings" / f"{encoding}.json"
        self._letters: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))["letters"]
        longest_first = sorted(self._letters, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, longest_first)))
        self._capitals_lost = encoding == "tcvn3"

    def decode(self, coded: str, *, capitals: bool = False) -> str:
        """Return coded text as Unicode; `capitals` for text of a font that shows capitals only."""
        bare = "".join(_CP1252.get(character, character) for character in coded)
        text = self._pattern.sub(lambda found: self._letters[found.group()], bare)
        if capitals:
            return text.upper()
        return _WORD.sub(_restore_capitals, text) if self._capitals_lost else text


def decode(data: bytes, letters: Letters | None = None) -> Decoded:
    """Return bytes as text: marks first, then UTF-8 and UTF-16 by their form, then the encodings by letters."""
    for mark, encoding in (
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding)
    wide = wide_encoding(data)
    if wide:
        return _replacing(data, wide)
    if data.isascii():
        return Decoded(data.decode("ascii"), "ascii")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _by_letters(data, letters or Letters())
    meant = meant_encoding(text, letters)
    return Decoded(read_coded(text, meant), meant) if meant else Decoded(text, "utf-8")


def meant_encoding(text: str, letters: Letters | None = None) -> str | None:
    """Return the encoding whose letters `text` shows as those of another one; None for text that is as meant."""
    sample = text[:_SAMPLE]
    if sample.isascii() and text.isascii():
        return None
    beyond = sum(sign not in _CP1252 for sign in _BEYOND_BYTES.findall(sample))
    if beyond and beyond >= _UNICODE_SHARE * len(_BEYOND_ASCII.findall(sample)):
        return None
    letters = letters or Letters()
    share = letters.share(text)
    if share is None or share >= letters.foreign:
        return None
    best = _best((Decoded(read_coded(sample, name), name) for name in (*_LEGACY, "utf-8")), letters)
    return best[0].encoding if best is not None and best[1] >= letters.sure else None


def read_coded(coded: str, encoding: str) -> str:
    """Return coded text read in `encoding`; text that cannot be in it stays as it is."""
    if encoding in _LEGACY:
        return Table(encoding).decode(coded)
    try:
        return "".join(_CP1252.get(character, character) for character in coded).encode("latin-1").decode(encoding)
    except UnicodeError:
        return coded


def wide_encoding(data: bytes) -> str | None:
    """Return utf-16-le or -be for bytes without a mark where every second byte is often 0; else None."""
    sample = data[:4096]
    pairs = len(sample) // 2
    if pairs < 2 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.3 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.3 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


class Fonts:
    """Names of fonts and what they say of the coding."""

    def __init__(self) -> None:
        self._families = read_yaml(rules() / "reading" / "fonts.yml")["families"]

    def code(self, name: str | None) -> FontCode | None:
        """Return the coding of a font by its name (subset mark and quotes allowed), None for ordinary fonts."""
        if not name:
            return None
        bare = name.strip(" '\"").rpartition("+")[2].replace("#2E", ".").partition(",")[0].strip(" '\"")
        for family in self._families:
            if bare.casefold().startswith(tuple(begin.casefold() for begin in family["begins"])):
                ends = tuple(family["capitals_end"])
                return FontCode(family["encoding"], bool(ends) and bare.endswith(ends))
        return None


class RunDecoder:
    """Decodes runs of legacy fonts where their letters bear the font's name out.

    People change the keyboard and keep the font: text that is Vietnamese as it stands is left alone.
    """

    def __init__(self, runs: Iterable[Run]) -> None:
        coded: dict[str, list[str]] = {}
        for run in runs:
            if run.code is not None and not run.text.isascii():
                coded.setdefault(run.code.encoding, []).append(run.text)
        self._tables: dict[str, Table] = {}
        letters = Letters() if coded else None
        for encoding, texts in coded.items():
            table = Table(encoding)
            raw = " ".join(texts)
            if letters is not None and (letters.share(table.decode(raw)) or 0.0) >= (letters.share(raw) or 0.0):
                self._tables[encoding] = table
        self._ascii_capitals = not coded or bool(self._tables)

    @property
    def encodings(self) -> tuple[str, ...]:
        """Return the legacy encodings that were met."""
        return tuple(sorted(self._tables))

    def decode(self, runs: Iterable[Run]) -> str:
        """Return the runs as one Unicode text; neighbours of one font are read together."""
        merged: list[Run] = []
        for run in runs:
            if merged and merged[-1].code == run.code:
                merged[-1] = Run(merged[-1].text + run.text, run.code)
            else:
                merged.append(run)
        return "".join(self._decode(run) for run in merged)

    def _decode(self, run: Run) -> str:
        if run.code is None:
            return run.text
        table = self._tables.get(run.code.encoding)
        if table is not None:
            return table.decode(run.text, capitals=run.code.capitals)
        return run.text.upper() if run.code.capitals and self._ascii_capitals and run.text.isascii() else run.text


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, doubt="\ufffd" in text)


def _by_letters(data: bytes, letters: Letters) -> Decoded:
    sample = data[:_SAMPLE]
    nearly = sample.decode("utf-8", "replace")
    if nearly.count("\ufffd") <= len(nearly) // 200 and (letters.share(nearly) or 0.0) >= letters.foreign:
        return Decoded(data.decode("utf-8", "replace"), "utf-8", doubt=True)
    best = _best((Decoded(_read(sample, name), name) for name in ("cp1258", *_LEGACY)), letters)
    if best is None:
        return Decoded(_read(data, "cp1252"), "cp1252", doubt=True)
    found, score = best
    name = found.encoding if score >= letters.foreign else "cp1252"
    return Decoded(_read(data, name), name, doubt=score < letters.sure)


def _read(data: bytes, name: str) -> str:
    if name in _LEGACY:
        return Table(name).decode(data.decode("latin-1"))
    return unicodedata.normalize("NFC", data.decode(name, "replace"))


def _best(readings: Iterable[Decoded], letters: Letters) -> tuple[Decoded, float] | None:
    scored = [(reading, share) for reading in readings if (share := letters.share(reading.text)) is not None]
    return max(scored, key=lambda each: each[1], default=None)


def _restore_capitals(found: re.Match[str]) -> str:
    """Raise small letters that stand among capitals: TCVN3 has no capital letters with tones."""
    word = found.group()
    ups = sum(letter.isupper() for letter in word)
    if ups == 0 or word[1:].islower() or not any(letter.islower() for letter in word):
        return word
    if any(letter.islower() and letter.isascii() for letter in word):
        return word
    return word.upper() if ups >= _CAPITAL_RUN or not word[0].isupper() else word
