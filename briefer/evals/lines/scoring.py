"""Count how often the checks are right about labelled lines.

Three figures say how good the checks are together: how many right lines they refuse, how many wrong
ones they catch, and the balanced accuracy, which is the mean of the right lines kept and the wrong
ones caught. Each finding code has figures of its own, and so have the verdicts of a model, if one
verifies what the checks leave open (see ``verdicts``).
"""

from collections.abc import Iterable, Sequence

from briefer.evals.lines.checking import JudgedLine, check_lines, digest_of
from briefer.evals.lines.format import LabelledLine
from briefer.evals.statistics import Estimate, Share, mean_share, share_of, wilson
from briefer.grounding.registry import CHECKS
from briefer.progress import Progress, no_progress
from briefer.schema.evidence import FrozenModel
from briefer.schema.vocabulary import FindingCode
from briefer.version import __version__

UNNAMED_FAULT = "not named"


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


class LineCounts(FrozenModel):
    """Numbers of lines: right ones and wrong ones."""

    right: int
    wrong: int


class VerdictFigures(FrozenModel):
    """How the verdicts of a model do, which decide every line that no check proves wrong.

    Attributes:
        model: name of the model.
        asked: the lines that it was asked about.
        named_wrong: those of them that it names as wrong; they are refused.
        precision: the share of wrong lines among those (Wilson interval); None if there are none.
        refused_more: the lines that are refused, and that the checks alone would keep.
        kept_more: the lines that are kept, and that the checks alone would refuse.
    """

    model: str
    asked: LineCounts
    named_wrong: LineCounts
    precision: Share | None
    refused_more: LineCounts
    kept_more: LineCounts


class LinesReport(FrozenModel):
    """What the checks, and perhaps a model, make of a file of labelled lines.

    Attributes:
        version: version of briefer.
        name: name of the file.
        digest: digest of articles, lines and labels.
        articles: the number of articles.
        figures: the figures of all lines.
        faults: the share of wrong lines caught, by kind of fault.
        languages: the figures by language.
        codes: the figures of each finding code.
        verdicts: the figures of the model that verified the lines; None if there was none.
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
    verdicts: VerdictFigures | None = None
    lines: tuple[JudgedLine, ...]

    @property
    def model(self) -> str | None:
        """The name of the model that verified the lines; None if there was none."""
        return self.verdicts.model if self.verdicts else None


def score_lines(
    lines: Sequence[LabelledLine], *, name: str, progress: Progress = no_progress
) -> LinesReport:
    """Score the checks alone.

    Args:
        lines: the lines; at least one.
        name: name of their file, for the report.
        progress: called before and after each article.
    """
    checked = check_lines(lines, progress=progress)
    judged = [line for one in checked for line in one.lines]
    return make_report(judged, name=name, digest=digest_of(lines))


def make_report(
    lines: Sequence[JudgedLine], *, name: str, digest: str, model: str | None = None
) -> LinesReport:
    """Compute all figures from the judged lines.

    Args:
        lines: the judged lines.
        name: name of their file.
        digest: digest of articles, lines and labels.
        model: name of the model that verified them, if one did.
    """
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
        verdicts=_verdict_figures(model, lines) if model else None,
        lines=tuple(lines),
    )


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


def _verdict_figures(model: str, lines: Iterable[JudgedLine]) -> VerdictFigures:
    asked = [line for line in lines if line.verdict is not None]
    named = _count_labels(line for line in asked if line.verdict == "wrong")
    return VerdictFigures(
        model=model,
        asked=_count_labels(asked),
        named_wrong=named,
        precision=wilson(named.wrong, named.right + named.wrong),
        refused_more=_count_labels(x for x in asked if x.refused and not x.refused_by_checks),
        kept_more=_count_labels(x for x in asked if x.refused_by_checks and not x.refused),
    )


def _count_labels(lines: Iterable[JudgedLine]) -> LineCounts:
    labels = [line.supported for line in lines]
    return LineCounts(right=sum(labels), wrong=len(labels) - sum(labels))
