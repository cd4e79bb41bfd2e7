"""``briefer SOURCE…``: brief each source, and print the brief or write it to a file."""

import re
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from briefer.addresses import without_credentials
from briefer.cli import options
from briefer.cli.colour import wants_colour, wants_style
from briefer.cli.console import configure_logging, message, progress
from briefer.cli.default_command import DEFAULT_COMMAND, DefaultCommand
from briefer.cli.estimate import Durations
from briefer.cli.output import make_folder, reject_unwritable, to_file, to_stdout
from briefer.errors import SettingsError, SourceError, WaitingForAnswersError
from briefer.rendering.registry import (
    FORMATS,
    OutputFormat,
    format_for,
    format_named,
    has_known_suffix,
)

if TYPE_CHECKING:
    from briefer.events import BriefEvent, Emit
    from briefer.local_server import LocalServer
    from briefer.rendering.pdf.document import Paper
    from briefer.schema.brief import Brief
    from briefer.settings import Settings

_MAX_NAME_BYTES = 120  # of 255 that a file system allows

STDIN = "-"
STDOUT = "-"
TERMINAL = format_named("terminal")
PDF = format_named("pdf")
FORMAT_IN_FOLDER = format_named("html")


class Target(NamedTuple):
    """Where a brief goes (None is stdout), and in which format."""

    path: Path | None
    output_format: OutputFormat


def brief_options(command: options.Command) -> options.Command:
    """Add the options of a command that briefs articles."""
    for option in reversed(
        (
            click.option(
                "-f", "--format", "format_name",
                type=click.Choice([output_format.name for output_format in FORMATS]),
                help="Output format (default: from the -o suffix, else terminal).",
            ),
            click.option(
                "-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
                help="Write to FILE; for several sources, a folder.",
            ),
            click.option(
                "--paper", type=click.Choice(["a4", "us-letter"]), default="a4",
                help="Size of a PDF's page (a4).",
            ),
            options.sign,
            options.model,
            options.base_url,
            options.profile,
            options.lang,
            options.brief_lang,
            options.no_verify,
            click.option(
                "--explain", is_flag=True,
                help="Show the evidence of each line, and rejected items.",
            ),
            click.option(
                "--all", "everything", is_flag=True,
                help="Show everything, even if it exceeds one page.",
            ),
            options.no_cache,
            options.no_server,
            options.offline,
            options.allow_private,
            options.force,
            options.common_options,
        )
    ):  # fmt: skip
        command = option(command)
    return command


class Form(NamedTuple):
    """How briefs are shown, as the options say."""

    format_name: str | None
    output: Path | None
    paper: "Paper"
    explain: bool
    everything: bool


@click.command(DEFAULT_COMMAND, cls=DefaultCommand, hidden=True)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@brief_options
def brief_command(
    *,
    sources: tuple[str, ...],
    format_name: str | None,
    output: Path | None,
    paper: "Paper",
    explain: bool,
    everything: bool,
) -> None:
    """Brief one or more articles."""
    configure_logging()
    form = Form(format_name, output, paper, explain, everything)
    click.get_current_context().exit(brief_sources(sources, form))


def brief_sources(sources: tuple[str, ...], form: Form) -> int:
    """Brief each source, show the briefs, and return the exit code."""
    settings = options.load_settings()
    chosen = None if form.format_name is None else format_named(form.format_name)
    targets = _targets(sources, chosen=chosen, output=form.output)
    sign = _signer(options.cli_state().sign_with, targets)
    code = 0
    waiting: list[WaitingForAnswersError] = []
    for source, target in zip(sources, targets, strict=True):
        try:
            brief = brief_source(source, settings=settings)
        except SourceError as error:
            if len(sources) == 1:
                raise
            message("error", str(error))  # the other sources may be fine
            code = code or error.exit_code
            continue
        except WaitingForAnswersError as error:
            waiting.append(error)  # write the prompts of the other sources, too
            continue
        try:
            _output(sign(brief), target=target, form=form)
        except SettingsError as error:
            if len(sources) == 1:
                raise
            message("error", str(error))  # the other files may be written
            code = code or error.exit_code
    if waiting:
        raise WaitingForAnswersError.joined(waiting)
    return code


def brief_source(source: str, *, settings: "Settings") -> "Brief":
    """Brief one source, and show the progress.

    Args:
        source: a URL, a path, or - for stdin.
        settings: all settings.
    """
    import asyncio
    import logging

    from briefer.server.warm_client import ServerLeftError, server_for

    data: str | bytes = source
    if source == STDIN:
        # One byte above the limit is enough for the source to be rejected as too large.
        data = sys.stdin.buffer.read(settings.max_source_bytes + 1)
    durations = _durations(settings)
    with progress(durations) as report:
        watch = _Watch(report, durations)
        if (server := server_for(settings)) is not None:
            try:
                return _brief_by_server(server, data, settings=settings, watch=watch)
            except ServerLeftError as error:
                logging.getLogger("briefer").info(
                    "the running server did not make the brief: %s", error
                )
        return asyncio.run(_brief_here(data, settings=settings, watch=watch))


