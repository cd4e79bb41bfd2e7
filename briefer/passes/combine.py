"""Composing: what the passes found and what the reading found become the sections of one brief."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from briefer.analysis.annotations import Analysis, Attribution
from briefer.article import Article
from briefer.assembly.conversion import claim_of
from briefer.assembly.extractive import (
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
from briefer.passes.claim_ranking import RankedClaims
from briefer.passes.runner import PassResult
from briefer.schema import SummaryPoint
from briefer.usage import Usage

_LEAD_SENTENCES = 2


def combine(
    article: Article,
    *,
    reading: Analysis,
    plain: BriefSections,
    gists: Sequence[PassResult[BriefSections]],
    weighings: Sequence[PassResult[RankedClaims]],
    weighs: bool,
) -> tuple[BriefSections, Usage]:
    """Join what holds of the model's answers with what the reading found.

    Args:
        article: the article.
        reading: what code found in it.
        plain: the brief of the reading alone, from which what the model leaves open is filled.
        gists: what came of the gist, part by part.
        weighings: what came of weighing the claims, part by part.
        weighs: whether the model can weigh; its order of places and times is then kept.
    """
    weighed = [one.items for one in weighings if one.items is not None]
    outcomes: list[PassResult[BriefSections] | PassResult[RankedClaims]] = [*gists, *weighings]
    told = _told(article, reading, plain, gists)
    missing = interleave(one.missing for one in weighed)[:MAX_OPEN_QUESTIONS]
    sections = replace(
        _named(plain, gists, weighs=weighs),
        headline=told.headline,
        summary=told.summary,
        what=told.what,
        claimed_by=tuple(claim_of(one, article) for one in limit_claims(_ranked(reading, weighed))),
        uncertainty=(*plain.uncertainty, *missing)[:MAX_UNCERTAINTY],
        rejected=tuple(chain(*(outcome.rejected for outcome in outcomes))),
        notes=(*_failures(outcomes, parts=len(gists)), *told.notes),
    )
    usage = Usage()
    for outcome in outcomes:
        usage = usage.plus(outcome.usage)
    return sections, usage


def _failures(
    outcomes: Iterable[PassResult[BriefSections] | PassResult[RankedClaims]], *, parts: int
) -> Iterator[str]:
    """Say which passes came to nothing, and that the article was read in parts."""
    yield from (outcome.failure for outcome in outcomes if outcome.failure)
    if parts > 1:
        yield f"The article did not fit the model's window and was read in {parts} parts."


def _found(gists: Iterable[PassResult[BriefSections]]) -> list[BriefSections]:
    return [gist.items for gist in gists if gist.items is not None]


def _told(
    article: Article,
    reading: Analysis,
    plain: BriefSections,
    gists: Sequence[PassResult[BriefSections]],
) -> BriefSections:
    """Tell what happened: headline, summary, events, and notes on what of it no model wrote."""
    headline = next((one.headline for one in _found(gists) if one.headline), None)
    written = drop_restatements(
        interleave(one.summary for one in _found(gists))[:MAX_SUMMARY_POINTS]
    )
    if headline is None and not _is_title(plain.headline, article):
        # a point that retells the lead says what happened in fewer words than the lead itself
        headline = next((point for point in written if _rests_on_lead(point, article)), None)
        written = tuple(point for point in written if point is not headline)
    refused = [line for gist in gists for line in gist.rejected if line.section == "summary"]
    meant = [source_sentence(line.text, article, reading) for line in refused]
    summary = fill_up(written, [*filter(None, meant), *plain.summary], size=MAX_SUMMARY_POINTS)
    notes = _own_words(headline=headline is None, points=len(summary) - len(written))
    headline = headline or plain.headline
    events = drop_restatements(map(event_from_point, [*filter(None, [headline]), *written]))[
        :MAX_EVENTS
    ]
    return BriefSections(
        headline=headline,
        summary=summary,
        what=fill_up(events, plain.what, size=FILL_EVENTS_TO),
        notes=tuple(notes),
    )


def _named(
    plain: BriefSections, gists: Iterable[PassResult[BriefSections]], *, weighs: bool
) -> BriefSections:
    """Name who, where and when, the main ones first.

    Of who the model's order is the better one. Of where and when neither is, unless the model
    can weigh.
    """
    found = _found(gists)
    ranked = model_first if weighs else reciprocal_rank_fusion
    roles = [who for who in plain.who if who.kind in {"person", "organisation"} and who.role]
    who = model_first(chain(*(one.who for one in found), roles), plain.who, key=lambda w: w.name)
    where = ranked(
        chain(*(one.where for one in found)), plain.where, key=lambda w: w.place.casefold()
    )
    when = ranked(
        chain(*(one.when for one in found)), plain.when, key=lambda w: w.value or w.phrase
    )
    return BriefSections(who=who[:MAX_WHO], where=where[:MAX_PLACES], when=when[:MAX_TIMES])


def _is_title(headline: SummaryPoint | None, article: Article) -> bool:
    return headline is not None and headline.text == " ".join((article.title or "").split())


def _rests_on_lead(point: SummaryPoint, article: Article) -> bool:
    end = article.sentences[:_LEAD_SENTENCES][-1][1]
    return any(evidence.end <= end for evidence in point.evidence)


def _own_words(*, headline: bool, points: int) -> list[str]:
    """Say what of headline and summary no model wrote."""
    parts = ["The headline"] if headline else []
    if points:
        parts.append(
            "one point of the summary" if points == 1 else f"{points} points of the summary"
        )
    if not parts:
        return []
    verb = "is" if len(parts) == 1 and points < 2 else "are"
    told = " and ".join(parts)
    return [f"{told[0].upper()}{told[1:]} {verb} in the article's own words."]


def _ranked(reading: Analysis, weighed: Iterable[RankedClaims]) -> list[Attribution]:
    """Return all attributions, those that the model chose first."""
    chosen = interleave(one.attributions for one in weighed)
    return [*chosen, *(found for found in reading.attributions if found not in chosen)]
