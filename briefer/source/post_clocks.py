"""Date the posts of a live blog that shows only the time of day of each: "15:10 Uhr", "6.15pm".

The page's own day is that of its latest post; further down, a time that is later than the one above
it is of the day before. A post may also state its day: "21:14 2 Mar".
"""

import re
from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from briefer.source.decoding import one_line
from briefer.source.page_furniture import class_words
from briefer.text.clocks import POST_STAMP
from briefer.text.months import MONTH_NUMBERS

_MARKS: Final = frozenset("time timestamp ts clock uhrzeit zeit heure hora ora tijd tid".split())


class PostClock(NamedTuple):
    """What the head of a post shows of its moment.

    Attributes:
        time: the time of day.
        day: the number of its day in the month; None if it shows no day.
        month: the number of the month; None if it shows no day.
        year: the year; None if it shows none.
    """

    time: time
    day: int | None = None
    month: int | None = None
    year: int | None = None

    def day_near(self, other: date) -> date | None:
        """Return the stated day, without a year that next to ``other``; None if there is none."""
        if self.day is None or self.month is None:
            return None
        near = range(max(other.year - 1, MINYEAR), min(other.year + 1, MAXYEAR) + 1)
        days = [
            found
            for year in ([self.year] if self.year else near)
            if (found := _calendar_day(year, self.month, self.day))
        ]
        return min(days, key=lambda found: abs(found - other), default=None)


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


def clock_of(words: str) -> PostClock | None:
    """Return the time that the head of a post shows; None if there is no such time."""
    match = re.fullmatch(POST_STAMP, words)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or match["short_half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour >= 24 or minute >= 60:
        return None
    if match["month"] is None:
        return PostClock(time(hour, minute))
    month, year = MONTH_NUMBERS[match["month"].lower()], int(match["year"] or 0) or None
    return PostClock(time(hour, minute), int(match["day"]), month, year)


def moments_of(clocks: Sequence[PostClock], day: date) -> list[datetime]:
    """Return the moments of times in the order of a page.

    Args:
        clocks: the times.
        day: the day of the latest one, unless it states its own.
    """
    stated = [clock.day_near(day) for clock in clocks]
    shown = list(zip(stated, (clock.time for clock in clocks), strict=True))
    rises = sum(_is_before(one, two) for one, two in pairwise(shown))
    is_oldest_first = rises * 2 > len(clocks) - 1
    moments: list[datetime] = []
    for own_day, clock in shown[::-1] if is_oldest_first else shown:
        if own_day:
            day = own_day
        elif moments and clock > moments[-1].time():
            day -= timedelta(days=1)
        moments.append(datetime.combine(day, clock))
    return moments[::-1] if is_oldest_first else moments


def _is_before(one: tuple[date | None, time], two: tuple[date | None, time]) -> bool:
    """Return True if a moment is before another; by the time of day unless both state a day."""
    if one[0] and two[0] and one[0] != two[0]:
        return one[0] < two[0]
    return one[1] < two[1]


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
