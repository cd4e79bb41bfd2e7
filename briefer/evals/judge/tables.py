"""The judge's ratings and agreement as texts and table rows, for every format of the report."""

from collections.abc import Iterator, Sequence

from briefer.evals.judge.agreement import Coefficient
from briefer.evals.judge.report import COMPARED, JudgeReport
from briefer.evals.judge.verdict import CRITERIA
from briefer.evals.statistics import Mean

AGREEMENT = (
    "Agreement of the judge with itself (over its repeats) is Krippendorff's alpha for ordinal "
    "ratings. Agreement of its mean rating with a metric of the summary is Kendall's tau-b. The "
    "number of briefs is in brackets."
)

Row = tuple[str, tuple[str, ...]]
"""A label and its cells."""


def about_judge(judge: JudgeReport) -> str:
    """Return who judged, how, and what the ratings are for."""
    times = "once" if judge.repeats == 1 else f"{judge.repeats} times"
    return (
        f"{judge.judge}, asked {times} about each brief with version {judge.version} of its prompt "
        f"({judge.prompt[:12]}). Ratings from 1 to 5, means over articles with their 95 % "
        "intervals. The judge never fails the gate."
    )


def judge_rows(judge: JudgeReport, systems: Sequence[str]) -> Iterator[Row]:
    """Yield each criterion with the mean of each system, then the number of rated briefs."""
    for criterion, dimension in CRITERIA.items():
        means = (judge.means[name].get(criterion) for name in systems)
        yield f"{criterion} ({dimension})", tuple(_format_mean(mean) for mean in means)
    yield "briefs rated", tuple(f"{judge.rated[name]} of {judge.briefs[name]}" for name in systems)


def agreement_rows(judge: JudgeReport) -> Iterator[Row]:
    """Yield each entry of ``COMPARED`` with its agreement on each criterion."""
    for name, label in COMPARED.items():
        cells = (judge.agreement[name][criterion] for criterion in CRITERIA)
        yield label, tuple(_format_coefficient(cell) for cell in cells)


def _format_mean(mean: Mean | None) -> str:
    return f"{mean.mean:.2f} {mean.low:.2f}–{mean.high:.2f}" if mean else "–"


def _format_coefficient(one: Coefficient) -> str:
    return "undefined" if one.value is None else f"{one.value:+.2f} ({one.briefs})"
