"""What a judge's verdicts on one suite come to: means, agreement, and what failed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from statistics import fmean
from typing import Final

from briefer.evals.judge.agreement import Coefficient, alpha, tau
from briefer.evals.judge.verdict import CRITERIA, Criterion, JudgeRun, JudgeSample
from briefer.evals.scoring.metrics import METRICS
from briefer.evals.scoring.score import Scores
from briefer.evals.statistics import Mean, mean_of
from briefer.evidence import FrozenModel
from briefer.rendering.sanitize import sanitize
from briefer.schema import NonEmptyStr

_ITSELF = "itself"
_SCORED = tuple(metric for metric in METRICS if metric.compared_with_judge)
COMPARED: Final[Mapping[str, str]] = {
    _ITSELF: "the judge itself",
    **{one.name: one.label for one in _SCORED},
}
"""What the judge's ratings are compared with: itself, by alpha, and by tau-b the measures of the
summary that code scores; with what their rows are called."""

Key = tuple[str, str, int]
"""System, case and sample of a brief."""

RatingsOf = dict[Key, dict[Criterion, list[int]]]


class JudgeReport(FrozenModel):
    """The judge in the report of one suite. Nothing of it is a measure, so it never gates.

    Attributes:
        judge: name of the model.
        version: version of its prompt.
        prompt: digest of its prompt.
        repeats: how often it was asked about each brief.
        own: the systems whose briefs were made by the same model.
        means: by system and criterion the mean rating over articles, from 1 to 5.
        rated: by system, how many briefs have a rating.
        briefs: by system, how many briefs should have been made.
        agreement: by what the ratings are compared with (see `COMPARED`), then by criterion.
        judged: every verdict, and every call that failed.
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
        """What a reader of the figures must know, a sentence each."""
        return (*self._favours(), *self._undefined(), *self._failures())

    def _favours(self) -> Iterator[str]:
        for system in self.own:
            yield f"{system} was made with the judge's own model, which may favour it"

    def _undefined(self) -> Iterator[str]:
        places = defaultdict[tuple[str, tuple[str, ...]], list[str]](list)
        for name, by_criterion in self.agreement.items():
            reasons = defaultdict[str, list[str]](list)
            for criterion, one in by_criterion.items():
                if one.undefined:
                    reasons[one.undefined].append(criterion)
            for reason, criteria in reasons.items():
                places[reason, tuple(criteria)].append(f"“{COMPARED[name]}”")
        for (reason, rated), compared in places.items():
            beside = "" if len(compared) == len(COMPARED) else f" with {', '.join(compared)}"
            yield f"agreement of {', '.join(rated)}{beside} is undefined: {reason}"

    def _failures(self) -> Iterator[str]:
        failed = defaultdict[tuple[str, str], list[str]](list)
        for one in self.judged:
            if one.error is not None:
                failed[one.system, sanitize(one.error)].append(one.case)
        for (system, error), cases in failed.items():
            calls = "1 call" if len(cases) == 1 else f"{len(cases)} calls"
            named = ", ".join(dict.fromkeys(cases))
            yield f"the judge failed in {calls} about {system} ({named}): {error}"


def judge_report(
    judging: JudgeRun, suite: str, scores: Mapping[Key, Scores], systems: Iterable[str]
) -> JudgeReport:
    """Report what the judge said about one suite.

    Args:
        judging: all verdicts of the run.
        suite: name of the suite.
        scores: what code scored, by brief; one without a brief is among them.
        systems: the systems, in order.
    """
    judged = tuple(one for one in judging.judged if one.suite == suite)
    ratings: RatingsOf = {}
    for one in judged:
        if one.verdict is not None:
            brief = ratings.setdefault((one.system, one.case, one.sample), defaultdict(list))
            for criterion, rating in one.verdict.ratings().items():
                brief[criterion].append(rating)
    order = list(systems)
    return JudgeReport(
        judge=judging.judge,
        version=judging.version,
        prompt=judging.prompt,
        repeats=judging.repeats,
        own=tuple(name for name in order if name in judging.own),
        means={name: _means(ratings, name) for name in order},
        rated={name: sum(key[0] == name for key in ratings) for name in order},
        briefs={name: sum(key[0] == name for key in scores) for name in order},
        agreement=_agreement(ratings, scores),
        judged=judged,
    )


def _means(ratings: RatingsOf, system: str) -> dict[Criterion, Mean]:
    """Average repeats within their brief, briefs within their article, then articles."""
    means: dict[Criterion, Mean] = {}
    for criterion in CRITERIA:
        articles = defaultdict[str, list[float]](list)
        for (name, case, _), brief in ratings.items():
            if name == system:
                articles[case].append(fmean(brief[criterion]))
        if articles:
            means[criterion] = mean_of([fmean(briefs) for briefs in articles.values()])
    return means


def _agreement(
    ratings: RatingsOf, scores: Mapping[Key, Scores]
) -> dict[str, dict[Criterion, Coefficient]]:
    """Compare the ratings of all briefs, whichever system made them."""
    agreement = {_ITSELF: {name: alpha([b[name] for b in ratings.values()]) for name in CRITERIA}}
    for measure in (one.name for one in _SCORED):
        scored = {
            key: value for key in ratings if (value := scores[key][measure].value) is not None
        }
        agreement[measure] = {
            name: tau([fmean(ratings[key][name]) for key in scored], list(scored.values()))
            for name in CRITERIA
        }
    return agreement
