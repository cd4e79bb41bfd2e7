"""Resolve English time expressions to TIMEX3 values, anchored at the date of publication.

Example: "last Friday" in an article of 14 March 2025 is ``2025-03-07``. Without an anchor, or if a
relative expression may mean the past or the future, there is no value: a wrong one would be worse.
"""

import re
from collections.abc import Callable
from datetime import date, datetime

from briefer.analysis.english.times.calendar_dates import (
    DATE_RULES,
    HAS_YEAR,
    Anchor,
    calendar_date,
)
from briefer.analysis.english.times.durations import duration, recurring
from briefer.analysis.time_values import DAYS, TimeValue, days_from
from briefer.schema.article import DateOrDateTime
from briefer.schema.vocabulary import Granularity, TimeType

PARTS = {"morning": "MO", "dawn": "MO", "noon": "12:00", "midday": "12:00", "afternoon": "AF",
          "evening": "EV", "night": "NI", "tonight": "NI", "overnight": "NI",
          "midnight": "NI"}  # fmt: skip
_DAY = rf"(?P<day>{'|'.join(DAYS)})"
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
_HAS_CLOCK = re.compile(r"\d\s?[ap]\.?m\b")


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
    return TimeValue("date", None, "year" if HAS_YEAR.search(words) else None)


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
    # "early Monday" is before people get up
    part = match["part"] or ("morning" if match["which"] == "early" else None)
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
    part = match["part"]
    if near is None and PARTS[part][0].isdigit():
        return TimeValue("time", f"T{PARTS[part]}", "hour")  # "noon"
    offset = {"yesterday": -1, "last": -1, "today": 0, "this": 0, "tomorrow": 1}.get(near or "")
    if day is None or offset is None:
        return TimeValue("time" if part else "date")
    return _day_value(days_from(day, offset), part)


def _clock_of_a_day(words: str, anchor: Anchor) -> TimeValue | None:
    """Resolve a time on a day: "6.10am on Wednesday", "noon Monday", "Monday at 3 p.m."."""
    for pattern in _ON_A_DAY:
        match = pattern.fullmatch(words)
        if match is None:
            continue
        clock = _clock(match["clock"], anchor)
        if part := PARTS.get(match["clock"]):
            clock = TimeValue("time", f"T{part}", _granularity_of(part))
        days = (rule(match["rest"], anchor) for rule in (_weekday, _near_day, calendar_date))
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


def _part_of_a_day(words: str, anchor: Anchor) -> TimeValue | None:
    """Resolve "the night of 9 October" and "the morning of March 3"."""
    match = re.fullmatch(rf"{_PART}\s+of\s+(?P<rest>\S.*)", words)
    if match is None:
        return None
    days = (rule(match["rest"], anchor) for rule in (_weekday, calendar_date))
    day = next((found for found in days if found and found.granularity == "day"), None)
    if day is None:
        return None
    return _day_value(date.fromisoformat(day.value) if day.value else None, match["part"])


def _day_value(day: date | None, part: str | None) -> TimeValue:
    """Return the value of a day, or of a part of it such as "night"; none without a day."""
    if day is None:
        return TimeValue("time" if part else "date", None, None if part else "day")
    if part is None:
        return TimeValue("date", day.isoformat(), "day")
    return TimeValue("time", f"{day.isoformat()}T{PARTS[part]}", _granularity_of(PARTS[part]))


def _granularity_of(part: str) -> Granularity:
    """Return "hour" for noon, which has a clock as its value, and "part_of_day" for "night"."""
    return "hour" if part[0].isdigit() else "part_of_day"


_RULES: tuple[_Rule, ...] = (
    _weekday, _near_day, *DATE_RULES, _clock_of_a_day, _part_of_a_day, _clock,
)  # fmt: skip
