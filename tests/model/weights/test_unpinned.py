"""Weights outside the catalogue, from a hub on this machine."""

import hashlib
import logging
import shutil
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

import pytest

from briefer.errors import ModelAnswerError, UnknownModelError, WeightsError
from briefer.model import factory, local
from briefer.model.factory import open_model
from briefer.model.fake import FakeModel
from briefer.model.spec import HubSpec, parse_model_spec, resolve_model_name, resolve_size
from briefer.model.weights.catalogue import CATALOGUE
from briefer.model.weights.download import is_pulled, pull
from briefer.model.weights.file_stamps import Stamp
from briefer.model.weights.unpinned import all_stored, unpinned_weights
from briefer.pipeline import brief
from briefer.progress import Progress
from briefer.settings import Settings
from tests.model.weights.file_server import DATA, HUB, FileServer
from tests.model.weights.gguf_file import gguf_bytes

NAME = "local:hub:someone/some-model/some.gguf"
COMMIT = "c0ffee" * 6 + "c0de"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FileServer]:
    server = FileServer()
    monkeypatch.setenv("HF_ENDPOINT", server.address)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    yield server
    server.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(model_dir=tmp_path / "models", cache=False, model=NAME)


def test_the_digest_comes_from_the_hub_and_a_warning_says_that_it_is_not_pinned(
    server: FileServer, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    server.offer_on_hub(DATA, commit=COMMIT)
    with caplog.at_level(logging.WARNING, logger="briefer"):
        weights = unpinned_weights(HUB, settings)
    assert (weights.size, weights.sha256) == (len(DATA), hashlib.sha256(DATA).hexdigest())
    [warning] = caplog.messages
    assert f"not pinned '{NAME}'" in warning
    assert weights.sha256 in warning
    assert pull(weights, settings).read_bytes() == DATA
    assert server.requests[-1][0] == f"/someone/some-model/resolve/{COMMIT}/some.gguf"


def test_after_the_download_the_name_means_these_bytes_without_a_network(
    server: FileServer, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    server.offer_on_hub(DATA)
    weights = unpinned_weights(HUB, settings)
    name = resolve_model_name(settings)
    assert name == f"{NAME}@{weights.sha256[:12]}"
    path = pull(weights, settings)
    server.offer_on_hub(DATA[::-1])
    server.requests.clear()
    caplog.clear()
    offline = settings.model_copy(update={"offline": True})
    assert unpinned_weights(HUB, offline) == weights
    assert resolve_model_name(offline) == name
    assert list(all_stored(settings.model_dir)) == [weights]
    assert (server.requests, caplog.messages) == ([], [])
    path.write_bytes(DATA[::-1])
    assert not is_pulled(weights, model_dir=settings.model_dir)


def test_an_interrupted_download_is_resumed(server: FileServer, settings: Settings) -> None:
    server.offer_on_hub(DATA)
    server.stop_after = 200_000
    with pytest.raises(WeightsError, match=f"run `briefer models pull {NAME}` again"):
        pull(unpinned_weights(HUB, settings), settings)
    server.stop_after = None
    assert pull(unpinned_weights(HUB, settings), settings).read_bytes() == DATA
    assert server.requests[-1][1] == "bytes=200000-"


def test_the_rest_of_a_file_that_changed_on_the_hub_is_not_appended_to_the_old_bytes(
    server: FileServer, settings: Settings
) -> None:
    server.offer_on_hub(DATA)
    server.stop_after = 200_000
    with pytest.raises(WeightsError):
        pull(unpinned_weights(HUB, settings), settings)
    server.stop_after = None
    server.offer_on_hub(DATA[::-1])
    assert pull(unpinned_weights(HUB, settings), settings).read_bytes() == DATA[::-1]


def test_bytes_with_another_digest_than_the_hub_gave_are_not_kept(
    server: FileServer, settings: Settings
) -> None:
    server.offer_on_hub(DATA)
    server.digest_headers["X-Linked-ETag"] = f'"{"0" * 64}"'
    with pytest.raises(WeightsError, match="another checksum"):
        pull(unpinned_weights(HUB, settings), settings)
    folder = settings.model_dir / "hub" / "someone" / "some-model"
    assert {path.name for path in folder.iterdir()} == {".some.gguf.lock", "some.gguf.json"}
    assert list(all_stored(settings.model_dir)) == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Linked-ETag": f'"{"0" * 40}"', "X-Linked-Size": "9"},  # a file outside the LFS
        {"X-Linked-ETag": f'"{"0" * 64}"', "X-Linked-Size": "nine"},
    ],
)
def test_without_a_digest_nothing_is_downloaded(
    server: FileServer, settings: Settings, headers: dict[str, str]
) -> None:
    server.offer_on_hub(DATA)
    server.digest_headers = headers
    with pytest.raises(WeightsError, match="cannot be verified"):
        unpinned_weights(HUB, settings)
    assert {kind for _, kind in server.requests} == {"HEAD"}


