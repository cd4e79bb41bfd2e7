"""A fault lowers the metrics that are meant to detect it, and no others."""

from collections.abc import Callable

import pytest

from briefer.evals.scoring import metrics
from briefer.evals.scoring.metrics import METRICS, score_brief, score_failure
from briefer.evals.scoring.score import Score
from briefer.evals.suites.format import Gold
from briefer.schema.article import Article
from briefer.schema.brief import Brief, SummaryPoint
from tests.evals.broken_briefs import FAULTS, missing_uncertainty
from tests.evals.factories import case, perfect_brief

COSTS = {metric.name for metric in METRICS if metric.dimension == "cost"}


def values(brief: Brief) -> dict[str, float | None]:
    return {name: score.value for name, score in score_brief(brief, case()).items()}


def test_a_perfect_brief_has_full_marks_on_every_metric() -> None:
    scores = score_brief(perfect_brief(), case())
    not_full = {name: s.value for name, s in scores.items() if name not in COSTS and s.value != 1}
    assert not_full == {"quotes.words": None, "uncertainty.quiet": None}


def test_every_metric_is_scored_and_every_score_is_a_metric() -> None:
    assert set(values(perfect_brief())) == {metric.name for metric in METRICS}


def test_a_score_without_a_metric_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    stray = {"form.colour": Score(value=1.0, reason="blue")}
    monkeypatch.setattr(metrics, "SCORERS", (*metrics.SCORERS, lambda *_given: stray))
    with pytest.raises(ValueError, match=r"no metric is called 'form.colour'"):
        score_brief(perfect_brief(), case())


def test_labels_fit_their_column() -> None:
    assert max(len(metric.label) for metric in METRICS) <= 26


def test_the_metrics_of_the_summary_are_compared_with_the_judge() -> None:
    assert {metric.name for metric in METRICS if metric.compared_with_judge} == {
        "summary.support", "summary.coverage", "summary.focus",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("break_brief", "expected"), FAULTS, ids=[fault[0].__name__ for fault in FAULTS]
)
def test_a_fault_lowers_its_own_metrics_and_no_other(
    break_brief: Callable[[Brief], Brief], expected: frozenset[str]
) -> None:
    before, after = values(perfect_brief()), values(break_brief(perfect_brief()))
    changed = {name for name in before if after[name] != before[name]}
    assert changed == expected
    assert all((after[name] or 0.0) < 1.0 for name in changed)


def test_every_metric_of_quality_is_lowered_by_some_fault() -> None:
    lowered = frozenset().union(*(expected for _, expected in FAULTS))
    never_lowered = {metric.name for metric in METRICS if metric.dimension != "cost"} - lowered
    # The first two have their own tests below; "first.when" is scored like the other first answers.
    assert never_lowered == {"uncertainty.quiet", "form.page", "first.when"}


def test_a_false_alarm_lowers_the_score_of_an_article_without_uncertainty() -> None:
    certain = case().model_copy(
        update={"gold": case().gold.model_copy(update={"uncertainty": (), "claimed_by": ()})}
    )
    alarm = score_brief(perfect_brief(), certain)
    quiet = score_brief(missing_uncertainty(perfect_brief()), certain)
    assert (alarm["uncertainty.quiet"].value, quiet["uncertainty.quiet"].value) == (0, 1)
    assert (alarm["claims.precision"].value, alarm["claims.f1"].value) == (0, 0)


def test_a_brief_with_too_many_names_does_not_fit_the_page() -> None:
    brief = perfect_brief().model_copy(update={"who": perfect_brief().who * 60})
    assert score_brief(brief, case())["form.page"].value == 0


@pytest.mark.parametrize(
    ("line", "support"),
    [
        ("The mayor announces that the harbour will open on Friday", 1.0),
        ("The harbour will open on Friday", 0.0),
    ],
)
def test_would_in_reported_speech_may_become_will(line: str, support: float) -> None:
    article = Article(text="The mayor announced that the harbour would open on Friday.")
    assert _support_of_headline(line, article) == support


@pytest.mark.parametrize(
    ("line", "support"),
    [
        ("Ten-man Norrgate hold Ellery, who never shoot: a dull night", 1.0),
        ("Ten-man Norrgate hold Ellery", 1.0),  # a part of the title
        ("Norrgate, with ten men, hold Ellery", 0.0),  # not the words of the title
        ("Nine-man Norrgate hold Ellery", 0.0),
    ],
)
def test_the_title_supports_a_headline_that_repeats_it(line: str, support: float) -> None:
    title = "Ten-man Norrgate hold Ellery, who never shoot: a dull night"
    article = Article(title=title, text="The match ended without a goal after a red card.")
    assert _support_of_headline(line, article) == support


def _support_of_headline(line: str, article: Article) -> float | None:
    evidence = (article.evidence(0, len(article.text)),)
    brief = perfect_brief().model_copy(
        update={
            "headline": SummaryPoint(text=line, evidence=evidence),
            "summary": (),
            "article": article,
        }
    )
    scores = score_brief(brief, case().model_copy(update={"article": article, "gold": Gold()}))
    return scores["summary.support"].value


def test_a_section_without_gold_is_not_scored() -> None:
    empty = case().model_copy(update={"gold": Gold()})
    scores = score_brief(perfect_brief(), empty)
    scored = {name for name, score in scores.items() if score.value is not None}
    assert scored == {
        "quotes.slices", "support.numbers", "support.names", "support.negation", "support.hedge",
        "summary.support", "form.valid", "form.kept", "form.page", *COSTS,
    }  # fmt: skip


def test_a_missing_brief_scores_zero_on_every_metric_but_cost() -> None:
    failed = score_failure(case(), "no answer")
    assert {s.value for name, s in failed.items() if name not in COSTS} == {0.0}
    assert {failed[name].value for name in COSTS} == {None}
    assert "no answer" in failed["first.who"].reason
