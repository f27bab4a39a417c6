"""Conditions of rules in CEL, the Common Expression Language: compiled once, checked before use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import cel

from assistant.errors import DataError

_STRINGS = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"")
_FIELD = re.compile(r"\b(item|document|thresholds)\b(?:\.([A-Za-z_]+))?")


class ConditionError(Exception):
    """A condition that does not parse or names what does not exist; the reader of the file tells where."""


class Condition:
    """A compiled condition and its alternatives, the parts joined by `||` at the top."""

    def __init__(self, expression: str, fields: Mapping[str, frozenset[str]]) -> None:
        self.expression = expression
        bare = _STRINGS.sub("''", expression)
        self._used: dict[str, set[str]] = {owner: set() for owner in fields}
        for owner, name in _FIELD.findall(bare):
            if name not in fields.get(owner, frozenset()):
                raise ConditionError(f"{owner}.{name}" if name else owner)
            self._used[owner].add(name)
        self._program = _compile(expression)
        self.alternatives = alternatives(expression)
        self._parts = tuple(_compile(part) for part in self.alternatives) if len(self.alternatives) > 1 else ()

    def holds(self, values: Mapping[str, Mapping[str, Any]]) -> bool:
        """Return whether the condition is true; raises DataError where it cannot be evaluated."""
        return _execute(self._program, self._narrowed(values))

    def branches(self, values: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
        """Return the alternatives that are true; asked only where the whole is."""
        if not self._parts:
            return self.alternatives
        narrowed = self._narrowed(values)
        return tuple(name for name, part in zip(self.alternatives, self._parts, strict=True) if _true(part, narrowed))

    def _narrowed(self, values: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
        """Return only the fields that the condition names: handing values to the evaluator costs more than the rest."""
        return {owner: {name: values[owner][name] for name in names} for owner, names in self._used.items()}


def _compile(expression: str) -> cel.Program:
    try:
        return cel.compile(expression)
    except (ValueError, RuntimeError, TypeError) as error:
        raise ConditionError(str(error).splitlines()[0] if str(error) else expression) from error


def _execute(program: cel.Program, values: dict[str, dict[str, Any]]) -> bool:
    try:
        result = program.execute(values)
    except (ValueError, RuntimeError, TypeError, KeyError) as error:
        raise DataError("rulebook.condition-failed", reason=program.source) from error
    if not isinstance(result, bool):
        raise DataError("rulebook.condition-failed", reason=program.source)
    return result


def _true(program: cel.Program, values: dict[str, dict[str, Any]]) -> bool:
    """Return whether a lone alternative is true; one that needs its neighbour's guard is not."""
    try:
        return _execute(program, values)
    except DataError:
        return False


def alternatives(expression: str) -> tuple[str, ...]:
    """Return the parts of an expression that `||` joins outside brackets and strings."""
    parts, depth, quote, begin, at = [], 0, "", 0, 0
    while at < len(expression):
        character = expression[at]
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == "?" and depth == 0:
            return (expression.strip(),)
        elif depth == 0 and expression.startswith("||", at):
            parts.append(expression[begin:at].strip())
            begin = at = at + 2
            continue
        at += 1
    parts.append(expression[begin:].strip())
    return tuple(parts)
