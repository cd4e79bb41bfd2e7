"""``briefer cache`` and ``briefer schema``: what is kept, and what form it has."""

import click

from briefer.cli import options
from briefer.cli.console import configure_logging
from briefer.cli.output import to_stdout
from briefer.errors import SettingsError


@click.group("cache")
def cache_group() -> None:
    """Look at the briefs that are kept, or delete them."""


@cache_group.command("info")
@options.common_options
def cache_info() -> None:
    """Show where briefs are kept, how many, and how large they are."""
    from briefer.cache import BriefCache

    configure_logging()
    info = BriefCache(options.load_settings().cache_dir).info()
    to_stdout(f"{info.path}\n{_briefs(info.entries)}, {info.size / 1e6:.1f} MB")


@cache_group.command("clear")
@options.common_options
def cache_clear() -> None:
    """Delete every kept brief."""
    from briefer.cache import BriefCache

    configure_logging()
    cache = BriefCache(options.load_settings().cache_dir)
    try:
        to_stdout(f"{_briefs(cache.clear())} deleted")
    except OSError as error:
        raise SettingsError(
            f"cannot delete '{cache.path}': {error.strerror}. Delete it yourself"
        ) from error


def _briefs(count: int) -> str:
    return f"{count} brief" if count == 1 else f"{count} briefs"
