"""Items: candidates of the reading become parts of a Brief, with their evidence."""

from collections.abc import Iterable

from briefer.analysis.annotations import (
    Analysis,
    Attribution,
    AttributionSource,
    Entity,
    PlaceMention,
    Span,
    TimeExpression,
    UncertaintyFinding,
)
from briefer.article import Article
from briefer.assembly.limits import MAX_UNCERTAINTY_EVIDENCE
from briefer.evidence import Evidence
from briefer.schema import Basis, Claim, Source, Uncertainty, When, Where, Who


def evidence_of(article: Article, spans: Iterable[Span]) -> tuple[Evidence, ...]:
    """Cut slices in the order given, each once."""
    return tuple(dict.fromkeys(article.evidence(*span) for span in spans))


def who_of(name: Entity, article: Article) -> Who:
    """Make the part of a brief for a name, with its fullest role and its other names."""
    role = name.roles[0] if name.roles else None
    full = next(span for span in name.mentions if span.text_in(article.text) == name.text)
    spans = (full, *((role,) if role else ()), *name.aliases)
    return Who(
        name=name.text,
        kind=name.kind,
        role=_words(role, article),
        aliases=tuple(dict.fromkeys(alias.text_in(article.text) for alias in name.aliases)),
        evidence=evidence_of(article, spans),
    )


def where_of(place: PlaceMention, article: Article) -> Where:
    """Make the part of a brief for a place."""
    evidence = article.evidence(*place.span)
    return Where(place=_line(evidence.quote), evidence=(evidence,))


def when_of(time: TimeExpression, article: Article) -> When:
    """Make the part of a brief for a time, with its value where it has one."""
    evidence = article.evidence(*time.span)
    return When(
        phrase=_line(evidence.quote),
        value=time.value,
        type=time.type,
        granularity=time.granularity,
        evidence=(evidence,),
    )


def claim_of(attribution: Attribution, article: Article) -> Claim:
    """Make a claim, its content in the article's own words."""
    evidence = evidence_of(article, attribution.content)
    hedge = attribution.hedge
    return Claim(
        content=" … ".join(_line(part.quote) for part in evidence),
        source=source_of(attribution.source, article),
        cue=article.evidence(*attribution.cue),
        quote_kind=attribution.quote_kind,
        hedge=article.evidence(*hedge.span) if hedge else None,
        likelihood=hedge.likelihood if hedge else None,
        evidence=evidence,
    )


def source_of(speaker: AttributionSource, article: Article) -> Source:
    """Make the source of a claim."""
    spans = [*speaker.spans, *(span for span in (speaker.role, speaker.reason) if span)]
    basis: Basis = "on_record"
    if speaker.kind in {"unnamed_person", "unnamed_group"}:
        basis = "background" if speaker.reason else "unknown"
    elif speaker.kind == "unknown":
        basis = "unknown"
    return Source(
        name=speaker.text,
        kind=speaker.kind,
        role=_words(speaker.role, article),
        basis=basis,
        anonymity_reason=_words(speaker.reason, article),
        evidence=evidence_of(article, spans),
    )


def uncertainty_of(doubt: UncertaintyFinding, article: Article) -> Uncertainty:
    """Make the part of a brief for a doubt."""
    return Uncertainty(
        kind=doubt.kind,
        note=doubt.note,
        evidence=evidence_of(article, doubt.spans[:MAX_UNCERTAINTY_EVIDENCE]),
    )


def speakers_in(sentence: int, reading: Analysis, article: Article) -> tuple[str, ...]:
    """Return the names of those on whose word a sentence rests, in order."""
    start, end = article.sentences[sentence]
    within = Span(start, end)
    names = [
        attribution.source.text
        for attribution in reading.attributions
        if attribution.source.kind != "unknown"
        and any(part.overlaps(within) for part in attribution.content)
    ]
    return tuple(dict.fromkeys(names))


def _words(span: Span | None, article: Article) -> str | None:
    return None if span is None else _line(span.text_in(article.text))


def _line(text: str) -> str:
    """Set words on one line."""
    return " ".join(text.split())
