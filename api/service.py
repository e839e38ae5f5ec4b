"""What the routes share: the store, its queries, the settings and the counters of one app."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from pyoxigraph import Store

from api.cache import RevisionCache
from api.followed import Followed
from api.metrics import Metrics
from api.priority import step_back
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
    """One running service. Reads of the store run in threads; writes too, one after the other.

    Args:
        settings: What may be changed without touching code.
        store: The store, or in a reader process what follows the store of the writing process.
        scratch: Whether nothing but the standard is known, for conformance tests.
        announces: Whether reader processes follow this one's writes.
    """

    def __init__(
        self,
        settings: Settings,
        store: KnowledgeStore | Followed,
        *,
        scratch: bool = False,
        announces: bool = False,
    ) -> None:
        self.settings = settings
        self.scratch = scratch
        self.metrics = Metrics()
        self._followed = store if isinstance(store, Followed) else None
        self._store = store.store if isinstance(store, Followed) else store
        self.prefixes = () if scratch else tuple(sorted(prefixes(self._store.iris.base).items()))
        location = settings.store if self._followed else self._store.location
        self.tokens_path = settings.tokens_path(location)
        self.audit_path = settings.audit_path(location)
        self._writing = asyncio.Lock()
        self._writer = ThreadPoolExecutor(1, "irgraph-write", step_back if announces else None)
        self._revision = Revision() if self._store.oxigraph is not None else None
        self._cache = RevisionCache(self.revision, run=self._pinned_read)
        self._snapshots = None if self._followed else _snapshots(self._store, self._revision)
        self._announces = announces
        self._announcing: asyncio.Task[None] | None = None
        source = self._followed or self._snapshots
        self._pool = QueryPool(source, _limits(settings)) if source else None

    @property
    def store(self) -> KnowledgeStore:
        """The store; in a reader process as the present request sees it, and not to be written to."""
        return self._followed.store if self._followed else self._store

    @property
    def revision(self) -> Revision | Followed | None:
        """Which state of the store readers see, by `number` and `name`; None if others may write to it."""
        return self._followed or self._revision

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
        source = self._followed or self._snapshots
        return source.folder if source else None

    @asynccontextmanager
    async def pinned(self) -> AsyncIterator[None]:
        """Let a request see one state of the store to its end, where this process follows another."""
        if self._followed is None:
            yield
            return
        async with self._followed.pinned():
            yield

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

    async def _pinned_read(self, job: Callable[[], Result]) -> Result:
        # It may go on when its request has gone away, so it holds the state of the store itself.
        async with self.pinned():
            return await asyncio.to_thread(job)

    async def write(self, kind: str, job: Callable[[], Result], *, lazy: bool = False) -> Result:
        """Run a write off the event loop, when no other write runs.

        Args:
            kind: What the counter calls it.
            job: The write.
            lazy: Whether readers may see it some seconds later, as in a stream of documents.
        """
        async with self._writing:
            try:
                return await asyncio.get_running_loop().run_in_executor(self._writer, job)
            finally:
                self.metrics.writes.labels(kind).inc()
                await self._changed(lazy=lazy)

    async def _changed(self, *, lazy: bool) -> None:
        if self._revision is None:
            return
        self._revision.changed(lazy=lazy)
        if not lazy:
            await self.announce()
        elif self._announces and (self._announcing is None or self._announcing.done()):
            self._announcing = asyncio.create_task(self._announce_later(self._revision.lag))

    async def _announce_later(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self.announce(lazy=True)

    async def announce(self, *, lazy: bool = False) -> None:
        """Let reader processes see the store as it is now, or with `lazy` a moment later."""
        if self._announces and self._snapshots:
            await self._snapshots.announce(lazy=lazy)

    async def rehearse(self, text: str, base: str) -> None:
        """Run an update on a copy of the store within the limits of queries, so that it can be stopped.

        Raises:
            QueryError: see `api.query_pool`.
        """
        if self._pool and self._snapshots:
            async with self._snapshots.own() as copy:
                await self._pool.rehearse(text, base, dict(self.prefixes), copy)

    def is_own(self, graph: str) -> bool:
        """Whether a graph holds the knowledge graph itself, which only ingest writes."""
        return not self.scratch and graph.startswith(f"{self.store.iris.base}graph/")

    async def close(self) -> None:
        """Stop the query workers and remove the snapshots."""
        if self._announcing:
            self._announcing.cancel()
        self._writer.shutdown()
        if self._pool:
            await self._pool.close()
        if self._snapshots:
            self._snapshots.close()
        if self._followed:
            self._followed.close()


def _limits(settings: Settings) -> Limits:
    return Limits(
        # They are those of the whole service, whose processes share the requests.
        -(-settings.query_workers // settings.workers),
        settings.query_seconds,
        settings.max_answer_bytes,
        settings.query_memory_bytes,
    )


def _snapshots(store: KnowledgeStore, revision: Revision | None) -> Snapshots | None:
    if store.oxigraph is None or revision is None:
        return None
    return Snapshots(store.oxigraph, None if store.location == MEMORY else Path(store.location), revision)


async def of_request(request: Request) -> Service:
    """The service of the app that the request came to; not a plain function, as those get a thread each."""
    service: Service = request.app.state.service
    return service


ServiceOf = Annotated[Service, Depends(of_request)]
