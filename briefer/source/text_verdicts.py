"""Decide from the words of a source whether it is an article, and if not, what it is.

A phrase such as "Subscribe to continue reading" never decides alone. It counts where it ends the
text, and phrases of an error or of a request for consent count only if the text does not support
the headline above it: an article about cookies has a headline about cookies.
"""

import re
from collections.abc import Sequence
from typing import Final

from briefer.schema.vocabulary import Verdict
from briefer.settings import Settings
from briefer.source.page_phrases import (
    ABOUT_SITE,
    CONSENT,
    ERROR,
    ERROR_TITLE,
    NEEDS_SCRIPT,
    PAYWALL,
    TITLE_PARTS,
)
from briefer.source.rejections import LONG_TEXT_WORDS, MIN_WORDS, count_words, rejection
from briefer.source.visible_words import VisibleWords, count_facts

_MAX_WORDS_OF_PROMPT: Final = 30
_MAX_LINES_OF_OFFER: Final = 8
_MAX_WORDS_OF_OFFER: Final = 15  # in a line below a prompt: "Unlimited reading", "Fewer ads"
_MAX_WORDS_OF_TEASER: Final = 200
_MAX_WORDS_OF_ERROR: Final = 120
_MIN_CONSENT_IN_TEXT: Final = 0.75  # share of its words
_MIN_CONSENT_PHRASES: Final = 3
_MIN_FACTS_OF_HEADLINE: Final = 3
_MIN_SHARE_OF_HEADLINE: Final = 0.5
_SITE_NAME: Final = re.compile(r"\b(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,63}\b")
_QUOTED: Final = re.compile(r"[“„«\"][^“”„«»\"]{1,200}[”“»\"]|「[^」]{1,200}」")


def require_article(
    paragraphs: Sequence[str], *, title: str | None, name: str, settings: Settings
) -> Verdict | None:
    """Reject a text that is no article; return its verdict if its brief is forced.

    Args:
        paragraphs: the paragraphs of the text.
        title: its title.
        name: the source's name in errors.
        settings: ``force`` accepts what is no article if it has any text.

    Raises:
        NotAnArticleError: the text is not an article.
    """
    has_text = any(map(str.strip, paragraphs))
    verdict = text_verdict(paragraphs, title=title)
    if verdict and not (settings.force and has_text):
        raise rejection(verdict, name, has_text=has_text)
    return verdict


def text_verdict(paragraphs: Sequence[str], *, title: str | None = None) -> Verdict | None:
    """Return what a text is, or None for an article.

    Args:
        paragraphs: the paragraphs of the text.
        title: its title.
    """
    words = count_words("\n".join(paragraphs))
    if words == 0:
        return "no_text" if title else "empty"
    has_headline = supports_headline(title or "", paragraphs)
    if words <= LONG_TEXT_WORDS and not has_headline:
        if is_error(paragraphs, title=title or ""):
            return "error_page"
        if share_of_consent(paragraphs) >= _MIN_CONSENT_IN_TEXT:
            return "consent"
    if words <= _MAX_WORDS_OF_TEASER and _ends_with_prompt(paragraphs):
        return "paywall"
    if words < MIN_WORDS:
        return "needs_script" if NEEDS_SCRIPT.search("\n".join(paragraphs)) else "too_short"
    return None


def _ends_with_prompt(paragraphs: Sequence[str]) -> bool:
    """Return True if a prompt is the last line, or has only the lines of an offer below it."""
    for line in reversed(paragraphs[-_MAX_LINES_OF_OFFER:]):
        if is_prompt(line):
            return True
        if count_words(line) > _MAX_WORDS_OF_OFFER:
            return False
    return False


def supports_headline(title: str, paragraphs: Sequence[str]) -> bool:
    """Return True if a title is the headline of a text, and no label or message of an error."""
    rest = ERROR.sub(" ", _SITE_NAME.sub(" ", title))
    rest = " ".join(part for part in TITLE_PARTS.split(rest) if not ERROR_TITLE.fullmatch(part))
    words = VisibleWords(paragraphs)
    return count_facts(rest) >= _MIN_FACTS_OF_HEADLINE and (
        words.share(rest) >= _MIN_SHARE_OF_HEADLINE
    )


def is_prompt(line: str) -> bool:
    """Return True if a line asks readers to pay or to register, and does not quote such words."""
    is_short = count_words(line) <= _MAX_WORDS_OF_PROMPT
    return is_short and bool(PAYWALL.search(_QUOTED.sub(" ", line)))


def is_error(paragraphs: Sequence[str], *, title: str) -> bool:
    """Return True if a title and its text, or the beginning of a short text, speak of an error."""
    parts = [part.strip() for part in (title, *TITLE_PARTS.split(title))]
    text = "\n".join(paragraphs)
    if any(ERROR_TITLE.fullmatch(part) for part in parts if part):
        return not text or bool(ABOUT_SITE.search(text) or ERROR.search(text))
    is_short = count_words(text) <= _MAX_WORDS_OF_ERROR
    lines = (_QUOTED.sub(" ", line) for line in (title, *paragraphs[:2]))
    return is_short and any(map(ERROR.search, lines))


def share_of_consent(paragraphs: Sequence[str]) -> float:
    """Return the share of a text's words that are in paragraphs that ask for consent."""
    found = {match[0].lower() for line in paragraphs for match in CONSENT.finditer(line)}
    if len(found) < _MIN_CONSENT_PHRASES:
        return 0.0
    words = sum(count_words(line) for line in paragraphs if CONSENT.search(line))
    return words / max(count_words("\n".join(paragraphs)), 1)
