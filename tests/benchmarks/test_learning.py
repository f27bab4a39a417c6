"""The learning curve: which manners each training sees, and the model that was never trained."""

from __future__ import annotations

from assistant import resources
from assistant.language import Annotator
from assistant.learning.examples import UNIT_LABELS, Preparer
from assistant.learning.scoring import Counts, Figures
from benchmarks.learning import Result, cue_model, table, tasks, without_cues
from tests.assistant.learning.samples import documents


def test_every_training_sees_part_of_what_the_longer_ones_see_and_no_held_out_manner() -> None:
    known = documents("m01", "m02", "m03", "m04", count=1)
    made = tasks(known, held_out=("m03",))
    assert [task.manners for task in made[:2]] == [("m01", "m02", "m04")] * 2
    assert [len(task.manners) for task in made[2:]] == [2, 1]
    assert set(made[3].manners) < set(made[2].manners) < set(made[0].manners)
    assert tasks(known, held_out=("m03",)) == made


def test_a_model_without_cues_sees_the_words_only() -> None:
    (document,) = documents("m01", count=1)
    prepared = Preparer(Annotator(resources.rules())).prepare(document)
    features = {name for row in prepared.rows for name in row}
    left = {name for row in without_cues(prepared).rows for name in row}
    assert left < features
    assert not [name for name in left if "defect-predicate" in name]
    assert [name for name in left if name.startswith("w:")]


def test_cues_alone_tell_a_fault_from_a_duty() -> None:
    rows = [{"cue=defect-predicate": 1.0}, {"cue=defect-predicate": 1.0, "cue=prevention": 1.0}, {"cue=assign": 1.0}]
    given = cue_model().probabilities(rows) >= 0.5
    assert [[label for label, holds in zip(UNIT_LABELS, row, strict=True) if holds] for row in given] == [
        ["shortcoming"],
        [],
        ["commitment"],
    ]


def test_the_table_has_a_column_a_training_the_smallest_first() -> None:
    figures = Figures(1, 0, {"shortcomings": Counts(8, 10, 10)}, {}, None)
    told = table([Result("all manners", 9, figures), Result("1 manner", 3, figures)]).splitlines()
    assert told[0] == "| measure | 1 manner | all manners |"
    assert told[2] == "| documents learned from | 3 | 9 |"
    assert told[3] == "| shortcomings | 0.800 | 0.800 |"
