"""Sentences whose quotations are whole, and quotations that are names."""

import re
from collections.abc import Iterator, Sequence

from briefer.analysis.annotations import Quotation, Span
from briefer.analysis.multilingual.quotation_marks import paired_marks
from briefer.analysis.multilingual.reporting_words import CAPITALISED, ReportingWords
from briefer.analysis.span_index import SpanIndex
from briefer.schema.article import Article
from briefer.text.normalization import end_of_words
from briefer.text.sentences import split_sentences

_MOST_TITLE_WORDS = 8  # of a film or a book
_MOST_NAME_WORDS = 2
_NAME = re.compile(rf"{CAPITALISED}(?:\s{CAPITALISED})*")
_GOES_ON = re.compile(r"[–—-]?\s*[^\W\d_]")


def sentences_of(
    article: Article, quotations: Sequence[Quotation], words: ReportingWords
) -> list[Span]:
    """Return the sentences; one that ends within a quotation, or after "M.", goes on."""
    found: list[Span] = []
    quoted = SpanIndex((one.span, one) for one in quotations)
    for sentence in _split(article):
        if found and _continues(found[-1], sentence, article.text, quoted, words):
            found[-1] = Span(found[-1].start, sentence.end)
        else:
            found.append(sentence)
    return found


def _split(article: Article) -> Iterator[Span]:
    """Split the text; where marks open and close alike, as if they did not."""
    marked = paired_marks(article.text)
    if marked == article.text:
        yield from (Span(*sentence) for sentence in article.sentences)
        return
    start = 0
    for piece in split_sentences(marked, article.language):
        yield Span(start, start + len(piece.rstrip()))
        start += len(piece)


def _continues(
    before: Span,
    sentence: Span,
    text: str,
    quoted: SpanIndex[Quotation],
    words: ReportingWords,
) -> bool:
    around = quoted.overlapping(Span(sentence.start, sentence.start + 1))
    if any(span.start < sentence.start for span, _ in around):
        return True
    between = text[before.start : sentence.start]
    if between.endswith("\n") or "\n" in text[before.end : sentence.start]:
        return False
    last = between.split()[-1:] or [""]
    match = _GOES_ON.match(text, sentence.start)
    lower = match is not None and match[0][-1].islower()
    return lower or words.title.fullmatch(last[0]) is not None


def is_name(quotation: Quotation, text: str, words: ReportingWords) -> bool:
    """Return True if the words in quotation marks are a name or a title, which nobody says.

    A ship, a film or a newspaper is named before its name, or the name is one or two words, each
    with a capital letter.
    """
    inner = quotation.inner.text_in(text).strip()
    if len(inner.split()) > _MOST_TITLE_WORDS or inner.endswith((".", "!", "?", "…", ",")):
        return False
    if text.endswith(":", 0, end_of_words(text, quotation.span.start)):
        return False  # "La presidente: «Peccato»"
    before = re.split(r"\s+", text[: quotation.span.start].rstrip(" \xa0(")[-40:])[-1]
    if words.thing.fullmatch(before):
        return True
    is_short = len(inner.split()) <= _MOST_NAME_WORDS
    return is_short and _NAME.fullmatch(inner) is not None
