"""Report: what a run came to, as data; everything that is shown is made of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from pydantic import Field

from briefer.evals.judge.report import JudgeReport, Key, judge_report
from briefer.evals.judge.verdict import JudgeRun
from briefer.evals.runs.journal import Run, Sample
from briefer.evals.scoring.metrics import HEADLINES, METRICS, Metric, score_brief, score_failure
from briefer.evals.scoring.score import Score, Scores
from briefer.evals.statistics import Comparison, Mean, compare, mean_of
from briefer.evals.suites.format import Case, Suite
from briefer.evidence import FrozenModel
from briefer.version import __version__


class CaseResult(FrozenModel):
    """The scores of one brief.

    Attributes:
        system: what made it.
        case: id of the case.
        sample: which repeat it is.
        error: why there is no brief; all its scores are zero then.
        scores: by measure.
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
        measures: the comparison on each measure; positive is better.
    """

    system: str
    baseline: str
    measures: dict[str, Comparison]

    @property
    def lost(self) -> tuple[str, ...]:
        """The measures on which the system is worse."""
        return tuple(name for name, one in self.measures.items() if one.difference < -1e-9)


class SuiteReport(FrozenModel):
    """One suite in a report.

    Attributes:
        name: its name.
        digest: sha256 over its cases.
        articles: how many cases it has.
        means: by system, then by measure; a measure that could not be scored has none.
        versus: each system that is not only a baseline against what the run holds it to.
        results: every brief.
        judge: what the judge said; None, and not in the JSON, when there was none.
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
    """All that a run came to.

    Attributes:
        form: version of this form.
        version: version of briefer.
        run: what was run.
        suites: the suites; figures are never averaged over several of them.
    """

    form: Literal["1"] = "1"
    version: str = __version__
    run: Run
    suites: tuple[SuiteReport, ...]


def make_report(
    run: Run, suites: Sequence[Suite], made: Iterable[Sample], judging: JudgeRun | None = None
) -> Report:
    """Score all briefs of a run, and report what a judge said about them if there was one."""
    briefs = list(made)
    return Report(run=run, suites=tuple(_suite(suite, run, briefs, judging) for suite in suites))


def _suite(suite: Suite, run: Run, made: Sequence[Sample], judging: JudgeRun | None) -> SuiteReport:
    cases = {case.id: case for case in suite.cases}
    order = {name: place for place, name in enumerate(cases)}
    own = [one for one in made if one.suite == suite.name and one.case in cases]
    own.sort(key=lambda one: (run.systems.index(one.system), order[one.case], one.sample))
    results = tuple(_result(one, cases[one.case]) for one in own)
    scored = {name: [r for r in results if r.system == name] for name in run.systems}
    articles = {name: by_article(found) for name, found in scored.items() if found}
    return SuiteReport(
        name=suite.name,
        digest=suite.digest,
        articles=len(suite.cases),
        means={name: _means(found, articles[name]) for name, found in scored.items() if found},
        versus=tuple(_versus(articles, run.against)),
        results=results,
        judge=judging and judge_report(judging, suite.name, _by_brief(results), articles),
    )


def _by_brief(results: Iterable[CaseResult]) -> dict[Key, Scores]:
    return {(one.system, one.case, one.sample): one.scores for one in results}


def _result(made: Sample, case: Case) -> CaseResult:
    if made.brief is None:
        scores = score_failure(case, made.error or "unknown")
    else:
        scores = score_brief(made.brief, case)
    return CaseResult(
        system=made.system, case=made.case, sample=made.sample, error=made.error, scores=scores
    )


ByArticle = dict[str, dict[str, float]]
"""By measure and case, the mean over repeats."""


def by_article(results: Sequence[CaseResult]) -> ByArticle:
    """Return the scores of one system for each measure and case, the mean over repeats."""
    values: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for result in results:
        for name, score in result.scores.items():
            if score.value is not None:
                values[name][result.case].append(score.value)
    return {
        name: {case: sum(found) / len(found) for case, found in cases.items()}
        for name, cases in values.items()
    }


def _means(results: Sequence[CaseResult], scores: ByArticle) -> dict[str, Mean]:
    means = {}
    for name in (one.name for one in METRICS):
        if values := scores.get(name):
            pooled = _pooled([result.scores[name] for result in results])
            means[name] = mean_of(list(values.values()), pooled=pooled)
    return means


def _pooled(scores: Sequence[Score]) -> float | None:
    whole = sum(score.whole or 0 for score in scores)
    return sum(score.part or 0 for score in scores) / whole if whole else None


def _versus(
    scores: Mapping[str, ByArticle], against: Mapping[str, Sequence[str]]
) -> Iterable[BaselineComparison]:
    for system, baselines in against.items():
        for baseline in baselines:
            if system in scores and baseline in scores:
                found = differences(scores[system], scores[baseline])
                samples = {name: list(values.values()) for name, values in found.items()}
                yield BaselineComparison(
                    system=system, baseline=baseline, measures=compare(samples)
                )


def differences(system: ByArticle, baseline: ByArticle) -> ByArticle:
    """Return by how much a system is better on each article that both were scored on."""
    known: dict[str, Metric] = {one.name: one for one in METRICS}
    found = {}
    for name in HEADLINES:
        ours, theirs = system.get(name, {}), baseline.get(name, {})
        sign = -1 if known[name].lower_is_better else 1
        found[name] = {case: sign * (ours[case] - theirs[case]) for case in ours if case in theirs}
    return found
