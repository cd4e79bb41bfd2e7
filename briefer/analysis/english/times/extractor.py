"""Find the time expressions of an English article, with their TIMEX3 values if they have one.

Example: in "The port closed on Monday", the past tense makes "Monday" the one before publication.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from briefer.analysis.annotations import Entity, Quotation, Span, TimeExpression
from briefer.analysis.asides import is_aside
from briefer.analysis.datelines import dateline_day
from briefer.analysis.day_of_writing import day_of_writing, numeric_order
from briefer.analysis.english.times.clock_days import with_days
from briefer.analysis.english.times.lookalikes import is_count, is_first_name, is_kind_of_time
from briefer.analysis.english.times.merging import granularity_of, merge_adjacent
from briefer.analysis.english.times.tense import is_future
from briefer.analysis.english.times.timex import PARTS, resolve
from briefer.analysis.live_posts import post_times
from briefer.analysis.span_index import SpanIndex
from briefer.analysis.time_values import DAYS, MONTHS, TimeValue
from briefer.schema.article import Article
from briefer.text.numeric_dates import NUMERIC_DATE, read_date

# Time expressions by their form, because the entity recogniser misses some.
_EXPRESSION = re.compile(
    rf"""\b(?:
        (?:(?:early|late|last|next|this)\s+)?(?:{"|".join(d.capitalize() for d in DAYS)})
            (?:\s+(?:{"|".join(PARTS)}))?
      | (?:{"|".join(m.capitalize() for m in MONTHS if m != "may")})
            (?:\s+\d{{1,2}})?(?:,?\s+\d{{4}})?
      | May\s+\d{{1,2}}(?:,?\s+\d{{4}})?
      | \d{{1,2}}\s+(?:{"|".join(m.capitalize() for m in MONTHS)})(?:\s+\d{{4}})?
      | (?i:yesterday|today|tonight|tomorrow)(?:\s+(?:{"|".join(PARTS)}))?
      | (?i:last|next|this)\s+(?:week|month|year|night|morning|afternoon|evening|weekend)
      | (?:New\ Year[’']?s|Christmas|Boxing|Valentine[’']s)\ (?:Day|Eve)
      | \d{{4}}-\d{{2}}-\d{{2}}
      | \d{{1,2}}(?:[:.]\d{{2}})?\s?[ap]\.?m\b\.?
      | \d{{4}}\s(?:GMT|UTC)
    )(?!\w)""",
    re.VERBOSE,
)
_TRAILING_WORDS = re.compile(r"(?:[\s,]|\b(?:and|or|but|to))+$")
_ORDINAL = re.compile(r"^(?:first|second|third|fourth|fifth)\s+(?=this\b|last\b)")
_OVERLONG = re.compile(r"\S\s+on\s+[A-Z]|\b(?:euros?|dollars?|pounds?|yen|percent)\b|[%$€£]")
# "Correction, Oct. 15:" says when the article was changed; it is not a time of the story.
_CORRECTION = re.compile(
    rf"""^(?:correction|clarification|editor.s\ note|updated?)\b
    (?=\s*[,:(–—]
      |\s+(?:on\b|at\b|\d|{"|".join(DAYS)}|(?:{"|".join(m[:3] for m in MONTHS)})\S*\s\d)
    )[^:\n]{{0,40}}:""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
# A line with nothing but a clock time is the time stamp of an entry on a live page.
_TIME_STAMP = re.compile(
    r"^[^\w\n]*(?:(?:\d{1,2}[:.]\d{2}(?:[ \t]?[ap]\.?m\.?)?|\d{1,2}[ \t]?[ap]\.?m\.?)"
    r"(?:[ \t](?-i:[A-Z]{2,4}))?|\d{1,2})[^\w\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
# Words before a day that are not part of it: "about Thursday night", "the lawsuit Monday".
_LEADING_WORDS = re.compile(
    rf"^(?:about|around|over|(?:the|an?|his|her|its|their)\s+(?!early|late|\w+day|week|month"
    rf"|following|previous|next|last|first|second|third|{'|'.join(PARTS)})[a-z]+)"
    rf"\s+(?={'|'.join(d.capitalize() for d in DAYS)})"
)
_MONTH = re.compile("|".join(m.capitalize()[:3] for m in MONTHS))
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def find_times(
    doc: Doc, article: Article, *, entities: Sequence[Entity], quotations: Sequence[Quotation]
) -> tuple[TimeExpression, ...]:
    """Find the time expressions of a parsed article, in order."""
    notes = [
        Span(*match.span())
        for pattern in (_CORRECTION, _TIME_STAMP)
        for match in pattern.finditer(article.text)
    ]
    numbers = [Span(*match.span()) for match in NUMERIC_DATE.finditer(article.text)]
    number_index = SpanIndex((span, True) for span in numbers)
    recognised = [
        span
        for entity in doc.ents
        if entity.label_ in {"DATE", "TIME"} and not _is_name_in_capitals(entity.text)
        if not is_count(entity)
        for span in _times_in_entity(entity)
        if not number_index.overlaps(span)
    ]
    spans = {*numbers, *merge_adjacent(recognised, article.text)}
    known = SpanIndex((span, True) for span in spans)
    for match in _EXPRESSION.finditer(article.text):
        span = Span(*match.span())
        parts = {part for part, _ in known.overlapping(span)}  # "October" of "9 October"
        if (
            all(span.contains(part) and part != span for part in parts)
            and not _is_name_in_capitals(match[0])
            and not _is_in_name(doc, span)
        ):
            spans.difference_update(parts)
            spans.add(span)
    others = spans.difference(numbers)
    merged = sorted([*numbers, *merge_adjacent(sorted(others), article.text)])
    people = [m for entity in entities if entity.kind == "person" for m in entity.mentions]
    first_names = {mention.text_in(article.text).split()[0].lower() for mention in people}
    named = SpanIndex((mention, True) for mention in people)
    quoted = SpanIndex((quotation.span, True) for quotation in quotations)
    note_index = SpanIndex((note, True) for note in notes)
    times = (
        _time_expression(
            article,
            span,
            # "today" in a quotation is the day of speaking, which may not be the day of publication
            anchored=not quoted.covers(span),
            future=is_future(doc, span),
        )
        for span in merged
        if not is_aside(span, article)
        and not note_index.overlaps(span)
        and not is_kind_of_time(doc, span)
        and not is_first_name(doc, span, people=first_names)
        and not named.covers(span)  # "Ada Sunday Musa"
    )
    # the dates of the entity recogniser include "a second day", which is not a time expression
    found = [
        time
        for time in times
        if time.granularity or time.type != "date" or _names_time(time.span.text_in(article.text))
    ]
    dated = _without_uncertain_years(found, doc, article)
    outside = (*_day_in_dateline(article), *post_times(article))
    ordered = sorted((*outside, *dated), key=lambda time: time.span)

    def is_told(time: TimeExpression) -> bool:
        return not quoted.covers(time.span) and is_future(doc, time.span) is False

    return tuple(with_days(ordered, article.published, is_told=is_told))


def _day_in_dateline(article: Article) -> Iterator[TimeExpression]:
    span = dateline_day(article)
    if span is not None:
        yield _time_expression(article, span, anchored=True, future=False)


def _without_uncertain_years(
    times: Sequence[TimeExpression], doc: Doc, article: Article
) -> Iterator[TimeExpression]:
    """Yield time expressions, a month without its value if its paragraph is on another year.

    In "In 1967 she sued, and was aboard by May", May may be in 1967 or in the year of publication.
    A year that does not date a main clause is ignored: "Reed, elected in 2019, said in March ...".
    """
    breaks = [match.start() for match in re.finditer("\n", article.text)]
    year, year_line = "", -1  # the last year before a time expression, and its paragraph
    for time in times:
        words = time.span.text_in(article.text)
        bare_month = _MONTH.search(words) and not re.search(r"\b(?:\d{4}|last|this|next)\b", words)
        line = bisect_left(breaks, time.span.start)
        is_other_year = line == year_line and not (time.value or "").startswith(year)
        yield replace(time, value=None) if bare_month and is_other_year else time
        found = _YEAR.search(words)
        if found is not None and _dates_main_clause(doc, time.span):
            year, year_line = found[0], line


def _dates_main_clause(doc: Doc, span: Span) -> bool:
    """Return True if a time belongs to the main clause, not to a clause on one of its nouns."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return False
    verb = next((token for token in tokens.root.ancestors if token.pos_ in {"VERB", "AUX"}), None)
    while verb is not None and verb.dep_ == "conj":
        verb = verb.head
    return verb is None or verb.dep_ in {"ROOT", "ccomp"}


def _times_in_entity(entity: Tokens) -> list[Span]:
    """Return the time expressions in an entity, which ends where a new line or a quotation starts.

    The entity recogniser includes quantities ("12.50 euros by 0845 GMT") and other words before a
    time ("for the year on Thursday"); then only the time expressions inside count.
    """
    words = _TRAILING_WORDS.sub("", re.split(r"[\n\"“”]", entity.text, maxsplit=1)[0])
    start = entity.start_char + len(words) - len(_LEADING_WORDS.sub("", _ORDINAL.sub("", words)))
    whole = Span(start, entity.start_char + len(words))
    if whole.start >= whole.end:
        return []  # nothing but such words
    if not _OVERLONG.search(words) or granularity_of(words):
        return [whole]
    offset = entity.start_char
    found = _EXPRESSION.finditer(words)
    return [Span(offset + match.start(), offset + match.end()) for match in found]


def _is_name_in_capitals(words: str) -> bool:
    """Return True if words are a name in capitals, such as that of a newspaper."""
    return words.isupper() and words.isalpha()


def _is_in_name(doc: Doc, span: Span) -> bool:
    """Return True if a time is part of a name: "the Sunday Courier", "Ellery Today"."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return tokens is not None and tokens[0].ent_type_ in {"ORG", "WORK_OF_ART", "PERSON"}


def _names_time(phrase: str) -> bool:
    """Return True if a phrase contains a time expression or a year."""
    return bool(_EXPRESSION.search(phrase) or _YEAR.search(phrase))


def _time_expression(
    article: Article, span: Span, *, anchored: bool, future: bool | None
) -> TimeExpression:
    """Return the time expression of a phrase, with its value if it can be resolved.

    Args:
        article: the article; its day of writing is the anchor.
        span: the phrase.
        anchored: True if it counts from the day of writing.
        future: True if it means the future, False for the past, None if open.
    """
    words = span.text_in(article.text)
    if numeric := NUMERIC_DATE.fullmatch(words):
        day = read_date(numeric, numeric_order(article))
        resolved = TimeValue("date", day.isoformat() if day else None, "day")
    else:
        anchor = day_of_writing(article, span) if anchored else None
        resolved = resolve(words, anchor=anchor, future=future)
    return TimeExpression(span, article.sentence_at(span.start), *resolved)
