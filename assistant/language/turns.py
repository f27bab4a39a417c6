"""Speakers' turns of minutes: labels before a speaker's words, reports read, conclusions, opinions told together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace

from assistant.language.lexicon import Lexicon
from assistant.language.model import Marker, SectionNode, Turn, TurnForm
from assistant.language.names import name_end
from assistant.language.sections import Break, Heading
from assistant.language.segments import Line
from assistant.text import View, fold_key

_LABEL_LENGTH = 160
_VERB_REACH = 110
_MERGED_LENGTH = 160
_NO_TURNS = {"attendance", "votes", "rating", "signature", "letter-head"}
_OPENING_ROLES = {"attendance", "letter-head"}
"""Parts before the first title, where only an opening verb makes a label."""
_REPORT_ROLES = {
    "shortcomings", "causes", "responsibility", "measures", "remediation", "strengths", "conclusion", "purpose",
}  # fmt: skip
"""Parts in which a name before a verb tells what somebody did or shall do, not that he speaks."""
_TASK_ROLES = {"conclusion", "measures"}
_MERGED_ROLES = {"discussion", "proceedings", "other", "answers", "letter-head", "attendance"}
_READING_WORDS = 20
"""A longer sentence behind a colon says something of the report that is read."""
_OPENING_LEVEL = 1
_SPEECH_WORDS = 12
"""Words behind a name and a colon that are no longer an office or a reason of absence."""
_GIVEN_REACH = 40
"""Characters behind a bare given name in which its colon stands ("Khởi giáo viên hưu: ...")."""
_LONGEST_FULL_NAME = 5
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?= [^\W\d_])")
_BULLET_LEVEL = 5
_NUMBERED_LEVEL = 3
_ABBREVIATED = re.compile(r"\b(?:TP|Tp|TT|Th|ThS|TS|BS|P|Q|H|X)\.")
_INNER = re.compile(r"[.!?;][\"”’')]?\s{1,3}(?=\S)")
_STOP = re.compile(r"\.(?=\s|$)|[:;]")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker's label: its span, where his words begin, and the form of the turn."""

    start: int
    end: int
    words: int
    form: TurnForm


