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

_SEMICOLON = re.compile(r";\s+")


def within_the_sentence(
    spans: Sequence[Span], cue: Span, *, article: Article, quoted_text: QuotedText
) -> tuple[Span, ...]:
    """Cut indirect content to the sentence of its cue.

    What stands beyond a semicolon is cut off too, unless the cue introduces all of it: "A, police
    said; B" gives A, and "Police said that A; B" both.

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
    around = Span(first, last)
    sentence = _part_around(cue, around, _sentence_starts(around, article, quoted_text))
    parts = [_cut(span, sentence, quoted_text) for span in spans]
    if any(part is None for part in parts):
        return ()
    if spans[0].start < cue.start:
        clause = _part_around(cue, sentence, _starts_after_semicolons(sentence, quoted_text))
        parts = [part and _cut(part, clause, quoted_text) for part in parts]
    return tuple(part for part in parts if part is not None)


def _part_around(cue: Span, span: Span, starts: Sequence[int]) -> Span:
    """Return the part of a span in which the cue stands, of those that begin at ``starts``."""
    start = max((offset for offset in starts if offset <= cue.start), default=span.start)
    end = min((offset for offset in starts if offset > cue.start), default=span.end)
    return Span(start, end)


def _cut(span: Span, limits: Span, quoted_text: QuotedText) -> Span | None:
    cut = Span(max(span.start, limits.start), min(span.end, limits.end))
    return span if cut == span else quoted_text.trimmed(cut) if cut.start < cut.end else None


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


def _starts_after_semicolons(span: Span, quoted_text: QuotedText) -> list[int]:
    """Return the offsets within a span of what follows a semicolon, outside quotations."""
    starts = (found.end() for found in _SEMICOLON.finditer(quoted_text.text, span.start, span.end))
    return [start for start in starts if not _is_within_a_quotation(start, quoted_text)]


def _is_within_a_quotation(offset: int, quoted_text: QuotedText) -> bool:
    quotation = quoted_text.quotation_at(offset)
    return quotation is not None and quotation.span.start < offset
