"""``briefer batch export``, ``submit`` and ``collect``: a batch through a provider's batch API.

Such an API costs about half and answers within a day. ``export`` writes the requests as files,
``submit`` sends them, ``collect`` takes the answers and asks what follows from them.
"""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefer.cli import options
from briefer.cli.batch_options import FORMATS, parsed_columns
from briefer.cli.batch_run import BatchRun, Files, journal_of
from briefer.cli.commands.batch import batch_group
from briefer.cli.console import configure_logging, message
from briefer.cli.output import reject_unwritable

if TYPE_CHECKING:
    from briefer.batch.hosted_rounds import Plan, Rounds
    from briefer.batch.inputs.opening import InputFormat

__all__ = ["batch_group"]

_STDIN = "-"
_OUTPUT = click.argument("output", type=click.Path(path_type=Path), metavar="OUTPUT")


@batch_group.command("export")
@click.argument("source", metavar="INPUT")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help="Write rows to FILE, and requests to the folder FILE.requests.",
)
@click.option(
    "--input-format",
    type=click.Choice(FORMATS),
    help="What INPUT is (default: by its name and first bytes).",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    callback=parsed_columns,
    help="Column of url, path, text, id, title, published, publisher or language.",
)
@click.option(
    "--shard-requests",
    type=click.IntRange(1),
    default=50_000,
    metavar="N",
    help="Requests in one file, at most (50000).",
)
@click.option(
    "--shard-bytes",
    type=click.IntRange(1_000),
    default=200_000_000,
    metavar="N",
    help="Bytes of one file, at most (200000000).",
)
@click.option(
    "--no-response-schema",
    is_flag=True,
    help="Describe the form of an answer in the prompt, for APIs without JSON Schema.",
)
@click.option("--retry", is_flag=True, help="Ask again about rows with errors, too.")
@click.option("--again", is_flag=True, help="Write requests again that have no answer yet.")
@click.option(
    "--workers", type=click.IntRange(1, 1_000), help="Processes (default: one for each core)."
)
@click.option(
    "--near-duplicates",
    type=click.FloatRange(0, 1, min_open=True),
    metavar="SIMILARITY",
    help="Link near copies to the first one instead of briefing them.",
)
@click.option("--ignore-robots", is_flag=True, help="Do not ask the robots.txt of hosts.")
@click.option(
    "--prices",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="TOML file with the price of a million tokens by model.",
)
@options.model
@options.base_url
@options.profile
@options.lang
@options.brief_lang
@options.no_verify
@options.allow_private
@options.force
@options.common_options
def batch_export(  # noqa: PLR0913 (the options of the command)
    *,
    source: str,
    output: Path,
    input_format: "InputFormat | None",
    columns: dict[str, str],
    shard_requests: int,
    shard_bytes: int,
    no_response_schema: bool,
    retry: bool,
    again: bool,
    workers: int | None,
    near_duplicates: float | None,
    ignore_robots: bool,
    prices: Path | None,
) -> None:
    """Write the requests of a batch as files in OpenAI's batch format.

    Send them with "briefer batch submit", or upload the files by hand and give the
    results to "briefer batch collect". The price of a batch API is about half.
    """
    from briefer.addresses import parse_web_address
    from briefer.batch.hosted_rounds import Plan, folder_of, kept_settings, opened_rounds
    from briefer.batch.options import BatchOptions
    from briefer.model.hosted_batches.shards import ShardLimits

    configure_logging()
    reject_unwritable(output)
    if source == _STDIN:
        raise click.UsageError("The input is read in each round: save it in a file.")
    is_remote = parse_web_address(source) is not None
    plan = Plan(
        source=source if is_remote else str(Path(source).absolute()),
        input_format=input_format,
        columns=columns,
        options=BatchOptions(
            workers=workers,
            near_duplicates=near_duplicates,
            robots=not ignore_robots,
            journal=journal_of(output).absolute(),
            requests=folder_of(output).absolute(),
            response_schema=not no_response_schema,
        ),
        settings=kept_settings(options.load_settings()),
        limits=ShardLimits(requests=shard_requests, bytes=shard_bytes),
        prices=prices and prices.absolute(),
    )
    with opened_rounds(output, create=True) as rounds:
        rounds.keep(plan)
        if retry:
            rounds.store.retry()
        if again:
            rounds.store.unanswered()
        _round(rounds, plan, output, retry=retry)
        _write_files(rounds, plan)


