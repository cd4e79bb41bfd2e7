"""The times of a brief that have a place in the calendar, in their order, with the gaps between.

"Tuesday night" (``2026-03-17TNI``) comes before the day of publication (``2026-03-18``) and follows
"in 2019" after a gap of years. Durations and times without a value have no place in the calendar.
"""

import re
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from briefer.rendering import labels
from briefer.schema.article import DateOrDateTime
from briefer.schema.brief import Brief, When

Gap = Literal["", "same-day", "days", "months", "years"]

_DAY: Final = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>.+))?)?)?"
)
_WEEK: Final = re.compile(r"(\d{4})-W(\d\d)")
# When a part of the day begins, for the order only; the labels keep the words.
_PARTS_OF_DAY: Final = {"MO": "05", "DT": "08", "MI": "12", "AF": "13", "EV": "18", "NI": "21"}
_END_OF_DAY: Final = "24"


class Moment(NamedTuple):
    """A time on the timeline.

    Attributes:
        begins: the day on which it begins, and the clock, for the order.
        label: its value in the brief's language.
        when: the time of the brief; None for the publication of the article.
        gap: how far it is from the moment before it; empty for the first one.
    """

    begins: tuple[date, str]
    label: str
    when: When | None
    gap: Gap = ""


def moments(brief: Brief) -> tuple[Moment, ...]:
    """Return the times with a value and the day of publication, the earliest first."""
    found = [
        Moment(begins, labels.value_words(when, language=brief.language), when)
        for when in brief.when
        if (begins := _begins(when))
    ]
    if found and (published := brief.article.published):
        label = labels.day_words(published, language=brief.language)
        found.append(Moment(_published(published), label, None))
    found.sort(key=lambda moment: moment.begins)
    gaps = [_gap(later.begins[0] - earlier.begins[0]) for earlier, later in pairwise(found)]
    return tuple(moment._replace(gap=gap) for moment, gap in zip(found, ["", *gaps], strict=False))


def _begins(when: When) -> tuple[date, str] | None:
    """Return when a time begins; None if its value is not in the calendar."""
    value = when.value or ""
    try:
        if week := _WEEK.fullmatch(value):
            return date.fromisocalendar(int(week[1]), int(week[2]), 1), ""
        if day := _DAY.fullmatch(value):
            clock = day["time"] or ""
            begins = date(int(day["year"]), int(day["month"] or 1), int(day["day"] or 1))
            return begins, _PARTS_OF_DAY.get(clock, clock)
    except ValueError:
        pass  # the year 0, or a 31 February
    return None


def _published(published: DateOrDateTime) -> tuple[date, str]:
    """Return the day of publication; without a clock, it is after all else of its day."""
    if isinstance(published, datetime):
        return published.date(), f"{published:%H:%M}"
    return published, _END_OF_DAY


def _gap(between: timedelta) -> Gap:
    if between.days == 0:
        return "same-day"
    if between.days <= 14:
        return "days"
    return "months" if between.days <= 366 else "years"
