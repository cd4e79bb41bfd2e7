"""The report as one self-contained HTML page: scores, plots, and every brief next to gold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from jinja2 import Template
from markupsafe import Markup

from briefer.evals.judge import tables as judge_tables
from briefer.evals.judge.verdict import CRITERIA, JudgeSample
from briefer.evals.reporting import plots
from briefer.evals.reporting.comparison import Row, Section, State, compare_with_gold
from briefer.evals.reporting.report import (
    BaselineComparison,
    CaseResult,
    Report,
    SuiteReport,
    by_article,
    differences,
)
from briefer.evals.reporting.tables import findings_of, format_comparison, format_mean
from briefer.evals.runs.journal import Sample
from briefer.evals.scoring.metrics import HEADLINES, METRICS, Metric
from briefer.evals.scoring.score import Score
from briefer.evals.statistics import Mean
from briefer.evals.suites.format import Case, Suite
from briefer.rendering.html_templates import RIGHT_TO_LEFT, csp_hash, template_environment
from briefer.schema.article import Article
from briefer.schema.evidence import Evidence

_LABELS = {metric.name: metric.label for metric in METRICS}
STATES: Mapping[State, tuple[str, str]] = {
    "found": ("✓", "found"),
    "faulty": ("≈", "faulty"),
    "missed": ("○", "missed"),
    "omitted": ("–", "left out"),
    "spurious": ("+", "not in gold"),
}
"""The mark and the word of each state, since colour alone is not accessible."""


class Passage(NamedTuple):
    """Evidence, and the rest of the sentences that contain it."""

    before: str
    quote: str
    after: str


class ScoreCell(NamedTuple):
    """One mean in the table of scores.

    Attributes:
        text: mean and interval as text.
        plot: the same as a plot; None for costs and if there is no score.
        better_baselines: the baselines that are better, with a * if that is decisive.
    """

    text: str
    plot: Markup | None
    better_baselines: tuple[str, ...]


class ComparisonView(NamedTuple):
    """One system against a baseline, as a plot and as text."""

    versus: BaselineComparison
    plot: Markup
    rows: tuple[tuple[str, str], ...]


class CaseView(NamedTuple):
    """One brief next to gold.

    Attributes:
        system: number of its system.
        result: its scores.
        sections: its sections next to gold's; empty if there is no brief.
        counts: the number of items in each state, without the summary.
        scores: every score that has a value, with its label.
        judged: the judge's answers about it.
    """

    system: int
    result: CaseResult
    sections: tuple[Section, ...]
    counts: dict[State, int]
    scores: tuple[tuple[str, Score], ...]
    judged: tuple[JudgeSample, ...]


class SuitePage(NamedTuple):
    """The part of the page for one suite.

    Attributes:
        report: its report.
        systems: names of its systems, in order.
        findings: where a system is worse than a baseline, and failures.
        score_rows: each metric with a cell for each system.
        comparisons: each system against its baselines.
        cost_plots: a plot of score against seconds for each headline metric.
        by_case: for each system, its scores by metric and case.
        cases: each case with its id on the page and a view for each brief.
    """

    report: SuiteReport
    systems: tuple[str, ...]
    findings: tuple[str, ...]
    score_rows: tuple[tuple[Metric, tuple[ScoreCell, ...]], ...]
    comparisons: tuple[ComparisonView, ...]
    cost_plots: tuple[Markup, ...]
    by_case: tuple[dict[str, dict[str, float]], ...]
    cases: tuple[tuple[Case, str, tuple[CaseView, ...]], ...]


def page_of(report: Report, suites: Sequence[Suite], samples: Iterable[Sample]) -> str:
    """Return the report as an HTML page that loads nothing from elsewhere."""
    samples_by_key = {one.key: one for one in samples}
    by_name = {suite.name: suite for suite in suites}
    pages = [
        _suite_page(one, by_name[one.name], samples_by_key, number=number)
        for number, one in enumerate(report.suites)
    ]
    systems = max((len(page.systems) for page in pages), default=0)
    # Both are files of this package; the style sheet's only variable is the number of systems.
    style = Markup(_template("report.css").render(systems=systems))  # noqa: S704
    script = Markup(_template("report.js").render())  # noqa: S704
    return _template("report.html.j2").render(
        report=report,
        pages=pages,
        states=STATES,
        headlines=[(name, _LABELS[name]) for name in HEADLINES],
        passage_of=passage_of,
        legend=plots.legend,
        judge_tables=judge_tables,
        criteria=CRITERIA,
        right_to_left=RIGHT_TO_LEFT,
        style=style,
        script=script,
        style_digest=csp_hash(style),
        script_digest=csp_hash(script),
    )


def passage_of(article: Article, evidence: Evidence) -> Passage:
    """Return evidence with the rest of its sentences."""
    sentences = [span for span in article.sentences if evidence.overlaps(*span)]
    start = min([evidence.start, *(span[0] for span in sentences)])
    end = max([evidence.end, *(span[1] for span in sentences)])
    text = article.text
    return Passage(text[start : evidence.start], evidence.quote, text[evidence.end : end])


def _suite_page(
    report: SuiteReport,
    suite: Suite,
    samples: Mapping[tuple[str, str, str, int], Sample],
    *,
    number: int,
) -> SuitePage:
    systems = tuple(report.means)
    anchors = {case.id: f"s{number}c{index}" for index, case in enumerate(suite.cases)}
    scores = {
        name: by_article([one for one in report.results if one.system == name]) for name in systems
    }
    views: dict[str, list[CaseView]] = {case.id: [] for case in suite.cases}
    cases = {case.id: case for case in suite.cases}
    all_judged = report.judge.judged if report.judge else ()
    for result in report.results:
        sample = samples[suite.name, result.system, result.case, result.sample]
        system = systems.index(result.system)
        judged = tuple(one for one in all_judged if one.brief == sample.key)
        views[result.case].append(
            _case_view(result, sample, cases[result.case], system=system, judged=judged)
        )
    return SuitePage(
        report=report,
        systems=systems,
        findings=findings_of(report),
        score_rows=tuple(_score_rows(report, systems)),
        comparisons=tuple(
            _comparison_view(
                versus, differences(scores[versus.system], scores[versus.baseline]), anchors
            )
            for versus in report.versus
        ),
        cost_plots=tuple(_cost_plots(report, systems)),
        by_case=tuple(scores[name] for name in systems),
        cases=tuple((case, anchors[case.id], tuple(views[case.id])) for case in suite.cases),
    )


def _score_rows(
    report: SuiteReport, systems: Sequence[str]
) -> Iterator[tuple[Metric, tuple[ScoreCell, ...]]]:
    for metric in METRICS:
        means = [report.means[name].get(metric.name) for name in systems]
        if any(means):
            yield (
                metric,
                tuple(
                    _score_cell(mean, metric, [v for v in report.versus if v.system == name])
                    for name, mean in zip(systems, means, strict=True)
                ),
            )


def _score_cell(
    mean: Mean | None, metric: Metric, comparisons: Sequence[BaselineComparison]
) -> ScoreCell:
    plot = plots.whisker(mean) if mean and metric.dimension != "cost" else None
    better_baselines = tuple(
        f"{versus.baseline}{'*' if versus.measures[metric.name].decisive else ''}"
        for versus in comparisons
        if metric.name in versus.lost
    )
    return ScoreCell(format_mean(mean, metric), plot, better_baselines)


def _comparison_view(
    versus: BaselineComparison,
    by_case: Mapping[str, Mapping[str, float]],
    anchors: Mapping[str, str],
) -> ComparisonView:
    plot = plots.differences(
        versus.measures,
        by_case,
        labels=_LABELS,
        title=f"{versus.system} minus {versus.baseline}, case by case",
        anchors=anchors,
    )
    rows = tuple((_LABELS[name], format_comparison(one)) for name, one in versus.measures.items())
    return ComparisonView(versus, plot, rows)


def _cost_plots(report: SuiteReport, systems: Sequence[str]) -> Iterator[Markup]:
    for name in HEADLINES:
        dots = [
            plots.Dot(number, means[name], means["cost.seconds"].mean)
            for number, means in enumerate(report.means[system] for system in systems)
            if name in means and "cost.seconds" in means
        ]
        if dots:
            yield plots.cost(_LABELS[name], dots)


def _case_view(
    result: CaseResult, sample: Sample, case: Case, *, system: int, judged: tuple[JudgeSample, ...]
) -> CaseView:
    sections = compare_with_gold(sample.brief, case) if sample.brief else ()
    # The summary comes first and is not counted: its missed items are also in their own sections.
    rows: list[Row] = [row for section in sections[1:] for row in section.rows or ()]
    return CaseView(
        system=system,
        result=result,
        sections=sections,
        counts={state: sum(row.state == state for row in rows) for state in STATES},
        scores=tuple(
            (metric.label, result.scores[metric.name])
            for metric in METRICS
            if result.scores[metric.name].value is not None
        ),
        judged=judged,
    )


def _template(name: str) -> Template:
    return template_environment("briefer.evals.reporting").get_template(name)
