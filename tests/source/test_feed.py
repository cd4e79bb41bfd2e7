"""Feeds in all common forms, and what is not a feed."""

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from briefer.errors import NotAnArticleError, SourceError
from briefer.settings import Settings
from briefer.source.feed import FeedItem, read_feed
from briefer.source.loader import open_feed

URL = "https://post.example/feeds/all"


def items(feed: str) -> tuple[FeedItem, ...]:
    return read_feed(feed.encode(), name="x", url=URL).items


def test_rss_2() -> None:
    feed = """<?xml version="1.0"?><rss version="2.0"
      xmlns:f="http://rssnamespace.org/feedburner/ext/1.0"><channel>
      <title>The Sorrel Post</title><link>https://post.example/</link>
      <item><title>Yard &amp;amp; kiln <![CDATA[<b>close</b>]]></title><link>/a</link>
        <pubDate>Tue, 05 May 2026 07:30:00 GMT</pubDate></item>
      <item><title>Profit &lt; loss</title><link>https://count.example/1</link>
        <f:origLink>https://post.example/b</f:origLink></item>
      <item><guid>https://post.example/c</guid></item>
      <item><guid isPermaLink="false">https://post.example/d</guid></item>
      <item><link>javascript:alert(1)</link></item>
      </channel></rss>"""
    assert read_feed(feed.encode(), name="x", url=URL).title == "The Sorrel Post"
    assert items(feed) == (
        FeedItem(
            "Yard & kiln close", "https://post.example/a", datetime(2026, 5, 5, 7, 30, tzinfo=UTC)
        ),
        FeedItem("Profit < loss", "https://post.example/b", None),
        FeedItem("", "https://post.example/c", None),
        FeedItem("", None, None),
        FeedItem("", None, None),
    )


def test_atom() -> None:
    feed = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://post.example/2026/">
      <title>Post</title><entry><title type="html">A &lt;i&gt;kiln&lt;/i&gt; cools</title>
      <link rel="self" href="x.atom"/><link href="kiln"/>
      <updated>2026-05-06T08:00:00Z</updated><published>2026-05-05</published></entry></feed>"""
    assert items(feed) == (
        FeedItem("A kiln cools", "https://post.example/2026/kiln", date(2026, 5, 5)),
    )


def test_rss_1_and_undeclared_entities() -> None:
    feed = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel><title>Post</title></channel><item><title>Kiln&nbsp;cools</title>
      <link>https://post.example/k</link><dc:date>2026-05-04</dc:date></item></rdf:RDF>"""
    (item,) = items(feed)
    assert (item.url, item.published) == ("https://post.example/k", date(2026, 5, 4))
    assert item.title.startswith("Kiln")


def test_a_page_tells_where_its_feed_is() -> None:
    page = '<html><head><link type="application/rss+xml" href="/rss"></head><p>Hello</html>'
    with pytest.raises(SourceError, match=r"its feed is 'https://post\.example/rss'"):
        items(page)


@pytest.mark.parametrize("address", ["//[", "http://[::1", "javascript:alert(1)", "http://a\\@b/"])
def test_an_address_that_is_none_is_not_told(address: str) -> None:
    page = f'<html><head><link type="application/rss+xml" href="{address}"></head><p>Hello</html>'
    with pytest.raises(SourceError, match="check the address, or brief it"):
        items(page)
    feed = f"<rss><channel><item><link>{address}</link></item></channel></rss>"
    assert items(feed)[0].url is None


def test_nothing_is_expanded_or_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    file = f'<!DOCTYPE rss [<!ENTITY b SYSTEM "{secret.as_uri()}">]>'
    rest = "<rss><channel><item><title>&b;</title></item></channel></rss>"
    for declaration in (bomb, file):
        with pytest.raises(NotAnArticleError) as caught:
            items(declaration + rest)
        assert caught.value.verdict == "damaged"
        wide = f'<?xml version="1.0" encoding="utf-16"?>{declaration}{rest}'.encode("utf-16")
        assert read_feed(wide, name="x", url=None).items[0].title in {"", "&b;"}


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"<rss><channel></channel></rss>"])
def test_what_has_no_items_is_no_feed(data: bytes) -> None:
    with pytest.raises(SourceError):
        asyncio.run(open_feed(data, settings=Settings()))


def test_reading_a_feed_has_the_time_limit_of_every_source() -> None:
    feed = b"<rss><channel>" + b"<item><title>Kiln</title></item>" * 50_000 + b"</channel></rss>"
    with pytest.raises(SourceError, match=r"reading the source took longer than 0\.001 s"):
        asyncio.run(open_feed(feed, settings=Settings(processing_timeout=0.001)))
