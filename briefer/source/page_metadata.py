"""Read the metadata that a page declares: first from JSON-LD, then from ``meta`` elements.

For example, ``"datePublished": "2026-03-02"`` or ``<meta name="pubdate" content="2026-03-02">``.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Final, NamedTuple, TypeGuard

from lxml.html import HtmlElement

from briefer.source.decoding import one_line
from briefer.source.language import language_code, region_code

_ARTICLE: Final = re.compile(r"\w*Article|BlogPosting|LiveBlogPosting|Report")
_MAX_DEPTH: Final = 6
_LAST_DAY: Final = date(2199, 12, 31)
_MAX_CHARACTERS: Final = 300

_PUBLISHED: Final = (
    "article:published_time", "datePublished", "og:article:published_time", "parsely-pub-date",
    "dcterms.created", "dc.date.issued", "pubdate", "publish-date", "date",
)  # fmt: skip
_MODIFIED: Final = (
    "article:modified_time", "dateModified", "og:updated_time", "dcterms.modified", "last-modified",
)  # fmt: skip

_Node = Mapping[str, object]


class PageMetadata(NamedTuple):
    """The metadata that a page declares; None or empty if it is missing or makes no sense.

    Attributes:
        is_article: whether the page declares that it is one article.
        titles: the headline in JSON-LD, which may be empty, then the titles for social media.
        authors: what JSON-LD names as persons.
        publishers: the names of the outlet: first the one in JSON-LD.
        published: when the article was first published.
        modified: when the article was last changed.
        language: the code of its language.
        region: the code of the country that it declares with its language.
        updates: the times of the posts of a live blog by their headlines; None for another page.
        is_free: whether everyone may read the whole article.
        words: how many words the whole article has.
        paid_parts: the CSS selectors of the parts that are not free.
        body: the article, as text or markup, which a script may show.
    """

    is_article: bool = False
    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    published: date | None = None
    modified: date | None = None
    language: str | None = None
    region: str | None = None
    updates: Mapping[str, datetime] | None = None
    is_free: bool | None = None
    words: int | None = None
    paid_parts: tuple[str, ...] = ()
    body: str = ""


def read_metadata(tree: HtmlElement) -> PageMetadata:
    """Return the metadata that the page ``tree`` declares."""
    meta = _meta(tree)
    node, is_article = _article_node(tree, title=meta.get("og:title", ""))
    fields = _NodeFields(node, _nodes_by_id(tree))
    social_titles = (one_line(meta.get(key, "")) for key in ("og:title", "twitter:title"))
    language_tags = list(_language_tags(tree, meta, fields))
    return PageMetadata(
        is_article=is_article,
        titles=(fields.text("headline") or "", *social_titles),
        authors=tuple(fields.authors()),
        publishers=tuple(
            one_line(name) for name in (fields.name("publisher"), meta.get("og:site_name")) if name
        ),
        published=_first_date(fields.text("datePublished"), meta, _PUBLISHED),
        modified=_first_date(fields.text("dateModified"), meta, _MODIFIED),
        language=next(filter(None, map(language_code, language_tags)), None),
        region=next(filter(None, map(region_code, language_tags)), None),
        updates=fields.updates(),
        is_free=fields.boolean("isAccessibleForFree"),
        words=fields.number("wordCount"),
        paid_parts=tuple(fields.paid_parts()),
        body=fields.body(),
    )


def parse_date(value: str | None, *, may_be_future: bool = False) -> date | None:
    """Parse a date, or a date with a time, in the format of ISO 8601 or of e-mail.

    Args:
        value: the words of the date.
        may_be_future: accept a date in the future, up to the year 2199.

    Returns:
        A datetime if the value has a time, or else a date; None if it is neither, is in the
        future, or is 1 January 1970, which means "not set".
    """
    value = (value or "").strip()
    try:
        parsed = date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    except ValueError:
        try:
            parsed = parsedate_to_datetime(value)
        except (ValueError, IndexError, TypeError):
            return None
    day = parsed.date() if isinstance(parsed, datetime) else parsed
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    is_plausible = date(1800, 1, 1) <= day <= (_LAST_DAY if may_be_future else tomorrow)
    return parsed if is_plausible and day != date(1970, 1, 1) else None


class _NodeFields:
    """Typed access to the fields of a JSON-LD node, which may have any type or be references."""

    def __init__(self, node: _Node, by_id: Mapping[str, _Node]) -> None:
        self._node = node
        self._by_id = by_id

    def text(self, key: str) -> str | None:
        lines = map(_line, _as_list(self._node.get(key)))
        return next(filter(None, lines), None)

    def body(self) -> str:
        value = self._node.get("articleBody")
        return value if isinstance(value, str) else ""

    def boolean(self, key: str) -> bool | None:
        value = str(self._node.get(key, "")).strip().lower().removeprefix("https://schema.org/")
        return {"true": True, "false": False}.get(value)

    def number(self, key: str) -> int | None:
        value = str(self._node.get(key, ""))
        return int(value) if re.fullmatch(r"\d{1,6}", value) else None

    def paid_parts(self) -> Iterator[str]:
        for part in filter(_is_node, _as_list(self._node.get("hasPart"))):
            yield from filter(None, map(_line, _as_list(part.get("cssSelector"))))

    def name(self, key: str) -> str | None:
        return next(self._names(key), None)

    def authors(self) -> Iterator[str]:
        yield from self._names("author", except_type="Organization")

    def updates(self) -> dict[str, datetime] | None:
        """Return when the posts of a live blog were published, by headline."""
        if "LiveBlogPosting" not in _types(self._node):
            return None
        posts = filter(_is_node, _as_list(self._node.get("liveBlogUpdate")))
        found = (
            (_line(one.get("headline")), parse_date(_line(one.get("datePublished"))))
            for one in posts
        )
        return {line: moment for line, moment in found if line and isinstance(moment, datetime)}

    def _names(self, key: str, *, except_type: str = "") -> Iterator[str]:
        for value in _as_list(self._node.get(key)):
            if isinstance(value, Mapping):
                node = value if "name" in value else self._by_id.get(str(value.get("@id")), value)
                if except_type and any(except_type in kind for kind in _types(node)):
                    continue
                value = node.get("name")  # noqa: PLW2901 (a name is a string, or inside a node)
            if line := _line(value):
                yield line


def _is_node(value: object) -> TypeGuard[_Node]:
    return isinstance(value, Mapping)


def _line(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    line = one_line(unescape(re.sub(r"<[^<>]+>", "", value)))
    return line if line and len(line) <= _MAX_CHARACTERS else None


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _types(node: _Node) -> list[str]:
    return [kind for kind in _as_list(node.get("@type")) if isinstance(kind, str)]


def _nodes(tree: HtmlElement) -> Iterator[_Node]:
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", ""):
            try:
                yield from _walk(json.loads(script.text or "", strict=False), depth=_MAX_DEPTH)
            except (ValueError, RecursionError):
                continue  # the page may still have meta elements


def _walk(value: object, *, depth: int) -> Iterator[_Node]:
    """Yield the nodes that describe this page, without those that it lists or links to."""
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
    """Return the node of the page's article, and whether it is certain that this is the one."""
    articles = [node for node in _nodes(tree) if any(map(_ARTICLE.fullmatch, _types(node)))]
    headline = one_line(title)
    with_headline = [
        node for node in articles if headline and _line(node.get("headline")) == headline
    ]
    candidates = with_headline or articles
    is_certain = bool(with_headline) or len(articles) == 1
    return (candidates[0] if candidates else {}), is_certain


def _nodes_by_id(tree: HtmlElement) -> dict[str, _Node]:
    return {str(node["@id"]): node for node in _nodes(tree) if "@id" in node and "name" in node}


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Return meta elements by property, name, itemprop or http-equiv; of duplicates, the first."""
    contents: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key, content = element.get(attribute), element.get("content")
            if key and content:
                contents.setdefault(key if attribute == "itemprop" else key.lower(), content)
    return contents


def _first_date(value: str | None, meta: Mapping[str, str], keys: tuple[str, ...]) -> date | None:
    return next(filter(None, map(parse_date, (value, *(meta.get(key) for key in keys)))), None)


def _language_tags(
    tree: HtmlElement, meta: Mapping[str, str], fields: _NodeFields
) -> Iterator[str | None]:
    root = tree.getroottree().getroot()
    yield root.get("lang") or root.get("xml:lang")
    yield meta.get("content-language")
    yield fields.text("inLanguage")
    yield meta.get("og:locale")
