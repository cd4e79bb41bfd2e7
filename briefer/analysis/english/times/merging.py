"""Merge neighbouring parts of one time expression: "Friday" and "night" → "Friday night"."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, get_args

from briefer.analysis.annotations import Span
from briefer.analysis.english.times.timex import PARTS, resolve
from briefer.schema.vocabulary import Granularity

_LONGEST = 200  # characters of one time expression
_BETWEEN = re.compile(r",? +(?:local(?: +time)?,? +|[A-Z]{2,4},? +)?(?:on +)?|,? +at +")
_PART_FIRST = re.compile(rf"(?:the )?(?:{'|'.join(PARTS)})")
_RANGE_OPENING = re.compile(r"\b(?:between|from) ", re.IGNORECASE)
_OPENING_LENGTH = len("between ")
_CLOCK_GRANULARITY: Final = frozenset({"minute", "hour"})
_ANY_GRANULARITY: Final = frozenset(get_args(Granularity))
_CLOCK_FIRST = re.compile(r"(?:(?:about|around|just|shortly|soon|before|after) )*(?:\d|noon|mid)")
_ANY_DAY = date(2024, 1, 1)  # an anchor to test whether words are one time expression


def granularity_of(words: str) -> Granularity | None:
    """Return the unit of a time expression; None if the words are not one that can be resolved."""
    return resolve(words, anchor=_ANY_DAY).granularity


def merge_adjacent(spans: Sequence[Span], text: str) -> list[Span]:
    """Merge the parts of one time expression.

    "Friday" and "night", "6.10am" on "Wednesday", "the night" of "9 October", and what is between
    "April" and "June".
    """
    merged: list[Span] = []
    for span in sorted(spans):
        last = merged[-1] if merged else None
        if last is None or last.end > span.start:
            merged.append(span)
            continue
        whole = _merged(last, span, text)
        if whole is None:
            merged.append(span)
        else:
            merged[-1] = whole
    return merged


def _merged(first: Span, second: Span, text: str) -> Span | None:
    """Return the time expression that two neighbours are together; None if they are two."""
    between, words, start = text[first.end : second.start], first.text_in(text), first.start
    if between in {" ", ", "} or (between == " of " and _PART_FIRST.fullmatch(words)):
        wanted = _ANY_GRANULARITY
    elif between in {" and ", " to ", " until "}:
        opening = _RANGE_OPENING.search(text, max(0, start - _OPENING_LENGTH), first.end)
        if opening is None or opening.end() < start:
            return None
        wanted, start = _ANY_GRANULARITY, min(start, opening.start())
    elif _BETWEEN.fullmatch(between) and _CLOCK_FIRST.match(words):
        wanted = _CLOCK_GRANULARITY
    else:
        return None
    whole = Span(start, second.end)
    if whole.end - whole.start > _LONGEST:
        return None
    return whole if granularity_of(whole.text_in(text)) in wanted else None
