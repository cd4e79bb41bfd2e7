"""Analyse an Article: entities, quotations, attributions, times, places, events, uncertainty."""

from functools import lru_cache

from briefer.analysis.annotations import Analysis, Attribution, UncertaintyFinding
from briefer.analysis.asides import corrections_in, find_asides, is_aside
from briefer.analysis.attribution_trace import AttributionTrace, RejectedCandidate
from briefer.analysis.datelines import find_dateline
from briefer.analysis.english.attribution.extractor import find_attributions
from briefer.analysis.english.entities.extractor import find_entities
from briefer.analysis.english.events import find_events
from briefer.analysis.english.hedges import find_hedges
from briefer.analysis.english.places import find_places
from briefer.analysis.english.presupposed import find_presupposed
from briefer.analysis.english.rejected_clauses import (
    find_inscribed_clauses,
    find_rejected_clauses,
)
from briefer.analysis.english.times.extractor import find_times
from briefer.analysis.english.unasserted_clauses import find_unasserted_clauses
from briefer.analysis.english.uncertainty.extractor import find_uncertainty, hedged_sentences
from briefer.analysis.live_posts import in_order_of_posts
from briefer.analysis.multilingual import analyzer
from briefer.analysis.parser import can_parse, parse
from briefer.analysis.prompt_injection import find_injections
from briefer.analysis.quotations import find_quotations
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.stated import Orders, only_stated
from briefer.analysis.told_blocks import ToldBlocks
from briefer.analysis.unasserted import Unasserted, find_unasserted, unattributed, with_what_follows
from briefer.schema.article import Article


@lru_cache(maxsize=8)
def analyze(article: Article) -> Analysis:
    """Analyse an article with rules alone.

    English is parsed. In a language without a spaCy pipeline, patterns find the quotations, their
    sources, names and dates; they find less.
    """
    return _analyze(article)


def analyze_with_trace(article: Article) -> tuple[Analysis, tuple[RejectedCandidate, ...]]:
    """Analyze an article, and return the candidates that the attribution rules rejected too.

    They are in the order of the text. Nothing is cached.
    """
    trace: AttributionTrace = []
    analysis = _analyze(article, trace)
    return analysis, tuple(sorted(trace, key=lambda candidate: candidate.span))


def _analyze(article: Article, trace: AttributionTrace | None = None) -> Analysis:
    if not can_parse(article.language):
        return analyzer.analyze(article, trace)
    doc = parse(article)
    quotations = find_quotations(article.text)
    injections = find_injections(article)
    quoted_text = QuotedText(article.text, quotations)
    found = find_unasserted(article, quoted_text) | find_unasserted_clauses(doc, quoted_text)
    unasserted = with_what_follows(found, article).without(find_presupposed(doc))
    blocks = ToldBlocks(
        article,
        (*injections, *unasserted.orders),
        quoted_text=quoted_text,
        sides=unasserted.sides,
    )
    unasserted |= Unasserted(orders=blocks.told)
    orders = Orders(
        (*injections, *unasserted.orders),
        unasserted.open_clauses,
        quoted_text,
    )
    named = orders.strip_names(find_entities(doc, article))
    entities = tuple(one for one in named if not orders.names(one))
    all_hedges = find_hedges(doc, article)
    hedges = tuple(hedge for hedge in all_hedges if not is_aside(hedge.span, article))
    found_attributions = tuple(
        found
        for found in find_attributions(
            doc, article, entities=entities, quotations=quotations, hedges=hedges, trace=trace
        )
        if not _is_in_aside(found, article)
    )
    unasserted |= unattributed(quotations, found_attributions, article.text)
    unasserted |= Unasserted(sides=tuple(find_inscribed_clauses(doc)))
    people = [one for one in entities if one.kind == "person"]
    unasserted |= Unasserted(orders=tuple(blocks.unsupported(people, found_attributions)))
    attributions = tuple(one for one in found_attributions if not orders.has_claim(one))
    times = find_times(doc, article, entities=entities, quotations=quotations)
    uncertainty = find_uncertainty(
        doc,
        article,
        entities=entities,
        attributions=attributions,
        times=times,
        quotations=quotations,
    )
    analysis = Analysis(
        parser="syntax",
        entities=entities,
        quotations=quotations,
        attributions=attributions,
        hedges=hedges,
        places=find_places(doc, article, entities=entities, quotations=quotations),
        times=times,
        uncertainty=(
            *corrections_in(article),
            *(
                in_order_of_posts(one, article)
                for one in uncertainty
                if not _concerns_aside(one, article)
            ),
            *hedged_sentences(article, hedges),
        ),
        dateline=find_dateline(article),
        events=find_events(
            doc, article, attributions, quotations=quotations, injections=injections
        ),
        injections=injections,
        orders=unasserted.orders,
        open_clauses=unasserted.open_clauses,
        rejected_clauses=tuple(find_rejected_clauses(doc, quoted_text)),
        sides=unasserted.sides,
        unstated_entities=tuple(filter(orders.names, named)),
        unstated_attributions=tuple(filter(orders.has_claim, found_attributions)),
        asides=find_asides(article),
    )
    return only_stated(
        analysis,
        Orders(
            (*injections, *unasserted.orders),
            unasserted.open_clauses,
            quoted_text,
        ),
    )


def _is_in_aside(attribution: Attribution, article: Article) -> bool:
    spans = (attribution.cue, *attribution.content)
    return any(is_aside(span, article) for span in spans)


def _concerns_aside(finding: UncertaintyFinding, article: Article) -> bool:
    """Return True if one of the passages of a finding is not part of the story."""
    return any(is_aside(span, article) for span in finding.spans)
