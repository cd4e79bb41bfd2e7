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
