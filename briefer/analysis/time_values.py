"""The value of a time expression, and what both time extractors need to compute it."""

from datetime import date, timedelta
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
