"""Prints the table of ratios: `python -m benchmarks [analysis] [start] [hostile] [batch]`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from .measures import MEASURES, Row


def line(row: Row) -> str:
    """Return a row of the Markdown table."""
    bound = f"{'at least' if row.least else 'at most'} {row.goal:g} {row.unit}"
    return f"| {row.name} | {row.value:.2f} {row.unit} | {bound} | {'yes' if row.good else 'no'} |"


def main(chosen: Sequence[str]) -> int:
    """Run the measures asked for, all by default; return 0, or 2 for an unknown name."""
    unknown = [name for name in chosen if name not in MEASURES]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(MEASURES)}", file=sys.stderr)
        return 2
    print("| measure | measured | to reach | reached |\n| --- | --- | --- | --- |", flush=True)
    for name in chosen or MEASURES:
        for row in MEASURES[name]():
            print(line(row), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
