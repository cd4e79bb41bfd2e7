"""Recordings: the same replies give the same briefs; a changed question stops the run."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from briefer.errors import ModelAnswerError, SettingsError
from briefer.evals.gate import baseline_of
from briefer.evals.reporting.report import make_report
from briefer.evals.runs.baselines import PlainBrief
from briefer.evals.runs.replay import Recorder, Replay
from briefer.evals.runs.runner import run
from briefer.evals.runs.systems import models_under_test
from briefer.model.fake import FakeModel
from briefer.model.profile import ModelProfile
from briefer.model.protocol import Message
from briefer.resources import data_path
from briefer.schema.vocabulary import ModelSize
from briefer.settings import Settings
from tests.evals.runs.test_runner import PLAIN, SETTINGS, suite, without_cost

QUESTION: list[Message] = [{"role": "user", "content": "What happened?"}]


class Short(BaseModel):
    event: str


class Longer(Short):
    place: str = ""


async def record(path: Path) -> None:
    """Record a reply, a failure and a token count."""
    model = Recorder(FakeModel([{"event": "a crash"}, "no JSON", "none again"]), path)
    await model.ask(QUESTION, Short, max_tokens=10)
    with pytest.raises(ModelAnswerError):
        await model.ask([*QUESTION, *QUESTION], Short, max_tokens=10)
    await model.count_tokens(QUESTION)
    await model.aclose()


async def test_replies_failures_and_counts_are_replayed(tmp_path: Path) -> None:
    await record(tmp_path / "replies.jsonl")
    replay = Replay(tmp_path / "replies.jsonl")
    reply = await replay.ask(QUESTION, Short, max_tokens=10)
    assert (replay.name, reply.answer.event, reply.usage.calls) == ("fake", "a crash", 1)
    assert await replay.count_tokens(QUESTION) == await FakeModel([]).count_tokens(QUESTION)
    with pytest.raises(ModelAnswerError) as caught:
        await replay.ask([*QUESTION, *QUESTION], Short, max_tokens=10)
    assert caught.value.usage.calls == 2


@pytest.mark.parametrize(
    ("messages", "schema", "limit"),
    [
        ([{"role": "user", "content": "What happened then?"}], Short, 10),
        (QUESTION, Longer, 10),
        (QUESTION, Short, 11),
    ],
)
async def test_a_changed_prompt_schema_or_limit_has_no_reply(
    tmp_path: Path, messages: list[Message], schema: type[Short], limit: int
) -> None:
    await record(tmp_path / "replies.jsonl")
    with pytest.raises(SettingsError, match=r"Record it again with '--model fake --record"):
        await Replay(tmp_path / "replies.jsonl").ask(messages, schema, max_tokens=limit)


async def test_a_run_with_a_stale_recording_stops(tmp_path: Path) -> None:
    await record(tmp_path / "replies.jsonl")
    models = models_under_test([Replay(tmp_path / "replies.jsonl")], settings=SETTINGS)
    with pytest.raises(SettingsError, match="a prompt, a schema or an article has changed"):
        await run([suite(2)], models, folder=tmp_path / "out")


async def test_a_replayed_run_gives_the_report_of_the_recorded_one(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    reports = []
    for folder, model in (("first", Recorder(plain_call_only(), path)), ("again", None)):
        models = models_under_test([model or Replay(path)], settings=SETTINGS)
        planned, samples = await run([suite(2)], models, folder=tmp_path / folder)
        reports.append(without_cost(make_report(planned, [suite(2)], samples)))
    assert reports[0] == reports[1]


async def test_recordings_of_two_models_are_one_run(tmp_path: Path) -> None:
    paths = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    for path in paths:
        model = Recorder(plain_call_only(path.stem), path)
        await run([suite(2)], models_under_test([model], settings=SETTINGS), folder=tmp_path / "x")
    models = models_under_test([Replay(path) for path in paths], settings=SETTINGS)
    planned, samples = await run([suite(2)], models, folder=tmp_path / "both")
    report = make_report(planned, [suite(2)], samples)
    systems = ["lead", "none", "plain one", "one", "plain two", "two"]
    assert list(report.suites[0].means) == systems
    assert list(baseline_of(report).floors[suite(2).name]) == ["none", "one", "two"]
    assert planned.against["two"] == ("lead", "none", "plain two", "one")


def test_two_recordings_of_one_model_are_an_error(tmp_path: Path) -> None:
    paths = [tmp_path / "one.jsonl", tmp_path / "two.jsonl"]
    for path in paths:
        Recorder(FakeModel([]), path)
    with pytest.raises(SettingsError, match="two models have the name 'fake'"):
        models_under_test([Replay(path) for path in paths], settings=SETTINGS)


@pytest.mark.parametrize(("weighs", "size"), [("false", "small"), ("true", "capable")])
async def test_a_recording_without_a_profile_can_be_replayed_and_continued(
    tmp_path: Path, weighs: str, size: ModelSize
) -> None:
    path = tmp_path / "replies.jsonl"
    await record(path)
    head = f'{{"model":"fake","concurrent":false,"weighs":{weighs},"context_tokens":32768}}'
    rest = path.read_text(encoding="utf-8").partition("\n")[2]
    path.write_text(f"{head}\n{rest}", encoding="utf-8")
    replay = Replay(path)
    assert replay.profile.size == size
    assert (replay.profile.concurrent, replay.profile.context_tokens) == (False, 32_768)
    assert (await replay.ask(QUESTION, Short, max_tokens=10)).answer.event == "a crash"
    recorded = FakeModel([])
    recorded.profile = replay.profile
    again = Recorder(recorded, path)
    assert (await again.ask(QUESTION, Short, max_tokens=10)).answer.event == "a crash"


def test_the_shipped_recording_is_that_of_a_small_model() -> None:
    replay = Replay(data_path("evals") / "recordings" / "news.jsonl")
    assert replay.profile == ModelProfile(
        size="small", context_tokens=8_192, concurrent=False, enforces_schema=True
    )


async def test_the_profile_of_a_recording_is_that_of_its_model(tmp_path: Path) -> None:
    model = FakeModel([], profile="small", concurrent=True, context_tokens=4_096)
    Recorder(model, tmp_path / "replies.jsonl")
    assert Replay(tmp_path / "replies.jsonl").profile == model.profile
    with pytest.raises(SettingsError, match="not a recording of fake"):
        Recorder(FakeModel([]), tmp_path / "replies.jsonl")


@pytest.mark.parametrize("head", ['{"model":"fake","weighs":false}', '{"weighs":0}', "[]", "7"])
def test_a_damaged_first_line_is_an_error(tmp_path: Path, head: str) -> None:
    path = tmp_path / "replies.jsonl"
    path.write_text(f"{head}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="has no recorded replies"):
        Replay(path)


async def test_a_file_that_is_not_a_recording_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("my notes\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="not a recording of fake"):
        Recorder(FakeModel([]), path)
    assert path.read_text(encoding="utf-8") == "my notes\n"


async def test_an_interrupted_recording_continues(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    first = Recorder(FakeModel([{"event": "a crash"}]), path)
    await first.ask(QUESTION, Short, max_tokens=10)
    again = Recorder(FakeModel([{"event": "a storm"}, {"event": "a fire"}]), path)
    await again.ask([*QUESTION, *QUESTION], Short, max_tokens=10)
    await again.ask([*QUESTION, *QUESTION], Longer, max_tokens=10)
    replay = Replay(path)
    assert (await replay.ask(QUESTION, Short, max_tokens=10)).answer.event == "a crash"
    reply = await replay.ask([*QUESTION, *QUESTION], Short, max_tokens=10)
    assert reply.answer.event == "a storm"


async def test_the_recording_of_another_model_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    await record(path)
    with pytest.raises(SettingsError, match="not a recording of other"):
        Recorder(FakeModel([], name="other"), path)
    assert Replay(path).name == "fake"


async def test_an_incomplete_line_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    await record(path)
    complete = path.read_text(encoding="utf-8")
    path.write_text(complete[: complete.rstrip().rfind("\n") + 9], encoding="utf-8")
    Recorder(FakeModel([]), path)
    assert complete.startswith(path.read_text(encoding="utf-8"))
    assert (await Replay(path).ask(QUESTION, Short, max_tokens=10)).answer.event == "a crash"


def plain_call_only(name: str = "fake") -> FakeModel:
    """Return a model that answers the plain call, and gives invalid answers to all else."""
    return FakeModel(
        lambda _messages, schema: PLAIN if schema is PlainBrief else "no JSON", name=name
    )


def test_an_empty_or_missing_recording_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").touch()
    for name in ("empty.jsonl", "nowhere.jsonl"):
        with pytest.raises(SettingsError, match="has no recorded replies"):
            Replay(tmp_path / name)


def test_a_recording_needs_exactly_one_model(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="of one model"):
        models_under_test(["none"], settings=Settings(), record=tmp_path / "replies.jsonl")


async def test_a_recorded_question_is_not_asked_again(tmp_path: Path) -> None:
    await record(tmp_path / "replies.jsonl")
    model = FakeModel([])
    again = Recorder(model, tmp_path / "replies.jsonl")
    reply = await again.ask(QUESTION, Short, max_tokens=10)
    assert reply.answer.event == "a crash"
    with pytest.raises(ModelAnswerError):
        await again.ask([*QUESTION, *QUESTION], Short, max_tokens=10)
    assert not model.calls


def test_a_damaged_recording_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "replies.jsonl"
    Recorder(FakeModel([]), path)
    path.write_text(path.read_text(encoding="utf-8") + "{broken}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="not a recording of fake"):
        Recorder(FakeModel([]), path)
