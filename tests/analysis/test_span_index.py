"""The index of spans finds what a comparison with all of them finds."""

from hypothesis import given
from hypothesis import strategies as st

from briefer.analysis.annotations import Span
from briefer.analysis.span_index import SpanIndex

SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(1, 25)
)


@given(known=st.lists(SPANS), added=st.lists(SPANS), asked=SPANS)
def test_all_overlapping_entries_are_found_in_order(
    known: list[Span], added: list[Span], asked: Span
) -> None:
    index = SpanIndex((span, span) for span in known)
    for span in added:
        index.add(span, span)
    expected = sorted(span for span in (*known, *added) if span.overlaps(asked))
    assert [span for span, _ in index.overlapping(asked)] == expected
    assert index.overlaps(asked) == bool(expected)
    assert index.covers(asked) == any(span.contains(asked) for span in expected)


def test_a_long_entry_does_not_hide_those_before_a_short_one() -> None:
    index = SpanIndex([(Span(0, 100), "long"), (Span(10, 12), "short")])
    assert [value for _, value in index.overlapping(Span(50, 51))] == ["long"]
    assert index.at(11) == "long"
    assert index.at(100) is None
