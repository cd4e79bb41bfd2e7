"""Run a server until it is told to stop: bind, load the model, announce it, serve, end in order."""

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Final

import uvicorn
from fastapi import FastAPI

from briefer.errors import BrieferError, SettingsError
from briefer.local_server import LocalServer, announced
from briefer.model.known_names import NO_MODEL
from briefer.model.local import load_here
from briefer.model.spec import LocalSpec, parse_model_spec
from briefer.pipeline import abrief
from briefer.schema.article import Article
from briefer.server.app import create_app
from briefer.server.configuration import ServerSettings
from briefer.server.served import Served
from briefer.settings import Settings

_BACKLOG: Final = 256
_LEAVING_SECONDS: Final = 2  # in which replies that have begun may end
_EVERYWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104 (compared, not bound)
_FIRST: Final = (
    "The ferry to Quillan will stop on Monday, the harbour office said on Friday. “We have no "
    "other boat,” said Ann Lund, its head. Two captains said the engine may be beyond repair."
)
_log = logging.getLogger("briefer")


def serve(settings: Settings, server: ServerSettings, *, on_ready: Callable[[str], None]) -> None:
    """Run a server until it gets SIGINT or SIGTERM.

    Private addresses are never fetched, whatever the settings say.

    Args:
        settings: how briefs are made.
        server: where it listens, who may use it, and its limits.
        on_ready: is called with its address when it answers.

    Raises:
        SettingsError: it cannot listen there, or its file cannot be used.
        ModelError: the model cannot be served.
    """
    guarded = settings.model_copy(update={"allow_private": False})
    app = create_app(guarded, server)
    with _listening(server) as bound:
        asyncio.run(_serve(app, bound, guarded, on_ready=on_ready))


async def _serve(
    app: FastAPI, bound: socket.socket, settings: Settings, *, on_ready: Callable[[str], None]
) -> None:
    served: Served = app.state.served
    address = _address(bound)
    local = LocalServer(address, os.getpid(), served.local.secret, served.local.fingerprint)
    running = _Server(app, served)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, running.stop)
    async with app.router.lifespan_context(app):
        await _load(settings)
        with announced(local) as is_announced:
            if not is_announced:
                _log.warning(
                    "another server of this user is running, so 'briefer FILE' uses its model"
                )
            bound.listen(_BACKLOG)
            on_ready(address)
            await running.serve(sockets=[bound])


class _Server(uvicorn.Server):
    """Stops in order: no new jobs, clients that follow a job let go, then the connections."""

    def __init__(self, app: FastAPI, served: Served) -> None:
        config = uvicorn.Config(
            app,
            lifespan="off",  # it lasts longer than the connections, see `_serve`
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,  # a client could name another address, against the rate limit
            timeout_graceful_shutdown=_LEAVING_SECONDS,
        )
        super().__init__(config)
        self._served = served

    def capture_signals(self) -> nullcontext[None]:  # type: ignore[override]
        """Do nothing: `stop` is called instead, and the jobs end before the process does."""
        return nullcontext()

    def stop(self) -> None:
        """Begin to stop; the second time, without waiting for running jobs."""
        jobs = self._served.jobs
        if self.should_exit:
            self.force_exit = True
            jobs.interrupt()
        self.should_exit = True
        jobs.stop_accepting()


@contextmanager
def _listening(server: ServerSettings) -> Iterator[socket.socket]:
    """Bind the socket, so that a taken port is an error before anything else begins."""
    try:
        found = socket.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        with socket.socket(family, kind, protocol) as bound:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind(address)
            yield bound
    except OSError as error:
        raise SettingsError(
            f"cannot listen on {server.host}, port {server.port}: {error.strerror or error}. Name "
            "another port with --port (0 takes a free one)"
        ) from error


async def _load(settings: Settings) -> None:
    """Load what the first brief would wait for: packages, parser, and the model if it is here."""
    without_cache = settings.model_copy(update={"cache": False})
    await abrief(Article(text=_FIRST), model=NO_MODEL, settings=without_cache)
    spec = None if settings.model == NO_MODEL else parse_model_spec(settings)
    if not isinstance(spec, LocalSpec):
        return
    try:
        if not await load_here(spec, settings):
            _log.warning("the model's weights are not here: the first brief downloads them")
    except BrieferError as error:
        _log.warning("the model cannot be loaded yet: %s", error)


def _address(bound: socket.socket) -> str:
    host, port = bound.getsockname()[:2]
    if host in _EVERYWHERE:
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
