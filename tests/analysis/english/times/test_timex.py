"""English time expressions at the ends of the calendar have no value, and never an error."""

from datetime import date

import pytest

from briefer.analysis.analyzer import analyze
from briefer.analysis.english.times.timex import resolve
from briefer.schema.article import Article

PHRASES = (
    "tomorrow", "yesterday", "last night", "Monday", "last Friday", "next week", "last week",
    "this week", "next month", "last month", "next year", "last year", "May", "May 3 last year",
    "May 3 next year", "December 31", "January 1", "3 days ago", "3 weeks ago", "3 months ago",
    "3 years ago", "999999999 days ago", "999999999 weeks ago", "999999999 months ago",
    "999999999 years ago", f"{'9' * 5000} years ago", f"{'9' * 5000} decades", "noon tomorrow",
)  # fmt: skip


@pytest.mark.parametrize("day", [date.min, date(2031, 3, 4), date.max])
@pytest.mark.parametrize("future", [True, False, None])
def test_every_value_is_within_the_calendar(*, day: date, future: bool | None) -> None:
    for phrase in PHRASES:
        found = resolve(phrase, anchor=day, future=future)
        if found.type in {"date", "time"} and found.value and not found.value.startswith("T"):
            assert 1 <= int(found.value.partition("-")[0]) <= 9999, phrase
            assert found.value[4:5] in {"", "-"}, phrase


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("tomorrow", None),
        ("next week", None),
        ("next month", None),
        ("next year", None),
        ("yesterday", "9999-12-30"),
        ("last week", "9999-W51"),
        ("last month", "9999-11"),
        ("10000 years ago", None),
    ],
)
def test_what_is_after_the_last_day_has_no_value(phrase: str, value: str | None) -> None:
    assert resolve(phrase, anchor=date.max, future=True).value == value


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("two days ago", "2031-03-02"),
        ("two weeks ago", "2031-W08"),
        ("three months ago", "2030-12"),
        ("30 months ago", "2028-09"),
        ("five years ago", "2026"),
    ],
)
def test_what_is_some_time_ago_is_counted_back(phrase: str, value: str) -> None:
    assert resolve(phrase, anchor=date(2031, 3, 4)).value == value


@pytest.mark.parametrize("published", [date.min, date.max])
def test_an_article_at_the_end_of_the_calendar_is_analysed(published: date) -> None:
    text = (
        "The old bridge will be closed tomorrow. It opens again next week, the council said. It "
        "closed on Friday, last year and 30,000 years ago."
    )
    times = analyze(Article(text=text, published=published)).times
    assert {time.span.text_in(text) for time in times} >= {"tomorrow", "next week"}
