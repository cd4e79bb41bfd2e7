"""The report of a run as data: scores, means, comparisons. All formats are made from it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from pydantic import Field

from briefer.evals.judge.report import JudgeReport, Key, judge_report
from briefer.evals.judge.verdict import JudgeRun
from briefer.evals.runs.journal import Run, Sample
from briefer.evals.scoring.metrics import HEADLINES, METRICS, Metric, score_brief, score_failure
from briefer.evals.scoring.score import Score, Scores
from briefer.evals.statistics import Comparison, Mean, compare, mean_of
from briefer.evals.suites.format import Case, Suite
from briefer.schema.evidence import FrozenModel
from briefer.version import __version__


class CaseResult(FrozenModel):
    """The scores of one brief.

    Attributes:
        system: name of the system that made it.
        case: id of the case.
        sample: number of the repeat, from 0.
        error: why there is no brief; its scores are then zero.
        scores: the scores by metric.
    """

    system: str
    case: str
    sample: int
    error: str | None
    scores: Scores


class BaselineComparison(FrozenModel):
    """One system against a baseline.

    Attributes:
        system: the system.
        baseline: the baseline.
        measures: the comparison by metric; positive is better.
    """

    system: str
    baseline: str
    measures: dict[str, Comparison]

    @property
    def lost(self) -> tuple[str, ...]:
        """The metrics on which the system is worse."""
        return tuple(name for name, one in self.measures.items() if one.difference < -1e-9)


class SuiteReport(FrozenModel):
    """One suite in a report.

    Attributes:
        name: its name.
        digest: sha256 over its cases.
        articles: the number of its cases.
        means: by system and metric; metrics without a score are absent.
        versus: the comparisons of systems with their baselines (see ``Run.against``).
        results: the scores of every brief.
        judge: the judge's part; None, and absent from the JSON, if there was no judge.
    """

    name: str
    digest: str
    articles: int
    means: dict[str, dict[str, Mean]]
    versus: tuple[BaselineComparison, ...]
    results: tuple[CaseResult, ...]
    judge: JudgeReport | None = Field(default=None, exclude_if=lambda judge: judge is None)

    @property
    def failures(self) -> tuple[CaseResult, ...]:
        """The cases without a brief."""
        return tuple(result for result in self.results if result.error is not None)


class Report(FrozenModel):
    """The report of a run.

    Attributes:
        form: version of this format.
        version: version of briefer.
        run: the inputs of the run.
        suites: the suites; scores are never averaged over several suites.
    """

    form: Literal["1"] = "1"
    version: str = __version__
    run: Run
    suites: tuple[SuiteReport, ...]


def make_report(
    run: Run, suites: Sequence[Suite], samples: Iterable[Sample], judge_run: JudgeRun | None = None
) -> Report:
    """Score all briefs of a run, and add the judge's ratings if there are any."""
    samples = list(samples)
    return Report(
        run=run,
        suites=tuple(_suite_report(suite, run, samples, judge_run) for suite in suites),
    )


def _suite_report(
    suite: Suite, run: Run, samples: Sequence[Sample], judge_run: JudgeRun | None
) -> SuiteReport:
    cases = {case.id: case for case in suite.cases}
    case_order = {name: number for number, name in enumerate(cases)}
    own = [one for one in samples if one.suite == suite.name and one.case in cases]
    own.sort(key=lambda one: (run.systems.index(one.system), case_order[one.case], one.sample))
    results = tuple(_case_result(one, cases[one.case]) for one in own)
    by_system = {name: [r for r in results if r.system == name] for name in run.systems}
    scores = {name: by_article(found) for name, found in by_system.items() if found}
    return SuiteReport(
        name=suite.name,
        digest=suite.digest,
        articles=len(suite.cases),
        means={name: _means(by_system[name], scores[name]) for name in scores},
        versus=tuple(_comparisons(scores, run.against)),
        results=results,
        judge=judge_run and judge_report(judge_run, suite.name, _by_brief(results), list(scores)),
    )


def _by_brief(results: Iterable[CaseResult]) -> dict[Key, Scores]:
    return {(one.system, one.case, one.sample): one.scores for one in results}


def _case_result(sample: Sample, case: Case) -> CaseResult:
    if sample.brief is None:
        scores = score_failure(case, sample.error or "unknown")
    else:
        scores = score_brief(sample.brief, case)
    return CaseResult(
        system=sample.system,
        case=sample.case,
        sample=sample.sample,
        error=sample.error,
        scores=scores,
    )


ByArticle = dict[str, dict[str, float]]
"""By metric and case, the mean over repeats."""


def by_article(results: Sequence[CaseResult]) -> ByArticle:
    """Return the scores of one system by metric and case, averaged over repeats."""
    values: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for result in results:
        for name, score in result.scores.items():
            if score.value is not None:
                values[name][result.case].append(score.value)
    return {
        name: {case: sum(repeats) / len(repeats) for case, repeats in cases.items()}
        for name, cases in values.items()
    }


def _means(results: Sequence[CaseResult], scores: ByArticle) -> dict[str, Mean]:
    means = {}
    for metric in METRICS:
        if values := scores.get(metric.name):
            pooled = _pooled([result.scores[metric.name] for result in results])
            means[metric.name] = mean_of(list(values.values()), pooled=pooled)
    return means


def _pooled(scores: Sequence[Score]) -> float | None:
    whole = sum(score.whole or 0 for score in scores)
    return sum(score.part or 0 for score in scores) / whole if whole else None


def _comparisons(
    scores: Mapping[str, ByArticle], against: Mapping[str, Sequence[str]]
) -> Iterator[BaselineComparison]:
    for system, baselines in against.items():
        for baseline in baselines:
            if system in scores and baseline in scores:
                by_case = differences(scores[system], scores[baseline])
                values = {name: list(cases.values()) for name, cases in by_case.items()}
                yield BaselineComparison(system=system, baseline=baseline, measures=compare(values))


def differences(system: ByArticle, baseline: ByArticle) -> ByArticle:
    """Return by how much a system is better, on each article that both have a score on."""
    metrics: dict[str, Metric] = {metric.name: metric for metric in METRICS}
    by_metric = {}
    for name in HEADLINES:
        ours, theirs = system.get(name, {}), baseline.get(name, {})
        sign = -1 if metrics[name].lower_is_better else 1
        by_metric[name] = {
            case: sign * (ours[case] - theirs[case]) for case in ours if case in theirs
        }
    return by_metric
