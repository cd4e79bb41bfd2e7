"""Resolve English dates, years, quarters and ranges of them to TIMEX3 values.

Examples: "3 May 2024" is ``2024-05-03``, "the second quarter of 2032" is ``2032-Q2``, and "between
1978 and 2009" is ``1978/2009``.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from briefer.analysis.english.times.durations import COUNT, count_of
from briefer.analysis.time_values import (
    DAYS,
    MONTHS,
    TimeValue,
    days_from,
    month_value,
    year_near,
    year_value,
)
from briefer.schema.vocabulary import Granularity

_ANY_DAY = rf"(?:{'|'.join(DAYS)}|mon|tues?|wed|thu(?:rs)?|fri|sat|sun)\.?"
_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
# The dates of days with a name, which `resolve` sees without "'s".
_HOLIDAYS = {"new year day": "january 1", "new years day": "january 1",
             "new year eve": "december 31", "new years eve": "december 31",
             "christmas eve": "december 24", "christmas day": "december 25",
             "boxing day": "december 26", "valentine day": "february 14"}  # fmt: skip
_PERIODS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}
_RANGE = re.compile(
    r"(?:(?:between|from)\s+(?P<first>\S.*?)\s+(?:and|to|until)|(?P<bare>\S.*?)\s+(?:to|until))"
    r"\s+(?P<last>\S.*)"
)
_EARLY_MONTHS = 2  # months from the start of a year
HAS_YEAR = re.compile(r"^(?!between\b|from\b).*\b(?:1[5-9]|20)\d\d\b")


class Anchor(NamedTuple):
    """What a relative expression counts from.

    Attributes:
        day: the date of publication, or None if it is not known.
        future: True if the expression means the future, False for the past, None if open.
    """

    day: date | None
    future: bool | None


def calendar_date(words: str, anchor: Anchor) -> TimeValue | None:
    """Resolve "May 3, 2024", "3 May", "late May", "May 2024" and ISO dates."""
    day, future = anchor.day, anchor.future
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
        return TimeValue("date", words, "day")
    match = re.fullmatch(
        rf"(?:(?:early|late|mid|last|next|this)[\s-]+)?(?:{_ANY_DAY},?\s+)?"
        rf"(?:{_MONTH}(?:\s+(?P<dom>\d{{1,2}})(?:st|nd|rd|th)?)?(?:,?\s+(?P<year>\d{{4}}))?"
        r"(?:\s+(?P<which>last|this|next)\s+year)?"
        rf"|(?P<dom2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month2>{'|'.join(MONTHS)})"
        r"(?:,?\s+(?P<year2>\d{4}))?)",
        words,
    )
    if match is None:
        return None
    name = match["month"] or match["month2"]
    month = next(i for i, full in enumerate(MONTHS, start=1) if full.startswith(name[:3]))
    dom, year = match["dom"] or match["dom2"], match["year"] or match["year2"]
    granularity: Granularity = "day" if dom else "month"
    if match["which"] and day is not None:
        year = str(day.year + {"last": -1, "this": 0, "next": 1}[match["which"]])
    if year is None:
        if day is None or words.startswith(("last", "next")):
            return TimeValue("date", None, granularity)
        near = year_near(day, month, int(dom)) if dom else None
        if near is None and future is None:
            return TimeValue("date", None, granularity)
        date_in_year = (month, int(dom or 1))
        published = (day.month, day.day if dom else 1)
        if future:
            step = 1 if date_in_year < published else 0
        else:
            step = -1 if date_in_year > published else 0
        number = near or day.year + step
    else:
        number = int(year)
    if not dom:
        return month_value(number, month)
    try:
        return TimeValue("date", date(number, month, int(dom)).isoformat(), "day")
    except ValueError:
        return TimeValue("date")


def _holiday(words: str, anchor: Anchor) -> TimeValue | None:
    """Resolve "New Year's Day" and other days with a fixed date like the date itself."""
    fixed = _HOLIDAYS.get(words)
    return calendar_date(fixed, anchor) if fixed else None


def _year(words: str, _anchor: Anchor) -> TimeValue | None:
    match = re.fullmatch(r"(?:(?:early|late|mid)[\s-]+)?(?P<year>1[5-9]\d\d|20\d\d)", words)
    if match:
        return TimeValue("date", match["year"], "year")
    match = re.fullmatch(
        r"(?:the\s+)?(?:(?:early|late|mid)[\s-]+)?(?P<decade>1[5-9]\d|20\d)0s", words
    )
    return TimeValue("date", match["decade"], "decade") if match else None


def _near_unit(words: str, anchor: Anchor) -> TimeValue | None:
    """Resolve "last year", "this month", "next week"."""
    day = anchor.day
    match = re.fullmatch(
        r"(?:(?:earlier|later|early|late)\s+)?(?P<which>last|this|next)\s+(?P<unit>week|month|year)",
        words,
    )
    if match is None:
        return None
    unit: Granularity = (
        "week" if match["unit"] == "week" else "month" if match["unit"] == "month" else "year"
    )
    if day is None:
        return TimeValue("date", None, unit)
    step = {"last": -1, "this": 0, "next": 1}[match["which"]]
    if unit == "year":
        return year_value(day.year + step)
    if unit == "week":
        return _week_of(days_from(day, 7 * step))
    return month_value(day.year, day.month + step)


def _ago(words: str, anchor: Anchor) -> TimeValue | None:
    day = anchor.day
    match = re.fullmatch(rf"{COUNT}\s+(?P<unit>day|week|month|year)s?\s+(?:ago|earlier)", words)
    if match is None:
        return None
    unit: Granularity = {"day": "day", "week": "week", "month": "month", "year": "year"}[
        match["unit"]
    ]  # type: ignore[assignment]
    if day is None or words.endswith("earlier"):
        return TimeValue("date", None, unit)
    count = count_of(match["count"])
    if unit == "year":
        # at the start of a year, "a year ago" may be in either of two years
        early = day.month <= _EARLY_MONTHS
        return TimeValue("date", None, "year") if early else year_value(day.year - count)
    if unit == "month":
        return month_value(day.year, day.month - count)
    if unit == "week":
        return _week_of(days_from(day, -7 * count))
    before = days_from(day, -count)
    return TimeValue("date", before.isoformat() if before else None, "day")


def _part_of_year(words: str, _anchor: Anchor) -> TimeValue | None:
    """Resolve "the second quarter of 2032" and "the first half of 2031".

    Without its year a quarter has no value: that of a company begins in any month.
    """
    match = re.fullmatch(
        rf"(?P<which>{'|'.join(_PERIODS)})[\s-](?P<unit>quarter|half)(?:\s+of\s+(?P<year>\d{{4}}))?",
        words,
    )
    if match is None:
        return None
    number, last = _PERIODS[match["which"]], 4 if match["unit"] == "quarter" else 2
    if number > last:
        return None
    granularity: Granularity | None = "quarter" if last == 4 else None
    if match["year"] is None:
        return TimeValue("date", None, granularity)
    value = f"{match['year']}-{match['unit'][0].upper()}{number or last}"
    return TimeValue("date", value, granularity)


def _date_range(words: str, anchor: Anchor) -> TimeValue | None:
    """Resolve "between 1978 and 2009" and "from April to June 2023": ``1978/2009``."""
    match = _RANGE.fullmatch(words)
    if match is None:
        return None
    first, last = match["first"] or match["bare"], match["last"]
    year = re.search(r"\s\d{4}$", last)
    if year and not HAS_YEAR.search(first):
        first += year[0]
    found = [calendar_date(end, anchor) or _year(end, anchor) for end in (first, last)]
    begins, ends = (one.value if one else None for one in found)
    if found[0] is None or begins is None or ends is None or begins >= ends:
        return None
    return TimeValue("date", f"{begins}/{ends}", found[0].granularity)


def _week_of(day: date | None) -> TimeValue:
    if day is None:
        return TimeValue("date", None, "week")
    year, week, _ = day.isocalendar()
    return TimeValue("date", f"{year:04}-W{week:02}", "week")


DATE_RULES: tuple[Callable[[str, Anchor], TimeValue | None], ...] = (
    calendar_date, _holiday, _year, _near_unit, _ago, _part_of_year, _date_range,
)  # fmt: skip
"""The rules in the order in which they are tried; each returns None for words of another form."""
