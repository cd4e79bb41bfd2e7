"""Distinguish a page that lists headlines, such as a front page, from an article."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from briefer.source.decoding import one_line
from briefer.source.rejections import count_words

_NAVIGATION_TAGS: Final = frozenset({"nav", "footer", "aside"})
_MIN_HEADLINE_WORDS: Final = 4
_MAX_CARD_WORDS: Final = 120
_MAX_CARD_LINKS: Final = 10
_MIN_CARDS: Final = 4
_MIN_HEADLINES: Final = 8
_MAX_HEADLINES: Final = 500


def is_listing(tree: HtmlElement, paragraphs: Sequence[str]) -> bool:
    """Return True if most of the text of a page is on cards.

    A card is a small part of a page that announces a story and whose headline links to it. An
    article may have cards after its text; a listing consists of them.

    Args:
        tree: the page.
        paragraphs: the text that was extracted from it.
    """
    text = " ".join(paragraphs)
    links = islice(_headlines(tree), _MAX_HEADLINES)
    words_by_card = [words for link in links if (words := _words_on_card(link, text))]
    return len(words_by_card) >= _MIN_CARDS and sum(words_by_card) * 2 > count_words(text)


def has_many_headlines(tree: HtmlElement) -> bool:
    """Return True if a page has many headlines, even if no text was extracted from it."""
    return sum(1 for _ in _headlines(tree)) >= _MIN_HEADLINES


def _headlines(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the links that have as many words as a headline and are not part of a sentence."""
    for link in tree.iter("a"):
        in_navigation = any(element.tag in _NAVIGATION_TAGS for element in link.iterancestors())
        if link.get("href") and not in_navigation:
            label = one_line(link.text_content())
            parent = link.getparent()
            if count_words(label) >= _MIN_HEADLINE_WORDS and (
                parent is None or parent.tag != "p" or one_line(parent.text_content()) == label
            ):
                yield link


def _words_on_card(link: HtmlElement, text: str) -> int:
    """Count the words on the card of a headline that are part of ``text``."""
    card, own_targets = link, {link.get("href"), None}
    for ancestor in link.iterancestors():
        links = list(islice(ancestor.iter("a"), _MAX_CARD_LINKS))
        has_many_links = len(links) == _MAX_CARD_LINKS
        if has_many_links or any(other.get("href") not in own_targets for other in links):
            break
        if count_words(ancestor.text_content()) > _MAX_CARD_WORDS:
            break
        card = ancestor
    pieces = (one_line(piece) for piece in card.itertext())
    return sum(count_words(piece) for piece in pieces if piece and piece in text)
