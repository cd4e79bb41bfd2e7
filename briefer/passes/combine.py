"""Combine the results of the passes with the extractive brief into the sections of one brief.

Lines that the model wrote come first; gaps are filled from the analysis, and notes say where.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from briefer.analysis.annotations import Attribution
from briefer.assembly.conversion import claim_of, open_question
from briefer.assembly.extractive import (
    checked_attributions,
    event_from_point,
    limit_claims,
    source_sentence,
)
from briefer.assembly.limits import (
    FILL_EVENTS_TO,
    MAX_EVENTS,
    MAX_OPEN_QUESTIONS,
    MAX_PLACES,
    MAX_SUMMARY_POINTS,
    MAX_TIMES,
    MAX_UNCERTAINTY,
    MAX_WHO,
)
from briefer.assembly.merging import (
    drop_restatements,
    fill_up,
    interleave,
    model_first,
    reciprocal_rank_fusion,
)
from briefer.assembly.sections import BriefSections
from briefer.grounding.line_checker import LineChecker
from briefer.passes.claim_ranking import RankedClaims
from briefer.passes.runner import PassResult
from briefer.rendering.notes import in_the_articles_words, read_in_parts
from briefer.schema.article import Article
from briefer.schema.brief import SummaryPoint
from briefer.usage import Usage

_LEAD_SENTENCES = 2


def combine(
    checker: LineChecker,
    *,
    extractive: BriefSections,
    gists: Sequence[PassResult[BriefSections]],
    rankings: Sequence[PassResult[RankedClaims]],
    capable: bool,
) -> tuple[BriefSections, Usage]:
    """Combine the supported part of the model's answers with the analysis.

    Args:
        checker: checks lines against the article; it has the article and its analysis.
        extractive: the brief from the analysis alone; it fills what the model leaves empty.
        gists: results of the gist pass, one for each part of the article.
        rankings: results of the claim ranking, one for each part; empty if it was not asked for.
        capable: whether the model can judge importance; its order of places and times is then used.
    """
    ranked = [result.items for result in rankings if result.items is not None]
    results: list[PassResult[BriefSections] | PassResult[RankedClaims]] = [*gists, *rankings]
    article, analysis = checker.article, checker.analysis
    story = _story(checker, extractive, gists)
    questions = interleave(one.open_questions for one in ranked)[:MAX_OPEN_QUESTIONS]
    supported, _ = checked_attributions(article, analysis)
    claims = limit_claims(_ranked_attributions(supported, ranked))
    sections = replace(
        _who_where_when(extractive, gists, capable=capable),
        headline=story.headline,
        summary=story.summary,
        what=story.what,
        claimed_by=tuple(claim_of(attribution, article) for attribution in claims),
        uncertainty=(*extractive.uncertainty, *map(open_question, questions))[:MAX_UNCERTAINTY],
        rejected=tuple(chain(*(result.rejected for result in results), extractive.rejected)),
        notes=(*_failure_notes(results, parts=len(gists)), *story.notes),
    )
    return sections, sum((result.usage for result in results), start=Usage())


def _failure_notes(
    results: Iterable[PassResult[BriefSections] | PassResult[RankedClaims]], *, parts: int
) -> Iterator[str]:
    """Yield a note for each failed pass, and one if the article was split into parts."""
    yield from (result.failure for result in results if result.failure)
    if parts > 1:
        yield read_in_parts(parts)


def _usable(gists: Iterable[PassResult[BriefSections]]) -> list[BriefSections]:
    return [gist.items for gist in gists if gist.items is not None]


def _story(
    checker: LineChecker,
    extractive: BriefSections,
    gists: Sequence[PassResult[BriefSections]],
) -> BriefSections:
    """Return headline, summary and events, with notes on what no model wrote."""
    article, usable = checker.article, _usable(gists)
    headline = next((one.headline for one in usable if one.headline), None)
    written = drop_restatements(interleave(one.summary for one in usable)[:MAX_SUMMARY_POINTS])
    if headline is None and not _is_title(extractive.headline, article):
        # a point about the lead says what happened in fewer words than the lead itself
        headline = next((point for point in written if _is_about_lead(point, article)), None)
        written = tuple(point for point in written if point is not headline)
    rejected = [line for gist in gists for line in gist.rejected if line.section == "summary"]
    # for each rejected point, the sentence that it tried to paraphrase
    replacements = [source_sentence(line.text, checker) for line in rejected]
    summary = fill_up(
        written, [*filter(None, replacements), *extractive.summary], size=MAX_SUMMARY_POINTS
    )
    own_words = in_the_articles_words(headline=headline is None, points=len(summary) - len(written))
    headline = headline or extractive.headline
    events = drop_restatements(map(event_from_point, [*filter(None, [headline]), *written]))
    return BriefSections(
        headline=headline,
        summary=summary,
        what=fill_up(events[:MAX_EVENTS], extractive.what, size=FILL_EVENTS_TO),
        notes=(own_words,) if own_words else (),
    )


def _who_where_when(
    extractive: BriefSections, gists: Iterable[PassResult[BriefSections]], *, capable: bool
) -> BriefSections:
    """Merge who, where and when of the model and of the analysis, the main ones first.

    For who, the model's order is the better one. For where and when neither order is better, unless
    the model can judge importance.
    """
    usable = _usable(gists)
    merge = model_first if capable else reciprocal_rank_fusion
    with_role = [w for w in extractive.who if w.kind in {"person", "organisation"} and w.role]
    who = model_first(
        chain(*(one.who for one in usable), with_role), extractive.who, key=lambda w: w.name
    )
    where = merge(
        chain(*(one.where for one in usable)), extractive.where, key=lambda w: w.place.casefold()
    )
    when = merge(
        chain(*(one.when for one in usable)), extractive.when, key=lambda w: w.value or w.phrase
    )
    return BriefSections(who=who[:MAX_WHO], where=where[:MAX_PLACES], when=when[:MAX_TIMES])


def _is_title(headline: SummaryPoint | None, article: Article) -> bool:
    return headline is not None and headline.text == " ".join((article.title or "").split())


def _is_about_lead(point: SummaryPoint, article: Article) -> bool:
    end = article.sentences[:_LEAD_SENTENCES][-1][1]
    return any(evidence.end <= end for evidence in point.evidence)


def _ranked_attributions(
    supported: Sequence[Attribution], ranked: Iterable[RankedClaims]
) -> list[Attribution]:
    """Return the supported attributions, first those that the model chose."""
    chosen = [
        found for found in interleave(one.attributions for one in ranked) if found in supported
    ]
    return [*chosen, *(found for found in supported if found not in chosen)]
