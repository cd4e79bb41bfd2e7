"""The value of a time expression, and what both time extractors need to compute it."""

from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import NamedTuple

from briefer.schema.vocabulary import Granularity, TimeType

DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august",
           "september", "october", "november", "december"]  # fmt: skip

_NEAR = timedelta(days=7)  # within these days of publication a date is in the nearest year


class TimeValue(NamedTuple):
    """Type, value and granularity of a time expression."""

    type: TimeType
    value: str | None = None
    granularity: Granularity | None = None


def days_from(day: date, days: int) -> date | None:
    """Return the day that is some days after ``day``; None if the calendar ends before it."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def year_value(year: int) -> TimeValue:
    """Return the value of a year; it has none if the calendar does not have the year."""
    has_year = MINYEAR <= year <= MAXYEAR
    return TimeValue("date", f"{year:04}" if has_year else None, "year")


def month_value(year: int, month: int) -> TimeValue:
    """Return the value of a month of a year.

    Args:
        year: the year; without it in the calendar, there is no value.
        month: 1 for its January; 0 is the December before it, 13 the January after it.
    """
    year, index = year + (month - 1) // 12, (month - 1) % 12
    has_year = MINYEAR <= year <= MAXYEAR
    return TimeValue("date", f"{year:04}-{index + 1:02}" if has_year else None, "month")


def year_near(day: date, month: int, dom: int) -> int | None:
    """Return the year in which a month and day are within a week of ``day``; None if in none."""
    for year in (day.year, day.year - 1, day.year + 1):
        try:
            distance = abs(date(year, month, dom) - day)
        except ValueError:
            continue
        if distance <= _NEAR:
            return year
    return None
