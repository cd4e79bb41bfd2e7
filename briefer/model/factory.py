"""Open the model that the settings name, for example ``local`` or ``openai/gpt-5-mini``."""

from briefer.model.client.pacing import Pace
from briefer.model.files import FilesModel
from briefer.model.local import open_local
from briefer.model.protocol import Model
from briefer.model.remote import open_hosted, open_server
from briefer.model.spec import (
    FilesSpec,
    LocalSpec,
    ServerSpec,
    parse_model_spec,
)
from briefer.progress import Progress, no_progress
from briefer.settings import Settings


async def open_model(
    settings: Settings, *, progress: Progress = no_progress, pace: Pace | None = None
) -> Model:
    """Open the model that ``settings`` name; close it with ``aclose``.

    If no model is named, use a hosted model whose key is in the environment (see
    ``HOSTED_DEFAULTS``), or else the embedded model. If the name is ``none``, no model is
    used, and the caller must not call this function.

    Loading an embedded model takes seconds and blocks all other tasks of the process, because
    xllamacpp holds the interpreter's lock.

    Args:
        settings: which model, and how to reach it.
        progress: is called while weights are downloaded and loaded.
        pace: when requests to a remote model may be sent; None is at once.

    Raises:
        ModelAuthError: no key is set.
        ModelError: the embedded model's file cannot be loaded.
        ModelUnavailableError: the server cannot be reached.
        SettingsError: the folder of ``files:DIR`` cannot be created.
        UnknownModelError: there is no such model, or its package is not installed.
        WeightsError: the embedded model's weights cannot be downloaded or read.
    """
    spec = parse_model_spec(settings)
    if isinstance(spec, LocalSpec):
        return await open_local(spec, settings, progress=progress)
    if isinstance(spec, FilesSpec):
        return FilesModel(spec, settings)
    if isinstance(spec, ServerSpec):
        return await open_server(spec, settings, pace)
    return open_hosted(spec, settings, pace)