def test_an_unknown_file_and_an_offline_start_are_errors(
    server: FileServer, settings: Settings
) -> None:
    with pytest.raises(WeightsError, match="answered 404"):
        unpinned_weights(HUB, settings)
    server.requests.clear()
    with pytest.raises(WeightsError, match="--offline"):
        unpinned_weights(HUB, settings.model_copy(update={"offline": True}))
    assert server.requests == []


@pytest.mark.parametrize(("label", "size"), [("1.5B", "small"), ("4B", "capable")])
def test_the_size_class_comes_from_the_header_of_the_downloaded_file(
    server: FileServer, settings: Settings, label: str, size: str
) -> None:
    server.offer_on_hub(gguf_bytes({"general.size_label": label}))
    with pytest.raises(WeightsError, match=r"models pull.*--profile"):
        resolve_size(settings)
    pull(unpinned_weights(HUB, settings), settings)
    assert resolve_size(settings) == size


async def test_the_model_is_downloaded_when_it_is_opened(
    server: FileServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.offer_on_hub(gguf_bytes({"general.size_label": "4B"}))
    running = SimpleNamespace(root="http://127.0.0.1:9", key="k")
    stamp = Stamp(size=1, mtime_ns=1, grammar=f"xllamacpp {version('xllamacpp')}")
    monkeypatch.setattr(local, "acquire", lambda *_args, **_options: running)
    monkeypatch.setattr(local, "release", lambda _server: None)
    monkeypatch.setattr(local, "read_stamp", lambda *_args, **_options: stamp)
    model = await open_model(settings)
    await model.aclose()
    assert (model.name, model.profile.size) == (resolve_model_name(settings), "capable")


def test_a_brief_downloads_the_file_before_it_needs_the_size_class(
    server: FileServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.offer_on_hub(gguf_bytes({"general.size_label": "4B"}))
    asked: list[Settings] = []

    async def open_fake(settings: Settings, *, progress: Progress) -> FakeModel:
        del progress
        asked.append(settings)
        return FakeModel(lambda *_: ModelAnswerError("no"))

    monkeypatch.setattr(factory, "open_model", open_fake)
    brief(b"<p>The mill burnt down on Monday, said Ann Falk, its owner.</p>" * 9, settings=settings)
    [used] = asked
    assert used.profile == "capable"


@pytest.mark.parametrize(
    "name",
    [
        "", "some.gguf", "someone/some.gguf", "someone/some-model/some.bin",
        "someone/../some.gguf", "../some-model/some.gguf", "someone/some-model/../../x.gguf",
        "someone/some-model/.gguf", "someone/some-model/some.gguf?x=.gguf", "a/b//c.gguf",
    ],
)  # fmt: skip
def test_a_name_of_another_form_is_rejected(name: str) -> None:
    with pytest.raises(UnknownModelError, match="local:hub:OWNER/REPO/FILE"):
        parse_model_spec(Settings(model=f"local:hub:{name}"))


def test_a_file_in_a_folder_of_the_repository_has_a_name() -> None:
    spec = parse_model_spec(Settings(model="local:hub:someone/some-model/q4/some.gguf"))
    assert isinstance(spec, HubSpec)
    assert (spec.file.repository, spec.file.file) == ("someone/some-model", "q4/some.gguf")


def test_qwen3_is_read_from_its_repository_on_the_hub_and_is_not_complete_before_its_size(
    server: FileServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=10**12))
    [qwen] = [entry for entry in CATALOGUE if entry.name == "qwen3-4b"]
    server.files[
        "/unsloth/Qwen3-4B-Instruct-2507-GGUF/resolve/main/Qwen3-4B-Instruct-2507-Q4_K_M.gguf"
    ] = DATA
    with pytest.raises(WeightsError, match=f"stopped after {len(DATA)} bytes"):
        pull(qwen, settings)
    partial = settings.model_dir / "Qwen3-4B-Instruct-2507-Q4_K_M.gguf.partial"
    assert partial.read_bytes() == DATA
    assert resolve_size(Settings(model="local/qwen3-4b")) == "capable"
