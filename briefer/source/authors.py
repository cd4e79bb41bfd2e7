"""Find the authors of the article on a page: those that it declares, and those of its byline.

A name next to another story, such as "42 minutes ago, Ana Ruiz" on a card, is not an author.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from briefer.source.bylines import is_byline, names_all, names_in_byline
from briefer.source.decoding import one_line
from briefer.source.page_furniture import class_words

_META: Final = frozenset(
    """author article:author authors byl byline citation_author creator dc.creator dcterms.creator
    parsely-author sailthru.author""".split()
)
_MARKS: Final = frozenset(
    "author authors byline bylines contributor contributors creator reporter writer writers".split()
)
_AROUND: Final = frozenset({"nav", "footer", "aside", "figure", "form", "script", "style"})
_MAX_LENGTH: Final = 300
_MAX_LENGTH_OF_LINE: Final = 120
_MIN_CHARACTERS_OF_TEXT: Final = 12


def find_authors(
    tree: HtmlElement,
    declared: Sequence[str],
    *,
    outlet: str | None,
    headline: str | None,
    text: str,
) -> tuple[str, ...]:
    """Return the authors of the article on a page, in the order of the byline.

    Args:
        tree: the page.
        declared: the authors in the page's JSON-LD.
        outlet: the name of the publisher, which is not an author.
        headline: the headline; the byline follows it.
        text: the text of the article; the byline stands above it.
    """
    known = _persons(declared, outlet) or _persons(_meta(tree), outlet)
    bylines = list(_bylines(tree, headline=headline or "", text=text))
    if not known:
        return _persons(bylines, outlet, single=False)
    shown = (_persons([line], outlet, single=False) for line in bylines)
    return next((names for names in shown if names_all(names, known)), known)


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
    """Yield the bylines between the headline and the text, or above the text without a headline."""
    lines: list[str] = []
    inside: HtmlElement | None = None
    for element in tree.iter(etree.Element):
        start = one_line(element.text or "")
        if len(start) >= _MIN_CHARACTERS_OF_TEXT and text.startswith(start):
            break
        if element.tag in {"h1", "h2", "h3"} and headline in one_line(element.text_content()):
            lines.clear()
        elif (inside is None or inside not in element.iterancestors()) and _is_byline(element):
            inside = element
            lines.append(" | ".join(filter(None, map(one_line, element.itertext()))))
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
