"""The options of ``briefer batch``: its files, how much at once, and what runs the work."""

from pathlib import Path

import click

from briefer.cli import options

FORMATS = ("list", "jsonl", "csv", "parquet", "feed", "sitemap", "folder")
_NEAR = 0.5  # without a number; docs/batch.md has the measurement


def parsed_columns(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    """Return the names of columns that were given as FIELD=NAME."""
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
        "--input-format", type=click.Choice(FORMATS),
        help="What INPUT is (default: by its name and first bytes).",
    ),
    click.option(
        "--column", "columns", multiple=True, metavar="FIELD=NAME", callback=parsed_columns,
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
    click.option(
        "--engine", type=click.Choice(("processes", "ray")), default="processes",
        help="What runs the work: processes of this machine, or Ray.",
    ),
    click.option("--address", help="With --engine ray: the cluster (default: this machine)."),
    click.option(
        "--actors", type=click.IntRange(1, 10_000),
        help="With --engine ray: actors of each stage (default: by the cores).",
    ),
    click.option(
        "--actor-cpus", type=click.FloatRange(0, min_open=True), metavar="N",
        help="With --engine ray: cores that an actor with a model takes (1).",
    ),
    click.option(
        "--actor-gpus", type=click.FloatRange(0), metavar="N",
        help="With --engine ray: GPUs that an actor with a model takes (0).",
    ),
    click.option(
        "--chunk", type=click.IntRange(1, 1_000_000), metavar="N",
        help="With --engine ray: articles in one pipeline (5000).",
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


def with_batch_options(command: options.Command) -> options.Command:
    """Add the options to a command."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
