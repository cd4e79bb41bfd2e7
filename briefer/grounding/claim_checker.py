"""Check the claims that the analysis finds: does the source say this, and is it in the article?

``ClaimChecker(article, analysis).check(attribution)`` returns what is wrong with an attribution, as
findings. The checks have the same form as those of a line (``grounding/check.py``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from briefer.analysis.annotations import Analysis, Attribution, AttributionSource, Span
from briefer.analysis.multilingual.rules import PatternRule
from briefer.grounding.alignment import find_phrase
from briefer.grounding.findings import Check, Finding
from briefer.grounding.tokens import tokenize
from briefer.schema.article import Article
from briefer.text.normalization import fold_name

_ACROSS_SENTENCES = frozenset({PatternRule.SENTENCE_BEFORE, PatternRule.REPORT_CONTINUES})


@dataclass(frozen=True, slots=True)
class ClaimContext:
    """An attribution and the article that it is checked against.

    Attributes:
        article: the article.
        analysis: its analysis.
        attribution: the attribution.
    """

    article: Article
    analysis: Analysis
    attribution: Attribution

    @property
    def language(self) -> str:
        """The article's language."""
        return self.article.language


class ClaimChecker:
    """Checks attributions against one article.

    Args:
        article: the article.
        analysis: its analysis.
    """

    def __init__(self, article: Article, analysis: Analysis) -> None:
        self.article, self.analysis = article, analysis

    def check(self, attribution: Attribution) -> tuple[Finding, ...]:
        """Return what the checks find in an attribution; nothing if it holds."""
        claim = ClaimContext(self.article, self.analysis, attribution)
        return tuple(
            finding
            for check in CLAIM_CHECKS
            if check.runs_for(claim.language)
            for finding in check.run(claim)
        )


def _cue_and_content(claim: ClaimContext) -> Iterator[Finding]:
    """Find a reported statement that is not in the sentence of its cue.

    Quotations may run on over many sentences; words without quotation marks are reported only where
    a cue is with them, where the next sentence says whose they are, or where their mood shows that
    the report of the sentence before goes on.
    """
    article, found = claim.article, claim.attribution
    if found.quote_kind != "indirect" or found.rule in _ACROSS_SENTENCES:
        return
    sentence = Span(*article.sentences[article.sentence_at(found.cue.start)])
    if not any(part.overlaps(sentence) for part in found.content):
        yield Finding(
            "cue_in_other_sentence",
            severity="hard",
            params={"cue": " ".join(found.cue.text_in(article.text).split())},
            spans=(found.cue, *found.content),
        )


def _source(claim: ClaimContext) -> Iterator[Finding]:
    """Find a source that the article neither names nor describes in these words."""
    source = claim.attribution.source
    if source.kind != "unknown" and not _is_written(source, claim.article):
        yield Finding(
            "source_not_in_article",
            severity="hard",
            params={"source": " ".join(source.text.split())},
            spans=(claim.attribution.cue,),
        )


def _is_written(source: AttributionSource, article: Article) -> bool:
    """Return True if the article has the source's words, together or where it is mentioned.

    "One of two ministers" has its words from "one of them" and from "two ministers" before.
    """
    name, title = fold_name(source.text), fold_name(article.title or "")
    if f" {name} " in f" {title} " or find_phrase(article, source.text) is not None:
        return True
    mentioned = " ".join(span.text_in(article.text) for span in source.spans)
    return _content(source.text, article) <= _content(mentioned, article)


def _content(text: str, article: Article) -> set[str]:
    return {token.key for token in tokenize(text, article.language) if token.is_content}


CLAIM_CHECKS: Final[tuple[Check[ClaimContext], ...]] = (
    Check("cue_and_content", ("cue_in_other_sentence",), None, _cue_and_content),
    Check("source", ("source_not_in_article",), None, _source),
)
"""All checks of a claim, in the order in which their findings are listed."""
