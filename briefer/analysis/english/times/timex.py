"""Resolve English time expressions to TIMEX3 values, anchored at the date of publication.

Example: "last Friday" in an article of 14 March 2025 is ``2025-03-07``. Without an anchor, or if a
relative expression may mean the past or the future, there is no value: a wrong one would be worse.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple

from briefer.analysis.english.times.durations import COUNT, count_of, duration, recurring
from briefer.analysis.time_values import (
    DAYS,
    MONTHS,
    TimeValue,
    days_from,
    month_value,
    year_near,
    year_value,
)
from briefer.schema.article import DateOrDateTime
from briefer.schema.vocabulary import Granularity, TimeType

PARTS = {"morning": "MO", "dawn": "MO", "noon": "MI", "midday": "MI", "afternoon": "AF",
          "evening": "EV", "night": "NI", "tonight": "NI", "overnight": "NI",
          "midnight": "NI"}  # fmt: skip
_DAY = rf"(?P<day>{'|'.join(DAYS)})"
_ANY_DAY = rf"(?:{'|'.join(DAYS)}|mon|tues?|wed|thu(?:rs)?|fri|sat|sun)\.?"
_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
_PART = rf"(?P<part>{'|'.join(PARTS)})"
_ZONE = (
    r"(?:\s+(?:local(?:\s+time)?|gmt|utc|sgt|(?:a[cew]|nz|sa|[cew]e|[bcehijkmp])[sd]t"
    r"|[cemp]t|[cew][ae]t))?"
)
_ABOUT = r"(?:(?:about|around|just|shortly|soon|before|after)\s+)*"
_CLOCK = rf"(?P<clock>\d{{1,2}}(?:[:.]\d{{2}})?\s*(?:[ap]\.?m\.?)?|noon|midday|midnight){_ZONE}"
_ON_A_DAY = (
    re.compile(rf"{_ABOUT}{_CLOCK},?\s+(?:on\s+)?(?P<rest>\S.*)"),
    re.compile(rf"(?P<rest>\S.*?),?\s+at\s+{_CLOCK}"),
)
# The dates of days with a name, which `resolve` sees without "'s".
_HOLIDAYS = {"new year day": "january 1", "new years day": "january 1",
             "new year eve": "december 31", "new years eve": "december 31",
             "christmas eve": "december 24", "christmas day": "december 25",
             "boxing day": "december 26", "valentine day": "february 14"}  # fmt: skip
_EARLY_MONTHS = 2  # months from the start of a year
_HAS_CLOCK = re.compile(r"\d\s?[ap]\.?m\b")
_HAS_YEAR = re.compile(r"^(?!between\b|from\b).*\b(?:1[5-9]|20)\d\d\b")


class Anchor(NamedTuple):
    """What a relative expression counts from.

    Attributes:
        day: the date of publication, or None if it is not known.
        future: True if the expression means the future, False for the past, None if open.
    """

    day: date | None
    future: bool | None


def resolve(
    phrase: str, *, anchor: DateOrDateTime | None, future: bool | None = False
) -> TimeValue:
    """Resolve an English time expression.

    Args:
        phrase: the words of the article.
        anchor: the publication date of the article.
        future: True if the expression means the future, False for the past. With None, weekdays
            and months have no value.
    """
    words = re.sub(r"[’']s\b", "", " ".join(phrase.lower().split()))
    words = re.sub(r"^(?:(?:on|in|at|by|since|until|the|around|about)\s+)+", "", words)
    words = re.sub(r"^(?:(?:early|small)\s+hours\s+of|late(?=\s+(?:on|last)))\s+", "", words)
    words = words.removeprefix("on ")
    day = anchor.date() if isinstance(anchor, datetime) else anchor
    if (timeless := recurring(words) or duration(words)) is not None:
        return timeless
    for rule in _RULES:
        resolved = rule(words, Anchor(day, future))
        if resolved is not None:
            return resolved
    if _HAS_CLOCK.search(words):
        return TimeValue("time")
    # "the end of 2031", "the 2031 season": in that year or close to it
    return TimeValue("date", None, "year" if _HAS_YEAR.search(words) else None)


_Rule = Callable[[str, Anchor], TimeValue | None]


def _weekday(words: str, anchor: Anchor) -> TimeValue | None:
    day = anchor.day
    match = re.fullmatch(
        rf"(?:(?P<which>last|next|this|early|late|past)\s+)?{_DAY}(?:\s+{_PART})?", words
    )
    if match is None:
        return None
    future = {"last": False, "past": False, "next": True}.get(match["which"], anchor.future)
    if match["which"] == "this" and future is None:
        future = True  # "the road opens this Saturday"
    part = match["part"]
    kind: TimeType = "time" if part else "date"
    if day is None or future is None:
        return TimeValue(kind)
    offset = (day.weekday() - DAYS.index(match["day"])) % 7
    if match["which"] == "last" and offset == 0:
        offset = 7
    if future:
        offset = offset - 7 if offset else 0
        if match["which"] == "next" and DAYS.index(match["day"]) > day.weekday():
            # on a Monday, "next Friday" is the coming Friday for some readers, for others the one
            # after it; on a Saturday, it can only be the coming one
            return TimeValue(kind)
        if match["which"] == "next" and not offset:
            offset = -7
    return _day_value(days_from(day, -offset), part)


def _near_day(words: str, anchor: Anchor) -> TimeValue | None:
    day = anchor.day
    match = re.fullmatch(
        rf"(?:(?P<near>yesterday|today|tomorrow|this|last)\s+)?{_PART}"
        r"|(?:(?:early|earlier|late|later)\s+)?(?P<bare>yesterday|today|tomorrow)",
        words,
    )
    if match is None:
        return None
    near = match["near"] or match["bare"] or ("today" if match["part"] == "tonight" else None)
    if near == "last" and match["part"] != "night":
        return None
    offset = {"yesterday": -1, "last": -1, "today": 0, "this": 0, "tomorrow": 1}.get(near or "")
    if day is None or offset is None:
        return TimeValue("time" if match["part"] else "date")
    return _day_value(days_from(day, offset), match["part"])


def _calendar(words: str, anchor: Anchor) -> TimeValue | None:
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
    return _calendar(fixed, anchor) if fixed else None


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
    return _day_value(days_from(day, -count), None)


def _clock_of_a_day(words: str, anchor: Anchor) -> TimeValue | None:
    """Resolve a time on a day: "6.10am on Wednesday", "noon Monday", "Monday at 3 p.m."."""
    for pattern in _ON_A_DAY:
        match = pattern.fullmatch(words)
        if match is None:
            continue
        clock = _clock(match["clock"], anchor)
        if part := PARTS.get(match["clock"]):
            clock = TimeValue("time", f"T{part}", "part_of_day")
        days = (rule(match["rest"], anchor) for rule in (_weekday, _near_day, _calendar))
        day = next((found for found in days if found is not None), None)
        if clock is None or day is None or day.granularity not in {None, "day", "part_of_day"}:
            continue
        value = f"{day.value.partition('T')[0]}{clock.value}" if day.value else None
        return TimeValue("time", value, clock.granularity if value else None)
    return None


def _clock(words: str, _anchor: Anchor) -> TimeValue | None:
    match = re.fullmatch(
        rf"{_ABOUT}(?P<hour>\d{{1,2}})"
        r"(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>a\.?m\.?|p\.?m\.?)?(?:\s+\w+)?",
        words,
    )
    if match is None or not (match["minute"] or match["half"]) or int(match["hour"]) > 24:
        return None
    hour = (
        int(match["hour"]) % 12 + 12
        if (match["half"] or "").startswith("p")
        else int(match["hour"])
    )
    if (match["half"] or "").startswith("a"):
        hour %= 12
    if match["minute"]:
        return TimeValue("time", f"T{hour:02}:{match['minute']}", "minute")
    return TimeValue("time", f"T{hour:02}:00", "hour")


def _week_of(day: date | None) -> TimeValue:
    if day is None:
        return TimeValue("date", None, "week")
    year, week, _ = day.isocalendar()
    return TimeValue("date", f"{year:04}-W{week:02}", "week")


def _day_value(day: date | None, part: str | None) -> TimeValue:
    """Return the value of a day, or of a part of it such as "night"; none without a day."""
    if day is None:
        return TimeValue("time" if part else "date", None, None if part else "day")
    if part is None:
        return TimeValue("date", day.isoformat(), "day")
    return TimeValue("time", f"{day.isoformat()}T{PARTS[part]}", "part_of_day")


_RULES: tuple[_Rule, ...] = (
    _weekday, _near_day, _calendar, _holiday, _year, _near_unit, _ago, _clock_of_a_day, _clock,
)  # fmt: skip
