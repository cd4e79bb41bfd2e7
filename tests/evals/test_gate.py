"""The gate: it fails on regressions, not on chance, and rejects baselines of other inputs."""

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
from briefer.schema.brief import Brief
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
    """Return a report of perfect briefs, but with ``worse`` or ``error`` on the first ``on``."""
    samples = [
        Sample(suite="mine", system="none", case=name, brief=perfect_brief()) for name in IDS
    ]
    for number in range(on):
        update = {"brief": worse, "error": error}
        samples[number] = samples[number].model_copy(update=update)
    return make_report(RUN, [SUITE], samples)


def test_the_same_run_passes() -> None:
    baseline = baseline_of(report())
    assert mismatch_of(baseline, report()) is None
    assert regressions(baseline, report()) == ()
    assert lowered_floors(baseline, report()) == ()


def test_a_regression_on_all_cases_names_metrics_and_cases() -> None:
    worse = regressions(
        baseline_of(report()), report(worse=missing_essential(perfect_brief()), on=12)
    )
    message = "\n".join(worse)
    assert "mine, none: summary.coverage fell by" in message
    assert "mine, none: claims.f1 fell by" in message
    assert "case-0, case-1" in message


def test_a_lower_score_on_one_case_may_be_chance_but_lowers_the_floor() -> None:
    baseline, now = baseline_of(report()), report(worse=missing_essential(perfect_brief()), on=1)
    assert regressions(baseline, now) == ()
    assert any("claims.f1 1.000 →" in line for line in lowered_floors(baseline, now))


def test_one_missing_brief_or_one_misplaced_quote_is_a_regression() -> None:
    baseline = baseline_of(report())
    broken = regressions(baseline, report(worse=moved_evidence(perfect_brief()), on=1))
    failed = regressions(baseline, report(on=1, error="no answer"))
    assert broken == failed
    assert broken == ("mine, none: case-0 has no brief any more, or its evidence is not verbatim",)


def test_a_better_run_passes() -> None:
    baseline = baseline_of(report(worse=missing_essential(perfect_brief()), on=12))
    assert regressions(baseline, report()) == ()
    assert lowered_floors(baseline, report()) == ()


def test_other_suites_prompts_or_systems_are_a_mismatch() -> None:
    baseline = baseline_of(report())
    other_suite = baseline.model_copy(update={"suites": {"mine": "other"}})
    other_prompts = baseline.model_copy(update={"prompts": {"none": "q"}})
    floors = {"mine": {**baseline.floors["mine"], "local": baseline.floors["mine"]["none"]}}
    other_systems = baseline.model_copy(update={"floors": floors})
    assert "the gold of mine are not those" in (mismatch_of(other_suite, report()) or "")
    assert "the prompts of none are not those" in (mismatch_of(other_prompts, report()) or "")
    assert "scores of local" in (mismatch_of(other_systems, report()) or "")


def test_systems_without_a_floor_are_returned() -> None:
    baseline = baseline_of(report())
    assert systems_without_floor(baseline, report()) == ()
    assert systems_without_floor(
        baseline.model_copy(update={"floors": {"mine": {}}}), report()
    ) == ("none",)


def test_a_baseline_has_no_prompts_of_systems_that_are_only_compared_with() -> None:
    assert baseline_of(report()).prompts == {"none": "p"}


def test_the_error_for_a_missing_or_damaged_baseline_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="make one from this run with '--update'"):
        load_baseline(tmp_path / "none.json")
    (tmp_path / "bad.json").write_text("[]", encoding="utf-8")
    with pytest.raises(SettingsError, match="is not a baseline"):
        load_baseline(tmp_path / "bad.json")
