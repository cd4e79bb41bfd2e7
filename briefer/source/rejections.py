"""Say why a source is no article, and what the user can do.

For example, that a page "asks for consent to cookies instead of showing an article".
"""

import re
from typing import Final

from briefer.errors import NotAnArticleError
from briefer.schema.vocabulary import Verdict
from briefer.settings import MAX_ARTICLE_CHARACTERS, Settings

LONG_TEXT_WORDS: Final = 350
"""A text with more words is an article, whatever else the page says."""

MIN_WORDS: Final = 20
_SAVE_PAGE: Final = "open it in a browser, save the whole page and brief the saved file"
# Scripts without spaces between words, where a character counts as half a word.
_WORD: Final = re.compile(
    r"([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff])|[^\W_]+"
)
_FORCE: Final = "; or brief the text that is there with --force"
_MESSAGES: Final[dict[Verdict, str]] = {
    "consent": f"asks for consent to cookies instead of showing an article: {_SAVE_PAGE}",
    "damaged": "is damaged, or not what it seems to be: open it in a program for such files, save "
    "it again and brief that",
    "encrypted": "is encrypted: open it, save a copy without a password (or print it to a PDF) "
    "and brief that",
    "empty": "is empty: give a page, or a file with an article's text",
    "error_page": f"is an error page, or blocks programs: check the address, or {_SAVE_PAGE}",
    "listing": "lists headlines and is not an article: brief the address of one of its articles",
    "login": "is a form to sign in: sign in with a browser, open the article there, save the whole "
    "page and brief the saved file",
    "needs_script": f"shows its text only with JavaScript: {_SAVE_PAGE}",
    "no_text": f"has no text of an article: {_SAVE_PAGE}, or its text",
    "paywall": "shows only the first lines of an article that must be paid for: sign in with a "
    "browser and brief the text that you see there",
    "scanned": "has only pictures of pages and no text: run text recognition (OCR) on it first",
    "too_short": f"has fewer than {MIN_WORDS} words, too few for a brief: give the whole text",
}


def rejection(verdict: Verdict, name: str, *, has_text: bool = False) -> NotAnArticleError:
    """Return the error that rejects the source called ``name``.

    Args:
        verdict: what the source is.
        name: the source's name in the message.
        has_text: whether there is text that could be briefed nevertheless.
    """
    hint = _FORCE if has_text else ""
    return NotAnArticleError(verdict, f"{name} {_MESSAGES[verdict]}{hint}")


def too_large(name: str, *, limit: int) -> NotAnArticleError:
    """Return the error that rejects a source of more than ``limit`` bytes."""
    return NotAnArticleError(
        "too_large",
        f"{name} has more than {limit:,} bytes: give the article alone, "
        "or increase BRIEFER_MAX_SOURCE_BYTES",
    )


def require_length(text: str, *, of: str, settings: Settings) -> None:
    """Reject a text that is too long to analyse; ``of`` says whose it is ("the article").

    Raises:
        NotAnArticleError: ``too_large``.
    """
    length, limit = len(text), settings.max_article_characters
    if length > limit:
        raise NotAnArticleError(
            "too_large",
            f"{of} has {length:,} characters, more than the limit of {limit:,}: brief a part of "
            f"it, or set BRIEFER_MAX_ARTICLE_CHARACTERS (at most {MAX_ARTICLE_CHARACTERS})",
        )


def count_words(text: str) -> int:
    """Count the words of ``text``, also in scripts without spaces between words."""
    spaceless = words = 0
    for match in _WORD.finditer(text):
        if match[1]:
            spaceless += 1
        else:
            words += 1
    return words + (spaceless + 1) // 2