class TurnFinder:
    """Finds speakers' labels by the data of `rules/structure/turns.yml`; every look is of bounded length."""

    def __init__(self, lexicon: Lexicon) -> None:
        data, titles, names = (lexicon.data[name] for name in ("turns", "titles", "surnames"))
        assert isinstance(data, dict) and isinstance(titles, dict) and isinstance(names, dict)
        self._title = _any_of(titles["titles"], r"(?=[ .:])")
        self._opener = _any_of(data["openers"], " ")
        self._chair = _longest_first(data["chair"])
        self._office = _any_of([*titles["offices"], *data["chair"]])
        self._whole_office = _any_of([*titles["offices"], *data["chair"]], r"(?![^\W_])")
        self._verb = _heads(data["verbs"])
        self._procedural = _heads(data["procedural-verbs"])
        self._surnames = frozenset(fold_key(word) for word in names["surnames"])
        self._given: frozenset[str] = frozenset()
        self._reading = re.compile(fold_key(data["reading"]))
        self._speaking = re.compile(r"(?<!\w)" + data["speaking-title"] + r"(?!\w)")
        self._merged = [re.compile(pattern) for pattern in data["merged"]]
        self._merged_label = re.compile(data["merged-label"])
        self._closing = re.compile(data["closing"])
        markers = lexicon.data["markers"]
        assert isinstance(markers, dict)
        self.letters = str(markers["letters"])

    def knowing(self, view: View) -> TurnFinder:
        """Return a finder that knows the given names of the persons a document names in full."""
        found = copy(self)
        found._given = frozenset(self._given_names(view))
        return found

    def _given_names(self, view: View) -> Iterator[str]:
        """Yield the last syllables of the runs of capitals that begin with a surname."""
        for word in _WORD.finditer(view.text):
            if word.group()[0].isupper() and fold_key(word.group()) in self._surnames:
                parts = view.text[word.start() : name_end(view.text, word.start(), len(view.text))].split()
                if 1 < len(parts) <= _LONGEST_FULL_NAME:
                    yield fold_key(parts[-1].strip("."))

    def label(self, view: View, start: int, end: int) -> Label | None:
        """Return the label at the head of view[start:end]: a speaker, then a colon or a verb."""
        key, text = view.key, view.text
        opener = self._opener.match(key, start)
        opened = opener is not None
        first = opener.end() if opener is not None else start
        at, titled = self._after_title(key, text, first, end)
        stop = name_end(text, at, end)
        office = False
        if stop == at or self._office_at(key, at):
            told = self._office_end(key, text, at, end)
            if told is not None:
                office, stop = True, told
        if stop == at:
            return None
        surname = fold_key(text[at:stop].split()[0]) in self._surnames and " " in text[at:stop].strip()
        if not titled and not surname and not office:
            return self._by_given_name(view, first, stop, end)
        verb = self._verb_at(key, text, stop, end)
        colon = text.find(":", stop, min(end, stop + _LABEL_LENGTH))
        plain = colon >= 0 and "." not in _ABBREVIATED.sub("", text[stop:colon]) and ";" not in text[stop:colon]
        if plain and (titled or surname):
            between = key[stop:colon].strip()
            if titled or opened or not between or between[0] in ",-–(" or self._verb.match(between):
                return self._with_colon(view, first, colon, verb)
        if plain and office and not titled and (not key[stop:colon].strip() or verb is not None):
            return self._with_colon(view, first, colon, verb)
        if verb is None or not (titled or office):
            return None
        form: TurnForm = "reading" if self._reading.match(key, verb, min(end, verb + _LABEL_LENGTH)) else "verb"
        return Label(first, verb, verb, form)

    def _by_given_name(self, view: View, first: int, stop: int, end: int) -> Label | None:
        """Return the label of a speaker told by the given name of somebody the document names in full."""
        text, key = view.text, view.key
        if key[first:stop].strip(".") not in self._given or (first > 0 and text[first - 1] not in "\n\t -–+*•."):
            return None
        colon = text.find(":", stop, min(end, stop + _GIVEN_REACH))
        if colon < 0 or any(mark in text[stop:colon] for mark in ".;,|"):
            return None
        return self._with_colon(view, first, colon, self._verb_at(key, text, stop, colon))

    def _with_colon(self, view: View, first: int, colon: int, verb: int | None) -> Label:
        if verb is not None and verb < colon and self._reading.match(view.key, verb, colon):
            return Label(first, colon, colon + 1, "reading")
        return Label(first, colon, colon + 1, "speaker")

    def speech(self, view: View, start: int, end: int) -> bool:
        """Whether what stands behind a name is longer than an office and no list of further names."""
        while start < end and view.text[start].isspace():
            start += 1
        titled = self._after_title(view.key, view.text, start, end)[1]
        return not titled and view.text.count(" ", start, end) >= _SPEECH_WORDS

    def _after_title(self, key: str, text: str, at: int, end: int) -> tuple[int, bool]:
        title = self._title.match(key, at)
        if title is None:
            return at, False
        at = title.end()
        while at < end and text[at] in " .":
            at += 1
        return at, True

    def office(self, view: View, at: int) -> bool:
        """Whether an office stands at an offset without a title in front."""
        return self._office_at(view.key, at)

    def _office_at(self, key: str, at: int) -> bool:
        return self._office.match(key, at) is not None

    def _office_end(self, key: str, text: str, at: int, end: int) -> int | None:
        """Return the end of an office, with the name behind it where there is one."""
        office = self._whole_office.match(key, at)
        if office is None:
            return None
        stop = office.end()
        named = name_end(text, stop + 1, end) if text[stop : stop + 1] == " " else stop
        return named if named > stop + 1 else stop

    def _verb_at(self, key: str, text: str, stop: int, end: int) -> int | None:
        """Return where a verb of speaking begins behind a name: at once, or behind offices set off by commas."""
        reach = min(end, stop + _VERB_REACH)
        at = stop
        while True:
            while at < reach and text[at] in " ,-–":
                at += 1
            if self._verb.match(key, at, end):
                return at
            if at < reach and text[at] == "(":
                closing = text.find(")", at, reach)
                if closing < 0:
                    return None
                at = closing + 1
                continue
            if at >= reach or not (text[at].isupper() or self._office_at(key, at)):
                return None
            word = self._procedural.search(key, at, reach)
            comma = text.find(",", at, reach)
            mark = _STOP.search(text, at, reach)
            limit = mark.start() if mark else reach
            if word is not None and word.start() < limit and (comma < 0 or word.start() < comma):
                return word.start()
            if comma < 0 or comma > limit:
                return None
            at = comma + 1

    def merged(self, view: View, start: int, end: int) -> Label | None:
        """Return the label of opinions told together, whose holders are no single person."""
        limit = min(end, start + _MERGED_LENGTH)
        found = self._merged_label.match(view.key, start, limit)
        if found is not None and view.text[found.end() : end].strip():
            return Label(start, found.end(1), found.end(), "merged")
        for pattern in self._merged:
            found = pattern.match(view.key, start, limit)
            if found is not None:
                return Label(start, found.end(1), start, "merged")
        return None

    def procedural(self, view: View, label: Label) -> bool:
        """Whether the verb of a label without a colon is one of those who lead or report."""
        return self._procedural.match(view.key, label.words) is not None

    def title(self, view: View, heading: Heading) -> Label | None:
        """Return the label that a title is: a conclusion, or words of speaking with a person or the chair."""
        form: TurnForm = "chair" if heading.role == "conclusion" else "title"
        label = Label(heading.start, heading.end, heading.end + 1, form)
        if form == "chair":
            return label
        key = view.key[heading.start : heading.end]
        if self._speaking.search(key) is None:
            return None
        return label if self._names_speaker(view, heading) else None

    def _names_speaker(self, view: View, heading: Heading) -> bool:
        key = view.key
        for at in range(heading.start, heading.end):
            if at > heading.start and key[at - 1].isalnum():
                continue
            if any(key.startswith(word, at) for word in self._chair):
                return True
            behind, titled = self._after_title(key, view.text, at, heading.end)
            if titled and name_end(view.text, behind, heading.end) > behind:
                return True
        return False

    def read_to(self, view: View, label: Label, end: int) -> int | None:
        """Return where the words end that a report is read; None where a turn begins with other words."""
        at = label.words
        while at < end and view.text[at].isspace():
            at += 1
        if label.form not in {"speaker", "verb", "reading"} or not self._reading.match(view.key, at, end):
            return None
        stop = _STOP.search(view.text, at, end)
        last = stop.start() + 1 if stop is not None else end
        plain = label.form == "verb" or label.words == label.end or view.key[at:last].count(" ") < _READING_WORDS
        return last if plain else None

    def closes(self, view: View, start: int, end: int) -> bool:
        """Whether a line tells what the meeting does, not what the speaker says."""
        return self._closing.match(view.key, start, min(end, start + _LABEL_LENGTH)) is not None


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted((fold_key(word) for word in words), key=len, reverse=True))


