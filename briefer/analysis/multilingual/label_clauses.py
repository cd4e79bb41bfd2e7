# ruff: noqa: RUF001 (Russian looks like Latin)
"""Tell a clause or a name before a colon from a label, by the forms of words."""

import re
from collections import Counter
from functools import lru_cache
from typing import Final

from briefer.analysis.annotations import Span
from briefer.analysis.multilingual.reporting_words import reporting_words
from briefer.schema.article import Article

# The commonest finite verbs and subjects, by which a clause is told from a label without a parser.
_OF_CLAUSES: Final = {
    "de": """
        er sie es wir man ist sind war waren hat haben hatte hatten wird werden wurde wurden
        kann können konnte konnten soll sollen sollte sollten muss müssen musste mussten will
        wollen heißt lautet gibt gab bedeutet zeigt bleibt
    """,
    "es": """
        lo le se es son era eran fue fueron está están ha han hay había habían puede pueden debe
        deben tiene tienen queda quedan pide piden quiere quieren
    """,
    "fr": """
        se il ils elle elles on nous est sont était étaient fut a ont avait avaient peut peuvent
        doit doivent va vont fait reste restent veut veulent
    """,
    "it": """
        lui lei è sono era erano ha hanno aveva avevano può possono deve devono vuole vogliono
        resta restano
    """,
    "nl": """
        hij zij we is zijn was waren heeft hebben had hadden wordt worden werd werden kan kunnen
        moet moeten wil willen blijft blijkt
    """,
    "pt": """
        ele ela é são era eram foi foram está estão há tem têm tinha tinham pode podem deve
        devem quer querem
    """,
    "ru": "",
}
_RUSSIAN_VERB = re.compile(r"\w+(?:л[аио]?|[еиаяую]т|л[аио]?с[ья]|тся)")
_QUOTED = re.compile(r"[„“”\"«»][^„“”\"«»]*[„“”\"«»]")  # a title has a capital in each word
_NAME = re.compile(r"\W*([A-ZÀ-Þ][^\W\d_]+)\W*")
_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][^\W\d_]+\b")
_FULL_NAME = re.compile(r"(?<!\w)[A-ZÀ-Þ][^\W\d_]+(?: [A-ZÀ-Þ][^\W\d_]+)+")
_WORD = re.compile(r"[^\W\d_]+")


def is_label(words: Span, article: Article) -> bool:
    """Return True if words before a colon are no clause, no report and nobody's name.

    In languages whose clauses are not known, no words are.
    """
    if article.language not in _OF_CLAUSES:
        return False
    text = _QUOTED.sub("", words.text_in(article.text))
    return not (_is_clause(text, article.language) or _names_somebody(text, article))


def _is_clause(text: str, language: str) -> bool:
    words = _WORD.findall(text.lower())
    known = _OF_CLAUSES[language].split()
    is_russian = language == "ru"
    if any(word in known or (is_russian and _RUSSIAN_VERB.fullmatch(word)) for word in words):
        return True
    reporting = reporting_words(language)
    return reporting is not None and bool(
        reporting.verb.search(text) or reporting.according.search(text)
    )


def _names_somebody(text: str, article: Article) -> bool:
    if _FULL_NAME.search(text):
        return True
    # a single word with a capital may be any first word: it names whom the article tells of
    name = _NAME.fullmatch(text)
    return name is not None and _names(article)[name[1]] > 1


@lru_cache(maxsize=8)
def _names(article: Article) -> Counter[str]:
    return Counter(_CAPITALISED.findall(article.text))
