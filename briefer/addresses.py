"""Decide whether a URL points to this machine, such as ``http://localhost:8080``."""

import ipaddress
from urllib.parse import urlsplit


def is_loopback(url: str) -> bool:
    """Return True if the host of a URL is this machine: "localhost" or a loopback IP address.

    Other names are not looked up, so "127.evil.example" is not this machine.
    """
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return False
    if not host or host == "localhost":
        return bool(host)
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped.is_loopback
    return address.is_loopback
