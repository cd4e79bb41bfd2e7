"""Download a weights file from a hub, starting at any byte."""

import os
from collections.abc import Iterator

import httpx2

from briefer.model.weights.catalogue import HubFile
from briefer.model.weights.errors import SourceFailed

_PUBLIC_HUB = "https://huggingface.co"
# Connecting must be fast, so that an unreachable hub does not delay the next source.
_TIMEOUT = httpx2.Timeout(30.0, connect=5.0)


def hub_address() -> str:
    """Return the address of the hub: ``HF_ENDPOINT``, or else the public hub."""
    return os.environ.get("HF_ENDPOINT", _PUBLIC_HUB).rstrip("/")


def read_hub(file: HubFile, *, offset: int) -> Iterator[bytes]:
    """Yield the bytes of ``file``, starting at ``offset``.

    Raises:
        SourceFailed: the hub cannot be reached, does not have the file, or closed the connection.
    """
    address = f"{hub_address()}/{file.repository}/resolve/{file.revision}/{file.file}"
    headers = {"Accept-Encoding": "identity"}  # ranges count the bytes of the file itself
    if offset:
        headers["Range"] = f"bytes={offset}-"
    try:
        with (
            httpx2.Client(timeout=_TIMEOUT, follow_redirects=True) as client,
            client.stream("GET", address, headers=headers) as reply,
        ):
            if not reply.is_success:
                raise SourceFailed(f"{address} answered {reply.status_code}")
            # A server that does not support ranges sends the whole file again.
            to_skip = offset if reply.status_code == httpx2.codes.OK else 0
            for chunk in reply.iter_bytes():
                rest = chunk[to_skip:]
                to_skip -= len(chunk) - len(rest)
                if rest:
                    yield rest
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise SourceFailed(f"{hub_address()}: {str(error) or type(error).__name__}") from error
