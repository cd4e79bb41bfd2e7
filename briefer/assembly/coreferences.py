"""Add to a claim whom the pronoun at its beginning means: "he" of "Falk said he would resign".

The analysis finds such pronouns with its attributions; a model's claim with the same source and the
same words has them, too.
"""

from briefer.analysis.annotations import Analysis, Span
from briefer.grounding.statement_source import is_same_source
from briefer.schema.article import Article
from briefer.schema.brief import Claim, Coreference, Source
from briefer.schema.evidence import Evidence


def with_coreferences(claim: Claim, *, article: Article, analysis: Analysis) -> Claim:
    """Return a claim with the pronouns of its content that stand for its source.

    A content that has the source's own words of saying ("Falk said he would go") names it.
    """
    name = claim.source.name
    mentions = dict.fromkeys(
        article.evidence(*found.own_pronoun)
        for found in analysis.attributions
        if found.own_pronoun is not None
        and _has(claim, found.own_pronoun)
        and not _has(claim, found.cue)
        and is_same_source(found.source.text, name, analysis=analysis, article=article)
    )
    evidence = _naming(claim.source)
    if not (mentions and evidence):
        return claim
    coreferences = tuple(
        Coreference(mention=mention, antecedent=name, evidence=evidence) for mention in mentions
    )
    return claim.model_copy(update={"coreferences": coreferences})


def _has(claim: Claim, words: Span) -> bool:
    return any(one.start <= words.start and words.end <= one.end for one in claim.evidence)


def _naming(source: Source) -> tuple[Evidence, ...]:
    """Return the evidence that has the name or description of a source; all if none has it."""
    named = tuple(one for one in source.evidence if source.name in " ".join(one.quote.split()))
    return named[:1] or source.evidence
