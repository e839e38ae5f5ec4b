"""Rate limits: how many requests one client may send.

Clients are told apart by their address: a token that is only made up would give everybody a new count.
"""

from __future__ import annotations

import math
import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.problems import problem

_SAFE = ("GET", "HEAD", "OPTIONS")
# What watches the service must get through when somebody else floods it.
_FREE = ("/health", "/metrics")


class RateLimits:
    """Answers 429 to clients that send more than a setting allows; each process counts for itself.

    Args:
        app: What the requests go to.
        reads: Such as "600/minute" for what reads, SPARQL queries included; None: any number.
        writes: The same for what writes.
    """

    def __init__(self, app: ASGIApp, reads: str | None, writes: str | None) -> None:
        self.app = app
        self._reads = parse(reads) if reads else None
        self._writes = parse(writes) if writes else None
        self._counts = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = self._limit(scope) if scope["type"] == "http" else None
        if limit is None or self._counts.hit(limit, _client(scope)):
            await self.app(scope, receive, send)
            return
        reset = self._counts.get_window_stats(limit, _client(scope)).reset_time
        seconds = max(1, math.ceil(reset - time.time()))
        detail = f"more than {limit.amount} requests per {limit.multiples} {limit.GRANULARITY.name}"
        headers = {"Retry-After": str(seconds)}
        remedy = f"Wait {seconds} s; whoever runs the service sets the limit."
        response = problem(Request(scope), 429, "too-many-requests", detail, remedy, headers)
        await response(scope, receive, send)

    def _limit(self, scope: Scope) -> RateLimitItem | None:
        if scope["path"] in _FREE:
            return None
        return self._reads if scope["method"] in _SAFE or scope["path"] == "/sparql" else self._writes


def _client(scope: Scope) -> str:
    client = scope.get("client")
    return client[0] if client else ""
