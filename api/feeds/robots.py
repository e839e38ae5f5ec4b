"""robots.txt: what a host lets programs read, and how long they shall pause between requests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import httpx
from protego import Protego

from api.feeds.addresses import FetchError

_FILE = "/robots.txt"
_KEPT = 86_400.0  # seconds, as RFC 9309 has it
_LONGEST_PAUSE = 60.0
_MOST_BYTES = 512_000
_FAILS_CLOSED = 500


class _Answer(Protocol):
    @property
    def content(self) -> bytes: ...


Fetch = Callable[[str, Mapping[str, str]], _Answer]


@dataclass(frozen=True, slots=True)
class _Rules:
    rules: Protego
    until: float


class Robots:
    """The rules of every host that was asked for, each fetched once a day."""

    def __init__(self, agent: str, fetch: Fetch, clock: Callable[[], float]) -> None:
        self._agent = agent
        self._fetch = fetch
        self._clock = clock
        self._known: dict[str, _Rules] = {}

    def pause(self, url: httpx.URL) -> float:
        """Seconds to leave between requests to the host of an address that may be read; 0 if it does not say.

        Raises:
            FetchError: robots.txt forbids the address, or the host cannot say whether it does.
        """
        rules = self._rules(url)
        if not rules.can_fetch(str(url), self._agent):
            raise FetchError("is closed to programs by the site's robots.txt", "ask its publisher")
        return min(float(rules.crawl_delay(self._agent) or 0), _LONGEST_PAUSE)

    def _rules(self, url: httpx.URL) -> Protego:
        address = str(url.copy_with(raw_path=_FILE.encode()))
        known = self._known.get(address)
        if known is None or known.until < self._clock():
            known = self._known[address] = _Rules(Protego.parse(self._text(address)), self._clock() + _KEPT)
        return known.rules

    def _text(self, address: str) -> str:
        """The file; nothing, which allows all, where the host has none."""
        try:
            return self._fetch(address, {}).content[:_MOST_BYTES].decode("utf-8", errors="replace")
        except FetchError as error:
            if error.status and error.status < _FAILS_CLOSED:
                return ""
            raise
