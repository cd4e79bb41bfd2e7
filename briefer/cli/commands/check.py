"""``briefer check``: compare every quote of a brief with the article."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefer.cli import options
from briefer.cli.console import configure_logging, message, progress
from briefer.cli.output import to_stdout
from briefer.errors import CheckError, SettingsError

if TYPE_CHECKING:
    from briefer.schema.article import Article
    from briefer.settings import Settings


@click.command("check")
@click.argument("brief", type=click.Path(path_type=Path), metavar="BRIEF.json")
@click.option(
    "--article", "source", metavar="SOURCE", help="Compare with this source, not the stored text."
)
@options.offline
@options.allow_private
@options.common_options
def check_command(*, brief: Path, source: str | None) -> None:
    """Check every quote of a brief against its article.

    Exit code 0: every quote is in the article at the stated offsets. 1: some are not, and each of
    them is listed.
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
    article = asyncio.run(_load(source, settings=settings)) if source else None
    result = verify_brief(text, against=article)
    for failure in result.failures:
        message("check", failure)
    if result.failures:
        raise CheckError(
            f"{len(result.failures)} of {result.slices} quotes in '{brief}' do not match the "
            "article. Make the brief again"
        )
    to_stdout(f"{result.slices} quotes checked, all match the article")


async def _load(source: str, *, settings: "Settings") -> "Article":
    from briefer.source.loader import open_source

    with progress():
        return await open_source(source, settings=settings)
