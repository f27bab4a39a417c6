"""Prints tables: `python -m benchmarks [analysis] [start] [hostile] [batch]`, or `python -m benchmarks learning`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from .measures import MEASURES, Row

_LEARNING = "learning"
"""Not among the measures run by default: it trains models over and over, a quarter of an hour."""


def line(row: Row) -> str:
    """Return a row of the Markdown table."""
    bound = f"{'at least' if row.least else 'at most'} {row.goal:g} {row.unit}"
    return f"| {row.name} | {row.value:.2f} {row.unit} | {bound} | {'yes' if row.good else 'no'} |"


def main(chosen: Sequence[str]) -> int:
    """Run the measures asked for, all by default; return 0, or 2 for an unknown name."""
    unknown = [name for name in chosen if name not in {*MEASURES, _LEARNING}]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; known: {', '.join((*MEASURES, _LEARNING))}", file=sys.stderr)
        return 2
    if _LEARNING in chosen:
        from .learning import main as learning

        print(learning(), flush=True)
        chosen = [name for name in chosen if name != _LEARNING]
        if not chosen:
            return 0
    print("| measure | measured | to reach | reached |\n| --- | --- | --- | --- |", flush=True)
    for name in chosen or MEASURES:
        for row in MEASURES[name]():
            print(line(row), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
