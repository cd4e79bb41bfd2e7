"""Date the posts of a live blog that shows only the time of day of each: "15:10 Uhr", "6.15pm".

The page's own day is that of its latest post; further down, a time that is later than the one above
it is of the day before.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from briefer.source.decoding import one_line
from briefer.source.page_furniture import class_words
from briefer.text.clocks import POST_STAMP

_MARKS: Final = frozenset("time timestamp ts clock uhrzeit zeit heure hora ora tijd tid".split())


def clock_markers(tree: HtmlElement, day: date | None) -> dict[HtmlElement, datetime]:
    """Return the elements that are marked as times and show a time of day, with their moments.

    Args:
        tree: the page.
        day: the day that the page declares; without one no post has a date.
    """
    if day is None:
        return {}
    found = [
        (element, clock)
        for element in tree.iter(etree.Element)
        if (element.tag == "time" or not _MARKS.isdisjoint(class_words(element)))
        and (clock := clock_of(one_line("".join(element.itertext())))) is not None
    ]
    inner = {ancestor for element, _ in found for ancestor in element.iterancestors()}
    found = [(element, clock) for element, clock in found if element not in inner]
    moments = moments_of([clock for _, clock in found], day)
    return {element: moment for (element, _), moment in zip(found, moments, strict=True)}


def clock_of(words: str) -> time | None:
    """Return the time of day that the head of a post shows; None if there is no such time."""
    match = re.fullmatch(POST_STAMP, words)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or match["short_half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def moments_of(clocks: Sequence[time], day: date) -> list[datetime]:
    """Return the moments of times in the order of a page, the latest of which is on ``day``."""
    rises = sum(one < two for one, two in pairwise(clocks))
    is_oldest_first = rises * 2 > len(clocks) - 1
    newest_first = clocks[::-1] if is_oldest_first else clocks
    moments: list[datetime] = []
    for clock in newest_first:
        if moments and clock > moments[-1].time():
            day -= timedelta(days=1)
        moments.append(datetime.combine(day, clock))
    return moments[::-1] if is_oldest_first else moments
