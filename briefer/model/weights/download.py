"""Download the weights of an embedded model from the first source that has them.

An interrupted download can be resumed, the file is verified by its checksum, and several processes
may download the same file at once.
"""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Literal

from filelock import FileLock, Timeout

from briefer.errors import WeightsError
from briefer.model.weights.catalogue import HubFile, Weights, Wheels
from briefer.model.weights.errors import SourceFailed
from briefer.model.weights.file_stamps import digest, read_stamp, write_stamp
from briefer.model.weights.hub import hub_address, read_hub
from briefer.model.weights.wheel_parts import read_wheels
from briefer.progress import Progress, ProgressEvent, no_progress
from briefer.settings import Settings

_LOCK_POLL_SECONDS = 0.5
_DISK_FULL_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def is_pulled(entry: Weights, *, model_dir: Path) -> bool:
    """Return True if the file of ``entry`` exists and is intact.

    The digest is computed once and then read from a stamp until the file changes.

    Raises:
        WeightsError: the file cannot be read.
    """
    weights = entry.path(model_dir)
    try:
        if not weights.is_file() or weights.stat().st_size != entry.size:
            return False
        stamp = read_stamp(weights, model_dir=model_dir)
        if not stamp.sha256:
            stamp.sha256 = digest(weights)
            write_stamp(weights, stamp, model_dir=model_dir)
    except OSError as error:
        raise WeightsError(
            f"Cannot read the model file '{weights}': {error.strerror}. Check its permissions, "
            "or set BRIEFER_MODEL_DIR to another folder."
        ) from error
    return stamp.sha256 == entry.sha256


def verify(entry: Weights, *, model_dir: Path) -> bool:
    """Return True if the file of ``entry`` exists and is intact; compute its digest again.

    Raises:
        WeightsError: the file cannot be read.
    """
    weights = entry.path(model_dir)
    if not weights.is_file():
        return False
    stamp = read_stamp(weights, model_dir=model_dir)
    stamp.sha256 = ""
    write_stamp(weights, stamp, model_dir=model_dir)
    return is_pulled(entry, model_dir=model_dir)


def pull(
    entry: Weights,
    settings: Settings,
    *,
    progress: Progress = no_progress,
    stop: Event | None = None,
) -> Path:
    """Return the path of the weights of ``entry``, downloading them first if needed; blocks.

    The file is downloaded under a temporary name, verified, and only then renamed. An interrupted
    pull leaves a partial file, which the next pull resumes from any source.

    Args:
        entry: the weights, in the catalogue or not.
        settings: ``model_dir`` and ``offline`` are used.
        progress: called with the number of bytes so far.
        stop: another thread sets this to stop the download.

    Raises:
        WeightsError: no source has the file, or it cannot be written.
    """
    model_dir = settings.model_dir
    if is_pulled(entry, model_dir=model_dir):
        return entry.path(model_dir)
    if settings.offline:
        raise WeightsError(
            f"The weights of '{entry.model}' are not in '{model_dir}', and --offline does not "
            f"allow downloads. Run `briefer models pull {entry.name}` once with a network, or "
            "use --model none."
        )
    with _as_weights_error(entry, model_dir):
        entry.path(model_dir).parent.mkdir(parents=True, exist_ok=True)
        return _Pull(entry, model_dir, progress=progress, stop=stop or Event()).run()


@contextmanager
def _as_weights_error(entry: Weights, model_dir: Path) -> Iterator[None]:
    """Turn an error of the disk or the folder into one that says what to do."""
    try:
        yield
    except OSError as error:
        if error.errno in _DISK_FULL_ERRORS:
            _partial_file(entry, model_dir).unlink(missing_ok=True)
            raise WeightsError(
                f"The disk of '{model_dir}' is full: '{entry.model}' takes "
                f"{_megabytes(entry.size)}. Free some space, or set BRIEFER_MODEL_DIR to a "
                "folder on another disk."
            ) from error
        raise WeightsError(
            f"Cannot write the model file into '{model_dir}': {error.strerror or error}. Set "
            "BRIEFER_MODEL_DIR to a folder where you have write permission."
        ) from error


