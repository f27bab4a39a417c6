"""Reads Vietnamese review minutes: shortcomings, who answers for them, commitments, and what is left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.analysis import Analyser, load
    from assistant.report.model import Report

__all__ = ["Analyser", "Report", "load"]


def __getattr__(name: str) -> object:
    """Import the public names when they are first asked for, so that importing the package costs nothing."""
    if name in {"Analyser", "load"}:
        from assistant import analysis

        return getattr(analysis, name)
    if name == "Report":
        from assistant.report.model import Report

        return Report
    raise AttributeError(name)
