"""Deliver rows: as files in a folder, as lines of a file, or as signed requests to a webhook.

A webhook gets each row as JSON, with its id in ``Webhook-Id`` and a signature of
"ID.TIMESTAMP.BODY" in ``Webhook-Signature`` (the form of standardwebhooks.com). The same row may
come twice, with the same id.
"""

import asyncio
import base64
import hashlib
import hmac
import os
import time
from pathlib import Path
from typing import Final, Protocol

import httpx2

from briefer.addresses import is_loopback, parse_web_address, without_credentials
from briefer.batch.output import json_line, replaced
from briefer.batch.rows import BatchRow
from briefer.errors import BrieferError, SettingsError

_TIMEOUT: Final = 30.0  # seconds for a webhook to answer


class DeliveryError(BrieferError):
    """A row could not be delivered now."""


class Target(Protocol):
    """Where rows go."""

    async def deliver(self, row: BatchRow) -> None:
        """Deliver a row.

        Raises:
            DeliveryError: it could not be delivered now.
        """
        ...


class FolderTarget:
    """Writes one file for each row, named after its id.

    Args:
        folder: it is created if it does not exist.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def deliver(self, row: BatchRow) -> None:
        """Write a row."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with replaced(self._folder / f"{row.id}.json") as file:
                file.write(json_line(row).encode("utf-8", "replace"))
        except (OSError, SettingsError) as error:
            raise DeliveryError(str(error)) from error


class LinesTarget:
    """Appends each row to a file, as one line of JSON.

    Args:
        path: the file; a line that a crash has left half-written is removed first.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    async def deliver(self, row: BatchRow) -> None:
        """Append a row."""
        line = json_line(row).encode("utf-8", "replace")
        try:
            with self._path.open("ab+") as file:
                _remove_half_line(file.fileno())
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise DeliveryError(f"cannot write '{self._path}': {error.strerror}") from error


def _remove_half_line(number: int) -> None:
    """Cut a file after its last line break."""
    end = os.fstat(number).st_size
    if end == 0 or os.pread(number, 1, end - 1) == b"\n":
        return
    while end > 0:
        start = max(0, end - 65_536)
        found = os.pread(number, end - start, start).rfind(b"\n")
        if found >= 0:
            os.ftruncate(number, start + found + 1)
            return
        end = start
    os.ftruncate(number, 0)


class WebhookTarget:
    """Sends each row to a web address, signed with a secret.

    Args:
        url: the address.
        secret: the key of the signature; None sends unsigned.
        offline: refuse any address that is not on this machine.
    """

    def __init__(self, url: str, *, secret: str | None, offline: bool = False) -> None:
        if parse_web_address(url) is None:
            raise SettingsError(
                f"{without_credentials(url)!r} is not a web address: correct --webhook"
            )
        if offline and not is_loopback(url):
            raise SettingsError(
                "--offline does not allow requests to the webhook: omit one of them"
            )
        self._url = url
        self._secret = secret
        self._client = httpx2.AsyncClient(timeout=_TIMEOUT, trust_env=not is_loopback(url))

    async def deliver(self, row: BatchRow) -> None:
        """Send a row; anything but a status of 2xx is a failure."""
        body = json_line(row).encode("utf-8", "replace")
        headers = {"Content-Type": "application/json", **self._signed(row.id, body)}
        sending = self._client.stream("POST", self._url, content=body, headers=headers)
        try:
            # the body is not read: it may be of any size, or never end
            async with asyncio.timeout(_TIMEOUT), sending as response:
                status, is_success = response.status_code, response.is_success
        except (httpx2.HTTPError, TimeoutError) as error:
            reason = str(error) or type(error).__name__
            raise DeliveryError(f"the webhook cannot be reached ({reason})") from error
        if not is_success:
            raise DeliveryError(f"the webhook answered HTTP {status}")

    def _signed(self, row_id: str, body: bytes) -> dict[str, str]:
        moment = str(int(time.time()))
        headers = {"Webhook-Id": row_id, "Webhook-Timestamp": moment}
        if self._secret is not None:
            headers["Webhook-Signature"] = signature(
                body, secret=self._secret, row_id=row_id, moment=moment
            )
        return headers


def signature(body: bytes, *, secret: str, row_id: str, moment: str) -> str:
    """Return the signature of a request: "v1," and the HMAC-SHA256 in base64."""
    signed = f"{row_id}.{moment}.".encode() + body
    digest = hmac.new(secret.encode("utf-8", "surrogateescape"), signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"
