"""Count how much of the article a brief covers, and find what could not be analysed.

Quotation marks and reporting words are counted by their form alone. What the analysis did not
understand is thus missing from the claims, but not from the count. What the article says about
itself (a correction) is nobody's claim, and is not counted.
"""

from collections.abc import Mapping, Sequence
from itertools import starmap
from typing import Final

from briefer.analysis.annotations import Analysis, Quotation, Span
from briefer.analysis.corrections import find_editorial_notes
from briefer.analysis.day_of_writing import numeric_order
from briefer.analysis.quotations import find_quotations
from briefer.analysis.span_index import SpanIndex
from briefer.assembly.sections import BriefSections
from briefer.rendering.notes import (
    ambiguous_dates,
    forced,
    hidden_text,
    injections_left_out,
    metadata_overruled,
    no_parser,
    no_publication_date,
    no_summary,
    one_case,
)
from briefer.schema.article import Article
from briefer.schema.brief import SummaryPoint
from briefer.schema.coverage import Coverage
from briefer.schema.evidence import Evidence
from briefer.schema.vocabulary import ModelSize, Section
from briefer.text.normalization import words_of
from briefer.text.numeric_dates import ambiguous_date
from briefer.text.reporting_words import reporting_words

_SHORTEST_STATEMENT: Final = 3  # words; fewer are a nickname or scare quotes
_LONG_WORD: Final = 4  # letters; a title has its shorter words in lower case
_SENTENCE_ENDS: Final = frozenset(".!?…。\uff01\uff1f؟")  # also those of full width
_COMMAS: Final = frozenset(",\uff0c،")
_READ_BY_MODEL: Final[Mapping[ModelSize | None, frozenset[Section]]] = {
    None: frozenset(),
    "small": frozenset({"who", "where", "when"}),
    "capable": frozenset({"who", "where", "when", "claimed_by", "uncertainty"}),
}
"""The sections that a model of each size class is asked for."""


def coverage_of(
    article: Article,
    analysis: Analysis,
    *,
    sections: BriefSections,
    notes: Sequence[str],
    profile: ModelSize | None,
) -> Coverage:
    """Count what was read, and the quotations, reporting words and attributions in claims.

    Args:
        article: the article.
        analysis: its analysis.
        sections: the sections of the brief.
        notes: what could not be done, in plain sentences.
        profile: size class of the model; None without a model.
    """
    claims = sections.claimed_by
    content = [Span(e.start, e.end) for claim in claims for e in claim.evidence]
    cues = [Span(claim.cue.start, claim.cue.end) for claim in claims if claim.cue]
    covered = SpanIndex((span, True) for span in content)
    reported = SpanIndex((span, True) for span in (*content, *cues))
    about_itself = SpanIndex((note.span, True) for note in find_editorial_notes(article))
    quotations = [q for q in find_quotations(article.text) if not about_itself.covers(q.span)]
    quoted = SpanIndex((quotation.span, True) for quotation in quotations)
    statements = [one for one in quotations if _may_be_statement(one, article.text)]
    missed = [one for one in statements if not _is_covered(one.inner, covered)]
    words = [
        word
        for word in starmap(Span, reporting_words(article.text, article.language))
        if not quoted.covers(word) and not about_itself.covers(word)
    ]
    unreported = [word for word in words if not reported.overlaps(word)]
    read = _READ_BY_MODEL[profile]
    return Coverage(
        sentences=len(article.sentences),
        sentences_read=len(article.sentences) - sections.unread,
        quotations=len(statements),
        quotations_covered=len(statements) - len(missed),
        reporting_words=len(words),
        reporting_words_covered=len(words) - len(unreported),
        not_covered=_passages([one.span for one in missed], unreported, article),
        attributions=len(analysis.attributions),
        attributions_covered=sum(
            any(_is_covered(part, covered) for part in attribution.content)
            for attribution in analysis.attributions
        ),
        rejected=sections.rejected,
        not_read=tuple(section for section in analysis.not_read if section not in read),
        notes=tuple(notes),
    )


def limitation_notes(
    article: Article,
    analysis: Analysis,
    *,
    summary: Sequence[SummaryPoint],
    language: str,
    read_by_model: bool,
) -> list[str]:
    """Describe in plain sentences what could not be analysed in this article.

    Args:
        article: the article.
        analysis: its analysis.
        summary: the points of the summary.
        language: language of the sentences.
        read_by_model: whether a model was asked for the claims, which needs no parser.
    """
    notes = []
    if article.forced_verdict:
        notes.append(forced(article.forced_verdict, language=language))
    if article.overruled_metadata:
        notes.append(metadata_overruled(article.overruled_metadata, language=language))
    if not summary:
        notes.append(no_summary(language))
    if analysis.parser == "syntax" and (article.text.isupper() or article.text.islower()):
        notes.append(one_case(language))
    if analysis.parser == "rules" and not read_by_model:
        notes.append(no_parser(article.language, language=language))
    if analysis.injections:
        notes.append(injections_left_out(len(analysis.injections), language=language))
    if article.hidden_passages:
        notes.append(hidden_text(article.hidden_passages, language=language))
    if ambiguous := ambiguous_date(article.text, numeric_order(article)):
        notes.append(ambiguous_dates(ambiguous, language))
    if article.published is None and any(time.value is None for time in analysis.times):
        notes.append(no_publication_date(language))
    return notes


def _may_be_statement(quotation: Quotation, text: str) -> bool:
    """Return True unless the form shows a title, a nickname, or a word in scare quotes."""
    inner = quotation.inner.text_in(text).strip()
    words = words_of(inner)
    if inner[-1:] in _SENTENCE_ENDS:
        return True
    initials = [inner[word.start] for word in words if word.end - word.start >= _LONG_WORD]
    is_title = len(initials) > 1 and all(map(str.isupper, initials))
    is_long = len(words) >= _SHORTEST_STATEMENT or inner[-1:] in _COMMAS
    return is_long and not is_title


def _passages(
    quotations: Sequence[Span], words: Sequence[Span], article: Article
) -> tuple[Evidence, ...]:
    """Return the sentences with these words, and the quotations outside of them, in order."""
    indices = dict.fromkeys(article.sentence_at(word.start) for word in words)
    sentences = [Span(*article.sentences[index]) for index in indices]
    whole = SpanIndex((sentence, True) for sentence in sentences)
    apart = [one for one in quotations if not whole.covers(one)]
    return tuple(article.evidence(*span) for span in sorted((*sentences, *apart)))


def _is_covered(span: Span, covered: SpanIndex[bool]) -> bool:
    """Return True if more than half of a span lies within one of ``covered``."""
    parts = (part for part, _ in covered.overlapping(span))
    shared = (min(span.end, part.end) - max(span.start, part.start) for part in parts)
    return max(shared, default=0) * 2 > span.end - span.start
