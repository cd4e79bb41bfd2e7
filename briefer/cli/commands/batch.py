"""``briefer batch INPUT -o OUTPUT``: brief many articles, and go on after an interruption."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from briefer.cli import options
from briefer.cli.batch_run import BatchRun, Files, journal_of
from briefer.cli.console import configure_logging, message
from briefer.cli.default_command import DefaultCommand, DefaultCommandGroup
from briefer.cli.json_log import log_as_json
from briefer.cli.output import reject_unwritable, to_stdout

if TYPE_CHECKING:
    from briefer.batch.inputs.opening import InputFormat

_FORMATS = ("list", "jsonl", "csv", "parquet", "feed", "sitemap", "folder")
_NEAR = 0.5  # without a number; docs/batch.md has the measurement


class BatchGroup(DefaultCommandGroup):
    """``briefer batch INPUT`` means ``briefer batch run INPUT``."""

    default_command: ClassVar[str] = "run"
    usages: ClassVar[tuple[tuple[str, str], ...]] = (
        ("briefer batch", "[OPTIONS] INPUT -o OUTPUT"),
        ("briefer batch", "COMMAND [ARGS]..."),
    )


@click.group("batch", cls=BatchGroup)
def batch_group() -> None:
    """Brief many articles, each once, and go on after an interruption.

    INPUT is a list of URLs or paths, JSONL, CSV or Parquet, an RSS or Atom feed, a
    sitemap, a folder, or - for stdin. The same command again does what is left.
    """


def _columns(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    found = dict(value.partition("=")[::2] for value in values)
    if not all(found.values()):
        raise click.BadParameter("give FIELD=NAME, such as url=link.")
    return found


_OPTIONS = (
    click.option(
        "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FILE",
        help="Write rows to FILE: JSONL, or Parquet if it ends in .parquet.",
    ),
    click.option(
        "--input-format", type=click.Choice(_FORMATS),
        help="What INPUT is (default: by its name and first bytes).",
    ),
    click.option(
        "--column", "columns", multiple=True, metavar="FIELD=NAME", callback=_columns,
        help="Column of url, path, text, id, title, published, publisher or language.",
    ),
    click.option(
        "--tables", type=click.Path(path_type=Path), metavar="DIR",
        help="Also write briefs, claims, sources and uncertainty as flat tables.",
    ),
    click.option(
        "--errors", type=click.Path(path_type=Path), metavar="FILE",
        help="Also write the rows with errors, as input to run again.",
    ),
    click.option(
        "--summary", type=click.Path(path_type=Path), metavar="FILE",
        help="Also write counts, seconds, tokens and cost as JSON.",
    ),
    click.option("--retry", is_flag=True, help="Try rows with errors again, too."),
    click.option(
        "--concurrency", type=click.IntRange(1, 10_000), default=16,
        help="Requests to the model at the same time (16).",
    ),
    click.option(
        "--workers", type=click.IntRange(1, 1_000), help="Processes (default: one for each core)."
    ),
    click.option(
        "--rpm", type=click.FloatRange(0, min_open=True), metavar="N",
        help="Requests to the model per minute (no limit).",
    ),
    click.option(
        "--tpm", type=click.FloatRange(0, min_open=True), metavar="N",
        help="Tokens to and from the model per minute (no limit).",
    ),
    click.option(
        "--host-delay", type=click.FloatRange(0, 3600), default=1.0, metavar="SECONDS",
        help="Pause between two requests to one host (1).",
    ),
    click.option(
        "--host-fetches", type=click.IntRange(1, 100), default=2,
        help="Pages fetched from one host at the same time (2).",
    ),
    click.option("--ignore-robots", is_flag=True, help="Do not ask the robots.txt of hosts."),
    click.option(
        "--near-duplicates", type=click.FloatRange(0, 1, min_open=True), metavar="SIMILARITY",
        is_flag=False, flag_value=_NEAR,
        help=f"Link near copies to the first one instead of briefing them ({_NEAR}).",
    ),
    click.option(
        "--prices", type=click.Path(path_type=Path), metavar="FILE",
        help="TOML file with the price of a million tokens by model.",
    ),
    click.option("--log-json", is_flag=True, help="Write messages as JSON, one a line."),
    options.model,
    options.base_url,
    options.profile,
    options.lang,
    options.brief_lang,
    options.no_verify,
    options.offline,
    options.allow_private,
    options.force,
    options.common_options,
)  # fmt: skip


def _with_options(command: options.Command) -> options.Command:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@batch_group.command("run", cls=DefaultCommand, hidden=True)
@click.argument("source", metavar="INPUT")
@_with_options
def batch_run(  # noqa: PLR0913 (the options of the command)
    *,
    source: str,
    output: Path,
    input_format: "InputFormat | None",
    columns: dict[str, str],
    tables: Path | None,
    errors: Path | None,
    summary: Path | None,
    retry: bool,
    concurrency: int,
    workers: int | None,
    rpm: float | None,
    tpm: float | None,
    host_delay: float,
    host_fetches: int,
    ignore_robots: bool,
    near_duplicates: float | None,
    prices: Path | None,
    log_json: bool,
) -> None:
    """Brief many articles."""
    import asyncio

    from briefer.batch.inputs.columns import Columns
    from briefer.batch.inputs.opening import BatchInput
    from briefer.batch.options import BatchOptions

    if log_json:
        log_as_json()
        options.cli_state().quiet = True  # the log says it
    else:
        configure_logging()
    settings = options.load_settings()
    files = Files(output, tables, errors, summary)
    for path in filter(None, (output, errors, summary)):
        reject_unwritable(path)
    chosen = BatchOptions(
        concurrency=concurrency,
        workers=workers,
        requests_per_minute=rpm,
        tokens_per_minute=tpm,
        host_delay=host_delay,
        host_fetches=host_fetches,
        robots=not ignore_robots,
        near_duplicates=near_duplicates,
        journal=files.journal,
        retry=retry,
    )
    given = BatchInput(source, form=input_format, columns=Columns(columns), settings=settings)
    command = BatchRun(given, files, settings, prices)
    try:
        asyncio.run(command.run(chosen))
    except KeyboardInterrupt:
        message("note", f"{command.state()}; the same command again goes on from there")
        raise


@batch_group.command("status")
@click.argument("output", type=click.Path(path_type=Path), metavar="OUTPUT")
@click.option("--json", "as_json_text", is_flag=True, help="Print the summary as JSON.")
@options.common_options
def batch_status(*, output: Path, as_json_text: bool) -> None:
    """Show how far a batch is: rows, errors, tokens, cost.

    OUTPUT is the output of the batch, or its journal. The batch may be running.
    """
    from briefer.batch.journal import read_status
    from briefer.batch.summary import as_json, status_lines, summary_of

    configure_logging()
    path = output if output.suffix == ".journal" else journal_of(output)
    status = read_status(path)
    if as_json_text:
        to_stdout(as_json(summary_of(status.totals, status.run) | {"running": status.is_running}))
    else:
        to_stdout("\n".join(status_lines(status)))
