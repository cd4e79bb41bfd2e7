"""Ask an OpenAI-compatible server which models it has."""

import ssl
from functools import cache
from typing import Annotated
from urllib.parse import urlsplit

import httpx2
from pydantic import BaseModel, Field, ValidationError

from briefer.addresses import is_loopback
from briefer.errors import ModelUnavailableError, SettingsError, UnknownModelError
from briefer.model.client.error_mapping import Endpoint, to_briefer_error
from briefer.settings import Settings

Window = Annotated[int, Field(gt=0)] | None


class _Meta(BaseModel):
    n_ctx: Window = None


class ListedModel(BaseModel):
    """A model as servers list it; vLLM, llama.cpp and others tell its window, each in its place."""

    id: str
    owned_by: str = ""
    max_model_len: Window = None
    context_length: Window = None
    meta: _Meta | None = None

    @property
    def window(self) -> int | None:
        """The window in tokens, when the server tells it."""
        return self.max_model_len or (self.meta and self.meta.n_ctx) or self.context_length


class _Listing(BaseModel):
    data: list[ListedModel]


def server_origin(base_url: str, model: str | None) -> Endpoint:
    """Return who answers at ``base_url``; the name is canonical when a model is named."""
    name = f"{model} at {base_url}" if model else "its only model"
    return Endpoint(name, f"the server at {base_url}", "BRIEFER_API_KEY")


def list_models(base_url: str, settings: Settings) -> list[ListedModel]:
    """Return the models of a server, none when it does not list them; blocks for one request.

    Raises:
        SettingsError: ``base_url`` is no address.
        ModelError: as ``failures`` maps what goes wrong.
    """
    if not _is_address(base_url):
        raise SettingsError(
            f"'{base_url}' is no address of a server. Give one like http://localhost:8080/v1 "
            "with --base-url."
        )
    key = settings.api_key.get_secret_value() if settings.api_key else None
    try:
        reply = httpx2.get(
            f"{base_url}/models",
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=settings.connect_timeout,
            verify=certificates(),
            trust_env=not is_loopback(base_url),
        )
        if reply.status_code == httpx2.codes.NOT_FOUND:
            return []
        return _Listing.model_validate_json(reply.raise_for_status().content).data
    except httpx2.HTTPError as error:
        raise to_briefer_error(error, server_origin(base_url, settings.model)) from error
    except ValidationError as error:
        raise ModelUnavailableError(
            f"The server at {base_url} does not speak OpenAI's protocol: it answers {base_url}"
            "/models with something else. Check the address given with --base-url; it mostly ends "
            "in /v1."
        ) from error


def only_model(listed: list[ListedModel], base_url: str) -> str:
    """Return the id of the one model that is listed.

    Raises:
        UnknownModelError: there is none, or more than one.
    """
    if len(listed) == 1:
        return listed[0].id
    names = ", ".join(sorted(model.id for model in listed))
    has = f"has several models: {names}" if listed else "lists no model"
    raise UnknownModelError(f"The server at {base_url} {has}. Name one of its models with --model.")


@cache
def certificates() -> ssl.SSLContext:
    """Return the context that servers are verified with; to make one takes 15 ms of each brief."""
    return httpx2.create_ssl_context()


def _is_address(base_url: str) -> bool:
    try:
        parts = urlsplit(base_url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
