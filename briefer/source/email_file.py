"""Read the article in an e-mail: a newsletter, or an article that somebody forwarded.

The HTML part is read like a page, and else the plain text. Quoted history, signatures, notices such
as "View in browser" and the pictures and links that track readers are left out.
"""

import re
from datetime import date, datetime
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final, NamedTuple

from briefer.errors import NotAnArticleError
from briefer.schema.article import Article
from briefer.settings import Settings
from briefer.source.bylines import names_in_byline
from briefer.source.decoding import normalize_text, one_line
from briefer.source.documents import Document, document_article
from briefer.source.html_page import read_page
from briefer.source.language import detect_language
from briefer.source.mail_html import article_part
from briefer.source.mail_lines import (
    FoundArticle,
    clean_line,
    clean_subject,
    find_article,
    plain_lines,
)
from briefer.source.mime_message import header, messages_in, parse_message, parts_of, text_of
from briefer.source.outlets import plausible_outlet
from briefer.source.rejections import count_words, rejection, require_length
from briefer.source.wrapped_lines import join_wrapped
from briefer.text.numeric_dates import date_order
from briefer.text.stamps import day_of

_LIST_FIELDS: Final = ("List-Id", "List-Unsubscribe", "List-Post", "Precedence")
_SENDER_PARTS: Final = re.compile(r"\s+(?:from|at|von|bei|de|chez|@)\s+|\s*[|,–—]\s*")
_ADDRESS: Final = re.compile(r"<[^<>]*>|\[?mailto:[^\]\s]*\]?|\S+@\S+|\"|\([^()]*\)")
_MAX_SENDER: Final = 500  # characters of a sender that are read
_MAX_DATE: Final = 200  # the same, of a date
_TAG: Final = re.compile(r"<[^<>]*>")
_WITHOUT_TEXT: Final = frozenset({"empty", "needs_script", "no_text", "too_short"})
_TEXT_TYPES: Final = frozenset({"text/html", "text/plain"})
_ARTICLES: Final = ("the ", "die ", "der ", "das ", "le ", "la ", "les ", "el ", "il ", "de ")
_CLOCK: Final = re.compile(r",?\s*\d{1,2}[:.h]\d{2}.*$")
_MIN_LETTERS: Final = 2
_EXACT: Final = re.compile(r"\d{2}:\d{2} (?:[+-]\d{4}|GMT)\b")  # as in a header
_PLATFORM: Final = re.compile(r"\s+via\s+.*")  # which sends for others
_ANY_LANGUAGE: Final = "und"
_AT: Final = re.compile(r"\s+(?:at|um|à|a las|alle|às|om)\s+", re.IGNORECASE)


def read_email(data: bytes, *, name: str, settings: Settings) -> Article:
    """Read the article in an e-mail.

    Args:
        data: the message with its header (RFC 5322).
        name: its name in errors.
        settings: ``language`` overrides the declared and the detected language.

    Raises:
        NotAnArticleError: ``damaged``, ``too_large``, or the message has no article.
    """
    message, bodies = _longest(parse_message(_without_mbox_line(data), name=name), name=name)
    if not bodies:
        raise rejection("no_text", name)
    for body in bodies:  # before any work is done on it
        if not body.is_html:
            require_length(body.text, of=f"the text of {name}", settings=settings)
    rejected: NotAnArticleError | None = None
    for body in bodies:
        read = _read_html if body.is_html else _read_plain
        try:
            return read(body.text, message, name=name, settings=settings)
        except NotAnArticleError as error:
            if error.verdict not in _WITHOUT_TEXT:
                raise
            rejected = rejected or error
    raise rejected or rejection("no_text", name)


def _without_mbox_line(data: bytes) -> bytes:
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    return data.partition(b"\n")[2] if data.startswith(b"From ") else data


class _Body(NamedTuple):
    """The text of a message in one of its forms."""

    text: str
    is_html: bool

    @property
    def words(self) -> int:
        return count_words(_TAG.sub(" ", self.text) if self.is_html else self.text)


def _longest(message: EmailMessage, *, name: str) -> tuple[EmailMessage, list[_Body]]:
    """Return the longest of a message and those attached to it, with the forms of its text."""
    found = [(one, _bodies(one, name=name)) for one in messages_in(message, name=name)]
    return max(found, key=lambda one: max((body.words for body in one[1]), default=0))


