"""Decide from a page's structure, metadata and words whether it is an article, or what it is.

For example, a page that shows 60 of 900 declared words is a ``paywall``, one whose text is in a
dialog with buttons asks for ``consent``, and one with a field for a password is a ``login``.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from briefer.schema.vocabulary import Verdict
from briefer.source.decoding import one_line
from briefer.source.index_pages import has_many_headlines, is_listing, without_cards
from briefer.source.page_blocks import page_blocks
from briefer.source.page_furniture import class_words
from briefer.source.page_metadata import PageMetadata
from briefer.source.page_phrases import CONSENT, LOGIN_TITLE, NEEDS_SCRIPT, TITLE_PARTS
from briefer.source.rejections import LONG_TEXT_WORDS, MIN_WORDS, count_words
from briefer.source.text_verdicts import (
    is_error,
    is_prompt,
    share_of_consent,
    supports_headline,
    text_verdict,
)

_WALL_WORDS: Final = frozenset(
    "paywall regwall wall barrier gate gateway locked unlock metered truncated muro piano".split()
)
_FADE_WORDS: Final = frozenset("fade fadeout faded gradient truncated blur blurred".split())
_CONSENT_WORDS: Final = frozenset(
    "consent cookie cookies gdpr cmp tcf onetrust didomi usercentrics cookiebot sp_message".split()
)
_ACTIONS: Final = ("a", "button", "input")
_AROUND: Final = frozenset({"header", "footer", "nav", "aside"})
_ROOTS: Final = frozenset({"root", "app", "__next", "__nuxt", "svelte"})

_FEW_WORDS: Final = 60  # of a text that ends at a wall
_MAX_WORDS_IF_NOT_FREE: Final = 100
_MAX_WORDS_OF_DECLARED_TEASER: Final = 150
_MAX_SHARE_OF_TEASER: Final = 0.4
_MIN_SHARE_OF_WHOLE: Final = 0.7
_MAX_MARKED: Final = 100  # elements with a mark that are looked at
_ENOUGH_SIGNS: Final = 2
_MAX_WORDS_OF_LOGIN: Final = 200
_MIN_CONSENT_ON_PAGE: Final = 0.6  # share of its words; its menus have words, too


class PageText(NamedTuple):
    """What extraction found on a page.

    Attributes:
        tree: the page, without hidden text.
        paragraphs: the text of its article.
        headlines: the titles that may be the headline of the article.
        metadata: what the page declares.
    """

    tree: HtmlElement
    paragraphs: Sequence[str]
    headlines: Sequence[str]
    metadata: PageMetadata

    @property
    def text(self) -> str:
        """The text in one string."""
        return "\n\n".join(self.paragraphs)


def story_on(page: PageText) -> list[str]:
    """Return the paragraphs of a page without a request for consent, and without cards.

    They go only if the other paragraphs are a story of their own.
    """
    asked = " ".join(map(_words_of, _consent_containers(page.tree)))
    paragraphs = _unless_all(page, [line for line in page.paragraphs if line not in asked])
    if not page.metadata.is_article and is_listing(page.tree, paragraphs):
        return _unless_all(page, without_cards(page.tree, paragraphs))
    return paragraphs


def _unless_all(page: PageText, rest: list[str]) -> list[str]:
    """Return ``rest`` if it contains the words of the headline, or else all paragraphs."""
    is_long = count_words("\n".join(rest)) >= MIN_WORDS
    is_story = is_long and any(supports_headline(line, rest) for line in page.headlines)
    return rest if is_story else list(page.paragraphs)


def page_verdict(page: PageText) -> Verdict | None:
    """Return what a page is, or None for an article."""
    return next(_verdicts(page), None)


def _verdicts(page: PageText) -> Iterator[Verdict]:
    """Yield what a page may be, the most certain first."""
    words = count_words(page.text)
    visible = _words_of(page.tree)
    title = one_line(page.tree.findtext(".//title") or "")
    if words < MIN_WORDS:
        lines = [block.text for block in page_blocks(page.tree)]
        is_consent = share_of_consent(lines) >= _MIN_CONSENT_ON_PAGE
        if is_consent or _asks_for_consent(page.tree, visible):
            yield "consent"
        if _needs_script(page.tree, visible):
            yield "needs_script"
        if is_error((), title=title):
            yield "error_page"
    verdict = text_verdict(page.paragraphs, title=title or next(iter(page.headlines), None))
    if not any(supports_headline(line, page.paragraphs) for line in page.headlines):
        if verdict == "consent" or _is_consent(page):
            yield "consent"
        if verdict == "error_page" and not page.metadata.is_article:
            yield "error_page"
        if words <= _MAX_WORDS_OF_LOGIN and _is_login(page.tree, title):
            yield "login"
    if verdict == "paywall" or (words >= MIN_WORDS and _is_teaser(page, visible)):
        yield "paywall"
    if verdict in {"empty", "no_text", "too_short", "needs_script"}:
        yield _without_prose(page, verdict)
    if not page.metadata.is_article and is_listing(page.tree, page.paragraphs):
        yield "listing"


def _without_prose(page: PageText, verdict: Verdict) -> Verdict:
    if has_many_headlines(page.tree):
        return "listing"
    return verdict if page.text else "no_text"


def _is_teaser(page: PageText, visible: str) -> bool:
    """Return True if at least two signs say that the page shows only the beginning."""
    words = count_words(page.text)
    if words > LONG_TEXT_WORDS:
        return False
    story = set(page.paragraphs)
    has_prompt = any(
        is_prompt(block.text) and block.text not in story and not _is_around(block.element)
        for block in page_blocks(page.tree)
    )
    has_wall = any(_walls(page))
    signs = (
        has_wall,
        has_prompt,
        _fades_out(page),
        (has_wall or has_prompt) and words <= _FEW_WORDS,
    )
    return _signs_of_metadata(page, words, count_words(visible)) + sum(signs) >= _ENOUGH_SIGNS


def _signs_of_metadata(page: PageText, words: int, visible_words: int) -> int:
    """Return 2 if the metadata alone shows that the page has only the beginning, 1 for a hint."""
    metadata = page.metadata
    declared = metadata.words or 0
    is_in_characters = abs(len(page.text) - declared) < 0.2 * declared
    if is_in_characters or (declared and words >= declared * _MIN_SHARE_OF_WHOLE):
        return 0
    signs = 0
    if words < declared * _MAX_SHARE_OF_TEASER and visible_words < declared * _MIN_SHARE_OF_WHOLE:
        signs += 2 if words <= _MAX_WORDS_OF_DECLARED_TEASER else 1
    if metadata.is_free is False and not _shows_paid_part(page):
        signs += 2 if words <= _MAX_WORDS_IF_NOT_FREE else 1
    return signs


def _shows_paid_part(page: PageText) -> bool:
    """Return True if the page shows the part that it declares not to be free."""
    names = {selector.lstrip(".#") for selector in page.metadata.paid_parts}
    return any(
        names & {*element.get("class", "").split(), element.get("id", "")}
        and count_words(one_line(element.text_content())) >= MIN_WORDS
        for element in page.tree.iter(etree.Element)
    )


def _walls(page: PageText) -> Iterator[bool]:
    """Yield for each element that is marked as a wall whether it asks for an action."""
    lead = next(iter(page.paragraphs), "")
    for element in islice(_marked(page.tree, _WALL_WORDS), _MAX_MARKED):
        if not _is_around(element):
            words = _words_of(element)
            has_action = next(element.iter(*_ACTIONS), None) is not None
            asks = is_prompt(words) if _is_dialog(element) else words != ""
            yield has_action and asks and lead not in words


def _fades_out(page: PageText) -> bool:
    """Return True if an empty element that fades its surroundings out follows the text."""
    last = next(iter(page.paragraphs[-1:]), "")
    parents = (
        element.getparent()
        for element in islice(_marked(page.tree, _FADE_WORDS), _MAX_MARKED)
        if not _is_dialog(element) and not one_line(element.text_content())
    )
    return last != "" and any(
        parent is not None and last in one_line(parent.text_content()) for parent in parents
    )


def _is_consent(page: PageText) -> bool:
    """Return True if most of the text is in a container that asks for consent."""
    inside = " ".join(map(_words_of, _consent_containers(page.tree)))
    found = sum(count_words(line) for line in page.paragraphs if line in inside)
    return found > 0 and found >= _MIN_CONSENT_ON_PAGE * count_words(page.text)


def _asks_for_consent(tree: HtmlElement, visible: str) -> bool:
    """Return True if most of what a page without an article shows asks for consent."""
    words = sum(count_words(_words_of(container)) for container in _consent_containers(tree))
    return words >= MIN_WORDS and words >= _MIN_CONSENT_ON_PAGE * count_words(visible)


def _consent_containers(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the outermost elements that are marked as a request for consent and have buttons."""
    found: set[HtmlElement] = set()
    for element in islice(_marked(tree, _CONSENT_WORDS), _MAX_MARKED):
        if found.intersection(element.iterancestors()):
            continue
        has_choice = sum(1 for _ in element.iter(*_ACTIONS)) > 1
        if has_choice and (not _is_dialog(element) or CONSENT.search(_words_of(element))):
            found.add(element)
            yield element


