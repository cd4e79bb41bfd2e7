"""Claims: who says what.

A claim is a hit when its evidence covers half of a gold claim's span, or lies half inside it;
where gold gives no span, when their wordings are alike. Hits pair one to one. Of the hits it is
then asked whether source, cue, hedge and kinds are right.
"""

import re
from collections.abc import Callable, Iterable

from briefer.analysis.annotations import Span
from briefer.article import Article
from briefer.evals.scoring.matching import Match, match
from briefer.evals.scoring.score import Score, Scores
from briefer.evals.scoring.similarity import (
    RIGHT,
    best,
    event_f1,
    is_part_of_name,
    name_f1,
    shared,
    token_f1,
)
from briefer.evals.suites.format import Gold, GoldClaim, spans_of
from briefer.schema import Brief, Claim

METRICS = (
    "precision", "recall", "f1", "source", "attributed", "cue", "hedge", "source_kind",
    "quote_kind",
)  # fmt: skip
_HALF = 0.5

Pair = tuple[Claim, GoldClaim]

_CLAUSE = re.compile(r",\s|\s(?:who|whose|which)\s")  # begins what only describes a source


def score(brief: Brief, gold: Gold, article: Article) -> Scores:
    """Score the claims of a brief."""
    if gold.claimed_by is None:
        unscored = Score.none("the suite does not score it")
        return {f"claims.{name}": unscored for name in METRICS}
    found = pair_claims(brief, gold.claimed_by, article)
    scores = hits(found, brief.claimed_by, gold.claimed_by) | attributes(found)
    return {f"claims.{name}": value for name, value in scores.items()}


def pair_claims(
    brief: Brief, wanted: tuple[GoldClaim, ...], article: Article
) -> Match[Claim, GoldClaim]:
    """Pair the claims of a brief with those of gold, by their place in the article."""
    places = {id(claim): spans_of(claim, article) for claim in wanted}

    def likeness(claim: Claim, other: GoldClaim) -> float:
        if not places[id(other)]:
            return best(other.forms, (claim.content,), event_f1)
        own = [Span(e.start, e.end) for e in claim.evidence]
        inside, covered = shared(own, places[id(other)])
        # both shares break ties: the better the two spans agree, the better the pair
        return (inside + covered) / 2 + _HALF if max(inside, covered) >= _HALF else 0.0

    return match(brief.claimed_by, wanted, likeness, least=RIGHT)


def hits(
    found: Match[Claim, GoldClaim], claims: tuple[Claim, ...], wanted: tuple[GoldClaim, ...]
) -> Scores:
    """Score whether the claims are those of gold; what is not essential may be left out."""
    if not wanted:
        empty = Score(value=float(not claims), reason=f"should be none, are {len(claims)}")
        nothing = Score.none("no claims in gold")
        wrong = Score.share(0, len(claims), of="claims, where there are none")
        return {"precision": wrong, "recall": nothing, "f1": empty}
    spurious = tuple(f"not in gold: {claim.content}" for claim in found.spurious)
    missed = tuple(f"missed: {claim.content}" for claim in found.missed if claim.essential)
    essential = sum(claim.essential for claim in wanted)
    precision = Score.share(len(found.pairs), len(claims), of="claims", details=spurious)
    recall = Score.share(
        essential - len(missed), essential, of="essential gold claims", details=missed
    )
    return {"precision": precision, "recall": recall, "f1": harmonic(precision, recall)}


def harmonic(precision: Score, recall: Score) -> Score:
    """Make F1 of both; with nothing found it is zero, with nothing essential it is precision."""
    if recall.value is None:
        return Score(value=precision.value, reason="nothing essential; precision")
    p, r = precision.value or 0.0, recall.value
    reason = f"precision {p:.2f}, recall {r:.2f}"
    return Score(value=2 * p * r / (p + r) if p + r else 0.0, reason=reason)


def attributes(found: Match[Claim, GoldClaim]) -> Scores:
    """Score source, cue, hedge and kinds of the hits."""
    sourced = [pair for pair in found.pairs if pair[1].sources]
    right = [pair for pair in sourced if source_is_right(*pair)]
    wrong = tuple(
        f"{claim.source.name!r} should be {wanted.source!r}: {claim.content}"
        for claim, wanted in sourced
        if not source_is_right(claim, wanted)
    )
    judged = len(sourced) + len(found.spurious)
    return {
        "source": Score.share(len(right), len(sourced), of="sources of hits", details=wrong),
        "attributed": Score.share(len(right), judged, of="claims with their source"),
        "cue": _share(found.pairs, lambda _, wanted: wanted.cue is not None, cue_is_right),
        "hedge": _share(found.pairs, lambda _, wanted: wanted.scores_hedge, hedge_is_right),
        "source_kind": _share(
            found.pairs,
            lambda _, wanted: wanted.source_kind is not None,
            lambda claim, wanted: claim.source.kind == wanted.source_kind,
        ),
        "quote_kind": _share(
            found.pairs,
            lambda _, wanted: wanted.quote_kind is not None,
            lambda claim, wanted: claim.quote_kind == wanted.quote_kind,
        ),
    }


def source_is_right(claim: Claim, wanted: GoldClaim) -> bool:
    """Tell whether the source is the one in gold: by its name, or by its role and name.

    Suites that mark sources in the text give them with their clauses ("Reed, who runs the
    harbour"): one whose words all stand in the other, its clause left out, is the same source.
    """
    source = claim.source
    names = (source.name, f"{source.role} {source.name}") if source.role else (source.name,)
    bare = (_CLAUSE.split(one, maxsplit=1)[0] for one in wanted.sources)
    return best(wanted.sources, names, name_f1) >= RIGHT or any(
        is_part_of_name(one, other) for one in (*wanted.sources, *bare) for other in names
    )


def cue_is_right(claim: Claim, wanted: GoldClaim) -> bool:
    """Tell whether the cue is the one in gold."""
    return claim.cue is not None and token_f1(claim.cue.quote, wanted.cue or "") >= RIGHT


def hedge_is_right(claim: Claim, wanted: GoldClaim) -> bool:
    """Tell whether the hedge is the one in gold, or there is rightly none."""
    if claim.hedge is None or wanted.hedge is None:
        return (claim.hedge is None) == (wanted.hedge is None)
    return token_f1(claim.hedge.quote, wanted.hedge) >= RIGHT


def _share(
    pairs: Iterable[Pair],
    scored: Callable[[Claim, GoldClaim], bool],
    right: Callable[[Claim, GoldClaim], bool],
) -> Score:
    judged = [pair for pair in pairs if scored(*pair)]
    wrong = tuple(f"wrong: {claim.content}" for claim, wanted in judged if not right(claim, wanted))
    return Score.share(len(judged) - len(wrong), len(judged), of="hits", details=wrong)
