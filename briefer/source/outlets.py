"""Find the name of the outlet of a page, in all forms that the page uses.

For example, "The Harrow Post" in ``og:site_name``, in "© 2026 The Harrow Post" and in the address.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from briefer.source.decoding import one_line
from briefer.source.visible_words import VisibleWords
from briefer.text.normalization import fold_name, is_in_order
from briefer.text.papers import PAPER_ALONE

_COPYRIGHT: Final = re.compile(
    r"(?:©|\(c\)|copyright)[\s©–—-]{0,20}+(?:\d{4}(?:\s?[-–—]\s?\d{4})?)?[\s,|–—-]{0,20}(?:by )?"
    r"(?P<name>[^\W\d][^\n.|,©–—·•]{2,40})",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(r"(?<!\s)\s+[-–—|·•»:]\s+|(?<!\s)\s*[|»]\s*|[|»]\s*|:\s+")
_ADDRESS: Final = re.compile(r"[@\\]|://")  # also a part of one, which may have a password
_MAX_WORDS: Final = 6
_MIN_WORDS_OF_SENTENCE: Final = 4
_HOME: Final = frozenset({"", "/", "/index.html", "/index.php", "/home"})


def fold_outlet(name: str) -> str:
    """Return an outlet's name for comparison: "TheHill" and "The Hill" are both "hill"."""
    return re.sub(r"[\W_]+", "", name.casefold()).removeprefix("the")


def looks_like_paper(line: str) -> bool:
    """Return True for a line in capitals, and for a name such as "The Orme Star"."""
    return line.isupper() or re.fullmatch(PAPER_ALONE, line) is not None


def plausible_outlet(*names: str | None) -> str | None:
    """Return the first of ``names`` that is a name, without a slogan after it; or None."""
    for name in names:
        first = _PARTS.split(one_line(name or ""))[0].strip(" @")
        is_sentence = first.endswith((".", "!", "?")) or _is_in_lower_case(first.split())
        is_name = not is_sentence and _ADDRESS.search(first) is None
        if first and len(first.split()) <= _MAX_WORDS and is_name:
            return first
    return None


def _is_in_lower_case(words: Sequence[str]) -> bool:
    """Return True for several words most of which begin with a small letter: a sentence."""
    small = sum(word[0].islower() for word in words)
    return len(words) >= _MIN_WORDS_OF_SENTENCE and small > len(words) / 2


def shown_outlet(tree: HtmlElement, names: Sequence[str | None], *, url: str | None) -> str | None:
    """Return the first of ``names`` that is a name, and that the page shows as its outlet's.

    A name of one word says nothing, and needs no such proof if the page does not name a holder of
    its copyright.

    Args:
        tree: the page.
        names: the names that the page declares for its outlet.
        url: the address of the page.
    """
    outlets = [name for name in map(plausible_outlet, names) if name]
    if not outlets:
        return None
    shown = VisibleWords(_places_of_outlet(tree, url=url))
    holders = [fold_name(name).split() for name in _copyright_holders(tree)]
    return next(
        (
            name
            for name in outlets
            if (len(name.split()) == 1 and not holders)
            or shown.have_name(name)
            # "The Post" for "The Port Alder Post"
            or any(is_in_order(fold_name(name).split(), holder) for holder in holders)
        ),
        None,
    )


def _places_of_outlet(tree: HtmlElement, *, url: str | None) -> Iterator[str]:
    """Yield what stands where a page shows the name of its outlet."""
    yield from _mastheads(tree)
    yield urlsplit(url or "").hostname or ""
    yield from _PARTS.split(one_line(tree.findtext(".//title") or ""))[1:]
    for image in tree.iter("img"):
        yield image.get("alt") or ""
    for element in tree.iter("a", "footer", "header", "nav"):
        is_around = element.tag in {"footer", "nav"} or (
            element.tag == "header" and next(element.iter("h1"), None) is None
        )
        if is_around or (element.tag == "a" and _is_home(element.get("href"))):
            yield one_line(element.text_content())


def outlet_names(tree: HtmlElement, names: Iterable[str | None], *, url: str | None) -> set[str]:
    """Return all names of the outlet of a page: ``names``, and those that the page shows."""
    found = {name for name in names if name}
    found |= {first for name in names if name and (first := plausible_outlet(name))}
    found |= set(_mastheads(tree)) | set(_copyright_holders(tree))
    for host in filter(None, (urlsplit(url or "").hostname,)):
        labels = host.removeprefix("www.").split(".")
        found |= {host.removeprefix("www."), *labels[:-1][-1:]}
    return found


def is_masthead(element: HtmlElement) -> bool:
    """Return True if an element links to the front page."""
    links = [*element.iter("a"), *element.iterancestors("a")]
    return any(_is_home(link.get("href")) for link in links)


def _is_home(href: str | None) -> bool:
    if href is None:
        return False
    try:
        address = urlsplit(href.strip())
    except ValueError:
        return False
    is_page = bool(address.netloc or address.path) and not address.query
    return is_page and address.scheme in {"", "http", "https"} and address.path in _HOME


def _mastheads(tree: HtmlElement) -> Iterator[str]:
    """Yield the words of headings that link to the front page."""
    for heading in tree.iter("h1", "h2"):
        if is_masthead(heading):
            yield one_line(heading.text_content())


def _copyright_holders(tree: HtmlElement) -> Iterator[str]:
    for footer in tree.iter("footer"):
        for match in _COPYRIGHT.finditer(one_line(footer.text_content())):
            name = re.sub(r"\W*\ball rights.*", "", match["name"], flags=re.IGNORECASE)
            if len(name.split()) <= _MAX_WORDS:
                yield name.strip()
