"""``briefer batch INPUT -o OUTPUT``: brief many articles, and go on after an interruption."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from briefer.cli import options
from briefer.cli.batch_options import with_batch_options
from briefer.cli.batch_run import BatchRun, Files, journal_of
from briefer.cli.console import configure_logging, message
from briefer.cli.default_command import DefaultCommand, DefaultCommandGroup
from briefer.cli.json_log import log_as_json
from briefer.cli.output import reject_unwritable, to_stdout

if TYPE_CHECKING:
    from briefer.batch.inputs.opening import InputFormat
    from briefer.batch.options import RayOptions


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


@batch_group.command("run", cls=DefaultCommand, hidden=True)
@click.argument("source", metavar="INPUT")
@with_batch_options
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
    engine: str,
    address: str | None,
    actors: int | None,
    actor_cpus: float | None,
    actor_gpus: float | None,
    chunk: int | None,
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
        ray=_ray_options(
            engine,
            {
                "address": address, "actors": actors, "cpus": actor_cpus, "gpus": actor_gpus,
                "chunk": chunk,
            },
        ),
    )  # fmt: skip
    given = BatchInput(source, form=input_format, columns=Columns(columns), settings=settings)
    command = BatchRun(given, files, settings, prices)
    try:
        asyncio.run(command.run(chosen))
    except KeyboardInterrupt:
        message("note", f"{command.state()}; the same command again goes on from there")
        raise


def _ray_options(engine: str, given: dict[str, object]) -> "RayOptions | None":
    """Return how to run on Ray; None without it."""
    from briefer.batch.options import RayOptions

    chosen = {name: value for name, value in given.items() if value is not None}
    if engine == "ray":
        return RayOptions.model_validate(chosen)
    if chosen:
        raise click.UsageError("--address, --actors, --actor-… and --chunk need --engine ray.")
    return None


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
