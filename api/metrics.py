"""Counters and latencies for Prometheus, of one process or of all that serve one store."""

from __future__ import annotations

import os
import time

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.shared_metrics import SHARED

_BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)  # seconds


class Metrics:
    """The counters that /metrics shows; one object per app, so that tests do not share them."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("method", "path", "status")
        self.requests = Counter("irgraph_requests_total", "Requests answered", labels, registry=self.registry)
        self.seconds = Histogram(
            "irgraph_request_seconds",
            "Seconds until a request was answered",
            ("method", "path"),
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.writes = Counter("irgraph_writes_total", "Writes by kind", ("kind",), registry=self.registry)

    def text(self) -> bytes:
        """All figures in the Prometheus text format; with several processes, summed over them."""
        if SHARED not in os.environ:
            return generate_latest(self.registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return generate_latest(together)


class Counting:
    """Counts and times requests by the route's template, so that ids do not make new series."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = 500
        start = time.perf_counter()

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watched)
        finally:
            path = getattr(scope.get("route"), "path", "unknown")
            self.metrics.requests.labels(scope["method"], path, str(status)).inc()
            self.metrics.seconds.labels(scope["method"], path).observe(time.perf_counter() - start)
