"""The day that relative times count from, and the order of day and month in numbers.

"Today" counts from the day in the dateline, or from the day of publication; in a live blog, from
the day of its post.
"""

from datetime import date, datetime
from functools import lru_cache

from briefer.analysis.annotations import Span
from briefer.analysis.datelines import dateline_day
from briefer.analysis.time_values import MONTHS, year_near
from briefer.schema.article import Article, DateOrDateTime
from briefer.text.numeric_dates import DateOrder, date_order

_LONGEST_DELAY = 2  # days from the dateline to publication


def day_of_writing(article: Article, span: Span) -> DateOrDateTime | None:
    """Return the day from which a relative time at ``span`` counts; None if it is not known."""
    post = article.post_at(span.start)
    if post is not None:
        return post.published
    published = article.published
    day = published.date() if isinstance(published, datetime) else published
    if day is None:
        return None
    written = _day_in_dateline(article, day)
    if written is not None and 0 <= (day - written).days <= _LONGEST_DELAY:
        return written
    return published


@lru_cache(maxsize=8)
def numeric_order(article: Article) -> DateOrder | None:
    """Return the order of day and month in the article's dates; None if it is open."""
    known = (article.published, article.modified)
    days = [one.date() if isinstance(one, datetime) else one for one in known if one is not None]
    return date_order(article.text, language=article.language, region=article.region, known=days)


def _day_in_dateline(article: Article, published: date) -> date | None:
    """Return the day in the dateline ("March 18"), in the year nearest to publication."""
    span = dateline_day(article)
    words = span.text_in(article.text).lower().replace(",", "").split() if span else []
    numbers = [int(word) for word in words if word.isdecimal()]
    months = [i for i, name in enumerate(MONTHS, 1) for word in words if name[:3] == word[:3]]
    if not numbers or not months:
        return None
    year = year_near(published, months[0], numbers[0])
    return date(year, months[0], numbers[0]) if year else None
