"""Merge the claims that a model found with those that the rules of the analysis found.

What both found is one claim. Where they name different sources for the same words, the rules' claim
is kept as the rival, and verification decides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefer.analysis.annotations import Analysis, Attribution
from briefer.assembly.conversion import claim_of
from briefer.grounding.statement_source import is_same_source
from briefer.schema.article import Article
from briefer.schema.brief import Claim, Source
from briefer.schema.evidence import Evidence
from briefer.text.normalization import fold_name

_SAME_STATEMENT = 0.5  # share of the shorter one's characters that two slices of it share
_RETOLD = 0.9  # the same share, of a claim that only retells another or is a part of it
_SAME_WORDS = 0.5  # share of both ones' characters that two rivals for one statement share


@dataclass(frozen=True, slots=True)
class ClaimCandidate:
    """A claim before verification.

    Attributes:
        claim: the claim.
        rival: the same words, attributed to the source that the rules found instead.
    """

    claim: Claim
    rival: Claim | None = None


def merge_claims(
    model: Sequence[Claim], rules: Iterable[Attribution], *, article: Article, analysis: Analysis
) -> tuple[ClaimCandidate, ...]:
    """Merge claims, in the order of the article.

    Args:
        model: the model's claims.
        rules: the attributions of the analysis that its checks find nothing in.
        article: the article.
        analysis: its analysis.
    """
    merged = [ClaimCandidate(claim) for claim in distinct_claims(model)]
    alone: list[ClaimCandidate] = []
    for attribution in rules:
        claim = claim_of(attribution, article)
        same = [i for i, one in enumerate(merged) if _shared(one.claim, claim) >= _SAME_STATEMENT]
        if not same:
            alone.append(ClaimCandidate(claim))
            continue
        agreeing = [
            i
            for i in same
            if attribution.by_pronoun
            or claim.source.kind == "unknown"
            or _has_source(merged[i].claim, claim.source, article, analysis)
        ]
        for i in agreeing:
            merged[i] = replace(merged[i], claim=_confirmed(merged[i].claim, claim))
        if agreeing:
            continue
        closest = max(same, key=lambda i: _likeness(merged[i].claim, claim))
        if _likeness(merged[closest].claim, claim) >= _SAME_WORDS:
            merged[closest] = replace(merged[closest], rival=claim)
        else:
            alone.append(ClaimCandidate(claim))
    ordered = sorted([*merged, *alone], key=lambda one: one.claim.evidence[0].start)
    claims = [one.claim for one in ordered]
    return tuple(replace(one, claim=_with_reporter(one.claim, claims)) for one in ordered)


def _with_reporter(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """Return a claim that is a part of another one with the source of that, who reports it."""
    around = [
        other
        for other in claims
        if other.source.kind != "unknown"
        and other.source.name != claim.source.name
        and shared_characters(other.evidence, claim.evidence) == _length(claim.evidence)
        and _contains_cue(other, claim)
    ]
    closest = min(around, key=lambda other: _length(other.evidence), default=None)
    return claim.model_copy(update={"reported_by": closest.source}) if closest else claim


def _contains_cue(outer: Claim, inner: Claim) -> bool:
    """Return True if the cue of the inner claim is in the content of the outer one."""
    cue = inner.cue
    return cue is not None and any(
        one.start <= cue.start and cue.end <= one.end for one in outer.evidence
    )


def _has_source(claim: Claim, source: Source, article: Article, analysis: Analysis) -> bool:
    """Return True if the claim's source, or the one that it relies on, is ``source``.

    Its role may be all that the rules found: "the former mayor" for Ann Reed.
    """
    sources = [one for one in (claim.source, claim.relies_on) if one is not None]
    named = [*(one.name for one in sources), *filter(None, (one.role for one in sources))]
    return any(
        is_same_source(name, source.name, analysis=analysis, article=article) for name in named
    )


def _confirmed(claim: Claim, rules: Claim) -> Claim:
    """Return the model's claim with what only the rules found of it.

    Their claim may be longer, so that its hedge is on other words, and it may cite the source.
    """
    hedge, origin = rules.hedge, rules.relies_on
    if hedge and not any(one.start <= hedge.start < one.end for one in claim.evidence):
        hedge = None
    if origin and fold_name(origin.name) == fold_name(claim.source.name):
        origin = None
    return claim.model_copy(
        update={
            "found_by": "both",
            "cue": claim.cue or rules.cue,
            "hedge": claim.hedge or hedge,
            "likelihood": rules.likelihood if hedge and not claim.hedge else claim.likelihood,
            "relies_on": claim.relies_on or origin,
        }
    )


def distinct_claims(claims: Iterable[Claim]) -> list[Claim]:
    """Drop claims that repeat the words of another one with the same source.

    A claim is also dropped if another one with the same words cites its source: "the statement,
    citing Reed". One that itself cites somebody is kept. Of the rules, a part of what a model found
    is enough.
    """
    given = list(claims)
    kept: list[Claim] = []
    for claim in given:
        same = [one for one in given if one.source.name == claim.source.name]
        is_repeated = any(one in kept and _likeness(one, claim) > _SAME_STATEMENT for one in same)
        is_part = claim.found_by == "rules" and any(
            one.found_by != "rules"
            and shared_characters(one.evidence, claim.evidence) > _RETOLD * _length(claim.evidence)
            for one in same
        )
        is_retold = claim.relies_on is None and any(
            one.relies_on is not None
            and one.relies_on.name == claim.source.name
            and _likeness(one, claim) > _RETOLD
            for one in given
        )
        if not (is_repeated or is_part or is_retold):
            kept.append(claim)
    return kept


def _shared(one: Claim, other: Claim) -> float:
    """Return the share of the shorter claim's characters that both claims have."""
    shared = shared_characters(one.evidence, other.evidence)
    return shared / min(_length(one.evidence), _length(other.evidence))


def _likeness(one: Claim, other: Claim) -> float:
    """Return the share of all characters that both claims have."""
    shared = shared_characters(one.evidence, other.evidence)
    return shared / (_length(one.evidence) + _length(other.evidence) - shared)


def shared_characters(one: Sequence[Evidence], other: Sequence[Evidence]) -> int:
    """Return how many characters two lists of slices have in common."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def _length(evidence: Iterable[Evidence]) -> int:
    return sum(one.end - one.start for one in evidence)
