import json

import pytest

from briefer.source.headlines import clean_headline
from tests.source import story
from tests.source.conftest import Load

_SCORE = "Varn 2 - 2 Holm - a night to forget"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (f"{_SCORE} - The Varn Post", _SCORE),
        (
            "North - south: who pays - and when | World | Varn Post",
            "North - south: who pays - and when",
        ),
        ("Varn Post: Pier shut", "Pier shut"),
        ("(AP) Pier shut", "Pier shut"),
        ("(LEAD) Pier shut", "Pier shut"),
        ("Reuters - Pier shut", "Pier shut"),
        ("Reuters: pier to be shut", "Reuters: pier to be shut"),
        ("BREAKING NEWS - Pier shut", "Pier shut"),
        ("Breaking bread: how Varn eats", "Breaking bread: how Varn eats"),
        ("LIVE | Storm hits coast", "Storm hits coast"),
        ("Live music returns", "Live music returns"),
    ],
)
def test_only_outlets_tags_and_labels_are_cut_from_a_title(title: str, expected: str) -> None:
    assert clean_headline(title, ["The Varn Post"]) == expected


def _page(*, title: str = "", head: str = "", above: str = "") -> bytes:
    page = story.page(head=head, title=title)
    return page.replace(f"<h1>{title}</h1>", above).encode()


@pytest.mark.parametrize(
    "above",
    [
        f"<h1><a href='/'>The Varn Post</a></h1><h2>{_SCORE}</h2>",
        f"<h1>News</h1><h2>{_SCORE}</h2>",
        f"<h1>LIVE</h1><h2>{_SCORE}</h2>",
        f"<h2>Tuesday, 3 March 2026</h2><h1>{_SCORE}</h1>",
        f"<h1>BREAKING: {_SCORE}</h1>",
    ],
)
def test_the_heading_that_agrees_with_the_title_is_the_headline(above: str, load: Load) -> None:
    article = load(_page(title=f"{_SCORE} - Varn Post Online", above=above))
    assert article.title == _SCORE
    assert article.text == story.TEXT


def test_a_declared_headline_that_is_cut_or_is_none_gives_way_to_the_heading(load: Load) -> None:
    whole = "Pier shut for the whole winter after a diver found cracks"
    for headline in ("Pier shut for the whole winter…", "The Varn Post", "News"):
        node = {"@type": "NewsArticle", "headline": headline, "publisher": {"name": "Varn Post"}}
        head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
        assert load(_page(title=whole, head=head, above=f"<h1>{whole}</h1>")).title == whole


def test_a_heading_with_the_name_after_home_is_no_headline(load: Load) -> None:
    above = f"<h1>Valley Voice</h1><h2>{_SCORE}</h2>"
    assert load(_page(title="Home - Valley Voice", above=above)).title == _SCORE


def test_a_kicker_in_the_heading_is_no_part_of_it(load: Load) -> None:
    spans = f"<h1><span class=kicker>Exclusive</span><span>{story.TITLE}</span></h1>"
    assert load(_page(title=story.TITLE, above=spans)).title == story.TITLE
    first, second = story.TITLE.split(" after ")
    boxes = f"<h1><span>{first}</span><span>after {second}</span></h1>"
    assert load(_page(title="", above=boxes)).title == story.TITLE


def test_the_first_of_two_headings_that_make_up_the_title_is_the_outlet(load: Load) -> None:
    above = f"<h1>Alder Folkeblad</h1><h2>{story.TITLE}</h2>"
    assert load(_page(title=f"{story.TITLE} - Alder Folkeblad", above=above)).title == story.TITLE


def test_an_outlet_before_a_colon_is_cut_off_if_the_page_has_both_in_lines_apart(
    load: Load,
) -> None:
    above = f"<p><b>The Alder Echo</b></p><p><b>{story.TITLE}</b></p>"
    assert load(_page(title=f"The Alder Echo: {story.TITLE}", above=above)).title == story.TITLE


def test_the_label_of_a_release_is_cut_from_a_title() -> None:
    assert clean_headline("PRESS RELEASE: Pier shut") == "Pier shut"
