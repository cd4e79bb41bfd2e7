"""Parse web addresses, decide which machine they name, and remove credentials from them.

All parts of briefer use this one parser, so what is fetched, recorded and shown is one address:
``http://ann:secret@news.example:8080/a?b#c`` is ``http://news.example:8080/a?b``.
"""

import ipaddress
import re
from typing import Final, NamedTuple
from urllib.parse import urlsplit

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# Letters of all scripts, digits and hyphens. Parsers disagree about everything else, such as a
# backslash or a tab, and so about the host.
_HOST_NAME: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?")
_AUTHORITY: Final = re.compile(r"[a-z][a-z0-9+.-]{0,40}://([^/?#]*)", re.IGNORECASE)
_LIKE_ADDRESS: Final = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]+://.*?)\s*")
_CREDENTIALS: Final = re.compile(r"(?<=//)[^\s/?#]*@")
# What may have credentials without a scheme ("ann:secret@"), and where the user's name begins.
_BEFORE_HOST: Final = re.compile(r"(?<![^\s@/])[^\s@/]+@(?=[\w-]+[.:/])")
_USER: Final = re.compile(r"(?<![\w.%+-])[.%+-]*+(?!mailto:)(?P<name>\w)[\w.%+-]*+:")

_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
_GLOBAL_UNICAST: Final = ipaddress.IPv6Network("2000::/3")
_SPECIAL: Final = tuple(
    map(
        ipaddress.ip_network,
        (
            "192.0.0.0/24",  # protocol assignments
            "192.88.99.0/24",  # relays of 6to4
            "2001::/23",  # protocol assignments, such as Teredo
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4, which contains an IPv4 address
            "3fff::/20",  # documentation
        ),
    )
)


class WebAddress(NamedTuple):
    """A parsed address of the schemes ``http`` and ``https``.

    ``str()`` returns the address, without credentials and fragment.

    Attributes:
        scheme: ``http`` or ``https``.
        host: name or IP address, in lower case and without brackets.
        port: the port, if the address names one.
        path: path and query.
    """

    scheme: str
    host: str
    port: int | None
    path: str

    @property
    def server_port(self) -> int | None:
        """The port, or None for the usual one of the scheme."""
        return None if self.port in {None, 80 if self.scheme == "http" else 443} else self.port

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port is None else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"


def address_in(source: str) -> str | None:
    """Return the address that a source is, without spaces around it; None if it is a path."""
    found = _LIKE_ADDRESS.fullmatch(source)
    return found[1] if found else None


def parse_web_address(url: str) -> WebAddress | None:
    """Parse an address; return None if it is none, or if parsers could disagree about its host."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    authority = _AUTHORITY.match(url)
    if parts.scheme not in {"http", "https"} or not authority or authority[1] != parts.netloc:
        return None
    if re.search(r"[\s\\\x00-\x20\x7f]", parts.netloc) or not _is_host(host, parts.netloc):
        return None
    query = f"?{parts.query}" if parts.query else ""
    return WebAddress(parts.scheme, host, port, f"{parts.path or '/'}{query}")


def clean_address(url: str | None) -> str | None:
    """Return an address without credentials and fragment; None if it is no web address."""
    address = parse_web_address(url or "")
    return str(address) if address else None


def is_loopback(url: str) -> bool:
    """Return True if the host of a URL is this machine: "localhost" or a loopback IP address.

    Other names are not looked up, so "127.evil.example" is not this machine.
    """
    address = parse_web_address(url)
    if address is None or address.host == "localhost":
        return address is not None
    try:
        ip = ipaddress.ip_address(address.host)
    except ValueError:
        return False
    return _unmapped(ip).is_loopback


def is_loopback_host(host: str) -> bool:
    """Return True if a server that listens on this host can be reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_public(ip: IPAddress) -> bool:
    """Return True if an IP address is one of the public internet.

    Addresses of private, shared, local, reserved, documentation and multicast ranges are not, nor
    are IPv6 addresses that only wrap an IPv4 address, except for the standard prefix of NAT64
    before a public one.
    """
    ip = _unmapped(ip)
    if ip.version == 6 and ip in _NAT64:
        return is_public(ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF))
    if ip.version == 6 and ip not in _GLOBAL_UNICAST:
        return False
    if any(ip.version == network.version and ip in network for network in _SPECIAL):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def without_credentials(text: str) -> str:
    """Remove user names and passwords from all addresses in a text, such as an error message."""
    if "@" not in text:
        return text
    return " ".join(map(_word_without_credentials, text.split(" ")))


def _word_without_credentials(word: str) -> str:
    if "//" not in word:
        return _BEFORE_HOST.sub(_without_user, word)
    start = _AUTHORITY.search(word)
    if start is None or parse_web_address(word[start.start() :]) is not None:
        return _CREDENTIALS.sub("", word)
    return re.sub(r"\S+", lambda run: _without_all_to_last_at(run[0]), word)


def _without_user(before_host: re.Match[str]) -> str:
    user = _USER.search(before_host[0])
    return before_host[0][: user.start("name")] if user else before_host[0]


def _without_all_to_last_at(text: str) -> str:
    """Remove what follows "//" up to the last "@", from text that is not a valid address."""
    slashes, at = text.find("//"), text.rfind("@")
    return text[: slashes + 2] + text[at + 1 :] if 0 <= slashes < at - 1 else text


def _is_host(host: str, netloc: str) -> bool:
    if "[" not in netloc:
        return _HOST_NAME.fullmatch(host) is not None
    try:
        ipaddress.IPv6Address(host)
    except ValueError:
        return False
    return "%" not in host and netloc.rpartition("@")[2].startswith("[")


def _unmapped(ip: IPAddress) -> IPAddress:
    """Return the IPv4 address that an IPv4-mapped IPv6 address stands for, or ``ip`` itself."""
    return getattr(ip, "ipv4_mapped", None) or ip
