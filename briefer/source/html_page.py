"""Turn an HTML page into an Article: text from trafilatura, metadata from the page itself."""

import re
from collections.abc import Collection, Iterator, Sequence
from copy import deepcopy
from datetime import date, datetime
from typing import Final

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction, extract_metadata, load_html
from trafilatura.settings import Document, set_date_params

from briefer.addresses import clean_address
from briefer.schema.article import Article
from briefer.settings import Settings
from briefer.source.authors import find_authors
from briefer.source.body_text import article_paragraphs
from briefer.source.bylines import split_byline
from briefer.source.decoding import one_line, without_control_characters
from briefer.source.furniture_lines import without_furniture
from briefer.source.headlines import choose_headline
from briefer.source.index_pages import has_many_headlines, is_listing
from briefer.source.language import detect_language
from briefer.source.live_posts import read_live_blog
from briefer.source.outlets import outlet_names, plausible_outlet
from briefer.source.page_furniture import drop_furniture, ends_like_a_sentence
from briefer.source.page_metadata import PageMetadata, parse_date, read_metadata
from briefer.source.publication_dates import (
    Publication,
    hide_times_in_story,
    publication_of_page,
)
from briefer.source.rejections import (
    LONG_TEXT_WORDS,
    Verdict,
    count_words,
    find_verdict,
    is_teaser,
    rejection,
)
from briefer.source.visibility.hidden_text import drop_hidden

# Elements of trafilatura's output that begin and end a paragraph.
_BLOCK_TAGS: Final = frozenset(
    {"p", "head", "item", "list", "quote", "row", "table", "code", "lb", "div"}
)
_INVISIBLE_TAGS: Final = ("script", "style", "template", "head", "svg")
_MIN_WORDS_OF_LEAD: Final = 15
_MAX_TITLE_CHARACTERS: Final = 300
_LEADING_PARAGRAPHS: Final = 3  # among these, one that repeats the title is removed


def read_page(html: str, *, url: str | None, name: str, settings: Settings) -> Article:
    """Read the article on a page.

    Args:
        html: the page's source.
        url: the address that the page was fetched from; None for a file.
        name: the page's name in errors.
        settings: ``language`` overrides the language that the page declares.

    Returns:
        The article. Its address is the canonical one that the page declares, if any.

    Raises:
        NotAnArticleError: the page has no article; the verdict says what it is instead.
    """
    html = without_control_characters(html)
    tree = load_html(html) if html.strip() else None
    if tree is None:
        raise rejection("no_text" if html.strip() else "empty", name)
    metadata = read_metadata(tree)
    hidden_passages = drop_hidden(tree)
    hide_times_in_story(tree)
    document = _declared(tree, url)
    publisher = metadata.publisher or plausible_outlet(document.sitename)
    body = _body(tree)
    title, repeated = choose_headline(
        tree,
        [
            title[:_MAX_TITLE_CHARACTERS].rstrip()
            for title in (*metadata.titles, document.title, tree.findtext(".//title"))
            if title
        ],
        outlets=outlet_names(tree, (publisher, document.sitename), url=document.url or url),
        text=_lead(body),
    )
    paragraphs = _without_title(body, repeated)
    authors = find_authors(
        tree,
        metadata.authors,
        outlet=publisher,
        headline=title,
        text=_lead(paragraphs),
    )
    paragraphs = without_furniture(split_byline(paragraphs)[1], authors=authors)
    blog = read_live_blog(tree, paragraphs, title=title, updates=metadata.updates)
    if blog:
        paragraphs = list(blog.paragraphs)
    verdict = _find_verdict(tree, paragraphs, title=title, metadata=metadata)
    if verdict:
        raise rejection(verdict, name)
    text = "\n\n".join(paragraphs)
    language = settings.language or detect_language(text, declared=metadata.language)
    published, modified = publication_of_page(
        tree,
        paragraphs,
        language=language,
        region=metadata.region,
        declared=Publication(metadata.published, metadata.modified),
        guessed=parse_date(document.date),
    )
    declared = clean_address(document.url)
    return Article(
        text=text,
        title=title,
        url=declared,
        url_declared=declared is not None,
        publisher=publisher,
        authors=authors,
        published=published,
        modified=_unless_before(published, modified),
        language=language,
        region=metadata.region,
        posts=blog.posts if blog else (),
        hidden_passages=hidden_passages,
    )


def _declared(tree: HtmlElement, url: str | None) -> Document:
    """Return what trafilatura finds about the article on a page, besides its text."""
    # not extensive: a date in the text is often the date of an event, not of publication
    date_params = set_date_params(extensive=False)
    document = extract_metadata(tree, default_url=url, date_config=date_params, extensive=False)
    return document if isinstance(document, Document) else Document()


def _body(tree: HtmlElement) -> list[str]:
    """Return the paragraphs of the article on a page."""
    page = deepcopy(tree)
    drop_furniture(page)
    return article_paragraphs(page, list(_paragraphs(_extract(page))))


def _extract(tree: HtmlElement) -> Document:
    """Extract the main text with high precision, or with less if that does not find an article."""
    for precision in (True, False):
        document = bare_extraction(
            tree, favor_precision=precision, include_comments=False, with_metadata=False
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


def _lead(paragraphs: Sequence[str]) -> str:
    """Return the first paragraph that is longer than a headline or the lines below it."""
    long = (words for words in paragraphs if count_words(words) >= _MIN_WORDS_OF_LEAD)
    return next((words for words in long if ends_like_a_sentence(words)), "")


def _without_title(paragraphs: list[str], titles: Collection[str]) -> list[str]:
    """Return the paragraphs below the headline; what is above it are labels and dates."""
    folded_titles = {_fold(title) for title in titles} - {""}
    top = paragraphs[:_LEADING_PARAGRAPHS]
    repeated = [index for index, words in enumerate(top) if _fold(words) in folded_titles]
    kept = [
        words
        for index, words in enumerate(top)
        if index not in repeated
        and (not repeated or index > repeated[-1] or ends_like_a_sentence(words))
    ]
    return [*kept, *paragraphs[_LEADING_PARAGRAPHS:]]


def _fold(title: str) -> str:
    return re.sub(r"[\W_]+", "", title.casefold())


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


def _unless_before(published: date | None, modified: date | None) -> date | None:
    """Return ``modified``, or None if it is before the day of publication."""
    if published and modified and _day(modified) < _day(published):
        return None
    return modified


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
