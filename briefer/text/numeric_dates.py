"""Read dates in numbers; which number is the day is read from evidence, never guessed.

"04/05/2026" is 5 April next to "04/13/2026" and 4 May next to "13/04/2026". Alone, and without a
region, it has no value.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

DateOrder = Literal["day_first", "month_first"]

NUMERIC_DATE: Final = re.compile(
    r"(?<![\w./-])(?:(?P<year>\d{4})(?P<iso>[-/.])(?P<month>\d{1,2})(?P=iso)(?P<day>\d{1,2})"
    r"|(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<last>\d{4}))"
    r"(?![\w/]|[.-]\w)"
)
"""A date in numbers with a year of four digits; with two, it may be any number of three parts."""

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY_BEFORE: Final = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\w*\.?,?\s+$", re.IGNORECASE)
_MONTH_FIRST_REGIONS: Final = frozenset({"US", "PH", "FM", "MH", "PW"})
_BOTH_IN_USE: Final = frozenset({"CA", "KE", "GH", "PR"})  # regions
# Languages in which a date in numbers is not written with the day before the month.
_NOT_DAY_FIRST: Final = frozenset({"en", "ja", "ko", "zh", "hu", "lt", "mn", "tl", "fil"})


def date_order(
    text: str, *, language: str, region: str | None, known: Iterable[date] = ()
) -> DateOrder | None:
    """Return in which order a text writes day and month; None if the evidence leaves it open.

    Evidence, the best first: dates that make sense in one order only ("13/04/2026", or next to
    their weekday), dates that are known from elsewhere, the region, the language.

    Args:
        text: the text, with all its dates.
        language: its language.
        region: the country that the page declares, such as "GB".
        known: the days of publication and change, if they are known.
    """
    days = frozenset(known)
    dates = list(NUMERIC_DATE.finditer(text))
    for evidence in (
        {_only_order(match, text) for match in dates},
        {_order_of_known(match, days) for match in dates},
    ):
        orders = evidence - {None}
        if orders:
            return orders.pop() if len(orders) == 1 else None
    if region is not None and region not in _BOTH_IN_USE:
        return "month_first" if region in _MONTH_FIRST_REGIONS else "day_first"
    return "day_first" if language not in _NOT_DAY_FIRST else None


def read_date(match: re.Match[str], order: DateOrder | None) -> date | None:
    """Return the day of a match of ``NUMERIC_DATE``; None if it is open or not in the calendar."""
    if match["year"]:
        return _day(match["year"], match["month"], match["day"])
    if match["mark"] == ".":
        return _in_order(match, "day_first")  # no language writes the month first with dots
    readings = {_in_order(match, one) for one in ("day_first", "month_first")} - {None}
    if len(readings) == 1:
        return readings.pop()
    return _in_order(match, order) if order else None


def ambiguous_date(text: str, order: DateOrder | None) -> str | None:
    """Return the first date of a text whose day and month are open, if there is one."""
    for match in NUMERIC_DATE.finditer(text):
        if read_date(match, order) is None and read_date(match, "day_first") is not None:
            return match[0]
    return None


def _only_order(match: re.Match[str], text: str) -> DateOrder | None:
    """Return the only order in which a date makes sense: by the calendar or by its weekday."""
    if match["year"] or match["mark"] == ".":
        return None
    day_first, month_first = (_in_order(match, one) for one in ("day_first", "month_first"))
    if day_first is None or month_first is None:
        return "day_first" if day_first else "month_first" if month_first else None
    weekday = _WEEKDAY_BEFORE.search(text, max(0, match.start() - 12), match.start())
    if weekday is None or day_first.weekday() == month_first.weekday():
        return None
    named = _WEEKDAYS.index(weekday[1].lower())
    if named == day_first.weekday():
        return "day_first"
    return "month_first" if named == month_first.weekday() else None


def _order_of_known(match: re.Match[str], known: frozenset[date]) -> DateOrder | None:
    """Return the order in which a date is a known day, if it is one in one order only."""
    if match["year"]:
        return None
    day_first, month_first = (
        _in_order(match, one) in known for one in ("day_first", "month_first")
    )
    if day_first == month_first:
        return None
    return "day_first" if day_first else "month_first"


def _in_order(match: re.Match[str], order: DateOrder) -> date | None:
    first, second = match["first"], match["second"]
    day, month = (first, second) if order == "day_first" else (second, first)
    return _day(match["last"], month, day)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
