"""List the models of an OpenAI-compatible server, with their context windows."""

import ssl
from functools import cache
from typing import Annotated

import httpx2
from pydantic import BaseModel, Field, ValidationError

from briefer.addresses import is_loopback, parse_web_address, without_credentials
from briefer.errors import ModelUnavailableError, SettingsError, UnknownModelError
from briefer.model.client.error_mapping import Endpoint, connecting_to, to_briefer_error
from briefer.settings import Settings

Window = Annotated[int, Field(gt=0)] | None


class _Meta(BaseModel):
    n_ctx: Window = None


class ListedModel(BaseModel):
    """A model in a server's list; vLLM, llama.cpp and others put its window in different fields."""

    id: str
    owned_by: str = ""
    max_model_len: Window = None
    context_length: Window = None
    meta: _Meta | None = None

    @property
    def window(self) -> int | None:
        """The context window in tokens, or None if the server does not report it."""
        return self.max_model_len or (self.meta and self.meta.n_ctx) or self.context_length


class _Listing(BaseModel):
    data: list[ListedModel]


def server_endpoint(base_url: str, model: str | None) -> Endpoint:
    """Return the endpoint of a server; its name is canonical only if ``model`` is given."""
    shown = without_credentials(base_url)
    name = f"{model} at {shown}" if model else "its only model"
    return Endpoint(name, f"the server at {shown}", "BRIEFER_API_KEY")


def list_models(base_url: str, settings: Settings) -> list[ListedModel]:
    """Return the models of a server; empty if it has no list. Blocks for one request.

    Raises:
        SettingsError: ``base_url`` is not a web address.
        ModelError: the request failed; ``error_mapping`` says which subclass is raised when.
    """
    shown = without_credentials(base_url)
    if parse_web_address(base_url) is None:
        raise SettingsError(
            f"'{shown}' is not the address of a server. Give --base-url an address like "
            "http://localhost:8080/v1."
        )
    key = settings.api_key.get_secret_value() if settings.api_key else None
    endpoint = server_endpoint(base_url, settings.model)
    try:
        with connecting_to(endpoint):
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
        raise to_briefer_error(error, endpoint) from error
    except ValidationError as error:
        raise ModelUnavailableError(
            f"The server at {shown} does not use OpenAI's protocol: {shown}/models is not a "
            "list of models. Check the address given with --base-url; it usually ends in /v1."
        ) from error


def only_model(listed: list[ListedModel], base_url: str) -> str:
    """Return the id of the only model in a server's list.

    Raises:
        UnknownModelError: the list is empty, or has more than one model.
    """
    if len(listed) == 1:
        return listed[0].id
    shown = without_credentials(base_url)
    names = ", ".join(sorted(model.id for model in listed))
    found = f"has several models: {names}" if listed else "lists no model"
    raise UnknownModelError(f"The server at {shown} {found}. Name one of its models with --model.")


@cache
def certificates() -> ssl.SSLContext:
    """Return the TLS context that verifies servers; cached, because creating one takes 15 ms."""
    return httpx2.create_ssl_context()
