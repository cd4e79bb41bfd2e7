"""Compare words of a brief with the words of its article, and with what the rules find in it.

For example, the role "Captain" of a person is compared with the evidence for it, and with the roles
that the analysis finds for the same name.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from briefer.analysis.annotations import Analysis, Entity
from briefer.grounding.alignment import find_phrase
from briefer.grounding.entity_lookup import resolve_entity
from briefer.grounding.tokens import tokenize
from briefer.rendering.findings import finding_sentence
from briefer.schema.article import Article
from briefer.schema.brief import UNKNOWN_SOURCE, Brief
from briefer.schema.evidence import Evidence
from briefer.schema.vocabulary import FindingCode
from briefer.text.normalization import fold, fold_name
from briefer.version import __version__

_SAYS: Final = frozenset({"word", "number", "calendar", "negation"})  # kinds of tokens


class Problem(NamedTuple):
    """What is wrong with a statement, or keeps code from knowing; None and "" if nothing is."""

    failure: str = ""
    unknown: str = ""


HOLDS: Final = Problem()


class ArticleWords:
    """Compares words of a brief with its article, and what it says with what the rules find.

    Args:
        brief: the brief; its evidence holds in ``article``.
        article: the article to compare with.
        analysis: its analysis.
    """

    def __init__(self, brief: Brief, article: Article, analysis: Analysis) -> None:
        self._article, self._analysis = article, analysis
        is_same_version = brief.provenance.version == __version__
        # A capable model adds to what the rules find, and corrects it.
        self.by_rules_alone = brief.provenance.profile != "capable" and is_same_version

    def name(self, name: str, evidence: Sequence[Evidence]) -> Problem:
        """Check a name against its evidence, which may have a short form of it."""
        if is_within(name, evidence):
            return HOLDS
        entity = self.entity(name)
        mentions = entity.mentions if entity else ()
        if any(one.overlaps(*mention) for one in evidence for mention in mentions):
            return HOLDS
        return failed("name_not_in_article", name, name=name)

    def entity(self, name: str) -> Entity | None:
        """Return whom or what a name means by the rules; None if they do not know it."""
        return resolve_entity(name, self._analysis, self._article) if name.split() else None

    def quoted(self, words: str, evidence: Sequence[Evidence]) -> Problem:
        """Check that words stand in their evidence."""
        if is_within(words, evidence):
            return HOLDS
        if self.are_written(words) and self.distinct(words):
            return Problem(unknown=f"{shown(words)} is in the article, but not in the evidence")
        return failed("words_not_in_article", words)

    def differs_from_rules(self, name: str, mine: str | None, other: str | None) -> Problem:
        """Say what differs: a failure if only the rules made the brief, else nothing certain."""
        difference = f"{name} is {mine or 'nothing'!r}, and {other or 'nothing'!r} by the rules"
        if self.by_rules_alone:
            return Problem(failure=difference)
        return Problem(unknown=difference)

    def are_written(self, words: str) -> bool:
        """Return True if the article, or its title, has the words, together or at least each.

        The name of a source that the article leaves open is nobody's words.
        """
        if words == UNKNOWN_SOURCE.name:
            return True
        title = self._article.title or ""
        if fold_name(words) in fold_name(title) or find_phrase(self._article, words) is not None:
            return True
        return self.distinct(words) <= self.distinct(f"{title} {self._article.text}")

    def distinct(self, text: str) -> frozenset[str]:
        """Return the different words of a text that say something, in their compared forms."""
        return frozenset(self.forms(text))

    def forms(self, text: str) -> list[str]:
        """Return the words of a text that say something, in their order and compared forms."""
        tokens = tokenize(text, self._article.language)
        return [token.form for token in tokens if token.kind in _SAYS]


def is_within(words: str, evidence: Sequence[Evidence]) -> bool:
    """Return True if a slice has the words, without regard to case."""
    wanted = fold_name(words)
    return any(f" {wanted} " in f" {fold_name(one.quote)} " for one in evidence if wanted)


def shown_value(*values: str | None) -> str:
    """Return value, type and granularity of a time in one line."""
    return " ".join(filter(None, values))


def is_same(text: str, quote: str) -> bool:
    """Return True if two texts have the same words, without regard to case and spaces."""
    return fold(" ".join(text.split())) == fold(" ".join(quote.split()))


def failed(code: FindingCode, text: str, **params: str) -> Problem:
    """Return the failure of a text with the sentence for a finding."""
    return Problem(failure=f"{shown(text)}: {finding_sentence(code, params)}")


def shown(text: str) -> str:
    """Return a text in quotation marks, shortened."""
    return f"“{text if len(text) <= 120 else text[:119] + '…'}”"
