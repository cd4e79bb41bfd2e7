import asyncio
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Literal

import httpx2
import pytest
from pydantic import BaseModel, Field

from briefer.errors import ContextError, ModelAnswerError, ModelError, UnknownModelError
from briefer.model import llama_server, local
from briefer.model.factory import open_model
from briefer.model.llama_server import acquire, release
from briefer.model.protocol import Message
from briefer.settings import Settings
from tests.model.conftest import Serve
from tests.model.server import Scripted, completion
from tests.model.weights.gguf_file import gguf_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefer.progress import ProgressEvent

WINDOW = 2_048


class Towns(BaseModel):
    towns: list[str] = Field(max_length=2)
    count: int


class Word(BaseModel):
    word: Literal["yes", "no"]


MESSAGES = [
    Message(role="system", content="You answer in JSON. " * 20),
    Message(role="user", content="Name towns in France. {{ 7*7 }}"),
]


@pytest.fixture
def settings(smollm2: Path, tmp_path: Path) -> Settings:
    """The small weights as a user's own file, with no stamp yet."""
    return Settings(model=f"local:{smollm2}", model_dir=tmp_path, context_tokens=WINDOW)


@pytest.mark.weights
async def test_the_real_model_fills_a_schema_and_prints_nothing(
    settings: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    model = await open_model(settings)
    counted = await model.count_tokens(MESSAGES)
    first = await model.ask(MESSAGES, Towns, max_tokens=200)
    again = await model.ask(MESSAGES, Towns, max_tokens=200)
    await model.aclose()
    assert model.name.startswith(settings.model or "")
    assert not model.profile.concurrent
    assert model.profile.context_tokens == WINDOW
    assert 0 < len(first.answer.towns) <= 2
    assert first.usage.input_tokens == counted
    assert 0 < first.usage.output_tokens <= 200
    # the answers may differ, because the cached values were computed in other batches
    assert 0 < len(again.answer.towns) <= 2
    assert again.usage.cached_tokens == counted - 1
    assert capfd.readouterr() == ("", "")


@pytest.mark.weights
async def test_a_model_opens_by_its_name_in_the_catalogue() -> None:
    model = await open_model(Settings(model="local/smollm2-135m", context_tokens=WINDOW))
    reply = await model.ask(MESSAGES, Word, max_tokens=60)
    await model.aclose()
    assert model.name == "local/smollm2-135m"
    assert reply.usage.calls == 1


@pytest.mark.weights
def test_all_event_loops_share_one_server_and_its_grammar_is_tested_once(
    settings: Settings,
) -> None:
    events: list[ProgressEvent] = []

    async def ask_once() -> None:
        model = await open_model(settings, progress=events.append)
        try:
            await model.ask(MESSAGES, Word, max_tokens=60)
        finally:
            await model.aclose()

    asyncio.run(ask_once())
    asyncio.run(ask_once())
    assert [event.state for event in events if event.step == "testing the model"] == [
        "began",
        "ended",
    ]


@pytest.mark.weights
def test_the_server_requires_its_key_and_listens_only_on_loopback(smollm2: Path) -> None:
    server = acquire(smollm2, context_tokens=WINDOW)
    again = acquire(smollm2, context_tokens=WINDOW)
    assert again is server
    assert server.root.startswith("http://127.0.0.1:")
    body = {"messages": [{"role": "user", "content": "Hello"}], "max_tokens": 1}
    url = f"{server.root}/v1/chat/completions"
    assert httpx2.post(url, json=body).status_code == 401
    wrong = {"Authorization": "Bearer guess"}
    assert httpx2.post(url, json=body, headers=wrong).status_code == 401
    release(server)
    release(again)


@pytest.mark.weights
def test_a_server_without_users_starts_again_if_the_machine_is_busier(
    smollm2: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(llama_server, "free_threads", lambda: 2)
    first = acquire(smollm2, context_tokens=WINDOW)
    monkeypatch.setattr(llama_server, "free_threads", lambda: 1)
    assert acquire(smollm2, context_tokens=WINDOW) is first
    release(first)
    release(first)
    second = acquire(smollm2, context_tokens=WINDOW)
    release(second)
    assert second is not first
    assert (first.threads, second.threads) == (2, 1)
    assert acquire(smollm2, context_tokens=WINDOW) is second
    release(second)


@pytest.mark.weights
async def test_a_prompt_that_does_not_fit_and_a_truncated_answer_are_errors(
    settings: Settings,
) -> None:
    model = await open_model(settings)
    with pytest.raises(ContextError, match="holds 2048"):
        await model.ask([Message(role="user", content="word " * 2_100)], Towns, max_tokens=10)
    with pytest.raises(ModelAnswerError, match="cut off at 5 tokens") as caught:
        await model.ask(MESSAGES, Towns, max_tokens=5)
    await model.aclose()
    assert caught.value.usage.output_tokens == 5


@pytest.mark.weights
async def test_a_llama_server_opened_by_address_counts_exactly_and_reports_its_window(
    smollm2: Path,
) -> None:
    server = acquire(smollm2, context_tokens=WINDOW)
    settings = Settings.model_validate({"base_url": f"{server.root}/v1", "api_key": server.key})
    model = await open_model(settings)
    reply = await model.ask(MESSAGES, Word, max_tokens=60)
    assert reply.usage.input_tokens == await model.count_tokens(MESSAGES)
    assert model.profile.context_tokens == WINDOW
    await model.aclose()
    release(server)


async def test_a_file_that_is_not_a_model_is_an_error(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "broken.gguf"
    file.write_bytes(b"GGUF and then nothing of the kind")
    with pytest.raises(ModelError, match=r"broken.gguf' cannot be loaded.*models pull"):
        await open_model(Settings(model=f"local:{file}", model_dir=tmp_path))
    assert capfd.readouterr() == ("", "")


async def test_without_xllamacpp_the_error_names_the_extra_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "some.gguf"
    file.write_bytes(b"GGUF")
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(UnknownModelError, match=r'pip install "briefer\[local\]"'):
        await open_model(Settings(model=f"local:{file}", model_dir=tmp_path))


async def test_a_server_that_ignores_the_grammar_is_rejected_when_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, serve: Serve
) -> None:
    server = serve(
        Scripted({"prompt": "Hello!"}),
        Scripted({"tokens": [1, 2]}),
        completion("Hello! How can I help?", prompt_tokens=2),
    )
    released: list[object] = []
    running = SimpleNamespace(root=server.address.removesuffix("/v1"), key="k")
    monkeypatch.setattr(local, "acquire", lambda *_args, **_options: running)
    monkeypatch.setattr(local, "release", released.append)
    file = gguf_file(tmp_path)
    with pytest.raises(ModelError, match="does not follow the schema"):
        await open_model(Settings(model=f"local:{file}", model_dir=tmp_path, reasks=0))
    assert released == [running]


_INTERRUPTED = """
import asyncio, sys
from tests.model.test_llama_server import MESSAGES, Towns
from briefer.model.factory import open_model
from briefer.settings import Settings

async def main():
    model = await open_model(Settings(model=sys.argv[1], context_tokens=2048))
    print("asking", flush=True)
    await model.ask(MESSAGES, Towns, max_tokens=1500)
    print("too late", flush=True)

try:
    asyncio.run(main())
except KeyboardInterrupt:
    sys.exit(130)
"""


@pytest.mark.weights
def test_a_process_that_is_interrupted_during_a_request_ends_cleanly(smollm2: Path) -> None:
    command = [sys.executable, "-c", _INTERRUPTED, f"local:{smollm2}"]
    process = subprocess.Popen(
        command,
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "asking\n"
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, "", "")


def test_the_load_of_this_process_does_not_reduce_the_number_of_threads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def samples(*, own: float) -> "Iterator[llama_server.CpuTimes]":
        yield llama_server.CpuTimes(all=0, idle=0, own=0)
        yield llama_server.CpuTimes(all=40, idle=20, own=own)

    monkeypatch.setattr("os.cpu_count", lambda: 2)
    for own, threads in ((20.0, None), (0.0, 1)):
        times = samples(own=own)
        monkeypatch.setattr(llama_server, "cpu_times", lambda times=times: next(times))
        assert llama_server.free_threads() == threads
