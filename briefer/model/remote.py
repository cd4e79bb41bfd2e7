"""Open a model on an OpenAI-compatible server, or of a provider that instructor supports."""

import asyncio
import logging
import os
import re

import httpx2
import instructor
import openai
from instructor.core.exceptions import ConfigurationError
from pydantic import SecretStr

from briefer.addresses import is_loopback
from briefer.errors import ModelAuthError, ModelError, ModelUnavailableError, UnknownModelError
from briefer.model.client.chat import Chat, ChatConfig
from briefer.model.client.error_mapping import Endpoint, connecting_to, to_environment_error
from briefer.model.client.llama_token_counting import LlamaTokens
from briefer.model.client.pacing import Pace
from briefer.model.client.parameters import Limit, Parameter, Parameters
from briefer.model.client.retries import with_retries
from briefer.model.client.server_models import (
    certificates,
    list_models,
    only_model,
    server_endpoint,
)
from briefer.model.client.token_counting import EstimatedTokens
from briefer.model.profile import ModelProfile
from briefer.model.spec import ProviderSpec, ServerSpec, resolve_size
from briefer.prompts import Prompts
from briefer.settings import Settings

# instructor logs failures here; without a handler, Python would print them to stderr. briefer's
# own errors are clearer. An application that configures logging still gets these records.
logging.getLogger("instructor").addHandler(logging.NullHandler())

SAMPLING: dict[str, Parameter] = {"temperature": 0.0, "seed": 1}

_NOT_OPENED = (
    ConfigurationError, ImportError, httpx2.InvalidURL, openai.OpenAIError, ValueError
)  # fmt: skip
_ASSUMED_SERVER_WINDOW = 8_192
_ASSUMED_HOSTED_WINDOW = 128_000
# Providers whose servers accept a JSON Schema as response format. For the others, instructor
# chooses (usually tool calls).
_SCHEMA_PROVIDERS = frozenset({"openai", "azure_openai", "ollama"})
# Reasoning models, whose reasoning counts as answer tokens.
_REASONING_MODELS = re.compile(r"(gpt-5|o\d)")
_REASONING_TOKENS = 8_000


def connect(base_url: str, *, key: str, settings: Settings) -> openai.AsyncOpenAI:
    """Return a client for an OpenAI-compatible server that does not retry by itself."""
    timeout = openai.Timeout(settings.model_timeout, connect=settings.connect_timeout)
    return openai.AsyncOpenAI(
        base_url=base_url,
        api_key=key,
        max_retries=0,
        timeout=timeout,
        # A server on this machine is not behind a proxy.
        http_client=openai.DefaultAsyncHttpxClient(
            base_url=base_url,
            timeout=timeout,
            verify=certificates(),
            trust_env=not is_loopback(base_url),
        ),
    )


async def open_server(spec: ServerSpec, settings: Settings, pace: Pace | None = None) -> Chat:
    """Open a model on an OpenAI-compatible server.

    Raises:
        ModelUnavailableError: the server cannot be reached, or ``offline`` does not allow it.
        SettingsError: ``base_url`` is not a web address.
        UnknownModelError: no model is named, and the server does not have exactly one.
    """
    if settings.offline and not is_loopback(spec.base_url):
        raise ModelUnavailableError(_offline_message(server_endpoint(spec.base_url, None).server))
    listed = await with_retries(
        lambda: asyncio.to_thread(list_models, spec.base_url, settings),
        retries=settings.transport_retries,
    )
    model = spec.model or only_model(listed, spec.base_url)
    entry = next((entry for entry in listed if entry.id == model), None)
    endpoint = server_endpoint(spec.base_url, model)
    with connecting_to(endpoint):
        client = connect(spec.base_url, key=_reveal(settings.api_key) or "none", settings=settings)
    is_llama_cpp = entry is not None and entry.owned_by == "llamacpp"
    root = spec.base_url.removesuffix("/v1")
    return Chat(
        instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA),
        config=ChatConfig(
            endpoint=endpoint,
            parameters=Parameters({"model": model, **SAMPLING}, limit=Limit()),
            counter=LlamaTokens(client, root=root) if is_llama_cpp else EstimatedTokens(),
            profile=ModelProfile(
                size=resolve_size(settings),
                context_tokens=settings.context_tokens
                or (entry.window if entry else None)
                or _ASSUMED_SERVER_WINDOW,
                concurrent=True,
                enforces_schema=is_llama_cpp,
            ),
            prompts=Prompts(settings.prompt_dir),
            pace=pace,
        ),
        retries=settings.transport_retries,
        reasks=settings.reasks,
    )


