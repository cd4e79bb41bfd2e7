"""Turn an HTML page into an Article: text from trafilatura, metadata from the page itself."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document, set_date_params

from briefer.schema.article import Article
from briefer.settings import Settings
from briefer.source.decoding import one_line
from briefer.source.hidden_text import drop_hidden
from briefer.source.index_pages import has_many_headlines, is_listing
from briefer.source.language import detect_language
from briefer.source.page_metadata import PageMetadata, parse_date, read_metadata
from briefer.source.rejections import (
    LONG_TEXT_WORDS,
    Verdict,
    count_words,
    find_verdict,
    is_teaser,
    rejection,
)

# Elements of trafilatura's output that begin and end a paragraph.
_BLOCK_TAGS: Final = frozenset(
    {"p", "head", "item", "list", "quote", "row", "table", "code", "lb", "div"}
)
_INVISIBLE_TAGS: Final = ("script", "style", "template", "head", "svg")
_LEADING_PARAGRAPHS: Final = 3  # among these, one that repeats the title is removed
_SEPARATOR: Final = r"\s+(?:[-–—|·•»]|::)\s+|\s*[|»]\s*"  # a hyphen without spaces is in a word


def read_page(html: str, *, url: str | None, name: str, settings: Settings) -> Article:
    """Read the article on a page.

    Args:
        html: the page's source.
        url: the address that the page was fetched from; None for a file.
        name: the page's name in errors.
        settings: ``language`` overrides the language that the page declares.

    Returns:
        The article. Its address is the canonical one, unless that is on another host than ``url``.

    Raises:
        NotAnArticleError: the page has no article; the verdict says what it is instead.
    """
    tree = load_html(html) if html.strip() else None
    if tree is None:
        raise rejection("no_text" if html.strip() else "empty", name)
    metadata = read_metadata(tree)
    drop_hidden(tree)
    document = _extract(tree, url)
    title = _title(metadata, document)
    paragraphs = _without_title(list(_paragraphs(document)), title, document.title)
    verdict = _find_verdict(tree, paragraphs, title=title, metadata=metadata)
    if verdict:
        raise rejection(verdict, name)
    text = "\n\n".join(paragraphs)
    published = metadata.published or parse_date(document.date)
    return Article(
        text=text,
        title=title,
        url=_address(document.url, fetched=url),
        publisher=metadata.publisher or document.sitename,
        authors=metadata.authors or tuple(filter(None, (document.author or "").split("; "))),
        published=published,
        modified=_unless_before(published, metadata.modified),
        language=settings.language or detect_language(text, declared=metadata.language),
    )


def _extract(tree: HtmlElement, url: str | None) -> Document:
    """Extract the main text with high precision, or with less if that does not find an article."""
    for precision in (True, False):
        document = bare_extraction(
            tree,
            url=url,
            favor_precision=precision,
            include_comments=False,
            with_metadata=True,
            # not extensive: a date in the text is often the date of an event, not of publication
            date_extraction_params=set_date_params(extensive=False),
        )
        if isinstance(document, Document) and find_verdict(document.text or "") is None:
            return document
    return document if isinstance(document, Document) else Document()


def _paragraphs(document: Document) -> Iterator[str]:
    """Yield the paragraphs of the text; a table row is one, with " | " between its cells."""
    words: list[str] = []
    for event, node in etree.iterwalk(document.body, events=("start", "end")):
        if node.tag in _BLOCK_TAGS:
            paragraph = one_line("".join(words)).strip("| ")
            words.clear()
            if paragraph:
                yield paragraph
        if event == "start":
            words.append(node.text or "")
        else:
            words.append(" | " if node.tag == "cell" else "")
            words.append(node.tail or "")
    if paragraph := one_line("".join(words)).strip("| "):
        yield paragraph


def _title(metadata: PageMetadata, document: Document) -> str | None:
    """Return the headline or title of the page, without " | The Post" or similar at its end."""
    title = one_line(metadata.title or document.title or "")
    parts = re.split(_SEPARATOR, title)
    outlets = {_fold(name) for name in (metadata.publisher, document.sitename) if name} - {""}
    if len(parts) > 1 and _fold(parts[-1]) in outlets:
        title = title[: title.rindex(parts[-1])]
        title = re.sub(rf"{_SEPARATOR}$", "", title)
    return title or None


def _fold(name: str) -> str:
    """Return an outlet's name for comparison: "TheHill" and "The Hill" are both "hill"."""
    return re.sub(r"[\W_]+", "", name.casefold()).removeprefix("the")


def _without_title(paragraphs: list[str], *titles: str | None) -> list[str]:
    folded_titles = {one_line(title).casefold() for title in titles if title}
    return [
        paragraph
        for index, paragraph in enumerate(paragraphs)
        if index >= _LEADING_PARAGRAPHS or paragraph.casefold() not in folded_titles
    ]


def _find_verdict(
    tree: HtmlElement, paragraphs: Sequence[str], *, title: str | None, metadata: PageMetadata
) -> Verdict | None:
    text = "\n\n".join(paragraphs)
    words = count_words(text)
    if is_teaser(text, is_free=metadata.is_free, declared_words=metadata.words):
        return "paywall"
    # If the page declares its text to be free, "subscribe" elsewhere on it is only advertising.
    is_complete = words > LONG_TEXT_WORDS or (metadata.is_free and words)
    verdict = find_verdict(
        text,
        page_text="" if is_complete else _visible_text(tree),
        title=one_line(tree.findtext(".//title") or "") or title,
    )
    if verdict in {"empty", "no_text", "too_short"}:
        return "listing" if has_many_headlines(tree) else "no_text" if not text else verdict
    if verdict is None and not metadata.is_article and is_listing(tree, paragraphs):
        return "listing"
    return verdict


def _visible_text(tree: HtmlElement) -> str:
    """Return all text that a reader sees without JavaScript."""
    pieces: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            pieces.append(element.tail or "")
        elif element.tag in _INVISIBLE_TAGS:
            walk.skip_subtree()
        else:
            pieces.append(element.text or "")
    return one_line(" ".join(pieces))


def _address(canonical: str | None, *, fetched: str | None) -> str | None:
    """Return the page's canonical address, unless the page was fetched from another host."""
    host = urlsplit(canonical or "").hostname
    if not host:
        return fetched
    fetched_host = urlsplit(fetched or "").hostname or host
    is_same_host = host.removeprefix("www.") == fetched_host.removeprefix("www.")
    return canonical if is_same_host else fetched


def _unless_before(published: date | None, modified: date | None) -> date | None:
    """Return ``modified``, or None if it is before the day of publication."""
    if published and modified and _day(modified) < _day(published):
        return None
    return modified


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
