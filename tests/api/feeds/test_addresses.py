"""Addresses: which are public, and that every machine behind a name is looked at."""

import ipaddress
import socket

import httpx
import pytest

from api.feeds.addresses import FetchError, is_public, machines, web_address

PUBLIC = ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"]
PRIVATE = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a9fe:a9fe::",
]  # fmt: skip


@pytest.mark.parametrize(("address", "expected"), [(a, True) for a in PUBLIC] + [(a, False) for a in PRIVATE])
def test_public_addresses(address: str, expected: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is expected


NAMES = ["127.0.0.1", "[::1]", "localhost", "2130706433", "0x7f.1", "127.1", "169.254.169.254"]


@pytest.mark.parametrize("name", NAMES)
def test_no_spelling_leads_to_this_machine(name: str) -> None:
    with pytest.raises(FetchError, match="which is no public address"):
        machines(httpx.URL(f"http://{name}/"), allow_private=False)


def test_one_private_machine_behind_a_name_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 0, 0, "", ("8.8.8.8", 80)), (0, 0, 0, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(FetchError, match=r"leads to 10\.0\.0\.1"):
        machines(httpx.URL("http://example.org/"), allow_private=False)
    assert machines(httpx.URL("http://example.org/"), allow_private=True) == ["8.8.8.8", "10.0.0.1"]


BAD = [
    ("file:///etc/passwd", "is no http or https address"),
    ("ftp://example.org/", "is no http or https address"),
    ("gopher://example.org/", "is no http or https address"),
    ("example.org/feed", "is no http or https address"),
    ("http://", "is no http or https address"),
    ("http:///x", "is no http or https address"),
    ("http://me:secret@example.org/", "holds a name or a password"),
    ("http://example.org:99999/", "is no address: there is no port 99999"),
    ("http://0177.0.0.1/", "is no address: Invalid IPv4"),
]


@pytest.mark.parametrize(("address", "reason"), BAD)
def test_what_is_no_web_address_is_refused(address: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason):
        web_address(address)


def test_fragment_is_no_part_of_an_address() -> None:
    assert str(web_address("https://example.org/a?b=c#d")) == "https://example.org/a?b=c"
