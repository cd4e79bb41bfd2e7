"""Cut the content of a statement out of the article, from its first and its last words.

``find_content(article, StatementWords(sentence=4, first="the alarms", last="had worked"))`` returns
the slice between them, and ``content_parts`` cleans it: a reporting clause in the middle ("…," she
said, "…") is cut out, a negation right before the content is taken in, and quotation marks are kept
in pairs.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefer.analysis.annotations import Span
from briefer.analysis.quotations import with_marks_around
from briefer.analysis.quoted_text import QuotedText
from briefer.grounding.alignment import find_mentions, find_words, find_words_after
from briefer.grounding.tokens import tokenize
from briefer.schema.article import Article
from briefer.text.denials import is_denial
from briefer.text.normalization import is_within_number

_MAX_LENGTH = 4_000  # characters from the first to the last words
_TRIMMED = ",;:—–-.… \n\t\uff0c\u3001\uff1b\uff1a\u3002\u060c\u061b"
_WORD = re.compile(r"\w+")
_NEXT_WORD = re.compile(r" (\w+)")
_CONJUNCTION = re.compile(r"(?:that|dass|daß|que|che|dat)\s+")
_COMMAS = (",", "\uff0c", "\u060c")
_CLAUSE_ENDS = ";:—–()\n\u3001\u3002\u061b" + "".join(_COMMAS)
_LONGEST_LINK = 12  # characters between a cue and its source: " de la ", " of the "
_BEFORE = 60  # characters before the content in which a negation is looked for


@dataclass(frozen=True, slots=True)
class StatementWords:
    """What a model says about the place of a statement.

    Attributes:
        sentence: index of the sentence in which it begins.
        first: its first words, or all of them; empty for whole sentences.
        last: its last words; empty if ``first`` has all.
    """

    sentence: int
    first: str
    last: str = ""


def find_cue(words: str, content: Span, article: Article, quoted_text: QuotedText) -> Span | None:
    """Find the cue of a statement: before its content, after it, or in an interruption of it.

    It is in the sentences of the content, or else in the one before or after; that of a quotation
    may be anywhere in the paragraph.
    """
    first = article.sentence_at(content.start)
    last = article.sentence_at(content.end - 1)
    around = Span(
        article.sentences[max(0, first - 1)].start,
        article.sentences[min(len(article.sentences) - 1, last + 1)].end,
    )
    if quoted_text.begins_quoted(Span(max(0, content.start - 1), content.start + 1)):
        paragraph = quoted_text.line_at(content.start)
        around = Span(min(paragraph.start, around.start), max(paragraph.end, around.end))
    own = Span(article.sentences[first].start, article.sentences[last].end)
    found = find_mentions(article, words, within=around)
    if not found and (near := find_words(article, words, near=content)) is not None:
        found = [near] if around.contains(near) else []
    if not found and len(words.split()) > 1:  # "gab … bekannt"
        found = find_mentions(article, max(words.split(), key=len), within=around)
    before = [cue for cue in found if cue.end <= content.start]
    after = [cue for cue in found if cue.start >= content.end]
    inside = [cue for cue in found if content.contains(cue) and not _is_quoted(cue, quoted_text)]
    choices = (
        *(cue for cue in reversed(before) if own.contains(cue)),
        *(cue for cue in after if own.contains(cue)),
        *inside,
        *reversed(before),
        *after,
    )
    return next(iter(choices), None)


def find_content(article: Article, words: StatementWords) -> Span | None:
    """Return the slice from the first to the last words; None if they are not in the article."""
    sentence = Span(*article.sentences[words.sentence])
    if not words.first:
        return sentence if not words.last else _to_last(article, sentence.start, words.last)
    first = find_words(article, words.first, near=sentence)
    if first is None or not words.last:
        return first
    return _to_last(article, first.start, words.last)


def _to_last(article: Article, start: int, last: str) -> Span | None:
    limit = min(len(article.text), start + _MAX_LENGTH)
    found = find_words_after(article, last, start=start, limit=limit)
    return None if found is None else Span(start, found.end)


def content_parts(
    span: Span,
    cue: Span | None,
    article: Article,
    quoted_text: QuotedText,
    *,
    source: Sequence[Span] = (),
) -> tuple[Span, ...]:
    """Return the content as clean slices: without the reporting clause, trimmed, marks in pairs.

    Args:
        span: from the first to the last words.
        cue: the cue, if it was found.
        article: the article.
        quoted_text: its text with its quotations.
        source: where the source is mentioned; empty if it is not known.
    """
    if cue is not None and span.contains(cue) and not _is_quoted(cue, quoted_text):
        parts = _without_report(span, cue, article, quoted_text, source)
    else:
        parts = [_with_denial(_with_negation(span, cue, article), cue, article)]
    trimmed = (_trimmed(part, article.text, quoted_text) for part in parts)
    return tuple(part for part in trimmed if part is not None)


def with_particle(content: Span, cue: str, article: Article) -> Span:
    """Extend content to the last word of a split cue right after it: "schlossen … aus"."""
    words = cue.split()
    after = re.match(r"[\W_]{0,3}(\w+)", article.text[content.end : content.end + _BEFORE])
    if len(words) > 1 and after is not None and after[1].lower() == words[-1].lower():
        return Span(content.start, content.end + after.end())
    return content


def _with_denial(content: Span, cue: Span | None, article: Article) -> Span:
    """Extend content to a cue next to it that denies it: "denied that the bridge was safe"."""
    if cue is None or not is_denial(cue.text_in(article.text), article.language):
        return content
    sentence = Span(*article.sentences[article.sentence_at(content.start)])
    if cue.end <= content.start and sentence.contains(cue):
        near = content.start - cue.end <= _BEFORE
        return Span(cue.start, content.end) if near else content
    if content.end <= cue.start <= content.end + 2:
        return Span(content.start, cue.end)
    return content


def _without_report(
    content: Span,
    cue: Span,
    article: Article,
    quoted_text: QuotedText,
    source: Sequence[Span],
) -> list[Span]:
    """Return the parts of a content before and after the words that say who says so.

    A content that they do not interrupt stays as it is: "a valve is said to have leaked".
    """
    clause = _reporting_clause(content, cue, article, quoted_text, source)
    if clause is not None:
        return [Span(content.start, clause.start), Span(clause.end, content.end)]
    before = tokenize(article.text[content.start : cue.start], article.language)
    speaks_first = any(content.start <= one.start and one.end <= cue.start for one in source)
    if speaks_first or not any(token.is_content for token in before):
        return [Span(cue.end, content.end)]  # "Ann Reed said the bridge was safe"
    return [content]


def negated_cue(cue: Span, article: Article) -> Span:
    """Extend a cue to the negation right before it: "did not say"."""
    start = article.sentences[article.sentence_at(cue.start)].start
    before = tokenize(article.text[start : cue.start], article.language)
    adjacent = before and not article.text[start + before[-1].end : cue.start].strip()
    if adjacent and before[-1].kind == "negation":
        return Span(start + before[-1].start, cue.end)
    return cue


def _is_quoted(span: Span, quoted_text: QuotedText) -> bool:
    quotation = quoted_text.quotation_at(span.start)
    return quotation is not None and quotation.inner.contains(span)


def _reporting_clause(
    content: Span, cue: Span, article: Article, quoted_text: QuotedText, source: Sequence[Span]
) -> Span | None:
    """Return the clause that interrupts a content to say who says so; None if there is none.

    It is what stands between a quotation and the next words of the source ("…," said Ann Reed, 21,
    a nurse. "…"), a clause of a known source between marks, or the cue with the source next to it.
    If the author goes on before the next quotation, the content ends with the first.
    """
    text = quoted_text.text
    number = article.sentence_at(cue.start)
    sentence = article.sentences[number]
    first, last = max(content.start, sentence.start), min(content.end, sentence.end)
    start, end = cue.start, cue.end
    while start > first and not _ends_clause(start - 1, text, quoted_text):
        start -= 1
    before = start
    while before > first and text[before - 1] in _TRIMMED:
        before -= 1
    if quoted_text.begins_quoted(content):
        told = quoted_text.quotations_in(Span(first, cue.start))
        before = told[-1].span.end if told else before  # "…," Ann Reed, 21, said. "…"
    while end < last and not _ends_clause(end, text, quoted_text):
        end += 1
    if before > first and quoted_text.quotation_at(before - 1) is not None:
        following = quoted_text.quotations_in(Span(cue.end, content.end))[:1]
        for quotation in following:
            other = article.sentence_at(quotation.span.start)
            begins = max(article.sentences[other].start, sentence.start)
            if other == number or (
                other == number + 1 and not text[begins : quotation.span.start].strip()
            ):
                return Span(before, quotation.span.start)
        return Span(before, content.end if following else end)
    if source and start > first and end < last:
        name = quoted_text.quotation_at(end)
        if name is not None and text.startswith(_COMMAS, name.span.end):
            end = name.span.end  # "…, according to a note that “The Post” has seen, …"
        return Span(start, end)
    return _with_neighbours(cue, source, article)


def _with_neighbours(cue: Span, mentions: Sequence[Span], article: Article) -> Span | None:
    """Return a cue with the source next to it: "Berichten zufolge", "nach Angaben des Amtes"."""
    text = article.text
    start, end = cue
    for mention in mentions:
        if start - mention.end >= 0 and _only_links(text[mention.end : start], article):
            start = mention.start
        if mention.start - end >= 0 and _only_links(text[end : mention.start], article):
            end = mention.end
    named = {word for mention in mentions for word in _WORD.findall(mention.text_in(text))}
    while (word := _NEXT_WORD.match(text, end)) and word[1] in named:
        end = word.end()
    return Span(start, end) if (start, end) != tuple(cue) else None


def _only_links(gap: str, article: Article) -> bool:
    """Return True if there is no more than an article or a preposition between two words."""
    if len(gap) > _LONGEST_LINK or set(gap) & set(_CLAUSE_ENDS):
        return False
    return not any(token.is_content for token in tokenize(gap, article.language))


def _ends_clause(offset: int, text: str, quoted_text: QuotedText) -> bool:
    if is_within_number(text, offset):
        return False  # the comma of "50,000"
    return text[offset] in _CLAUSE_ENDS or quoted_text.quotation_at(offset) is not None


def _with_negation(content: Span, cue: Span | None, article: Article) -> Span:
    """Extend content that begins right after a negation, so that it does not say the opposite."""
    sentence = article.sentences[article.sentence_at(content.start)]
    lower = max(sentence.start, content.start - _BEFORE)
    if cue is not None and cue.end <= content.start:
        lower = max(lower, cue.end)
    before = article.text[lower : content.start]
    tokens = tokenize(before, article.language)
    if not tokens or tokens[-1].kind != "negation" or before[tokens[-1].end :].strip():
        return content
    if cue is not None and cue.end <= content.start:
        words = before.lstrip()
        return Span(content.start - len(words), content.end)
    return Span(lower + tokens[-1].start, content.end)


def _trimmed(span: Span, text: str, quoted_text: QuotedText) -> Span | None:
    """Trim white space, marks and a leading "that"; keep quotation marks only in pairs."""
    start, end = span
    while start < end and text[start] in _TRIMMED:
        start += 1
    conjunction = _CONJUNCTION.match(text, start, end)
    start = start if conjunction is None else conjunction.end()
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    if start >= end:
        return None
    return _with_paired_marks(Span(start, end), text, quoted_text)


def _with_paired_marks(span: Span, text: str, quoted_text: QuotedText) -> Span | None:
    """Extend a span to quotation marks at its edges, and to quotations that it cuts in two."""
    start, end = span
    for quotation in quoted_text.quotations_in(Span(max(0, start - 1), min(len(text), end + 2))):
        outer, inner = quotation.span, quotation.inner
        last_letter = inner.start + len(inner.text_in(text).rstrip(_TRIMMED))
        has_start, has_end = start <= inner.start, end >= last_letter
        if has_start and has_end:
            start, end = min(start, outer.start), max(end, outer.end)
        elif has_start and end <= inner.start:
            end = min(end, outer.start)  # only the opening mark of the next quotation
        elif has_end and start >= last_letter:
            start = max(start, outer.end)
        elif start < outer.start or end > outer.end:  # begins or ends within the quotation
            start, end = min(start, outer.start), max(end, outer.end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end or not any(map(str.isalnum, text[start:end])):
        return None
    return with_marks_around(Span(start, end), text)
