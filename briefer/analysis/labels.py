"""Find what only a label introduces: "Suggested title: mayor resigns", "[Sample: mayor resigns]".

A label is no statement, so the article does not state what follows it in its own voice. It does
after a clause ("The result was clear: the levy failed"), after a word for news or for a reason
("Update: …"), and after the name or the office of who speaks. Numbers are data: "Cost: $68 a year".
"""

import re
from collections.abc import Callable, Iterator

from briefer.analysis.annotations import Span
from briefer.analysis.quoted_text import QuotedText
from briefer.schema.article import Article, Sentence

_COLON = re.compile(r"[:\uff1a](?=\s)")
_DATA = re.compile(r"\s*[^\w\s]?\s*\d")
_OPENING_QUOTE = re.compile(r"\s*[\"“”„«»‘']")
_BRACKETED = re.compile(r"(?m)^[ \t]*\[[^\[\]\n]+\][ \t]*$")
_ROW_OF_TABLE = re.compile(r"(?m)^[ \t]*\|[^\n]+\|[ \t]*$")
_WORD = re.compile(r"[^\W\d_]+")
_MIN_WORDS = 5  # fewer in brackets are a note on what stands beside them: "[sic]", "[laughs]"
_MIN_NAME = 2  # letters of a label: "Q" and "A" are the sides of an interview


def find_labelled(
    article: Article, quoted_text: QuotedText, is_label: Callable[[Span], bool]
) -> Iterator[Span]:
    """Yield what follows labels, whole lines in square brackets, and the rows of tables.

    Args:
        article: the article.
        quoted_text: its text with its quotations; what is quoted is theirs who say it.
        is_label: says whether words before a colon are only a label.
    """
    for found in _BRACKETED.finditer(article.text):
        if len(_WORD.findall(found[0])) >= _MIN_WORDS:
            yield Span(*found.span())
    yield from (Span(*row.span()) for row in _ROW_OF_TABLE.finditer(article.text))
    for sentence in article.sentences:
        colon = _COLON.search(article.text, *sentence)
        if colon is None or quoted_text.quotation_at(colon.start()) is not None:
            continue
        label, rest = _split(sentence, colon.start(), article.text)
        told = rest.text_in(article.text)
        is_side = label.end - label.start < _MIN_NAME
        is_told = told.strip() and not (_DATA.match(told) or _OPENING_QUOTE.match(told))
        if is_told and not is_side and is_label(label):
            yield rest


def _split(sentence: Sentence, colon: int, text: str) -> tuple[Span, Span]:
    """Return a label and what follows it; of "(Photo: Lin)", only what is in the brackets."""
    opening = text.rfind("(", sentence.start, colon)
    closing = text.find(")", colon, sentence.end)
    if opening >= 0 and closing >= 0 and text.find(")", opening, colon) < 0:
        return Span(opening + 1, colon), Span(colon + 1, closing)
    return Span(sentence.start, colon), Span(colon + 1, sentence.end)
