"""Clauses of a sentence: where it is divided, and what is told of each part."""

from __future__ import annotations

import numpy as np

from assistant.extraction.model import Context
from assistant.inference.clauses import Clause, ClauseReader, clause_rows
from tests.assistant.extraction.contexts import MINUTES, annotator, context_of

LABELS = ("shortcoming", "cause")
SPOKEN = "Đồng chí Phạm Văn Sơn: Cầu gãy 2,5 tháng chưa sửa, tôi tưởng xã lo nên không viết giấy."


def read(line: str) -> tuple[Context, tuple[Clause, ...]]:
    """Return minutes with one more line, and the clauses of their last sentence."""
    context = context_of(MINUTES + "\nII. Ý KIẾN\n" + line)
    clauses = ClauseReader(annotator().lexicon).clauses(context.annotated, context.units)
    last = len(context.units) - 1
    return context, tuple(clause for clause in clauses if clause.unit == last)


def test_a_sentence_is_divided_at_commas_and_connectives_but_not_inside_a_number() -> None:
    context, clauses = read(SPOKEN)
    assert [context.annotated.text(each.start, each.end) for each in clauses] == [
        "Cầu gãy 2,5 tháng chưa sửa",
        "tôi tưởng xã lo",
        "nên không viết giấy",
    ]
    assert [(each.place, each.count, each.mark) for each in clauses] == [(0, 3, ""), (1, 3, ","), (2, 3, "")]


def test_a_sentence_of_one_clause_has_none() -> None:
    assert read("Đồng chí Phạm Văn Sơn: Cầu chưa sửa.")[1] == ()


def test_a_row_tells_the_words_the_clauses_around_and_the_sentence() -> None:
    context, clauses = read(SPOKEN)
    probabilities = np.zeros((len(context.units), 2))
    probabilities[-1] = 0.75, 0.25
    row = clause_rows(context.annotated, context.units, clauses, probabilities, LABELS)[1]
    assert row["own:shortcoming"] == 0.75
    assert row["own:cause"] == 0.25
    assert row["before:cause"] == 0.0
    assert {"mark=,", "turn=True", "s1:tôi", "w:tôi tưởng", "-1w:cầu", "+1first=nên|tôi"} <= set(row)
    assert "after:cause" not in row
