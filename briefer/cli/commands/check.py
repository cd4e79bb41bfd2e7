"""``briefer check``: compare every quote and every statement of a brief with the article."""

from collections.abc import Sequence
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

_MAX_BYTES = 100_000_000
_MAX_FAILURES, _MAX_UNKNOWN = 200, 20  # that are listed


@click.command("check")
@click.argument("brief", type=click.Path(path_type=Path), metavar="BRIEF.json")
@click.option(
    "--article", "source", metavar="SOURCE", help="Compare with this source, not the stored text."
)
@click.option(
    "--verify-key",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Verify the signature with this public key (PEM).",
)
@options.offline
@options.allow_private
@options.common_options
def check_command(*, brief: Path, source: str | None, verify_key: Path | None) -> None:
    """Check every quote of a brief against its article.

    If all quotes hold, the statements are checked, too: lines, names, times, claims and sources.

    Exit code 0: every quote is in the article at the stated offsets, and no statement is proven
    wrong. 1: some are, and each of them is listed. What code cannot decide is listed, too.

    A signature that holds proves that nothing in the file was changed since somebody who has the
    private key signed it. It does not prove who has that key, when the brief was made, or that
    article and brief are true.
    """
    import asyncio

    from briefer.signing import load_public_key, verify_signature
    from briefer.verification import verify_brief

    configure_logging()
    settings = options.load_settings()
    text = _read(brief)
    if verify_key is not None:
        verify_signature(text, load_public_key(verify_key))
    article = asyncio.run(_load(source, settings=settings)) if source else None
    result = verify_brief(text, against=article, settings=settings)
    _report("check", result.failures, limit=_MAX_FAILURES)
    _report("unknown", result.unknown, limit=_MAX_UNKNOWN)
    if result.failures and not result.statements:
        raise CheckError(
            f"{len(result.failures)} of {result.slices} quotes in '{brief}' do not match the "
            "article. Make the brief again"
        )
    if result.failures:
        raise CheckError(
            f"{len(result.failures)} of {result.statements} statements in '{brief}' do not hold, "
            "although all quotes match the article. Make the brief again"
        )
    unknown = len(result.unknown)
    hold = f"{result.statements - unknown} hold, {unknown} cannot be decided by code"
    signature = ""
    if verify_key is not None:
        signature = (
            f"signature holds: signed with the private key of '{verify_key}', not changed since\n"
        )
    elif result.is_signed:
        signature = "signature not verified: name the public key with '--verify-key FILE'\n"
    to_stdout(
        f"{signature}{result.slices} quotes checked, all match the article\n"
        f"{result.statements} statements checked, {hold if unknown else 'all hold'}\n"
        "not checked: title, author, publisher, dates and address of the article, coverage, and "
        "who made the brief"
    )


def _read(brief: Path) -> str:
    """Return the text of a file of a plausible size."""
    try:
        with brief.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
        if len(data) <= _MAX_BYTES:
            return data.decode("utf-8")
        reason = f"it has more than {_MAX_BYTES:,} bytes"
    except (OSError, ValueError) as error:  # ValueError: not UTF-8, or NUL in the name
        reason = (error.strerror if isinstance(error, OSError) else None) or "it is not UTF-8 text"
    raise SettingsError(
        f"cannot read '{brief}': {reason}. Name a file that 'briefer -f json' wrote"
    )


def _report(kind: str, messages: Sequence[str], *, limit: int) -> None:
    for text in messages[:limit]:
        message(kind, text)
    if (more := len(messages) - limit) > 0:
        message(kind, f"… {more:,} more")


async def _load(source: str, *, settings: "Settings") -> "Article":
    from briefer.source.loader import open_source

    with progress():
        return await open_source(source, settings=settings)
