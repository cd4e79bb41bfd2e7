"""Boundaries: an indirect content ends where the sentence of its cue ends.

The parser takes two sentences for one where the splitter has missed the period between them, as it
does between two quotation marks, and attaches a verb of saying to a clause of the other sentence.
Quotations are exempt, because “A,” she said. “B.” is one statement of hers.
"""

import re
from collections.abc import Sequence

from briefer.analysis.annotations import Span
from briefer.analysis.english.lexicon import SHORT_TITLES
from briefer.analysis.parser import dictionary
from briefer.analysis.quoted_text import QuotedText
from briefer.article import Article

# A period after a word, and the capital letter that begins what follows.
_PERIOD = re.compile(r"(?<![\w.’'])(?P<word>[^\W\d_]{3,})\.[\"”’)\]]*\s+(?P<next>[\"“‘(\[]?[A-Z])")


def within_the_sentence(
    spans: Sequence[Span], cue: Span, *, article: Article, passages: QuotedText
) -> tuple[Span, ...]:
    """Cut an indirect content to the sentence of its cue.

    Args:
        spans: slices of the content, not all of them quoted.
        cue: the verb or noun of saying.
        article: the article, for its sentences.
        passages: its text and quotations.

    Returns:
        The slices; none where one of them stands in another sentence altogether.
    """
    first = min(cue.start, *(span.start for span in spans))
    last = max(cue.end, *(span.end for span in spans))
    starts = _sentence_starts(Span(first, last), article, passages)
    begin = max((start for start in starts if start <= cue.start), default=first)
    end = min((start for start in starts if start > cue.start), default=last)
    kept: list[Span] = []
    for span in spans:
        cut = Span(max(span.start, begin), min(span.end, end))
        part = span if cut == span else passages.trimmed(cut) if cut.start < cut.end else None
        if part is None:
            return ()
        kept.append(part)
    return tuple(kept)


def _sentence_starts(span: Span, article: Article, passages: QuotedText) -> list[int]:
    """Return where a sentence begins within a span, outside quotations.

    A period after a word of the dictionary counts, too, although the splitter has taken it for an
    abbreviation.
    """
    first, last = article.sentence_at(span.start), article.sentence_at(span.end)
    starts = [
        s.start for s in article.sentences[first : last + 1] if span.start < s.start < span.end
    ]
    for period in _PERIOD.finditer(article.text, span.start, span.end):
        word = period["word"].lower()
        before = article.text[span.start : period.start()]
        bracketed = before.count("(") > before.count(")")
        if word in dictionary(article.language) and not (bracketed or word in SHORT_TITLES):
            starts.append(period.start("next"))
    return [s for s in starts if not _is_within_a_quotation(s, passages)]


def _is_within_a_quotation(offset: int, passages: QuotedText) -> bool:
    quotation = passages.quotation_at(offset)
    return quotation is not None and quotation.span.start < offset
