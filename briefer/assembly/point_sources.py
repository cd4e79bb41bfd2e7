"""Whose word a line rests on, from the claims of the brief and the evidence of the line."""

from collections.abc import Sequence

from briefer.assembly.claim_merging import shared_characters
from briefer.schema.brief import Claim, Source, SummaryPoint
from briefer.schema.evidence import Evidence
from briefer.text.normalization import content_words, is_description

_ALIKE = 0.6  # share of a description's words, or of a name's characters in Chinese
_MOSTLY_SAID, _PARTLY_SAID = 0.45, 0.25  # share of a line's words that a claim has
_MOSTLY_CLAIMED = 0.5  # share of a sentence that is one claim's content


def with_sources(point: SummaryPoint, claims: Sequence[Claim]) -> SummaryPoint:
    """Return a line with the sources to which the article attributes it, or a part of it.

    They are the sources of claims in its evidence that say what the line says and whose name or
    role it has. If there is none, and claims fill most of each sentence of its evidence, they are
    the sources of these.
    """
    within = [
        claim
        for claim in claims
        if claim.source.kind != "unknown"
        and any(one.overlaps(e.start, e.end) for one in claim.evidence for e in point.evidence)
    ]
    share = {claim: _shared_words(claim, point.text) for claim in within}
    named = [
        claim
        for claim in within
        if _is_named(claim.source, point.text) and share[claim] >= _MOSTLY_SAID
    ]
    filling = [
        claim
        for claim in within
        if share[claim] >= _PARTLY_SAID and any(_fills(claim, one) for one in point.evidence)
    ]
    if not all(any(_fills(claim, one) for claim in filling) for one in point.evidence):
        filling = []
    sources = dict.fromkeys(claim.source.name for claim in named or filling)
    return point.model_copy(update={"sources": tuple(sources)})


def _shared_words(claim: Claim, line: str) -> float:
    """Return the share of a line's words, apart from its source, that a claim has."""
    source = content_words(f"{claim.source.name} {claim.source.role or ''}")
    said = content_words(line) - source
    return len(said & content_words(claim.content)) / len(said) if said else 0.0


def _is_named(source: Source, line: str) -> bool:
    """Return True if a line has the last name of a source, or describes it."""
    words = content_words(line)
    last = content_words(source.name.split()[-1])
    if not is_description(source.name):
        found = last <= words if len(last) == 1 else len(last & words) >= _ALIKE * len(last)
    else:
        described = content_words(source.name)
        begun = content_words(" ".join(source.name.split()[:2]))  # "two officials" of a longer one
        found = bool(begun) and (
            begun <= words or len(described & words) >= _ALIKE * len(described)
        )
    role = content_words(source.role or "")
    return found or bool(role and role <= words)


def _fills(claim: Claim, sentence: Evidence) -> bool:
    shared = shared_characters(claim.evidence, (sentence,))
    return shared >= _MOSTLY_CLAIMED * (sentence.end - sentence.start)
