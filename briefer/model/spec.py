"""Parse the name of a model: from the catalogue, a file, on a server, or of a provider.

For example, ``local/smollm2-135m`` is in the catalogue and ``openai/gpt-5-mini`` has a provider.
"""

import difflib
import logging
from pathlib import Path
from typing import NamedTuple

from instructor.auto_client import supported_providers

from briefer.errors import UnknownModelError, WeightsError
from briefer.model.client.server_models import list_models, only_model, server_endpoint
from briefer.model.known_names import NO_MODEL, default_name
from briefer.model.profile import size_class
from briefer.model.weights.catalogue import CATALOGUE, DEFAULT, Entry, HubFile
from briefer.model.weights.gguf import parameter_count
from briefer.model.weights.unpinned import (
    HUB_PREFIX,
    hub_name,
    parse_hub_name,
    stored_weights,
    unpinned_weights,
)
from briefer.schema.vocabulary import ModelSize
from briefer.settings import Settings

_log = logging.getLogger("briefer")


class CatalogueSpec(NamedTuple):
    """``local`` or ``local/NAME``: an embedded model from the catalogue."""

    entry: Entry


class FileSpec(NamedTuple):
    """``local:/path.gguf``: an embedded model from the user's own file."""

    path: Path


class HubSpec(NamedTuple):
    """``local:hub:OWNER/REPO/FILE``: an embedded model from the hub, outside the catalogue."""

    file: HubFile


class FilesSpec(NamedTuple):
    """``files:DIR``: prompts and answers are files in a folder."""

    folder: Path

    @property
    def name(self) -> str:
        """Its canonical name, without the path of the folder."""
        return f"files:{self.folder.name}"


class ServerSpec(NamedTuple):
    """A model on an OpenAI-compatible server; if ``model`` is None, the only one it has."""

    base_url: str
    model: str | None


class ProviderSpec(NamedTuple):
    """``provider/model``, with instructor's name for the provider."""

    provider: str
    model: str


LocalSpec = CatalogueSpec | FileSpec | HubSpec
ModelSpec = LocalSpec | FilesSpec | ServerSpec | ProviderSpec


def parse_model_spec(settings: Settings) -> ModelSpec:
    """Return which model ``settings`` name.

    Raises:
        UnknownModelError: there is no model of that name.
    """
    if settings.base_url is not None:
        return ServerSpec(settings.base_url.rstrip("/"), settings.model)
    name = settings.model or default_name(settings)
    if name == "local":
        return CatalogueSpec(DEFAULT)
    if name.startswith(HUB_PREFIX):
        return HubSpec(parse_hub_name(name))
    if name.startswith("local:"):
        return FileSpec(Path(name.removeprefix("local:")).expanduser().absolute())
    if name.startswith("files:") and name != "files:":
        return FilesSpec(Path(name.removeprefix("files:")).expanduser().resolve())
    kind, slash, rest = name.partition("/")
    if kind == "local":
        entry = next((entry for entry in CATALOGUE if entry.name == rest), None)
        if entry is not None:
            return CatalogueSpec(entry)
    elif slash and rest and kind in supported_providers:
        return ProviderSpec(kind, rest)
    raise UnknownModelError(_unknown_message(name))


def resolve_model_name(settings: Settings) -> str:
    """Return the canonical name of the model that the settings name, as in ``Model.name``.

    Sends no request, except if ``base_url`` is set without a model: then it asks that server
    which model it has; and for ``local:hub:`` before the first download, for the digest.

    Raises:
        ModelUnavailableError: that server cannot be reached.
        UnknownModelError: there is no such model.
        WeightsError: the file that ``local:`` names cannot be read, or the hub cannot be asked.
    """
    spec = parse_model_spec(settings)
    if isinstance(spec, LocalSpec):
        return local_name(spec, settings)
    if isinstance(spec, FilesSpec):
        return spec.name
    if isinstance(spec, ServerSpec):
        model = spec.model or only_model(list_models(spec.base_url, settings), spec.base_url)
        return server_endpoint(spec.base_url, model).name
    return f"{spec.provider}/{spec.model}"


def resolve_size(settings: Settings) -> ModelSize:
    """Return the size class of the model that the settings name.

    ``settings.profile`` has priority over the catalogue and over what a model's file says. Remote
    models are capable.

    Raises:
        UnknownModelError: there is no such model.
        WeightsError: the file that ``local:`` names cannot be read, is not a GGUF file, or is not
            downloaded yet.
    """
    if settings.profile is not None:
        return settings.profile
    spec = parse_model_spec(settings)
    if isinstance(spec, CatalogueSpec):
        return spec.entry.profile
    if not isinstance(spec, FileSpec | HubSpec):
        return "capable"
    path = spec.path if isinstance(spec, FileSpec) else _downloaded(spec.file, settings)
    parameters = parameter_count(path)
    if parameters is None:
        _log.warning(
            "'%s' does not say how many parameters its model has, so the model counts as small; "
            "'--profile capable' changes that",
            path,
        )
    return size_class(parameters)


def local_name(spec: LocalSpec, settings: Settings) -> str:
    """Return the canonical name of an embedded model.

    The name of a file includes its size and time of change, so it changes with the file; that of a
    file on the hub includes the beginning of its digest.

    Raises:
        WeightsError: the file cannot be read, or the hub cannot be asked.
    """
    if isinstance(spec, CatalogueSpec):
        return spec.entry.model
    if isinstance(spec, HubSpec):
        weights = unpinned_weights(spec.file, settings)
        return f"{weights.model}@{weights.sha256[:12]}"
    try:
        status = spec.path.stat()
    except OSError as error:
        raise WeightsError(
            f"Cannot read the model file '{spec.path}': {error.strerror}. Check the path after "
            "'local:'."
        ) from error
    return f"local:{spec.path}@{status.st_size}-{status.st_mtime_ns}"


def _downloaded(file: HubFile, settings: Settings) -> Path:
    weights = stored_weights(file, settings.model_dir)
    if weights is None:
        raise WeightsError(
            f"The weights of '{hub_name(file)}' are not on this machine, so their size class is "
            f"not known. Run `briefer models pull {hub_name(file)}`, or set --profile."
        )
    return weights.path(settings.model_dir)


def _unknown_message(name: str) -> str:
    embedded = [NO_MODEL, "local", *(f"local/{entry.name}" for entry in CATALOGUE)]
    kind, slash, rest = name.partition("/")
    hosted = [f"{provider}/{rest}" for provider in supported_providers] if slash else []
    names = [*embedded, *(entry.name for entry in CATALOGUE), *hosted]
    close = difflib.get_close_matches(name if slash else kind, names, n=1)
    suggestion = f" Did you mean '{_with_prefix(close[0])}'?" if close else ""
    return (
        f"No model is called '{name}'.{suggestion} Give --model one of {', '.join(embedded)}, "
        "local:/path/to/file.gguf, local:hub:OWNER/REPO/FILE.gguf, files:/path/to/folder (prompts "
        "and answers as files), or a hosted model as provider/model (openai/gpt-5-mini); or give "
        "the address of a server with --base-url."
    )


def _with_prefix(name: str) -> str:
    return f"local/{name}" if any(entry.name == name for entry in CATALOGUE) else name
