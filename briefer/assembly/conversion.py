"""Convert annotations of the analysis into parts of a Brief, with their evidence.

For example, an `Entity` becomes a `Who`, an `Attribution` becomes a `Claim`.
"""

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
from briefer.analysis.english.attribution.rules import Rule
from briefer.assembly.limits import MAX_UNCERTAINTY_EVIDENCE
from briefer.rendering.notes import uncertainty_note
from briefer.schema.article import Article
from briefer.schema.brief import Claim, Side, Source, Uncertainty, When, Where, Who
from briefer.schema.evidence import Evidence
from briefer.schema.vocabulary import Basis, ParamValue


def evidence_of(article: Article, spans: Iterable[Span]) -> tuple[Evidence, ...]:
    """Cut the slices in the given order, each one once."""
    return tuple(dict.fromkeys(article.evidence(*span) for span in spans))


def who_of(entity: Entity, article: Article) -> Who:
    """Convert an entity, with its fullest role and its aliases."""
    role = entity.roles[0] if entity.roles else None
    full = next(span for span in entity.mentions if span.text_in(article.text) == entity.text)
    spans = (full, *((role,) if role else ()), *entity.aliases)
    return Who(
        name=entity.text,
        kind=entity.kind,
        role=_text_at(role, article),
        aliases=tuple(dict.fromkeys(alias.text_in(article.text) for alias in entity.aliases)),
        evidence=evidence_of(article, spans),
    )


def where_of(place: PlaceMention, article: Article) -> Where:
    """Convert a place."""
    evidence = article.evidence(*place.span)
    return Where(place=single_line(evidence.quote), evidence=(evidence,))


def when_of(time: TimeExpression, article: Article) -> When:
    """Convert a time, with its value if it has one."""
    evidence = article.evidence(*time.span)
    return When(
        phrase=single_line(evidence.quote),
        value=time.value,
        type=time.type,
        granularity=time.granularity,
        evidence=(evidence,),
    )


def claim_of(attribution: Attribution, article: Article) -> Claim:
    """Convert an attribution; the content stays in the article's own words."""
    hedge = attribution.hedge
    relies_on, reported_by = attribution.relies_on, attribution.reported_by
    return Claim(
        content=content_of(attribution, article),
        source=source_of(attribution.source, article),
        cue=article.evidence(*attribution.cue),
        quote_kind=attribution.quote_kind,
        hedge=article.evidence(*hedge.span) if hedge else None,
        likelihood=hedge.likelihood if hedge else None,
        relies_on=source_of(relies_on, article) if relies_on else None,
        reported_by=source_of(reported_by, article) if reported_by else None,
        evidence=evidence_of(article, attribution.content),
    )


def content_of(attribution: Attribution, article: Article) -> str:
    """Return the words that are attributed, on one line."""
    return quoted_words(evidence_of(article, attribution.content))


def quoted_words(evidence: Iterable[Evidence]) -> str:
    """Return the words of some slices on one line, with an ellipsis between two of them."""
    return " … ".join(single_line(one.quote) for one in evidence)


def source_of(source: AttributionSource, article: Article) -> Source:
    """Convert the source of an attribution, and derive its basis."""
    spans = [*source.spans, *(span for span in (source.role, source.reason) if span)]
    basis: Basis = "on_record"
    if source.kind in {"unnamed_person", "unnamed_group"}:
        basis = "background" if source.reason else "unknown"
    elif source.kind == "unknown":
        basis = "unknown"
    return Source(
        name=source.text,
        kind=source.kind,
        role=_text_at(source.role, article),
        basis=basis,
        anonymity_reason=_text_at(source.reason, article),
        evidence=evidence_of(article, spans),
    )


def uncertainty_of(finding: UncertaintyFinding, article: Article, language: str) -> Uncertainty:
    """Convert an uncertainty finding, with a note in ``language``.

    Both sides keep evidence if there is too much of it.
    """
    params = {name: _single_line_value(value) for name, value in finding.params.items()}
    most = MAX_UNCERTAINTY_EVIDENCE // max(1, len(finding.sides))
    sides = tuple(
        Side(source=side.source, evidence=evidence_of(article, side.spans[:most]))
        for side in finding.sides
    )
    spans = [span for side in finding.sides for span in side.spans[:most]]
    return Uncertainty(
        kind=finding.kind,
        code=finding.code,
        params=params,
        note=uncertainty_note(finding.code, params, language=language),
        evidence=evidence_of(article, spans or finding.spans[:most]),
        sides=sides,
    )


def sentence_sources(sentence: int, analysis: Analysis, article: Article) -> tuple[str, ...]:
    """Return the names of the sources to which a sentence, or a part of it, is attributed.

    That marchers carried signs is not what the signs say.
    """
    start, end = article.sentences[sentence]
    within = Span(start, end)
    names = [
        attribution.source.text
        for attribution in analysis.attributions
        if attribution.source.kind != "unknown"
        and attribution.rule != Rule.INSCRIPTION
        and any(part.overlaps(within) for part in attribution.content)
    ]
    return tuple(dict.fromkeys(names))


def single_line(text: str) -> str:
    """Replace line breaks and repeated spaces by single spaces."""
    return " ".join(text.split())


def _single_line_value(value: ParamValue) -> ParamValue:
    if isinstance(value, int):
        return value
    return single_line(value) if isinstance(value, str) else tuple(map(single_line, value))


def _text_at(span: Span | None, article: Article) -> str | None:
    return None if span is None else single_line(span.text_in(article.text))
