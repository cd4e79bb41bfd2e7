"""Find dates in languages without a parser, by the names of days and months from dateparser.

"Il a ouvert le 1er avril 2030" gives "1er avril 2030" with the value 2030-04-01. A weekday gets a
value if it is the day of publication, or if its clause is clearly in the past ("a fermé lundi") or
in the future ("sera fermé à partir de lundi"); a date without a year, if it is within a week of it.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from dateparser.languages.loader import default_loader

from briefer.analysis.annotations import Quotation, Span, TimeExpression
from briefer.analysis.asides import is_aside
from briefer.analysis.datelines import dateline_day
from briefer.analysis.day_of_writing import day_of_writing, numeric_order
from briefer.analysis.multilingual.cjk_dates import find_cjk_dates
from briefer.analysis.multilingual.reporting_words import reporting_words
from briefer.analysis.time_values import (
    DAYS,
    MONTHS,
    TimeValue,
    days_from,
    month_value,
    year_near,
)
from briefer.schema.article import Article
from briefer.text.numeric_dates import NUMERIC_DATE, read_date

_SHORTEST_DAY, _SHORTEST_MONTH = 5, 4  # letters; shorter forms ("mar") are often other words
_LONGEST_CLAUSE = 300  # characters
_CLAUSE_END = re.compile(r"[.,;:!?…–—\n]")
_NEAR_DAYS = {"2 day ago": -2, "1 day ago": -1, "0 day ago": 0, "in 1 day": 1}
# "Mittwochabend", "onsdagskvällen"
_TIME_OF_DAY = (
    r"(?:s?(?:abend|morgen|vormittag|nachmittag|mittag|nacht|avond|ochtend|middag|namiddag"
    r"|kväll|morgon|eftermiddag|natt|kveld|aften|ettermiddag|formiddag)(?:en)?)?"
)
_AMBIGUOUS = frozenset({"mañana", "morgen"})  # "tomorrow" or "morning"
_WITH_ARTICLE_AT_END = frozenset({"da", "nb", "nn", "no", "sv"})  # "onsdagen"
_TURKISH_I = str.maketrans("İI\u0131’", "iii'")  # with and without a dot
# A month alone counts only after one of these; otherwise it is often another word ("mars").
_BEFORE_MONTH = (
    r"(?:en|fin|début|mi|anfang|ende|mitte|em|im|in|de|depuis|desde|seit|dal|da|ab|sinds|vanaf)\s+"
)


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
    found = sorted([*_numeric_dates(article), *_named_dates(article, quotations)])
    return tuple(
        TimeExpression(span, article.sentence_at(span.start), *value)
        for span, value in found
        if span == dateline_day(article) or not is_aside(span, article)
    )


def _numeric_dates(article: Article) -> Iterator[tuple[Span, TimeValue]]:
    order = numeric_order(article)
    for match in NUMERIC_DATE.finditer(article.text):
        day = read_date(match, order)
        yield Span(*match.span()), TimeValue("date", day.isoformat() if day else None, "day")


def _named_dates(
    article: Article, quotations: Sequence[Quotation]
) -> Iterator[tuple[Span, TimeValue]]:
    calendar = _calendar(article.language)
    if article.language in {"zh", "ja"}:
        yield from find_cjk_dates(article.text, _day_of(article.published))
        return
    if calendar is None:
        return
    for match in calendar.pattern.finditer(article.text):
        span = Span(match.start("bare") if match["bare"] else match.start(), match.end())
        # "yesterday" in a quotation counts from the day it was said, which is unknown
        quoted = any(quotation.span.contains(span) for quotation in quotations)
        anchor = None if quoted else _day_of(day_of_writing(article, span))
        if match["day"]:
            number = calendar.days[_plain(match["day"])]
            yield span, _weekday_value(number, anchor, _direction(span, article))
        else:
            yield span, _value_of(match, calendar, anchor)


def _day_of(moment: date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _weekday_value(number: int, anchor: date | None, direction: int) -> TimeValue:
    """Return the value of a weekday: the day of publication, or the one before or after it."""
    if anchor is None:
        return TimeValue("date")
    ahead = (number - anchor.weekday()) % 7
    if ahead and not direction:
        return TimeValue("date")
    day = days_from(anchor, ahead - 7 if ahead and direction < 0 else ahead)
    return TimeValue("date", day.isoformat() if day else None, "day" if day else None)


def _direction(span: Span, article: Article) -> int:
    """Return -1 if the clause around a weekday is in the past, 1 if in the future, else 0.

    If it has both, the nearer form decides: "a annoncé lundi que le pont sera fermé".
    """
    words = reporting_words(article.language)
    if words is None:
        return 0
    reach = max(0, span.start - _LONGEST_CLAUSE)
    start = max(
        (m.end() for m in _CLAUSE_END.finditer(article.text, reach, span.start)), default=reach
    )
    after = _CLAUSE_END.search(article.text, span.end)
    clause = Span(start, after.start() if after else len(article.text))
    past, future = (
        _distance(one, span, clause, article.text) for one in (words.past, words.future)
    )
    if past is None or future is None:
        return (future is not None) - (past is not None)
    return (future < past) - (past < future)


def _distance(pattern: re.Pattern[str], span: Span, clause: Span, text: str) -> int | None:
    """Return how many characters are between a span and the nearest match; None if none is there.

    The first match behind the span is the last one that is looked at.
    """
    nearest: int | None = None
    for match in pattern.finditer(text, *clause):
        distance = max(match.start() - span.end, span.start - match.end())
        nearest = distance if nearest is None else min(nearest, distance)
        if match.start() >= span.end:
            break
    return nearest


def _value_of(match: re.Match[str], calendar: _Calendar, anchor: date | None) -> TimeValue:
    """Return the value of a match of the calendar's pattern, counted from the day ``anchor``."""
    if match["near"]:
        day = days_from(anchor, calendar.near[_plain(match["near"])]) if anchor else None
        return TimeValue("date", day.isoformat() if day else None, "day" if day else None)
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
    if language in _WITH_ARTICLE_AT_END:
        days |= {f"{form}en": number for form, number in days.items()}
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
          | {_BEFORE_MONTH}(?P<bare>{_any(_full_months(info))})
          | (?P<day>{day}){_TIME_OF_DAY}
          | (?P<near>{_any(near)})
        )(?![\w-])""",
        re.VERBOSE | re.IGNORECASE,
    )
    return _Calendar(days, months, near, pattern)


def _full_forms(forms: Sequence[str]) -> list[str]:
    """Return the full names of a weekday ("segunda-feira", since "segunda" also means "second")."""
    long = [_plain(form) for form in forms if len(form) >= _SHORTEST_DAY]
    return [form for form in long if "-" in form] or long


def _full_months(info: dict[str, Any]) -> set[str]:
    """Return the names of months that are no abbreviations; "mai" has only three letters."""
    names = [[_plain(form) for form in info[month]] for month in MONTHS]
    return {
        form
        for forms in names
        for form in forms
        if len(form) >= _SHORTEST_MONTH or form == max(forms, key=len)
    }


def _plain(form: str) -> str:
    """Return a form in lower case, with all Turkish letters I as "i".

    A pattern that ignores case treats these letters as one, `str.lower` does not.
    """
    return form.translate(_TURKISH_I).lower()


def _any(forms: dict[str, int] | set[str]) -> str:
    """Return a pattern that matches any of these forms; nothing if there are none."""
    longest_first = sorted(forms, key=len, reverse=True)
    return "|".join(re.escape(form).replace("'", "['’]") for form in longest_first) or r"(?!)"


def calendar_pattern(language: str) -> re.Pattern[str] | None:
    """Return what matches a date, a weekday or "yesterday"; None without a calendar."""
    calendar = _calendar(language)
    return calendar.pattern if calendar else None


def reads_times(language: str) -> bool:
    """Return True if the names of days and months are known in a language."""
    return calendar_pattern(language) is not None
