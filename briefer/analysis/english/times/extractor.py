"""Times: the time expressions of an article, each with its value where its clause tells one."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from briefer.analysis.annotations import Entity, Quotation, Span, TimeExpression
from briefer.analysis.datelines import dateline_end
from briefer.analysis.english.times.timex import PARTS, resolve
from briefer.analysis.time_values import DAYS, MONTHS
from briefer.article import Article

# Time expressions of English by their form, for what the parser's recogniser leaves out.
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
      | \d{{4}}-\d{{2}}-\d{{2}}
      | \d{{1,2}}(?:[:.]\d{{2}})?\s?[ap]\.?m\b\.?
      | \d{{4}}\s(?:GMT|UTC)
    )(?!\w)""",
    re.VERBOSE,
)
_TRAILING = re.compile(r"(?:[\s,]|\b(?:and|or|but|to))+$")
_ORDINAL = re.compile(r"^(?:first|second|third|fourth|fifth)\s+(?=this\b|last\b)")
_RUNS_ON = re.compile(r"\S\s+on\s+[A-Z]|\b(?:euros?|dollars?|pounds?|yen|percent)\b|[%$€£]")
# "Correction, Oct. 15:" tells when the article was changed, and nothing of its story.
_NOTE = re.compile(
    rf"""^(?:correction|clarification|editor.s\ note|updated?)\b
    (?=\s*[,:(–—]
      |\s+(?:on\b|at\b|\d|{"|".join(DAYS)}|(?:{"|".join(m[:3] for m in MONTHS)})\S*\s\d)
    )[^:\n]{{0,40}}:""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
# A line that is nothing but a clock is the stamp of an entry on a live page.
_STAMP = re.compile(
    r"^[^\w\n]*(?:(?:\d{1,2}[:.]\d{2}(?:[ \t]?[ap]\.?m\.?)?|\d{1,2}[ \t]?[ap]\.?m\.?)"
    r"(?:[ \t](?-i:[A-Z]{2,4}))?|\d{1,2})[^\w\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_BETWEEN = re.compile(r",? +(?:local(?: +time)?,? +|[A-Z]{2,4},? +)?(?:on +)?|,? +at +")
_CLOCK_FIRST = re.compile(r"(?:(?:about|around|just|shortly|soon|before|after) )*(?:\d|noon|mid)")
# What only stands before a day: "asked about Thursday night", "filed the lawsuit Monday".
_LEADING = re.compile(
    rf"^(?:about|around|over|(?:the|an?|his|her|its|their)\s+(?!early|late|\w+day|week|month"
    rf"|following|previous|next|last|first|second|third|{'|'.join(PARTS)})[a-z]+)"
    rf"\s+(?={'|'.join(d.capitalize() for d in DAYS)})"
)
_ANY_DAY = date(2024, 1, 1)  # stands in to see whether words tell one time at all
_AHEAD = frozenset({"will", "wo", "shall", "would", "'ll", "’ll"})
_BEHIND = frozenset({"was", "were", "had", "has", "have", "did", "been"})
_MONTH = re.compile("|".join(m.capitalize()[:3] for m in MONTHS))
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_UNTIL = frozenset({"until", "till", "to"})
_SCHEDULED = frozenset({"plan", "schedule", "expect", "intend", "set", "due", "aim"})


def find_times(
    doc: Doc, article: Article, *, names: Sequence[Entity], quotations: Sequence[Quotation]
) -> tuple[TimeExpression, ...]:
    """Find the time expressions of a parsed article, in order."""
    begin = dateline_end(article)  # the day in a dateline is that of writing
    notes = [Span(*m.span()) for form in (_NOTE, _STAMP) for m in form.finditer(article.text)]
    spans = _joined(
        [
            span
            for entity in doc.ents
            if entity.label_ in {"DATE", "TIME"} and not _is_title(entity.text)
            for span in _of_entity(entity)
        ],
        article.text,
    )
    for match in _EXPRESSION.finditer(article.text):
        span = Span(*match.span())
        met = any(span.overlaps(other) for other in spans)
        if not met and not _is_title(match[0]) and not _is_in_a_name(doc, span):
            spans.append(span)
    spans = _joined(sorted(spans), article.text)
    bearers = [m for name in names if name.kind == "person" for m in name.mentions]
    times = (
        _time_at(
            article,
            span,
            # "today" in a quotation is the day it was said, which only its speaker knows
            anchored=not any(quotation.span.contains(span) for quotation in quotations),
            future=_looks_ahead(doc, span),
        )
        for span in spans
        if span.start >= begin
        and not any(note.overlaps(span) for note in notes)
        and not any(bearer.contains(span) for bearer in bearers)  # "Ada Sunday Musa"
    )
    # the recogniser's dates include "a second day"; what has no form that tells a time is none
    told = [
        t
        for t in times
        if t.granularity or t.type != "date" or _names_a_time(t.span.text_in(article.text))
    ]
    return tuple(_of_its_year(t, told[:index], doc, article) for index, t in enumerate(told))


def _of_its_year(
    time: TimeExpression, before: Sequence[TimeExpression], doc: Doc, article: Article
) -> TimeExpression:
    """Leave a month without a value where its paragraph tells of another year.

    "In 1967 she sued, and was aboard by May": of that year, or of the year of publication. A year
    beside the story counts for nothing: "Reed, elected in 2019, said in March ...".
    """
    words = time.span.text_in(article.text)
    alone = _MONTH.search(words) and not re.search(r"\b(?:\d{4}|last|this|next)\b", words)
    if time.value is None or not alone:
        return time
    start = article.text.rfind("\n", 0, time.span.start)
    years = [
        year[0]
        for other in before
        if other.span.start > start
        and (year := _YEAR.search(other.span.text_in(article.text)))
        and _dates_main_clause(doc, other.span)
    ]
    known = not years or time.value.startswith(years[-1])
    return time if known else replace(time, value=None)


def _dates_main_clause(doc: Doc, span: Span) -> bool:
    """Tell whether a time belongs to what a sentence tells, not to a clause on one of its nouns."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return False
    verb = next((above for above in tokens.root.ancestors if above.pos_ in {"VERB", "AUX"}), None)
    while verb is not None and verb.dep_ == "conj":
        verb = verb.head
    return verb is None or verb.dep_ in {"ROOT", "ccomp"}


def _of_entity(entity: Tokens) -> list[Span]:
    """Return the times in an entity: itself, cut where a line or a quotation begins within it.

    The recogniser runs on over what is measured ("12.50 euros by 0845 GMT") and over what only
    stands before a time ("for the year on Thursday"); there only the times within it count.
    """
    words = _TRAILING.sub("", re.split(r"[\n\"“”]", entity.text, maxsplit=1)[0])
    start = entity.start_char + len(words) - len(_LEADING.sub("", _ORDINAL.sub("", words)))
    whole = Span(start, entity.start_char + len(words))
    if not _RUNS_ON.search(words) or resolve(words, anchor=_ANY_DAY).granularity:
        return [whole]
    found = (match.span() for match in _EXPRESSION.finditer(words))
    return [Span(entity.start_char + first, entity.start_char + last) for first, last in found]


def _is_title(words: str) -> bool:
    """Tell whether words are a name in capitals, such as a newspaper's, and no time."""
    return words.isupper() and words.isalpha()


def _is_in_a_name(doc: Doc, span: Span) -> bool:
    """Tell whether a time is part of a name: "the Sunday Courier", "Ellery Today"."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return tokens is not None and tokens[0].ent_type_ in {"ORG", "WORK_OF_ART", "PERSON"}


def _joined(spans: Sequence[Span], text: str) -> list[Span]:
    """Join what tells one time in pieces: "Friday" and "night", "6.10am" on "Wednesday"."""
    joined: list[Span] = []
    for span in sorted(spans):
        last = joined[-1] if joined else None
        if last is None or last.end > span.start:
            joined.append(span)
            continue
        whole = Span(last.start, span.end)
        between = text[last.end : span.start]
        told = resolve(whole.text_in(text), anchor=_ANY_DAY).granularity
        one = (between in {" ", ", "} and told is not None) or (
            _BETWEEN.fullmatch(between)
            and _CLOCK_FIRST.match(last.text_in(text))
            and told in {"minute", "hour"}
        )
        if one:
            joined[-1] = whole
        else:
            joined.append(span)
    return joined


def _looks_ahead(doc: Doc, span: Span) -> bool | None:
    """Tell from the tense of its clause whether a time lies ahead; None where no verb tells."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return None
    # "killing four on Tuesday" has the tense of the verb above it
    first = tokens[0]  # "at 3 p.m. Monday" may be split after the full stop
    lasts = tokens.root.dep_ == "pobj" and tokens.root.head.lower_ in _UNTIL
    for verb in (tokens.root, *tokens.root.ancestors, *first.ancestors):
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
        # "is expected in May", "was expected to come in May"; but "was set in May" is open
        expected = verb.lemma_ in _SCHEDULED and helpers & {"is", "are"}
        to_come = verb.head != verb and verb.head.lemma_ in _SCHEDULED
        if helpers & _AHEAD or expected or to_come:
            return True
        if verb.tag_ == "VBD" or helpers & _BEHIND or _is_past_participle(verb):
            # "was shut until Monday", "the talks planned for Monday" may lie on either side
            denied = any(child.dep_ == "neg" for child in verb.children)  # "not until Monday"
            return None if (lasts and not denied) or verb.lemma_ in _SCHEDULED else False
        if verb.tag_ in {"VBZ", "VBP"}:
            return True if lasts else None  # "polls open on Sunday" is no past
    return None


def _is_past_participle(verb: Token) -> bool:
    """Tell whether a participle without a helping verb tells of the past: "the man shot dead"."""
    helped = any(child.dep_ in {"aux", "auxpass"} for child in verb.children)
    return verb.tag_ == "VBN" and not helped and verb.dep_ in {"acl", "ROOT"}


def _names_a_time(phrase: str) -> bool:
    """Tell whether a phrase holds a time expression, or a year."""
    return bool(_EXPRESSION.search(phrase) or _YEAR.search(phrase))


def _time_at(
    article: Article, span: Span, *, anchored: bool, future: bool | None
) -> TimeExpression:
    """Make the time candidate of a phrase.

    Args:
        article: the article; its publication date is the anchor.
        span: the phrase.
        anchored: whether it counts from the date of publication.
        future: whether its clause looks ahead; None when that is not known.
    """
    anchor = article.published if anchored else None
    resolved = resolve(span.text_in(article.text), anchor=anchor, future=future)
    return TimeExpression(span, article.sentence_at(span.start), *resolved)
