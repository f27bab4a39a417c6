"""What the four questions of continuity share: this document's candidates, the reader of terms, evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable

from assistant.continuity.candidates import candidates, places, surroundings
from assistant.continuity.knowledge import Knowledge, load
from assistant.continuity.matching import Match
from assistant.continuity.model import Reading
from assistant.continuity.outcomes import OutcomeReader
from assistant.continuity.references import ReferenceReader
from assistant.continuity.terms import Bag, Reader
from assistant.inference.model import LinearModel
from assistant.language.deadlines import DeadlineGrammar
from assistant.language.lexicon import Lexicon
from assistant.language.lexicon import load as load_lexicon
from assistant.report.model import Evidence, Item

DEFECT, COMMITMENT, POINT = "prior-defect", "prior-commitment", "point"
"""Names of the status models."""
POINT_UNIT = "point-unit"
"""Name of the model of statements that are points of a superior's document."""
_SHOWN = 3
"""Passages of evidence shown for one earlier statement."""


@dataclass(frozen=True)
class Toolbox:
    """The knowledge, the readers made of it and the status models by name; holds nothing of any document."""

    knowledge: Knowledge
    reader: Reader
    outcomes: OutcomeReader
    deadlines: DeadlineGrammar
    references: ReferenceReader
    models: Mapping[str, LinearModel] = field(default_factory=dict)
    """Where a model of a status is missing, thresholds decide in its place."""


def toolbox(
    rules: Traversable, lexicon: Lexicon | None = None, models: Mapping[str, LinearModel] | None = None
) -> Toolbox:
    """Return the readers made of a rules folder and its lexicon (read from there when not given); raises DataError.

    `models` may hold the models of extraction's units, of the statuses, and POINT_UNIT.
    """
    knowledge = load(rules)
    grammar = DeadlineGrammar(lexicon if lexicon is not None else load_lexicon(rules))
    return Toolbox(
        knowledge, Reader(knowledge), OutcomeReader(knowledge), grammar, ReferenceReader(knowledge), models or {}
    )


def bags_of(reading: Reading, item: Item, reader: Reader) -> list[Bag]:
    """Return the bags of all places of an item."""
    around = surroundings(reading, reader)
    return [around.bag(*reading.annotated.view.to_view(start, end)) for start, end in places(item)]


def background(reading: Reading, reader: Reader) -> list[Bag]:
    """Return the bags of all statements of a document."""
    return [candidate.bag for candidate in candidates(reading, reader)]


def evidence(reading: Reading, matches: Iterable[Match], shown: int = _SHOWN) -> tuple[Evidence, ...]:
    """Return the best passages as evidence, overlapping ones once."""
    out: list[Evidence] = []
    for match in matches:
        start, end = match.candidate.start, match.candidate.end
        if any(start < other.end and other.start < end for other in out):
            continue
        out.append(Evidence(start=start, end=end, text=reading.text[start:end], score=round(min(match.score, 1.0), 3)))
        if len(out) == shown:
            break
    return tuple(out)
