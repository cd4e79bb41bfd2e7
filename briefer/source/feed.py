"""Read the items of a feed: RSS 0.9 to 2.0 or Atom.

For example, ``briefer feed https://post.example/rss`` lists them. Entities that the feed declares
are not expanded, and nothing is fetched while it is read.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import Final, NamedTuple
from urllib.parse import urljoin

from lxml import etree
from lxml.html import document_fromstring

from briefer.addresses import parse_web_address
from briefer.errors import SourceError
from briefer.source.decoding import one_line
from briefer.source.rejections import rejection

_MAX_ITEMS: Final = 500
_MAX_CHARACTERS: Final = 500
_DATES: Final = ("pubDate", "published", "issued", "date", "updated", "modified")
_FEED_TYPES: Final = frozenset({"application/rss+xml", "application/atom+xml"})
_MARKUP: Final = re.compile(r"</?[a-zA-Z][^<>]*>|&#?\w+;")
_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"


class FeedItem(NamedTuple):
    """An item of a feed.

    Attributes:
        title: its headline; empty if it has none.
        url: the address of its article, or None.
        published: when it was published, or None.
    """

    title: str
    url: str | None
    published: date | None


class Feed(NamedTuple):
    """A feed: its title, and its items in its own order."""

    title: str
    items: tuple[FeedItem, ...]


def read_feed(data: bytes, *, name: str, url: str | None) -> Feed:
    """Read a feed.

    Args:
        data: the feed.
        name: its name in errors.
        url: the address that it was fetched from; None for a file.

    Raises:
        NotAnArticleError: ``damaged`` if it declares entities, or is no XML.
        SourceError: it is not a feed, or a feed without items.
    """
    if b"<!ENTITY" in data:
        raise rejection("damaged", name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(data.strip(), parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise rejection("damaged", name) from error
    if root is None or _tag(root) not in {"rss", "RDF", "feed"}:
        raise SourceError(f"{name} is not a feed (RSS or Atom): {_advice(data, url)}")
    channel = next((one for one in root.iter() if _tag(one) in {"channel", "feed"}), root)
    elements = (one for one in root.iter() if _tag(one) in {"item", "entry"})
    items = tuple(_item(element, url) for element in islice(elements, _MAX_ITEMS))
    if not items:
        raise SourceError(f"the feed {name} has no items: check the address, or try again later")
    return Feed(_words(channel, "title"), items)


def _item(element: etree._Element, url: str | None) -> FeedItem:
    dates = (_date(one_line(child.text or "")) for child in _children(element, *_DATES))
    address = next(_addresses(element, url), None)
    return FeedItem(_words(element, "title"), address, next(filter(None, dates), None))


def _addresses(element: etree._Element, url: str | None) -> Iterator[str]:
    """Yield the addresses of an item's article: first the one without the detour of a counter."""
    bases = [base for one in (element, *element.iterancestors()) if (base := one.get(_BASE))]
    links = (e for e in _children(element, "link") if e.get("rel", "alternate") == "alternate")
    guids = (e for e in _children(element, "guid") if e.get("isPermaLink", "true") == "true")
    found = [
        *(child.text for child in _children(element, "origLink")),
        *(link.get("href") or link.text for link in links),
        *(guid.text for guid in guids),
    ]
    for words in filter(None, (one_line(one or "") for one in found)):
        yield from _resolved(words, [*bases, url or ""])


def _resolved(address: str, bases: Sequence[str]) -> Iterator[str]:
    """Yield a web address as it is with the bases, the innermost first; nothing if it is none."""
    for base in bases:
        try:
            address = urljoin(base, address)
        except ValueError:
            return
        if parse_web_address(address) is not None:
            yield address
            return


def _children(element: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Yield the children of an element with these names, in the order of the names."""
    for tag in tags:
        yield from (child for child in element if _tag(child) == tag)


def _tag(element: etree._Element) -> str:
    """Return the name of an element without its namespace; empty for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _words(element: etree._Element, tag: str) -> str:
    """Return the words of a child, which may be HTML: written out, or as escaped text."""
    child = next(_children(element, tag), None)
    text = "" if child is None else "".join(child.itertext()).strip()
    if _MARKUP.search(text):
        text = document_fromstring(f"<p>{text}</p>").text_content()
    return one_line(text)[:_MAX_CHARACTERS]


def _date(words: str) -> date | None:
    """Return a date of RSS ("Tue, 05 May 2026 07:30:00 GMT") or Atom ("2026-05-05T07:30:00Z")."""
    for read in (date.fromisoformat, datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(words)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _advice(data: bytes, url: str | None) -> str:
    """Return what to do instead: a page may say where its feed is."""
    try:
        page = document_fromstring(data)
    except (etree.ParserError, ValueError):
        return "check the address"
    for link in page.iter("link"):
        if (link.get("type") or "").lower() in _FEED_TYPES:
            for address in _resolved(link.get("href") or "", [url or ""]):
                return f"its feed is {address!r}"
    return "check the address, or brief it with 'briefer SOURCE' if it is an article"
