"""Check whether an article supports a line, such as one that a model wrote.

``LineChecker(article, analysis).check("Four dock workers died")`` returns the sentences that
support the line best, and all findings of all checks. The article is prepared once.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from briefer.analysis.annotations import Analysis
from briefer.grounding.article_index import ArticleIndex
from briefer.grounding.findings import Finding
from briefer.grounding.line_context import LineContext
from briefer.grounding.registry import CHECKS
from briefer.grounding.suspicion import refuses, shipped_weights, suspicion
from briefer.schema.article import Article


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """A line with what the checks found.

    Attributes:
        text: the line.
        sentences: indices of the article's sentences that support it best, the best first.
        findings: what the checks found, hard findings first, then by weight.
        score: how suspicious the soft findings are together.
        is_supported: whether nothing proves the line wrong and the score is below the threshold.
    """

    text: str
    sentences: tuple[int, ...]
    findings: tuple[Finding, ...]
    score: float
    is_supported: bool

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
    """

    def __init__(self, article: Article, analysis: Analysis, *, strict: bool = False) -> None:
        self.article, self.analysis, self._strict = article, analysis, strict
        self.index = ArticleIndex(article, analysis)

    def check(self, text: str) -> CheckedLine:
        """Run all checks that work for the article's language over a line."""
        line = LineContext(self.index, text)
        found = sorted(_findings(line), key=lambda f: (f.severity != "hard", -_weight(f)))
        return CheckedLine(
            text=text,
            sentences=line.sentences,
            findings=tuple(found),
            score=suspicion(found),
            is_supported=not refuses(found, strict=self._strict),
        )

    def findings(self, text: str) -> tuple[Finding, ...]:
        """Return what the checks find in a line, without weighing it."""
        return tuple(_findings(LineContext(self.index, text)))


def _findings(line: LineContext) -> Iterator[Finding]:
    for check in CHECKS:
        if check.speaks(line.language):
            yield from check.run(line)


def _weight(finding: Finding) -> float:
    return shipped_weights().weights.get(finding.code, 0.0) * finding.strength