def _bodies(message: EmailMessage, *, name: str) -> list[_Body]:
    """Return the text of a message as HTML, if it has that, and as plain text."""
    pages: list[str] = []
    texts: list[str] = []
    for part in parts_of(message, name=name):
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment" or kind not in _TEXT_TYPES:
            continue
        text = text_of(part, name=name)
        if text.strip():
            (pages if kind == "text/html" else texts).append(text)
    bodies = [_Body(max(pages, key=len), is_html=True)] if pages else []
    return [*bodies, _Body("\n\n".join(texts), is_html=False)] if texts else bodies


def _read_html(body: str, message: EmailMessage, *, name: str, settings: Settings) -> Article:
    subject = header(message, "Subject")
    part = article_part(
        body,
        subject=subject,
        sender=_sender_name(header(message, "From")),
        title=clean_subject(subject),
    )
    if part is None:
        raise rejection("no_text", name)
    article = read_page(part.page, url=None, name=name, settings=settings)
    envelope = _envelope(message, part.found, language=article.language)
    return article.model_copy(
        update={
            "title": envelope.title or article.title,
            "publisher": article.publisher or envelope.publisher,
            "authors": article.authors or envelope.authors,
            "published": article.published or envelope.published,
        }
    )


def _read_plain(body: str, message: EmailMessage, *, name: str, settings: Settings) -> Article:
    lines = plain_lines(normalize_text(body))
    found = find_article(
        lines,
        subject=header(message, "Subject"),
        sender=_sender_name(header(message, "From")),
    )
    text = join_wrapped("\n".join(clean_line(lines[index].text) for index in found.lines))
    language = settings.language or detect_language(text)
    envelope = _envelope(message, found, language=language)
    paragraphs = [line for line in text.split("\n") if line.strip()]
    if envelope.title and paragraphs and _fold(paragraphs[0]) == _fold(envelope.title):
        paragraphs = paragraphs[1:]
    return document_article(
        Document(
            paragraphs=paragraphs,
            title=envelope.title,
            authors=envelope.authors,
            publisher=envelope.publisher,
            published=envelope.published,
        ),
        name=name,
        settings=settings,
    )


class _Envelope(NamedTuple):
    """What the header of the message that has the article says."""

    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    published: date | None


def _envelope(message: EmailMessage, found: FoundArticle, *, language: str) -> _Envelope:
    """Return what is known of the article from a header.

    Who forwards an article has neither written nor published it: then the header of the forwarded
    message counts, and if it has no such field, nothing is known.
    """
    if found.is_forwarded:
        sender = found.header.get("from", "")
        title = found.header.get("subject") or header(message, "Subject")
        published = _day(found.header.get("date", ""), language=language)
        is_list = False
    else:
        sender, title = header(message, "From"), header(message, "Subject")
        published = _header_date(header(message, "Date"))
        is_list = any(message.get(field) for field in _LIST_FIELDS)
    authors, publisher = _sender(sender, is_list=is_list)
    return _Envelope(clean_subject(title) or None, authors, publisher, published)


def _sender(words: str, *, is_list: bool) -> tuple[tuple[str, ...], str | None]:
    """Return the author and the publisher in a sender: "Ana Ruiz at The Post" has both."""
    name = _sender_name(words)
    first, *rest = [part for part in _SENDER_PARTS.split(name) if part] or [""]
    persons = names_in_byline(first)
    if not persons or first.casefold().startswith(_ARTICLES):
        return (), plausible_outlet(name)
    if rest:
        return persons, plausible_outlet(rest[0])
    user, _, host = (part.casefold() for part in parseaddr(words)[1].rpartition("@"))
    parts = [part for part in first.casefold().split() if len(part) > _MIN_LETTERS]
    if any(part in user for part in parts):
        return persons, None  # "ana.ruiz@post.example"
    is_outlet = is_list or any(part in host for part in parts)  # "news@harrow-post.example"
    return ((), plausible_outlet(name)) if is_outlet else (persons, None)


def _sender_name(words: str) -> str:
    return _PLATFORM.sub("", one_line(_ADDRESS.sub(" ", words[:_MAX_SENDER]))).strip(" '<>")


def _header_date(words: str) -> datetime | None:
    try:
        return parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _day(words: str, *, language: str) -> date | None:
    """Return the day in the header of a forwarded message, which mail programs write in words."""
    if _EXACT.search(words) and (exact := _header_date(words)):
        return exact
    day = _AT.split(_CLOCK.sub("", words[:_MAX_DATE]), maxsplit=1)[0].strip(" ,")
    order = date_order(day, language=language, region=None)
    # the mail program may speak another language than the article
    found = (day_of(day, one, order) for one in (language, _ANY_LANGUAGE)) if day else ()
    return next(filter(None, found), None)


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
