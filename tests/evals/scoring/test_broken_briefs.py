"""A fault moves the measures that are meant to see it, downwards, and no others."""

from collections.abc import Callable

import pytest

from briefer.article import Article
from briefer.evals.scoring import metrics
from briefer.evals.scoring.metrics import METRICS, score_brief, score_failure
from briefer.evals.scoring.score import Score
from briefer.evals.suites.format import Gold
from briefer.schema import Brief, SummaryPoint
from tests.evals.factories import BREAKS, case, doubt_missing, sound

COSTS = {one.name for one in METRICS if one.dimension == "cost"}


def values(brief: Brief) -> dict[str, float | None]:
    return {name: score.value for name, score in score_brief(brief, case()).items()}


def test_a_sound_brief_is_sound_by_every_measure() -> None:
    scored = {name: value for name, value in values(sound()).items() if name not in COSTS}
    below = {
        name: score_brief(sound(), case())[name] for name, value in scored.items() if value != 1
    }
    assert {name: s for name, s in below.items() if s.value is not None} == {}
    assert sorted(below) == ["quotes.words", "uncertainty.quiet"]


def test_every_measure_is_scored_and_every_score_is_a_measure() -> None:
    assert set(values(sound())) == {one.name for one in METRICS}


def test_a_score_that_is_no_measure_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    stray = {"form.colour": Score(value=1.0, reason="blue")}
    monkeypatch.setattr(metrics, "SCORERS", (*metrics.SCORERS, lambda *_given: stray))
    with pytest.raises(ValueError, match=r"no measure is called 'form.colour'"):
        score_brief(sound(), case())


@pytest.mark.parametrize(("breaks", "expected"), BREAKS, ids=[b[0].__name__ for b in BREAKS])
def test_a_fault_lowers_its_own_measures_and_no_other(
    breaks: Callable[[Brief], Brief], expected: frozenset[str]
) -> None:
    whole, broken = values(sound()), values(breaks(sound()))
    moved = {name for name in whole if broken[name] != whole[name]}
    assert moved == expected
    assert all((broken[name] or 0.0) < 1.0 for name in moved)


def test_every_measure_of_quality_is_lowered_by_some_fault() -> None:
    seen = frozenset().union(*(expected for _, expected in BREAKS))
    unseen = {one.name for one in METRICS if one.dimension != "cost"} - seen
    # these have tests of their own, below; without a time the first "when" is as any other first
    assert unseen == {"uncertainty.quiet", "form.page", "first.when"}


def test_a_false_alarm_on_an_article_without_uncertainty_is_heard() -> None:
    calm = case().model_copy(
        update={"gold": case().gold.model_copy(update={"uncertainty": (), "claimed_by": ()})}
    )
    loud, quiet = score_brief(sound(), calm), score_brief(doubt_missing(sound()), calm)
    assert (loud["uncertainty.quiet"].value, quiet["uncertainty.quiet"].value) == (0, 1)
    assert (loud["claims.precision"].value, loud["claims.f1"].value) == (0, 0)


def test_a_brief_of_names_without_end_does_not_fit_the_page() -> None:
    brief = sound().model_copy(update={"who": sound().who * 60})
    assert score_brief(brief, case())["form.page"].value == 0


@pytest.mark.parametrize(
    ("line", "support"),
    [
        ("The mayor announces that the harbour will open on Friday", 1.0),
        ("The harbour will open on Friday", 0.0),
    ],
)
def test_a_would_that_is_only_reported_may_be_told_as_a_will(line: str, support: float) -> None:
    article = Article(text="The mayor announced that the harbour would open on Friday.")
    whole = (article.evidence(0, len(article.text)),)
    brief = sound().model_copy(
        update={
            "headline": SummaryPoint(text=line, evidence=whole),
            "summary": (),
            "article": article,
        }
    )
    scores = score_brief(brief, case().model_copy(update={"article": article, "gold": Gold()}))
    assert scores["summary.support"].value == support


def test_a_section_that_gold_leaves_out_is_not_scored() -> None:
    bare = case().model_copy(update={"gold": Gold()})
    scored = {name for name, score in score_brief(sound(), bare).items() if score.value is not None}
    assert scored == {
        "quotes.slices", "support.numbers", "support.names", "support.negation", "support.hedge",
        "summary.support", "form.valid", "form.kept", "form.page", *COSTS,
    }  # fmt: skip


def test_a_brief_that_could_not_be_made_is_zero_wherever_one_would_be_scored() -> None:
    failed = score_failure(case(), "no answer")
    assert {s.value for name, s in failed.items() if name not in COSTS} == {0.0}
    assert {failed[name].value for name in COSTS} == {None}
    assert "no answer" in failed["first.who"].reason