class _Pull:
    """One download of one file."""

    def __init__(self, entry: Weights, model_dir: Path, *, progress: Progress, stop: Event) -> None:
        self._entry = entry
        self._model_dir = model_dir
        self._progress = progress
        self._stop = stop
        self._weights = entry.path(model_dir)
        self._partial = _partial_file(entry, model_dir)
        self._scratch = self._weights.with_name(f".{self._weights.name}.wheels")

    def run(self) -> Path:
        """Download, verify and rename the file while all other processes wait."""
        lock = FileLock(self._weights.with_name(f".{self._weights.name}.lock"))
        with self._locked(lock):
            if is_pulled(self._entry, model_dir=self._model_dir):
                return self._weights  # another process has downloaded it
            try:
                return self._download()
            finally:
                shutil.rmtree(self._scratch, ignore_errors=True)

    @contextmanager
    def _locked(self, lock: FileLock) -> Iterator[None]:
        step = f"waiting for another process that pulls {self._entry.name}"
        is_waiting = False
        while not lock.is_locked:
            try:
                lock.acquire(timeout=_LOCK_POLL_SECONDS)
            except Timeout:
                self._check_stop()
                if not is_waiting:
                    self._progress(ProgressEvent(step, "began"))
                    is_waiting = True
        if is_waiting:
            self._progress(ProgressEvent(step, "ended"))
        try:
            yield
        finally:
            lock.release()

    def _download(self) -> Path:
        failures = []
        for source in self._entry.sources:
            # The partial file may be from another source: if the result is wrong, start again.
            tries = 2 if self._offset() else 1
            for _ in range(tries):
                try:
                    sha256 = self._append(source)
                except SourceFailed as failure:
                    self._check_stop()
                    failures.append(str(failure))
                    break
                if sha256 == self._entry.sha256:
                    return self._finish(sha256)
                self._partial.unlink()
                failures.append(f"{_name(source)} sent a file with another checksum")
        raise WeightsError(
            f"The weights of '{self._entry.model}' could not be downloaded: "
            f"{'; '.join(failures)}. Check the network, HF_ENDPOINT and pip's index, and run "
            f"`briefer models pull {self._entry.name}` again (it resumes), or use --model none."
        )

    def _offset(self) -> int:
        return self._partial.stat().st_size if self._partial.exists() else 0

    def _append(self, source: HubFile | Wheels) -> str:
        """Append the missing bytes from ``source``; return the digest of the whole file."""
        offset = self._offset()
        if offset > self._entry.size:
            self._partial.unlink()
            offset = 0
        step = f"pulling {self._entry.name} from {_name(source)}"
        self._require_space(self._entry.size - offset)
        self._report(step, "began", offset)
        try:
            with self._partial.open("a+b") as out:
                sha256 = hashlib.sha256()
                if offset:
                    out.seek(0)
                    sha256 = hashlib.file_digest(out, "sha256")
                for chunk in self._chunks(source, offset):
                    self._check_stop()
                    if offset + len(chunk) > self._entry.size:
                        raise SourceFailed(f"{_name(source)} sent more bytes than the file has")
                    out.write(chunk)
                    sha256.update(chunk)
                    offset += len(chunk)
                    self._report(step, "advanced", offset)
                out.flush()
                os.fsync(out.fileno())
        finally:
            self._report(step, "ended", offset)
        if offset < self._entry.size:
            raise SourceFailed(f"{_name(source)} stopped after {offset} bytes")
        return sha256.hexdigest()

    def _chunks(self, source: HubFile | Wheels, offset: int) -> Iterator[bytes]:
        if offset == self._entry.size:
            return iter(())
        if isinstance(source, HubFile):
            return read_hub(source, offset=offset)
        self._scratch.mkdir(exist_ok=True)
        return read_wheels(source, offset=offset, folder=self._scratch, stop=self._stop)

    def _finish(self, sha256: str) -> Path:
        self._partial.replace(self._weights)
        stamp = read_stamp(self._weights, model_dir=self._model_dir)
        stamp.sha256 = sha256
        write_stamp(self._weights, stamp, model_dir=self._model_dir)
        return self._weights

    def _require_space(self, needed: int) -> None:
        if shutil.disk_usage(self._model_dir).free < needed:
            raise OSError(errno.ENOSPC, "No space left on device")

    def _check_stop(self) -> None:
        if self._stop.is_set():
            raise WeightsError(
                f"The download of '{self._entry.model}' was stopped. Run `briefer models pull "
                f"{self._entry.name}` to resume it."
            )

    def _report(self, step: str, state: Literal["began", "advanced", "ended"], done: int) -> None:
        self._progress(ProgressEvent(step, state, done, self._entry.size, "bytes"))


def _partial_file(entry: Weights, model_dir: Path) -> Path:
    weights = entry.path(model_dir)
    return weights.with_name(f"{weights.name}.partial")


def _name(source: HubFile | Wheels) -> str:
    return hub_address() if isinstance(source, HubFile) else "the package index"


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"
