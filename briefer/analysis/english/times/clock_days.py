"""Give clock times the day that they belong to: "4:20 a.m." → ``2029-10-03T04:20``.

A report names the day once and goes on with clock times: "Jets hit the depot on Wednesday … They
fired at 4:20 a.m." The day is taken only if it is a recent one, and the story has named no other so
far.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from briefer.analysis.annotations import TimeExpression
from briefer.schema.article import DateOrDateTime

_RECENT = timedelta(days=7)  # what is told of an earlier day is mostly background
_DAY_LENGTH = len("2029-10-03")


def with_days(
    times: Iterable[TimeExpression],
    published: DateOrDateTime | None,
    *,
    is_told: Callable[[TimeExpression], bool],
) -> Iterator[TimeExpression]:
    """Yield times, those with a clock and no day with the only day named before them.

    Args:
        times: all times of an article in order, those of its dateline too.
        published: when the article was published.
        is_told: returns True if a time is one of what happened, in the article's own words.
    """
    days: set[str] = set()
    for time in times:
        value = time.value or ""
        if value[4:5] == "-" and value[7:8] == "-":
            days.add(value[:_DAY_LENGTH])
        is_bare = value.startswith("T") and len(days) == 1
        if is_bare and _is_recent(min(days), published) and is_told(time):
            yield replace(time, value=f"{min(days)}{value}")
        else:
            yield time


def _is_recent(value: str, published: DateOrDateTime | None) -> bool:
    """Return True if a day is one of the seven before publication, or that day itself."""
    day = published.date() if isinstance(published, datetime) else published
    return day is not None and timedelta(0) <= day - date.fromisoformat(value) <= _RECENT
