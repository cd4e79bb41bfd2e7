"""``briefer eval`` from the outside."""

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


def test_what_is_kept_can_be_scored_again(briefer: Briefer, suite: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    first = briefer("eval", suite, "--model", "none", "-q", "-o", kept)
    assert {path.name for path in kept.iterdir()} == {
        "briefs.jsonl", "report.html", "report.json", "report.md",
    }  # fmt: skip
    again = briefer("eval", suite, "--rescore", kept, "-q")
    assert (again.code, again.out) == (0, first.out)


def test_sound_gold_is_said_to_be_sound(briefer: Briefer, suite: Path) -> None:
    ran = briefer("eval", "--lint", suite)
    assert (ran.code, ran.out) == (0, "the gold of 2 cases is sound\n")


def test_faulty_gold_is_named_and_fails(briefer: Briefer, suite: Path) -> None:
    text = suite.read_text(encoding="utf-8").replace("2031-03-04", "last Tuesday")
    suite.write_text(text, encoding="utf-8")
    ran = briefer("eval", "--lint", suite)
    assert ran.code == 1
    assert "'last Tuesday' is not a TIMEX3 value" in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--case", "nobody"), "no suite has a case 'nobody'"),
        (("--rescore", "nowhere"), "there are no briefs in 'nowhere'"),
    ],
)
def test_what_is_not_there_is_refused(
    briefer: Briefer, suite: Path, arguments: tuple[str, ...], told: str
) -> None:
    ran = briefer("eval", suite, "--model", "none", *arguments)
    assert ran.code == 2
    assert told in ran.complaint


def test_a_baseline_is_made_held_and_not_lowered_by_chance(
    briefer: Briefer, suite: Path, tmp_path: Path
) -> None:
    floor = tmp_path / "floor.json"
    run = ("eval", suite, "--model", "none", "-q", "--baseline", floor)
    assert briefer(*run).code == 2  # there is none yet
    assert briefer(*run, "--update").code == 0
    assert briefer(*run).code == 0
    raised = json.loads(floor.read_text(encoding="utf-8"))
    for cases in raised["floors"]["mine"]["none"]["scores"].values():
        cases.update(dict.fromkeys(cases, 1.0))
    floor.write_text(json.dumps(raised), encoding="utf-8")
    refused = briefer(*run, "--update")
    assert refused.code == 1
    assert "add '--allow-regression'" in refused.err
    assert json.loads(floor.read_text(encoding="utf-8")) == raised
    assert briefer(*run, "--update", "--allow-regression").code == 0
    assert json.loads(floor.read_text(encoding="utf-8")) != raised


def test_a_system_that_the_baseline_does_not_know_is_named(
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
    assert "the baseline has no figures of none" in ran.err


def test_prompts_are_for_a_model(briefer: Briefer, suite: Path) -> None:
    ran = briefer("eval", suite, "--model", "none", "--prompts", "prompts")
    assert ran.code == 2
    assert "'--prompts' needs a model to ask" in ran.complaint


def test_the_page_shows_the_briefs_that_are_scored_again(
    briefer: Briefer, suite: Path, tmp_path: Path
) -> None:
    assert briefer("eval", suite, "--model", "none", "-q", "-o", tmp_path / "kept").code == 0
    again = briefer("eval", suite, "--rescore", tmp_path / "kept", "-q", "-o", tmp_path / "again")
    assert again.code == 0
    pages = [(tmp_path / name / "report.html").read_text("utf-8") for name in ("kept", "again")]
    assert pages[0] == pages[1]
    assert "<b>full</b>" in pages[0]
