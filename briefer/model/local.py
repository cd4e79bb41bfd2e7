"""Open an embedded model: its weights, its server, and the proof that it obeys a grammar."""

import asyncio
import threading
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import instructor
from pydantic import BaseModel

from briefer.errors import ModelAnswerError, ModelError
from briefer.extras import require_extra
from briefer.model.client.chat import Chat, ChatConfig
from briefer.model.client.error_mapping import Endpoint
from briefer.model.client.llama_token_counting import LlamaTokens
from briefer.model.client.parameters import Limit, Parameters
from briefer.model.llama_server import EmbeddedServer, acquire, release
from briefer.model.protocol import Message
from briefer.model.remote import SAMPLING, connect
from briefer.model.spec import CatalogueSpec, FileSpec, local_name
from briefer.model.weights.download import pull
from briefer.model.weights.file_stamps import read_stamp, write_stamp
from briefer.progress import Progress, ProgressEvent
from briefer.prompts import Prompts
from briefer.settings import Settings

# Enough for a long article and its answers; each further thousand tokens cost memory.
DEFAULT_CONTEXT_TOKENS = 8_192


class _Probe(BaseModel):
    """An answer that no model gives unless a grammar holds it to it."""

    word: Literal["zyzzyva-quoll-9"]


_PROBE_TOKENS = 96


async def open_local(
    name: CatalogueSpec | FileSpec, settings: Settings, *, progress: Progress
) -> Chat:
    """Open an embedded model, pulled first when it is not there.

    Raises:
        ModelError: the file cannot be loaded, or the server does not obey grammars with it.
        UnknownModelError: xllamacpp is not installed.
        WeightsError: the weights are not there and cannot be pulled.
    """
    require_extra("local", "xllamacpp")  # before gigabytes are pulled
    weights = await _weights(name, settings, progress=progress)
    context_tokens = settings.context_tokens or DEFAULT_CONTEXT_TOKENS
    progress(ProgressEvent("loading the model", "began"))
    server = await asyncio.to_thread(acquire, weights, context_tokens=context_tokens)
    progress(ProgressEvent("loading the model", "ended"))
    chat = _chat(local_name(name), server, settings, context_tokens)
    try:
        await _require_grammar(chat, weights, settings, progress=progress)
    except BaseException:
        await chat.aclose()
        raise
    return chat


async def _weights(
    name: CatalogueSpec | FileSpec, settings: Settings, *, progress: Progress
) -> Path:
    if isinstance(name, FileSpec):
        local_name(name)  # says so when the file cannot be read
        return name.path
    stop = threading.Event()
    try:
        return await asyncio.to_thread(pull, name.entry, settings, progress=progress, stop=stop)
    except asyncio.CancelledError:
        stop.set()  # the thread would go on, and keep the process from ending
        raise


def _chat(name: str, server: EmbeddedServer, settings: Settings, context_tokens: int) -> Chat:
    client = connect(f"{server.root}/v1", key=server.key, settings=settings)
    return Chat(
        instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA),
        wiring=ChatConfig(
            origin=Endpoint(name, "the embedded model", "BRIEFER_API_KEY"),
            parameters=Parameters({"model": "embedded", **SAMPLING}, limit=Limit()),
            counter=LlamaTokens(client, root=server.root),
            context_tokens=context_tokens,
            prompts=Prompts(settings.prompt_dir),
            counted=True,
        ),
        # It is in this process: a failure does not pass, and after a time-out it is still busy.
        retries=0,
        reasks=settings.reasks,
        embedded=True,
        on_close=lambda: release(server),
    )


async def _require_grammar(
    chat: Chat, weights: Path, settings: Settings, *, progress: Progress
) -> None:
    """Ask once per file and version of the server for an answer that only a grammar can force."""
    stamp = read_stamp(weights, model_dir=settings.model_dir)
    server = f"xllamacpp {version('xllamacpp')}"
    if stamp.grammar == server:
        return
    progress(ProgressEvent("testing the model", "began"))
    try:
        await chat.ask([Message(role="user", content="Hello!")], _Probe, max_tokens=_PROBE_TOKENS)
    except ModelAnswerError as error:
        raise ModelError(
            f"The model '{chat.name}' does not keep to the form that it is asked for ({error}) "
            "Use one of the catalogue (`briefer models list`)."
        ) from error
    stamp.grammar = server
    write_stamp(weights, stamp, model_dir=settings.model_dir)
    progress(ProgressEvent("testing the model", "ended"))
