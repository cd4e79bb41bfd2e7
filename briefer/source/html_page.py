"""Turn an HTML page into an Article: text from trafilatura, metadata from the page itself."""

import re
from collections.abc import Collection, Iterator
from copy import deepcopy
from datetime import date, datetime
from itertools import compress
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
from briefer.source.bylines import split_byline, without_names
from briefer.source.declared_body import declared_paragraphs
from briefer.source.decoding import one_line, without_control_characters, without_excess_attributes
from briefer.source.furniture_lines import without_furniture
from briefer.source.headlines import choose_headline
from briefer.source.language import detect_language
from briefer.source.live_posts import is_live, read_live_blog
from briefer.source.outlets import outlet_names, shown_outlet
from briefer.source.page_blocks import page_blocks
from briefer.source.page_furniture import (
    drop_furniture,
    drop_note_marks,
    lead_of,
)
from briefer.source.page_metadata import PageMetadata, parse_date, read_metadata
from briefer.source.page_verdicts import PageText, is_left_to_script, page_verdict, story_on
from briefer.source.publication_dates import (
    Publication,
    hide_times_in_story,
    publication_of_page,
)
from briefer.source.quotation_credits import join_quotation_credits
from briefer.source.rejections import rejection
from briefer.source.text_verdicts import text_verdict
from briefer.source.visibility.hidden_text import drop_hidden
from briefer.source.visible_words import VisibleWords
from briefer.text.sentences import ends_like_a_sentence

# Elements of trafilatura's output that begin and end a paragraph.
_BLOCK_TAGS: Final = frozenset(
    {"p", "head", "item", "list", "quote", "row", "table", "code", "lb", "div"}
)
_MAIN_TAGS: Final = ("article", "main", "body")
_HIDING: Final = re.compile(r"hidden|display: ?none")
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
    url = clean_address(url)
    html = without_excess_attributes(without_control_characters(html))
    tree = _parse(html) if html.strip() else None
    if tree is None:
        raise rejection("no_text" if html.strip() else "empty", name)
    metadata = read_metadata(tree)
    hidden_passages = drop_hidden(tree)
    hide_times_in_story(tree)
    document = _declared(tree, url)
    declared = clean_address(document.url)
    address = declared or url
    publisher = shown_outlet(tree, [*metadata.publishers, document.sitename], url=address)
    body = _body(tree)
    lines = [block.text for block in page_blocks(tree)]
    if is_left_to_script(tree, body) and metadata.body:
        body = declared_paragraphs(metadata.body)
        lines += body
    visible = VisibleWords(lines)
    headline = choose_headline(
        tree,
        [*metadata.titles, document.title or ""],
        outlets=outlet_names(tree, (*metadata.publishers, document.sitename), url=address),
        text=lead_of(body),
        visible=visible,
    )
    title = headline.text
    paragraphs = _without_title(body, headline.repeated)
    authors, has_other_authors = find_authors(
        tree,
        metadata.authors,
        outlet=publisher,
        headline=title,
        paragraphs=paragraphs,
        visible=visible,
    )
    paragraphs = without_names(split_byline(paragraphs)[1], authors)
    paragraphs = without_furniture(paragraphs, authors=authors, outlet=publisher)
    titles = [title or "", *metadata.titles, document.title or ""]
    blog = None
    if metadata.updates is not None or is_live(titles):
        _, found = _dates(tree, paragraphs, metadata, document, settings)
        days = [_day(moment) for moment in found[:2] if moment]
        day = max(days, default=None)
        blog = read_live_blog(tree, paragraphs, updates=metadata.updates or {}, day=day)
    if blog:
        paragraphs = list(blog.paragraphs)
    headlines = [title] if title else []
    paragraphs = story_on(PageText(tree, paragraphs, headlines, metadata))
    verdict = page_verdict(PageText(tree, paragraphs, headlines, metadata))
    if verdict and not paragraphs and settings.force:
        paragraphs = [block.text for block in page_blocks(tree)]
    if verdict and not (settings.force and paragraphs):
        raise rejection(verdict, name, has_text=bool(paragraphs))
    text = "\n\n".join(paragraphs)
    language, dates = _dates(tree, paragraphs, metadata, document, settings)
    published, modified, overruled_dates = dates
    has_other_publisher = bool(metadata.publishers) and publisher is None
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
        forced_verdict=verdict,
        overruled_metadata=tuple(
            compress(
                ("title", "publisher", "authors"),
                (headline.is_overruled, has_other_publisher, has_other_authors),
            )
        )
        + overruled_dates,
    )


def _dates(
    tree: HtmlElement,
    paragraphs: list[str],
    metadata: PageMetadata,
    document: Document,
    settings: Settings,
) -> tuple[str, Publication]:
    """Return the language of the article, and when it was published and changed."""
    text = "\n\n".join(paragraphs)
    language = settings.language or detect_language(text, declared=metadata.language)
    return language, publication_of_page(
        tree,
        paragraphs,
        language=language,
        region=metadata.region,
        declared=Publication(metadata.published, metadata.modified),
        guessed=parse_date(document.date),
    )


def _parse(html: str) -> HtmlElement | None:
    """Return the page; what was copied out of one may be a single paragraph."""
    tree = load_html(html)
    if tree is None or tree.tag != "html":
        tree = load_html(f"<html><body>{html}</body></html>")
    return tree


def _declared(tree: HtmlElement, url: str | None) -> Document:
    """Return what trafilatura finds about the article on a page, besides its text."""
    # not extensive: a date in the text is often the date of an event, not of publication
    date_params = set_date_params(extensive=False)
    document = extract_metadata(tree, default_url=url, date_config=date_params, extensive=False)
    return document if isinstance(document, Document) else Document()


def _body(tree: HtmlElement) -> list[str]:
    """Return the paragraphs of the article on a page."""
    page = deepcopy(tree)
    _forget_looks(page)
    join_quotation_credits(page)
    drop_furniture(page)
    drop_note_marks(page)
    return article_paragraphs(page, list(_paragraphs(_extract(page)))) or _sentences(page)


def _forget_looks(page: HtmlElement) -> None:
    """Remove what may make extraction leave out text that a reader sees."""
    for element in page.iter(etree.Element):
        element.attrib.pop("aria-hidden", None)
        if _HIDING.search(element.get("style", "")):
            element.attrib.pop("style")


def _sentences(page: HtmlElement) -> list[str]:
    """Return the sentences in the main part of a page that is too short for extraction."""
    main = next((one for tag in _MAIN_TAGS for one in page.iter(tag)), None)
    blocks = page_blocks(main) if main is not None else ()
    return [b.text for b in blocks if b.element.tag == "p" and ends_like_a_sentence(b.text)]


def _extract(tree: HtmlElement) -> Document:
    """Extract the main text with high precision, or with less if that does not find an article."""
    for precision in (True, False):
        document = bare_extraction(
            tree, favor_precision=precision, include_comments=False, with_metadata=False
        )
        if (
            isinstance(document, Document)
            and text_verdict((document.text or "").splitlines()) is None
        ):
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


def _unless_before(published: date | None, modified: date | None) -> date | None:
    """Return ``modified``, or None if it is before the day of publication."""
    if published and modified and _day(modified) < _day(published):
        return None
    return modified


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
