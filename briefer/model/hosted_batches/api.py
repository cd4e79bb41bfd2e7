"""Talk to a batch API in OpenAI's format: upload files, create batches, download results."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final, TypeVar

import openai
from openai.types import Batch

from briefer.errors import ModelAuthError, ModelError, ModelUnavailableError
from briefer.file_replacement import replacement_of
from briefer.model.client.error_mapping import Endpoint, connecting_to, status_of, to_briefer_error
from briefer.model.client.retries import with_retries
from briefer.model.client.server_models import server_endpoint
from briefer.model.hosted_batches.model import ENDPOINT
from briefer.model.remote import connect
from briefer.model.spec import ServerSpec, parse_model_spec
from briefer.settings import Settings

_OPENAI: Final = "https://api.openai.com/v1"
_WINDOW: Final = "24h"
_NO_LIST: Final = frozenset({404, 405, 501})  # the server has no list of batches

Result = TypeVar("Result")


class BatchApi:
    """The files and batches of a provider; close it with ``aclose``.

    Args:
        settings: the provider, its key, and how often a request is repeated.

    Raises:
        ModelAuthError: no key is set.
        ModelUnavailableError: ``offline`` is set.
        SettingsError: the address or the key cannot be used.
    """

    def __init__(self, settings: Settings) -> None:
        spec = parse_model_spec(settings)
        key = settings.api_key.get_secret_value() if settings.api_key else None
        if isinstance(spec, ServerSpec):
            base_url, self._endpoint = spec.base_url, server_endpoint(spec.base_url, spec.model)
            key = key or "none"
        else:
            base_url = os.environ.get("OPENAI_BASE_URL") or _OPENAI
            self._endpoint = Endpoint("openai", "openai", "OPENAI_API_KEY")
            key = key or os.environ.get("OPENAI_API_KEY")
        if settings.offline:
            raise ModelUnavailableError(
                f"--offline does not allow requests to {self._endpoint.server}: write the files "
                "with `briefer batch export`, and upload them elsewhere"
            )
        if not key:
            raise ModelAuthError(
                "the batch API of openai cannot be used without OPENAI_API_KEY in the environment. "
                "Set it, or write files with `briefer batch export` to upload them by hand."
            )
        self._retries = settings.transport_retries
        with connecting_to(self._endpoint):
            self._client = connect(base_url, key=key, settings=settings)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def upload(self, path: Path) -> str:
        """Upload a file of requests; return its name there."""
        sent = await self._send(lambda: self._client.files.create(file=path, purpose="batch"))
        return sent.id

    async def create(self, file_id: str, *, may_exist: bool) -> Batch:
        """Create the batch of an uploaded file, unless there is one.

        A request that was sent and whose reply was lost may have created it. So a batch of this
        file is looked for before the request is repeated.

        Args:
            file_id: name of the uploaded file.
            may_exist: whether an earlier process may have created it.
        """
        tries = 0

        async def once() -> Batch:
            nonlocal tries
            tries += 1
            if (may_exist or tries > 1) and (found := await self._batch_of(file_id)) is not None:
                return found
            return await self._client.batches.create(
                input_file_id=file_id, endpoint=ENDPOINT, completion_window=_WINDOW
            )

        return await self._send(once)

    async def retrieve(self, batch_id: str) -> Batch:
        """Return what the API says about a batch."""
        return await self._send(lambda: self._client.batches.retrieve(batch_id))

    async def download(self, file_id: str, path: Path, *, limit: int) -> None:
        """Download a file of results; ``path`` is complete or does not exist.

        Args:
            file_id: name of the file there.
            path: where it is written.
            limit: its most bytes, decompressed.

        Raises:
            ModelError: it has more.
        """

        async def once() -> None:
            stream = self._client.files.with_streaming_response.content(file_id)
            left = limit
            with replacement_of(path) as temporary, temporary.open("wb") as file:
                async with stream as response:
                    async for piece in response.iter_bytes():
                        left -= len(piece)
                        if left < 0:
                            raise ModelError(
                                f"The file of results '{file_id}' has more than {limit:,} bytes, "
                                "too many for its requests. Look at it where it is, and give it "
                                "to `briefer batch collect OUTPUT FILE` if it is right."
                            )
                        file.write(piece)

        await self._send(once)

    async def _batch_of(self, file_id: str) -> Batch | None:
        """Return the batch of an uploaded file; None if there is none, or no list of batches."""
        try:
            async for batch in self._client.batches.list(limit=100):
                if batch.input_file_id == file_id:
                    return batch
        except openai.APIStatusError as error:
            if status_of(error) not in _NO_LIST:
                raise
        return None

    async def _send(self, request: Callable[[], Awaitable[Result]]) -> Result:
        try:
            return await with_retries(request, retries=self._retries)
        except openai.OpenAIError as error:
            raise to_briefer_error(error, self._endpoint) from error
