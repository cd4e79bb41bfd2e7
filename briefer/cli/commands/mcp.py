"""``briefer mcp``: serve briefs to assistants, over stdin and stdout or over HTTP."""

import click

from briefer.cli import options
from briefer.cli.console import configure_logging, message

TOKEN_VARIABLE = "BRIEFER_MCP_TOKEN"  # noqa: S105 (the name of a variable)


@click.command("mcp")
@click.option(
    "--http", "over_http", is_flag=True, help="Serve over HTTP instead of stdin and stdout."
)
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="ADDRESS",
    show_default=True,
    help="With --http: address to listen at; others than loopback need a token.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8765,
    show_default=True,
    help="With --http: port; 0 takes a free one.",
)
@click.option(
    "--allow-host",
    "names",
    multiple=True,
    metavar="NAME",
    help="With --http: another name of this server, as clients write it.",
)
@options.model
@options.base_url
@options.profile
@options.brief_lang
@options.no_verify
@options.no_cache
@options.offline
@options.common_options
def mcp_command(*, over_http: bool, host: str, port: int, names: tuple[str, ...]) -> None:
    """Serve briefs to assistants, as tools of MCP.

    Without --http, a client starts this command and talks to it over stdin and stdout. With --http,
    clients connect to http://127.0.0.1:8765/mcp; if BRIEFER_MCP_TOKEN is set, they must send it as
    'Authorization: Bearer TOKEN'.
    """  # fmt: skip
    import asyncio
    import os
    import sys

    from briefer.extras import require_extra

    configure_logging()
    settings = options.load_settings()
    require_extra("mcp", "mcp.server.mcpserver")
    from briefer.mcp_server import http_app
    from briefer.mcp_server.server import create_server, guarded

    server = create_server(guarded(settings))
    if not over_http:
        if sys.stdin.isatty():
            message("note", "waiting for a client, which usually starts this command; Ctrl-D ends")
        asyncio.run(server.run_stdio_async())
        return
    token = os.environ.get(TOKEN_VARIABLE) or None
    endpoint = http_app.Endpoint(host=host, port=port, token=token, names=names)
    http_app.require_safe(endpoint)
    with http_app.open_socket(endpoint) as listening:
        shown = f"[{host}]" if ":" in host.strip("[]") else host
        address = f"http://{shown}:{listening.getsockname()[1]}{http_app.PATH}"
        message("note", f"serving at {address}; stop with Ctrl-C")
        asyncio.run(http_app.serve_http(server, endpoint, listening))
