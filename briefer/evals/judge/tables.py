"""The judge's figures in words and rows, for every form of the report."""

from collections.abc import Iterator, Sequence

from briefer.evals.judge.agreement import Coefficient
from briefer.evals.judge.report import COMPARED, JudgeReport
from briefer.evals.judge.verdict import CRITERIA
from briefer.evals.statistics import Mean

AGREEMENT = (
    "Agreement: of the judge with itself over its repeats, Krippendorff's alpha for ordinal "
    "ratings; of its mean rating with what code scores of the summary, Kendall's tau-b. In "
    "brackets the number of briefs."
)

Row = tuple[str, tuple[str, ...]]
"""A label and the cells behind it."""


def about_judge(judge: JudgeReport) -> str:
    """Say who judged, and how; and what it is not for."""
    times = "once" if judge.repeats == 1 else f"{judge.repeats} times"
    return (
        f"{judge.judge}, asked {times} about each brief with version {judge.version} of its prompt "
        f"({judge.prompt[:12]}). Ratings from 1 to 5, means over articles with their 95 % "
        "intervals. The judge never gates."
    )


def judge_rows(judge: JudgeReport, systems: Sequence[str]) -> Iterator[Row]:
    """Yield a row for each criterion with the mean of each system, then how many were rated."""
    for criterion, dimension in CRITERIA.items():
        means = (judge.means[name].get(criterion) for name in systems)
        yield f"{criterion} ({dimension})", tuple(_rating(mean) for mean in means)
    yield "briefs rated", tuple(f"{judge.rated[name]} of {judge.briefs[name]}" for name in systems)


def agreement_rows(judge: JudgeReport) -> Iterator[Row]:
    """Yield a row for each thing that the ratings are compared with, a cell for each criterion."""
    for name, label in COMPARED.items():
        yield label, tuple(_coefficient(judge.agreement[name][one]) for one in CRITERIA)


def _rating(mean: Mean | None) -> str:
    return f"{mean.mean:.2f} {mean.low:.2f}–{mean.high:.2f}" if mean else "–"


def _coefficient(one: Coefficient) -> str:
    return "undefined" if one.value is None else f"{one.value:+.2f} ({one.briefs})"
