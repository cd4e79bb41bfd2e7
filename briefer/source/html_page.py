"""HTML to Article: main text by trafilatura, metadata by what the page declares."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document, set_date_params

from briefer.article import Article
from briefer.settings import Settings
from briefer.source.decoding import one_line
from briefer.source.hidden_text import drop_hidden
from briefer.source.index_pages import has_many_headlines, is_listing
from briefer.source.language import language_of
from briefer.source.page_metadata import Declared, declared_in, moment
from briefer.source.rejections import LONG, Verdict, count_words, is_teaser, judge, refusal

# Elements of trafilatura's body that begin and end a paragraph.
_BLOCKS: Final = frozenset(
    {"p", "head", "item", "list", "quote", "row", "table", "code", "lb", "div"}
)
_NOT_SHOWN: Final = ("script", "style", "template", "head", "svg")
_TITLE_WITHIN: Final = 3
_SEPARATOR: Final = r"\s+(?:[-–—|·•»]|::)\s+|\s*[|»]\s*"  # a bare hyphen stands within words


def read_page(html: str, *, url: str | None, name: str, settings: Settings) -> Article:
    """Read the article on a page.

    Args:
        html: the page's source.
        url: where it was fetched from; None for a file, whose own canonical address is taken.
        name: what errors call the page.
        settings: of which ``language`` overrides the page's own.

    Raises:
        NotAnArticleError: the page holds no article; the verdict says what it is.
    """
    tree = load_html(html) if html.strip() else None
    if tree is None:
        raise refusal("no_text" if html.strip() else "empty", name)
    declared = declared_in(tree)
    drop_hidden(tree)
    found = _extract(tree, url)
    title = _title(declared, found)
    paragraphs = _without_title(list(_paragraphs(found)), title, found.title)
    verdict = _judge(tree, paragraphs, title=title, declared=declared)
    if verdict:
        raise refusal(verdict, name)
    text = "\n\n".join(paragraphs)
    published = declared.published or moment(found.date)
    return Article(
        text=text,
        title=title,
        url=_address(found.url, fetched=url),
        publisher=declared.publisher or found.sitename,
        authors=declared.authors or tuple(filter(None, (found.author or "").split("; "))),
        published=published,
        modified=_unless_before(published, declared.modified),
        language=settings.language or language_of(text, declared=declared.language),
    )


def _extract(tree: HtmlElement, url: str | None) -> Document:
    """Extract with precision, or with balance where precision leaves nothing to judge."""
    for precision in (True, False):
        found = bare_extraction(
            tree,
            url=url,
            favor_precision=precision,
            include_comments=False,
            with_metadata=True,
            # dates named somewhere in the text are as often those of its events
            date_extraction_params=set_date_params(extensive=False),
        )
        if isinstance(found, Document) and judge(found.text or "") is None:
            return found
    return found if isinstance(found, Document) else Document()


def _paragraphs(document: Document) -> Iterator[str]:
    """Yield the paragraphs of trafilatura's body; a row of a table is one, parted by bars."""
    words: list[str] = []
    for event, node in etree.iterwalk(document.body, events=("start", "end")):
        if node.tag in _BLOCKS:
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


def _title(declared: Declared, found: Document) -> str | None:
    """Return the headline that the page declares, or its title, without the outlet behind it."""
    title = one_line(declared.title or found.title or "")
    parts = re.split(_SEPARATOR, title)
    outlets = {_folded(name) for name in (declared.publisher, found.sitename) if name} - {""}
    if len(parts) > 1 and _folded(parts[-1]) in outlets:
        title = title[: title.rindex(parts[-1])]
        title = re.sub(rf"{_SEPARATOR}$", "", title)
    return title or None


def _folded(name: str) -> str:
    """Fold an outlet's name for comparison: "TheHill" is "The Hill"."""
    return re.sub(r"[\W_]+", "", name.casefold()).removeprefix("the")


def _without_title(paragraphs: list[str], *titles: str | None) -> list[str]:
    known = {one_line(title).casefold() for title in titles if title}
    return [
        paragraph
        for index, paragraph in enumerate(paragraphs)
        if index >= _TITLE_WITHIN or paragraph.casefold() not in known
    ]


def _judge(
    tree: HtmlElement, paragraphs: Sequence[str], *, title: str | None, declared: Declared
) -> Verdict | None:
    text = "\n\n".join(paragraphs)
    words = count_words(text)
    if is_teaser(text, free=declared.free, whole=declared.words):
        return "paywall"
    verdict = judge(
        text,
        # What else the page shows is no evidence against a text that is declared to be whole.
        around="" if words > LONG or (declared.free and words) else _shown(tree),
        title=one_line(tree.findtext(".//title") or "") or title,
    )
    if verdict in {"empty", "no_text", "too_short"}:
        return "listing" if has_many_headlines(tree) else "no_text" if not text else verdict
    if verdict is None and not declared.is_article and is_listing(tree, paragraphs):
        return "listing"
    return verdict


def _shown(tree: HtmlElement) -> str:
    """Return all that a reader sees without JavaScript."""
    seen: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            seen.append(element.tail or "")
        elif element.tag in _NOT_SHOWN:
            walk.skip_subtree()
        else:
            seen.append(element.text or "")
    return one_line(" ".join(seen))


def _address(canonical: str | None, *, fetched: str | None) -> str | None:
    """Return the page's canonical address, unless it was fetched from another host."""
    host = urlsplit(canonical or "").hostname
    if not host:
        return fetched
    here = urlsplit(fetched or "").hostname or host
    return canonical if host.removeprefix("www.") == here.removeprefix("www.") else fetched


def _unless_before(published: date | None, modified: date | None) -> date | None:
    if published and modified and _day(modified) < _day(published):
        return None
    return modified


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
