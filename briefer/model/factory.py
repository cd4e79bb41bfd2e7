"""Open the model that the settings name."""

from briefer.model.local import open_local
from briefer.model.protocol import Model
from briefer.model.remote import open_hosted, open_server
from briefer.model.spec import (
    CatalogueSpec,
    FileSpec,
    ServerSpec,
    parse_model_spec,
)
from briefer.progress import Progress, no_progress
from briefer.settings import Settings


async def open_model(settings: Settings, *, progress: Progress = no_progress) -> Model:
    """Open the model that ``settings`` name; close it with ``aclose``.

    Without a name it is a hosted model whose key is in the environment (see
    ``spec.HOSTED_DEFAULTS``), else the embedded one. ``none`` means that no model is asked: the
    caller opens none then.

    While an embedded model is loaded (seconds) other tasks of the process stand still, because
    xllamacpp holds the interpreter's lock.

    Raises:
        ModelAuthError: no key is set.
        ModelError: the embedded model's file cannot be loaded.
        ModelUnavailableError: the server cannot be reached.
        UnknownModelError: no such model, or its package is not installed.
        WeightsError: the embedded model's weights cannot be pulled.
    """
    name = parse_model_spec(settings)
    if isinstance(name, CatalogueSpec | FileSpec):
        return await open_local(name, settings, progress=progress)
    if isinstance(name, ServerSpec):
        return await open_server(name, settings)
    return open_hosted(name, settings)
