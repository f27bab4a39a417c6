"""Sentences that hold several commitments: a comma, somebody else, another time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.extraction.model import Context, Statement
from assistant.extraction.references import ReferenceWords
from assistant.language.deadlines import DeadlineGrammar

_CUT = re.compile(r"[,.] ")
_MARK = re.compile(r"[,.;]")
_FEW_MORE = 2
_LONGEST_TITLE = 24
_FEW_WORDS = 4
_MOST_CUTS = 30
_KINDS = frozenset({"person", "role", "collective"})


def divided(
    words: ReferenceWords, grammar: DeadlineGrammar, context: Context, promises: Iterable[Statement]
) -> list[Statement]:
    """Return the commitments, those cut in which a further party follows with a time of its own."""
    out: list[Statement] = []
    for promise in promises:
        start = promise.start
        for cut in _cuts(words, grammar, context, promise):
            out.append(replace(promise, start=start, end=cut))
            start = _word_behind(context, cut)
        out.append(replace(promise, start=start))
    return out


def _word_behind(context: Context, cut: int) -> int:
    text = context.annotated.view.text
    while cut < len(text) and not text[cut].isalnum():
        cut += 1
    return cut


def _cuts(words: ReferenceWords, grammar: DeadlineGrammar, context: Context, promise: Statement) -> Sequence[int]:
    """Return where the commitments of a statement end but the last; a table's cell is one."""
    if context.units[promise.unit].table is not None:
        return ()
    key = context.annotated.view.key
    ends = {
        mention.start: mention.end
        for mention in context.book.mentions_with_given_names(promise.start, promise.end)
        if mention.kind in _KINDS
    }
    found: list[int] = []
    start = promise.start
    for mark in list(_CUT.finditer(key, promise.start, promise.end))[:_MOST_CUTS]:
        head = _party_at(words, key, mark.end(), ends)
        long = min(key.count(" ", start, mark.start()), key.count(" ", mark.end(), promise.end)) > _FEW_WORDS
        if head is None or not long or _in_charge(words, key, ends[head], promise.end):
            continue
        if _timed(grammar, context, start, mark.start()) and _timed(grammar, context, mark.end(), promise.end):
            found.append(mark.start())
            start = mark.end()
    return found


def _party_at(words: ReferenceWords, key: str, at: int, heads: Iterable[int]) -> int | None:
    """Return where the party begins that stands at an offset, with no more than a title before it."""
    near = min((head for head in heads if at <= head <= at + _LONGEST_TITLE), default=None)
    return near if near is not None and (near == at or key[at:near].strip() in words.title_words) else None


def _in_charge(words: ReferenceWords, key: str, at: int, end: int) -> bool:
    """Whether a party is only said to be in charge of what stands before."""
    found = words.in_charge.match(key, at, end)
    mark = _MARK.search(key, found.end(), end) if found is not None else None
    return found is not None and key.count(" ", found.end(), mark.start() if mark else end) <= _FEW_MORE


def _timed(grammar: DeadlineGrammar, context: Context, start: int, end: int) -> bool:
    """Whether a stretch tells a time to come or a repeated one."""
    told = grammar.find(context.annotated.view.key, start, end, context.reference)
    due = any(each.last >= context.reference for each in told)
    return due or grammar.recurring(context.key(start, end))
