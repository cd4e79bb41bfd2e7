"""``briefer SOURCE…``: a brief of each source, printed or written to a file."""

import io
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from briefer.cli import options
from briefer.cli.console import configure_logging, message, progress
from briefer.cli.default_command import DEFAULT_COMMAND, DefaultCommand
from briefer.cli.output import make_folder, refuse_unwritable, to_file, to_stdout
from briefer.errors import SourceError

if TYPE_CHECKING:
    from briefer.progress import Progress
    from briefer.rendering.registry import OutputFormat
    from briefer.schema import Brief
    from briefer.settings import Settings

STDIN = "-"
SUFFIXES: "dict[OutputFormat, str]" = {
    "terminal": ".txt",
    "md": ".md",
    "html": ".html",
    "json": ".json",
}
FACE_IN_A_FOLDER: "OutputFormat" = "html"


class Target(NamedTuple):
    """Where a brief goes (None is stdout), and in which form."""

    path: Path | None
    face: "OutputFormat"


@click.command(DEFAULT_COMMAND, cls=DefaultCommand, hidden=True)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-f", "--format", "face", type=click.Choice(tuple(SUFFIXES)),
    help="What the brief looks like: terminal, unless -o says more.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE",
    help="Write there; the suffix picks the format. A folder for several.",
)  # fmt: skip
@options.model
@options.base_url
@options.lang
@click.option(
    "--explain", is_flag=True, help="Show the words behind each line, and what was refused."
)
@click.option(
    "--all", "everything", is_flag=True,
    help="Show everything, also what does not fit on one page.",
)  # fmt: skip
@options.no_cache
@options.offline
@options.allow_private
@options.common_options
def brief_command(
    *,
    sources: tuple[str, ...],
    face: "OutputFormat | None",
    output: Path | None,
    explain: bool,
    everything: bool,
) -> None:
    """Brief one or more articles."""
    import asyncio

    configure_logging()
    settings = options.load_settings()
    targets = _targets(sources, face=face, output=output)
    code = 0
    for source, target in zip(sources, targets, strict=True):
        try:
            with progress() as tell:
                made = asyncio.run(_brief(source, settings=settings, tell=tell))
        except SourceError as error:
            if len(sources) == 1:
                raise
            message("error", str(error))  # the others may well be articles
            code = code or error.exit_code
            continue
        _show(made, target=target, explain=explain, everything=everything)
    click.get_current_context().exit(code)


async def _brief(source: str, *, settings: "Settings", tell: "Progress") -> "Brief":
    from briefer.pipeline import abrief

    given: str | bytes = source
    if source == STDIN:
        # One byte more than is allowed is enough to be refused.
        given = sys.stdin.buffer.read(settings.max_source_bytes + 1)
    return await abrief(given, settings=settings, progress=tell)


def _show(brief: "Brief", *, target: Target, explain: bool, everything: bool) -> None:
    from briefer.rendering.registry import render

    if target.face == "terminal" and target.path is None and sys.stdout.isatty():
        from rich.console import Console

        from briefer.rendering.terminal import print_brief

        print_brief(brief, console=Console(), explain=explain, everything=everything)
        return
    if target.face == "terminal":
        page = _page(brief, explain=explain, everything=everything)
    else:
        page = render(brief, target.face)
    if target.path is None:
        to_stdout(page)
    else:
        to_file(page, target.path)


def _page(brief: "Brief", *, explain: bool, everything: bool) -> str:
    """Set what a terminal shows as plain text of 80 columns."""
    from rich.console import Console

    from briefer.rendering.terminal import WIDTH, print_brief

    page = io.StringIO()
    plain = Console(file=page, width=WIDTH, color_system=None, legacy_windows=False)
    print_brief(brief, console=plain, explain=explain, everything=everything)
    return page.getvalue()


def _targets(
    sources: tuple[str, ...], *, face: "OutputFormat | None", output: Path | None
) -> list[Target]:
    """Tell where the brief of each source goes, and refuse early what could not be written."""
    from briefer.rendering.registry import format_for

    if sources.count(STDIN) > 1:
        raise click.UsageError("'-' stands for stdin, which can be read only once.")
    if output is None or str(output) == STDIN:
        if len(sources) > 1 and face == "html":
            raise click.UsageError("Several HTML pages need a folder: name it with '-o FOLDER'.")
        return [Target(None, face or "terminal")] * len(sources)
    if len(sources) == 1 and not output.is_dir():
        refuse_unwritable(output)
        return [Target(output, face or format_for(output))]
    if output.suffix in SUFFIXES.values():
        raise click.UsageError(f"Several briefs need a folder, and '{output}' names a file.")
    face = face or FACE_IN_A_FOLDER
    make_folder(output)
    return [Target(output / f"{name}{SUFFIXES[face]}", face) for name in _names(sources)]


def _names(sources: Iterable[str]) -> list[str]:
    """Name a file for each source after its last part, so that no two are the same."""
    names: list[str] = []
    for source in sources:
        last = source.split("?")[0].rstrip("/").rsplit("/", 1)[-1]
        stem = re.sub(r"[^\w.-]+", "-", Path(last).stem).strip("-.") or "stdin"
        name, number = stem, 1
        while name in names:
            number += 1
            name = f"{stem}-{number}"
        names.append(name)
    return names
