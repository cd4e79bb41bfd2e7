"""``--model files:DIR``: a brief and a whole suite, made in rounds of prompts and answers."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from briefer.evals.judge.verdict import CRITERIA
from tests.cli.conftest import Briefer, Ran
from tests.evals.factories import ARTICLE, GOLD
from tests.factories import ANSWERS as GOOD
from tests.factories import EMPTY_ANSWERS, GIST, HEADLINE, POINT, TEXT, wrong

WRONG = "Mayor Ingrid Okafor said that Halvorsen had paid 900 euros."
RIGHT = "Tomás Reyes said the sirens had stayed silent."
LAST = 10  # number of the line with a proved fault: after headline, three notes and five claims
PLAIN: dict[str, list[str]] = {
    name: [] for name in ("who", "what", "where", "when", "claims", "uncertainty", "summary")
}
VERDICT: dict[str, object] = {"reason": "none"} | dict.fromkeys(CRITERIA, 5)
ANSWERS: dict[str, object] = {
    "full-gist": GIST,
    "statements": GOOD["StatementsDraft"],
    "uncertainty": GOOD["UncertaintyDraft"],
    "verdicts": GOOD["VerdictsDraft"],
    "plain-brief": PLAIN,
}
FIRST = ["full-gist", "statements", "uncertainty"]
FERRY_GIST = {
    "who": [{"name": "Ruth Okafor"}],
    "when": ["Tuesday"],
    "where": ["Port Ellin"],
    "what": [],
    "headline": "Two ferries collided in the harbour of Port Ellin",
    "summary": ["Two ferries collided in the harbour of Port Ellin on Tuesday."],
}

FERRY: dict[str, object] = {
    "full-gist": FERRY_GIST,
    "statements": EMPTY_ANSWERS["StatementsDraft"],
    "uncertainty": EMPTY_ANSWERS["UncertaintyDraft"],
    "verdicts": EMPTY_ANSWERS["VerdictsDraft"],
    "plain-brief": PLAIN,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "answers"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(f"Fire at Halvorsen terminal\n\n{TEXT}", encoding="utf-8")
    return path


@pytest.fixture
def brief(briefer: Briefer, folder: Path) -> Callable[..., Ran]:
    """The command that makes briefs as JSON, without progress."""
    return lambda *sources: briefer(*sources, "--model", f"files:{folder}", "-f", "json", "-q")


def waiting(folder: Path) -> dict[Path, str]:
    """Return which prompts wait, each with its pass."""
    paths = sorted(folder.glob("*.prompt.md"))
    return {path: next(name for name in ANSWERS if f"-{name}-" in path.name) for path in paths}


def put(prompt: Path, answer: object) -> None:
    path = prompt.with_name(prompt.name.replace(".prompt.md", ".json"))
    path.write_text(f"```json\n{json.dumps(answer)}\n```\n", encoding="utf-8")


def answer_all(folder: Path, **other: object) -> None:
    for prompt, name in waiting(folder).items():
        put(prompt, other.get(name, ANSWERS[name]))


def test_a_brief_is_made_in_three_rounds(
    brief: Callable[..., Ran], story: Path, folder: Path
) -> None:
    first = brief(story)
    assert (first.code, first.out) == (4, "")
    assert "3 prompts wait for answers in" in first.error_line
    assert sorted(waiting(folder).values()) == FIRST  # in one round
    again = brief(story)
    assert again.error_line == first.error_line
    answer_all(folder)
    second = brief(story)
    assert (second.code, second.out) == (4, "")
    assert list(waiting(folder).values()) == ["verdicts"]
    answer_all(folder)
    made = brief(story)
    assert made.code == 0, made.err
    data = json.loads(made.out)
    assert data["provenance"]["model"] == "files:answers"
    assert data["headline"]["text"] == HEADLINE
    assert data["provenance"]["calls"] == 4
    assert waiting(folder) == {}
    assert len(list(folder.glob("*.json"))) == 4


def test_verification_is_a_round_of_its_own_and_other_answers_make_another_brief(
    brief: Callable[..., Ran], story: Path, folder: Path
) -> None:
    brief(story)
    answer_all(folder, **{"full-gist": GIST | {"summary": [WRONG]}})
    assert brief(story).code == 4
    [prompt] = waiting(folder)
    text = prompt.read_text(encoding="utf-8")
    assert f"{LAST}. {WRONG}" in text
    answer_all(folder, verdicts={"wrong": [wrong(LAST, "900", RIGHT)]})
    made = json.loads(brief(story).out)
    assert made["summary"][0]["text"] == RIGHT
    [gist] = [path for path in folder.glob("*.json") if "-full-gist-" in path.name]
    gist.write_text(json.dumps(GIST), encoding="utf-8")
    assert brief(story).code == 4  # not from the cache, and other lines are verified
    answer_all(folder)
    again = json.loads(brief(story).out)
    assert again["summary"][0]["text"] == POINT


def test_an_invalid_answer_is_an_error_and_its_pass_is_asked_again(
    brief: Callable[..., Ran], story: Path, folder: Path
) -> None:
    brief(story)
    answer_all(folder, statements={"sources": "none"})
    ran = brief(story)
    assert ran.code == 4
    assert "is not valid: sources: Input should be a valid array" in ran.error_line
    assert list(waiting(folder).values()) == ["statements"]
    answer_all(folder)
    brief(story)
    answer_all(folder)
    assert brief(story).code == 0


def test_a_changed_article_asks_other_questions(
    brief: Callable[..., Ran], story: Path, folder: Path
) -> None:
    for _round in range(2):
        brief(story)
        answer_all(folder)
    assert brief(story).code == 0
    answered = {path.stem for path in folder.glob("*.json")}
    story.write_text(story.read_text(encoding="utf-8").replace("three", "four"), encoding="utf-8")
    ran = brief(story)
    assert ran.code == 4
    assert {path.stem for path in folder.glob("*.json")} == answered
    assert len(waiting(folder)) == 3


def test_several_sources_are_asked_in_one_round(
    briefer: Briefer, story: Path, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(f"Ferries collide in Port Ellin\n\n{ARTICLE.text}", encoding="utf-8")
    command = (story, other, "--model", f"files:{folder}", "-q", "-o", tmp_path / "briefs")
    assert "6 prompts wait" in briefer(*command).error_line
    for expected in ("4 prompts wait", "3 prompts wait"):
        for prompt, name in waiting(folder).items():
            if prompt.name.startswith("fire-"):
                put(prompt, ANSWERS[name])
        ran = briefer(*command)
        assert ran.code == 4
        assert expected in ran.error_line
    assert [path.name for path in (tmp_path / "briefs").iterdir()] == ["story.html"]


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    path = tmp_path / "mine.jsonl"
    article = ARTICLE.model_dump(mode="json", exclude={"sha256", "sentences"})
    changed = article | {"text": article["text"].replace("last spring", "last summer")}
    lines = [
        {"id": "first", "article": article | {"title": "Ferries collide"}, "gold": GOLD},
        {"id": "second", "article": changed | {"title": "Harbour closed"}, "gold": GOLD},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_a_suite_is_briefed_in_rounds_and_finished_cases_are_kept(
    briefer: Briefer, suite: Path, folder: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "saved"
    command = ("eval", suite, "--model", f"files:{folder}", "-o", saved, "-q", "--json")
    first = briefer(*command)
    assert (first.code, first.out) == (4, "")
    # lead and none are made; plain and the model wait for both cases
    assert "The run is not complete: 4 of 8 briefs are made." in first.error_line
    assert "8 prompts wait" in first.error_line
    names = ["full-gist", "plain-brief", "statements", "uncertainty"]
    assert sorted(waiting(folder).values()) == [name for name in names for _ in range(2)]
    for prompt, name in waiting(folder).items():
        put(prompt, FERRY[name])
    second = briefer(*command)
    assert "The run is not complete: 6 of 8 briefs are made. 2 prompts wait" in second.error_line
    assert list(waiting(folder).values()) == ["verdicts"] * 2
    for prompt in waiting(folder):
        put(prompt, FERRY["verdicts"])
    third = briefer(*command)
    assert third.code == 0, third.err
    report = json.loads(third.out)
    model = f"files:{folder}"
    assert list(report["suites"][0]["means"]) == ["lead", "none", f"plain {model}", model]
    assert report["suites"][0]["means"][model]["claims.f1"]["mean"] > 0.5
    assert len((saved / "briefs.jsonl").read_text(encoding="utf-8").splitlines()) == 9


def test_answers_can_be_recorded_and_replayed(
    briefer: Briefer, suite: Path, folder: Path, tmp_path: Path
) -> None:
    recording = tmp_path / "recording.jsonl"
    command = ("eval", suite, "--limit", "1", "-q", "--json")
    record = (*command, "--model", f"files:{folder}", "--record", recording)
    assert briefer(*record).code == 4
    answer_all(folder, **FERRY)
    assert briefer(*record).code == 4
    answer_all(folder, **FERRY)
    recorded = json.loads(briefer(*record).out)
    replayed = json.loads(briefer(*command, "--replay", recording).out)
    [before], [after] = recorded["suites"], replayed["suites"]
    means = before["means"][f"files:{folder}"]
    assert after["means"]["files:answers"]["claims.f1"] == means["claims.f1"]


def test_a_judge_can_answer_through_files(
    briefer: Briefer, suite: Path, folder: Path, tmp_path: Path
) -> None:
    judge = ("--judge", f"files:{folder}", "--judge-repeats", "1", "--limit", "1")
    command = ("eval", suite, "--model", "none", "-o", tmp_path / "saved", "-q", *judge)
    first = briefer(*command)
    assert first.code == 4
    assert "All briefs are made, but not all ratings are there." in first.error_line
    for prompt in folder.glob("*.prompt.md"):
        put(prompt, VERDICT)
    ran = briefer(*command)
    assert ran.code == 0, ran.err


def test_the_environment_can_name_the_folder(
    briefer: Briefer, suite: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFER_MODEL", f"files:{folder}")
    assert briefer("eval", suite, "-q").code == 4
    assert len(waiting(folder)) == 8


def test_without_verification_a_brief_is_made_in_two_rounds(
    brief: Callable[..., Ran], story: Path, folder: Path
) -> None:
    assert brief(story, "--no-verify").code == 4
    answer_all(folder, **{"full-gist": GIST | {"summary": [POINT, WRONG]}})
    made = brief(story, "--no-verify")
    assert made.code == 0, made.err
    data = json.loads(made.out)
    assert (data["provenance"]["calls"], data["provenance"]["lines_verified"]) == (3, 0)
    assert data["headline"]["text"] == HEADLINE
    assert WRONG in [item["text"] for item in data["coverage"]["rejected"]]
    assert waiting(folder) == {}
    assert brief(story).code == 4  # the cached brief was not verified
    assert list(waiting(folder).values()) == ["verdicts"]


def test_a_suite_can_be_briefed_without_verification(
    briefer: Briefer, suite: Path, folder: Path
) -> None:
    command = ("eval", suite, "--model", f"files:{folder}", "-q", "--json", "--no-verify")
    assert briefer(*command).code == 4
    for prompt, name in waiting(folder).items():
        put(prompt, FERRY[name])
    ran = briefer(*command)
    assert ran.code == 0, ran.err
    assert waiting(folder) == {}
