import json

import pytest

from tests.source import story
from tests.source.conftest import Load


def _authors(
    load: Load, byline: str = "", *, declared: object = None, after: str = ""
) -> list[str]:
    node = json.dumps({"@type": "NewsArticle", "author": declared})
    head = f'<script type="application/ld+json">{node}</script>'
    page = story.page(head=head, after=after).replace("</h1>", f"</h1>{byline}")
    article = load(page.encode())
    assert article.text == story.TEXT
    return list(article.authors)


@pytest.mark.parametrize(
    "byline",
    [
        (
            "<div class=byline>By <a rel=author href=/n>Nils Aker</a> and <a rel=author href=/o>"
            "Oda Lund</a> <a href=mailto:x>Email the author</a> <span>2 hours ago</span></div>"
        ),
        "<p>By Nils Aker and Oda Lund</p>",
        "By Nils Aker and Oda Lund",
        "<p class=by>Nils Aker, Oda Lund</p>",
        "<p class=auteur>Nils Aker et Oda Lund</p>",
        "<p class=meta>Nils Aker, Oda Lund | 3 March 2026</p>",
        (
            "<div class=author><div>Nils Aker</div><div>Chief Reporter</div><div>Oda Lund</div>"
            "<a>Follow</a></div>"
        ),
    ],
)
def test_all_authors_are_read_from_the_byline(byline: str, load: Load) -> None:
    assert _authors(load, byline) == ["Nils Aker", "Oda Lund"]
    assert _authors(load, byline, declared={"name": "Nils Aker"}) == ["Nils Aker", "Oda Lund"]
    assert _authors(load, byline, declared={"name": "admin"}) == ["Nils Aker", "Oda Lund"]


def test_a_line_of_names_that_begins_with_a_declared_author_is_the_byline(load: Load) -> None:
    node = json.dumps({"@type": "NewsArticle", "author": {"name": "Nils Aker"}})
    head = f'<script type="application/ld+json">{node}</script>'
    page = story.page(head=head).replace("</h1>", "</h1><p>Nils Aker, Oda Lund</p>")
    article = load(page.encode())
    assert article.authors == ("Nils Aker", "Oda Lund")
    assert article.overruled_metadata == ()


@pytest.mark.parametrize(
    "line", ["Nils Akerman wins the prize of Varn", "Nils Aker and Oda Lund on trial"]
)
def test_a_line_that_only_begins_like_an_author_is_no_byline(line: str, load: Load) -> None:
    node = json.dumps({"@type": "NewsArticle", "author": {"name": "Nils Aker"}})
    head = f'<script type="application/ld+json">{node}</script>'
    page = story.page(head=head).replace("</h1>", f"</h1><p>{line}</p>")
    assert set(load(page.encode()).authors) <= {"Nils Aker"}


def test_declared_authors_are_split_and_stripped_of_roles(load: Load) -> None:
    assert _authors(load, declared="Nils Aker and Oda Lund") == ["Nils Aker", "Oda Lund"]
    assert _authors(load, declared={"name": "Oda Lund, political editor"}) == ["Oda Lund"]
    assert _authors(load, declared={"@type": "Person", "name": "Reuters"}) == []


def test_a_name_on_the_card_of_another_story_is_no_author(load: Load) -> None:
    card = (
        "<aside class=trending><div class=card><a href=/1>Crab prices fall</a>"
        "<span rel=author class='byline author'>42 Minutes Ago Oda Lund</span></div></aside>"
    )
    assert _authors(load, after=card) == []
    assert _authors(load, "<span class=byline>Staff</span>", after=card) == []


def test_the_sections_next_to_a_date_are_no_authors(load: Load) -> None:
    line = "<p class=meta>Oda Lund | Harbour Reviews | First Impressions | 3 March 2026</p>"
    assert _authors(load, line, declared={"name": "Oda Lund"}) == ["Oda Lund"]
