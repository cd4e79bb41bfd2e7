"""Download a weights file from a hub, starting at any byte, and ask for its size and digest."""

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

import httpx2

from briefer.model.weights.catalogue import HubFile
from briefer.model.weights.errors import SourceFailed

_PUBLIC_HUB = "https://huggingface.co"
# Connecting must be fast, so that an unreachable hub does not delay the next source.
_TIMEOUT = httpx2.Timeout(30.0, connect=5.0)
# The last three come from proxies and certificates that the environment names.
_FAILURES = (httpx2.HTTPError, httpx2.InvalidURL, ImportError, OSError, ValueError)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_SIZE = re.compile(r"[0-9]{1,15}")


def hub_address() -> str:
    """Return the address of the hub: ``HF_ENDPOINT``, or else the public hub."""
    return os.environ.get("HF_ENDPOINT", _PUBLIC_HUB).rstrip("/")


class HubFacts(NamedTuple):
    """What a hub says about a file.

    Attributes:
        size: size of the file in bytes.
        sha256: its digest, in hexadecimal.
        revision: the commit that the file belongs to, or the revision that was asked for.
    """

    size: int
    sha256: str
    revision: str


def ask_hub(file: HubFile) -> HubFacts:
    """Return the size and the digest of ``file`` that the hub gives, without downloading it.

    Raises:
        SourceFailed: the hub cannot be reached, does not have the file, or gives no digest.
    """
    address = _address(file)
    headers = {"Accept-Encoding": "identity"}
    try:
        with httpx2.Client(timeout=_TIMEOUT, follow_redirects=True) as client:
            last = client.head(address, headers=headers)
    except _FAILURES as error:
        raise SourceFailed(f"{hub_address()}: {str(error) or type(error).__name__}") from error
    # The hub itself gives the digest; it may then redirect to a server that only has the bytes.
    for reply in (*last.history, last):
        sha256 = reply.headers.get("X-Linked-ETag", "").removeprefix("W/").strip('"').lower()
        if not _SHA256.fullmatch(sha256):
            continue
        of_body = last.headers.get("Content-Length", "") if last.is_success else ""
        size = reply.headers.get("X-Linked-Size", of_body)
        commit = reply.headers.get("X-Repo-Commit", "")
        if _SIZE.fullmatch(size):
            revision = commit if _COMMIT.fullmatch(commit) else file.revision
            return HubFacts(int(size), sha256, revision)
    if not last.is_success:
        raise SourceFailed(f"{address} answered {last.status_code}")
    raise SourceFailed(f"{hub_address()} gives no sha256 digest of {file.file}")


def read_hub(file: HubFile, *, offset: int) -> Iterator[bytes]:
    """Yield the bytes of ``file``, starting at ``offset``.

    Raises:
        SourceFailed: the hub cannot be reached, does not have the file, or closed the connection.
    """
    address = _address(file)
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
    except _FAILURES as error:
        raise SourceFailed(f"{hub_address()}: {str(error) or type(error).__name__}") from error


def _address(file: HubFile) -> str:
    return f"{hub_address()}/{file.repository}/resolve/{file.revision}/{file.file}"
