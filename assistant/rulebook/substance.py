"""Substance: a transparent mean of named parts, for statistics and evaluation only; never shown to people."""

from __future__ import annotations

from assistant.report.model import Report, Scores

_THIN = 2
"""Fewer shortcomings than this are too thin an evidence for a figure, unless commitments make up for them."""


def substance(report: Report) -> Scores:
    """Return the scores of a report: each part from 0 to 100, `substance` their weighted mean.

    Null for reviews of individuals (design: nobody is scored) and where the evidence is thin.
    """
    if report.document.kind == "individual-review":
        return Scores(substance=None)
    persons = {party.id for party in report.parties if party.kind in {"person", "role"}}
    faults, promises = report.shortcomings, report.commitments
    parts: dict[str, tuple[float, float]] = {}
    parts["named-faults"] = (min(1.0, len(faults) / 5), 1.0)
    if faults:
        parts["specific"] = (sum(f.specific and not f.hedged for f in faults) / len(faults), 2.0)
        parts["answerable"] = (sum(bool(persons & set(f.responsible)) for f in faults) / len(faults), 2.0)
    if promises:
        parts["dated"] = (sum(p.deadline is not None for p in promises) / len(promises), 1.5)
        parts["owned"] = (sum(bool(p.owners) for p in promises) / len(promises), 1.0)
        parts["checkable"] = (sum(p.measurable for p in promises) / len(promises), 1.0)
    if report.prior is not None and report.prior.defects:
        told = [d for d in report.prior.defects if d.status != "unsure"]
        if told:
            parts["followed-up"] = (sum(d.status not in {"unmentioned", "claimed"} for d in told) / len(told), 1.0)
    if len(faults) + len(promises) < _THIN:
        return Scores(substance=None, parts={name: round(100 * share, 1) for name, (share, _) in parts.items()})
    weight = sum(w for _, w in parts.values())
    total = sum(share * w for share, w in parts.values()) / weight
    return Scores(
        substance=round(100 * total, 1), parts={name: round(100 * share, 1) for name, (share, _) in parts.items()}
    )
