"""Speakers' turns of minutes as opinions, with their stance."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.extraction.model import Context, PartyKey
from assistant.inference.features import turn_features, turn_members, turn_row
from assistant.inference.model import LinearModel
from assistant.language.lexicon import Lexicon
from assistant.language.model import Turn
from assistant.report.model import Stance
from assistant.text import fold_key

_CHAIR_REACH = 80
"""Characters around a word for the chair in which his name is looked for."""
_CLAUSE_END = re.compile(r"[;.\n]|\),")


@dataclass(frozen=True, slots=True)
class OpinionFound:
    """A turn by its number, as view offsets, with speaker and stance."""

    turn: int
    start: int
    end: int
    speaker: PartyKey | None
    stance: Stance
    confidence: float


class OpinionReader:
    """Reads the turns of minutes as opinions."""

    def __init__(self, lexicon: Lexicon) -> None:
        data = lexicon.data["turns"]
        assert isinstance(data, dict)
        self._chair = tuple(fold_key(word) for word in data["chair"])
        words = "|".join(re.escape(word) for word in sorted(self._chair, key=len, reverse=True))
        self._chair_word = re.compile(rf"(?<!\w)(?:{words})(?!\w)")
        self._chair_ahead = re.compile(data["chair-ahead"])
        self._concluding = tuple(fold_key(word) for word in data["concluding"])
        self._offices = tuple(fold_key(word) for word in data["chair-offices"])

    def read(self, context: Context, model: LinearModel) -> list[OpinionFound]:
        """Return the turns of minutes in order; other kinds of documents have none."""
        if context.head.kind != "minutes":
            return []
        members = turn_members(context.units)
        chair = self.chair(context)
        found: list[OpinionFound] = []
        for number, turn in enumerate(context.annotated.turns):
            if turn.end <= turn.start:
                continue
            rows = [context.rows[index] for index in members.get(number, [])]
            row = turn_row(rows, turn_features(context.annotated, number))
            probabilities = model.probabilities([row])[0]
            best = int(probabilities.argmax())
            found.append(
                OpinionFound(
                    number, turn.start, turn.end, self._speaker(context, number, turn, chair), model.labels[best],  # type: ignore[arg-type]
                    round(float(probabilities[best]), 3),
                )
            )  # fmt: skip
        return found

    def _speaker(self, context: Context, number: int, turn: Turn, chair: PartyKey | None) -> PartyKey | None:
        if turn.form == "merged":
            return context.book.body(context.annotated.text(*turn.label), turn.label)
        told = context.key(*turn.label)
        speaker = context.speaker(number)
        named = any(mention.kind == "person" for mention in context.book.mentions(*turn.label))
        if chair is not None and any(word in told for word in self._chair):
            return chair
        if not named and chair is not None and (turn.form == "chair" or any(word in told for word in self._concluding)):
            return chair
        return speaker

    def chair(self, context: Context) -> PartyKey | None:
        """Return who leads the meeting: the person told beside the word for it, else the one whose office leads."""
        key = context.annotated.view.key
        for found in self._chair_word.finditer(key):
            ahead = self._person(context, found.end(), min(found.end() + _CHAIR_REACH, len(key)), 0)
            behind = self._person(context, max(0, found.start() - _CHAIR_REACH), found.start(), -1)
            told = (ahead, behind) if self._chair_ahead.match(key, found.end()) else (behind, ahead)
            person = next((each for each in told if each is not None), None)
            if person is not None:
                return person
        for office in self._offices:
            holder = context.book.holder(office, office)
            if holder is not None:
                return "person", holder
        return None

    def _person(self, context: Context, start: int, end: int, which: int) -> PartyKey | None:
        """Return the first (0) or last (-1) person named in view[start:end] without a clause's end towards the word."""
        persons = [mention for mention in context.book.mentions(start, end) if mention.kind == "person"]
        if not persons:
            return None
        nearest = persons[which]
        between = context.key(nearest.end, end) if which else context.key(start, nearest.start)
        return None if _CLAUSE_END.search(between) else context.book.resolve(nearest)
