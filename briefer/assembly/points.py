"""Turn checked lines into parts of a brief, and what is wrong with them into data."""

from collections.abc import Sequence

from briefer.analysis.annotations import Span
from briefer.assembly.conversion import evidence_of
from briefer.grounding.findings import Finding
from briefer.grounding.line_checker import CheckedLine, LineChecker
from briefer.grounding.sources import sources_of
from briefer.schema.brief import SummaryPoint
from briefer.schema.coverage import RejectionFinding


def point_of(checked: CheckedLine, checker: LineChecker) -> SummaryPoint:
    """Return a line as a headline or summary point, with its sources and its evidence."""
    article, analysis = checker.article, checker.analysis
    spans = [Span(*article.sentences[index]) for index in checked.sentences]
    sources = sources_of(
        checked.text, article=article, analysis=analysis, sentences=checked.sentences
    )
    return SummaryPoint(text=checked.text, sources=sources, evidence=evidence_of(article, spans))


def findings_of(checked: CheckedLine) -> tuple[RejectionFinding, ...]:
    """Return what is wrong with a line, the most serious first, each code once."""
    return rejection_findings(checked.grave_findings)


def rejection_findings(findings: Sequence[Finding]) -> tuple[RejectionFinding, ...]:
    """Return findings in the form of a brief, in their order, the first of each code."""
    found = {finding.code: finding for finding in reversed(findings)}
    return tuple(
        RejectionFinding(code=finding.code, params=finding.params)
        for finding in reversed(found.values())
    )
