"""``briefer check``: every quote of a brief again."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefer.cli import options
from briefer.cli.console import configure_logging, message, progress
from briefer.cli.output import to_stdout
from briefer.errors import CheckError, SettingsError

if TYPE_CHECKING:
    from briefer.article import Article
    from briefer.settings import Settings


@click.command("check")
@click.argument("brief", type=click.Path(path_type=Path), metavar="BRIEF.json")
@click.option("--article", "source", metavar="SOURCE", help="Check against this, fetched anew.")
@options.offline
@options.allow_private
@options.common_options
def check_command(*, brief: Path, source: str | None) -> None:
    """Look up every quote of a brief in its article again.

    Exit code 0: every quote stands where the brief says. 1: some do not, and each is named.
    """
    import asyncio

    from briefer.verification import verify_brief

    configure_logging()
    settings = options.load_settings()
    try:
        text = brief.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SettingsError(
            f"cannot read '{brief}': {reason}. Name a file that 'briefer -f json' wrote"
        ) from error
    article = asyncio.run(_fetched(source, settings=settings)) if source else None
    checked = verify_brief(text, against=article)
    for failure in checked.failures:
        message("check", failure)
    if checked.failures:
        raise CheckError(
            f"{len(checked.failures)} of {checked.slices} evidence slices do not hold in "
            f"'{brief}'. Make the brief anew from its article"
        )
    to_stdout(f"{checked.slices} evidence slices checked, every one holds")


async def _fetched(source: str, *, settings: "Settings") -> "Article":
    from briefer.source.loader import open_source

    with progress():
        return await open_source(source, settings=settings)
