"""``briefer batch INPUT -o OUTPUT``: brief many articles, and go on after an interruption."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import click

from briefer.cli import options
from briefer.cli.batch_options import with_batch_options
from briefer.cli.batch_progress import BatchCounts, shown
from briefer.cli.console import configure_logging, message, progress, several_lines
from briefer.cli.default_command import DefaultCommand, DefaultCommandGroup
from briefer.cli.json_log import log_as_json
from briefer.cli.output import reject_unwritable, to_stdout

if TYPE_CHECKING:
    from briefer.batch.inputs.opening import BatchInput, InputFormat
    from briefer.batch.options import BatchOptions, RayOptions
    from briefer.batch.rows import BatchRow
    from briefer.batch.run import Batch
    from briefer.settings import Settings

_log = logging.getLogger("briefer.batch")


class Files(NamedTuple):
    """What a batch writes.

    Attributes:
        output: the rows.
        tables: a folder of flat tables, or None.
        errors: the inputs to run again, or None.
        summary: counts, seconds, tokens and cost, or None.
    """

    output: Path
    tables: Path | None = None
    errors: Path | None = None
    summary: Path | None = None

    @property
    def journal(self) -> Path:
        """The journal next to the output."""
        return journal_of(self.output)


def journal_of(output: Path) -> Path:
    """Return the journal of an output."""
    return output.with_name(f"{output.name}.journal")


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


class BatchRun:
    """One run of the command: brief, show the progress, and write the files at the end."""

    def __init__(
        self, given: "BatchInput", files: Files, settings: "Settings", prices: Path | None
    ) -> None:
        self._given = given
        self._files = files
        self._settings = settings
        self._prices = prices
        self._counts = BatchCounts()
        self._skipped = 0

    def state(self) -> str:
        """Return how far it is."""
        return f"{self._counts.finished + self._skipped:,} rows are finished"

    async def run(self, chosen: "BatchOptions") -> None:
        """Brief what is not finished; whatever happens, write what is."""
        from briefer.batch.many import open_batch

        with progress() as report:
            batch_opened = open_batch(
                None, settings=self._settings, options=chosen, progress=report, prices=self._prices
            )
            async with batch_opened as batch:
                is_complete = False
                try:
                    await self._brief(batch)
                    is_complete = True
                finally:
                    self._skipped = batch.skipped
                    self._write(batch, is_complete=is_complete)

    async def _brief(self, batch: "Batch") -> None:
        from contextlib import aclosing

        quiet = options.cli_state().quiet
        sources = self._given.sources(batch.fetcher)
        with shown(several_lines, quiet=quiet) as show:
            async with aclosing(batch.run(sources)) as rows:
                async for row in rows:
                    self._counts.add(row)
                    _log_row(row)
                    share = self._given.share_read
                    total = batch.taken / share if share else None
                    show(self._counts.line(skipped=batch.skipped, total=total))

    def _write(self, batch: "Batch", *, is_complete: bool) -> None:
        """Write the files from the journal."""
        from briefer.batch.output import PARQUET, replaced, write_errors, write_output
        from briefer.batch.summary import as_json, summary_of
        from briefer.batch.tables import write_tables

        files, journal = self._files, batch.journal
        if journal is None:
            return
        run = {
            "model": batch.model,
            "complete": is_complete,
            "seconds": round(self._counts.seconds, 3),
            "finished_now": self._counts.finished,
            "finished_before": batch.skipped,
        }
        for name, value in run.items():
            journal.note(name, value)
        write_output(journal, files.output)
        if files.tables is not None:
            as_parquet = files.output.suffix.lower() == PARQUET
            write_tables(journal, files.tables, as_parquet=as_parquet)
        again = write_errors(journal, files.errors) if files.errors is not None else None
        totals = journal.totals()
        if files.summary is not None:
            with replaced(files.summary) as file:
                file.write(f"{as_json(summary_of(totals, run))}\n".encode())
        line = self._counts.line(skipped=batch.skipped, total=None)
        _log.info("%s", line, extra={"fields": {"event": "end", **run}})
        if not options.cli_state().quiet:
            message("note", f"{line}; written to '{files.output}'")
            if again:
                message("note", f"{again:,} inputs with errors are in '{files.errors}'")


def _log_row(row: "BatchRow") -> None:
    """Log a row without the words of the article."""
    fields = {
        "event": "row",
        "row": row.row,
        "id": row.id,
        "status": row.status,
        "kind": row.error.kind if row.error else None,
        "seconds": row.timings.model_dump(),
        "input_tokens": row.input_tokens,
        "output_tokens": row.output_tokens,
    }
    _log.info("row %d: %s", row.row, row.status, extra={"fields": fields})


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
