"""A web server in a thread, and a fetcher that may ask it: loopback is allowed by the setting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from api.feeds.fetching import Fetcher, Policy


@dataclass
class Page:
    """What the server answers on a path: with an `ETag` it answers 304 to those who know it."""

    body: str | bytes = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Site:
    """Paths to pages, and the requests that came: (path, headers)."""

    def __init__(self, port: int) -> None:
        self.host = f"127.0.0.1:{port}"
        self.url = f"http://{self.host}"
        self.pages: dict[str, Page] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.requests if path != "/robots.txt"]


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the library's name
            headers = {name.lower(): value for name, value in self.headers.items()}
            current.requests.append((self.path, headers))
            page = current.pages.get(self.path, Page(status=404))
            known = page.headers.get("ETag")
            status = 304 if known and headers.get("if-none-match") == known else page.status
            body = b"" if status == 304 else page.body if isinstance(page.body, bytes) else page.body.encode()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **page.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    current = Site(server.server_port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield current
    server.shutdown()
    thread.join()
    server.server_close()


class Clock:
    """Time that only sleeping moves on."""

    def __init__(self) -> None:
        self.time = 1_000_000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fetcher(clock: Clock) -> Iterator[Fetcher]:
    policy = Policy(agent="tester/1", allow_private=True, max_bytes=100_000)
    with Fetcher(policy, clock.now, clock.sleep) as made:
        yield made
