"""The embedded model: xllamacpp serving weights on a loopback port of this process.

A server is started once per file and window, and kept until the process ends: loading takes
seconds, and the next brief uses it again. A server that nobody uses gives way to another.
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

_FEW_CORES = 4  # more than these are mostly threads, two on each core
_LOOK_SECONDS = 0.2
_lock = threading.Lock()
_running: "dict[tuple[Path, int], EmbeddedServer]" = {}


class EmbeddedServer:
    """A model loaded in this process, which answers on loopback to whoever has the key.

    Attributes:
        root: its address, without ``/v1``.
        key: what requests must carry; random, and known to this process alone.
        users: how many open models speak to it.
    """

    def __init__(self, weights: Path, *, context_tokens: int) -> None:
        library = require_extra("local", "xllamacpp")
        self.key = secrets.token_urlsafe(32)
        self.users = 0
        parameters = server_parameters(weights, context_tokens=context_tokens, key=self.key)
        if (threads := free_threads()) is not None:
            parameters.cpuparams.n_threads = threads
            parameters.cpuparams_batch.n_threads = threads
        try:
            self._server = library.Server(parameters)
        except RuntimeError as error:
            raise ModelError(
                f"The model file '{weights}' cannot be loaded: it is no GGUF file of a chat "
                "model, is damaged, or does not fit into memory. Check it, or pull a known one "
                "with `briefer models pull`."
            ) from error
        self.root: str = self._server.listening_address

    def stop(self) -> None:
        """End the server and free its memory."""
        del self._server


def server_parameters(weights: Path, *, context_tokens: int, key: str) -> "xllamacpp.CommonParams":
    """Return how a server of ``weights`` is started, but for its threads."""
    parameters = require_extra("local", "xllamacpp").CommonParams()
    parameters.model.path = str(weights)
    parameters.n_ctx = context_tokens
    parameters.n_parallel = 1  # one slot: passes in a row share its cache and its cores
    parameters.cache_ram_mib = 0  # no copies of prompts beside the slot's own cache
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [key]
    parameters.ui = False
    parameters.verbosity = -1
    return parameters


def free_threads() -> int | None:
    """Return how many threads to run on a busy machine; None leaves it to xllamacpp.

    Its threads wait for each other after every layer, so one that has no core of its own holds up
    all: with two threads on two cores that others used too, answers came four times as slowly as
    with one (measured: 1.7 and 7 tokens a second). What counts is how busy others keep the cores
    right now: this process will wait for the model, and the load average still remembers what has
    ended.
    """
    before = cpu_times()
    time.sleep(_LOOK_SECONDS)
    after = cpu_times()
    if before is None or after is None or after.all == before.all:
        return None
    cores = os.cpu_count() or 1
    most = max(1, cores // 2) if cores > _FEW_CORES else cores  # two to a core is too many
    idle_or_own = after.idle - before.idle + after.own - before.own
    busy = round(cores * (1 - idle_or_own / (after.all - before.all)))
    return max(1, min(most, cores - busy)) if busy else None


class CpuTimes(NamedTuple):
    """Time that all cores spent since the machine started, in ticks.

    Attributes:
        all: all of it.
        idle: with nothing to do.
        own: for this process, since that began.
    """

    all: int
    idle: int
    own: float


def cpu_times() -> CpuTimes | None:
    """Read the times from Linux's ``/proc/stat``; None on other systems."""
    try:
        line = Path("/proc/stat").read_text(encoding="ascii").partition("\n")[0]
    except OSError:
        return None
    times = [int(number) for number in line.split()[1:9]]
    own = time.process_time() * os.sysconf("SC_CLK_TCK")
    return CpuTimes(all=sum(times), idle=times[3] + times[4], own=own)


def acquire(weights: Path, *, context_tokens: int) -> EmbeddedServer:
    """Return the server of ``weights``, started on first use; blocks while it loads.

    Raises:
        ModelError: the file cannot be loaded.
        UnknownModelError: xllamacpp is not installed.
    """
    key = (weights.resolve(), context_tokens)
    with _lock:
        if key not in _running:
            for other in [name for name, server in _running.items() if server.users == 0]:
                _running.pop(other).stop()
            _running[key] = EmbeddedServer(key[0], context_tokens=context_tokens)
        server = _running[key]
        server.users += 1
        return server


def release(server: EmbeddedServer) -> None:
    """Say that one user of ``server`` is done with it."""
    with _lock:
        server.users -= 1


@atexit.register
def stop_all() -> None:
    """End all servers."""
    with _lock:
        while _running:
            _running.popitem()[1].stop()
