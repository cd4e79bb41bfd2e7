"""Decide whether a text is an article, and if not, what it is and what the user can do.

For example, a page of 60 words with "Subscribe to continue reading" is a ``paywall``.
"""

import re
from typing import Final, Literal, NamedTuple

from briefer.errors import NotAnArticleError

Verdict = Literal[
    "binary",  # bytes of a document, an image or a program
    "consent",  # a request for consent to cookies instead of the article
    "empty",  # nothing, or only white space
    "error_page",  # the site says that there is no page, or blocks programs
    "listing",  # headlines that link to articles
    "needs_script",  # the text appears only with JavaScript
    "no_text",  # a page without prose
    "not_text",  # data, e-mail, an unknown encoding
    "paywall",  # the first lines of an article that must be paid for
    "too_large",
    "too_short",
]

LONG_TEXT_WORDS: Final = 350
"""A text with more words is an article, whatever else the page says."""

_MIN_WORDS: Final = 20
_SAVE_PAGE: Final = "open it in a browser, save the whole page and brief the saved file"
# Scripts without spaces between words, where a character counts as half a word.
_WORD: Final = re.compile(
    r"([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff])|[^\W_]+"
)


class _Sign(NamedTuple):
    """Phrases that show what a page is, if it has at most ``max_words`` of text.

    Attributes:
        verdict: what the page is.
        max_words: in a longer text the phrases do not count.
        phrases: a pattern for the phrases.
        min_matches: how many different phrases must occur.
    """

    verdict: Verdict
    max_words: int
    phrases: re.Pattern[str]
    min_matches: int = 1


