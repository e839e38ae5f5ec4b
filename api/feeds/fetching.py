"""Fetching: one address to bytes, politely and within bounds.

The machine that was checked is the one that is asked: its address is looked up once, and the connection
goes there under the name of the host. Redirects are followed by hand, each checked anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version

import httpx

from api.feeds.addresses import FetchError, machines, web_address
from api.feeds.robots import Robots

_MOVED = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
_NOT_MODIFIED = 304
_FAILURES = 400
_LATER = "try again later"
_CONTENT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5"


def user_agent() -> str:
    """What irgraph calls itself where no name is set."""
    return f"irgraph/{version('irgraph')}"


@dataclass(frozen=True, slots=True)
class Policy:
    """How much is asked of others: sizes in bytes, times in seconds.

    `seconds` bounds one answer as a whole, `pause` is the least time between two requests to one host.
    """

    agent: str = field(default_factory=user_agent)
    allow_private: bool = False
    max_bytes: int = 50_000_000
    seconds: float = 60.0
    silence: float = 15.0
    max_redirects: int = 5
    pause: float = 1.0
    obey_robots: bool = True


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. `url` is where it was found; `moved` the address to ask from now on, where that changed."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes = b""
    moved: str | None = None

    @property
    def is_unchanged(self) -> bool:
        return self.status == _NOT_MODIFIED


class Fetcher:
    """Fetches addresses one after the other; a context manager, since it holds connections.

    Args:
        policy: bounds and manners.
        clock: seconds that only grow, for pauses and time limits.
        sleep: waits so many seconds.
    """

    def __init__(
        self,
        policy: Policy,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._policy = policy
        self._clock = clock
        self._sleep = sleep
        self._asked: dict[str, float] = {}
        self._robots = Robots(policy.agent, self._fetch, clock)
        # No proxy of the environment: it would look up names itself. No connection is kept, so that none
        # opened for one host serves another that shares its machine.
        self._client = httpx.Client(
            trust_env=False,
            timeout=policy.silence,
            limits=httpx.Limits(max_keepalive_connections=0),
            headers={"User-Agent": policy.agent, "Accept": _CONTENT},
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, address: str, conditions: Mapping[str, str] | None = None) -> Fetched:
        """What an address holds; 304 without content where `conditions` (If-None-Match …) say it is known.

        Raises:
            FetchError: refused by us, by robots.txt or by the server, too large, too slow, or not there.
        """
        return self._fetch(address, conditions or {}, obey=self._policy.obey_robots)

    def _fetch(self, address: str, conditions: Mapping[str, str], obey: bool = False) -> Fetched:
        url, moved, for_good = web_address(address), None, True
        for _ in range(self._policy.max_redirects + 1):
            pause = self._robots.pause(url) if obey else 0.0
            self._wait(url, max(pause, self._policy.pause))
            answer = self._ask(url, conditions)
            if answer.status not in _MOVED or "location" not in answer.headers:
                return Fetched(str(url), answer.status, answer.headers, answer.content, moved)
            url = web_address(str(_joined(url, answer.headers["location"])))
            for_good = for_good and answer.status in _FOR_GOOD
            moved = str(url) if for_good else moved
        raise FetchError(f"is redirected more than {self._policy.max_redirects} times", "check the address")

    def _wait(self, url: httpx.URL, pause: float) -> None:
        """Let the host rest since it was asked last."""
        last = self._asked.get(url.host)
        if last is not None and (rest := last + pause - self._clock()) > 0:
            self._sleep(rest)
        self._asked[url.host] = self._clock()

    def _ask(self, url: httpx.URL, conditions: Mapping[str, str]) -> Fetched:
        """One request, to the first machine of the host that answers."""
        failure = FetchError("cannot be reached", _LATER)
        for machine in machines(url, self._policy.allow_private):
            try:
                with self._opened(url, machine, conditions) as response:
                    return self._answer(url, response)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = FetchError(f"cannot be reached: {error or 'no answer'}", _LATER)
            except httpx.TimeoutException as error:
                raise FetchError(f"said nothing for {self._policy.silence:g} seconds", _LATER) from error
            except httpx.HTTPError as error:
                raise FetchError(f"broke off: {error}", _LATER) from error
        raise failure

    @contextmanager
    def _opened(
        self, url: httpx.URL, machine: str, conditions: Mapping[str, str]
    ) -> Iterator[httpx.Response]:
        headers = {"Host": url.netloc.decode("ascii"), **conditions}
        # The certificate must be that of the host, though the connection goes to a bare IP address.
        named = {"sni_hostname": url.raw_host.decode("ascii")}
        target = url.copy_with(host=machine)
        with self._client.stream("GET", target, headers=headers, extensions=named) as response:
            yield response

    def _answer(self, url: httpx.URL, response: httpx.Response) -> Fetched:
        headers = {key.lower(): value for key, value in response.headers.items()}
        if response.status_code >= _FAILURES:
            wait = _retry_after(headers.get("retry-after"))
            reason = f"answered {response.status_code} {response.reason_phrase}".rstrip()
            raise FetchError(reason, _LATER, status=response.status_code, wait=wait)
        if response.status_code in (*_MOVED, _NOT_MODIFIED):
            return Fetched(str(url), response.status_code, headers)
        return Fetched(str(url), response.status_code, headers, self._content(response))

    def _content(self, response: httpx.Response) -> bytes:
        ends, content = self._clock() + self._policy.seconds, bytearray()
        for piece in response.iter_bytes():
            content += piece
            if len(content) > self._policy.max_bytes:
                reason = f"is larger than {self._policy.max_bytes / 1e6:g} MB"
                raise FetchError(reason, "fetch it yourself, and give the file")
            if self._clock() > ends:
                raise FetchError(f"took longer than {self._policy.seconds:g} seconds", _LATER)
        return bytes(content)


def _joined(url: httpx.URL, location: str) -> httpx.URL:
    try:
        return url.join(location)
    except httpx.InvalidURL as error:
        raise FetchError(f"is redirected to no address: {error}", "check the address") from error


def _retry_after(value: str | None) -> float | None:
    """Seconds of a Retry-After header, which gives seconds or a date."""
    if not value:
        return None
    try:
        if value.isdigit():
            return float(value)
        return (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError):
        return None
