"""``briefer cache``: show or delete the cached briefs."""

import click

from briefer.cli import options
from briefer.cli.console import configure_logging
from briefer.cli.output import to_stdout
from briefer.errors import SettingsError


@click.group("cache")
def cache_group() -> None:
    """Show or delete the cached briefs."""


@cache_group.command("info")
@options.common_options
def cache_info() -> None:
    """Show the cache file, and the number and size of the cached briefs."""
    from briefer.cache.store import BriefCache

    configure_logging()
    info = BriefCache(options.load_settings().cache_dir).info()
    to_stdout(f"{info.path}\n{_briefs(info.entries)}, {info.size / 1e6:.1f} MB")


@cache_group.command("clear")
@options.common_options
def cache_clear() -> None:
    """Delete all cached briefs."""
    from briefer.cache.store import BriefCache

    configure_logging()
    cache = BriefCache(options.load_settings().cache_dir)
    try:
        deleted = cache.clear()
        to_stdout(
            "the damaged cache was deleted" if deleted is None else f"{_briefs(deleted)} deleted"
        )
    except BlockingIOError as error:
        raise SettingsError(
            f"cannot empty '{cache.path}' now: {error.strerror}. Try again when it has ended"
        ) from error
    except OSError as error:
        raise SettingsError(
            f"cannot delete '{cache.path}': {error.strerror}. Delete it by hand"
        ) from error


def _briefs(count: int) -> str:
    return f"{count} brief" if count == 1 else f"{count} briefs"
