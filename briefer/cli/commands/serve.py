"""``briefer serve``: a web page and an HTTP API on this machine, with the model kept loaded."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from briefer.cli import options
from briefer.cli.console import configure_logging, message
from briefer.errors import SettingsError

_GIVEN = "briefer.server"


def _server_option(
    flag: str,
    field: str,
    text: str,
    **more: Any,  # noqa: ANN401 (click's own)
) -> Callable[[options.Command], options.Command]:
    """Return an option that sets a field of `ServerSettings`."""

    def store(context: click.Context, parameter: click.Parameter, value: object) -> None:
        del parameter
        if value is not None and value != ():
            context.meta.setdefault(_GIVEN, {})[field] = (flag, value)

    return click.option(flag, field, help=text, callback=store, expose_value=False, **more)


_OPTIONS = (
    _server_option("--host", "host", "Address to listen on (127.0.0.1).", metavar="HOST"),
    _server_option("--port", "port", "Port to listen on; 0 takes a free one (8765).", type=int),
    _server_option(
        "--allow-host", "hosts", "Name under which it is reached; repeatable.",
        metavar="NAME", multiple=True,
    ),
    _server_option(
        "--allow-model", "models", "Model that clients may choose; repeatable.",
        metavar="NAME", multiple=True,
    ),
    _server_option(
        "--data", "data_dir", "Folder of the briefs.",
        metavar="DIR", type=click.Path(path_type=Path),
    ),
    _server_option("--concurrency", "concurrency", "Briefs made at once (4).", type=int),
    _server_option("--queue", "queue", "Briefs that may wait (100).", type=int),
    _server_option("--rate", "rate", "Briefs that a client may ask for a minute (60).", type=int),
    _server_option("--keep", "keep", "Finished briefs that are kept (1000).", type=int),
)  # fmt: skip


def _serve_options(command: options.Command) -> options.Command:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command("serve")
@_serve_options
@options.model
@options.base_url
@options.profile
@options.no_verify
@options.no_cache
@options.offline
@options.common_options
def serve_command() -> None:
    """Serve a web page and an HTTP API on this machine.

    The embedded model stays loaded, and 'briefer SOURCE' uses it. Other machines are served only
    with --host and a token in BRIEFER_SERVER_TOKEN. Ctrl-C stops the server; briefs that wait are
    made at the next start.
    """
    from pydantic import ValidationError

    from briefer.extras import require_extra

    configure_logging()
    for module in ("fastapi", "uvicorn", "multipart", "prometheus_client"):
        require_extra("server", module)
    from briefer.server.configuration import ServerSettings
    from briefer.server.serving import serve

    given = click.get_current_context().meta.get(_GIVEN, {})
    settings = options.load_settings()
    try:
        server = ServerSettings.model_validate({name: value for name, (_, value) in given.items()})
    except ValidationError as error:
        raise SettingsError(
            _one_line(error, {name: flag for name, (flag, _) in given.items()})
        ) from error
    serve(settings, server, on_ready=_say)


def _say(address: str) -> None:
    message("note", f"serving at {address} (Ctrl-C stops it)")


def _one_line(error: Any, flags: dict[str, str]) -> str:  # noqa: ANN401 (imported late)
    problems = []
    for one in error.errors(include_url=False, include_input=False):
        name = str(one["loc"][0]) if one["loc"] else ""
        reason = one["msg"].removeprefix("Value error, ")
        where = flags.get(name) or f"BRIEFER_SERVER_{name.upper()}"
        problems.append(f"'{where}': {reason[:1].lower()}{reason[1:]}" if name else reason)
    return "; ".join(problems)
