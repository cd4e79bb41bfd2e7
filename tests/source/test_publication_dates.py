"""The day of publication comes from metadata or stamp lines, never from the story."""

from datetime import date

import pytest

from tests.source import story
from tests.source.conftest import Load

PAGE = (
    '<!doctype html><html lang="{lang}"><head><title>{title}</title>{head}</head><body><article>'
    "<h1>{title}</h1><p class=date>{stamp}</p>{body}<p>{last}</p></article></body></html>"
)


def published(load: Load, lang: str, stamp: str, *, last: str = "", head: str = "") -> date | None:
    body = "".join(f"<p>{words}</p>" for words in story.PARAGRAPHS)
    page = PAGE.format(lang=lang, title=story.TITLE, head=head, stamp=stamp, body=body, last=last)
    return load(page.encode()).published


@pytest.mark.parametrize(
    ("lang", "stamp", "last", "day"),
    [
        ("en-US", "Published: 04/05/2024 | Updated: 04/13/2024", "", date(2024, 4, 5)),
        ("en-GB", "Published 04/05/2024", "", date(2024, 5, 4)),
        ("en-US", "05/04/2024", "The crane came on 13/03/2024.", date(2024, 4, 5)),
        ("en", "Sunday, 05/05/2024", "", date(2024, 5, 5)),
        ("en", "Posted on Tuesday, 11/06/2024", "", date(2024, 6, 11)),
        ("en", "Posted on 06/11/2024", "", None),
        ("en", "April 5, 2024", "The trial starts on 12 May 2024, they said.", date(2024, 4, 5)),
    ],
)
def test_day_and_month_of_a_stamp_are_not_guessed(
    lang: str, stamp: str, last: str, day: date | None, load: Load
) -> None:
    assert published(load, lang, stamp, last=last) == day


def test_the_time_of_an_event_is_not_that_of_publication(load: Load) -> None:
    event = "The trial of the crew starts on <time datetime=2024-05-12>12 May 2024</time> in town."
    assert published(load, "en", "By Ida Brook", last=event) is None


@pytest.mark.parametrize(
    "event",
    [
        "The old bridge was sold on 05/06/2023 to a baker and will be gone by 04/13/2025.",
        "The old bridge was sold on 2023-05-06 to a baker from the town of Alder.",
        "The old bridge was sold on <span class=date>6 May 2023</span> to a baker of the town.",
    ],
)
def test_a_date_in_a_sentence_is_not_that_of_publication(event: str, load: Load) -> None:
    assert published(load, "en", "By Ida Brook", last=event) is None


@pytest.mark.parametrize(("lang", "day"), [("en-US", date(2024, 4, 5)), ("en", None)])
def test_numbers_in_the_metadata_have_no_order_of_their_own(
    lang: str, day: date | None, load: Load
) -> None:
    head = '<meta name="date" content="04/05/2024">'
    assert published(load, lang, "By Ida Brook", head=head) == day


@pytest.mark.parametrize(
    "line",
    [
        "By <span>Ida Brook</span> | 5 April 2024",
        "<small>By Ida Brook</small> Published 5 April 2024",
        "5 April 2024, by <span>Ida Brook</span>",
    ],
)
def test_a_day_beside_a_part_of_its_line_overrules_a_declared_one(line: str, load: Load) -> None:
    head = '<meta property="article:published_time" content="1999-01-01">'
    assert published(load, "en", line, head=head) == date(2024, 4, 5)


def test_a_text_states_its_day_below_the_title_or_in_its_dateline(load: Load) -> None:
    stamp = f"{story.TITLE}\n\nBy Ida Brook\n12 May 2024\n\n{story.TEXT}"
    assert load(stamp.encode()).published == date(2024, 5, 12)
    dated = story.TEXT.replace("PORT ALDER —", "PORT ALDER, May 3, 2024 (AP) —")
    assert load(dated.encode()).published == date(2024, 5, 3)
    numbers = story.TEXT.replace("PORT ALDER —", "PORT ALDER, 4/5/2024 (AP) —")
    assert load(numbers.encode()).published is None  # April or May?
    assert load(f"{numbers}\n\nIt opened on 14/5/2004.".encode()).published == date(2024, 5, 4)
    event = f"{story.TEXT}\n\nThe bridge was built on 12 May 2004, and opened in 2005."
    assert load(event.encode()).published is None


def test_the_day_on_the_card_of_another_story_is_not_that_of_the_article(load: Load) -> None:
    head = '<meta property="article:published_time" content="2026-03-12">'
    card = "<div><h3><a href=/p>Pool opens again</a></h3><span>3 January 2026</span></div>"
    article = load(story.page(head=head, after=card).encode())
    assert article.published == date(2026, 3, 12)
    assert article.overruled_metadata == ()
