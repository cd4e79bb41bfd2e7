from datetime import UTC, date, datetime

import pytest
from lxml import html

from briefer.rendering.registry import render
from briefer.rendering.timeline import moments
from briefer.schema.article import DateOrDateTime
from briefer.schema.brief import Brief, When
from tests.rendering import factories


def at(*values: str, published: DateOrDateTime | None = None) -> Brief:
    """Return a brief with times of these values."""
    brief = factories.brief()
    times = tuple(
        When(phrase="Friday", value=value, evidence=(factories.cut("Friday"),)) for value in values
    )
    article = brief.article.model_copy(update={"published": published})
    return brief.model_copy(update={"when": times, "article": article})


def order(brief: Brief) -> list[str]:
    return [moment.when.value or "" if moment.when else "published" for moment in moments(brief)]


def test_times_are_in_the_order_of_the_calendar() -> None:
    values = ["2031-05-02TEV", "2031-05-02TMO", "2031-05", "2031-05-02T16:30", "2031", "2031-W18"]
    assert order(at(*values)) == [
        "2031",
        "2031-W18",
        "2031-05",
        "2031-05-02TMO",
        "2031-05-02T16:30",
        "2031-05-02TEV",
    ]


@pytest.mark.parametrize(
    "value", ["P3D", "XXXX-WXX-2", "2031-02-31", "0000", "2031-W60", "PAST_REF"]
)
def test_what_is_not_in_the_calendar_is_not_on_the_timeline(value: str) -> None:
    assert order(at(value)) == []
    assert order(at(value, published=date(2031, 5, 2))) == []


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (date(2031, 5, 2), ["2031-05-02TEV", "published", "2031-05-03"]),
        (datetime(2031, 5, 2, 9, tzinfo=UTC), ["published", "2031-05-02TEV", "2031-05-03"]),
    ],
)
def test_the_publication_has_its_place(published: DateOrDateTime, expected: list[str]) -> None:
    assert order(at("2031-05-03", "2031-05-02TEV", published=published)) == expected


def test_the_gaps_between_times_have_names() -> None:
    brief = at("2029", "2031-05-01", "2031-05-01T10:00", "2031-05-09", "2031-12")
    assert [moment.gap for moment in moments(brief)] == ["", "years", "same-day", "days", "months"]


def test_the_page_shows_the_sentence_of_each_time_and_links_it() -> None:
    page = html.document_fromstring(render(factories.brief(), "html"))
    entries = page.xpath("//ol[@class='timeline']/li")
    texts = [" ".join(entry.text_content().split()) for entry in entries]
    assert texts[1] == (
        "17 March 2026, 23:00 The blaze broke out shortly before 11 p.m. in a loading tunnel "
        "beneath Silo 4."
    )
    assert texts[2] == "18 March 2026 article published"
    (friday,) = page.xpath("//a[@id='b20']")
    assert friday.text_content().strip() == "Friday → 20 March 2026"
    assert entries[3].xpath("string(a/@href)") == friday.get("href") == "#l20"
