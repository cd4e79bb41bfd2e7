# ruff: noqa: RUF001 (Russian looks like Latin)
"""Find what only a label introduces: "Suggested title: mayor resigns", "[Sample: mayor resigns]".

A label is no statement, so the article does not state what follows it in its own voice. It does
after a clause ("The result was clear: the levy failed"), after a word for news or for a reason
("Update: …"), and after the name or the office of who speaks. Numbers are data: "Cost: $68 a year".
"""

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Span
from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.nouns import GROUP_NOUNS, ORGANISATION_NOUNS
from briefer.analysis.multilingual.reporting_words import reporting_words
from briefer.analysis.quoted_text import QuotedText
from briefer.schema.article import Article, Sentence

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
_FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Words for what is so, in any label: "Good news for sailors: ...", "Another caveat: ...".
_STATING = frozenset(
    """analysis breaking caveat cause clarification consequence correction exclusive fact finding
    news outcome reason result upshot update updated verdict""".split()
)
_SUBORDINATE = frozenset({"acl", "advcl", "csubj", "relcl"})
_COLON = re.compile(r"[:\uff1a](?=\s)")
_DATA = re.compile(r"\s*[^\w\s]?\s*\d")
_OPENING_QUOTE = re.compile(r"\s*[\"“”„«»‘']")
_QUOTED = re.compile(r"[„“”\"«»][^„“”\"«»]*[„“”\"«»]")  # a title has a capital in each word
_BRACKETED = re.compile(r"(?m)^[ \t]*\[[^\[\]\n]+\][ \t]*$")
_ROW_OF_TABLE = re.compile(r"(?m)^[ \t]*\|[^\n]+\|[ \t]*$")
_NAME = re.compile(r"\W*([A-ZÀ-Þ][^\W\d_]+)\W*")
_FULL_NAME = re.compile(r"(?<!\w)[A-ZÀ-Þ][^\W\d_]+(?: [A-ZÀ-Þ][^\W\d_]+)+")
_MIN_NAME = 2  # letters of a label: "Q" and "A" are the sides of an interview
_WORD = re.compile(r"[^\W\d_]+")
_MIN_WORDS = 5  # fewer in brackets are a note on what stands beside them: "[sic]", "[laughs]"


def find_labelled(article: Article, quoted_text: QuotedText, doc: Doc | None) -> Iterator[Span]:
    """Yield what follows labels, whole lines in square brackets, and the rows of tables.

    Args:
        article: the article.
        quoted_text: its text with its quotations; what is quoted is theirs who say it.
        doc: its parse; None in a language without a parser.
    """
    for found in _BRACKETED.finditer(article.text):
        if len(_WORD.findall(found[0])) >= _MIN_WORDS:
            yield Span(*found.span())
    yield from (Span(*row.span()) for row in _ROW_OF_TABLE.finditer(article.text))
    if doc is None and article.language not in _OF_CLAUSES:
        return
    for sentence in article.sentences:
        colon = _COLON.search(article.text, *sentence)
        if colon is None or quoted_text.quotation_at(colon.start()) is not None:
            continue
        label, rest = _split(sentence, colon.start(), article.text)
        told = rest.text_in(article.text)
        is_side = label.end - label.start < _MIN_NAME
        if is_side or not told.strip() or _DATA.match(told) or _OPENING_QUOTE.match(told):
            continue
        own = _QUOTED.sub("", label.text_in(article.text))
        states = _states(own, article) if doc is None else _is_stated(label, doc)
        if not states:
            yield rest


def _split(sentence: Sentence, colon: int, text: str) -> tuple[Span, Span]:
    """Return a label and what follows it; of "(Photo: Lin)", only what is in the brackets."""
    opening = text.rfind("(", sentence.start, colon)
    closing = text.find(")", colon, sentence.end)
    if opening >= 0 and closing >= 0 and text.find(")", opening, colon) < 0:
        return Span(opening + 1, colon), Span(colon + 1, closing)
    return Span(sentence.start, colon), Span(colon + 1, sentence.end)


def _is_stated(label: Span, doc: Doc) -> bool:
    """Return True if words before a colon are a clause, or say who speaks."""
    words = doc.char_span(*label, alignment_mode="expand")
    if words is None:
        return True
    is_clause = any(word.tag_ in _FINITE_TAGS and _is_main(word, label) for word in words)
    states = any(word.lemma_.lower() in _STATING for word in words)
    names_somebody = words.root.pos_ == "NOUN" and _can_speak(words.root)
    return is_clause or states or names_somebody or all(map(_can_speak, words))


def _is_main(verb: Token, label: Span) -> bool:
    """Return True for the verb of a main clause: "We learned", not "(those) who learned"."""
    above = verb
    while above.dep_ not in _SUBORDINATE:
        if above.head == above or above.head.idx < label.start or above.head.idx >= label.end:
            return True
        above = above.head
    return False


def _can_speak(word: Token) -> bool:
    """Return True for the words of "The mayor", "Reed, a union secretary" and "Police (Monday)"."""
    lemma = word.lemma_.lower()
    return (
        word.pos_ in {"PROPN", "DET", "PUNCT", "SPACE", "SYM", "NUM"}
        or word.text[:1].isdigit()  # "12:20 Operator"
        or is_person_noun(lemma)
        or lemma in GROUP_NOUNS | ORGANISATION_NOUNS
    )


def _states(text: str, article: Article) -> bool:
    """Return True if words in a language without a parser are a clause, or a name."""
    words = _WORD.findall(text.lower())
    known = _OF_CLAUSES[article.language].split()
    is_russian = article.language == "ru"
    if any(word in known or (is_russian and _RUSSIAN_VERB.fullmatch(word)) for word in words):
        return True
    reporting = reporting_words(article.language)
    if reporting is not None and (reporting.verb.search(text) or reporting.according.search(text)):
        return True
    if _FULL_NAME.search(text):
        return True
    # a single word with a capital may be any first word: it names whom the article tells of
    name = _NAME.fullmatch(text)
    return name is not None and article.text.count(name[1]) > 1
