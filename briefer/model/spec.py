"""What the name of a model means: an embedded one, a file, a server, a provider."""

import difflib
import importlib.util
import os
from pathlib import Path
from typing import NamedTuple

from instructor.auto_client import supported_providers

from briefer.errors import UnknownModelError, WeightsError
from briefer.model.client.server_models import list_models, only_model, server_origin
from briefer.model.weights.catalogue import CATALOGUE, DEFAULT, Entry
from briefer.settings import Settings


class HostedDefault(NamedTuple):
    """The model that a key in the environment stands for."""

    key_variable: str
    package: str
    model: str


# Looked at in this order when no model is named; the SDK's package must be installed.
HOSTED_DEFAULTS = (
    HostedDefault("OPENAI_API_KEY", "openai", "openai/gpt-5-mini"),
    HostedDefault("ANTHROPIC_API_KEY", "anthropic", "anthropic/claude-haiku-4-5"),
)


class CatalogueSpec(NamedTuple):
    """``local`` or ``local/NAME``: an embedded model of the catalogue."""

    entry: Entry


class FileSpec(NamedTuple):
    """``local:/path.gguf``: a file of the user's."""

    path: Path


class ServerSpec(NamedTuple):
    """A model on an OpenAI-compatible server; without a model, the only one it has."""

    base_url: str
    model: str | None


class ProviderSpec(NamedTuple):
    """``provider/model`` as instructor names it."""

    provider: str
    model: str


def parse_model_spec(settings: Settings) -> CatalogueSpec | FileSpec | ServerSpec | ProviderSpec:
    """Return what ``settings`` name.

    Raises:
        UnknownModelError: nothing bears that name.
    """
    if settings.base_url is not None:
        return ServerSpec(settings.base_url.rstrip("/"), settings.model)
    name = settings.model or _default_name(settings)
    if name == "local":
        return CatalogueSpec(DEFAULT)
    if name.startswith("local:"):
        return FileSpec(Path(name.removeprefix("local:")).expanduser().absolute())
    kind, slash, rest = name.partition("/")
    if kind == "local":
        entry = next((entry for entry in CATALOGUE if entry.name == rest), None)
        if entry is not None:
            return CatalogueSpec(entry)
    elif slash and rest and kind in supported_providers:
        return ProviderSpec(kind, rest)
    raise UnknownModelError(_unknown(name))


def resolve_model_name(settings: Settings) -> str:
    """Return the canonical name of the model that the settings name, as ``Model.name``.

    Asks nobody, but for a server (``base_url``) without a named model: it is asked which one it
    has.

    Raises:
        ModelUnavailableError: that server cannot be reached.
        UnknownModelError: no such model.
        WeightsError: the file that ``local:`` names cannot be read.
    """
    name = parse_model_spec(settings)
    if isinstance(name, CatalogueSpec | FileSpec):
        return local_name(name)
    if isinstance(name, ServerSpec):
        model = name.model or only_model(list_models(name.base_url, settings), name.base_url)
        return server_origin(name.base_url, model).name
    return f"{name.provider}/{name.model}"


def local_name(name: CatalogueSpec | FileSpec) -> str:
    """Return the canonical name of an embedded model, which changes when its file does."""
    if isinstance(name, CatalogueSpec):
        return f"local/{name.entry.name}"
    try:
        state = name.path.stat()
    except OSError as error:
        raise WeightsError(
            f"Cannot read the model file '{name.path}': {error.strerror}. Check the path after "
            "'local:'."
        ) from error
    return f"local:{name.path}@{state.st_size}-{state.st_mtime_ns}"


def _default_name(settings: Settings) -> str:
    if not settings.offline:
        for default in HOSTED_DEFAULTS:
            installed = importlib.util.find_spec(default.package) is not None
            if os.environ.get(default.key_variable) and installed:
                return default.model
    return "local"


def _unknown(name: str) -> str:
    embedded = ["none", "local", *(f"local/{entry.name}" for entry in CATALOGUE)]
    kind, slash, rest = name.partition("/")
    hosted = [f"{provider}/{rest}" for provider in supported_providers] if slash else []
    names = [*embedded, *(entry.name for entry in CATALOGUE), *hosted]
    close = difflib.get_close_matches(name if slash else kind, names, n=1)
    hint = f" Did you mean '{_in_full(close[0])}'?" if close else ""
    return (
        f"No model is called '{name}'.{hint} Name one of {', '.join(embedded)}, "
        "local:/path/to/file.gguf, or a hosted one as provider/model (openai/gpt-5-mini), with "
        "--model; or give the address of a server with --base-url."
    )


def _in_full(name: str) -> str:
    return f"local/{name}" if any(entry.name == name for entry in CATALOGUE) else name
