"""A fault moves the measures that are meant to see it, downwards, and no others."""

from collections.abc import Callable

import pytest

from briefer.evals.measures import MEASURES, measure, measure_failure
from briefer.schema import Brief
from tests.evals.sample import BREAKS, case, sound

COSTS = {one.name for one in MEASURES if one.dimension == "cost"}


def values(brief: Brief) -> dict[str, float | None]:
    return {name: score.value for name, score in measure(brief, case()).items()}


def test_a_sound_brief_is_sound_by_every_measure() -> None:
    scored = {name: value for name, value in values(sound()).items() if name not in COSTS}
    below = {name: measure(sound(), case())[name] for name, value in scored.items() if value != 1}
    assert {name: s for name, s in below.items() if s.value is not None} == {}
    assert sorted(below) == ["quotes.words", "uncertainty.quiet"]


def test_every_measure_is_scored_and_every_score_is_a_measure() -> None:
    assert set(values(sound())) == {one.name for one in MEASURES}


@pytest.mark.parametrize(("breaks", "expected"), BREAKS, ids=[b[0].__name__ for b in BREAKS])
def test_a_fault_lowers_its_own_measures_and_no_other(
    breaks: Callable[[Brief], Brief], expected: frozenset[str]
) -> None:
    whole, broken = values(sound()), values(breaks(sound()))
    moved = {name for name in whole if broken[name] != whole[name]}
    # the words in quotation marks exist only in the brief that invents them
    assert moved == expected
    assert all((broken[name] or 0.0) < 1.0 for name in moved)


def test_every_quality_measure_but_the_page_is_lowered_by_some_fault() -> None:
    seen = frozenset().union(*(expected for _, expected in BREAKS))
    unseen = {one.name for one in MEASURES if one.dimension != "cost"} - seen
    # each of these falls with its twin in another section, or has a test of its own
    assert unseen == {
        "first.what", "first.where", "first.when",
        "who.precision", "who.recall", "who.f1", "what.recall",
        "where.precision", "where.recall", "where.f1",
        "claims.precision", "claims.cue", "claims.source_kind", "claims.quote_kind",
        "uncertainty.recall", "uncertainty.quiet", "form.page",
    }  # fmt: skip


def test_a_brief_that_could_not_be_made_is_zero_wherever_one_would_be_scored() -> None:
    failed = measure_failure(case(), "no answer")
    assert {s.value for name, s in failed.items() if name not in COSTS} == {0.0}
    assert {failed[name].value for name in COSTS} == {None}
    assert "no answer" in failed["first.who"].reason