@batch_group.command("submit")
@_OUTPUT
@click.option("--wait", is_flag=True, help="Wait for the answers, round by round, until the end.")
@click.option(
    "--every",
    type=click.FloatRange(0, 86_400, min_open=True),
    default=60.0,
    metavar="SECONDS",
    help="With --wait: seconds from one look at the batches to the next (60).",
)
@options.common_options
def batch_submit(*, output: Path, wait: bool, every: float) -> None:
    """Send the requests of a batch to the provider's batch API.

    OUTPUT is that of "briefer batch export". Nothing that has an answer is sent again.
    """
    from briefer.batch.hosted_rounds import opened_rounds

    configure_logging()
    with opened_rounds(output) as rounds:
        plan = rounds.plan()
        _submit(rounds, plan)
        while wait and _is_waiting(rounds):
            time.sleep(every)
            if _collect(rounds, plan, output, wait=True):
                _submit(rounds, plan)


@batch_group.command("collect")
@_OUTPUT
@click.argument("results", nargs=-1, type=click.Path(path_type=Path), metavar="[RESULTS]...")
@options.common_options
def batch_collect(*, output: Path, results: tuple[Path, ...]) -> None:
    """Collect answers, finish what can be finished, and prepare what is still to ask.

    Without RESULTS, the batches that were submitted are asked. RESULTS are output and
    error files of a batch API that was used by hand.
    """
    from briefer.batch.hosted_rounds import opened_rounds
    from briefer.model.hosted_batches.results import Taken, take_file

    configure_logging()
    with opened_rounds(output) as rounds:
        plan = rounds.plan()
        if not results:
            _collect(rounds, plan, output, wait=False)
            return
        taken = Taken()
        for path in results:
            taken = taken.plus(take_file(rounds.store, path))
        _say_taken(taken, 0)
        _round(rounds, plan, output)
        _write_files(rounds, plan)


def _round(rounds: "Rounds", plan: "Plan", output: Path, *, retry: bool = False) -> None:
    """Brief what can be briefed with the answers that are there."""
    import asyncio

    from briefer.batch.inputs.columns import Columns
    from briefer.batch.inputs.opening import BatchInput

    settings = plan.load_settings()
    given = BatchInput(
        plan.source, form=plan.input_format, columns=Columns(plan.columns), settings=settings
    )
    command = BatchRun(given, Files(output), settings, plan.prices)
    asyncio.run(command.run(plan.options.model_copy(update={"retry": retry})))
    if not _is_waiting(rounds):
        rounds.end()


def _is_waiting(rounds: "Rounds") -> bool:
    counts = rounds.store.counts()
    return bool(counts.get("new") or counts.get("written"))


def _write_files(rounds: "Rounds", plan: "Plan") -> None:
    """Write the requests that wait as files, and say where they are."""
    from briefer.model.hosted_batches.shards import FOLDER, write_shards

    shards = write_shards(rounds.store, plan.limits)
    if shards:
        count = sum(shard.requests for shard in shards)
        message(
            "note",
            f"{count:,} requests are in {_files(len(shards))} in '{rounds.folder / FOLDER}': "
            "'briefer batch submit' sends them, or upload them by hand",
        )
    _say_waiting(rounds)


def _submit(rounds: "Rounds", plan: "Plan") -> None:
    import asyncio

    from briefer.model.hosted_batches.api import BatchApi
    from briefer.model.hosted_batches.exchange import submit

    async def run() -> None:
        api = BatchApi(plan.load_settings())
        try:
            sent = await submit(rounds.store, api, plan.limits)
        finally:
            await api.aclose()
        requests = sum(shard.requests for shard in sent)
        message("note", f"{requests:,} requests sent in {_files(len(sent))}")

    asyncio.run(run())


def _collect(rounds: "Rounds", plan: "Plan", output: Path, *, wait: bool) -> bool:
    """Collect what has ended; return whether there was anything."""
    import asyncio

    from briefer.errors import ModelError
    from briefer.model.hosted_batches.api import BatchApi
    from briefer.model.hosted_batches.exchange import Collected, collect

    async def run() -> Collected:
        api = BatchApi(plan.load_settings())
        try:
            return await collect(rounds.store, api)
        finally:
            await api.aclose()

    found = asyncio.run(run())
    if found.ended or not wait:
        _say_taken(found.taken, found.running)
    if found.ended:
        _round(rounds, plan, output)
        _say_waiting(rounds)
    if found.rejected and wait:
        raise ModelError(
            f"the provider rejected a batch ({found.rejected[0]}): correct the cause, then run "
            "'briefer batch submit' again"
        )
    return bool(found.ended)


def _say_taken(taken: "tuple[int, ...]", running: int) -> None:
    answers, failed, returned, _ = taken
    message(
        "note",
        f"{answers:,} new answers, {failed:,} requests rejected, {returned:,} to send again; "
        f"{running:,} batches are not finished",
    )


def _say_waiting(rounds: "Rounds") -> None:
    counts = rounds.store.counts()
    new, sent = counts.get("new", 0), counts.get("written", 0)
    if new or sent:
        message("note", f"{new:,} requests are to be sent, {sent:,} wait for their answers")
    else:
        message("note", "no request waits: the batch is finished")


def _files(count: int) -> str:
    return f"{count:,} file" if count == 1 else f"{count:,} files"
