"""The report as one self-contained HTML page: figures, plots, and every brief beside gold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from jinja2 import Template
from markupsafe import Markup

from briefer.article import Article
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
from briefer.evals.reporting.tables import cell, difference_words, findings_of
from briefer.evals.runs.journal import Sample
from briefer.evals.scoring.metrics import HEADLINES, METRICS, Metric
from briefer.evals.scoring.score import Score
from briefer.evals.statistics import Mean
from briefer.evals.suites.format import Case, Suite
from briefer.evidence import Evidence
from briefer.rendering.html_templates import RIGHT_TO_LEFT, csp_hash, template_environment

_LABELS = {measure.name: measure.label for measure in METRICS}
STATES: Mapping[State, tuple[str, str]] = {
    "found": ("✓", "found"),
    "partly": ("≈", "faulty"),
    "missed": ("○", "missed"),
    "spared": ("–", "left out"),
    "spurious": ("+", "not in gold"),
}
"""The mark and the word of each state: colour alone tells nobody anything."""


class Passage(NamedTuple):
    """Evidence within the sentences that hold it."""

    before: str
    words: str
    after: str


class Figure(NamedTuple):
    """One mean in the table of scores.

    Attributes:
        text: mean and interval in words.
        plot: the same as a drawing; None for costs and where nothing was scored.
        below: the baselines that are better, with a mark where that is decisive.
    """

    text: str
    plot: Markup | None
    below: tuple[str, ...]


class ComparisonView(NamedTuple):
    """One system against a baseline, as a plot and in words."""

    versus: BaselineComparison
    plot: Markup
    rows: tuple[tuple[str, str], ...]


class CaseView(NamedTuple):
    """One brief beside gold.

    Attributes:
        system: number of its system.
        result: its scores.
        sections: its sections beside gold's; none when there is no brief.
        counts: how many items are in each state; those of the summary are not counted.
        scores: every score that there is, with its label.
        judged: what the judge said of it, each time that it was asked.
    """

    system: int
    result: CaseResult
    sections: tuple[Section, ...]
    counts: dict[State, int]
    scores: tuple[tuple[str, Score], ...]
    judged: tuple[JudgeSample, ...]


class SuitePage(NamedTuple):
    """One suite of the page."""

    report: SuiteReport
    systems: tuple[str, ...]
    findings: tuple[str, ...]
    figures: tuple[tuple[Metric, tuple[Figure, ...]], ...]
    contests: tuple[ComparisonView, ...]
    costs: tuple[Markup, ...]
    by_case: tuple[dict[str, dict[str, float]], ...]
    cases: tuple[tuple[Case, str, tuple[CaseView, ...]], ...]


def page_of(report: Report, suites: Sequence[Suite], made: Iterable[Sample]) -> str:
    """Return the report as an HTML page that needs nothing but itself."""
    briefs = {one.key: one for one in made}
    by_name = {suite.name: suite for suite in suites}
    leaves = [
        _leaf(each, by_name[each.name], briefs, number=number)
        for number, each in enumerate(report.suites)
    ]
    systems = max((len(leaf.systems) for leaf in leaves), default=0)
    # Both are files of this package; the style sheet takes nothing but the number of systems.
    style = Markup(_template("report.css").render(systems=systems))  # noqa: S704
    script = Markup(_template("report.js").render())  # noqa: S704
    return _template("report.html.j2").render(
        report=report,
        leaves=leaves,
        states=STATES,
        headlines=[(name, _LABELS[name]) for name in HEADLINES],
        passage=passage,
        legend=plots.legend,
        judge_tables=judge_tables,
        criteria=CRITERIA,
        right_to_left=RIGHT_TO_LEFT,
        style=style,
        script=script,
        style_digest=csp_hash(style),
        script_digest=csp_hash(script),
    )


def passage(article: Article, evidence: Evidence) -> Passage:
    """Show evidence within its sentences."""
    around = [span for span in article.sentences if evidence.overlaps(*span)]
    start = min([evidence.start, *(span[0] for span in around)])
    end = max([evidence.end, *(span[1] for span in around)])
    text = article.text
    return Passage(text[start : evidence.start], evidence.quote, text[evidence.end : end])


def _leaf(
    report: SuiteReport,
    suite: Suite,
    briefs: Mapping[tuple[str, str, str, int], Sample],
    *,
    number: int,
) -> SuitePage:
    systems = tuple(report.means)
    anchors = {case.id: f"s{number}c{place}" for place, case in enumerate(suite.cases)}
    scores = {
        name: by_article([one for one in report.results if one.system == name]) for name in systems
    }
    shown: dict[str, list[CaseView]] = {case.id: [] for case in suite.cases}
    cases = {case.id: case for case in suite.cases}
    judged = report.judge.judged if report.judge else ()
    for result in report.results:
        brief = briefs[suite.name, result.system, result.case, result.sample]
        place = systems.index(result.system)
        about = tuple(one for one in judged if one.brief == brief.key)
        shown[result.case].append(
            _shown(result, brief, cases[result.case], place=place, judged=about)
        )
    return SuitePage(
        report=report,
        systems=systems,
        findings=findings_of(report),
        figures=tuple(_figures(report, systems)),
        contests=tuple(
            _contest(versus, differences(scores[versus.system], scores[versus.baseline]), anchors)
            for versus in report.versus
        ),
        costs=tuple(_costs(report, systems)),
        by_case=tuple(scores[name] for name in systems),
        cases=tuple((case, anchors[case.id], tuple(shown[case.id])) for case in suite.cases),
    )


def _figures(
    report: SuiteReport, systems: Sequence[str]
) -> Iterator[tuple[Metric, tuple[Figure, ...]]]:
    for measure in METRICS:
        means = [report.means[name].get(measure.name) for name in systems]
        if any(means):
            yield (
                measure,
                tuple(
                    _figure(mean, measure, [v for v in report.versus if v.system == name])
                    for name, mean in zip(systems, means, strict=True)
                ),
            )


def _figure(mean: Mean | None, measure: Metric, against: Sequence[BaselineComparison]) -> Figure:
    drawn = plots.whisker(mean) if mean and measure.dimension != "cost" else None
    below = tuple(
        f"{versus.baseline}{'*' if versus.measures[measure.name].decisive else ''}"
        for versus in against
        if measure.name in versus.lost
    )
    return Figure(cell(mean, measure), drawn, below)


def _contest(
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
    rows = tuple((_LABELS[name], difference_words(one)) for name, one in versus.measures.items())
    return ComparisonView(versus, plot, rows)


def _costs(report: SuiteReport, systems: Sequence[str]) -> Iterator[Markup]:
    for name in HEADLINES:
        dots = [
            plots.Dot(place, means[name], means["cost.seconds"].mean)
            for place, means in enumerate(report.means[system] for system in systems)
            if name in means and "cost.seconds" in means
        ]
        if dots:
            yield plots.cost(_LABELS[name], dots)


def _shown(
    result: CaseResult, made: Sample, case: Case, *, place: int, judged: tuple[JudgeSample, ...]
) -> CaseView:
    sections = compare_with_gold(made.brief, case) if made.brief else ()
    # What the summary leaves out stands in its own section as well, and counts there.
    rows: list[Row] = [row for section in sections[1:] for row in section.rows or ()]
    return CaseView(
        system=place,
        result=result,
        sections=sections,
        counts={state: sum(row.state == state for row in rows) for state in STATES},
        scores=tuple(
            (measure.label, result.scores[measure.name])
            for measure in METRICS
            if result.scores[measure.name].value is not None
        ),
        judged=judged,
    )


def _template(name: str) -> Template:
    return template_environment("briefer.evals.reporting").get_template(name)
