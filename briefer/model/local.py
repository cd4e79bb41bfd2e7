"""Open an embedded model: get its weights, start its server, test that it follows a grammar."""

import asyncio
import threading
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import instructor
from pydantic import BaseModel

from briefer.errors import ModelAnswerError, ModelError, WeightsError
from briefer.extras import require_extra
from briefer.model.client.chat import Chat, ChatConfig
from briefer.model.client.error_mapping import Endpoint
from briefer.model.client.llama_token_counting import LlamaTokens
from briefer.model.client.parameters import Limit, Parameters
from briefer.model.llama_server import EmbeddedServer, acquire, release
from briefer.model.profile import ModelProfile
from briefer.model.protocol import Message
from briefer.model.remote import SAMPLING, connect
from briefer.model.spec import FileSpec, HubSpec, LocalSpec, local_name, resolve_size
from briefer.model.weights.download import pull
from briefer.model.weights.file_stamps import read_stamp, write_stamp
from briefer.model.weights.unpinned import unpinned_weights
from briefer.progress import Progress, ProgressEvent, no_progress
from briefer.prompts import Prompts
from briefer.settings import Settings

# Enough for a long article and the answers about it. A larger window takes more memory.
DEFAULT_CONTEXT_TOKENS = 8_192
_TIME_TO_SHOW = 0.05  # seconds in which a display can show that loading begins


class _Probe(BaseModel):
    """An answer that a model gives only if a grammar forces it to."""

    word: Literal["zyzzyva-quoll-9"]


_PROBE_TOKENS = 96


async def open_local(spec: LocalSpec, settings: Settings, *, progress: Progress) -> Chat:
    """Open an embedded model, downloading its weights first if they are missing.

    Raises:
        ModelError: the file cannot be loaded, or the model does not follow a grammar.
        UnknownModelError: xllamacpp is not installed.
        WeightsError: the weights are missing and cannot be downloaded.
    """
    weights = await find_weights(spec, settings, progress=progress)
    profile = ModelProfile(
        size=resolve_size(settings),
        context_tokens=settings.context_tokens or DEFAULT_CONTEXT_TOKENS,
        concurrent=False,
        enforces_schema=True,
    )
    progress(ProgressEvent("loading the model", "began"))
    await asyncio.sleep(_TIME_TO_SHOW)  # loading holds the lock of the interpreter
    server = await asyncio.to_thread(acquire, weights, context_tokens=profile.context_tokens)
    progress(ProgressEvent("loading the model", "ended"))
    chat = _open_chat(local_name(spec, settings), server, settings, profile)
    try:
        await _require_grammar(chat, weights, settings, progress=progress)
    except BaseException:
        await chat.aclose()
        raise
    return chat


async def load_here(spec: LocalSpec, settings: Settings) -> bool:
    """Load an embedded model if its weights are on this machine, and return whether they are.

    It stays loaded until another one is loaded, or the process ends.

    Raises:
        ModelError: the file cannot be loaded.
        UnknownModelError: xllamacpp is not installed.
    """
    without_download = settings.model_copy(update={"offline": True})
    try:
        weights = await find_weights(spec, without_download, progress=no_progress)
    except WeightsError:
        return False
    tokens = settings.context_tokens or DEFAULT_CONTEXT_TOKENS
    release(await asyncio.to_thread(acquire, weights, context_tokens=tokens))
    return True


async def find_weights(spec: LocalSpec, settings: Settings, *, progress: Progress) -> Path:
    """Return the path of the weights of an embedded model, downloading them first if missing.

    Raises:
        UnknownModelError: xllamacpp is not installed.
        WeightsError: the weights cannot be read or downloaded.
    """
    require_extra("local", "xllamacpp")  # before gigabytes are downloaded
    if isinstance(spec, FileSpec):
        local_name(spec, settings)  # raises WeightsError if the file cannot be read
        return spec.path
    stop = threading.Event()
    try:
        if isinstance(spec, HubSpec):
            weights = await asyncio.to_thread(unpinned_weights, spec.file, settings)
        else:
            weights = spec.entry
        return await asyncio.to_thread(pull, weights, settings, progress=progress, stop=stop)
    except asyncio.CancelledError:
        stop.set()  # otherwise the thread would continue, and the process could not end
        raise


def _open_chat(
    name: str, server: EmbeddedServer, settings: Settings, profile: ModelProfile
) -> Chat:
    client = connect(f"{server.root}/v1", key=server.key, settings=settings)
    return Chat(
        instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA),
        config=ChatConfig(
            endpoint=Endpoint(name, "the embedded model", "BRIEFER_API_KEY"),
            parameters=Parameters({"model": "embedded", **SAMPLING}, limit=Limit()),
            counter=LlamaTokens(client, root=server.root),
            profile=profile,
            prompts=Prompts(settings.prompt_dir),
            grammar_counts=True,
            forgets=True,
        ),
        # In this process a failure is permanent, and after a time-out the server is still busy.
        retries=0,
        reasks=settings.reasks,
        on_close=lambda: release(server),
    )


async def _require_grammar(
    chat: Chat, weights: Path, settings: Settings, *, progress: Progress
) -> None:
    """Ask for an answer that only a grammar can force, once per file and version of the server."""
    stamp = read_stamp(weights, model_dir=settings.model_dir)
    server_version = f"xllamacpp {version('xllamacpp')}"
    if stamp.grammar == server_version:
        return
    progress(ProgressEvent("testing the model", "began"))
    try:
        await chat.ask([Message(role="user", content="Hello!")], _Probe, max_tokens=_PROBE_TOKENS)
    except ModelAnswerError as error:
        raise ModelError(
            f"The model '{chat.name}' does not follow the schema of an answer ({error}) "
            "Use a model from the catalogue (`briefer models list`)."
        ) from error
    stamp.grammar = server_version
    write_stamp(weights, stamp, model_dir=settings.model_dir)
    progress(ProgressEvent("testing the model", "ended"))