def open_hosted(spec: ProviderSpec, settings: Settings, pace: Pace | None = None) -> Chat:
    """Open a model of a provider that instructor supports.

    Raises:
        ModelAuthError: no key is set.
        ModelUnavailableError: the provider needs a network, and ``offline`` is set.
        UnknownModelError: the provider's package is not installed.
    """
    full_name = f"{spec.provider}/{spec.model}"
    if settings.offline and spec.provider != "ollama":
        raise ModelUnavailableError(_offline_message(full_name))
    key_variable = f"{spec.provider.upper()}_API_KEY"
    key = _reveal(settings.api_key) or os.environ.get(key_variable)
    mode = instructor.Mode.JSON_SCHEMA if spec.provider in _SCHEMA_PROVIDERS else None
    try:
        client = instructor.from_provider(full_name, async_client=True, mode=mode, api_key=key)
    except _NOT_OPENED as error:
        if isinstance(error, httpx2.InvalidURL) or "proxy" in str(error).lower():
            endpoint = Endpoint(full_name, spec.provider, key_variable)
            raise to_environment_error(error, endpoint) from error
        raise _to_missing_error(error, full_name, key_variable) from error
    if isinstance(client.client, openai.AsyncOpenAI):
        client.client.max_retries = 0
        client.client.timeout = openai.Timeout(
            settings.model_timeout, connect=settings.connect_timeout
        )
    return Chat(
        client,
        config=ChatConfig(
            endpoint=Endpoint(full_name, spec.provider, key_variable),
            parameters=hosted_parameters(spec),
            counter=EstimatedTokens(),
            profile=ModelProfile(
                size=resolve_size(settings),
                context_tokens=settings.context_tokens or _ASSUMED_HOSTED_WINDOW,
                concurrent=True,
                enforces_schema=spec.provider in _SCHEMA_PROVIDERS,
            ),
            prompts=Prompts(settings.prompt_dir),
            pace=pace,
        ),
        retries=settings.transport_retries,
        reasks=settings.reasks,
    )


def hosted_parameters(spec: ProviderSpec) -> Parameters:
    """Return the parameters of every request to a provider's model."""
    if spec.provider != "openai":
        return Parameters({"temperature": 0.0}, limit=Limit())
    reasoning = _REASONING_TOKENS if _REASONING_MODELS.match(spec.model) else 0
    return Parameters(SAMPLING, limit=Limit("max_completion_tokens", reasoning))


def _to_missing_error(error: Exception, name: str, key_variable: str) -> ModelError:
    """Return the error that says what an SDK lacks: its package, or a variable such as a key."""
    text = " ".join(str(error).split())
    package = re.search(r"pip install ['\"]?([\w\[\]-]+)", text)
    if package or isinstance(error, ImportError):
        missing = package.group(1) if package else getattr(error, "name", None) or "its package"
        return UnknownModelError(
            f"The model '{name}' needs the package {missing}. Install it with "
            f'`pip install "{missing}"`, or name another model with --model.'
        )
    variable = re.search(r"\b[A-Z]+(?:_[A-Z]+)*_(?:KEY|ENDPOINT|HOST|TOKEN)\b", text)
    return ModelAuthError(
        f"'{name}' cannot be used without {variable.group() if variable else key_variable} in the "
        "environment. Set it, or use the embedded model with --model local."
    )


def _reveal(key: SecretStr | None) -> str | None:
    return key.get_secret_value() if key is not None else None


def _offline_message(endpoint: str) -> str:
    return (
        f"--offline does not allow requests to {endpoint}, which is not on this machine. Use the "
        "embedded model with --model local."
    )
