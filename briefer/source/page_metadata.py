"""What a page declares about itself: JSON-LD first, then its meta elements."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Final, NamedTuple

from lxml.html import HtmlElement
from trafilatura.json_metadata import normalize_authors

from briefer.source.decoding import one_line
from briefer.source.language import code

_ARTICLE: Final = re.compile(r"\w*Article|BlogPosting|LiveBlogPosting|Report")
_DEPTH: Final = 6
_LONGEST: Final = 300

_PUBLISHED: Final = (
    "article:published_time", "datePublished", "og:article:published_time", "parsely-pub-date",
    "dcterms.created", "dc.date.issued", "pubdate", "publish-date", "date",
)  # fmt: skip
_MODIFIED: Final = (
    "article:modified_time", "dateModified", "og:updated_time", "dcterms.modified", "last-modified",
)  # fmt: skip

_Node = Mapping[str, object]


class Declared(NamedTuple):
    """What a page says about its article; None or empty where it says nothing that makes sense.

    Attributes:
        is_article: whether the page declares to be one article.
        title: the headline.
        authors: persons, in the order of the byline.
        publisher: the name of the outlet.
        published: when it was first published.
        modified: when it was last changed.
        language: the code of its language.
        free: whether everyone may read all of it.
        words: how many words the whole article has.
    """

    is_article: bool = False
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: date | None = None
    modified: date | None = None
    language: str | None = None
    free: bool | None = None
    words: int | None = None


def declared_in(tree: HtmlElement) -> Declared:
    """Read what the page ``tree`` declares."""
    meta = _meta(tree)
    node, is_the_only_one = _article_node(tree, title=meta.get("og:title", ""))
    get = _Reader(node, _by_id(tree))
    publisher = get.name("publisher") or one_line(meta.get("og:site_name", "")) or None
    return Declared(
        is_article=is_the_only_one,
        title=get.text("headline"),
        authors=tuple(name for name in get.authors() if name != publisher),
        publisher=publisher,
        published=_first_moment(get.text("datePublished"), meta, _PUBLISHED),
        modified=_first_moment(get.text("dateModified"), meta, _MODIFIED),
        language=next(filter(None, map(code, _language_tags(tree, meta, get))), None),
        free=get.truth("isAccessibleForFree"),
        words=get.number("wordCount"),
    )


def moment(said: str | None) -> date | None:
    """Parse a date, or a date with a time, in ISO 8601 or the form of e-mail.

    Returns:
        A datetime when a time is given, else a date; None for what is neither, lies in the
        future, or is the epoch that stands for "unset".
    """
    said = (said or "").strip()
    try:
        found = date.fromisoformat(said) if len(said) <= 10 else datetime.fromisoformat(said)
    except ValueError:
        try:
            found = parsedate_to_datetime(said)
        except (ValueError, IndexError, TypeError):
            return None
    day = found.date() if isinstance(found, datetime) else found
    plausible = date(1800, 1, 1) <= day <= datetime.now(UTC).date() + timedelta(days=1)
    return found if plausible and day != date(1970, 1, 1) else None


class _Reader:
    """Typed look-ups in a JSON-LD node, whose values may be of any type, or references."""

    def __init__(self, node: _Node, by_id: Mapping[str, _Node]) -> None:
        self._node = node
        self._by_id = by_id

    def text(self, key: str) -> str | None:
        return next(
            (found for value in _listed(self._node.get(key)) if (found := _line(value))), None
        )

    def truth(self, key: str) -> bool | None:
        value = str(self._node.get(key, "")).strip().lower().removeprefix("https://schema.org/")
        return {"true": True, "false": False}.get(value)

    def number(self, key: str) -> int | None:
        value = str(self._node.get(key, ""))
        return int(value) if re.fullmatch(r"\d{1,6}", value) else None

    def name(self, key: str) -> str | None:
        return next(self._names(key), None)

    def authors(self) -> Iterator[str]:
        cleaned = None
        for name in self._names("author", leave_out="Organization"):
            cleaned = normalize_authors(cleaned, name)
        yield from filter(None, (cleaned or "").split("; "))

    def _names(self, key: str, *, leave_out: str = "") -> Iterator[str]:
        for value in _listed(self._node.get(key)):
            if isinstance(value, Mapping):
                node = value if "name" in value else self._by_id.get(str(value.get("@id")), value)
                if leave_out and any(leave_out in kind for kind in _types(node)):
                    continue
                value = node.get("name")  # noqa: PLW2901 (a name is either given so or in a node)
            if line := _line(value):
                yield line


def _line(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    line = one_line(unescape(re.sub(r"<[^>]{1,80}>", "", value)))
    return line if line and len(line) <= _LONGEST else None


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _types(node: _Node) -> list[str]:
    return [kind for kind in _listed(node.get("@type")) if isinstance(kind, str)]


def _nodes(tree: HtmlElement) -> Iterator[_Node]:
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", ""):
            try:
                yield from _walk(json.loads(script.text or "", strict=False), depth=_DEPTH)
            except (ValueError, RecursionError):
                continue  # a page with broken JSON-LD still has its meta elements


def _walk(value: object, *, depth: int) -> Iterator[_Node]:
    """Yield the nodes that describe this page, not those that it lists or links to."""
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth=depth - 1)
    elif isinstance(value, Mapping):
        yield value
        for key in ("@graph", "mainEntity"):
            yield from _walk(value.get(key), depth=depth - 1)


def _article_node(tree: HtmlElement, *, title: str) -> tuple[_Node, bool]:
    """Return the node of the page's article, and whether no other may be meant."""
    articles = [node for node in _nodes(tree) if any(map(_ARTICLE.fullmatch, _types(node)))]
    titled = one_line(title)
    named = [node for node in articles if titled and _line(node.get("headline")) == titled]
    found = named or articles
    return (found[0] if found else {}), bool(named) or len(articles) == 1


def _by_id(tree: HtmlElement) -> dict[str, _Node]:
    return {str(node["@id"]): node for node in _nodes(tree) if "@id" in node and "name" in node}


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Return the meta elements by property, name, itemprop or http-equiv; the first one counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key, content = element.get(attribute), element.get("content")
            if key and content:
                found.setdefault(key if attribute == "itemprop" else key.lower(), content)
    return found


def _first_moment(said: str | None, meta: Mapping[str, str], keys: tuple[str, ...]) -> date | None:
    return next(filter(None, map(moment, (said, *(meta.get(key) for key in keys)))), None)


def _language_tags(
    tree: HtmlElement, meta: Mapping[str, str], get: _Reader
) -> Iterator[str | None]:
    root = tree.getroottree().getroot()
    yield root.get("lang") or root.get("xml:lang")
    yield meta.get("content-language")
    yield get.text("inLanguage")
    yield meta.get("og:locale")
