"""Which addresses point to this machine."""

import ipaddress

import pytest

from briefer.addresses import clean_address, is_loopback, is_public, without_credentials


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


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
        "192.88.99.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::7f00:1", "::8.8.8.8", "::ffff:10.0.0.1", "::ffff:0:7f00:1",
        "::ffff:0:8.8.8.8", "64:ff9b::a9fe:a9fe", "64:ff9b::10.0.0.1", "64:ff9b:1::8.8.8.8",
        "2002:7f00:1::", "2002:808:808::1", "2001::1", "2001:0:7f00:1::", "2001:db8::1",
        "2001:10::1", "3fff::1", "100::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1",
        "ff02::1", "ff0e::1", "4000::1", "5f00::1",
    ],
)  # fmt: skip
def test_special_addresses_are_not_public(ip: str) -> None:
    assert not is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize(
    "ip",
    ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_addresses_of_the_internet_are_public(ip: str) -> None:
    assert is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize(
    ("url", "parsed"),
    [
        ("http://ann:secret@News.test:8080/a?b=1#c", "http://news.test:8080/a?b=1"),
        ("https://news.test", "https://news.test/"),
        ("http://[2606:4700::1111]:80/", "http://[2606:4700::1111]:80/"),
        ("http://a@b@news.test/", "http://news.test/"),
        ("http://news.test\\@trusted.test/", None),
        ("http://news.test\t@trusted.test/", None),
        ("http://news.test:port/", None),
        ("http://news.test:99999/", None),
        ("http://news%2etest/", None),
        ("http://[fe80::1%25eth0]/", None),
        ("http://[::1", None),
        ("http:///story", None),
        ("http:news.test", None),
        ("//news.test/", None),
        ("ftp://news.test/", None),
    ],
)
def test_an_address_has_one_meaning_or_none(url: str, parsed: str | None) -> None:
    assert clean_address(url) == parsed


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("'http://ann:S3cret@news.test/a' failed", "'http://news.test/a' failed"),
        ("http://ann@news.test", "http://news.test"),
        ("http://ann:S3/cret@news.test/", "http://news.test/"),
        ("http://ann:S3cret\\@news.test/", "http://news.test/"),
        ("ann:S3cret@news.test/a", "news.test/a"),
        ("//ann:S3cret@news.test/", "//news.test/"),
        ("socks5://ann:S3cret@proxy.test:1", "socks5://proxy.test:1"),
        ("https://social.test/@ann/1", "https://social.test/@ann/1"),
        ("write to ann@news.test", "write to ann@news.test"),
    ],
)
def test_credentials_are_removed_from_every_text(text: str, shown: str) -> None:
    assert without_credentials(text) == shown
