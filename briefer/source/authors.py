"""Find the authors of the article on a page: those that it declares, and those of its byline.

A name next to another story, such as "42 minutes ago, Ana Ruiz" on a card, is not an author.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from briefer.source.bylines import is_byline, names_all, names_in_byline, names_in_line_of_names
from briefer.source.decoding import one_line
from briefer.source.page_blocks import HEADING_TAGS, page_blocks
from briefer.source.page_furniture import class_words, lead_of
from briefer.source.visible_words import VisibleWords
from briefer.text.sentences import ends_like_a_sentence

_META: Final = frozenset(
    """author article:author authors byl byline citation_author creator dc.creator dcterms.creator
    parsely-author sailthru.author""".split()
)
_MARKS: Final = frozenset(
    """auteur auteurs auth author authors autor autora autore autoren autores by byline bylines
    contributor contributors creator firma forfatter redacteur reporter signature skribent writer
    writers""".split()
)
_AROUND: Final = frozenset({"nav", "footer", "aside", "figure", "form", "script", "style"})
_MAX_LENGTH: Final = 300
_MAX_LENGTH_OF_LINE: Final = 120
_MIN_CHARACTERS_OF_TEXT: Final = 12
_MAX_WORDS_OF_NEW_NAME: Final = 3
_LAST_PARAGRAPHS: Final = 2
_MAX_WORDS_OF_NOTE: Final = 40  # on an author: "Ana Ruiz is a columnist of The Post."
_FIRST_PARAGRAPHS: Final = 2
_MAX_WORDS_OF_LINE: Final = 12
_WORDS_OF_CREDIT: Final = 8


class Authors(NamedTuple):
    """The authors of the article on a page.

    Attributes:
        names: their names, in the order of the byline.
        is_overruled: whether the page declares an author whom it does not show as one.
    """

    names: tuple[str, ...]
    is_overruled: bool = False


def find_authors(
    tree: HtmlElement,
    declared: Sequence[str],
    *,
    outlet: str | None,
    headline: str | None,
    paragraphs: Sequence[str],
    visible: VisibleWords,
) -> Authors:
    """Find the authors of the article on a page.

    A declared author counts if the page names them beside its story. One whom it names nowhere
    counts if no byline has another, and none of the words of the name is on the page: then it is
    neither a person of the story nor a statement about one.

    Args:
        tree: the page.
        declared: the authors in the page's JSON-LD.
        outlet: the name of the publisher, which is not an author.
        headline: the headline; the byline follows it.
        paragraphs: the text of the article; the byline stands above its first paragraph.
        visible: the words that the page shows.
    """
    values = list(declared) if _persons(declared, outlet) else list(_meta(tree))
    known = _persons(values, outlet)
    lines = [*_bylines(tree, headline=headline or "", text=lead_of(paragraphs))]
    lines += _lines_of(known, paragraphs)
    bylines = [_persons([line], outlet, single=False) for line in lines]
    shown = tuple(dict.fromkeys(name for names in bylines for name in names))
    has_statement = any(map(_is_statement, declared))
    if complete := next((names for names in bylines if known and names_all(names, known)), ()):
        return Authors(complete, is_overruled=has_statement)
    beside = VisibleWords(_beside(tree, paragraphs))
    true = tuple(name for name in known if beside.have_name(name))
    if not true and not shown:
        true = tuple(name for name in known if _is_new(name, visible))
    return Authors(true or shown, is_overruled=has_statement or true != known)


def _lines_of(authors: Sequence[str], paragraphs: Sequence[str]) -> Iterator[str]:
    """Yield the lines of names above a text, the first that of an author: "Ida Brook, Ola Lind"."""
    for line in paragraphs[:_FIRST_PARAGRAPHS]:
        is_line = len(line.split()) <= _MAX_WORDS_OF_LINE and not ends_like_a_sentence(line)
        if is_line and names_all(authors, names_in_line_of_names(line)[:1] or [line]):
            yield line


def _beside(tree: HtmlElement, paragraphs: Sequence[str]) -> Iterator[str]:
    """Yield what the page shows beside its story, and the notes on an author that end the story."""
    story = set(paragraphs)
    for block in page_blocks(tree):
        if block.text not in story:
            yield block.text
    for paragraph in paragraphs[-_LAST_PARAGRAPHS:]:
        words = paragraph.split()
        if len(words) <= _MAX_WORDS_OF_NOTE:
            yield " ".join(words[:_WORDS_OF_CREDIT])


def _is_new(name: str, visible: VisibleWords) -> bool:
    words = name.split()
    return len(words) <= _MAX_WORDS_OF_NEW_NAME and not any(map(visible.have_name, words))


def _is_statement(value: str) -> bool:
    """Return True if a declared author is a sentence, or a part of one."""
    return len(value.split()) > _MAX_WORDS_OF_NEW_NAME and not names_in_byline(value, single=True)


def _persons(lines: Iterable[str], outlet: str | None, *, single: bool = True) -> tuple[str, ...]:
    names = (name for line in lines for name in names_in_byline(line, outlet=outlet, single=single))
    return tuple(dict.fromkeys(names))


def _meta(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("meta"):
        key = element.get("name") or element.get("property") or ""
        content = element.get("content") or ""
        if key.lower() in _META and "://" not in content:
            yield content


def _bylines(tree: HtmlElement, *, headline: str, text: str) -> Iterator[str]:
    """Yield the bylines between the headline and the text, or above the text without a headline.

    Without any, those below the text count that are marked as that of its author.
    """
    lines: list[str] = []
    inside: HtmlElement | None = None
    is_below = False
    for element in tree.iter(etree.Element):
        start = one_line(element.text or "")
        if len(start) >= _MIN_CHARACTERS_OF_TEXT and text.startswith(start):
            if lines:
                break
            is_below = True
        if is_below and element.get("itemprop") != "author" and element.get("rel") != "author":
            continue
        if element.tag in {"h1", "h2", "h3"} and headline in one_line(element.text_content()):
            lines.clear()
        if (inside is None or inside not in element.iterancestors()) and _is_byline(element):
            inside = element
            lines.append(" | ".join(filter(None, map(one_line, element.itertext()))))
        elif element.tag in HEADING_TAGS and is_byline(after := one_line(element.tail or "")):
            lines.append(after)  # bare text between the headline and the story
    yield from lines


def _is_byline(element: HtmlElement) -> bool:
    if element.tag in {"html", "body", "main", "article", "head", "meta", "link"} or any(
        ancestor.tag in _AROUND for ancestor in (element, *element.iterancestors())
    ):
        return False
    is_marked = (
        element.get("rel") == "author"
        or element.get("itemprop") == "author"
        or not _MARKS.isdisjoint(class_words(element))
    )
    line = one_line(element.text_content())
    if is_marked:
        return 0 < len(line) <= _MAX_LENGTH
    return len(line) <= _MAX_LENGTH_OF_LINE and is_byline(line)