def _any_of(words: list[str], behind: str = "") -> re.Pattern[str]:
    """Return the pattern of any of the words, the longest first, and of what stands behind it."""
    return re.compile("(?:" + "|".join(map(re.escape, _longest_first(words))) + ")" + behind)


def _heads(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in _longest_first(words)) + r")(?!\w)")


def speaking_lines(view: View, lines: list[Line], finder: TurnFinder) -> list[Line]:
    """Return the lines, those cut in which several turns stand or a report follows the words that it is read."""
    out: list[Line] = []
    for line in lines:
        if line.table is not None:
            out.append(line)
            continue
        start, body, marker = line.start, line.body, line.marker
        for cut in _cuts(view, line, finder):
            out.append(replace(line, start=start, body=body, end=cut, marker=marker))
            start = cut
            while view.text[start].isspace():
                start += 1
            body, marker = start, None
        out.append(replace(line, start=start, body=body, marker=marker))
    return out


def _cuts(view: View, line: Line, finder: TurnFinder) -> Iterator[int]:
    label = finder.label(view, line.body, line.end)
    last = line.body
    if label is not None:
        read = finder.read_to(view, label, line.end)
        if read is not None and view.text[read : line.end].count(" ") >= 2:
            yield read
            last = read
    for found in _INNER.finditer(view.text, line.body, line.end):
        at = found.end()
        if at <= last:
            continue
        inner = finder.label(view, at, line.end)
        told = inner is not None and inner.form == "speaker" and view.text[inner.words : line.end].strip()
        if (told and not finder.office(view, at)) or finder.merged(view, at, line.end) is not None:
            yield found.start() + 1
            last = at


