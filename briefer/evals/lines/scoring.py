"""Check labelled lines, and count how often the checks are right.

Three figures say how good the checks are together: how many right lines they refuse, how many wrong
ones they catch, and the balanced accuracy, which is the mean of the right lines kept and the wrong
ones caught. Each finding code has figures of its own.
"""

import hashlib
from collections.abc import Iterable, Sequence

from briefer.analysis.analyzer import analyze
from briefer.evals.lines.format import FaultKind, LabelledLine
from briefer.evals.statistics import Estimate, Share, mean_share, share_of, wilson
from briefer.grounding.findings import Finding
from briefer.grounding.line_checker import LineChecker
from briefer.grounding.registry import CHECKS
from briefer.grounding.suspicion import refuses
from briefer.progress import Progress, ProgressEvent, no_progress
from briefer.schema.article import Article
from briefer.schema.evidence import FrozenModel
from briefer.schema.vocabulary import FindingCode
from briefer.version import __version__

MIN_STRENGTH = 0.1
"""A finding that is weaker is a trace, and does not count as one that the check made."""

UNNAMED_FAULT = "not named"


class JudgedLine(FrozenModel):
    """A labelled line with what the checks say about it.

    Attributes:
        article: name of the article.
        language: its ISO 639-1 code.
        line: the line.
        supported: its label.
        fault: what is wrong with it.
        refused: whether the checks refuse it.
        strengths: the strongest finding of each code, without traces (see `MIN_STRENGTH`).
        decided_by: the codes without whose findings it would not be refused.
    """

    article: str
    language: str
    line: str
    supported: bool
    fault: FaultKind | None
    refused: bool
    strengths: dict[FindingCode, float]
    decided_by: tuple[FindingCode, ...]


class Figures(FrozenModel):
    """How often the checks are right; a figure is None if there are no lines to compute it from.

    Attributes:
        balanced_accuracy: mean of the share of right lines kept and of wrong lines caught.
        right_refused: the share of right lines that are refused.
        wrong_caught: the share of wrong lines that are refused.
    """

    balanced_accuracy: Estimate | None
    right_refused: Share | None
    wrong_caught: Share | None


class CodeFigures(FrozenModel):
    """How one finding code does.

    Attributes:
        check: name of the check that finds it.
        code: the code.
        right: the number of right lines with this finding.
        wrong: the number of wrong lines with it.
        precision: the share of wrong lines among all lines with it (Wilson interval); None if
            there are none.
        decides_right: the number of right lines that are kept without it and refused with it.
        decides_wrong: the same of wrong lines.
    """

    check: str
    code: FindingCode
    right: int
    wrong: int
    precision: Share | None
    decides_right: int
    decides_wrong: int


class LinesReport(FrozenModel):
    """What the checks make of a file of labelled lines.

    Attributes:
        version: version of briefer.
        name: name of the file.
        digest: digest of articles, lines and labels.
        articles: the number of articles.
        figures: the figures of all lines.
        faults: the share of wrong lines caught, by kind of fault.
        languages: the figures by language.
        codes: the figures of each finding code.
        lines: every line.
    """

    version: str
    name: str
    digest: str
    articles: int
    figures: Figures
    faults: dict[str, Share]
    languages: dict[str, Figures]
    codes: tuple[CodeFigures, ...]
    lines: tuple[JudgedLine, ...]


def score_lines(
    lines: Sequence[LabelledLine], *, name: str, progress: Progress = no_progress
) -> LinesReport:
    """Check every line, one article after another.

    Args:
        lines: the lines; at least one.
        name: name of their file, for the report.
        progress: called before and after each article.
    """
    by_article: dict[tuple[str, Article], list[LabelledLine]] = {}
    for line in lines:
        by_article.setdefault((line.article_id, line.article), []).append(line)
    judged: list[JudgedLine] = []
    for number, ((article_id, article), group) in enumerate(by_article.items(), start=1):
        step = f"checking the lines about {article_id} ({number} of {len(by_article)})"
        progress(ProgressEvent(step, "began"))
        checker = LineChecker(article, analyze(article))
        judged += (_judge(checker, line) for line in group)
        progress(ProgressEvent(step, "ended"))
    return make_report(judged, name=name, digest=_digest(lines))


def make_report(lines: Sequence[JudgedLine], *, name: str, digest: str) -> LinesReport:
    """Compute all figures from the judged lines."""
    faults = {fault: share_of(*_counts(lines, wrong)) for fault, wrong in _by_fault(lines).items()}
    languages = sorted({line.language for line in lines})
    return LinesReport(
        version=__version__,
        name=name,
        digest=digest,
        articles=len({line.article for line in lines}),
        figures=_figures(lines),
        faults={fault: share for fault, share in faults.items() if share is not None},
        languages={
            language: _figures([line for line in lines if line.language == language])
            for language in languages
        },
        codes=tuple(
            _code_figures(code, check.name, lines) for check in CHECKS for code in check.codes
        ),
        lines=tuple(lines),
    )


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
        strengths=strengths,
        decided_by=() if checked.is_supported else deciding_codes(checked.findings),
    )


def deciding_codes(findings: Sequence[Finding]) -> tuple[FindingCode, ...]:
    """Return the codes without whose findings a refused line would be kept."""
    codes = dict.fromkeys(finding.code for finding in findings)
    return tuple(code for code in codes if not refuses(f for f in findings if f.code != code))


def _figures(lines: Sequence[JudgedLine]) -> Figures:
    right = _counts(lines, [line.supported for line in lines])
    wrong = _counts(lines, [not line.supported for line in lines])
    refused, totals = right
    kept = [total - hits for hits, total in zip(refused, totals, strict=True)]
    return Figures(
        balanced_accuracy=mean_share((kept, totals), wrong),
        right_refused=share_of(*right),
        wrong_caught=share_of(*wrong),
    )


def _by_fault(lines: Sequence[JudgedLine]) -> dict[str, list[bool]]:
    """Return for each kind of fault which of the lines have it."""
    names = [None if line.supported else line.fault or UNNAMED_FAULT for line in lines]
    faults = sorted({name for name in names if name is not None})
    return {fault: [name == fault for name in names] for fault in faults}


def _counts(
    lines: Sequence[JudgedLine], selected: Iterable[bool]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return for each article, of the selected lines, how many are refused and how many are there.

    Articles without a selected line count, too: the bootstrap resamples all articles.
    """
    refused = {line.article: 0 for line in lines}
    totals = dict(refused)
    for line, counts in zip(lines, selected, strict=True):
        totals[line.article] += counts
        refused[line.article] += counts and line.refused
    return tuple(refused.values()), tuple(totals.values())


def _code_figures(code: FindingCode, check: str, lines: Sequence[JudgedLine]) -> CodeFigures:
    fired = [line for line in lines if code in line.strengths]
    wrong = sum(not line.supported for line in fired)
    decided = [line.supported for line in lines if code in line.decided_by]
    return CodeFigures(
        check=check,
        code=code,
        right=len(fired) - wrong,
        wrong=wrong,
        precision=wilson(wrong, len(fired)),
        decides_right=sum(decided),
        decides_wrong=len(decided) - sum(decided),
    )


def _digest(lines: Iterable[LabelledLine]) -> str:
    """Return the SHA-256 of articles, lines and labels, whatever their order."""
    parts = sorted(
        f"{line.article_id}\0{line.article.sha256}\0{line.line}\0{line.supported}\0{line.fault}"
        for line in lines
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
