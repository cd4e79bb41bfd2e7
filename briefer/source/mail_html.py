"""Cut an e-mail in HTML down to its article, so that it can be read like any page."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement, document_fromstring, tostring

from briefer.source.decoding import one_line
from briefer.source.mail_lines import FoundArticle, MailLine, find_article
from briefer.source.page_furniture import class_words

_BLOCK_TAGS: Final = frozenset(
    "address article aside blockquote body br center dd div dl dt figcaption footer form h1 h2 h3 "
    "h4 h5 h6 header hr li main ol p pre section table tbody td th tr ul".split()
)
_CODE_TAGS: Final = frozenset({"head", "script", "style", "title"})
_QUOTE_CLASSES: Final = frozenset({"gmail_quote", "yahoo_quoted", "protonmail_quote"})
_SIGNATURE_CLASSES: Final = frozenset(
    {"gmail_signature", "moz-signature", "protonmail_signature_block", "signature"}
)
_SIGNATURE_IDS: Final = frozenset({"signature", "ms-outlook-mobile-signature"})


class ArticlePart(NamedTuple):
    """The article of an e-mail as a page, and what the lines of the e-mail say about it."""

    page: str
    found: FoundArticle


def article_part(html: str, *, subject: str, sender: str, title: str) -> ArticlePart | None:
    """Return the part of an e-mail that is its article, or None if there is no text.

    Args:
        html: the e-mail.
        subject: its subject.
        sender: the name of its sender.
        title: the title that the page shall have; a forwarded subject goes first.
    """
    # the parser would take a declared encoding for that of the string
    tree = document_fromstring(html.encode(), parser=etree.HTMLParser(encoding="utf-8"))
    lines = _lines(tree)
    found = find_article([line.words for line in lines], subject=subject, sender=sender)
    if not found.lines:
        return None
    kept = set(found.lines)
    for number, line in enumerate(lines):
        if number not in kept:
            line.blank()
    _set_title(tree, found.header.get("subject", title))
    return ArticlePart(tostring(tree, encoding="unicode"), found)


class _Place(NamedTuple):
    """Where a text is: in an element, or after it."""

    element: HtmlElement
    is_tail: bool


class _Line(NamedTuple):
    words: MailLine
    places: Sequence[_Place]

    def blank(self) -> None:
        for element, is_tail in self.places:
            if is_tail:
                element.tail = " "
            else:
                element.text = " "


def _lines(tree: HtmlElement) -> list[_Line]:
    """Return the lines that a reader sees, with the places of their texts."""
    lines: list[_Line] = []
    places: list[_Place] = []
    depth = signatures = 0

    def end_line() -> None:
        texts = (place.element.tail if place.is_tail else place.element.text for place in places)
        words = one_line("".join(text or "" for text in texts))
        if words:
            lines.append(_Line(MailLine(words, depth, signatures > 0), tuple(places)))
        places.clear()

    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        is_code = not isinstance(element.tag, str) or element.tag in _CODE_TAGS
        if element.tag in _BLOCK_TAGS:
            end_line()
        if event == "start":
            if is_code:
                walk.skip_subtree()
            else:
                depth += _is_quote(element)
                signatures += _is_signature(element)
                places.append(_Place(element, is_tail=False))
        else:
            if not is_code:
                depth -= _is_quote(element)
                signatures -= _is_signature(element)
            places.append(_Place(element, is_tail=True))
    end_line()
    return lines


def _is_quote(element: HtmlElement) -> bool:
    return element.tag == "blockquote" and (
        element.get("type") == "cite"
        or not _QUOTE_CLASSES.isdisjoint(element.get("class", "").lower().split())
    )


def _is_signature(element: HtmlElement) -> bool:
    return (element.get("id") or "").lower() in _SIGNATURE_IDS or not (
        _SIGNATURE_CLASSES.isdisjoint(class_words(element))
    )


def _set_title(tree: HtmlElement, title: str) -> None:
    """Give a page the title of the message; that of its own is often that of a template."""
    head = tree.find("head")
    if head is None:
        head = etree.SubElement(tree, "head")
        tree.insert(0, head)
    for own in list(head.iter("title")):
        head.remove(own) if own.getparent() is head else own.drop_tree()
    if title:
        etree.SubElement(head, "title").text = title
        etree.SubElement(head, "meta", {"property": "og:title", "content": title})
