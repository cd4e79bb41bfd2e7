"""Recognise the parts of a page around an article by their markup: captions, prompts, links.

For example, ``<div class="newsletter-signup">`` is a prompt, and ``<p><a>Bridge closed</a></p>`` a
link to another story.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from briefer.source.decoding import one_line
from briefer.source.page_blocks import BLOCK_TAGS, Block
from briefer.source.rejections import count_words
from briefer.text.sentences import ends_like_a_sentence

_FURNITURE_TAGS: Final = frozenset({"figcaption", "figure", "footer", "form", "nav"})
# Words in the class or id of an element. They count only as a whole word: "article-share-bar" has
# the word "share", "shareholders" does not.
_FURNITURE_WORDS: Final = frozenset(
    """ad ads advert advertisement authorbio bio breadcrumb breadcrumbs byline caption captions
    comment comments cookie cookies credit credits disqus dropdown fbcomments menu modal mostread
    newsletter newsletters outbrain pagination paywall popup popular promo promos promoted
    rail readalso readmore recirc recommended recommendations rectangle related rollover rubricator
    share sharing sidebar signup social sponsor sponsored subscribe subscription taboola tags
    teaser teasers toc toolbar tooltip topics trending widget""".split()
)
_WORD: Final = re.compile(r"[a-z]+|[A-Z]+(?![a-z])|[A-Z][a-z]+")
_NOTE_MARK: Final = re.compile(r"\[?\d{1,3}\]?|[*†‡]")
_MAX_SHARE_OF_PAGE: Final = 0.3  # an element with more of the page's text is not around the article
_MAX_LINKED: Final = 0.6
_MAX_PARTS_OF_FIGURE: Final = 8
_MIN_WORDS_OF_LEAD: Final = 15


def drop_furniture(tree: HtmlElement) -> None:
    """Remove the elements of ``tree`` whose markup says that they are not the article's text."""
    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
    etree.strip_elements(tree, "script", "style", "template", with_tail=False)
    total_words = _unlinked_words(tree)
    for element in list(tree.iter(etree.Element)):
        if (
            _is_furniture_element(element)
            and element.getparent() is not None
            and _unlinked_words(element) <= total_words * _MAX_SHARE_OF_PAGE
        ):
            element.drop_tree()


def drop_note_marks(tree: HtmlElement) -> None:
    """Remove the raised numbers of footnotes behind a sentence, not the "2" of "m²"."""
    for mark in list(tree.iter("sup")):
        before = mark.getprevious()
        text = (before.tail if before is not None else mark.getparent().text) or ""
        if _NOTE_MARK.fullmatch(one_line(mark.text_content())) and ends_like_a_sentence(text):
            mark.clear(keep_tail=True)


def lead_of(paragraphs: Sequence[str]) -> str:
    """Return the first paragraph that is longer than a headline or the lines below it."""
    long = (words for words in paragraphs if count_words(words) >= _MIN_WORDS_OF_LEAD)
    return next((words for words in long if ends_like_a_sentence(words)), "")


def is_link_or_caption(block: Block) -> bool:
    """Return True if a block is not a sentence, and is a link to another page or under an image."""
    if ends_like_a_sentence(block.text):
        return False
    return block.linked > _MAX_LINKED or _is_under_image(block)


def class_words(element: HtmlElement) -> Iterator[str]:
    """Yield the words in the class and the id of ``element``, in lower case."""
    for name in (element.get("class", ""), element.get("id", "")):
        yield from (word.lower() for word in _WORD.findall(name))


def _is_furniture_element(element: HtmlElement) -> bool:
    if element.tag in _FURNITURE_TAGS:
        return True
    if element.tag in {"html", "body", "main", "article"} or element.tag.startswith("h"):
        return False
    is_marked = not _FURNITURE_WORDS.isdisjoint(class_words(element))
    return is_marked and (element.tag in BLOCK_TAGS or element.tag in {"span", "small", "cite"})


def _unlinked_words(element: HtmlElement) -> int:
    linked = (count_words(link.text_content()) for link in element.iter("a"))
    return count_words(element.text_content()) - sum(linked)


def _is_under_image(block: Block) -> bool:
    """Return True if an element has nothing but an image and the text of ``block``."""
    return any(
        # not ``len(element)``, for which lxml counts all children
        next(islice(element, _MAX_PARTS_OF_FIGURE, None), None) is None
        and next(element.iter("img", "picture"), None) is not None
        and one_line(element.text_content()) == block.text
        for element in (block.element, block.element.getparent())
        if element is not None
    )
