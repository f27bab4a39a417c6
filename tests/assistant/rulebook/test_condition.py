"""Conditions in CEL: alternatives, unknown fields, wrong results."""

from __future__ import annotations

import pytest

from assistant.errors import DataError
from assistant.rulebook.condition import Condition, ConditionError, alternatives

FIELDS = {"item": frozenset({"count", "name"}), "document": frozenset({"kind"})}


def test_alternatives_are_the_parts_joined_at_the_top() -> None:
    assert alternatives("a || b && (c || d) || 'x || y' == e") == ("a", "b && (c || d)", "'x || y' == e")
    assert alternatives("a ? b || c : d") == ("a ? b || c : d",)


def test_a_condition_tells_which_alternatives_held() -> None:
    condition = Condition("item.count == null || item.count > 3 || item.name == 'a'", FIELDS)
    assert condition.branches({"item": {"count": None, "name": "a"}, "document": {}}) == (
        "item.count == null",
        "item.name == 'a'",
    )
    assert not condition.holds({"item": {"count": 1, "name": "b"}, "document": {}})


@pytest.mark.parametrize(
    "wrong", ["item.size > 1", "thresholds.most > 1", "item == null", "item.count >", "item.count ="]
)
def test_a_condition_that_names_what_is_not_there_is_refused(wrong: str) -> None:
    with pytest.raises(ConditionError):
        Condition(wrong, FIELDS)


def test_a_name_in_a_string_is_no_field() -> None:
    assert Condition("item.name == 'item.size'", FIELDS).holds({"item": {"name": "item.size"}, "document": {}})


@pytest.mark.parametrize("wrong", ["item.count + 1", "item.name > 3", "item.count > 3"])
def test_a_condition_without_a_truth_is_a_data_error(wrong: str) -> None:
    with pytest.raises(DataError, match="condition-failed"):
        Condition(wrong, FIELDS).holds({"item": {"count": None, "name": "a"}, "document": {}})
