# ruff: noqa: E501 (one language a line)
"""Whether words of the article can be an answer to who, where or when at all.

"two", "it", "said" and "will cost about" are in many articles, and name nobody and no place. With a
parse the head of the words tells; without one their form does, as far as it can.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from spacy.tokens import Span as ParsedSpan
from spacy.tokens import Token as Word

from briefer.analysis.annotations import Analysis, Span
from briefer.analysis.english.entities.person_nouns import is_somebody
from briefer.analysis.english.nouns import ORGANISATION_NOUNS, PLACE_NOUNS
from briefer.analysis.parser import can_parse, parse
from briefer.analysis.spacy_helpers import SUBJECTS
from briefer.grounding.tokens import Token, tokenize
from briefer.schema.article import Article
from briefer.text.reporting_words import reporting_words

_UNITS = frozenset("second minute hour day week month year decade century time moment".split())
_ACTORS = frozenset("force journal jury juror page pilgrim schoolchildren".split())
_PLACES = (
    PLACE_NOUNS | ORGANISATION_NOUNS
    | frozenset("border frontier market north south east west offshore shrine zone".split())
)  # fmt: skip
_ACTING = SUBJECTS | {"dobj", "dative"}  # who does something, and whom it is done to
_LOCATING = frozenset(
    """across along around at behind beneath beside between from in inside into near off on onto
    outside over past through to under up within""".split()
)
# Verbs whose object is a place: "evacuated a nursery".
_OF_PLACES = frozenset(
    """capture close cross damage destroy enter evacuate flood gut hit leave occupy open reach
    search seize storm strike visit""".split()
)
_MAX_LIST = 20  # words of a list
_BEFORE = 20  # characters before a name in which its article is looked for
# Words before a noun, in the languages in which a noun has no capital.
_DETERMINERS: Final = {
    "es": "el la los las al del un una unos unas dos tres cuatro cinco varios varias",
    "fr": "le la les l au aux un une des du deux trois quatre cinq plusieurs",
    "it": "il lo la i gli le l al del dal un uno una due tre quattro cinque",
    "nl": "de het een twee drie vier vijf",
    "pt": "o a os as ao do da dos das um uma dois duas três quatro cinco",
}
# Words for times that are no days or months, by language.
_TIME_WORDS: Final = {
    "ar": r"اليوم|أمس|غد|صباح|مساء|ليل|ساعة|أسبوع|شهر|سنة|عام|يوم",
    "de": r"heute|gestern|morgen|vorgestern|nacht|abend|mittag|früh|uhr|stunde|minute|woche|tag|monat"
    r"|jahr|sommer|winter|herbst|frühling",
    "es": r"hoy|ayer|mañana|noche|tarde|madrugada|hora|minuto|semana|día|mes|año|verano|invierno|otoño"
    r"|primavera",
    "fr": r"aujourd|hier|demain|matin|soir|nuit|midi|heure|minute|semaine|jour|mois|ann[ée]e|\bans?\b"
    r"|été|hiver|automne|printemps",
    "it": r"oggi|ieri|domani|mattin|sera|notte|or[ae]\b|minut|settiman|giorn|mes[ei]|ann[oi]|estate"
    r"|inverno|autunno|primavera",
    "nl": r"vandaag|gisteren|morgen|avond|nacht|middag|uur|minu|week|weken|dag|maand|jaar|zomer|winter",
    "pt": r"hoje|ontem|amanhã|manhã|noite|tarde|madrugada|hora|minuto|semana|dia|mês|meses|ano|verão"
    r"|inverno|outono|primavera",
    "ru": r"сегодня|вчера|завтра|утр|вечер|ноч|дн[яеёюи]|день|час|минут|недел|месяц|год|лет|зим|весн|осен",
    "zh": r"[年月日时時点點周週晚早夜天]|星期|上午|下午|凌晨|中午",
}


class _Nouns(NamedTuple):
    """The nouns of an article: its names, and as lemmas what does something and what holds it."""

    names: frozenset[str]
    acting: frozenset[str]
    located: frozenset[str]


def can_act(span: Span, article: Article, analysis: Analysis) -> bool:
    """Return True if words can name somebody: people, a body, or what takes part in an event.

    "The rescuers" and "a pump", if the pump fails, can; "cyanide", if somebody is poisoned with it,
    cannot. Without a parse, any words that can name something can.
    """
    return _names_one_of(span, article, analysis, _acts)


def can_be_place(span: Span, article: Article, analysis: Analysis) -> bool:
    """Return True if words can name a place: a name, a noun for places, what something is in.

    Without a parse, any words that can name something can.
    """
    return _names_one_of(span, article, analysis, _is_place)


def can_be_time(span: Span, article: Article) -> bool:
    """Return True if words in a language without a parser can name a time."""
    words = _TIME_WORDS.get(article.language)
    text = span.text_in(article.text)
    tokens = tokenize(text, article.language)
    return (
        words is None
        or re.search(words, text, re.IGNORECASE) is not None
        or any(token.kind == "calendar" or token.in_digits for token in tokens)
    )


def _parsed(span: Span, article: Article) -> ParsedSpan | None:
    return parse(article).char_span(*span, alignment_mode="expand")


def _has_noun(phrase: ParsedSpan) -> bool:
    if phrase.root.pos_ in {"VERB", "AUX"}:
        return False
    return any(
        word.pos_ in {"NOUN", "PROPN"} and word.lemma_.lower() not in _UNITS for word in phrase
    )


def _names_one_of(
    span: Span, article: Article, analysis: Analysis, fits: Callable[[Word, _Nouns], bool]
) -> bool:
    """Return True if words have a noun that fits and are no time: not "two", "it" or "a day"."""
    if not can_parse(article.language):
        return _can_be_name(span, article)
    phrase = _parsed(span, article)
    if phrase is None or not _has_noun(phrase) or _is_time(span, analysis):
        return False
    nouns = _nouns_of(article)
    return any(word.text in nouns.names or fits(word, nouns) for word in phrase)


def _acts(word: Word, nouns: _Nouns) -> bool:
    lemma = word.lemma_.lower()
    return lemma in nouns.acting or lemma in _ACTORS or is_somebody(lemma)


def _is_place(word: Word, nouns: _Nouns) -> bool:
    lemma = word.lemma_.lower()
    return lemma in nouns.located or lemma in _PLACES


@lru_cache(maxsize=8)
def _nouns_of(article: Article) -> _Nouns:
    words = parse(article)
    nouns = [word for word in words if word.pos_ in {"NOUN", "ADJ", "NUM", "ADV"}]
    return _Nouns(
        names=frozenset(word.text for word in words if word.pos_ == "PROPN"),
        acting=frozenset(word.lemma_.lower() for word in nouns if _takes_part(_first_of(word))),
        located=frozenset(word.lemma_.lower() for word in nouns if _holds(_first_of(word))),
    )


def _takes_part(word: Word) -> bool:
    is_agent = word.dep_ == "pobj" and word.head.dep_ == "agent"  # "bought by a brewery"
    return word.dep_ in _ACTING or is_agent


def _holds(word: Word) -> bool:
    is_object = word.dep_ in {"dobj", "nsubjpass"} and word.head.lemma_ in _OF_PLACES
    return is_object or (word.dep_ == "pobj" and word.head.lower_ in _LOCATING)


def _first_of(word: Word) -> Word:
    """Return the first word of a list: "nurses" for "orderlies" of "nurses and orderlies"."""
    for _ in range(_MAX_LIST):
        if word.dep_ != "conj":
            break
        word = word.head
    return word


def _is_time(span: Span, analysis: Analysis) -> bool:
    return any(time.span.contains(span) for time in analysis.times)


def _can_be_name(span: Span, article: Article) -> bool:
    """Return True if words have a noun, as far as their form tells."""
    text, language = span.text_in(article.text), article.language
    tokens = tokenize(text, language)
    words = [token for token in tokens if token.kind == "word"]
    if not words or any(_is_all(text, found) for found in reporting_words(text, language)):
        return False
    determiners = _DETERMINERS.get(language)
    if language == "de":
        return _has_capital(words)
    if determiners is None or _has_capital(words):
        return True
    before = re.search(r"(\w+)[\s'’]*$", article.text[max(0, span.start - _BEFORE) : span.start])
    first = (tokens[0].text, before[1] if before else "")
    return any(word.lower() in determiners.split() for word in first)


def _is_all(text: str, found: tuple[int, int]) -> bool:
    return found == (0, len(text))


def _has_capital(words: Sequence[Token]) -> bool:
    return any(word.is_capitalised for word in words)
