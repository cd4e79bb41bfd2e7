"""Check the claims of a brief: content, source, hedge, and who the pronouns in it are.

The content of a claim has the words of its evidence. Who says it, and how, is compared with the
claim that the rules find at the same cue.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from briefer.analysis.annotations import Analysis, Attribution
from briefer.assembly.conversion import claim_of
from briefer.assembly.coreferences import with_coreferences
from briefer.grounding.tokens import tokenize
from briefer.schema.article import Article
from briefer.schema.brief import Claim, Coreference, Source
from briefer.schema.evidence import Evidence
from briefer.text.normalization import fold_name, is_in_order
from briefer.verified_words import HOLDS, ArticleWords, Problem, failed, is_same, shown

_FACTS: Final = ("source", "its kind", "its basis", "the kind of quotation", "the likelihood")
_FACTS_OF_RULES: Final = (*_FACTS, "its role", "the hedge")  # a model may choose other words


def _facts(claim: Claim) -> tuple[str | None, ...]:
    source = claim.source
    name = fold_name(source.name)  # without case and a leading article
    hedge = claim.hedge.quote if claim.hedge else None
    said = name, source.kind, source.basis, claim.quote_kind, claim.likelihood
    return *said, source.role, hedge


class ClaimChecker:
    """Checks claims against one article.

    Args:
        article: the article.
        analysis: its analysis.
        words: compares words with both.
    """

    def __init__(self, article: Article, analysis: Analysis, words: ArticleWords) -> None:
        self._article, self._analysis, self._words = article, analysis, words

    def run(self, path: str, claim: Claim) -> Iterator[tuple[str, Problem]]:
        """Yield the path of each statement of a claim with what is wrong with it."""
        yield f"{path}.content", self._content(claim)
        for name in ("source", "relies_on", "reported_by"):
            if (source := getattr(claim, name)) is not None and source.kind != "unknown":
                yield f"{path}.{name}", self._source(source, claim)
                for words in filter(None, (source.role, source.anonymity_reason)):
                    yield f"{path}.{name}", self._words.quoted(words, source.evidence)
        found = self._coreferences_by_rules(claim) if claim.coreferences else ()
        for i, one in enumerate(claim.coreferences):
            yield f"{path}.coreferences[{i}]", self._coreference(one, found)
        yield path, self._attribution(claim)
        if claim.hedge is not None and not self._is_beside(claim.hedge, claim.evidence):
            yield f"{path}.hedge", Problem(f"{shown(claim.hedge.quote)} is in another sentence")

    def _is_beside(self, one: Evidence, others: Sequence[Evidence]) -> bool:
        """Return True if a slice is in a sentence of one of the others."""
        article = self._article
        place = article.sentence_at(one.start)
        return any(
            article.sentence_at(other.start) <= place <= article.sentence_at(other.end - 1)
            for other in others
        )

    def _coreferences_by_rules(self, claim: Claim) -> Sequence[Coreference]:
        own = claim.model_copy(update={"coreferences": ()})
        found = with_coreferences(own, article=self._article, analysis=self._analysis)
        return found.coreferences

    def _coreference(self, one: Coreference, found: Sequence[Coreference]) -> Problem:
        """Check that a pronoun means whom the rules find, and that the evidence has the name."""
        if one in found:
            return HOLDS
        named = self._words.quoted(one.antecedent, one.evidence)
        rules = next((rule.antecedent for rule in found if rule.mention == one.mention), None)
        if named.failure or rules == one.antecedent:
            return named
        return self._words.differs_from_rules("antecedent", one.antecedent, rules)

    def _attribution(self, claim: Claim) -> Problem:
        """Compare who says it, and how, with the claim that the rules find at the same cue."""
        rules = [
            claim_of(found, self._article)
            for found in self._found_at(claim.cue)
            if any(one.overlaps(*part) for one in claim.evidence for part in found.content)
        ]
        if not rules:
            unfound = "the rules do not find this claim, so its source is not proven"
            by_rules = self._words.by_rules_alone
            return Problem(unfound) if by_rules else Problem(unknown=unfound)
        names = _FACTS_OF_RULES if self._words.by_rules_alone else _FACTS
        said, *found = (_facts(one)[: len(names)] for one in (claim, *rules))
        if said in found:
            return HOLDS
        facts = zip(names, said, found[0], strict=True)
        return self._words.differs_from_rules(*next(fact for fact in facts if fact[1] != fact[2]))

    def _found_at(self, cue: Evidence | None) -> list[Attribution]:
        """Return what the rules attribute by the same cue."""
        if cue is None:
            return []
        place = (cue.start, cue.end)
        return [found for found in self._analysis.attributions if found.cue == place]

    def _content(self, claim: Claim) -> Problem:
        """Check that the content has the words of its evidence, in their order."""
        language = self._article.language
        quotes = " … ".join(one.quote for one in claim.evidence)
        if is_same(claim.content, quotes):
            return HOLDS
        said, written = self._words.forms(claim.content), self._words.forms(quotes)
        denials = [
            [token.form for token in tokenize(text, language) if token.kind == "negation"]
            for text in (claim.content, quotes)
        ]
        if is_in_order(said, written) and denials[0] == denials[1]:
            return Problem(unknown=f"{shown(claim.content)} is not all of its evidence")
        return failed("words_not_in_article", claim.content)

    def _source(self, source: Source, claim: Claim) -> Problem:
        """Check a source's name against its evidence, and against who the rules say it is."""
        same = [found.source.text for found in self._found_at(claim.cue)]
        if source.name in same or self._words.name(source.name, source.evidence) == HOLDS:
            return HOLDS
        written = " ".join(one.quote for one in source.evidence)
        distinct = self._words.distinct(source.name)
        if distinct and distinct <= self._words.distinct(written):
            return HOLDS
        return failed("source_not_in_article", source.name, source=source.name)