def _phrases(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_SIGNS: Final = (
    _Sign(
        "paywall",
        200,
        _phrases(
            r"\b(?:subscribe|sign (?:up|in)|log ?in|register|pay)(?: now| today| or \w+ ?\w*)? to "
            r"(?:continue|keep|finish) reading",
            r"\bto (?:continue|keep) reading,? (?:this|please|subscribe|log|sign|register)",
            r"\b(?:article|story|content) is (?:only |exclusively |just )?"
            r"(?:for|available to|reserved for|accessible to) (?:our |paid |paying )?"
            r"(?:subscribers|members)",
            r"\bread the (?:full|whole|entire) (?:story|article) (?:with|by) (?:a |your )?subscri",
            r"\byou(?:['’]ve| have) (?:reached|read|used) (?:your|all) [\w ]{0,25}free articles",
            r"\bsubscribe (?:now )?to (?:unlock|read) (?:the |this )?(?:full|rest|article|story)",
            r"\bweiterlesen mit\b.{0,40}\babo",
            r"\b(?:artikel|inhalt|beitrag) (?:ist )?(?:nur )?für (?:\w+[- ])?abonnent",
            r"\b(?:article|contenu) (?:est )?réservé (?:à nos |aux )abonné",
            r"\bil vous reste [\d.,]+\s?% de cet article",
            r"\bsuscríbete para (?:seguir|continuar) leyendo",
            r"\b(?:contenido|artículo) (?:exclusivo|solo) para (?:suscriptores|abonados)",
            r"\b(?:contenuto|articolo) riservato agli abbonati",
            r"\bconteúdo (?:exclusivo|restrito) (?:para|a) assinantes",
            r"\b(?:alleen|exclusief) voor (?:\w+ )?abonnees",
        ),
    ),
    _Sign(
        "consent",
        LONG_TEXT_WORDS,
        _phrases(
            r"\bwe (?:and|,) our (?:\d+ )?(?:\w+ )?partners",
            r"\b(?:we|this (?:web)?site) uses? cookies",
            r"\b(?:accept|reject|allow) (?:all|cookies)\b",
            r"\b(?:manage|privacy|cookie) (?:your )?(?:preferences|choices|settings|options)",
            r"\bwe (?:value|respect|care about) your privacy",
            r"\bbefore you continue to\b",
            r"\blegitimate interests?\b",
            r"\b(?:withdraw|give|your) consent\b",
            r"\bwir (?:und unsere (?:\d+ )?partner|verwenden cookies)",
            r"\balle (?:cookies )?(?:akzeptieren|ablehnen)",
            r"\bnous (?:et nos (?:\d+ )?partenaires|utilisons des cookies)",
            r"\b(?:tout accepter|accepter et fermer|continuer sans accepter)",
            r"\b(?:usamos|utilizamos) cookies|\baceptar todo",
        ),
        min_matches=3,
    ),
    _Sign(
        "needs_script",
        80,
        _phrases(
            r"\b(?:enable|turn on|activate|requires?|without) java ?script",
            r"\bjava ?script (?:is|to be|must be) (?:disabled|enabled|required|not)",
        ),
    ),
    _Sign(
        "error_page",
        120,
        _phrases(
            r"\bverify (?:that )?you(?: are|['’]re) (?:a |not a )?(?:human|robot)",
            r"\bare you a (?:robot|human)\?",
            r"\bunusual (?:traffic|activity) from your",
            r"\bchecking your browser\b|\bcomplete the (?:captcha|security check)",
            r"\byou don['’]t have permission to access",
            r"\b(?:page|article|story|content) (?:that )?(?:you(?: are|['’]re|['’]ve| have| were)? "
            r"(?:looking|requested|searching|tried)[\w ]{0,40}?)?"
            r"(?:can(?:not|['’]t| ?not) be found|could not be found|does(?: not|n['’]t) exist|"
            r"no longer (?:exists|available)|was not found)",
            r"\bseite (?:wurde )?nicht gefunden|\bpage (?:est )?introuvable|\bpágina no encontrada",
        ),
    ),
)
# Matches a whole part of a title; bars and dashes separate the parts.
_ERROR_TITLE: Final = re.compile(
    r"(?:http |error |fehler |erreur )*(?:40[0134]|410|429|50[0234])?[\s:.!]*(?:error|oops|sorry|"
    r"(?:page |file )?not found|we (?:can['’]t|couldn['’]t) find (?:that|this|the) page|"
    r"access (?:to this page has been )?denied|forbidden|unauthori[sz]ed|"
    r"just a moment|attention required|security check|are you a robot|captcha|robot check|"
    r"too many requests|service (?:temporarily )?unavailable|bad gateway|internal server error|"
    r"seite nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada)[.…!?]*|"
    r"(?:http |error )*(?:40[0134]|410|429|50[0234])",
    re.IGNORECASE,
)
_TITLE_PARTS: Final = re.compile(r"\s[-–—|·»]\s|[|:]\s")
_MAX_WORDS_OF_ERROR: Final = 120
_MAX_WORDS_OF_TEASER: Final = 200
_MIN_SHARE_OF_WHOLE: Final = 0.7

_MESSAGES: Final[dict[Verdict, str]] = {
    "consent": f"asks for consent to cookies instead of showing an article: {_SAVE_PAGE}",
    "empty": "is empty: give a page, or a file with an article's text",
    "error_page": f"is an error page, or blocks programs: check the address, or {_SAVE_PAGE}",
    "listing": "lists headlines and is not an article: brief the address of one of its articles",
    "needs_script": f"shows its text only with JavaScript: {_SAVE_PAGE}",
    "no_text": f"has no text of an article: {_SAVE_PAGE}, or its text",
    "paywall": "shows only the first lines of an article that must be paid for: sign in with a "
    "browser and brief the text that you see there",
    "too_short": f"has fewer than {_MIN_WORDS} words, too few for a brief: give the whole text",
}


def rejection(verdict: Verdict, name: str) -> NotAnArticleError:
    """Return the error that rejects the source called ``name``."""
    return NotAnArticleError(verdict, f"{name} {_MESSAGES[verdict]}")


def too_large(name: str, *, limit: int) -> NotAnArticleError:
    """Return the error that rejects a source of more than ``limit`` bytes."""
    return NotAnArticleError(
        "too_large",
        f"{name} has more than {limit:,} bytes: give the article alone, "
        "or increase BRIEFER_MAX_SOURCE_BYTES",
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


def find_verdict(text: str, *, page_text: str = "", title: str | None = None) -> Verdict | None:
    """Decide from the words of a source what it is, if it is not an article.

    Each sign counts only in a short text. A long story that mentions subscriptions, cookies or a
    missing page is still an article.

    Args:
        text: the text that would become the article's text.
        page_text: all visible text of the page, including what extraction dropped.
        title: the title of the page.

    Returns:
        The verdict, or None for an article.
    """
    words = count_words(text)
    if words > LONG_TEXT_WORDS:
        return None
    if words <= _MAX_WORDS_OF_ERROR and title:
        parts = [part.strip() for part in (title, *_TITLE_PARTS.split(title))]
        if any(_ERROR_TITLE.fullmatch(part) for part in parts if part):
            return "error_page"
    for sign in _SIGNS:
        if words <= sign.max_words:
            matches = {match[0].lower() for match in sign.phrases.finditer(f"{text}\n{page_text}")}
            if len(matches) >= sign.min_matches:
                return sign.verdict
    if words == 0:
        return "empty" if not page_text.strip() and not title else "no_text"
    return "too_short" if words < _MIN_WORDS else None


def is_teaser(text: str, *, is_free: bool | None, declared_words: int | None) -> bool:
    """Return True if a page shows only the beginning of an article that must be paid for.

    Args:
        text: the text that the page shows.
        is_free: whether the publisher declares that everyone may read the whole article.
        declared_words: how many words the whole article has, according to the publisher.
    """
    words = count_words(text)
    if is_free is not False or words > _MAX_WORDS_OF_TEASER:
        return False
    return declared_words is None or words < declared_words * _MIN_SHARE_OF_WHOLE
