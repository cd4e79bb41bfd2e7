"""The judge's part of the report of one suite: mean ratings, agreement, and failed calls."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean
from typing import Final

from briefer.evals.judge.agreement import Coefficient, alpha, tau
from briefer.evals.judge.verdict import CRITERIA, Criterion, JudgeRun, JudgeSample
from briefer.evals.scoring.metrics import METRICS
from briefer.evals.scoring.score import Scores
from briefer.evals.statistics import Mean, mean_of
from briefer.rendering.sanitize import sanitize
from briefer.schema.evidence import FrozenModel, NonEmptyStr

_ITSELF = "itself"
_METRICS = tuple(metric for metric in METRICS if metric.compared_with_judge)
COMPARED: Final[Mapping[str, str]] = {
    _ITSELF: "the judge itself",
    **{metric.name: metric.label for metric in _METRICS},
}
"""What the judge's ratings are compared with, and its label: the judge itself (by alpha), and each
metric that rates the summary (by tau-b)."""

Key = tuple[str, str, int]
"""System, case and sample of a brief."""

Ratings = dict[Key, dict[Criterion, list[int]]]
"""By brief and criterion, the ratings of all repeats."""


class JudgeReport(FrozenModel):
    """The judge's part of the report of one suite; the gate does not use it.

    Attributes:
        judge: name of the model.
        version: version of its prompt.
        prompt: digest of its prompt.
        repeats: how often it rated each brief.
        own: the systems whose briefs were made by the same model.
        means: by system and criterion, the mean rating over articles, from 1 to 5.
        rated: by system, the number of briefs with a rating.
        briefs: by system, the number of briefs that should have been made.
        agreement: by what the ratings are compared with (see `COMPARED`) and by criterion.
        judged: every verdict and every failed call.
    """

    judge: NonEmptyStr
    version: NonEmptyStr
    prompt: NonEmptyStr
    repeats: int
    own: tuple[str, ...]
    means: dict[str, dict[Criterion, Mean]]
    rated: dict[str, int]
    briefs: dict[str, int]
    agreement: dict[str, dict[Criterion, Coefficient]]
    judged: tuple[JudgeSample, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of the ratings must know, one sentence each."""
        return (*self._own_model_notes(), *self._undefined_notes(), *self._failure_notes())

    def _own_model_notes(self) -> Iterator[str]:
        for system in self.own:
            yield f"{system} uses the same model as the judge, which may favour its own briefs"

    def _undefined_notes(self) -> Iterator[str]:
        compared_by_reason = defaultdict[tuple[str, tuple[str, ...]], list[str]](list)
        for name, by_criterion in self.agreement.items():
            reasons = defaultdict[str, list[str]](list)
            for criterion, one in by_criterion.items():
                if one.undefined:
                    reasons[one.undefined].append(criterion)
            for reason, criteria in reasons.items():
                compared_by_reason[reason, tuple(criteria)].append(f"“{COMPARED[name]}”")
        for (reason, criteria_names), compared in compared_by_reason.items():
            with_what = "" if len(compared) == len(COMPARED) else f" with {', '.join(compared)}"
            yield f"agreement of {', '.join(criteria_names)}{with_what} is undefined: {reason}"

    def _failure_notes(self) -> Iterator[str]:
        failed = defaultdict[tuple[str, str], list[str]](list)
        for one in self.judged:
            if one.error is not None:
                failed[one.system, sanitize(one.error)].append(one.case)
        for (system, error), cases in failed.items():
            calls = "1 call" if len(cases) == 1 else f"{len(cases)} calls"
            names = ", ".join(dict.fromkeys(cases))
            yield f"the judge failed in {calls} about {system} ({names}): {error}"


def judge_report(
    judge_run: JudgeRun, suite: str, scores: Mapping[Key, Scores], systems: Sequence[str]
) -> JudgeReport:
    """Make the judge's part of the report of one suite.

    Args:
        judge_run: all verdicts of the run.
        suite: name of the suite.
        scores: the scores by brief; includes the zeros of failed cases.
        systems: names of the systems, in order.
    """
    judged = tuple(one for one in judge_run.judged if one.suite == suite)
    ratings: Ratings = {}
    for one in judged:
        if one.verdict is not None:
            of_brief = ratings.setdefault((one.system, one.case, one.sample), defaultdict(list))
            for criterion, rating in one.verdict.ratings().items():
                of_brief[criterion].append(rating)
    return JudgeReport(
        judge=judge_run.judge,
        version=judge_run.version,
        prompt=judge_run.prompt,
        repeats=judge_run.repeats,
        own=tuple(name for name in systems if name in judge_run.own),
        means={name: _means(ratings, name) for name in systems},
        rated={name: sum(key[0] == name for key in ratings) for name in systems},
        briefs={name: sum(key[0] == name for key in scores) for name in systems},
        agreement=_agreement(ratings, scores),
        judged=judged,
    )


def _means(ratings: Ratings, system: str) -> dict[Criterion, Mean]:
    """Average over the repeats of a brief, the briefs of an article, and then the articles."""
    means: dict[Criterion, Mean] = {}
    for criterion in CRITERIA:
        articles = defaultdict[str, list[float]](list)
        for (name, case, _), of_brief in ratings.items():
            if name == system:
                articles[case].append(fmean(of_brief[criterion]))
        if articles:
            means[criterion] = mean_of([fmean(briefs) for briefs in articles.values()])
    return means


def _agreement(
    ratings: Ratings, scores: Mapping[Key, Scores]
) -> dict[str, dict[Criterion, Coefficient]]:
    """Compare the ratings of the briefs of all systems together."""
    agreement = {_ITSELF: {name: alpha([b[name] for b in ratings.values()]) for name in CRITERIA}}
    for metric in _METRICS:
        scored = {
            key: value for key in ratings if (value := scores[key][metric.name].value) is not None
        }
        agreement[metric.name] = {
            name: tau([fmean(ratings[key][name]) for key in scored], list(scored.values()))
            for name in CRITERIA
        }
    return agreement
