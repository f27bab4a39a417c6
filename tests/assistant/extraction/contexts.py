"""Documents made of lines, read as far as the extractors need."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.extraction.model import Context
from assistant.extraction.parties import PartyBook
from assistant.extraction.party_words import PartyWords
from assistant.extraction.terms import TermWeights
from assistant.inference.features import UnitFeatures, units
from assistant.language.letterhead import HeadReader
from assistant.language.pipeline import Annotator
from assistant.resources import rules
from tests.assistant.language.texts import document

MINUTES = """CHI BỘ XÃ ĐỒNG TÂM
BIÊN BẢN HỌP CHI BỘ
Kiểm điểm cuối năm 2023

I. THÀNH PHẦN
Chủ trì: đồng chí Trần Văn Nam, Bí thư chi bộ. Thư ký: đồng chí Lê Thị Hoa.
Có mặt: đồng chí Phạm Văn Sơn, đồng chí Đỗ Thị Yến, đồng chí Vũ Đình Cát.
"""
"""The head of minutes that names a chair and the speakers of the examples."""

REVIEW = """CHI BỘ XÃ ĐỒNG TÂM
BÁO CÁO KIỂM ĐIỂM
của tập thể chi ủy năm 2023
"""


@cache
def annotator() -> Annotator:
    """Return the annotator over the shipped rules."""
    return Annotator(rules())


def context_of(text: str) -> Context:
    """Return the context of a document."""
    read = document(text)
    lexicon = annotator().lexicon
    head = HeadReader(lexicon).read(read)
    annotated = annotator().annotate(read, head.year, head.kind)
    found = units(annotated)
    return Context(
        read,
        head,
        annotated,
        found,
        UnitFeatures(annotated, found, head.kind).rows(),
        PartyBook(annotated, PartyWords(lexicon), (), head.organisation),
        TermWeights((annotated.key(unit.start, unit.end) for unit in found), frozenset()),
        head.date or date(2023, 12, 20),
    )


class Fixed:
    """A model that gives every row the same probabilities."""

    def __init__(self, **probabilities: float) -> None:
        self.labels = tuple(probabilities)
        self.thresholds = tuple(0.5 for _ in probabilities)
        self._row = list(probabilities.values())

    def probabilities(self, rows: Sequence[Any]) -> npt.NDArray[np.float64]:
        """Return one line of probabilities a row."""
        return np.array([self._row for _ in rows], dtype=np.float64)

    def reasons(self, row: Any, label: str) -> tuple[str, ...]:
        """Return no reasons."""
        del row, label
        return ()
