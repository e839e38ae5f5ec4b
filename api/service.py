"""What the routes share: the store, its queries, the settings and the counters of one app."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from pyoxigraph import Store

from api.cache import RevisionCache
from api.ingest import ClaimExtractor
from api.middleware import Metrics
from api.problems import ProblemError
from api.query_pool import Limits, Query, QueryAnswer, QueryPool
from api.remote_queries import run_remote
from api.revisions import Revision
from api.settings import Settings
from api.snapshots import Snapshots
from graph.backends import MEMORY
from graph.store import KnowledgeStore
from ontology.namespaces import prefixes

Result = TypeVar("Result")


class Service:
    """One running service. Reads of the store run in threads; writes too, one after the other."""

    def __init__(
        self, settings: Settings, store: KnowledgeStore, load: Callable[[], ClaimExtractor], *, scratch: bool
    ) -> None:
        self.settings = settings
        self.store = store
        self.scratch = scratch
        self.metrics = Metrics()
        # A scratch store is for conformance tests: nothing but the standard is known there.
        self.prefixes = () if scratch else tuple(sorted(prefixes(store.iris.base).items()))
        self._load = load
        self._extractor: ClaimExtractor | None = None
        self._writing = asyncio.Lock()
        self.revision = Revision() if store.oxigraph is not None else None
        self._cache = RevisionCache(self.revision)
        self._snapshots = _snapshots(store, self.revision)
        limits = Limits(seconds=settings.query_seconds)
        self._pool = QueryPool(self._snapshots, limits) if self._snapshots else None

    @property
    def oxigraph(self) -> Store:
        """The engine itself.

        Raises:
            ProblemError: 501 when the data lies on another server.
        """
        if self.store.oxigraph is None:
            remedy = f"Send the request to the server that holds the data: {self.store.location}"
            raise ProblemError(501, "remote-store", "this service fronts a SPARQL server", remedy)
        return self.store.oxigraph

    @property
    def folder(self) -> Path | None:
        """Where temporary files of answers lie; None: where the system puts them."""
        return self._snapshots.folder if self._snapshots else None

    async def query(self, query: Query) -> QueryAnswer:
        """Answer a SPARQL query within the limits.

        Raises:
            QueryError: see `api.query_pool`.
        """
        if self._pool is None:
            return await run_remote(self.store, query, self.settings.query_seconds)
        return await self._pool.run(query)

    async def read(self, job: Callable[[], Result]) -> Result:
        """Run a bounded read off the event loop."""
        return await asyncio.to_thread(job)

    async def kept(self, key: Hashable, job: Callable[[], Result]) -> Result:
        """The result of a read that takes in the whole store, made once for each state of the store.

        Args:
            key: What is read: a name, and what else the result depends on.
            job: The read itself; nobody may change its result.
        """
        return await self._cache.get(key, job)

    async def write(self, kind: str, job: Callable[[], Result], *, lazy: bool = False) -> Result:
        """Run a write off the event loop, when no other write runs; `kind` is what the counter calls it."""
        async with self._writing:
            try:
                return await asyncio.to_thread(job)
            finally:
                self.metrics.writes.labels(kind).inc()
                if self.revision:
                    self.revision.changed(lazy=lazy)

    async def extractor(self) -> ClaimExtractor:
        """What reads claims from texts; loaded when it is first needed, which takes a second or two."""
        async with self._writing:
            if self._extractor is None:
                self._extractor = await asyncio.to_thread(self._load)
        return self._extractor

    def is_own(self, graph: str) -> bool:
        """Whether a graph holds the knowledge graph itself, which only ingest writes."""
        return not self.scratch and graph.startswith(f"{self.store.iris.base}graph/")

    async def close(self) -> None:
        """Stop the query workers and remove the snapshots."""
        if self._pool and self._snapshots:
            await self._pool.close()
            self._snapshots.close()


def _snapshots(store: KnowledgeStore, revision: Revision | None) -> Snapshots | None:
    if store.oxigraph is None or revision is None:
        return None
    return Snapshots(store.oxigraph, None if store.location == MEMORY else Path(store.location), revision)


def of_request(request: Request) -> Service:
    """The service of the app that the request came to."""
    service: Service = request.app.state.service
    return service


ServiceOf = Annotated[Service, Depends(of_request)]
