"""The size class of a model: option, then environment, then catalogue, file or place."""

import logging
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import pytest
from pydantic import JsonValue, ValidationError

from briefer.errors import WeightsError
from briefer.model import local
from briefer.model.factory import open_model
from briefer.model.profile import ModelProfile, size_class
from briefer.model.spec import resolve_size
from briefer.model.weights.file_stamps import Stamp
from briefer.settings import Settings
from tests.model.conftest import Serve
from tests.model.weights.gguf_file import gguf_file


@pytest.mark.parametrize(
    ("parameters", "size"),
    [(None, "small"), (0, "small"), (2_999_999_999, "small"), (3_000_000_000, "capable")],
)
def test_a_model_with_three_billion_parameters_is_capable(
    parameters: int | None, size: str
) -> None:
    assert size_class(parameters) == size


def test_a_profile_is_frozen_and_has_a_window() -> None:
    profile = ModelProfile(
        size="small", context_tokens=8_192, concurrent=False, enforces_schema=True
    )
    with pytest.raises(ValidationError, match="frozen"):
        profile.size = "capable"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="greater than 0"):
        ModelProfile(size="small", context_tokens=0, concurrent=False, enforces_schema=True)


@pytest.mark.parametrize(
    ("settings", "size"),
    [
        (Settings(model="local"), "small"),
        (Settings(model="local/smollm2-135m"), "small"),
        (Settings(model="openai/gpt-5-mini"), "capable"),
        (Settings(base_url="http://127.0.0.1:9/v1"), "capable"),
        (Settings(model="local", profile="capable"), "capable"),
        (Settings(model="openai/gpt-5-mini", profile="small"), "small"),
    ],
)
def test_embedded_models_are_small_and_remote_ones_capable_unless_set(
    settings: Settings, size: str
) -> None:
    assert resolve_size(settings) == size


@pytest.mark.parametrize(("label", "size"), [("1.5B", "small"), ("4B", "capable")])
def test_a_model_file_is_classed_by_its_parameters(tmp_path: Path, label: str, size: str) -> None:
    file = gguf_file(tmp_path, {"general.size_label": label})
    assert resolve_size(Settings(model=f"local:{file}")) == size


def test_a_model_file_of_unknown_size_is_small_and_a_warning_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = gguf_file(tmp_path)
    with caplog.at_level(logging.WARNING, logger="briefer"):
        assert resolve_size(Settings(model=f"local:{file}")) == "small"
    [note] = caplog.messages
    assert "some.gguf" in note
    assert "--profile capable" in note


def test_a_broken_model_file_is_an_error_unless_its_size_is_set(tmp_path: Path) -> None:
    file = tmp_path / "broken.gguf"
    file.write_bytes(b"GGUF")
    with pytest.raises(WeightsError, match=r"broken\.gguf"):
        resolve_size(Settings(model=f"local:{file}"))
    assert resolve_size(Settings(model=f"local:{file}", profile="small")) == "small"


@pytest.mark.parametrize(("label", "size"), [("1.5B", "small"), ("4B", "capable")])
async def test_an_embedded_model_is_asked_in_sequence_whatever_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, label: str, size: str
) -> None:
    stamp = Stamp(size=1, mtime_ns=1, grammar=f"xllamacpp {version('xllamacpp')}")
    running = SimpleNamespace(root="http://127.0.0.1:9", key="k")
    monkeypatch.setattr(local, "acquire", lambda *_args, **_options: running)
    monkeypatch.setattr(local, "release", lambda _server: None)
    monkeypatch.setattr(local, "read_stamp", lambda *_args, **_options: stamp)
    file = gguf_file(tmp_path, {"general.size_label": label})
    model = await open_model(Settings(model=f"local:{file}", model_dir=tmp_path))
    await model.aclose()
    assert model.profile.model_dump() == {
        "size": size, "context_tokens": 8_192, "concurrent": False, "enforces_schema": True,
    }  # fmt: skip


@pytest.mark.parametrize("owner", ["llamacpp", "vllm"])
async def test_a_model_on_a_server_is_asked_at_once(serve: Serve, owner: str) -> None:
    server = serve()
    entry: dict[str, JsonValue] = {"id": "m", "object": "model", "owned_by": owner}
    server.listing = server.listing._replace(body={"object": "list", "data": [entry]})
    model = await open_model(Settings(base_url=server.address))
    await model.aclose()
    assert model.profile.model_dump() == {
        "size": "capable", "context_tokens": 8_192, "concurrent": True,
        "enforces_schema": owner == "llamacpp",
    }  # fmt: skip
    small = await open_model(Settings(base_url=server.address, profile="small"))
    await small.aclose()
    assert (small.profile.size, small.profile.concurrent) == ("small", True)
