"""What a source is when it is no article, and what its reader can do about it."""

import re
from typing import Final, Literal, NamedTuple

from briefer.errors import NotAnArticleError

Verdict = Literal[
    "binary",  # bytes of a document, an image or a program
    "consent",  # a wall that asks for consent to cookies
    "empty",  # nothing, or nothing but white space
    "error_page",  # the site says in words that there is no page, or bars robots
    "listing",  # headlines that lead to articles
    "needs_script",  # the text comes only with JavaScript
    "no_text",  # a page without prose
    "not_text",  # data, e-mail, an unknown encoding
    "paywall",  # the first lines of an article that must be paid for
    "too_large",
    "too_short",
]

LONG: Final = 350
"""A text of more words is an article, whatever else the page says about it."""

_FEWEST_WORDS: Final = 20
_SAVE_IT: Final = "open it in a browser, save the whole page and brief the saved file"
# Scripts without spaces between words: a character stands for about half a word.
_WORD: Final = re.compile(
    r"([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff])|[^\W_]+"
)


class _Sign(NamedTuple):
    """Words that give a page away, when it has no more than ``most_words`` of text."""

    verdict: Verdict
    most_words: int
    phrases: re.Pattern[str]
    needed: int = 1


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
        LONG,
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
        needed=3,
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
# A whole part of a title, between bars and dashes.
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
_MOST_WORDS_OF_ERROR: Final = 120
_MOST_WORDS_OF_TEASER: Final = 200
_FULL_ENOUGH: Final = 0.7

_MEANING: Final[dict[Verdict, str]] = {
    "consent": f"asks for consent to cookies in place of an article: {_SAVE_IT}",
    "empty": "is empty: give a page, or a file with an article's text",
    "error_page": f"is an error page, or one that bars programs: check the address, or {_SAVE_IT}",
    "listing": "lists headlines and is no article: brief the address of one of its articles",
    "needs_script": f"shows its text only with JavaScript: {_SAVE_IT}",
    "no_text": f"has no article text that can be found: {_SAVE_IT}, or its text",
    "paywall": "shows only the first lines of an article that must be paid for: sign in with a "
    "browser and brief the text that you see there",
    "too_short": f"has fewer than {_FEWEST_WORDS} words, too few for a brief: give the whole text",
}


def refusal(verdict: Verdict, name: str) -> NotAnArticleError:
    """Return the error that refuses the source called ``name`` for ``verdict``."""
    return NotAnArticleError(verdict, f"{name} {_MEANING[verdict]}")


def too_large(name: str, *, limit: int) -> NotAnArticleError:
    """Return the error that refuses a source of more than ``limit`` bytes."""
    return NotAnArticleError(
        "too_large",
        f"{name} has more than {limit:,} bytes: give the article alone, "
        "or set BRIEFER_MAX_SOURCE_BYTES higher",
    )


def count_words(text: str) -> int:
    """Count the words of ``text``, also where no spaces part them."""
    spaceless = words = 0
    for match in _WORD.finditer(text):
        if match[1]:
            spaceless += 1
        else:
            words += 1
    return words + (spaceless + 1) // 2


def judge(text: str, *, around: str = "", title: str | None = None) -> Verdict | None:
    """Judge by its words what a source is.

    Each sign counts only in a text too short for an article about such things: a long story
    that mentions subscribing, cookies or a page not found is a story.

    Args:
        text: the text that would become the article's.
        around: all that a reader sees on the page, for what extraction has left out.
        title: the title of the page.

    Returns:
        The verdict, None for an article.
    """
    words = count_words(text)
    if words > LONG:
        return None
    if words <= _MOST_WORDS_OF_ERROR and title:
        parts = [part.strip() for part in (title, *_TITLE_PARTS.split(title))]
        if any(_ERROR_TITLE.fullmatch(part) for part in parts if part):
            return "error_page"
    for sign in _SIGNS:
        if words <= sign.most_words:
            seen = {match[0].lower() for match in sign.phrases.finditer(f"{text}\n{around}")}
            if len(seen) >= sign.needed:
                return sign.verdict
    if words == 0:
        return "empty" if not around.strip() and not title else "no_text"
    return "too_short" if words < _FEWEST_WORDS else None


def is_teaser(text: str, *, free: bool | None, whole: int | None) -> bool:
    """Tell whether a page shows only the beginning of what its publisher sells.

    Args:
        text: the text that the page shows.
        free: whether the publisher declares that everyone may read all of it.
        whole: how many words the publisher says the article has.
    """
    words = count_words(text)
    if free is not False or words > _MOST_WORDS_OF_TEASER:
        return False
    return whole is None or words < whole * _FULL_ENOUGH
