"""Cut indirect content to the sentence of its cue.

The sentence splitter may miss a period, for example between two quotation marks. The parser then
takes two sentences for one and attaches a reporting verb to a clause of the other sentence.
Quotations are exempt, because “A,” she said. “B.” is one statement of hers.
"""

import re
from collections.abc import Sequence

from briefer.analysis.annotations import Span
from briefer.analysis.english.nouns import SHORT_TITLES
from briefer.analysis.parser import dictionary
from briefer.analysis.quoted_text import QuotedText
from briefer.schema.article import Article

# A period after a word, and the capital letter that begins what follows.
_PERIOD = re.compile(r"(?<![\w.’'])(?P<word>[^\W\d_]{3,})\.[\"”’)\]]*\s+(?P<next>[\"“‘(\[]?[A-Z])")


def within_the_sentence(
    spans: Sequence[Span], cue: Span, *, article: Article, quoted_text: QuotedText
) -> tuple[Span, ...]:
    """Cut indirect content to the sentence of its cue.

    Args:
        spans: slices of the content; at least one of them is not quoted.
        cue: the reporting verb or noun.
        article: the article, for its sentences.
        quoted_text: its text with its quotations.

    Returns:
        The slices; an empty tuple if one of them lies completely in another sentence.
    """
    first = min(cue.start, *(span.start for span in spans))
    last = max(cue.end, *(span.end for span in spans))
    starts = _sentence_starts(Span(first, last), article, quoted_text)
    start = max((offset for offset in starts if offset <= cue.start), default=first)
    end = min((offset for offset in starts if offset > cue.start), default=last)
    result: list[Span] = []
    for span in spans:
        cut = Span(max(span.start, start), min(span.end, end))
        part = span if cut == span else quoted_text.trimmed(cut) if cut.start < cut.end else None
        if part is None:
            return ()
        result.append(part)
    return tuple(result)


def _sentence_starts(span: Span, article: Article, quoted_text: QuotedText) -> list[int]:
    """Return the offsets within a span at which a sentence begins, outside quotations.

    A period after a word of the dictionary counts too, although the splitter has taken the word
    for an abbreviation.
    """
    first, last = article.sentence_at(span.start), article.sentence_at(span.end)
    starts = [
        s.start for s in article.sentences[first : last + 1] if span.start < s.start < span.end
    ]
    for period in _PERIOD.finditer(article.text, span.start, span.end):
        word = period["word"].lower()
        before = article.text[span.start : period.start()]
        in_brackets = before.count("(") > before.count(")")
        if word in dictionary(article.language) and not (in_brackets or word in SHORT_TITLES):
            starts.append(period.start("next"))
    return [s for s in starts if not _is_within_a_quotation(s, quoted_text)]


def _is_within_a_quotation(offset: int, quoted_text: QuotedText) -> bool:
    quotation = quoted_text.quotation_at(offset)
    return quotation is not None and quotation.span.start < offset