class _Series:
    """Follows list numbers, to tell the next point of the agenda from a list within a speech."""

    def __init__(self, letters: str) -> None:
        self._letters = letters
        self._last: dict[int, tuple[int, bool]] = {}

    def next(self, marker: Marker | None) -> bool:
        """Say whether a number is the next in a series of titles and labels."""
        number = _ordinal(marker, self._letters)
        before = self._last.get(marker.level) if marker is not None else None
        return number is not None and before is not None and before[1] and number == before[0] + 1

    def continues(self, marker: Marker | None, boundary: bool) -> bool:
        """Note a line; say whether it is the next in a series of titles or labels without being one itself."""
        number = _ordinal(marker, self._letters)
        if marker is None or number is None:
            return False
        follows = self.next(marker)
        self._last[marker.level] = (number, boundary or follows)
        return follows and not boundary


def _ordinal(marker: Marker | None, letters: str) -> int | None:
    if marker is None or marker.level > _BULLET_LEVEL:
        return None
    told = marker.text
    if told.isdigit():
        return int(told)
    if marker.level == 1:
        return _ROMAN.get(told)
    if len(told) == 1 and told in letters:
        return letters.index(told) + 1
    return None


def breaks_of(view: View, lines: list[Line], headings: dict[int, Heading], finder: TurnFinder) -> dict[int, Break]:
    """Return the lines that are the next point of the agenda by their number and open with a speaker.

    Before the first title, whoever opens the meeting or reads the report ends the list of those present.
    """
    series = _Series(finder.letters)
    found: dict[int, Break] = {}
    for index, line in enumerate(lines):
        spoken = False
        if index not in headings and line.table is None and line.marker is None:
            opener = finder.label(view, line.body, line.end)
            if opener is not None and opener.words == opener.end and finder.procedural(view, opener):
                found[index] = Break(_OPENING_LEVEL, "proceedings")
        if (
            index not in headings
            and line.table is None
            and line.marker is not None
            and line.marker.level <= _NUMBERED_LEVEL
        ):
            label = finder.label(view, line.body, line.end)
            spoken = label is not None and (label.words > label.end or finder.procedural(view, label))
        if series.next(line.marker) and spoken and line.marker is not None:
            found[index] = Break(line.marker.level)
        series.continues(line.marker, index in headings or spoken)
    return found


