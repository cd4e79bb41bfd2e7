"""Reader: an Article becomes its Reading."""

from functools import lru_cache

from briefer.analysis.annotations import Analysis
from briefer.analysis.attribution_trace import AttributionTrace, RejectedCandidate
from briefer.analysis.datelines import find_dateline
from briefer.analysis.english.attribution.extractor import find_attributions
from briefer.analysis.english.entities.extractor import find_entities
from briefer.analysis.english.events import find_events
from briefer.analysis.english.hedges import find_hedges
from briefer.analysis.english.places import find_places
from briefer.analysis.english.times.extractor import find_times
from briefer.analysis.english.uncertainty.extractor import find_uncertainty, hedged_sentences
from briefer.analysis.multilingual import analyzer
from briefer.analysis.parser import can_parse, parse
from briefer.analysis.prompt_injection import find_injections
from briefer.analysis.quotations import find_quotations
from briefer.article import Article


@lru_cache(maxsize=8)
def analyze(article: Article) -> Analysis:
    """Read an article with code alone.

    English is read by syntax; for languages without a pipeline, patterns find quotations and what
    stands around them, and claim less.
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
    orders = find_injections(article)
    names = find_entities(doc, article)
    hedges = find_hedges(article)
    attributions = find_attributions(
        doc, article, entities=names, quotations=quotations, hedges=hedges, trace=trace
    )
    times = find_times(doc, article, names=names, quotations=quotations)
    doubts = find_uncertainty(
        doc,
        article,
        names=names,
        attributions=attributions,
        times=times,
        quotations=quotations,
    )
    return Analysis(
        parser="syntax",
        entities=names,
        quotations=quotations,
        attributions=attributions,
        hedges=hedges,
        places=find_places(doc, article, names=names, quotations=quotations),
        times=times,
        uncertainty=(*doubts, *hedged_sentences(article, hedges)),
        dateline=find_dateline(article),
        events=find_events(doc, article, attributions, injections=orders),
        injections=orders,
    )
