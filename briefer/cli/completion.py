"""What a shell offers for arguments that have known values: models, prompts, keys of the config.

It runs at every press of the Tab key, so it imports only what it shows. It offers nothing, rather
than an error, if the settings cannot be read.
"""

from collections.abc import Callable, Iterable

import click
from click.shell_completion import CompletionItem

Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _completed_by(names: Callable[[], Iterable[str]]) -> Complete:
    """Return a click callback that offers the names that begin with what is typed."""

    def complete(
        _context: click.Context, _parameter: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return [CompletionItem(name) for name in names() if name.startswith(incomplete)]

    return complete


def _model_names() -> Iterable[str]:
    from briefer.model.known_names import HOSTED_DEFAULTS, NO_MODEL
    from briefer.model.weights.catalogue import CATALOGUE

    yield from (NO_MODEL, "local", "local:", "files:")
    yield from (entry.model for entry in CATALOGUE)
    yield from (default.model for default in HOSTED_DEFAULTS)


def _weights_names() -> Iterable[str]:
    from briefer.model.weights.catalogue import CATALOGUE

    yield from (entry.name for entry in CATALOGUE)


def _prompt_names() -> Iterable[str]:
    from briefer.errors import SettingsError
    from briefer.prompts import Prompts
    from briefer.settings import Settings

    try:
        yield from Prompts(Settings().prompt_dir).names()
    except (SettingsError, ValueError):
        return


def _config_keys() -> Iterable[str]:
    from briefer.settings import Settings

    yield from Settings.model_fields


model_names = _completed_by(_model_names)
weights_names = _completed_by(_weights_names)
prompt_names = _completed_by(_prompt_names)
config_keys = _completed_by(_config_keys)
language_codes = _completed_by(lambda: ("ar", "de", "en", "es", "fr", "zh"))


def config_values(
    context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offer the values of the key before the cursor, if it has a few."""
    from briefer.config_file import choices
    from briefer.settings import Settings

    key = context.params.get("key")
    values = _model_names() if key == "model" else choices(Settings, str(key))
    return [CompletionItem(value) for value in values if value.startswith(incomplete)]
