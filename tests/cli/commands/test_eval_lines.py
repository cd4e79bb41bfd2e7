"""``briefer eval --lines``, called from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Briefer
from tests.evals.factories import ARTICLE, GOLD
from tests.evals.lines.factories import lines_file, row

RIGHT = {"article": "ferries", "line": "Two ferries collided at Port Ellin.", "supported": True}
WRONG = {
    "article": "ferries",
    "line": "Two ferries collided in the harbour of Port Ellin on Tuesday, injuring 90 people.",
    "supported": False,
    "fault": "wrong_number",
}


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    article = ARTICLE.model_dump(mode="json", exclude={"sha256"})
    path = tmp_path / "mine.jsonl"
    text = json.dumps({"id": "ferries", "article": article, "gold": GOLD})
    path.write_text(text + "\n", encoding="utf-8")
    return path


@pytest.fixture
def other_suite(tmp_path: Path) -> Path:
    path = tmp_path / "other.jsonl"
    text = json.dumps({"id": "lin", "article": {"text": "Ada Lin resigned on Monday."}, "gold": {}})
    path.write_text(text + "\n", encoding="utf-8")
    return path


def test_the_figures_are_printed_and_saved(briefer: Briefer, suite: Path, tmp_path: Path) -> None:
    path = lines_file(tmp_path, RIGHT, WRONG)
    ran = briefer("eval", "--lines", path, suite, "-o", tmp_path / "out")
    assert ran.code == 0
    assert "lines.jsonl: 2 lines about 1 article\n" in ran.out
    for name, value in (
        ("balanced accuracy", "1.0"), ("right lines refused", ".000"), ("wrong lines caught", "1.0")
    ):  # fmt: skip
        assert f"\n{name:<25}{value}" in ran.out
    assert "checking the lines about ferries (1 of 1)" in ran.err
    saved = {file.name: file.read_text("utf-8") for file in (tmp_path / "out").iterdir()}
    assert set(saved) == {"lines.json", "lines.md"}
    assert json.loads(saved["lines.json"])["figures"]["wrong_caught"]["hits"] == 1
    assert json.loads(briefer("eval", "--lines", path, suite, "--json", "-q").out) == json.loads(
        saved["lines.json"]
    )


def test_articles_come_from_several_suites(
    briefer: Briefer, suite: Path, other_suite: Path, tmp_path: Path
) -> None:
    path = lines_file(
        tmp_path, RIGHT, {"article": "lin", "line": "Lin resigned.", "supported": True}
    )
    ran = briefer("eval", "--lines", path, suite, other_suite, "-q")
    assert ran.code == 0
    assert "2 lines about 2 articles" in ran.out
    missing = briefer("eval", "--lines", path, suite, "-q")
    assert missing.code == 2
    assert "row 2: no article 'lin' in mine" in missing.error_line


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--model", "a/b", "--model", "a/c"), "'--lines' takes only one '--model'"),
        (("--base-url", "http://localhost"), "'--lines' with '--base-url' needs '--model'."),
        (("--profile", "small"), "'--lines' with '--profile' needs '--model'."),
        (("--record", "x.jsonl"), "'--lines' with '--record' needs '--model'."),
        (("--replay", "x", "--model", "a/b"), "'--replay' excludes '--model'"),
        (("--model", "none", "--record", "x.jsonl"), "'--record' records the replies of one model"),
        (("--prompts", "x"), "'--lines' excludes '--prompts'."),
        (("--case", "ferries"), "'--lines' excludes '--case'."),
        (("--repeat", "1"), "'--lines' excludes '--repeat'."),
        (("--lint",), "'--lines' excludes '--lint'."),
        (("--replay", "x.jsonl"), "'x.jsonl' has no recorded replies"),
        (("--update",), "'--update' needs '--baseline'"),
    ],
)
def test_options_that_make_briefs_are_wrong_usage(
    briefer: Briefer, tmp_path: Path, options: tuple[str, ...], expected: str
) -> None:
    ran = briefer("eval", "--lines", lines_file(tmp_path, row()), *options)
    assert (ran.code, ran.out) == (2, "")
    assert expected in ran.error_line


def test_a_baseline_is_created_compared_and_only_lowered_on_request(
    briefer: Briefer, suite: Path, tmp_path: Path
) -> None:
    floor = tmp_path / "floor.json"
    lines = lines_file(tmp_path, RIGHT, WRONG)
    run = ("eval", "--lines", lines, suite, "-q", "--baseline", floor)
    assert briefer(*run).code == 2  # there is no baseline yet
    assert briefer(*run, "--update").code == 0
    assert briefer(*run).code == 0
    raised = json.loads(floor.read_text(encoding="utf-8"))
    raised["floors"]["right lines refused"] = -0.1
    floor.write_text(json.dumps(raised), encoding="utf-8")
    rejected = briefer(*run, "--update")
    assert rejected.code == 1
    assert "right lines refused -0.100 → 0.000" in rejected.err
    assert json.loads(floor.read_text(encoding="utf-8")) == raised
    assert briefer(*run, "--update", "--allow-regression").code == 0
    lines_file(tmp_path, RIGHT)
    changed = briefer(*run)
    assert changed.code == 2
    assert "are not those of the baseline" in changed.err


def test_a_model_verifies_the_lines_through_files(
    briefer: Briefer, suite: Path, tmp_path: Path
) -> None:
    folder, recording = tmp_path / "large", tmp_path / "recordings" / "lines.jsonl"
    recording.parent.mkdir()
    invented = {**WRONG, "line": "Two ferries collided at Port Ellin as a gale rose."}
    run = ("eval", "--lines", lines_file(tmp_path, RIGHT, invented), suite, "-q")
    asked = (*run, "--model", f"files:{folder}", "--record", recording)
    first = briefer(*asked)
    assert (first.code, first.out) == (4, "")
    assert "0 of 1 articles are verified. 1 prompt waits for an answer" in first.error_line
    [prompt] = folder.glob("*.prompt.md")
    listed = prompt.read_text(encoding="utf-8").splitlines()
    number = next(one.split(".")[0] for one in listed if one.endswith(f". {invented['line']}"))
    answer = json.dumps({"wrong": [{"line": int(number), "words": "as a gale rose"}]})
    prompt.with_name(prompt.name.replace(".prompt.md", ".json")).write_text(answer, "utf-8")
    made = briefer(*asked)
    assert made.code == 0, made.err
    assert "verified by files:large\n" in made.out
    assert "\nbalanced accuracy        1.0" in made.out
    floor = tmp_path / "floor.json"
    replayed = (*run, "--replay", recording, "--baseline", floor)
    assert briefer(*replayed, "--update").out == made.out
    assert briefer(*replayed).code == 0
    assert json.loads(floor.read_text(encoding="utf-8"))["model"] == "files:large"
    alone = briefer(*run, "--model", "none", "--baseline", floor)  # the checks alone
    assert alone.code == 2
    assert "the baseline is of the checks with 'files:large'" in alone.err


def test_a_small_model_cannot_verify(briefer: Briefer, suite: Path, tmp_path: Path) -> None:
    run = ("eval", "--lines", lines_file(tmp_path, RIGHT), suite, "-q")
    ran = briefer(*run, "--model", f"files:{tmp_path / 'small'}", "--profile", "small")
    assert (ran.code, ran.out) == (2, "")
    assert "'files:small' is a small model" in ran.error_line


def test_significantly_worse_checks_fail_the_gate(briefer: Briefer, tmp_path: Path) -> None:
    texts = [f"The council of Ward {n} has {n} members and one clerk." for n in range(20, 28)]
    rows = [
        row(f"The council of Ward {n} has 900 members and one clerk.", article_text=text,
            supported=False, fault="wrong_number")
        for n, text in enumerate(texts, start=20)
    ]  # fmt: skip
    floor = tmp_path / "floor.json"
    right = [row(text, article_text=text) for text in texts]
    run = ("eval", "--lines", lines_file(tmp_path, *rows, *right), "-q", "--baseline", floor)
    assert briefer(*run, "--update").code == 0
    assert briefer(*run).code == 0
    better = json.loads(floor.read_text(encoding="utf-8"))
    for counts in better["articles"].values():
        counts["right_refused"] -= 1
    floor.write_text(json.dumps(better), encoding="utf-8")
    ran = briefer(*run)
    assert ran.code == 1
    assert "right lines refused is worse by 1.000" in ran.err
