"""``briefer eval``, called from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Briefer
from tests.evals.factories import ARTICLE, GOLD


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    path = tmp_path / "mine.jsonl"
    article = ARTICLE.model_dump(mode="json", exclude={"sha256"})
    sections = {"claimed_by": GOLD["claimed_by"]}
    lines = [
        {"id": "full", "article": article, "gold": GOLD},
        {"id": "part", "article": article, "gold": sections},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_a_suite_with_only_some_sections_is_scored(briefer: Briefer, suite: Path) -> None:
    ran = briefer("eval", suite, "--model", "none", "--case", "part", "-q")
    assert ran.code == 0
    assert "attributed precision" in ran.out
    assert "first who" not in ran.out


def test_the_whole_report_is_printed_as_json(briefer: Briefer, suite: Path) -> None:
    ran = briefer("eval", suite, "--model", "none", "--json", "--limit", "1")
    report = json.loads(ran.out)
    assert report["suites"][0]["articles"] == 1
    assert set(report["suites"][0]["means"]) == {"lead", "none"}
    assert "briefing full with none (1 of 1)" in ran.err


def test_saved_briefs_can_be_scored_again(briefer: Briefer, suite: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved"
    first = briefer("eval", suite, "--model", "none", "-q", "-o", saved)
    assert {path.name for path in saved.iterdir()} == {
        "briefs.jsonl", "report.html", "report.json", "report.md",
    }  # fmt: skip
    again = briefer("eval", suite, "--rescore", saved, "-q")
    assert (again.code, again.out) == (0, first.out)


def test_gold_without_errors_passes_lint(briefer: Briefer, suite: Path) -> None:
    ran = briefer("eval", "--lint", suite)
    assert (ran.code, ran.out) == (0, "the gold of 2 cases has no errors\n")


def test_gold_with_an_error_fails_lint(briefer: Briefer, suite: Path) -> None:
    text = suite.read_text(encoding="utf-8").replace("2031-03-04", "last Tuesday")
    suite.write_text(text, encoding="utf-8")
    ran = briefer("eval", "--lint", suite)
    assert ran.code == 1
    assert "'last Tuesday' is not a TIMEX3 value" in ran.err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--case", "nobody"), "no suite has a case 'nobody'"),
        (("--rescore", "nowhere"), "there are no briefs in 'nowhere'"),
    ],
)
def test_a_missing_case_or_folder_is_rejected(
    briefer: Briefer, suite: Path, arguments: tuple[str, ...], expected: str
) -> None:
    ran = briefer("eval", suite, "--model", "none", *arguments)
    assert ran.code == 2
    assert expected in ran.error_line


def test_a_baseline_is_created_compared_and_only_lowered_on_request(
    briefer: Briefer, suite: Path, tmp_path: Path
) -> None:
    floor = tmp_path / "floor.json"
    run = ("eval", suite, "--model", "none", "-q", "--baseline", floor)
    assert briefer(*run).code == 2  # there is no baseline yet
    assert briefer(*run, "--update").code == 0
    assert briefer(*run).code == 0
    raised = json.loads(floor.read_text(encoding="utf-8"))
    for cases in raised["floors"]["mine"]["none"]["scores"].values():
        cases.update(dict.fromkeys(cases, 1.0))
    floor.write_text(json.dumps(raised), encoding="utf-8")
    rejected = briefer(*run, "--update")
    assert rejected.code == 1
    assert "'--allow-regression'" in rejected.err
    assert json.loads(floor.read_text(encoding="utf-8")) == raised
    assert briefer(*run, "--update", "--allow-regression").code == 0
    assert json.loads(floor.read_text(encoding="utf-8")) != raised


def test_a_system_that_is_not_in_the_baseline_is_reported(
    briefer: Briefer, suite: Path, tmp_path: Path
) -> None:
    floor = tmp_path / "floor.json"
    run = ("eval", suite, "--model", "none", "-q", "--baseline", floor)
    assert briefer(*run, "--update").code == 0
    known = json.loads(floor.read_text(encoding="utf-8"))
    known["floors"]["mine"] = {}
    floor.write_text(json.dumps(known), encoding="utf-8")
    ran = briefer(*run)
    assert ran.code == 0
    assert "the baseline has no scores for none" in ran.err


def test_prompts_need_a_model(briefer: Briefer, suite: Path) -> None:
    ran = briefer("eval", suite, "--model", "none", "--prompts", "prompts")
    assert ran.code == 2
    assert "'--prompts' needs a model to ask" in ran.error_line


def test_the_page_of_a_rescored_run_shows_the_same_briefs(
    briefer: Briefer, suite: Path, tmp_path: Path
) -> None:
    assert briefer("eval", suite, "--model", "none", "-q", "-o", tmp_path / "saved").code == 0
    again = briefer("eval", suite, "--rescore", tmp_path / "saved", "-q", "-o", tmp_path / "again")
    assert again.code == 0
    pages = [(tmp_path / name / "report.html").read_text("utf-8") for name in ("saved", "again")]
    assert pages[0] == pages[1]
    assert "<b>full</b>" in pages[0]


def test_a_replay_has_the_profile_of_its_recording(briefer: Briefer) -> None:
    ran = briefer("eval", "--replay", "replies.jsonl", "--profile", "capable")
    assert ran.code == 2
    assert "'--replay' excludes '--model', '--profile'" in ran.error_line
