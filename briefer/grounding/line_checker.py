"""Check whether an article supports a line, such as one that a model wrote.

``LineChecker(article, analysis).check("Four dock workers died")`` returns the sentences that
support the line best, and all findings of all checks. The article is prepared once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefer.analysis.annotations import Analysis, Span
from briefer.grounding.article_index import ArticleIndex
from briefer.grounding.findings import Finding
from briefer.grounding.line_context import LineContext
from briefer.grounding.open_questions import question_findings
from briefer.grounding.registry import CHECKS
from briefer.grounding.suspicion import refuses, shipped_weights, suspicion
from briefer.grounding.tokens import UNSPACED
from briefer.grounding.unstated import Unstated
from briefer.schema.article import Article
from briefer.schema.vocabulary import FindingCode

_ABSENT = frozenset[FindingCode](
    {"name_not_in_article", "number_not_in_article", "quotation_not_verbatim"}
)
_UNSTATED = frozenset[FindingCode]({"not_stated", "only_in_injection"})
_WITHOUT_WORDS = frozenset[FindingCode](
    {"not_stated", "number_not_in_article", "quotation_not_verbatim"}
)


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """A line with what the checks found.

    Attributes:
        text: the line.
        sentences: indices of the article's sentences that support it best, the best first.
        findings: what the checks found, hard findings first, then by weight.
        score: how suspicious the soft findings are together.
        is_supported: whether nothing proves the line wrong and the score is below the threshold.
        unread: names of the checks that cannot read the line's language. They have not passed it.
    """

    text: str
    sentences: tuple[int, ...]
    findings: tuple[Finding, ...]
    score: float
    is_supported: bool
    unread: tuple[str, ...] = ()

    @property
    def is_disproved(self) -> bool:
        """Whether a finding proves the line wrong."""
        return any(finding.severity == "hard" for finding in self.findings)

    @property
    def grave_findings(self) -> tuple[Finding, ...]:
        """The findings that count against the line: hard ones, and soft ones with a weight."""
        return tuple(f for f in self.findings if f.severity == "hard" or _weight(f) > 0)


class LineChecker:
    """Checks lines against one article.

    Args:
        article: the article.
        analysis: its analysis.
        strict: whether a weaker suspicion is enough to reject a line; for small models.
        language: ISO 639-1 code of the lines' language; None for the article's.

    Attributes:
        compares_words: whether a line and the article can be compared word by word. They cannot in
            two languages, or in a script without spaces; then only numbers and quotations are
            checked, and no sentences that support a line are found.
    """

    def __init__(
        self,
        article: Article,
        analysis: Analysis,
        *,
        strict: bool = False,
        language: str | None = None,
    ) -> None:
        self.article, self.analysis, self._strict = article, analysis, strict
        self._language = language or article.language
        self.compares_words = not self.is_translated and article.language not in UNSPACED
        self._unread = tuple(one.name for one in CHECKS if not one.reads(self._language))
        self.index = ArticleIndex(article, analysis)

    @property
    def is_translated(self) -> bool:
        """Whether the lines are in another language than the article."""
        return self._language != self.article.language

    def check(self, text: str) -> CheckedLine:
        """Run all checks that work for the article's language over a line."""
        line = LineContext(self.index, text, language=self._language)
        findings = self._provable(_findings(line))
        found = sorted(findings, key=lambda f: (f.severity != "hard", -_weight(f)))
        return CheckedLine(
            text=text,
            sentences=line.sentences if self.compares_words else (),
            findings=tuple(found),
            score=suspicion(found),
            is_supported=not refuses(found, strict=self._strict),
            unread=self._unread,
        )

    def completed(self, text: str, sentences: Sequence[int], *, limit: int) -> tuple[int, ...]:
        """Return sentences with further ones that have the names and figures of a line.

        Args:
            text: the line.
            sentences: indices of the sentences that support it.
            limit: sentences to return at most.
        """
        line = LineContext(self.index, text, language=self._language)
        return (*sentences, *line.sentences_missing_from(sentences))[:limit]

    def inventions(self, text: str, *, stated: bool = False) -> tuple[Finding, ...]:
        """Return the numbers, names and quotations of a text that the article does not have.

        The text may talk about the article: "Only Ann Reed says so".

        Args:
            text: the text.
            stated: whether to return also what only an order or a question in the article says.
        """
        codes = _ABSENT | _UNSTATED if stated else _ABSENT
        return tuple(f for f in self.check(text).findings if f.code in codes)

    def states(self, sentence: Span) -> bool:
        """Return True if the article states a sentence of its own, in its own voice.

        It asks, supposes and orders none of it, and none of its words stand only where it does.
        """
        if Unstated(self.analysis).has_sentence(sentence):
            return False
        found = self.inventions(sentence.text_in(self.article.text), stated=True)
        return not any(finding.code in _UNSTATED for finding in found)

    def note_faults(self, text: str, *, is_question: bool) -> tuple[Finding, ...]:
        """Return what a note on a doubt, or an open question, has that the article does not have.

        These are its inventions, accusations, what the article only orders, and talk to the reader.
        """
        faults = question_findings(text, self.index, self._language, is_note=not is_question)
        return (*self.inventions(text), *faults)

    def findings(self, text: str) -> tuple[Finding, ...]:
        """Return what the checks find in a line, without weighing it."""
        return tuple(self._provable(_findings(LineContext(self.index, text))))

    def _provable(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings that hold whether or not words can be compared."""
        return (f for f in findings if self.compares_words or f.code in _WITHOUT_WORDS)


def _findings(line: LineContext) -> Iterator[Finding]:
    for check in CHECKS:
        if check.runs_for(line.language):
            yield from check.run(line)


def _weight(finding: Finding) -> float:
    return shipped_weights().weights.get(finding.code, 0.0) * finding.strength
