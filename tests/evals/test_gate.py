"""The gate: a real fall fails, chance does not, and figures of other articles are no floor."""

from pathlib import Path

import pytest

from briefer.errors import SettingsError
from briefer.evals.gate import (
    baseline_of,
    load_baseline,
    lowered_floors,
    mismatch_of,
    regressions,
    systems_without_floor,
)
from briefer.evals.reporting.report import Report, make_report
from briefer.evals.runs.journal import Run, Sample
from briefer.evals.suites.format import Case, Suite
from briefer.schema import Brief
from tests.evals.broken_briefs import missing_essential, moved_evidence
from tests.evals.factories import ARTICLE, GOLD, perfect_brief

IDS = [f"case-{number}" for number in range(12)]
SUITE = Suite(
    name="mine",
    cases=tuple(
        Case.model_validate({"id": name, "article": ARTICLE, "gold": GOLD}) for name in IDS
    ),
)
RUN = Run(
    suites={"mine": SUITE.digest},
    systems=("none",),
    against={"none": ()},
    repeat=1,
    prompts={"none": "p", "plain": "q"},
    code="c",
)


def report(*, worse: Brief | None = None, on: int = 0, error: str | None = None) -> Report:
    made = [Sample(suite="mine", system="none", case=name, brief=perfect_brief()) for name in IDS]
    for number in range(on):
        update = {"brief": worse, "error": error}
        made[number] = made[number].model_copy(update=update)
    return make_report(RUN, [SUITE], made)


def test_the_same_run_passes() -> None:
    kept = baseline_of(report())
    assert mismatch_of(kept, report()) is None
    assert regressions(kept, report()) == ()
    assert lowered_floors(kept, report()) == ()


def test_a_fall_on_all_cases_fails_and_names_figure_and_cases() -> None:
    worse = regressions(
        baseline_of(report()), report(worse=missing_essential(perfect_brief()), on=12)
    )
    told = "\n".join(worse)
    assert "mine, none: summary.coverage fell by" in told
    assert "mine, none: claims.f1 fell by" in told
    assert "case-0, case-1" in told


def test_a_fall_on_one_case_may_be_chance_but_lowers_the_floor() -> None:
    kept, now = baseline_of(report()), report(worse=missing_essential(perfect_brief()), on=1)
    assert regressions(kept, now) == ()
    assert any("claims.f1 1.000 →" in line for line in lowered_floors(kept, now))


def test_one_brief_that_fails_or_does_not_hold_fails_the_gate() -> None:
    kept = baseline_of(report())
    broken = regressions(kept, report(worse=moved_evidence(perfect_brief()), on=1))
    failed = regressions(kept, report(on=1, error="no answer"))
    assert broken == failed
    assert broken == ("mine, none: case-0 failed, or does not hold against its article any more",)


def test_a_better_run_passes() -> None:
    kept = baseline_of(report(worse=missing_essential(perfect_brief()), on=12))
    assert regressions(kept, report()) == ()
    assert lowered_floors(kept, report()) == ()


def test_other_articles_prompts_or_systems_are_a_mismatch() -> None:
    kept = baseline_of(report())
    fewer = kept.model_copy(update={"suites": {"mine": "other"}})
    other = kept.model_copy(update={"prompts": {"none": "q"}})
    floors = {"mine": {**kept.floors["mine"], "local": kept.floors["mine"]["none"]}}
    more = kept.model_copy(update={"floors": floors})
    assert "the gold of mine are not those" in (mismatch_of(fewer, report()) or "")
    assert "the prompts of none are not those" in (mismatch_of(other, report()) or "")
    assert "figures of local" in (mismatch_of(more, report()) or "")


def test_a_system_without_a_floor_is_named() -> None:
    kept = baseline_of(report())
    assert systems_without_floor(kept, report()) == ()
    assert systems_without_floor(kept.model_copy(update={"floors": {"mine": {}}}), report()) == (
        "none",
    )


def test_prompts_of_what_is_only_a_baseline_are_not_held() -> None:
    assert baseline_of(report()).prompts == {"none": "p"}


def test_a_missing_or_damaged_baseline_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="make it of this run with '--update'"):
        load_baseline(tmp_path / "none.json")
    (tmp_path / "bad.json").write_text("[]", encoding="utf-8")
    with pytest.raises(SettingsError, match="is no baseline"):
        load_baseline(tmp_path / "bad.json")
