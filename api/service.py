"""What the routes share: the store, the query pool, the settings and the counters of one app."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from pyoxigraph import Store

from api.middleware import Metrics
from api.query_pool import Limits, QueryPool
from api.settings import Settings
from api.snapshots import Snapshots
from ontology.namespaces import prefixes

Result = TypeVar("Result")


class Service:
    """One running service. Reads of the store run in threads; writes too, one after the other."""

    def __init__(self, settings: Settings, oxigraph: Store, location: Path | None, scratch: bool) -> None:
        self.settings = settings
        self.oxigraph = oxigraph
        self.scratch = scratch
        self.metrics = Metrics()
        self.snapshots = Snapshots(oxigraph, location)
        self.queries = QueryPool(self.snapshots, Limits(seconds=settings.query_seconds))
        self.base = settings.base if settings.base.endswith("/") else f"{settings.base}/"
        self.prefixes = tuple(sorted(prefixes(self.base).items()))
        self._writing = asyncio.Lock()

    def is_own(self, graph: str) -> bool:
        """Whether a graph holds the knowledge graph itself, which only ingest writes."""
        return not self.scratch and graph.startswith(f"{self.base}graph/")

    async def read(self, job: Callable[[], Result]) -> Result:
        """Run a bounded read off the event loop."""
        return await asyncio.to_thread(job)

    async def write(self, kind: str, job: Callable[[], Result], *, lazy: bool = False) -> Result:
        """Run a write off the event loop, when no other write runs; `kind` is what the counter calls it."""
        async with self._writing:
            try:
                return await asyncio.to_thread(job)
            finally:
                self.snapshots.changed(lazy=lazy)
                self.metrics.writes.labels(kind).inc()

    async def close(self) -> None:
        """Stop the query workers and remove the snapshots."""
        await self.queries.close()
        self.snapshots.close()


def of_request(request: Request) -> Service:
    """The service of the app that the request came to."""
    service: Service = request.app.state.service
    return service


ServiceOf = Annotated[Service, Depends(of_request)]
