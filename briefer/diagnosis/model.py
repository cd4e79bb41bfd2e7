"""Checks of the chosen model: its weights, its key, its server; and which other weights exist."""

import asyncio
import os
from collections.abc import Iterator

from briefer.addresses import is_loopback, without_credentials
from briefer.diagnosis.machine import unwritable
from briefer.diagnosis.result import CheckResult
from briefer.errors import BrieferError
from briefer.model.client.server_models import list_models
from briefer.model.known_names import HOSTED_DEFAULTS, NO_MODEL
from briefer.model.remote import open_hosted
from briefer.model.spec import (
    CatalogueSpec,
    FilesSpec,
    HubSpec,
    LocalSpec,
    ModelSpec,
    ProviderSpec,
    ServerSpec,
    local_name,
    parse_model_spec,
)
from briefer.model.weights.catalogue import CATALOGUE, Entry
from briefer.model.weights.download import is_pulled
from briefer.model.weights.unpinned import all_stored, hub_name, stored_weights
from briefer.settings import Settings


def chosen_model(settings: Settings) -> ModelSpec | None:
    """Return the model that would be used; None for ``none``.

    Raises:
        BrieferError: there is no such model.
    """
    return None if settings.model == NO_MODEL else parse_model_spec(settings)


def check_model(spec: ModelSpec | None, settings: Settings) -> Iterator[CheckResult]:
    """Check the model that would be used."""
    try:
        if spec is None:
            yield CheckResult("model", "ok", "none: the article's own words, without a model")
        elif isinstance(spec, LocalSpec):
            yield _check_embedded(spec, settings)
        elif isinstance(spec, ServerSpec):
            yield _check_server(spec, settings)
        elif isinstance(spec, ProviderSpec):
            yield _check_hosted(spec, settings)
        else:
            yield _check_files(spec)
    except BrieferError as error:
        yield CheckResult("model", "fail", str(error))


def check_weights(settings: Settings) -> Iterator[CheckResult]:
    """Report the weights on this machine."""
    stored = [entry for entry in CATALOGUE if entry.path(settings.model_dir).is_file()]
    for weights in (*stored, *all_stored(settings.model_dir)):
        size = weights.path(settings.model_dir).stat().st_size
        yield CheckResult("weights", "ok", f"{weights.model}, {size / 1e6:,.0f} MB")
    if not stored:
        found = f"none of the catalogue in {settings.model_dir}"
        yield CheckResult("weights", "ok", found)


def check_keys(settings: Settings) -> Iterator[CheckResult]:
    """Report which keys are set, and never show them."""
    names = [default.key_variable for default in HOSTED_DEFAULTS if os.environ.get(default[0])]
    if settings.api_key is not None:
        names.append("api_key")
    found = f"set: {', '.join(names)}" if names else "none is set"
    yield CheckResult("keys", "ok", found)


def _check_embedded(spec: LocalSpec, settings: Settings) -> CheckResult:
    if isinstance(spec, CatalogueSpec):
        return _check_catalogue(spec.entry, settings)
    if isinstance(spec, HubSpec):
        name = hub_name(spec.file)
        if stored_weights(spec.file, settings.model_dir):
            return CheckResult("model", "ok", f"{name} is downloaded")
        return _missing(name, settings)
    local_name(spec, settings)  # raises if the file cannot be read
    return CheckResult("model", "ok", f"local:{spec.path} can be read")


def _check_catalogue(entry: Entry, settings: Settings) -> CheckResult:
    if is_pulled(entry, model_dir=settings.model_dir):
        return CheckResult("model", "ok", f"{entry.model} is downloaded and intact")
    if entry.path(settings.model_dir).exists():
        mend = f"briefer models pull --verify {entry.name}"
        return CheckResult("model", "fail", f"the file of {entry.model} is damaged", mend)
    return _missing(entry.name, settings)


def _missing(name: str, settings: Settings) -> CheckResult:
    """Return what to say about weights that are downloaded when they are needed."""
    mend = f"briefer models pull {name}"
    if settings.offline:
        found = f"the weights of {name} are missing, and --offline forbids to download them"
        return CheckResult("model", "fail", found, mend)
    if problem := unwritable(settings.model_dir):
        found = f"the weights of {name} are missing; {settings.model_dir}: {problem}"
        return CheckResult("model", "fail", found, "set BRIEFER_MODEL_DIR to a writable folder")
    found = f"the weights of {name} are not here; the first brief downloads them"
    return CheckResult("model", "warn", found, mend)


def _check_server(spec: ServerSpec, settings: Settings) -> CheckResult:
    shown = without_credentials(spec.base_url)
    if settings.offline and not is_loopback(spec.base_url):
        return CheckResult("model", "fail", f"--offline forbids requests to {shown}")
    listed = [model.id for model in list_models(spec.base_url, settings)]
    if spec.model is None and len(listed) != 1:
        found = f"{shown} answers and has {len(listed)} models"
        return CheckResult("model", "fail", found, "name one with --model")
    if spec.model and listed and spec.model not in listed:
        found = f"{shown} answers, but does not list '{spec.model}'"
        return CheckResult("model", "fail", found, f"use one of {', '.join(sorted(listed))}")
    return CheckResult("model", "ok", f"{spec.model or listed[0]}: {shown} answers")


def _check_hosted(spec: ProviderSpec, settings: Settings) -> CheckResult:
    """Check package and key; no request is sent, as each would cost money."""
    asyncio.run(_open_and_close(spec, settings))
    found = f"{spec.provider}/{spec.model}: package and key are there; no request was sent"
    return CheckResult("model", "ok", found)


async def _open_and_close(spec: ProviderSpec, settings: Settings) -> None:
    await open_hosted(spec, settings).aclose()


def _check_files(spec: FilesSpec) -> CheckResult:
    if problem := unwritable(spec.folder):
        mend = "name another folder"
        return CheckResult("model", "fail", f"{spec.folder} cannot be written: {problem}", mend)
    return CheckResult("model", "ok", f"prompts and answers are files in {spec.folder}")
