"""The figures of a corpus's datasheet: how many documents and labels each manner has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from assistant.learning.corpus import GoldDocument, groups

_COLUMNS: tuple[tuple[str, Callable[[GoldDocument], int]], ...] = (
    ("words", lambda document: len(document.text.split())),
    ("shortcomings", lambda document: len(document.gold.shortcomings)),
    ("causes", lambda document: len(document.gold.causes)),
    ("commitments", lambda document: len(document.gold.commitments)),
    ("remediations", lambda document: len(document.gold.remediations)),
    ("prior defects", lambda document: len(document.gold.prior_defects)),
    ("points", lambda document: len(document.gold.points)),
    ("opinions", lambda document: len(document.gold.opinions)),
    ("ratings", lambda document: len(document.gold.ratings)),
    ("findings", lambda document: len(document.gold.findings)),
)


def datasheet(documents: Sequence[GoldDocument], held_out: Sequence[str] = ()) -> str:
    """Return Markdown tables: a row a manner with its labels, and the documents of each kind."""
    names = [name for name, _ in _COLUMNS]
    lines = [
        f"| manner | documents | organisations | {' | '.join(names)} |",
        "| --- |" + " ---: |" * (len(names) + 2),
    ]
    manners = sorted({document.manner for document in documents})
    for manner in manners:
        mine = [document for document in documents if document.manner == manner]
        lines.append(_row(f"{manner} (held out)" if manner in held_out else manner, mine))
    if len(manners) > 1:
        lines.append(_row("all", documents))
    kinds = Counter(document.gold.kind for document in documents)
    lines += ["", "| kind | documents |", "| --- | ---: |"]
    lines += [f"| {kind} | {count} |" for kind, count in sorted(kinds.items())]
    return "\n".join(lines) + "\n"


def _row(name: str, documents: Sequence[GoldDocument]) -> str:
    counts = [sum(count(document) for document in documents) for _, count in _COLUMNS]
    organisations = len(set(groups(documents).values()))
    cells = [str(number) for number in (len(documents), organisations, *counts)]
    return f"| {name} | {' | '.join(cells)} |"
