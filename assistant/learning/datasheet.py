"""The figures of a corpus's datasheet: how many documents and labels each manner, kind and year has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

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
    ("with last year", lambda document: document.gold.prior is not None),
    ("with prompts", lambda document: document.gold.prompts is not None),
)
_SUBSTANCE = {0: "ritual (0)", 1: "1", 2: "mixed (2)", 3: "3", 4: "substantive (4)", None: "not judged"}


def datasheet(documents: Sequence[GoldDocument], held_out: Sequence[str] = ()) -> str:
    """Return Markdown tables: a row a manner with its labels, and the documents of each kind, year and substance."""
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
    lines += _counted("kind", [document.gold.kind for document in documents])
    lines += _counted("year", [str(document.gold.year or "not told") for document in documents])
    substance = Counter(document.gold.substantive for document in documents)
    lines += ["", "| substance | documents |", "| --- | ---: |"]
    lines += [f"| {name} | {substance[level]} |" for level, name in _SUBSTANCE.items() if substance[level]]
    return "\n".join(lines) + "\n"


def _counted(title: str, values: Sequence[str]) -> list[str]:
    return [
        "",
        f"| {title} | documents |",
        "| --- | ---: |",
        *(f"| {value} | {count} |" for value, count in sorted(Counter(values).items())),
    ]


def _row(name: str, documents: Sequence[GoldDocument]) -> str:
    counts = [sum(count(document) for document in documents) for _, count in _COLUMNS]
    organisations = len(set(groups(documents).values()))
    cells = [str(number) for number in (len(documents), organisations, *counts)]
    return f"| {name} | {' | '.join(cells)} |"


def renewed(page: str, tables: Mapping[str, str]) -> str:
    """Return a Markdown page with each table put between its marks `<!-- name -->` and `<!-- end of name -->`."""
    for name, table in tables.items():
        before, start, rest = page.partition(f"<!-- {name} -->")
        _, end, after = rest.partition(f"<!-- end of {name} -->")
        if start and end:
            page = f"{before}{start}\n\n{table}\n{end}{after}"
    return page
