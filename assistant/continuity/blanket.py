"""Blanket claims: one sentence that puts all faults of an earlier review right."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.continuity.candidates import Candidate
from assistant.continuity.comparison import Toolbox
from assistant.continuity.phrases import PhraseFinder
from assistant.continuity.terms import Token

_REACH = 24
"""Words from the subject to its verb."""


def blanket_claims(found: Sequence[Candidate], tools: Toolbox) -> list[Candidate]:
    """Return the candidates that claim every earlier fault put right, narrowest first."""
    cues = tools.knowledge.cues
    finder = PhraseFinder({name: cues[name] for name in ("blanket-subject", "blanket-done", "blanket-not")})
    limit = tools.knowledge.settings["blanket-content"]
    claims = [
        candidate
        for candidate in found
        if candidate.kind in {"remediation", "plain"} and candidate.status in {None, "claimed", "resolved"}
        and _is_blanket(candidate.bag.tokens, finder, limit)
    ]  # fmt: skip
    return sorted(claims, key=lambda each: (each.kind == "plain", each.end - each.start))


def _is_blanket(tokens: Sequence[Token], finder: PhraseFinder, limit: float) -> bool:
    places = finder.places([token.text for token in tokens])
    subjects = [end for _, end, category in places if category == "blanket-subject"]
    dones = [start for start, _, category in places if category == "blanket-done"]
    denied = [start for start, _, category in places if category == "blanket-not"]
    for subject in subjects:
        done = next((start for start in dones if subject <= start <= subject + _REACH), None)
        if done is None or any(subject <= start <= done for start in denied):
            continue
        if sum(token.weight for token in tokens[subject:done] if token.weight >= 1.0 and not token.name) <= limit:
            return True
    return False
