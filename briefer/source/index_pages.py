"""Telling a page of headlines from an article."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from briefer.source.decoding import one_line
from briefer.source.rejections import count_words

_ASIDE: Final = frozenset({"nav", "footer", "aside"})
_HEADLINE_WORDS: Final = 4
_MOST_WORDS_OF_CARD: Final = 120
_MOST_LINKS_OF_CARD: Final = 10
_FEWEST_CARDS: Final = 4
_FEWEST_HEADLINES: Final = 8
_MOST_HEADLINES: Final = 500


def is_listing(tree: HtmlElement, paragraphs: Sequence[str]) -> bool:
    """Tell whether most of the text of a page stands on cards.

    A card is a small part of a page in which a headline links to the story that the rest of it
    announces. An article may be followed by cards; a listing is made of them.

    Args:
        tree: the page.
        paragraphs: the text that was found on it.
    """
    text = " ".join(paragraphs)
    links = islice(_headlines(tree), _MOST_HEADLINES)
    on_cards = [words for link in links if (words := _words_on_card(link, text))]
    return len(on_cards) >= _FEWEST_CARDS and sum(on_cards) * 2 > count_words(text)


def has_many_headlines(tree: HtmlElement) -> bool:
    """Tell whether a page on which no text was found at least has headlines."""
    return sum(1 for _ in _headlines(tree)) >= _FEWEST_HEADLINES


def _headlines(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the links with as many words as a headline, but for those in running text."""
    for link in tree.iter("a"):
        if link.get("href") and not any(around.tag in _ASIDE for around in link.iterancestors()):
            words = one_line(link.text_content())
            around = link.getparent()
            if count_words(words) >= _HEADLINE_WORDS and (
                around is None or around.tag != "p" or one_line(around.text_content()) == words
            ):
                yield link


def _words_on_card(link: HtmlElement, text: str) -> int:
    """Count the words on the card of a headline that are part of ``text``."""
    card, own = link, {link.get("href"), None}
    for around in link.iterancestors():
        links = list(islice(around.iter("a"), _MOST_LINKS_OF_CARD))
        crowded = len(links) == _MOST_LINKS_OF_CARD
        if crowded or any(other.get("href") not in own for other in links):
            break
        if count_words(around.text_content()) > _MOST_WORDS_OF_CARD:
            break
        card = around
    pieces = (one_line(piece) for piece in card.itertext())
    return sum(count_words(piece) for piece in pieces if piece and piece in text)