class _Watch:
    """Reports events, and remembers how long the brief took."""

    def __init__(self, report: "Emit", durations: Durations) -> None:
        self._report = report
        self._durations = durations
        self._start = time.monotonic()
        self._is_usual = True

    def brief_in(self, event: "BriefEvent") -> "Brief | None":
        """Report an event, and return its brief if it has one."""
        self._report(event)
        if event.kind == "article":
            self._start = time.monotonic()
        elif event.kind == "step" and event.unit == "bytes":
            self._is_usual = False  # a download is no part of how long a brief takes
        elif event.kind == "brief":
            if self._is_usual and not event.from_cache:
                seconds = time.monotonic() - self._start
                self._durations.remember(len(event.brief.article.text), seconds)
            return event.brief
        return None


async def _brief_here(data: str | bytes, *, settings: "Settings", watch: _Watch) -> "Brief":
    from briefer.pipeline import stream

    async for event in stream(data, settings=settings):
        if (brief := watch.brief_in(event)) is not None:
            return brief
    raise AssertionError("unreachable: the last event has the brief")


def _brief_by_server(
    server: "LocalServer", data: str | bytes, *, settings: "Settings", watch: _Watch
) -> "Brief":
    """Let the server of this user make the brief; closing the connection would cancel it."""
    from briefer.server.warm_client import served_events

    with closing(served_events(server, data, settings)) as events:
        for event in events:
            if (brief := watch.brief_in(event)) is not None:
                return brief
    raise AssertionError("unreachable: the last event has the brief")


def _signer(path: Path | None, targets: Iterable[Target]) -> Callable[["Brief"], "Brief"]:
    """Return what signs the briefs; the key is read before any work is done."""
    if path is None:
        return lambda brief: brief
    from functools import partial

    from briefer.signing import is_open_to_others, load_private_key, sign_brief

    if any(target.output_format.name != "json" for target in targets):
        raise click.UsageError("'--sign' signs JSON only: add '-f json'.")
    key = load_private_key(path)
    if is_open_to_others(path):
        message("note", f"others can read the key '{path}': close it with 'chmod 600'")
    return partial(sign_brief, key=key)


def _durations(settings: "Settings") -> Durations:
    """Return how long briefs by this model took; with answers in files that says nothing."""
    name = settings.model or "default"
    is_known = settings.cache and not name.startswith("files:")
    if settings.base_url:
        name = f"{name} at {without_credentials(settings.base_url)}"
    return Durations(settings.cache_dir if is_known else None, name)


def _output(brief: "Brief", *, target: Target, form: Form) -> None:
    explain, everything = form.explain, form.everything
    if target.output_format == TERMINAL:
        from rich.console import Console

        from briefer.rendering.terminal import print_brief, terminal_text

        if target.path is None and wants_style(sys.stdout):
            console = Console(force_terminal=True, no_color=not wants_colour(sys.stdout))
            print_brief(brief, console=console, explain=explain, everything=everything)
            return
        content: str | bytes = terminal_text(brief, explain=explain, everything=everything)
    elif target.output_format == PDF:
        from briefer.rendering.pdf.document import pdf_bytes

        content = pdf_bytes(brief, paper=form.paper)
    else:
        content = target.output_format.render(brief)
    if target.path is None:
        to_stdout(content)
    else:
        to_file(content, target.path)


def _targets(
    sources: tuple[str, ...], *, chosen: OutputFormat | None, output: Path | None
) -> list[Target]:
    """Return where each brief goes; reject what cannot be written before any work is done."""
    if sources.count(STDIN) > 1:
        raise click.UsageError("'-' is stdin, which can be read only once.")
    if output is None or str(output) == STDOUT:
        output_format = chosen or TERMINAL
        if len(sources) > 1 and not output_format.concatenable:
            raise click.UsageError(
                f"Several briefs as {output_format.name} need a folder: name it with '-o FOLDER'."
            )
        if not output_format.is_text and sys.stdout.isatty():
            raise click.UsageError(
                f"The format {output_format.name} is no text for a terminal: "
                "name a file with '-o FILE'."
            )
        return [Target(None, output_format)] * len(sources)
    if len(sources) == 1 and not output.is_dir():
        reject_unwritable(output)
        return [Target(output, chosen or format_for(output))]
    if has_known_suffix(output):
        raise click.UsageError(f"Several briefs need a folder, but '{output}' names a file.")
    output_format = chosen or FORMAT_IN_FOLDER
    make_folder(output)
    suffix = output_format.suffixes[0]
    return [Target(output / f"{name}{suffix}", output_format) for name in file_names(sources)]


def file_names(sources: Iterable[str]) -> list[str]:
    """Name a file after the last part of each source, so that no two names are equal."""
    names: list[str] = []
    for source in sources:
        address = re.sub(r"[?#].*", "", without_credentials(source))
        last_part = address.rstrip("/").rsplit("/", 1)[-1]
        stem = re.sub(r"[^\w.-]+", "-", Path(last_part).stem).strip("-.")
        stem = stem.encode(errors="replace")[:_MAX_NAME_BYTES].decode(errors="ignore") or "stdin"
        name, number = stem, 1
        while name in names:
            number += 1
            name = f"{stem}-{number}"
        names.append(name)
    return names