def _marked(tree: HtmlElement, words: frozenset[str]) -> Iterator[HtmlElement]:
    """Yield the elements that have one of ``words`` in their class or id, and all dialogs."""
    for element in tree.iter(etree.Element):
        is_part = element.tag not in {"html", "body", "main", "article"}
        if is_part and (_is_dialog(element) or not words.isdisjoint(class_words(element))):
            yield element


def _is_dialog(element: HtmlElement) -> bool:
    return element.tag == "dialog" or element.get("role") in {"dialog", "alertdialog"}


def is_left_to_script(tree: HtmlElement, paragraphs: Sequence[str]) -> bool:
    """Return True if a page has no text of its own, and a script that may show one."""
    return count_words("\n".join(paragraphs)) < MIN_WORDS and _needs_script(tree, _words_of(tree))


def _needs_script(tree: HtmlElement, visible: str) -> bool:
    """Return True if a page without text has a script, and says so or has an empty root."""
    notes = " ".join(element.text_content() for element in tree.iter("noscript"))
    if NEEDS_SCRIPT.search(f"{visible} {notes}"):
        return True
    has_script = next(tree.iter("script"), None) is not None
    roots = (element for element in tree.iter("div") if element.get("id") in _ROOTS)
    return has_script and any(not _words_of(root) for root in roots)


def _is_login(tree: HtmlElement, title: str) -> bool:
    """Return True if the main part of a page has a field for a password, or for a login."""
    fields = [field for field in tree.iter("input") if not _is_around(field)]
    is_named = any(LOGIN_TITLE.fullmatch(part.strip()) for part in TITLE_PARTS.split(title))
    return bool(fields) and (is_named or any(f.get("type") == "password" for f in fields))


def _is_around(element: HtmlElement) -> bool:
    return any(other.tag in _AROUND for other in (element, *element.iterancestors()))


def _words_of(element: HtmlElement) -> str:
    return one_line(" ".join(block.text for block in page_blocks(element)))
