"""Check whether its sentences support a line.

The checks look for what fluent summaries get wrong: names and numbers that are not in the article
or belong to something else, a lost "not" or "may", a claim attributed to the wrong source. Each
yields its problems as reasons that readers and models understand.
"""

from collections.abc import Iterator, Sequence

from briefer.analysis.annotations import Analysis
from briefer.analysis.english.line_syntax import clauses_in, subject_of
from briefer.grounding.checks.accusations import unsupported_accusation
from briefer.grounding.checks.names_and_numbers import (
    bound_told_as_fact,
    unknown_names,
    wrong_counted_noun,
    wrong_modifier,
)
from briefer.grounding.checks.omissions import (
    lost_hedge,
    lost_negation,
    plan_told_as_fact,
    truncated_line,
)
from briefer.grounding.checks.people import invented_speaker, wrong_description, wrong_person
from briefer.grounding.passage import Passage, passage_of
from briefer.grounding.sources import source_words, wrong_source
from briefer.schema.article import Article
from briefer.text.normalization import content_words
from briefer.text.numbers import numbers_of

_MIN_CLAUSE = 2  # content words; a shorter clause adds no statement
_STUDY_WORDS = content_words(
    "study report survey research paper analysis review findings trial poll"
)


def check_line(
    text: str, *, article: Article, analysis: Analysis, sentences: Sequence[int]
) -> str | None:
    """Return the first reason why these sentences do not support ``text``; None if they do."""
    return next(_problems(text, article, analysis, sentences), None)


def _problems(
    text: str, article: Article, analysis: Analysis, sentences: Sequence[int]
) -> Iterator[str]:
    passage = passage_of(article, sentences)
    if any(span.text_in(article.text) in passage.parts for span in analysis.injections):
        yield "the article says this only in an instruction to a language model"
    yield from truncated_line(text, article)
    if wrong := wrong_source(text, article=article, analysis=analysis, sentences=sentences):
        yield wrong
    for number in sorted(numbers_of(text) - numbers_of(f"{article.title or ''} {passage.text}")):
        yield f"the number {number} is not in the article's passage about this"
    for word in unknown_names(text, passage.context, article, analysis):
        yield f"{word!r} is not in the article's passage about this"
    yield from unsupported_accusation(text, article)
    wanted = content_words(text)
    if wanted and len(wanted & content_words(passage.text)) < len(wanted) / 2:
        yield "the article does not say this"
    yield from _added_clause(text, passage, article)
    yield from _other_subject(text, passage, article, analysis, sentences)
    yield from wrong_person(text, article, analysis, sentences)
    yield from wrong_description(text, article, analysis)
    yield from invented_speaker(text, article, analysis)
    yield from wrong_modifier(text, article)
    yield from wrong_counted_noun(text, passage, article)
    yield from bound_told_as_fact(text, passage, article)
    yield from lost_negation(text, passage.parts)
    yield from lost_hedge(text, analysis, article, sentences)
    yield from plan_told_as_fact(text, passage.parts, article.language)


def _added_clause(text: str, passage: Passage, article: Article) -> Iterator[str]:
    """Find a clause that the article does not support: ", raising fears of a strike"."""
    supported = content_words(passage.context) | content_words(article.title or "")
    for clause in clauses_in(text, article.language):
        wanted = content_words(clause)
        if len(wanted) >= _MIN_CLAUSE and len(wanted & supported) < len(wanted) / 2:
            yield f"the article does not say “{clause}”"


def _other_subject(
    text: str, passage: Passage, article: Article, analysis: Analysis, sentences: Sequence[int]
) -> Iterator[str]:
    """Find a line whose subject neither the passage nor its sources mention."""
    subject = subject_of(text, article.language)
    if subject is None or not subject.plain:
        return
    known = content_words(passage.context)
    known |= source_words(article=article, analysis=analysis, sentences=sentences)
    title = content_words(article.title or "")
    wanted = content_words(text)
    if len(wanted & title) * 2 >= len(wanted):
        known |= title  # the line repeats the title, whose words may not be in the text
    if content_words(subject.noun) <= _STUDY_WORDS and known & _STUDY_WORDS:
        return  # a line may call a trial a study
    if not content_words(subject.noun) <= known:
        yield f"the article says this about something other than {subject.noun!r}"
