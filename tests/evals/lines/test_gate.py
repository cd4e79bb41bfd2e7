"""The gate for lines: it fails on worse checks, not on chance, and rejects other lines."""

from pathlib import Path

import pytest

from briefer.errors import SettingsError
from briefer.evals.lines.gate import baseline_of, load_baseline, lowered_floors, regressions
from tests.evals.lines.factories import report


def test_the_same_figures_pass() -> None:
    baseline = baseline_of(report(refused=3))
    assert regressions(baseline, report(refused=3)) == ()
    assert lowered_floors(baseline, report(refused=3)) == ()


def test_refusing_more_right_lines_on_all_articles_is_a_regression() -> None:
    worse = regressions(baseline_of(report()), report(refused=12))
    assert [line.partition(" (")[0] for line in worse] == [
        "balanced accuracy is worse by 0.250",
        "right lines refused is worse by 0.500",
    ]


def test_catching_fewer_wrong_lines_lowers_the_balanced_accuracy() -> None:
    [worse] = regressions(baseline_of(report()), report(caught=0))
    assert worse.startswith("balanced accuracy is worse by 0.250")


def test_one_more_refused_line_may_be_chance_but_lowers_the_floors() -> None:
    baseline, now = baseline_of(report()), report(refused=1)
    assert regressions(baseline, now) == ()
    assert lowered_floors(baseline, now) == (
        "balanced accuracy 0.750 → 0.729",
        "right lines refused 0.000 → 0.042",
    )


def test_better_checks_pass() -> None:
    baseline = baseline_of(report(refused=12, caught=0))
    assert regressions(baseline, report()) == ()
    assert lowered_floors(baseline, report()) == ()


def test_other_lines_cannot_be_compared() -> None:
    baseline = baseline_of(report()).model_copy(update={"digest": "other"})
    with pytest.raises(SettingsError, match="are not those of the baseline"):
        regressions(baseline, report())


@pytest.mark.parametrize(
    ("before", "now", "problem"),
    [
        (None, "large", "is of the checks alone, and this run is of the checks with 'large'"),
        ("large", None, "is of the checks with 'large', and this run is of the checks alone"),
        ("large", "other", "is of the checks with 'large', and this run is of the checks with 'o"),
    ],
)
def test_another_model_cannot_be_compared(
    before: str | None, now: str | None, problem: str
) -> None:
    baseline = baseline_of(report(model=before))
    assert regressions(baseline, report(model=before)) == ()
    with pytest.raises(SettingsError, match=problem):
        regressions(baseline, report(model=now))
    with pytest.raises(SettingsError, match="name another file with '--baseline'"):
        lowered_floors(baseline, report(model=now))


def test_the_error_for_a_missing_or_damaged_baseline_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="make one from this run with '--update'"):
        load_baseline(tmp_path / "none.json")
    (tmp_path / "bad.json").write_text('{"suites": {}}', encoding="utf-8")
    with pytest.raises(SettingsError, match="is not a baseline of labelled lines"):
        load_baseline(tmp_path / "bad.json")
