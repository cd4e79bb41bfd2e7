"""Combine the results of the passes with the extractive brief into the sections of one brief.

Lines that the model wrote come first; gaps are filled from the analysis, and notes say where.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from briefer.assembly.extractive import event_from_point, source_sentence
from briefer.assembly.limits import (
    FILL_EVENTS_TO,
    MAX_EVENTS,
    MAX_MODEL_CLAIMS,
    MAX_MODEL_UNCERTAINTY,
    MAX_PLACES,
    MAX_SUMMARY_POINTS,
    MAX_TIMES,
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
from briefer.rendering.notes import in_the_articles_words
from briefer.round_robin import round_robin
from briefer.schema.article import Article
from briefer.schema.brief import Claim, SummaryPoint, Uncertainty

_LEAD_SENTENCES = 2


def combine(
    checker: LineChecker,
    *,
    extractive: BriefSections,
    gists: Sequence[BriefSections],
    language: str,
    claims: Sequence[Claim] | None = None,
    uncertainty: Sequence[Uncertainty] | None = None,
) -> BriefSections:
    """Combine the supported part of the model's answers with the analysis.

    Args:
        checker: checks lines against the article; it has the article and its analysis.
        extractive: the brief from the analysis alone; it fills what the model leaves empty.
        gists: headline, summary, who, what, when and where of the model, with the lines that were
            rejected; one for each part of the article.
        language: language of the notes.
        claims: the claims of model and analysis, settled, the most important first; None if the
            model was not asked for them.
        uncertainty: the uncertainties of the model; None if it was not asked for them.
    """
    capable = claims is not None
    story = _story(checker, extractive, gists, capable=capable, language=language)
    slots = _who_where_when(
        extractive,
        gists,
        capable=capable,
        parsed=checker.analysis.parser == "syntax",
    )
    rejected = chain(*(gist.rejected for gist in gists), extractive.rejected)
    return replace(
        slots,
        headline=story.headline,
        summary=story.summary,
        what=story.what,
        claimed_by=extractive.claimed_by if claims is None else tuple(_limited(claims)),
        uncertainty=extractive.uncertainty
        if uncertainty is None
        else _with_taken_back(uncertainty[:MAX_MODEL_UNCERTAINTY], extractive.uncertainty),
        rejected=tuple(rejected),
        notes=story.notes,
    )


def _with_taken_back(
    found: Sequence[Uncertainty], by_analysis: Sequence[Uncertainty]
) -> tuple[Uncertainty, ...]:
    """Return what a model finds uncertain, and what the article itself takes back.

    Corrections and later posts are found by their form, so the model is not asked for them.
    """
    shown = [evidence for one in found for evidence in one.evidence]
    taken_back = (
        one
        for one in by_analysis
        if one.kind in {"correction", "superseded"}
        and not any(e.overlaps(s.start, s.end) for e in one.evidence for s in shown)
    )
    return (*found, *taken_back)


def _limited(claims: Sequence[Claim]) -> list[Claim]:
    return round_robin(claims, MAX_MODEL_CLAIMS, key=lambda claim: claim.source.name)


def _story(
    checker: LineChecker,
    extractive: BriefSections,
    gists: Sequence[BriefSections],
    *,
    capable: bool,
    language: str,
) -> BriefSections:
    """Return headline, summary and events, with notes on what no model wrote.

    A capable model says what matters: its summary and its events are not extended by others.
    """
    article = checker.article
    headline = next((one.headline for one in gists if one.headline), None)
    written = drop_restatements(interleave(one.summary for one in gists)[:MAX_SUMMARY_POINTS])
    if headline is None and not _is_title(extractive.headline, article):
        # a point about the lead says what happened in fewer words than the lead itself
        headline = next((point for point in written if _is_about_lead(point, article)), None)
        written = tuple(point for point in written if point is not headline)
    rejected = [line for gist in gists for line in gist.rejected if line.section == "summary"]
    # for each rejected point, the sentence that it tried to paraphrase
    replacements = [source_sentence(line.text, checker) for line in rejected]
    own_words = [*filter(None, replacements), *(() if capable and written else extractive.summary)]
    if written and checker.is_translated:
        own_words = []  # a summary is in one language
    summary = fill_up(written, own_words, size=MAX_SUMMARY_POINTS)
    note = in_the_articles_words(
        headline=headline is None, points=len(summary) - len(written), language=language
    )
    headline = headline or extractive.headline
    what = interleave(one.what for one in gists)
    if capable and what:
        events = what
    else:
        main = what or map(event_from_point, filter(None, [headline]))
        events = drop_restatements([*main, *map(event_from_point, written)])
    return BriefSections(
        headline=headline,
        summary=summary,
        what=fill_up(
            events[:MAX_EVENTS],
            () if what else extractive.what,
            size=FILL_EVENTS_TO,
        ),
        notes=(note,) if note else (),
    )


def _who_where_when(
    extractive: BriefSections, gists: Sequence[BriefSections], *, capable: bool, parsed: bool
) -> BriefSections:
    """Merge who, where and when of the model and of the analysis, the main ones first.

    For who, the model's order is the better one. For where and when neither order is better, unless
    the model can judge importance. Then its actors and places are enough, and so are its times in a
    language without a parser, where the analysis does not know which time belongs to the event.
    """
    with_role = [w for w in extractive.who if w.kind in {"person", "organisation"} and w.role]
    named = list(chain(*(one.who for one in gists)))
    known = () if capable and named else extractive.who
    who = model_first([*named, *with_role], known, key=lambda w: w.name)
    places = list(chain(*(one.where for one in gists)))
    times = list(chain(*(one.when for one in gists)))
    known_places = () if capable and places else extractive.where
    known_times = () if capable and not parsed else extractive.when
    where = reciprocal_rank_fusion(places, known_places, key=lambda w: w.place.casefold())
    merge = model_first if capable else reciprocal_rank_fusion
    when = merge(times, known_times, key=lambda w: w.value or w.phrase)
    return BriefSections(who=who[:MAX_WHO], where=where[:MAX_PLACES], when=when[:MAX_TIMES])


def _is_title(headline: SummaryPoint | None, article: Article) -> bool:
    return headline is not None and headline.text == " ".join((article.title or "").split())


def _is_about_lead(point: SummaryPoint, article: Article) -> bool:
    end = article.sentences[:_LEAD_SENTENCES][-1][1]
    return any(evidence.end <= end for evidence in point.evidence)
