"""What the benchmarks read: the exemplars, a long document made of them, and hostile texts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant import resources

_PAGE = 2600
"""Characters of a typed page of minutes."""
MEGABYTE = 1_000_000


def exemplars() -> tuple[str, ...]:
    """Return the texts of the exemplars, the longest first."""
    folder = resources.corpora().joinpath("exemplars")
    texts = [file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".txt")]
    return tuple(sorted(texts, key=lambda text: (-len(text), text)))


def pages(count: int) -> str:
    """Return one document of so many pages: the longest exemplar, then the bodies of the others, over and over."""
    texts = exemplars()
    out = [texts[0]]
    size = len(texts[0])
    turn = 1
    while size < count * _PAGE:
        body = texts[turn % len(texts)]
        out.append(body)
        size += len(body)
        turn += 1
    return "\n".join(out)[: count * _PAGE]


def hostile() -> Mapping[str, str]:
    """Return texts of one megabyte made to be slow, by name."""
    real = re.sub(r"\s+", " ", exemplars()[0])
    made = {
        "abc.": "abc.",
        "(((": "(",
        "one word": "a",
        "real text, one line": real + " ",
        "real text, no space": real.replace(" ", ""),
        "list numbers": "1. ",
        "list items": f"1. {real[:200]};\n",
        "empty lines": "\n \t",
        "votes": "12/13 = 92,3% ",
        "dates": "30/6/2023 ",
    }
    texts = {name: (piece * (MEGABYTE // len(piece.encode()) + 1))[:MEGABYTE] for name, piece in made.items()}
    texts["minutes, then ((("] = exemplars()[0] + texts["((("]
    texts["minutes, then dates"] = exemplars()[0] + texts["dates"]
    return texts
