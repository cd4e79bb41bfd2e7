"""Who may use the server: which host names it answers to, which sites, and who knows the token.

A page of another site that is open in the same browser can send requests to a server on loopback,
and with DNS rebinding it can even read the replies. So the name of the host must be the server's
own, and a browser must say that a request comes from the server's own pages.
"""

import hashlib
import hmac
import ipaddress
import re
import secrets
import socket
import time
from collections.abc import Iterable, Mapping
from typing import Final

from briefer.server.configuration import ServerSettings
from briefer.server.problems import Problem, problem
from briefer.server.records import EndedSession

COOKIE: Final = "briefer_session"
SESSION_SECONDS: Final = 30 * 24 * 3_600
_HOST: Final = re.compile(r"(?:\[([0-9a-fA-F:.]+)\]|([\w.-]+))(?::\d{1,5})?")
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN_SITES: Final = frozenset({"same-origin", "none"})
_LOOPBACK_NAMES: Final = frozenset({"localhost"})

Headers = Mapping[str, str]
"""Names in lower case."""


class Access:
    """The rules of one server.

    Args:
        server: its host, names and token.
    """

    def __init__(self, server: ServerSettings) -> None:
        token = server.token
        self._token = None if token is None else token.get_secret_value().encode()
        self._only_loopback = server.is_loopback
        names = {server.host.lower(), *map(str.lower, server.hosts), *_LOOPBACK_NAMES}
        if not server.is_loopback:
            names.add(socket.gethostname().lower())
        self._names = frozenset(names)
        self._ended: dict[str, int] = {}

    @property
    def needs_token(self) -> bool:
        """Return True if clients must know a token."""
        return self._token is not None

    def refusal(self, method: str, path: str, headers: Headers) -> Problem | None:
        """Return why a request is refused whoever sends it, or None."""
        host = headers.get("host", "")
        if not self._is_own(host):
            return problem(
                "wrong_host",
                421,
                f"this server is not called '{host[:100]}'. Use its address, or name it with "
                "--allow-host",
            )
        if self._is_from_elsewhere(method, path, headers):
            return problem(
                "forbidden",
                403,
                "a browser sent this from a page of another site. Use the server's own page, or a "
                "program that sends no 'Origin'",
            )
        return None

    def is_known(self, headers: Headers, cookies: Mapping[str, str]) -> bool:
        """Return True if no token is needed, or if the client has it, or a session."""
        if self._token is None:
            return True
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and self.is_token(given.strip()):
            return True
        return self._is_session(cookies.get(COOKIE, ""))

    def is_token(self, given: str) -> bool:
        """Return True if this is the token."""
        return self._token is not None and hmac.compare_digest(
            given.encode("utf-8", "replace"), self._token
        )

    def new_session(self) -> str:
        """Return the value of a session's cookie: when it ends, signed with the token."""
        content = f"{int(time.time()) + SESSION_SECONDS}.{secrets.token_hex(8)}"
        return f"{content}.{self._signature(content)}"

    def end_session(self, cookies: Mapping[str, str]) -> EndedSession | None:
        """End the session of a client; return it, or None if the client has none."""
        cookie = cookies.get(COOKIE, "")
        if not self._is_session(cookie):
            return None
        name = cookie.rpartition(".")[0]
        ended = EndedSession(name, int(name.partition(".")[0]))
        self.remember_ended([ended])
        return ended

    def remember_ended(self, sessions: Iterable[EndedSession]) -> None:
        """Refuse the cookies of these sessions from now on."""
        now = time.time()
        known = {name: until for name, until in self._ended.items() if until > now}
        self._ended = known | dict(sessions)

    def _is_session(self, cookie: str) -> bool:
        content, _, signature = cookie.rpartition(".")
        end = content.partition(".")[0]
        if not hmac.compare_digest(signature.encode(), self._signature(content).encode()):
            return False
        return end.isdecimal() and time.time() < int(end) and content not in self._ended

    def _signature(self, content: str) -> str:
        key = self._token or secrets.token_bytes(32)
        return hmac.new(key, b"session " + content.encode(), hashlib.sha256).hexdigest()

    def _is_own(self, host: str) -> bool:
        """Return True for a name of this server, and for an IP address, which cannot be rebound."""
        name = _without_port(host).lower()
        if name in self._names:
            return True
        try:
            ip = ipaddress.ip_address(name)
        except ValueError:
            return False
        return ip.is_loopback or not self._only_loopback

    @staticmethod
    def _is_from_elsewhere(method: str, path: str, headers: Headers) -> bool:
        """Return True if a browser says that a page of another site sent the request.

        A link from another site may lead to a page, but not to the API.
        """
        site = headers.get("sec-fetch-site")
        is_link = (
            method in _SAFE
            and headers.get("sec-fetch-mode") == "navigate"
            and headers.get("sec-fetch-dest") == "document"
            and not path.startswith("/v1/")
        )
        if site is not None and site not in _OWN_SITES and not is_link:
            return True
        origin = headers.get("origin")
        if origin is None or (method in _SAFE and site is None):
            return False
        scheme, _, authority = origin.partition("://")
        return scheme not in {"http", "https"} or authority.lower() != headers["host"].lower()


def _without_port(host: str) -> str:
    """Return the name in a ``Host`` header, without brackets; empty if it is malformed."""
    found = _HOST.fullmatch(host)
    return (found[1] or found[2]) if found else ""
