import re
import sys
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


def test_the_default_is_the_hosted_model_with_a_key_and_else_the_embedded_model(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert resolve_model_name(Settings()) == "local/qwen2.5-coder-1.5b"
    monkeypatch.setenv("OPENAI_API_KEY", "sk-1")
    assert resolve_model_name(Settings()) == "openai/gpt-5-mini"
    assert resolve_model_name(Settings(offline=True)) == "local/qwen2.5-coder-1.5b"
    assert resolve_model_name(Settings(model="local/smollm2-135m")) == "local/smollm2-135m"


def test_the_name_of_a_model_file_changes_when_the_file_changes(tmp_path: Path) -> None:
    file = tmp_path / "own.gguf"
    file.write_bytes(b"GGUF")
    before = resolve_model_name(Settings(model=f"local:{file}"))
    file.write_bytes(b"GGUF, better")
    assert before.startswith(f"local:{file}@4-")
    assert resolve_model_name(Settings(model=f"local:{file}")) != before
    with pytest.raises(WeightsError, match="No such file"):
        resolve_model_name(Settings(model=f"local:{tmp_path}/other.gguf"))


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("locla", "'local'"),
        ("smollm2-135m", "'local/smollm2-135m'"),
        ("local/qwen2.5-coder", "'local/qwen2.5-coder-1.5b'"),
        ("opnai/gpt-5-mini", "'openai/gpt-5-mini'"),
    ],
)
async def test_an_unknown_name_is_rejected_with_a_suggestion(name: str, suggested: str) -> None:
    with pytest.raises(UnknownModelError, match=f"Did you mean {suggested}") as caught:
        await open_model(Settings(model=name))
    assert "--model" in str(caught.value)


async def test_a_hosted_model_is_called_with_its_own_sdk_and_key(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(CALAIS)
    monkeypatch.setenv("OPENAI_BASE_URL", server.address)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-hosted")
    model = await open_model(Settings(model="openai/gpt-5-mini"))
    reply = await model.ask(MESSAGES, Town, max_tokens=50)
    await model.aclose()
    assert model.name == "openai/gpt-5-mini"
    assert model.profile.concurrent
    assert reply.answer.name == "Calais"
    request = server.chats[0]
    assert request.headers["authorization"] == "Bearer sk-hosted"
    assert request.body["messages"] == [dict(MESSAGES[0])]
    assert request.body["model"] == "gpt-5-mini"
    # reasoning counts as answer tokens there, so the limit leaves room for it
    assert request.body["max_completion_tokens"] == 8_050


async def test_without_a_key_the_error_names_its_variable(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(ModelAuthError, match="OPENAI_API_KEY"):
        await open_model(Settings(model="openai/gpt-5-mini"))
    assert capfd.readouterr().err == ""


async def test_the_error_for_a_rejected_key_names_the_variable_of_the_provider(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(Scripted({"error": {"message": "Incorrect API key"}}, 401))
    monkeypatch.setenv("OPENAI_BASE_URL", server.address)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-wrong")
    model = await open_model(Settings(model="openai/gpt-5-mini"))
    with pytest.raises(ModelAuthError, match="valid key into OPENAI_API_KEY"):
        await model.ask(MESSAGES, Town, max_tokens=50)
    await model.aclose()


async def test_the_error_for_a_missing_package_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "anthropic", None)
    with pytest.raises(UnknownModelError, match=r"pip install .*anthropic"):
        await open_model(Settings(model="anthropic/claude-haiku-4-5"))


@pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")  # of instructor's providers
@pytest.mark.parametrize("provider", supported_providers)
async def test_each_provider_opens_or_the_error_says_what_is_missing(provider: str) -> None:
    settings = Settings(model=f"{provider}/some-model", api_key=SecretStr("key"))
    try:
        model = await open_model(settings)
    except UnknownModelError as error:
        assert re.search(r'Install it with `pip install "[\w-]+(\[\w+\])?"`', str(error))  # noqa: PT017
    except ModelAuthError as error:
        assert re.search(r"without [A-Z_]+_(HOST|ENDPOINT) in the environment", str(error))  # noqa: PT017
    else:
        await model.aclose()


async def test_a_malformed_base_url_is_a_settings_error() -> None:
    with pytest.raises(SettingsError, match="is not the address of a server"):
        await open_model(Settings(base_url="http://[::1/v1"))


async def test_offline_rejects_a_host_name_that_only_looks_like_a_loopback_address() -> None:
    settings = Settings(base_url="http://127.evil.example/v1", offline=True)
    with pytest.raises(ModelUnavailableError, match="--offline does not allow"):
        await open_model(settings)


async def test_a_server_with_one_model_needs_no_name(serve: Serve) -> None:
    server = serve(CALAIS, models=["qwen3"])
    settings = Settings(base_url=server.address)
    model = await open_model(settings)
    await model.ask(MESSAGES, Town, max_tokens=50)
    await model.aclose()
    assert model.name == resolve_model_name(settings) == f"qwen3 at {server.address}"
    assert server.chats[0].body["model"] == "qwen3"


@pytest.mark.parametrize(
    ("models", "message"), [(["a", "b"], "models: a, b"), ([], "lists no model")]
)
async def test_a_server_without_exactly_one_model_needs_a_name(
    serve: Serve, models: list[str], message: str
) -> None:
    with pytest.raises(UnknownModelError, match=f"{message}.*--model"):
        await open_model(Settings(base_url=serve(models=models).address))


async def test_the_window_is_read_from_the_server_unless_it_is_set(serve: Serve) -> None:
    server = serve()
    server.listing = Scripted({"data": [{"id": "m", "max_model_len": 4_096}]})
    settings = Settings(base_url=server.address)
    assert (await open_model(settings)).profile.context_tokens == 4_096
    explicit = settings.model_copy(update={"context_tokens": 999})
    assert (await open_model(explicit)).profile.context_tokens == 999


async def test_a_server_gets_only_the_key_that_is_set_for_it(
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


async def test_opening_a_model_on_a_server_that_is_down_is_an_error(serve: Serve) -> None:
    server = serve()
    server.close()
    settings = Settings(base_url=server.address, model="m", transport_retries=0)
    with pytest.raises(ModelUnavailableError, match=r"Cannot reach.*--model local"):
        await open_model(settings)


@pytest.mark.parametrize("listing", ["<html>a shop</html>", {"shop": True}])
async def test_a_server_with_another_protocol_is_an_error(
    serve: Serve, listing: str | dict[str, bool]
) -> None:
    server = serve()
    server.listing = Scripted(listing)  # type: ignore[arg-type]  # a dict of JSON values is JSON
    with pytest.raises(ModelUnavailableError, match="does not use OpenAI's protocol"):
        await open_model(Settings(base_url=server.address, model="m"))


async def test_a_base_url_without_a_scheme_is_a_settings_error() -> None:
    with pytest.raises(SettingsError, match="localhost:8080/v1"):
        await open_model(Settings(base_url="localhost:8080", model="m"))


@pytest.mark.parametrize(
    "settings",
    [
        Settings(model="openai/gpt-5-mini", offline=True),
        Settings(base_url="http://models.example/v1", model="m", offline=True),
    ],
)
async def test_offline_allows_no_request_to_another_machine(settings: Settings) -> None:
    with pytest.raises(ModelUnavailableError, match="--offline"):
        await open_model(settings)
