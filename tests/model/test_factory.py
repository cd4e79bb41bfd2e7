import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from instructor.auto_client import supported_providers
from pydantic import BaseModel, SecretStr

from briefer.errors import (
    ModelAuthError,
    ModelUnavailableError,
    SettingsError,
    UnknownModelError,
    WeightsError,
)
from briefer.model.client.retries import retry_after
from briefer.model.factory import open_model
from briefer.model.protocol import Message
from briefer.model.spec import resolve_model_name
from briefer.settings import Settings
from tests.model.conftest import Serve
from tests.model.server import Scripted, completion


class Town(BaseModel):
    name: str


MESSAGES = [Message(role="user", content="Which town?")]
CALAIS = completion('{"name": "Calais"}', prompt_tokens=20)


def test_without_a_name_a_key_chooses_the_hosted_model_and_its_absence_the_embedded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert resolve_model_name(Settings()) == "local/qwen2.5-coder-1.5b"
    monkeypatch.setenv("OPENAI_API_KEY", "sk-1")
    assert resolve_model_name(Settings()) == "openai/gpt-5-mini"
    assert resolve_model_name(Settings(offline=True)) == "local/qwen2.5-coder-1.5b"
    assert resolve_model_name(Settings(model="local/smollm2-135m")) == "local/smollm2-135m"


def test_the_name_of_a_file_changes_when_the_file_does(tmp_path: Path) -> None:
    file = tmp_path / "own.gguf"
    file.write_bytes(b"GGUF")
    before = resolve_model_name(Settings(model=f"local:{file}"))
    file.write_bytes(b"GGUF, better")
    assert before.startswith(f"local:{file}@4-")
    assert resolve_model_name(Settings(model=f"local:{file}")) != before
    with pytest.raises(WeightsError, match="No such file"):
        resolve_model_name(Settings(model=f"local:{tmp_path}/other.gguf"))


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("locla", "'local'"),
        ("smollm2-135m", "'local/smollm2-135m'"),
        ("local/qwen2.5-coder", "'local/qwen2.5-coder-1.5b'"),
        ("opnai/gpt-5-mini", "'openai/gpt-5-mini'"),
    ],
)
async def test_an_unknown_name_is_refused_with_the_one_that_was_meant(
    name: str, meant: str
) -> None:
    with pytest.raises(UnknownModelError, match=f"Did you mean {meant}") as caught:
        await open_model(Settings(model=name))
    assert "--model" in str(caught.value)


