"""Check labelled lines, article by article: what the checks find, and whether they refuse."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Analysis
from briefer.evals.lines.format import FaultKind, LabelledLine
from briefer.grounding.findings import Finding
from briefer.grounding.line_checker import LineChecker
from briefer.grounding.suspicion import refuses
from briefer.progress import Progress, ProgressEvent, no_progress
from briefer.schema.article import Article
from briefer.schema.evidence import FrozenModel
from briefer.schema.vocabulary import FindingCode

MIN_STRENGTH = 0.1
"""A finding that is weaker is a trace, and does not count as one that the check made."""


class JudgedLine(FrozenModel):
    """A labelled line with what the checks, and perhaps a model, say about it.

    Attributes:
        article: name of the article.
        language: its ISO 639-1 code.
        line: the line.
        supported: its label.
        fault: what is wrong with it.
        refused: whether it is refused.
        refused_by_checks: whether the checks alone refuse it.
        proved_by: the codes that prove it wrong, which no verdict of a model overrules.
        verdict: what a model says about it; None if none was asked.
        wrong_words: the words that the model finds wrong.
        strengths: the strongest finding of each code, without traces (see `MIN_STRENGTH`).
        decided_by: the codes without whose findings it would not be refused. A line that a model
            has judged is decided by the verdict, so it has none.
    """

    article: str
    language: str
    line: str
    supported: bool
    fault: FaultKind | None
    refused: bool
    refused_by_checks: bool
    proved_by: tuple[FindingCode, ...] = ()
    verdict: Literal["right", "wrong"] | None = None
    wrong_words: str = ""
    strengths: dict[FindingCode, float]
    decided_by: tuple[FindingCode, ...]


class CheckedArticle(NamedTuple):
    """An article with its labelled lines after the checks.

    Attributes:
        name: name of the article.
        article: the article.
        analysis: its analysis.
        lines: the lines about it.
    """

    name: str
    article: Article
    analysis: Analysis
    lines: tuple[JudgedLine, ...]


def check_lines(
    lines: Iterable[LabelledLine], *, progress: Progress = no_progress
) -> list[CheckedArticle]:
    """Check every line, one article after another."""
    by_article: dict[tuple[str, Article], list[LabelledLine]] = {}
    for line in lines:
        by_article.setdefault((line.article_id, line.article), []).append(line)
    checked: list[CheckedArticle] = []
    for number, ((article_id, article), group) in enumerate(by_article.items(), start=1):
        step = f"checking the lines about {article_id} ({number} of {len(by_article)})"
        progress(ProgressEvent(step, "began"))
        analysis = analyze(article)
        checker = LineChecker(article, analysis)
        judged = tuple(_judge(checker, line) for line in group)
        checked.append(CheckedArticle(article_id, article, analysis, judged))
        progress(ProgressEvent(step, "ended"))
    return checked


def _judge(checker: LineChecker, line: LabelledLine) -> JudgedLine:
    checked = checker.check(line.line)
    strengths: dict[FindingCode, float] = {}
    for finding in checked.findings:
        if finding.strength >= max(MIN_STRENGTH, strengths.get(finding.code, 0.0)):
            strengths[finding.code] = round(finding.strength, 3)
    return JudgedLine(
        article=line.article_id,
        language=line.article.language,
        line=line.line,
        supported=line.supported,
        fault=line.fault,
        refused=not checked.is_supported,
        refused_by_checks=not checked.is_supported,
        proved_by=tuple(dict.fromkeys(f.code for f in checked.findings if f.severity == "hard")),
        strengths=strengths,
        decided_by=() if checked.is_supported else deciding_codes(checked.findings),
    )


def deciding_codes(findings: Sequence[Finding]) -> tuple[FindingCode, ...]:
    """Return the codes without whose findings a refused line would be kept."""
    codes = dict.fromkeys(finding.code for finding in findings)
    return tuple(code for code in codes if not refuses(f for f in findings if f.code != code))


def digest_of(lines: Iterable[LabelledLine]) -> str:
    """Return the SHA-256 of articles, lines and labels, whatever their order."""
    parts = sorted(
        f"{line.article_id}\0{line.article.sha256}\0{line.line}\0{line.supported}\0{line.fault}"
        for line in lines
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
