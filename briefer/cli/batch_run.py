"""Run a batch for the command line: show how it gets on, and write its files from the journal."""

import logging
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefer.cli import options
from briefer.cli.batch_progress import BatchCounts, shown
from briefer.cli.console import message, progress, several_lines

if TYPE_CHECKING:
    from briefer.batch.inputs.opening import BatchInput
    from briefer.batch.options import BatchOptions
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


class BatchRun:
    """One run of the command: brief, show the progress, and write the files at the end.

    Args:
        given: the input.
        files: what is written.
        settings: all settings.
        prices: a file with the price of the model, or None.
    """

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
