"""``briefer feed``: list the items of a feed, and brief some of them."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ARTICLES, Briefer, Site

FEED = """<rss version="2.0"><channel><title>The Sorrel Post</title>
<item><title>Harbour plan \u202e[bold]</title><link>/harbour</link>
<pubDate>Tue, 05 May 2026 07:30:00 GMT</pubDate></item>
<item><title>Nothing here</title><link>/missing</link></item>
<item><title>No link</title></item></channel></rss>"""


@pytest.fixture
def feed(site: Site) -> str:
    site.pages["/feed"] = (200, "application/rss+xml", FEED.encode())
    site.pages["/harbour"] = (200, "text/html", (ARTICLES / "harbour.html").read_bytes())
    return f"{site.url}/feed"


def test_the_items_are_numbered_with_title_date_and_address(briefer: Briefer, feed: str) -> None:
    ran = briefer("feed", feed, "--allow-private")
    base = feed.removesuffix("/feed")
    assert (ran.code, ran.out.splitlines()) == (
        0,
        [
            "The Sorrel Post",
            "",
            "1  2026-05-05 07:30  Harbour plan [bold]",
            f"   {base}/harbour",
            "2  Nothing here",
            f"   {base}/missing",
            "3  No link",
            "   (no address)",
        ],
    )


def test_the_list_as_json(briefer: Briefer, feed: str) -> None:
    listed = json.loads(briefer("feed", feed, "--json", "--allow-private").out)
    assert listed["title"] == "The Sorrel Post"
    assert listed["items"][0]["published"] == "2026-05-05T07:30:00+00:00"
    assert [item["number"] for item in listed["items"]] == [1, 2, 3]
    assert listed["items"][2]["url"] is None


def test_an_item_is_briefed_by_its_address(briefer: Briefer, feed: str) -> None:
    options = ("--model", "none", "--allow-private", "-f", "json")
    ran = briefer("feed", feed, "--brief", "1", *options)
    assert ran.code == 0
    article = json.loads(ran.out)["article"]
    assert article["url"].endswith("/harbour") or article["title"]
    assert article["text"] == json.loads(briefer(ARTICLES / "harbour.html", *options).out)[
        "article"
    ]["text"]  # fmt: skip


def test_several_items_are_briefed_and_one_may_be_missing(
    briefer: Briefer, feed: str, tmp_path: Path
) -> None:
    folder = tmp_path / "briefs"
    ran = briefer(
        "feed", feed, "--brief", "1-2", "--model", "none", "--allow-private", "-o", folder
    )
    assert ran.code == 3
    assert "/missing' does not exist" in ran.err
    assert [path.name for path in folder.iterdir()] == ["harbour.html"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--brief", "4"), 2, "its items are 1 to 3"),
        (("--brief", "3"), 3, "item 3 of the feed has no web address"),
        (("--brief", "2-1"), 2, "is not a number, a list (1,4) or a range (2-5)"),
        (("--brief", "first"), 2, "is not a number"),
        (("--brief", "1", "--json"), 2, "-f json"),
        (("--offline",), 3, ""),
    ],
)
def test_what_cannot_be_done_is_an_error(
    arguments: tuple[str, ...], code: int, words: str, briefer: Briefer, tmp_path: Path
) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(FEED)
    source = "https://post.example/feed" if "--offline" in arguments else str(path)
    ran = briefer("feed", source, *arguments)
    assert ran.code == code
    assert words in ran.error_line
