"""Claims: are they those of gold, and are source, cue, hedge and kinds correct?

A claim is a hit if its evidence covers half of a gold claim's span, or lies half inside it; where
gold gives no span, if the two texts are similar. Hits are paired one to one. Source, cue, hedge and
kinds are scored on the hits.
"""

import re
from collections.abc import Callable, Iterable

from briefer.evals.scoring.matching import Match, match, precision_recall_f1
from briefer.evals.scoring.score import Score, Scores
from briefer.evals.scoring.similarity import (
    MATCH_THRESHOLD,
    best_similarity,
    event_f1,
    is_part_of_name,
    name_f1,
    overlap_shares,
    spans_of_evidence,
    token_f1,
)
from briefer.evals.suites.format import Gold, GoldClaim, spans_of
from briefer.schema.article import Article
from briefer.schema.brief import Brief, Claim

_NAMES = (
    "precision", "recall", "f1", "source", "attributed", "cue", "hedge", "source_kind",
    "quote_kind",
)  # fmt: skip
_HALF = 0.5

ClaimPair = tuple[Claim, GoldClaim]

_CLAUSE = re.compile(r",\s|\s(?:who|whose|which)\s")  # begins a clause that describes a source


def score(brief: Brief, gold: Gold, article: Article) -> Scores:
    """Score the claims of a brief."""
    if gold.claimed_by is None:
        unscored = Score.none("the suite does not score it")
        return {f"claims.{name}": unscored for name in _NAMES}
    matched = pair_claims(brief, gold.claimed_by, article)
    scores = precision_recall_f1(matched, items="claims", describe=lambda claim: claim.content)
    scores |= _attribution(matched)
    return {f"claims.{name}": value for name, value in scores.items()}


def pair_claims(
    brief: Brief, expected: tuple[GoldClaim, ...], article: Article
) -> Match[Claim, GoldClaim]:
    """Pair the claims of a brief with those of gold by their position in the article."""
    gold_spans = {id(claim): spans_of(claim, article) for claim in expected}

    def similarity(claim: Claim, gold: GoldClaim) -> float:
        if not gold_spans[id(gold)]:
            return best_similarity(gold.forms, (claim.content,), event_f1)
        inside, covered = overlap_shares(spans_of_evidence(claim.evidence), gold_spans[id(gold)])
        # Both shares break ties: the better the two spans agree, the better the pair.
        return (inside + covered) / 2 + _HALF if max(inside, covered) >= _HALF else 0.0

    return match(brief.claimed_by, expected, similarity, threshold=MATCH_THRESHOLD)


def _attribution(matched: Match[Claim, GoldClaim]) -> Scores:
    """Score source, cue, hedge and kinds of the hits."""
    sourced = [pair for pair in matched.pairs if pair[1].sources]
    wrong = tuple(
        f"{claim.source.name!r} should be {gold.source!r}: {claim.content}"
        for claim, gold in sourced
        if not source_is_correct(claim, gold)
    )
    correct = len(sourced) - len(wrong)
    attributed = len(sourced) + len(matched.spurious)
    return {
        "source": Score.share(correct, len(sourced), of="sources of hits", details=wrong),
        "attributed": Score.share(correct, attributed, of="claims with their source"),
        "cue": _share_of_hits(matched.pairs, lambda gold: gold.cue is not None, cue_is_correct),
        "hedge": _share_of_hits(matched.pairs, lambda gold: gold.scores_hedge, hedge_is_correct),
        "source_kind": _share_of_hits(
            matched.pairs,
            lambda gold: gold.source_kind is not None,
            lambda claim, gold: claim.source.kind == gold.source_kind,
        ),
        "quote_kind": _share_of_hits(
            matched.pairs,
            lambda gold: gold.quote_kind is not None,
            lambda claim, gold: claim.quote_kind == gold.quote_kind,
        ),
    }


def source_is_correct(claim: Claim, expected: GoldClaim) -> bool:
    """Return True if the source is the one in gold, by its name or by its role and name.

    Suites that annotate sources in the text include their clauses ("Reed, who runs the harbour").
    A source is also correct if it has all words of gold's without the clause, or the reverse.
    """
    source = claim.source
    names = (source.name, f"{source.role} {source.name}") if source.role else (source.name,)
    without_clause = (_CLAUSE.split(one, maxsplit=1)[0] for one in expected.sources)
    return best_similarity(expected.sources, names, name_f1) >= MATCH_THRESHOLD or any(
        is_part_of_name(one, other)
        for one in (*expected.sources, *without_clause)
        for other in names
    )


def cue_is_correct(claim: Claim, expected: GoldClaim) -> bool:
    """Return True if the cue is the one in gold."""
    return claim.cue is not None and token_f1(claim.cue.quote, expected.cue or "") >= (
        MATCH_THRESHOLD
    )


def hedge_is_correct(claim: Claim, expected: GoldClaim) -> bool:
    """Return True if the hedge is the one in gold, or neither has one."""
    if claim.hedge is None or expected.hedge is None:
        return (claim.hedge is None) == (expected.hedge is None)
    return token_f1(claim.hedge.quote, expected.hedge) >= MATCH_THRESHOLD


def _share_of_hits(
    hits: Iterable[ClaimPair],
    is_scored: Callable[[GoldClaim], bool],
    is_correct: Callable[[Claim, GoldClaim], bool],
) -> Score:
    scored = [hit for hit in hits if is_scored(hit[1])]
    wrong = tuple(
        f"wrong: {claim.content}" for claim, gold in scored if not is_correct(claim, gold)
    )
    return Score.share(len(scored) - len(wrong), len(scored), of="hits", details=wrong)
