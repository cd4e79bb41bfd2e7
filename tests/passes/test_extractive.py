"""The extractive brief: what the reading alone can say."""

from datetime import date

from briefer.article import Article
from briefer.passes.extractive import extractive_sections, main_times
from briefer.reading.reader import read_article

PUBLISHED = date(2025, 3, 14)


def test_the_time_of_the_main_event_comes_before_the_years_of_the_background() -> None:
    text = (
        "The bridge of 1974 fell into the river on Thursday, and nobody was hurt. It was painted "
        "in 2011. Engineers will look at it on Monday."
    )
    article = Article(text=text, published=PUBLISHED)
    times = main_times(article, read_article(article))
    assert times[0].span.of(text) == "Thursday"


def test_the_two_men_of_the_lead_are_those_of_the_title() -> None:
    text = (
        "The two men met for an hour in Ellery on Thursday. Carl Neame and Tomás Reyes spoke about "
        "the bridge."
    )
    article = Article(text=text, title="Carl Neame and Tomás Reyes meet", published=PUBLISHED)
    who = extractive_sections(article, read_article(article)).who
    assert [one.name for one in who] == ["Carl Neame", "Tomás Reyes"]


def test_no_point_begins_with_a_word_for_what_the_sentence_before_names() -> None:
    text = (
        "The bridge fell into the river on Thursday, and nobody was hurt. The army closed the road "
        "to the bridge. It said on Friday that engineers had looked at the bridge in the spring. "
        "Engineers will look at the bridge on Monday."
    )
    article = Article(text=text, published=PUBLISHED)
    sections = extractive_sections(article, read_article(article))
    told = [point.text for point in (sections.headline, *sections.summary) if point]
    assert len(told) == 3
    assert not any(line.startswith("It") for line in told)
