"""Which addresses point to this machine."""

import pytest

from briefer.addresses import is_loopback


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8080/v1",
        "http://LOCALHOST/",
        "http://127.0.0.1/v1",
        "https://127.9.9.9:1/",
        "http://[::1]:8080/v1",
        "http://[::ffff:127.0.0.1]/",
    ],
)
def test_localhost_and_loopback_addresses_are_this_machine(url: str) -> None:
    assert is_loopback(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.evil.example/v1",
        "http://127.0.0.1.evil.example/",
        "http://localhost.evil.example/",
        "http://evil.localhost/",
        "http://localhost@evil.example/",
        "http://10.0.0.1/",
        "http://0.0.0.0/",
        "http://[::2]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[::1",
        "localhost",
        "",
    ],
)
def test_other_names_and_addresses_are_not(url: str) -> None:
    assert not is_loopback(url)
