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
    words_by_card = [
        words for card in _cards(tree) if (words := sum(map(count_words, _pieces(card, text))))
    ]
    return len(words_by_card) >= _MIN_CARDS and sum(words_by_card) * 2 > count_words(text)


def without_cards(tree: HtmlElement, paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs that are not on a card."""
    text = " ".join(paragraphs)
    on_cards = {piece for card in _cards(tree) for piece in _pieces(card, text)}
    return [paragraph for paragraph in paragraphs if paragraph not in on_cards]


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


def _cards(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the cards of the first headlines of a page."""
    for link in islice(_headlines(tree), _MAX_HEADLINES):
        card, own_targets = link, {link.get("href"), None}
        for ancestor in link.iterancestors():
            links = list(islice(ancestor.iter("a"), _MAX_CARD_LINKS))
            has_many_links = len(links) == _MAX_CARD_LINKS
            if has_many_links or any(other.get("href") not in own_targets for other in links):
                break
            if count_words(ancestor.text_content()) > _MAX_CARD_WORDS:
                break
            card = ancestor
        yield card


def _pieces(card: HtmlElement, text: str) -> Iterator[str]:
    """Yield the pieces of text on a card that are part of ``text``."""
    pieces = map(one_line, card.itertext())
    return (piece for piece in pieces if piece and piece in text)
