"""Cutting a text at overlapping spans loses nothing and stays linear."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from assistant.rendering.highlight import Span, segments

_KINDS = ("shortcoming", "cause", "commitment", "opinion", "evidence", "finding")


def _span(start: int, end: int, kind: str = "shortcoming", target: str = "shortcoming-1") -> Span:
    return Span(start, end, kind, target, target)


def test_a_text_without_spans_is_one_piece() -> None:
    (piece,) = segments("abc", ())
    assert (piece.text, piece.kind, piece.flagged, piece.anchored) == ("abc", None, False, False)


def test_an_empty_text_has_no_pieces() -> None:
    assert segments("", ()) == ()


def test_overlapping_spans_are_cut_at_every_border() -> None:
    pieces = segments("0123456789", (_span(2, 8, "opinion", "o"), _span(4, 6), _span(5, 9, "commitment", "c")))
    assert [(piece.text, piece.kind) for piece in pieces] == [
        ("01", None),
        ("23", "opinion"),
        ("4", "shortcoming"),
        ("5", "commitment"),
        ("67", "commitment"),
        ("8", "commitment"),
        ("9", None),
    ]


def test_a_finding_flags_without_taking_the_colour() -> None:
    pieces = segments("abcd", (_span(0, 4), _span(1, 2, "finding", "finding-1")))
    assert [(piece.kind, piece.flagged) for piece in pieces] == [
        ("shortcoming", False),
        ("shortcoming", True),
        ("shortcoming", False),
    ]


def test_the_ways_back_stand_where_a_span_ends_and_each_only_once() -> None:
    pieces = segments("abcd", (_span(0, 2), _span(1, 2), _span(0, 4, "finding", "finding-1")))
    assert [[span.target for span in piece.references] for piece in pieces] == [
        [],
        ["shortcoming-1"],
        ["finding-1"],
    ]


def test_spans_that_touch_do_not_run_into_each_other() -> None:
    pieces = segments("abcd", (_span(0, 2, "cause", "n"), _span(2, 4)))
    assert [(piece.text, piece.kind) for piece in pieces] == [("ab", "cause"), ("cd", "shortcoming")]


def test_spans_outside_the_text_are_left_out() -> None:
    pieces = segments("abc", (_span(2, 9), _span(-1, 2), _span(2, 2)))
    assert [piece.text for piece in pieces] == ["abc"]


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(-2, 62), st.integers(-2, 62), st.sampled_from(_KINDS)), max_size=20),
)
def test_the_pieces_joined_are_the_text_and_know_where_they_begin(text: str, raw: list[tuple[int, int, str]]) -> None:
    pieces = segments(
        text, [_span(start, end, kind, f"{kind}-{index}") for index, (start, end, kind) in enumerate(raw)]
    )
    assert "".join(piece.text for piece in pieces) == text
    assert all(text.startswith(piece.text, piece.start) and piece.text for piece in pieces)


def test_many_nested_spans_take_linear_time() -> None:
    text = "a" * 40_000
    spans = [_span(index, 40_000 - index, "opinion", f"o-{index}") for index in range(19_000)]
    begun = time.perf_counter()
    assert len(segments(text, spans)) == 37_999
    assert time.perf_counter() - begun < 3
