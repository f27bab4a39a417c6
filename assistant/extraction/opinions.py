"""Speakers' turns of minutes as opinions, with their stance."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.extraction.model import Context, PartyKey
from assistant.inference.features import turn_features, turn_members, turn_row
from assistant.inference.model import LinearModel
from assistant.language.lexicon import Lexicon
from assistant.language.model import Turn
from assistant.report.model import Stance
from assistant.text import fold_key

_CHAIR_REACH = 80
"""Characters behind a word for the chair in which his name is looked for."""


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
        speaker = context.speaker(number)
        if turn.form == "chair" and (speaker is None or speaker[0] != "person"):
            return chair or speaker
        if speaker is None and any(word in context.key(*turn.label) for word in self._chair):
            return chair
        return speaker

    def chair(self, context: Context) -> PartyKey | None:
        """Return who leads the meeting: the person told behind the word for it, else the one whose office leads."""
        view = context.annotated.view
        for word in self._chair:
            at = view.key.find(word)
            while at >= 0:
                end = min(at + len(word) + _CHAIR_REACH, len(view.key))
                for mention in context.book.mentions(at + len(word), end):
                    if mention.kind == "person":
                        return context.book.resolve(mention)
                at = view.key.find(word, at + 1)
        for office in self._offices:
            key = context.book.holder(office, office)
            if key is not None:
                return "person", key
        return None
