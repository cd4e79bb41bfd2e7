"""``briefer eval --judge``, called from the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Briefer
from tests.evals.factories import ARTICLE, GOLD
from tests.model.server import ScriptedServer, completion, failure

VERDICT = {"reason": "None.", "consistency": 5, "attribution": 4, "relevance": 3, "coherence": 5}


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    path = tmp_path / "mine.jsonl"
    article = ARTICLE.model_dump(mode="json", exclude={"sha256"})
    path.write_text(json.dumps({"id": "one", "article": article, "gold": GOLD}) + "\n", "utf-8")
    return path


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    server = ScriptedServer(models=[{"id": "scripted", "object": "model"}])
    yield server
    server.close()


def judge_at(server: ScriptedServer) -> tuple[str, ...]:
    return ("--base-url", server.address, "--judge", "scripted")


def test_saved_briefs_are_judged_later_and_only_once(
    briefer: Briefer, suite: Path, tmp_path: Path, server: ScriptedServer
) -> None:
    saved = tmp_path / "saved"
    plain = briefer("eval", suite, "--model", "none", "--repeat", "2", "-q", "-o", saved)
    server.script = [completion(json.dumps(VERDICT), prompt_tokens=2000)] * 4
    run = ("eval", suite, "--rescore", saved, *judge_at(server), "--judge-repeats", "2")
    ran = briefer(*run)
    assert ran.code == 0
    assert ran.out.startswith(plain.out.rstrip("\n"))
    assert "asked 2 times about each brief" in ran.out
    assert "consistency (accuracy)    5.00 5.00–5.00" in ran.out
    assert "(1 of 4)" in ran.err  # two systems; equal briefs are judged once
    assert len(server.chats) == 4
    again = briefer(*run, "-q", "-o", tmp_path / "again", "--json")
    assert again.code == 0
    assert len(server.chats) == 4
    report = json.loads(again.out)["suites"][0]["judge"]
    assert (report["version"], report["repeats"], len(report["judged"])) == ("2", 2, 4)
    for name in ("report.md", "report.html"):
        assert "The judge never fails the gate." in (tmp_path / "again" / name).read_text("utf-8")
    assert briefer("eval", suite, "--rescore", saved, "-q").out == plain.out


def test_a_new_run_is_judged_and_a_failing_judge_does_not_fail_it(
    briefer: Briefer, suite: Path, tmp_path: Path, server: ScriptedServer
) -> None:
    floor = tmp_path / "floor.json"
    run = ("eval", suite, "--model", "none", "-q", "--baseline", floor)
    assert briefer(*run, "--update").code == 0
    server.script = [failure(400, "no room") for _ in range(6)]
    ran = briefer(*run, *judge_at(server))
    assert (ran.code, len(server.chats)) == (0, 6)
    output = " ".join(ran.out.split())
    assert "asked 3 times about each brief" in output
    assert "the judge failed in 3 calls about lead (one)" in output
    assert "0 of 1" in output


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--judge", "nobody"), "No model is called 'nobody'"),
        (("--judge", "none"), "'none' is not a model and cannot judge: name one with '--judge'"),
        (("--judge-repeats", "2"), "'--judge-repeats' needs '--judge'"),
        (("--judge", "local", "--judge-repeats", "9"), "9 is not in the range 1<=x<=8"),
    ],
)
def test_an_impossible_judge_is_rejected_before_any_brief_is_made(
    briefer: Briefer, suite: Path, arguments: tuple[str, ...], expected: str
) -> None:
    ran = briefer("eval", suite, "--model", "none", *arguments)
    assert ran.code in {2, 4}
    assert expected in ran.error_line
