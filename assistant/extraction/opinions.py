"""Speakers' turns of minutes as opinions, with their stance."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.extraction.model import Context, PartyKey
from assistant.inference.features import turn_row
from assistant.inference.model import LinearModel
from assistant.report.model import Stance


@dataclass(frozen=True, slots=True)
class OpinionFound:
    """A turn by its number, as view offsets, with speaker and stance."""

    turn: int
    start: int
    end: int
    speaker: PartyKey | None
    stance: Stance
    confidence: float


def opinions(context: Context, model: LinearModel) -> list[OpinionFound]:
    """Return the turns of minutes in order; other kinds of documents have none."""
    if context.head.kind != "minutes":
        return []
    members: dict[int, list[int]] = {}
    for index, unit in enumerate(context.units):
        if unit.turn is not None:
            members.setdefault(unit.turn, []).append(index)
    found: list[OpinionFound] = []
    for number, turn in enumerate(context.annotated.turns):
        rows = [context.rows[index] for index in members.get(number, [])]
        if not rows or turn.end <= turn.start:
            continue
        probabilities = model.probabilities([turn_row(rows)])[0]
        best = int(probabilities.argmax())
        found.append(
            OpinionFound(
                number, turn.start, turn.end, context.speaker(number), model.labels[best], round(float(probabilities[best]), 3)
            )  # type: ignore[arg-type]
        )
    return found
