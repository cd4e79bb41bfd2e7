"""Turn the paragraphs and metadata of a document, such as a PDF or an e-mail, into an Article."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from briefer.schema.article import Article
from briefer.settings import Settings
from briefer.source.bylines import names_in_byline, split_byline
from briefer.source.decoding import one_line
from briefer.source.furniture_lines import without_furniture
from briefer.source.headlines import clean_headline
from briefer.source.language import detect_language
from briefer.source.publication_dates import publication_of_text
from briefer.source.text_verdicts import require_article
from briefer.text.stamps import stamps_in


class Document(NamedTuple):
    """What a document says about its article.

    Attributes:
        paragraphs: its text, without the title.
        title: its headline.
        authors: the names that it declares; a byline in the text goes first.
        publisher: the name of the outlet.
        url: where the article was published.
        published: the day that it declares; a day in the text goes first.
        language: the language that it declares.
        head: lines above the headline or at the edge of a page, such as "Friday, 8 May 2026"; only
            their dates count.
        hidden_passages: the text that a reader does not see, which is not in ``paragraphs``.
    """

    paragraphs: Sequence[str]
    title: str | None = None
    authors: Sequence[str] = ()
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    head: Sequence[str] = ()
    hidden_passages: tuple[str, ...] = ()


def document_article(document: Document, *, name: str, settings: Settings) -> Article:
    """Return the article of a document.

    Args:
        document: its text and metadata.
        name: its name in errors.
        settings: ``language`` overrides the declared and the detected language.

    Raises:
        NotAnArticleError: the document has no article.
    """
    authors, paragraphs = split_byline([*filter(None, map(one_line, document.paragraphs))])
    declared = (names_in_byline(author) for author in document.authors)
    authors = authors or tuple(dict.fromkeys(person for names in declared for person in names))
    kept = without_furniture(paragraphs, authors=authors)
    text = "\n\n".join(kept)
    title = clean_headline(document.title) if document.title else None
    verdict = require_article(kept, title=title, name=name, settings=settings)
    language = settings.language or detect_language(text, declared=document.language)
    dates = dict.fromkeys(line for line in document.head if stamps_in(line))
    stated = publication_of_text([*dates, *paragraphs], language=language)
    return Article(
        text=text,
        title=title or None,
        url=document.url,
        publisher=document.publisher,
        authors=authors,
        published=stated.published or document.published,
        modified=stated.modified,
        language=language,
        hidden_passages=document.hidden_passages,
        forced_verdict=verdict,
    )