async def test_a_hosted_model_is_asked_through_its_own_sdk_and_key(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(CALAIS)
    monkeypatch.setenv("OPENAI_BASE_URL", server.address)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-hosted")
    model = await open_model(Settings(model="openai/gpt-5-mini"))
    reply = await model.ask(MESSAGES, Town, max_tokens=50)
    await model.aclose()
    assert model.name == "openai/gpt-5-mini"
    assert model.concurrent
    assert reply.answer.name == "Calais"
    request = server.chats[0]
    assert request.headers["authorization"] == "Bearer sk-hosted"
    assert request.body["messages"] == [dict(MESSAGES[0])]
    assert request.body["model"] == "gpt-5-mini"
    # thoughts count as answer tokens there, so the limit leaves room for them
    assert request.body["max_completion_tokens"] == 8_050


async def test_a_hosted_model_without_a_key_says_where_to_put_it(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(ModelAuthError, match="OPENAI_API_KEY"):
        await open_model(Settings(model="openai/gpt-5-mini"))
    assert capfd.readouterr().err == ""


async def test_a_refused_key_names_the_variable_of_the_provider(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(Scripted({"error": {"message": "Incorrect API key"}}, 401))
    monkeypatch.setenv("OPENAI_BASE_URL", server.address)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-wrong")
    model = await open_model(Settings(model="openai/gpt-5-mini"))
    with pytest.raises(ModelAuthError, match="valid key into OPENAI_API_KEY"):
        await model.ask(MESSAGES, Town, max_tokens=50)
    await model.aclose()


async def test_a_provider_whose_package_is_missing_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "anthropic", None)
    with pytest.raises(UnknownModelError, match=r"pip install .*anthropic"):
        await open_model(Settings(model="anthropic/claude-haiku-4-5"))


@pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")  # of instructor's providers
@pytest.mark.parametrize("provider", supported_providers)
async def test_each_provider_opens_or_says_what_it_lacks(provider: str) -> None:
    settings = Settings(model=f"{provider}/some-model", api_key=SecretStr("key"))
    try:
        model = await open_model(settings)
    except UnknownModelError as error:
        assert re.search(r'Install it with `pip install "[\w-]+(\[\w+\])?"`', str(error))  # noqa: PT017
    except ModelAuthError as error:
        assert re.search(r"without [A-Z_]+_(HOST|ENDPOINT) in the environment", str(error))  # noqa: PT017
    else:
        await model.aclose()


async def test_an_address_that_is_none_is_an_error_of_usage() -> None:
    with pytest.raises(SettingsError, match="no address of a server"):
        await open_model(Settings(base_url="http://[::1/v1"))


async def test_offline_asks_no_server_whose_name_only_looks_like_this_machine() -> None:
    settings = Settings(base_url="http://127.evil.example/v1", offline=True)
    with pytest.raises(ModelUnavailableError, match="--offline forbids"):
        await open_model(settings)


async def test_a_server_with_one_model_needs_no_name(serve: Serve) -> None:
    server = serve(CALAIS, models=["qwen3"])
    settings = Settings(base_url=server.address)
    model = await open_model(settings)
    await model.ask(MESSAGES, Town, max_tokens=50)
    await model.aclose()
    assert model.name == resolve_model_name(settings) == f"qwen3 at {server.address}"
    assert server.chats[0].body["model"] == "qwen3"


@pytest.mark.parametrize(("models", "said"), [(["a", "b"], "models: a, b"), ([], "lists no model")])
async def test_a_server_without_exactly_one_model_needs_a_name(
    serve: Serve, models: list[str], said: str
) -> None:
    with pytest.raises(UnknownModelError, match=f"{said}.*--model"):
        await open_model(Settings(base_url=serve(models=models).address))


async def test_the_window_is_taken_from_the_server_that_tells_it(serve: Serve) -> None:
    server = serve()
    server.listing = Scripted({"data": [{"id": "m", "max_model_len": 4_096}]})
    settings = Settings(base_url=server.address)
    assert (await open_model(settings)).context_tokens == 4_096
    told = settings.model_copy(update={"context_tokens": 999})
    assert (await open_model(told)).context_tokens == 999


async def test_the_key_of_a_server_is_the_one_given_for_it_and_no_other(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    server = serve(CALAIS, CALAIS)
    for key in (None, "given"):
        settings = Settings.model_validate({"base_url": server.address, "api_key": key})
        model = await open_model(settings)
        await model.ask(MESSAGES, Town, max_tokens=50)
        await model.aclose()
    sent = [request.headers.get("authorization") for request in server.requests]
    assert sent == [None, "Bearer none", "Bearer given", "Bearer given"]


async def test_a_server_that_is_down_is_unavailable_when_it_is_opened(serve: Serve) -> None:
    server = serve()
    server.close()
    settings = Settings(base_url=server.address, model="m", transport_retries=0)
    with pytest.raises(ModelUnavailableError, match=r"Cannot reach.*--model local"):
        await open_model(settings)


@pytest.mark.parametrize("listing", ["<html>a shop</html>", {"shop": True}])
async def test_a_server_that_speaks_another_protocol_is_told_apart(
    serve: Serve, listing: str | dict[str, bool]
) -> None:
    server = serve()
    server.listing = Scripted(listing)  # type: ignore[arg-type]  # a dict of JSON values is JSON
    with pytest.raises(ModelUnavailableError, match="does not speak OpenAI's protocol"):
        await open_model(Settings(base_url=server.address, model="m"))


async def test_an_address_that_is_none_is_a_wrong_setting() -> None:
    with pytest.raises(SettingsError, match="localhost:8080/v1"):
        await open_model(Settings(base_url="localhost:8080", model="m"))


@pytest.mark.parametrize(
    "settings",
    [
        Settings(model="openai/gpt-5-mini", offline=True),
        Settings(base_url="http://models.example/v1", model="m", offline=True),
    ],
)
async def test_offline_asks_nobody_beyond_this_machine(settings: Settings) -> None:
    with pytest.raises(ModelUnavailableError, match="--offline"):
        await open_model(settings)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7.0),
        ("0.5", 0.5),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 60.0),
        ("Wed, 21 Oct 2015 07:26:00 GMT", 0.0),
        ("soon", None),
        ("", None),
    ],
)
def test_a_server_says_how_long_to_wait_in_seconds_or_by_a_date(
    value: str, seconds: float | None
) -> None:
    now = datetime(2015, 10, 21, 7, 27, tzinfo=UTC)
    assert retry_after({"retry-after": value}, now=now) == seconds
