"""The report as one table for spreadsheets: a row an entry."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from assistant.rendering.characters import flat
from assistant.rendering.entries import Entry
from assistant.rendering.view import View
from assistant.report.model import (
    Commitment,
    Finding,
    Item,
    Opinion,
    Point,
    PriorCommitment,
    PriorDefect,
    Rating,
    Remediation,
    Shortcoming,
)

_BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@")
_COLUMNS = (
    "number",
    "kind",
    "status",
    "what",
    "question",
    "who",
    "deadline",
    "document",
    "page_column",
    "start",
    "end",
)


def table(view: View) -> str:
    """Return CSV that a spreadsheet opens as UTF-8 and never computes: findings first, then every item."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([view.words.t(f"report.{column}") for column in _COLUMNS])
    writer.writerows([_safe(cell) for cell in row] for row in _rows(view))
    return _BYTE_ORDER_MARK + out.getvalue()


def _rows(view: View) -> Iterator[list[str]]:
    for entry in view.entries.findings:
        yield _finding(view, entry)
    for item in view.entries.quoted():
        yield _item(view, item)


def _finding(view: View, entry: Entry[Finding]) -> list[str]:
    finding = entry.item
    kind = view.words.label("category", finding.category)
    told = [entry.label, kind, finding.message, finding.text or "", finding.question, "", ""]
    return told + _place(view, entry)


def _item(view: View, entry: Entry[Item]) -> list[str]:
    kind = view.words.label("entry", entry.kind)
    told = [
        entry.label,
        kind,
        _status(view, entry.item),
        entry.item.text,
        "",
        _who(view, entry.item),
        _deadline(view, entry.item),
    ]
    return told + _place(view, entry)


def _place(view: View, entry: Entry[Item] | Entry[Finding]) -> list[str]:
    numbers = (view.page(entry), entry.item.start, entry.item.end)
    return [view.words.document(entry.document), *("" if number is None else str(number) for number in numbers)]


def _status(view: View, item: Item) -> str:
    words = view.words
    told: list[str] = []
    match item:
        case PriorDefect():
            told.append(words.label("defect", item.status))
        case PriorCommitment():
            told.append(words.label("promise", item.status))
        case Point():
            told.append(words.label("point", item.status))
            if item.missing:
                told.append(f"{words.t('report.points.missing')}: {words.labels('missing', item.missing)}")
        case Remediation():
            told.append(words.label("remediation", item.status))
        case Opinion():
            told.append(words.label("stance", item.stance))
        case Rating():
            told += [words.label("level", item.level), words.votes(item)]
        case Commitment() if not item.measurable:
            told.append(f"{words.t('report.commitments.measurable')}: {words.t('report.no')}")
        case Shortcoming() if not item.specific:
            told.append(words.t("report.tag.general"))
    return "; ".join(filter(None, told))


def _who(view: View, item: Item) -> str:
    words = view.words
    match item:
        case Shortcoming() | Point():
            return words.parties(item.responsible)
        case Commitment() | PriorCommitment():
            return words.parties(item.owners)
        case Opinion():
            return words.party(item.speaker)
        case Rating():
            return words.subject(item)
    return ""


def _deadline(view: View, item: Item) -> str:
    match item:
        case Commitment() | PriorCommitment() | Point():
            return view.words.date(item.deadline)
    return ""


def _safe(cell: str) -> str:
    """Return the cell on one line, never beginning like a formula."""
    text = flat(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
