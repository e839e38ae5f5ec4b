"""Addresses: which machines may be asked. A name is looked up, and every address behind it must be public."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator

import httpx

IP = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SCHEMES = ("http", "https")
_LAST_PORT = 65_535
_PORTS = {"http": 80, "https": 443}


class FetchError(Exception):
    """An address gave nothing: what is wrong, what to do, and the seconds that its server asks to wait."""

    def __init__(self, reason: str, remedy: str, *, status: int = 0, wait: float | None = None) -> None:
        super().__init__(reason)
        self.remedy = remedy
        self.status = status
        self.wait = wait


def web_address(text: str) -> httpx.URL:
    """The address without its fragment.

    Raises:
        FetchError: it is none of the web, or holds a name and a password.
    """
    try:
        url = httpx.URL(text).copy_with(fragment=None)
    except httpx.InvalidURL as error:
        raise FetchError(f"is no address: {error}", "correct it") from error
    if url.scheme not in _SCHEMES or not url.host:
        raise FetchError("is no http or https address", "only these are read")
    if url.port is not None and url.port > _LAST_PORT:
        raise FetchError(f"is no address: there is no port {url.port}", "correct it")
    if url.userinfo:
        raise FetchError("holds a name or a password", "give an address that is open to all")
    return url


def port_of(url: httpx.URL) -> int:
    return url.port or _PORTS[url.scheme]


def machines(url: httpx.URL, allow_private: bool) -> list[str]:
    """The IP addresses behind a web address, as the resolver orders them.

    Raises:
        FetchError: there is none, or one is not public and `allow_private` is off.
    """
    host = url.raw_host.decode("ascii")
    try:
        found = socket.getaddrinfo(host.strip("[]"), port_of(url), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"cannot be found: no machine is called {host!r}", "check the address") from error
    texts = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for text in texts:
        if not allow_private and not is_public(ipaddress.ip_address(text.partition("%")[0])):
            reason = f"leads to {text}, which is no public address"
            raise FetchError(reason, "set allow_private = true in feeds.toml, or IRGRAPH_ALLOW_PRIVATE=true")
    return texts


def is_public(address: IP) -> bool:
    """Whether an address, and every IPv4 address that it wraps, is one of the open internet."""
    return address.is_global and not address.is_multicast and all(map(is_public, _wrapped(address)))


def _wrapped(address: IP) -> Iterator[IP]:
    """The IPv4 addresses to which translators would carry on what is sent to an IPv6 address."""
    if isinstance(address, ipaddress.IPv4Address):
        return
    if address in _NAT64:
        yield ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    for inner in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())):
        if inner is not None:
            yield inner
