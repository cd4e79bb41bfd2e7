"""Find dates in languages without a parser, by the names of days and months from dateparser.

"Il a ouvert le 1er avril 2030" gives "1er avril 2030" with the value 2030-04-01. Without a verb's
tense, a weekday may be before or after publication: it gets a value only if it is the day of
publication, and a date without a year only if it is within a week of it.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

import dateparser
from dateparser.languages.loader import default_loader

from briefer.analysis.annotations import Quotation, Span, TimeExpression
from briefer.analysis.datelines import dateline_end
from briefer.analysis.time_values import (
    DAYS,
    MONTHS,
    TimeValue,
    days_from,
    month_value,
    year_near,
)
from briefer.schema.article import Article

_NUMERIC = re.compile(r"\b\d{1,2}[./]\d{1,2}[./]\d{4}\b|\b\d{4}-\d{2}-\d{2}\b")
_SHORTEST_DAY, _SHORTEST_MONTH = 5, 4  # letters; shorter forms ("mar") are often other words
_NEAR_DAYS = {"2 day ago": -2, "1 day ago": -1, "0 day ago": 0, "in 1 day": 1}
_AMBIGUOUS = frozenset({"mañana", "morgen"})  # "tomorrow" or "morning"
_TURKISH_I = str.maketrans("İI\u0131’", "iii'")  # with and without a dot
# A month alone counts only after one of these; otherwise it is often another word ("mars").
_BEFORE_MONTH = r"(?:en|em|im|in|de|depuis|desde|seit|dal|da|ab|sinds|vanaf)\s+"


class _Calendar(NamedTuple):
    """The names of days and months in one language.

    Attributes:
        days: weekday number by name, Monday is 0.
        months: month number by name, January is 1.
        near: days from today by word, "yesterday" is -1.
        pattern: matches a date, weekday or such a word in a text.
    """

    days: dict[str, int]
    months: dict[str, int]
    near: dict[str, int]
    pattern: re.Pattern[str]


def find_times(article: Article, quotations: Sequence[Quotation]) -> tuple[TimeExpression, ...]:
    """Find dates, weekdays and words such as "yesterday", in order."""
    begin = dateline_end(article)  # the date in a dateline is the day of writing
    found = sorted([*_numeric_dates(article), *_named_dates(article, quotations)])
    return tuple(
        TimeExpression(span, article.sentence_at(span.start), *value)
        for span, value in found
        if span.start >= begin
    )


def _numeric_dates(article: Article) -> Iterator[tuple[Span, TimeValue]]:
    languages = [article.language] if _calendar(article.language) else None
    for match in _NUMERIC.finditer(article.text):
        parsed = dateparser.parse(match[0], languages=languages)
        if parsed is not None:
            yield Span(*match.span()), TimeValue("date", parsed.date().isoformat(), "day")


def _named_dates(
    article: Article, quotations: Sequence[Quotation]
) -> Iterator[tuple[Span, TimeValue]]:
    calendar = _calendar(article.language)
    published = article.published
    day = published.date() if isinstance(published, datetime) else published
    if calendar is None:
        return
    for match in calendar.pattern.finditer(article.text):
        span = Span(match.start("bare") if match["bare"] else match.start(), match.end())
        # "yesterday" in a quotation counts from the day it was said, which is unknown
        quoted = any(quotation.span.contains(span) for quotation in quotations)
        yield span, _value_of(match, calendar, None if quoted else day)


def _value_of(match: re.Match[str], calendar: _Calendar, anchor: date | None) -> TimeValue:
    """Return the value of a match of the calendar's pattern, counted from the day ``anchor``."""
    if match["near"]:
        day = days_from(anchor, calendar.near[_plain(match["near"])]) if anchor else None
        return TimeValue("date", day.isoformat() if day else None, "day" if day else None)
    if match["day"]:
        today = anchor is not None and anchor.weekday() == calendar.days[_plain(match["day"])]
        return (
            TimeValue("date", anchor.isoformat(), "day") if anchor and today else TimeValue("date")
        )
    if match["bare"]:
        return TimeValue("date", None, "month")
    if match["months_year"]:
        month = calendar.months[_plain(match["whole_month"])]
        return month_value(int(match["months_year"]), month)
    month, dom = calendar.months[_plain(match["month"])], int(match["dom"])
    year = int(match["year"]) if match["year"] else anchor and year_near(anchor, month, dom)
    try:
        return TimeValue("date", date(year, month, dom).isoformat() if year else None, "day")
    except ValueError:
        return TimeValue("date")


@cache
def _calendar(language: str) -> _Calendar | None:
    """Return the calendar of a language; None if dateparser does not know the language."""
    try:
        info = default_loader.get_locale(language).info
    except ValueError:
        return None
    days = {form: i for i, day in enumerate(DAYS) for form in _full_forms(info[day])}
    months = {_plain(form): i for i, name in enumerate(MONTHS, start=1) for form in info[name]}
    near = {
        _plain(form): offset
        for key, offset in _NEAR_DAYS.items()
        for form in info.get("relative-type", {}).get(key, [])
        if form not in _AMBIGUOUS
    }
    day, month = _any(days), _any(months)
    pattern = re.compile(
        rf"""(?<![\w-])(?:
            (?:(?:{day}),?\s+(?:den\s+)?)?
                (?P<dom>[12]?\d|3[01])(?:er|º|°|\.)?\s+(?:de\s+)?(?P<month>{month})(?:\.(?=\s\d))?
                (?:,?\s+(?:del?\s+)?(?P<year>\d{{4}}))?
          | (?P<whole_month>{month})\s+(?:del?\s+)?(?P<months_year>\d{{4}})
          | {_BEFORE_MONTH}(?P<bare>{_any({m for m in months if len(m) >= _SHORTEST_MONTH})})
          | (?P<day>{day})
          | (?P<near>{_any(near)})
        )(?![\w-])""",
        re.VERBOSE | re.IGNORECASE,
    )
    return _Calendar(days, months, near, pattern)


def _full_forms(forms: Sequence[str]) -> list[str]:
    """Return the full names of a weekday ("segunda-feira", since "segunda" also means "second")."""
    long = [_plain(form) for form in forms if len(form) >= _SHORTEST_DAY]
    return [form for form in long if "-" in form] or long


def _plain(form: str) -> str:
    """Return a form in lower case, with all Turkish letters I as "i".

    A pattern that ignores case treats these letters as one, `str.lower` does not.
    """
    return form.translate(_TURKISH_I).lower()


def _any(forms: dict[str, int] | set[str]) -> str:
    """Return a pattern that matches any of these forms; nothing if there are none."""
    longest_first = sorted(forms, key=len, reverse=True)
    return "|".join(re.escape(form).replace("'", "['’]") for form in longest_first) or r"(?!)"