class _Turns:
    """The turns of one document while its lines are read in order."""

    def __init__(self, view: View, sections: tuple[SectionNode, ...], finder: TurnFinder) -> None:
        self._view = view
        self._sections = sections
        self._finder = finder
        self._series = _Series(finder.letters)
        self._current: int | None = None
        self._section = -1
        self._silent = False
        """The lines of the turn are a report that is read: part of the turn, but not the speaker's own words."""
        self._told: set[int] = set()
        """Parts about tasks in which somebody has spoken."""
        self.found: list[Turn] = []

    def read(self, line: Line, heading: Heading | None, section: int) -> int | None:
        """Return the turn of a line."""
        label = self._label(line, heading, section)
        follows = self._series.continues(line.marker, heading is not None or label is not None)
        if label is not None:
            return self._begin(line, section, label)
        if self._current is None:
            return None
        if follows or not self._goes_on(line, heading, section):
            self._current = None
            return None
        turn = self.found[self._current]
        start = line.start if turn.end <= turn.start else turn.start
        self.found[self._current] = replace(turn, start=start, end=line.end)
        return None if self._silent else self._current

    def _begin(self, line: Line, section: int, label: Label) -> int | None:
        text = self._view.text
        start = min(label.words, line.end)
        while start < line.end and text[start].isspace():
            start += 1
        end = label.end
        while end > label.start and text[end - 1] in " ,":
            end -= 1
        read = self._finder.read_to(self._view, label, line.end)
        form: TurnForm = "reading" if read is not None else label.form
        last = read if read is not None else line.end
        if form == "merged" and text[last - 1] == ":":  # the last sentence leads over to what single speakers say
            last = max(text.rfind(". ", start, last), start) or last
        self.found.append(Turn((label.start, end), start, last, form))
        number = len(self.found) - 1
        self._silent = form == "reading" and read is None
        self._current = None if form == "merged" or read is not None else number
        self._section = section
        if self._sections[section].role in _TASK_ROLES:
            self._told.add(section)
        return number

    def _goes_on(self, line: Line, heading: Heading | None, section: int) -> bool:
        assert self._current is not None
        if self._finder.closes(self._view, line.body, line.end):
            return False
        role = self._sections[section].role
        if self.found[self._current].form in {"chair", "title"}:
            return role not in _NO_TURNS and role != "discussion" and self._within(section)
        return section == self._section and heading is None and role not in {"votes", "rating", "signature"}

    def _within(self, section: int | None) -> bool:
        while section is not None and section != self._section:
            section = self._sections[section].parent
        return section is not None

    def _label(self, line: Line, heading: Heading | None, section: int) -> Label | None:
        role = self._sections[section].role
        if (
            line.table is not None
            or role in _NO_TURNS - _OPENING_ROLES
            or (role in _TASK_ROLES and section in self._told)
        ):
            return None
        if heading is None:
            return self._spoken(line, line.body, role)
        if role in _NO_TURNS:
            return None
        if heading.run_in:
            at = heading.end + 1
            while at < line.end and self._view.text[at].isspace():
                at += 1
            label = self._spoken(line, at, role)
        else:
            label = self._finder.label(self._view, line.body, line.end)
            label = label if label is not None and label.end == heading.end else None
        return label or self._finder.title(self._view, heading)

    def _spoken(self, line: Line, at: int, role: str) -> Label | None:
        """Return the label at an offset of a line: a speaker's, or that of opinions told together."""
        label = self._finder.label(self._view, at, line.end)
        if label is None:
            return self._finder.merged(self._view, at, line.end) if role in _MERGED_ROLES else None
        return label if self._allowed(label, line, role) else None

    def _allowed(self, label: Label, line: Line, role: str) -> bool:
        bare = label.words == label.end
        level = line.marker.level if line.marker is not None else -1
        leads = self._finder.procedural(self._view, label) if bare else False
        if role in _OPENING_ROLES:
            said = label.form == "reading" or self._finder.speech(self._view, label.words, line.end)
            return leads and level <= _NUMBERED_LEVEL if bare else said
        if bare and (
            level > _BULLET_LEVEL or (level >= 0 and not leads) or (role in _REPORT_ROLES and role != "conclusion")
        ):
            return False
        if bare and role == "conclusion":
            return leads
        return not (role == "measures" and level > _BULLET_LEVEL)


def turns_of(
    view: View,
    lines: list[Line],
    of_line: list[int],
    sections: tuple[SectionNode, ...],
    finder: TurnFinder,
    *,
    headings: dict[int, Heading],
) -> tuple[tuple[Turn, ...], list[int | None]]:
    """Return the turns and the turn of each line.

    Lines of a report that is read are in no turn, though the turn's span holds them.
    """
    reader = _Turns(view, sections, finder)
    of = [reader.read(line, headings.get(index), of_line[index]) for index, line in enumerate(lines)]
    return tuple(_told(turn) for turn in reader.found), of


def _told(turn: Turn) -> Turn:
    """Where nothing follows the words that a report is read, they are the turn."""
    if turn.form == "reading" and turn.end <= turn.start:
        return replace(turn, start=turn.label[0], end=turn.label[1])
    return turn
