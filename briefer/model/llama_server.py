"""The server of the embedded model: xllamacpp in this process, on a loopback port.

Loading weights takes seconds, so a server is started once per file and window size, and later
briefs reuse it until the process ends. A server without users is stopped before another starts, and
started again if the machine has become more or less busy, since its number of threads is fixed.
"""

import atexit
import os
import secrets
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefer.errors import ModelError
from briefer.extras import require_extra

if TYPE_CHECKING:
    import xllamacpp

_FEW_CORES = 4  # a machine that reports more usually has two hardware threads per core
_SAMPLE_SECONDS = 0.2
_lock = threading.Lock()
_running: "dict[tuple[Path, int], EmbeddedServer]" = {}


class EmbeddedServer:
    """A model loaded in this process, which answers requests on loopback that carry its key.

    Attributes:
        root: its address, without ``/v1``.
        key: the API key of requests; random, and known only to this process.
        users: how many open models use it.
        threads: how many threads it runs; None if xllamacpp decides.

    Raises:
        ModelError: the file cannot be loaded.
        UnknownModelError: xllamacpp is not installed.
    """

    def __init__(self, weights: Path, *, context_tokens: int, threads: int | None) -> None:
        library = require_extra("local", "xllamacpp")
        self.key = secrets.token_urlsafe(32)
        self.users = 0
        self.threads = threads
        parameters = server_parameters(weights, context_tokens=context_tokens, key=self.key)
        if threads is not None:
            parameters.cpuparams.n_threads = threads
            parameters.cpuparams_batch.n_threads = threads
        try:
            self._server = library.Server(parameters)
        except RuntimeError as error:
            raise ModelError(
                f"The model file '{weights}' cannot be loaded: it is not a GGUF file of a chat "
                "model, is damaged, or does not fit into memory. Check it, or download a known "
                "model with `briefer models pull`."
            ) from error
        self.root: str = self._server.listening_address

    def stop(self) -> None:
        """Stop the server and free its memory."""
        del self._server


def server_parameters(weights: Path, *, context_tokens: int, key: str) -> "xllamacpp.CommonParams":
    """Return the parameters of a server of ``weights``, except for the number of threads."""
    parameters = require_extra("local", "xllamacpp").CommonParams()
    parameters.model.path = str(weights)
    parameters.n_ctx = context_tokens
    parameters.n_parallel = 1  # one slot: successive passes share its cache and all cores
    parameters.cache_ram_mib = 0  # no copies of prompts outside the slot's own cache
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [key]
    parameters.ui = False
    parameters.verbosity = -1
    return parameters


def free_threads() -> int | None:
    """Return how many threads to run on a busy machine, or None to let xllamacpp decide.

    Its threads wait for each other after every layer, so one thread without a core of its own
    delays all: on two cores that other processes also used, two threads were four times as slow as
    one (measured: 1.7 and 7 tokens per second). Only the present load of other processes counts:
    this process will wait for the model, and the load average includes processes that have ended.
    """
    before = cpu_times()
    time.sleep(_SAMPLE_SECONDS)
    after = cpu_times()
    if before is None or after is None or after.all == before.all:
        return None
    cores = os.cpu_count() or 1
    limit = max(1, cores // 2) if cores > _FEW_CORES else cores  # one thread per physical core
    idle_or_own = after.idle - before.idle + after.own - before.own
    busy = round(cores * (1 - idle_or_own / (after.all - before.all)))
    return max(1, min(limit, cores - busy)) if busy else None


class CpuTimes(NamedTuple):
    """CPU time of all cores together, in clock ticks.

    Attributes:
        all: total since the machine started.
        idle: idle time since the machine started.
        own: used by this process since it started.
    """

    all: int
    idle: int
    own: float


def cpu_times() -> CpuTimes | None:
    """Read the CPU times from ``/proc/stat``; return None on systems other than Linux."""
    try:
        line = Path("/proc/stat").read_text(encoding="ascii").partition("\n")[0]
    except OSError:
        return None
    times = [int(number) for number in line.split()[1:9]]
    own = time.process_time() * os.sysconf("SC_CLK_TCK")
    return CpuTimes(all=sum(times), idle=times[3] + times[4], own=own)


def acquire(weights: Path, *, context_tokens: int) -> EmbeddedServer:
    """Return the server of ``weights``, starting it on first use; blocks while it loads.

    Call ``release`` when you no longer use it.

    Raises:
        ModelError: the file cannot be loaded.
        UnknownModelError: xllamacpp is not installed.
    """
    key = (weights.resolve(), context_tokens)
    with _lock:
        if key in _running and _running[key].users:
            return _used(_running[key])
    threads = free_threads()
    with _lock:
        found = _running.get(key)
        if found is not None and (found.users or found.threads == threads):
            return _used(found)
        for unused in [other for other, server in _running.items() if server.users == 0]:
            _running.pop(unused).stop()
        _running[key] = EmbeddedServer(key[0], context_tokens=context_tokens, threads=threads)
        return _used(_running[key])


def _used(server: EmbeddedServer) -> EmbeddedServer:
    server.users += 1
    return server


def release(server: EmbeddedServer) -> None:
    """Record that one user of ``server`` no longer needs it."""
    with _lock:
        server.users -= 1


@atexit.register
def stop_all() -> None:
    """Stop all servers."""
    with _lock:
        while _running:
            _running.popitem()[1].stop()
