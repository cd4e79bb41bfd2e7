"""``briefer watch FEED…``: brief what is new in feeds, and deliver it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefer.cli import options
from briefer.cli.console import configure_logging, message, progress
from briefer.cli.json_log import log_as_json
from briefer.errors import SettingsError

if TYPE_CHECKING:
    from briefer.batch.options import BatchOptions
    from briefer.batch.watching.delivery import Target
    from briefer.batch.watching.watcher import Pace
    from briefer.settings import Settings

SECRET = "BRIEFER_WEBHOOK_SECRET"  # noqa: S105 (the name of a variable, not a secret)

_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0}


class _Interval(click.ParamType[float]):
    """A time such as "90s", "15m" or "2h"."""

    name = "interval"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        text = str(value).strip().lower()
        number, unit = (text[:-1], text[-1]) if text[-1:] in _UNITS else (text, "s")
        try:
            seconds = float(number) * _UNITS[unit]
        except ValueError:
            seconds = 0.0
        if not 1 <= seconds <= 86_400:
            self.fail(
                f"{value!r} is not a time of up to a day, such as 90s, 15m or 2h.", param, ctx
            )
        return seconds


@click.command("watch")
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A folder, or a .jsonl file that rows are appended to.",
)
@click.option("--webhook", metavar="URL", help=f"Send each row to URL, signed with {SECRET}.")
@click.option(
    "--every",
    "interval",
    type=_Interval(),
    default="15m",
    metavar="TIME",
    help="Time between two polls of a feed (15m).",
)
@click.option("--once", is_flag=True, help="Poll each feed once, and end.")
@click.option("--only-new", is_flag=True, help="Skip what a feed has when it is first polled.")
@click.option(
    "--state",
    "state_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="What was seen (default: next to the output, or watch.state here).",
)
@click.option(
    "--concurrency",
    type=click.IntRange(1, 10_000),
    default=4,
    help="Requests to the model at the same time (4).",
)
@click.option("--ignore-robots", is_flag=True, help="Do not ask the robots.txt of hosts.")
@click.option("--log-json", is_flag=True, help="Write messages as JSON, one a line.")
@options.model
@options.base_url
@options.profile
@options.brief_lang
@options.no_verify
@options.allow_private
@options.common_options
def watch_command(  # noqa: PLR0913 (the options of the command)
    *,
    feeds: tuple[str, ...],
    output: Path | None,
    webhook: str | None,
    interval: float,
    once: bool,
    only_new: bool,
    state_path: Path | None,
    concurrency: int,
    ignore_robots: bool,
    log_json: bool,
) -> None:
    """Brief what is new in feeds (RSS or Atom), until Ctrl-C.

    Each row goes to a folder, a .jsonl file or a webhook, at least once. After an
    interruption the same command goes on.
    """
    import asyncio

    from briefer.batch.options import BatchOptions
    from briefer.batch.watching.watcher import Pace, require_addresses

    if log_json:
        log_as_json()
        options.cli_state().quiet = True  # the log says it
    else:
        configure_logging()
    settings = options.load_settings()
    require_addresses(feeds)
    target = _target(output, webhook, settings)
    if state_path is None:
        state_path = output.with_name(f"{output.name}.state") if output else Path("watch.state")
    chosen = BatchOptions(concurrency=concurrency, robots=not ignore_robots)
    pace = Pace(interval, only_new, once)
    try:
        asyncio.run(_watch(feeds, target, state_path, settings, (chosen, pace)))
    except KeyboardInterrupt:
        message("note", "the same command again goes on from here")
        raise


async def _watch(
    feeds: tuple[str, ...],
    target: "Target",
    state_path: Path,
    settings: "Settings",
    how: "tuple[BatchOptions, Pace]",
) -> None:
    from contextlib import closing

    from briefer.batch.many import open_batch
    from briefer.batch.watching.state import WatchState
    from briefer.batch.watching.watcher import Watcher

    chosen, pace = how
    with closing(WatchState(state_path)) as state, progress() as report:
        opened = open_batch(None, settings=settings, options=chosen, progress=report)
        async with opened as batch:
            watcher = Watcher(feeds, batch=batch, state=state, target=target, pace=pace)
            try:
                await watcher.run()
            finally:
                if not options.cli_state().quiet:
                    message("note", f"{watcher.delivered:,} rows delivered")


def _target(output: Path | None, webhook: str | None, settings: "Settings") -> "Target":
    from briefer.batch.watching.delivery import FolderTarget, LinesTarget, WebhookTarget

    if (output is None) == (webhook is None):
        raise click.UsageError("Say where briefs go: either '-o PATH' or '--webhook URL'.")
    if webhook is not None:
        secret = os.environ.get(SECRET)
        if not secret:
            raise SettingsError(
                f"a webhook needs a secret, by which its owner knows that a request is yours: put "
                f"one into {SECRET}"
            )
        return WebhookTarget(webhook, secret=secret, offline=settings.offline)
    assert output is not None  # noqa: S101 (one of both is given)
    if output.suffix.lower() in {".jsonl", ".ndjson"}:
        return LinesTarget(output)
    return FolderTarget(output)
