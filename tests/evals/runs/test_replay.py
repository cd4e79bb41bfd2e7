"""Replay: the same replies make the same briefs; a changed question stops the run."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from briefer.errors import ModelAnswerError, SettingsError
from briefer.evals.reporting.report import make_report
from briefer.evals.runs.baselines import PlainBrief
from briefer.evals.runs.replay import Recorder, Replay
from briefer.evals.runs.runner import run
from briefer.evals.runs.systems import models_under_test
from briefer.model.fake import FakeModel
from briefer.model.protocol import Message
from briefer.settings import Settings
from tests.evals.runs.test_runner import PLAIN, SETTINGS, suite, without_cost

ASKED: list[Message] = [{"role": "user", "content": "What happened?"}]


class Short(BaseModel):
    event: str


class Longer(Short):
    place: str = ""


async def recorded(path: Path) -> None:
    model = Recorder(FakeModel([{"event": "a crash"}, "no JSON", "none again"]), path)
    await model.ask(ASKED, Short, max_tokens=10)
    with pytest.raises(ModelAnswerError):
        await model.ask([*ASKED, *ASKED], Short, max_tokens=10)
    await model.count_tokens(ASKED)
    await model.aclose()


async def test_replies_failures_and_counts_come_back(tmp_path: Path) -> None:
    await recorded(tmp_path / "replies.jsonl")
    replay = Replay(tmp_path / "replies.jsonl")
    reply = await replay.ask(ASKED, Short, max_tokens=10)
    assert (replay.name, reply.answer.event, reply.usage.calls) == ("fake", "a crash", 1)
    assert await replay.count_tokens(ASKED) == await FakeModel([]).count_tokens(ASKED)
    with pytest.raises(ModelAnswerError) as caught:
        await replay.ask([*ASKED, *ASKED], Short, max_tokens=10)
    assert caught.value.usage.calls == 2


@pytest.mark.parametrize(
    ("messages", "schema", "limit"),
    [
        ([{"role": "user", "content": "What happened then?"}], Short, 10),
        (ASKED, Longer, 10),
        (ASKED, Short, 11),
    ],
)
async def test_another_prompt_schema_or_limit_has_no_reply(
    tmp_path: Path, messages: list[Message], schema: type[Short], limit: int
) -> None:
    await recorded(tmp_path / "replies.jsonl")
    with pytest.raises(SettingsError, match=r"Record it anew with 'briefer eval --model fake"):
        await Replay(tmp_path / "replies.jsonl").ask(messages, schema, max_tokens=limit)


async def test_a_run_stops_at_a_stale_recording_and_counts_no_zeros(tmp_path: Path) -> None:
    await recorded(tmp_path / "replies.jsonl")
    chosen = models_under_test([Replay(tmp_path / "replies.jsonl")], settings=SETTINGS)
    with pytest.raises(SettingsError, match="a prompt, a schema or an article has changed"):
        await run([suite(2)], chosen, folder=tmp_path / "out")


async def test_a_replayed_run_gives_the_report_of_the_recorded_one(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    reports = []
    for folder, model in (("first", Recorder(half_a_model(), path)), ("again", None)):
        chosen = models_under_test([model or Replay(path)], settings=SETTINGS)
        done, made = await run([suite(2)], chosen, folder=tmp_path / folder)
        reports.append(without_cost(make_report(done, [suite(2)], made)))
    assert reports[0] == reports[1]


async def test_a_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("my notes\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="no recording of fake"):
        Recorder(FakeModel([]), path)
    assert path.read_text(encoding="utf-8") == "my notes\n"


async def test_a_recording_that_was_broken_off_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    first = Recorder(FakeModel([{"event": "a crash"}]), path)
    await first.ask(ASKED, Short, max_tokens=10)
    again = Recorder(FakeModel([{"event": "a storm"}, {"event": "a fire"}]), path)
    await again.ask([*ASKED, *ASKED], Short, max_tokens=10)
    await again.ask([*ASKED, *ASKED], Longer, max_tokens=10)
    replay = Replay(path)
    assert (await replay.ask(ASKED, Short, max_tokens=10)).answer.event == "a crash"
    reply = await replay.ask([*ASKED, *ASKED], Short, max_tokens=10)
    assert reply.answer.event == "a storm"


async def test_the_replies_of_another_model_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    await recorded(path)
    with pytest.raises(SettingsError, match="no recording of other"):
        Recorder(FakeModel([], name="other"), path)
    assert Replay(path).name == "fake"


async def test_a_line_that_was_broken_off_is_asked_for_again(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    await recorded(path)
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[: whole.rstrip().rfind("\n") + 9], encoding="utf-8")
    Recorder(FakeModel([]), path)
    assert whole.startswith(path.read_text(encoding="utf-8"))
    assert (await Replay(path).ask(ASKED, Short, max_tokens=10)).answer.event == "a crash"


def half_a_model() -> FakeModel:
    """A model that gives the plain call its answer, and no valid one to anything else."""
    return FakeModel(
        lambda _messages, schema: PLAIN if schema is PlainBrief else "no JSON", name="fake"
    )


def test_a_file_that_is_no_recording_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").touch()
    for name in ("empty.jsonl", "nowhere.jsonl"):
        with pytest.raises(SettingsError, match="holds no recorded replies"):
            Replay(tmp_path / name)


def test_one_file_takes_the_replies_of_one_model(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="of one model"):
        models_under_test(["none"], settings=Settings(), record=tmp_path / "replies.jsonl")


async def test_a_reply_that_was_recorded_is_not_asked_for_again(tmp_path: Path) -> None:
    await recorded(tmp_path / "replies.jsonl")
    silent = FakeModel([])
    again = Recorder(silent, tmp_path / "replies.jsonl")
    reply = await again.ask(ASKED, Short, max_tokens=10)
    assert reply.answer.event == "a crash"
    with pytest.raises(ModelAnswerError):
        await again.ask([*ASKED, *ASKED], Short, max_tokens=10)
    assert not silent.calls


def test_a_damaged_recording_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    Recorder(FakeModel([]), path)
    path.write_text(path.read_text(encoding="utf-8") + "{broken}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="no recording of fake"):
        Recorder(FakeModel([]), path)
