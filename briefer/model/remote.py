"""Open a model on an OpenAI-compatible server, or with a provider that instructor knows."""

import asyncio
import logging
import os
import re

import instructor
import openai
from instructor.core.exceptions import ConfigurationError
from pydantic import SecretStr

from briefer.addresses import is_loopback
from briefer.errors import ModelAuthError, ModelError, ModelUnavailableError, UnknownModelError
from briefer.model.client.chat import Chat, ChatConfig
from briefer.model.client.error_mapping import Endpoint
from briefer.model.client.llama_token_counting import LlamaTokens
from briefer.model.client.parameters import Limit, Parameter, Parameters
from briefer.model.client.retries import with_retries
from briefer.model.client.server_models import certificates, list_models, only_model, server_origin
from briefer.model.client.token_counting import EstimatedTokens
from briefer.model.spec import ProviderSpec, ServerSpec
from briefer.prompts import Prompts
from briefer.settings import Settings

# instructor reports failures to this logger, which without a handler writes to stderr. Ours say
# them better; an application that sets up logging still gets them.
logging.getLogger("instructor").addHandler(logging.NullHandler())

SAMPLING: dict[str, Parameter] = {"temperature": 0.0, "seed": 1}

_ASSUMED_SERVER_WINDOW = 8_192
_ASSUMED_HOSTED_WINDOW = 128_000
# Providers whose servers take a JSON Schema as response format; for others instructor's own
# choice for them (tools, mostly) is kept.
_SCHEMA_PROVIDERS = frozenset({"openai", "azure_openai", "ollama"})
# Names of models that think before they answer, and count the thoughts as answer tokens.
_THINKERS = re.compile(r"(gpt-5|o\d)")
_THINKING_TOKENS = 8_000


def connect(base_url: str, *, key: str, settings: Settings) -> openai.AsyncOpenAI:
    """Return a client for an OpenAI-compatible server that does not retry by itself."""
    timeout = openai.Timeout(settings.model_timeout, connect=settings.connect_timeout)
    return openai.AsyncOpenAI(
        base_url=base_url,
        api_key=key,
        max_retries=0,
        timeout=timeout,
        # What runs on this machine is not reached through a proxy.
        http_client=openai.DefaultAsyncHttpxClient(
            base_url=base_url,
            timeout=timeout,
            verify=certificates(),
            trust_env=not is_loopback(base_url),
        ),
    )


async def open_server(name: ServerSpec, settings: Settings) -> Chat:
    """Open a model on an OpenAI-compatible server.

    Raises:
        ModelUnavailableError: the server cannot be reached.
        UnknownModelError: no model was named, and the server has not exactly one.
    """
    if settings.offline and not is_loopback(name.base_url):
        raise ModelUnavailableError(_offline(f"the server at {name.base_url}"))
    listed = await with_retries(
        lambda: asyncio.to_thread(list_models, name.base_url, settings),
        retries=settings.transport_retries,
    )
    model = name.model or only_model(listed, name.base_url)
    entry = next((entry for entry in listed if entry.id == model), None)
    client = connect(name.base_url, key=_secret(settings.api_key) or "none", settings=settings)
    exact = entry is not None and entry.owned_by == "llamacpp"
    root = name.base_url.removesuffix("/v1")
    return Chat(
        instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA),
        wiring=ChatConfig(
            origin=server_origin(name.base_url, model),
            parameters=Parameters({"model": model, **SAMPLING}, limit=Limit()),
            counter=LlamaTokens(client, root=root) if exact else EstimatedTokens(),
            context_tokens=settings.context_tokens
            or (entry.window if entry else None)
            or _ASSUMED_SERVER_WINDOW,
            prompts=Prompts(settings.prompt_dir),
        ),
        retries=settings.transport_retries,
        reasks=settings.reasks,
    )


def open_hosted(name: ProviderSpec, settings: Settings) -> Chat:
    """Open a model of a provider that instructor knows.

    Raises:
        ModelAuthError: no key is set.
        ModelUnavailableError: a network is needed and forbidden.
        UnknownModelError: the provider's package is not installed.
    """
    full_name = f"{name.provider}/{name.model}"
    if settings.offline and name.provider != "ollama":
        raise ModelUnavailableError(_offline(full_name))
    key_variable = f"{name.provider.upper()}_API_KEY"
    key = _secret(settings.api_key) or os.environ.get(key_variable)
    mode = instructor.Mode.JSON_SCHEMA if name.provider in _SCHEMA_PROVIDERS else None
    try:
        client = instructor.from_provider(full_name, async_client=True, mode=mode, api_key=key)
    except (ConfigurationError, ImportError, openai.OpenAIError, ValueError) as error:
        raise _not_opened(error, full_name, key_variable) from error
    if isinstance(client.client, openai.AsyncOpenAI):
        client.client.max_retries = 0
        client.client.timeout = openai.Timeout(
            settings.model_timeout, connect=settings.connect_timeout
        )
    return Chat(
        client,
        wiring=ChatConfig(
            origin=Endpoint(full_name, name.provider, key_variable),
            parameters=_hosted_parameters(name),
            counter=EstimatedTokens(),
            context_tokens=settings.context_tokens or _ASSUMED_HOSTED_WINDOW,
            prompts=Prompts(settings.prompt_dir),
        ),
        retries=settings.transport_retries,
        reasks=settings.reasks,
    )


def _hosted_parameters(name: ProviderSpec) -> Parameters:
    if name.provider != "openai":
        return Parameters({"temperature": 0.0}, limit=Limit())
    thinking = _THINKING_TOKENS if _THINKERS.match(name.model) else 0
    return Parameters(SAMPLING, limit=Limit("max_completion_tokens", thinking))


def _not_opened(error: Exception, name: str, key_variable: str) -> ModelError:
    """Say what an SDK lacks: its package, or a key."""
    said = " ".join(str(error).split())
    package = re.search(r"pip install ['\"]?([\w\[\]-]+)", said)
    if package or isinstance(error, ImportError):
        missing = package.group(1) if package else getattr(error, "name", None) or "its package"
        return UnknownModelError(
            f"The model '{name}' needs the package {missing}. Install it with "
            f'`pip install "{missing}"`, or name another model with --model.'
        )
    lacking = re.search(r"\b[A-Z]+(?:_[A-Z]+)*_(?:KEY|ENDPOINT|HOST|TOKEN)\b", said)
    return ModelAuthError(
        f"'{name}' cannot be used without {lacking.group() if lacking else key_variable} in the "
        "environment. Set it, or use the embedded model with --model local."
    )


def _secret(key: SecretStr | None) -> str | None:
    return key.get_secret_value() if key is not None else None


def _offline(what: str) -> str:
    return (
        f"--offline forbids to ask {what}, which is beyond this machine. Use the embedded model "
        "with --model local."
    )
