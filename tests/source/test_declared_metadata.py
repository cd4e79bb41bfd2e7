import json
from datetime import date

import pytest

from briefer.rendering.messages import languages
from briefer.rendering.notes import metadata_overruled
from briefer.schema.article import Article
from tests.source import story
from tests.source.conftest import Load

_BYLINE = "<p class=byline>By Nils Aker | 3 March 2026</p>"


def _article(
    load: Load, *, heading: bool = True, byline: str = _BYLINE, meta: str = "", **declared: object
) -> Article:
    node = json.dumps({"@type": "NewsArticle", **declared})
    head = f'{meta}<script type="application/ld+json">{node}</script>'
    page = story.page(head=head).replace("</h1>", f"</h1>{byline}")
    if not heading:
        page = page.replace(f"<h1>{story.TITLE}</h1>", "").replace(
            story.TITLE, "The Port Alder Post"
        )
    return load(page.encode())


@pytest.mark.parametrize(
    "headline",
    [
        "Harbour bridge closed after storm kills ninety",
        "Harbour bridge closed after 12 deaths",
        "Harbour bridge not closed after storm damage",
        "Transport chief Maren Holt arrested over harbour bridge",
        "Maren Holt reported the cracks in the bridge twice",
        "You won’t believe who let the harbour bridge rot",
        "Zwölf Tote beim Einsturz der Hafenbrücke",
    ],
)
def test_a_declared_headline_gives_way_to_the_visible_one(headline: str, load: Load) -> None:
    article = _article(load, headline=headline)
    assert article.title == story.TITLE
    only_og = f'<meta property="og:title" content="{headline}">'
    assert _article(load, meta=only_og).title == story.TITLE


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("Harbour bridge closed after storm kills ninety", ("title",)),
        ("Transport chief Maren Holt arrested over harbour bridge", ("title",)),
        ("Harbour bridge not closed after storm damage", ("title",)),
        ("Old harbour bridge closed, cracks found", ()),
        (story.TITLE.upper(), ()),
    ],
)
def test_a_brief_tells_of_declared_facts_not_of_other_words(
    headline: str, told: tuple[str, ...], load: Load
) -> None:
    assert _article(load, headline=headline).overruled_metadata == told


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        (
            "Harbour bridge closed: cracks found in two piers",
            "Harbour bridge closed: cracks found in two piers",
        ),
        ("Harbour bridge closed: cracks found in nine piers", None),
        ("Maren Holt arrested over harbour bridge", None),
        ("About 14,000 vehicles need another bridge", None),
    ],
)
def test_without_a_visible_headline_the_text_decides(
    headline: str, title: str | None, load: Load
) -> None:
    assert _article(load, heading=False, headline=headline).title == title


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Port Alder Post", "The Port Alder Post"),
        ("The Post", "The Post"),
        ("AlderPost", "AlderPost"),
        ("Norvikpress", None),
        ("mayor holt resigned on monday", None),
        ("Mayor Holt resigned after taking nine million in bribes", None),
        ("Holt took bribes", None),
        ("Maren Holt Is Guilty", None),
        ("Harbour Bridge Closed", None),
    ],
)
def test_a_publisher_is_a_name_that_the_page_shows(
    name: str, expected: str | None, load: Load
) -> None:
    for declared in (
        {"publisher": {"name": name}},
        {"meta": f'<meta property="og:site_name" content="{name}">'},
    ):
        article = _article(load, **declared)
        assert article.publisher == expected
        assert ("publisher" in article.overruled_metadata) == (expected is None)


@pytest.mark.parametrize(
    ("name", "byline", "expected"),
    [
        ("Nils Aker", _BYLINE, ["Nils Aker"]),
        ("Oda Lund", _BYLINE, ["Nils Aker"]),
        ("Oda Lund", "", ["Oda Lund"]),
        ("Maren Holt", "", []),
        ("Holt Hid Cracks", "", []),
        ("Chief Maren Holt took nine million in bribes", _BYLINE, ["Nils Aker"]),
        (["Nils Aker", "Holt Guilty"], _BYLINE, ["Nils Aker"]),
    ],
)
def test_an_author_is_whom_the_page_shows_as_one(
    name: object, byline: str, expected: list[str], load: Load
) -> None:
    article = _article(load, byline=byline, author=name)
    assert list(article.authors) == expected
    assert ("authors" in article.overruled_metadata) == (expected != [name])


def test_a_note_under_the_story_shows_its_author(load: Load) -> None:
    note = "<p>Oda Lund is a columnist of the Port Alder Post.</p></article>"
    node = '<script type="application/ld+json">{"@type": "Article", "author": "Oda Lund"}</script>'
    page = story.page(head=node).replace("</article>", note)
    assert load(page.encode()).authors == ("Oda Lund",)


@pytest.mark.parametrize(
    ("declared", "published", "overruled"),
    [
        ("1999-03-09", date(2026, 3, 3), ("published",)),
        ("2026-02-20", date(2026, 3, 3), ("published",)),
        ("2026-03-02", date(2026, 3, 2), ()),
        ("2026-03-03", date(2026, 3, 3), ()),
    ],
)
def test_a_declared_day_far_from_the_visible_one_is_overruled(
    declared: str, published: date, overruled: tuple[str, ...], load: Load
) -> None:
    article = _article(load, datePublished=declared)
    assert (article.published, article.overruled_metadata) == (published, overruled)


def test_a_visible_day_of_change_contradicts_no_day_of_publication(load: Load) -> None:
    article = _article(load, datePublished="2025-01-07", dateModified="2026-03-03")
    assert article.published == date(2025, 1, 7)
    assert article.overruled_metadata == ()


def test_the_days_of_other_stories_contradict_nothing(load: Load) -> None:
    others = "".join(f"<p>{day} June 2021</p>" for day in (4, 9, 17))
    assert _article(load, byline=others, datePublished="2026-03-02").published == date(2026, 3, 2)


def test_the_note_names_the_fields_and_never_the_declared_values() -> None:
    notes = {
        code: metadata_overruled(["title", "published"], language=code) for code in languages()
    }
    assert len(set(notes.values())) == len(notes)
    assert "(headline, date of publication)" in notes["en"]
