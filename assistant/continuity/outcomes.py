"""What a passage says became of a matter: done, partly done, not done, or only said to be better."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assistant.continuity.candidates import Candidate
from assistant.continuity.knowledge import Knowledge
from assistant.continuity.phrases import PhraseFinder
from assistant.continuity.terms import Token
from assistant.language.model import Annotated
from assistant.report.model import RemediationStatus

Measure = Literal["met", "missed"]
Reached = Literal["more", "reached", "short", "below"]

_SHARE = re.compile(r"(?<![\d/])(\d+(?:[.,]\d+)*) ?/ ?(\d+(?:[.,]\d+)*)(?![\d/])")
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)*) ?%")
_SPAN = 6
"""Words between a target's word and its figure."""
_NEAR = 8
"""Words from a part back to its figure."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The cues of a passage, its figures against their target, and whether it names a checkable particular."""

    cues: frozenset[str]
    measure: Measure | None
    particular: bool

    @property
    def progress(self) -> bool:
        """Say whether a passage that leaves something open tells that some of it was done."""
        return self.particular and "progress" in self.cues

    @property
    def good(self) -> bool:
        """Say whether the passage tells a result reached."""
        return self.measure == "met" or (self.measure is None and bool(self.cues & {"done", "met"}))


class OutcomeReader:
    """Reads outcomes with the cue phrases of the data."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._cues = PhraseFinder(knowledge.cues)
        self._knowledge = knowledge

    def cues(self, tokens: Sequence[Token]) -> frozenset[str]:
        """Return the categories of cue phrases among the tokens."""
        return frozenset(self._cues.find([token.text for token in tokens]))

    def opens_with(self, tokens: Sequence[Token], category: str) -> bool:
        """Say whether a phrase of the category stands at the start."""
        head = [token.text for token in tokens[:6]]
        return any(start == 0 and found == category for start, _, found in self._cues.places(head))

    def read(self, annotated: Annotated, candidate: Candidate) -> Outcome:
        """Return what a candidate says became of its matter."""
        first, last = candidate.view
        cues = self.cues(candidate.bag.tokens)
        key = annotated.key(first, last)
        if "met" in cues:
            measure: Measure | None = "met"
        elif "missed" in cues:
            measure = "missed"
        else:
            measure = self._share(key) or self._part(candidate.bag.tokens) or self._target(key)
        told = annotated.key(*candidate.sentence) if candidate.sentence is not None else ""
        figures = any(token.digits for token in candidate.bag.tokens) or any(map(str.isdigit, told))
        return Outcome(cues, measure, figures)

    def account(self, annotated: Annotated, candidate: Candidate) -> RemediationStatus:
        """Return what an account of an earlier fault says, its model's reading set right by its words and figures."""
        given: RemediationStatus = candidate.status or "claimed"
        outcome = self.read(annotated, candidate)
        left = outcome.measure == "missed" or self.leaves_open(candidate.bag.tokens)
        plain = not outcome.cues & {"undone", "partial", "claim"}
        if given in {"resolved", "in-progress"} and self._untouched(candidate.bag.tokens, outcome):
            return "unresolved"
        if given == "resolved" and left:
            return "in-progress"
        if given == "resolved" and not outcome.particular and "claim" in outcome.cues and "done" not in outcome.cues:
            return "claimed"
        if given == "in-progress" and not left and plain and "done" in outcome.cues:
            return "resolved"
        if given == "claimed" and not left and plain and outcome.particular:
            return "resolved"
        return given

    def _untouched(self, tokens: Sequence[Token], outcome: Outcome) -> bool:
        """Say whether the words tell what is not done and nothing that was."""
        if "untouched" in outcome.cues:
            return True
        if outcome.measure is not None or outcome.cues & {"done", "met", "partial", "progress", "claim", "done-verb"}:
            return False
        return "undone" in outcome.cues and "rise" not in outcome.cues and self.leaves_open(tokens)

    def tells_result(self, candidate: Candidate, outcome: Outcome) -> bool:
        """Say whether a passage marked as a fault tells a result: target reached, or no word of a fault."""
        if outcome.cues & {"fault", "undone", "missed", "partial"} or outcome.measure == "missed":
            return False
        if outcome.measure == "met":
            return candidate.role != "shortcomings" and candidate.turn is None
        return candidate.role == "strengths" and outcome.particular

    def leaves_open(self, tokens: Sequence[Token]) -> bool:
        """Say whether the words end with what is not done, or tell fewer of a thing than there were ("5 of 12")."""
        words = [token.text for token in tokens]
        places = self._cues.places(words)
        open_at = max((start for start, _, category in places if category == "undone"), default=-1)
        done_at = max((start for start, _, category in places if category == "done-verb"), default=-1)
        if open_at > done_at:
            return True
        left = {phrase[0] for phrase in self._knowledge.cues["left"]}
        if any(word.text in left and behind.digits for word, behind in pairwise(tokens)):
            return True
        return self._fewer(tokens)

    def _fewer(self, tokens: Sequence[Token]) -> bool:
        """Say whether the first two counts of one unit fall."""
        times = {phrase[0] for phrase in self._knowledge.cues["time-unit"]}
        first: dict[str, float] = {}
        for figure, unit in pairwise(tokens):
            if not figure.digits or "/" in figure.text or unit.digits or unit.text in times:
                continue
            value = number(figure.text)
            if unit.text in first:
                return 0 < value < first[unit.text]
            first[unit.text] = value
        return False

    def reached(self, promised: Sequence[Token], told: Sequence[Token]) -> Reached | None:
        """Return whether a count told reaches the one promised ("30 ha", "33 ha"); None where no unit is the same."""
        wanted = self._counts(promised)
        for unit, figure in self._counts(told).items():
            if unit in wanted:
                if figure < wanted[unit]:
                    return "short"
                return "more" if figure > wanted[unit] >= 10 else "reached"
        return None

    def percent_reached(self, promised: str, words: Sequence[Token], told: str) -> Reached | None:
        """Return whether a percentage told reaches the one promised; a promise to go below one is reached from above.

        `words` are those of the promise.
        """
        wanted, got = _PERCENT.search(promised), _PERCENT.search(told)
        if wanted is None or got is None:
            return None
        goal, figure = number(wanted.group(1)), number(got.group(1))
        cues = self.cues(words)
        missed = figure > goal if "below" in cues and "at-least" not in cues else figure < goal
        return "below" if missed else "reached"

    def _counts(self, tokens: Sequence[Token]) -> dict[str, float]:
        """Return the first figure of each unit, without units of time."""
        times = {phrase[0] for phrase in self._knowledge.cues["time-unit"]}
        found: dict[str, float] = {}
        for figure, unit in pairwise(tokens):
            if figure.digits and "/" not in figure.text and not unit.digits and unit.text not in times:
                found.setdefault(unit.text, number(figure.text))
        return found

    def _share(self, key: str) -> Measure | None:
        """Return what a share such as 9/12 or "9 of 12" says."""
        words = {phrase[0] for phrase in self._knowledge.cues["no-date"]}
        for match in _SHARE.finditer(key):
            before = key[: match.start()].split()
            if "/" in match.group() and before and before[-1].strip("(,;:") in words:
                continue
            part, whole = number(match.group(1)), number(match.group(2))
            if whole and not (part <= 12 and 1900 <= whole < 2100):
                return "met" if part >= whole else "missed"
        return None

    def _part(self, tokens: Sequence[Token]) -> Measure | None:
        """Return what a part of a whole in words says ("68 ha of 85 ha")."""
        words = [token.text for token in tokens]
        for start, end, category in self._cues.places(words):
            if category != "of" or end >= len(tokens) or not tokens[end].digits or "/" in words[end]:
                continue
            before = next((at for at in range(start - 1, max(start - _NEAR, -1), -1) if tokens[at].digits), None)
            if before is None or "/" in words[before]:
                continue
            unit, behind = words[before + 1 : start], words[end + 1 : end + 2]
            if not unit or unit[:1] == behind:
                whole = number(words[end])
                return None if whole == 0 else "met" if number(words[before]) >= whole else "missed"
        return None

    def _target(self, key: str) -> Measure | None:
        """Return what a figure beside its target says ("98,9% (target 98,5%)")."""
        numbered = {phrase[0] for phrase in self._knowledge.cues["no-date"]}
        words = re.findall(r"\d+(?:[.,]\d+)*%?|[^\W\d_]+", key)
        places = [(start, end) for start, end, category in self._cues.places(words) if category == "target"]
        figures = [index for index, word in enumerate(words) if word[0].isdigit()]
        for start, end in places:
            behind = next((index for index in figures if end <= index < end + _SPAN), None)
            if behind is not None and words[behind - 1] in numbered:
                continue
            before = next((index for index in reversed(figures) if index < start), None)
            if before is not None and behind is None and words[before].endswith("%") and start - before <= 2:
                return "met" if number(words[before]) >= 100 else "missed"
            if behind is None or before is None:
                continue
            reached, wanted = words[before], words[behind]
            if reached.endswith("%") == wanted.endswith("%") or (reached.endswith("%") and number(wanted) <= 100):
                return "met" if number(reached) >= number(wanted) else "missed"
        return None


def number(word: str) -> float:
    """Return the value of a figure as Vietnamese writes it: comma before decimals, full stop between thousands."""
    plain = word.rstrip("%")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
        plain = plain.replace(".", "")
    return float(plain.replace(",", ".", 1).replace(",", "")) if plain.count(".") <= 1 else 0.0
