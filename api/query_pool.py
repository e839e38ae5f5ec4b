"""Runs SPARQL queries in a few worker processes, so that a runaway query is stopped and hurts nobody.

A query has a time limit and a limit of answer bytes; on either, or when the client goes away, its
worker is killed and the next query starts a new one. No answer begins before its query has ended,
so an error always has its own status.
"""

from __future__ import annotations

import asyncio
import json
import struct
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Protocol

from api import query_worker

_LENGTH = struct.Struct(">I")


class QueryError(Exception):
    """A query could not be answered."""


class QuerySyntaxError(QueryError):
    """The text is no SPARQL query."""


class NotAcceptableError(QueryError):
    """The client accepts no format in which this kind of answer can be written."""


class QueryTimeoutError(QueryError):
    """The query was stopped at its time limit."""


class QueryBusyError(QueryError):
    """No worker became free within the time limit."""


class ResultTooLargeError(QueryError):
    """The answer has more bytes than the limit."""


class QueryUnsupportedError(QueryError):
    """The query asks for what the engine cannot do, such as a function of another system."""


class ClientGoneError(QueryError):
    """The client closed its connection before the answer was ready."""


class QueryFailedError(QueryError):
    """The worker ended under the query (out of memory), or the engine reported a fault."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query with its dataset and the media type to write each kind of answer in (None: not acceptable).

    `default_graphs` and `named_graphs` are the protocol's dataset, None when it gives none; `union`
    makes the union of all named graphs the default graph; `prefixes` need no declaration, and
    Turtle answers use them.
    """

    text: str
    base: str
    union: bool
    table: str | None
    boolean: str | None
    graph: str | None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    prefixes: tuple[tuple[str, str], ...] = ()


# `asdict` would copy every value, which takes longer than a small query.
_FIELDS = tuple(field.name for field in fields(Query))


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """A whole answer: its bytes, or for a large one the file that holds them and that the reader removes."""

    media_type: str
    body: bytes
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What queries may use: worker processes, seconds, bytes of answer, bytes of memory per worker."""

    workers: int = 4
    seconds: float = 30.0
    result_bytes: int = 200_000_000
    memory_bytes: int = 4_000_000_000


class Generations(Protocol):
    """Where queries find the store: copies that stay as long as they are used, and a folder for answers."""

    @property
    def folder(self) -> Path: ...

    def use(self) -> AbstractAsyncContextManager[Path]: ...


class QueryPool:
    """The workers over one store's snapshots. All methods belong to one event loop."""

    def __init__(self, snapshots: Generations, limits: Limits) -> None:
        self._snapshots = snapshots
        self._limits = limits
        self._slots = asyncio.Semaphore(limits.workers)
        self._idle: list[asyncio.subprocess.Process] = []
        self._running: set[asyncio.subprocess.Process] = set()

    @property
    def running(self) -> int:
        """How many queries run now."""
        return len(self._running)

    async def run(self, query: Query) -> QueryAnswer:
        """Answer one query.

        Raises:
            QueryError: one of its kinds above.
        """
        try:
            async with asyncio.timeout(self._limits.seconds):
                await self._slots.acquire()
        except TimeoutError:
            raise self._busy() from None
        try:
            async with self._snapshots.use() as snapshot:
                return await self._ask(self._message(query, snapshot))
        finally:
            self._slots.release()

    async def rehearse(self, text: str, base: str, prefixes: Mapping[str, str], copy: Path) -> None:
        """Run an update on a copy of the store, to learn whether it ends well within the limits.

        Raises:
            QueryError: one of its kinds above.
        """
        try:
            async with asyncio.timeout(self._limits.seconds):
                await self._slots.acquire()
        except TimeoutError:
            raise self._busy() from None
        head = {"update": text, "base": base, "prefixes": dict(prefixes), "copy": str(copy)}
        try:
            await self._ask(_frame(head))
        finally:
            self._slots.release()

    def _busy(self) -> QueryBusyError:
        return QueryBusyError(f"no query worker became free within {self._limits.seconds:g} s")

    def _message(self, query: Query, snapshot: Path) -> bytes:
        folder, limit = str(self._snapshots.folder), self._limits.result_bytes
        head = {name: getattr(query, name) for name in _FIELDS}
        head |= {"snapshot": str(snapshot), "folder": folder, "max_bytes": limit}
        head["prefixes"] = dict(query.prefixes)
        return _frame(head)

    async def _ask(self, message: bytes) -> QueryAnswer:
        async with self._worker() as worker:
            try:
                async with asyncio.timeout(self._limits.seconds):
                    head, body = await _exchange(worker, message)
            except TimeoutError:
                raise QueryTimeoutError(f"the query was stopped after {self._limits.seconds:g} s") from None
            except (asyncio.IncompleteReadError, ConnectionError):
                limit = self._limits.memory_bytes
                raise QueryFailedError(
                    f"the query's process ended; most often memory ({limit:,} bytes) ran out"
                ) from None
        return _read_answer(head, body, self._limits)

    @asynccontextmanager
    async def _worker(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """A worker that is killed unless the block ends well: time-out, crash and cancelling alike."""
        worker = self._idle.pop() if self._idle else await self._start()
        self._running.add(worker)
        healthy = False
        try:
            yield worker
            healthy = True
        finally:
            self._running.discard(worker)
            if healthy:
                self._idle.append(worker)
            else:
                await _kill(worker)

    async def _start(self) -> asyncio.subprocess.Process:
        program = str(Path(query_worker.__file__))
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            program,
            str(self._limits.memory_bytes),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )

    async def close(self) -> None:
        """Stop all workers; queries that still run fail."""
        for worker in [*self._idle, *self._running]:
            await _kill(worker)
        self._idle.clear()


def _frame(head: Mapping[str, Any]) -> bytes:
    data = json.dumps(head).encode()
    return _LENGTH.pack(len(data)) + data


async def _exchange(worker: asyncio.subprocess.Process, message: bytes) -> tuple[dict[str, Any], bytes]:
    if worker.stdin is None or worker.stdout is None:
        raise ConnectionError("the worker has no pipes")
    worker.stdin.write(message)
    await worker.stdin.drain()
    (length,) = _LENGTH.unpack(await worker.stdout.readexactly(_LENGTH.size))
    head = json.loads(await worker.stdout.readexactly(length))
    return head, await worker.stdout.readexactly(head.get("size", 0))


async def _kill(worker: asyncio.subprocess.Process) -> None:
    if worker.returncode is None:
        # It may have ended since.
        with suppress(ProcessLookupError):
            worker.kill()
    await worker.wait()


_ERRORS: dict[str, type[QueryError]] = {
    "syntax": QuerySyntaxError,
    "unacceptable": NotAcceptableError,
    "unsupported": QueryUnsupportedError,
    "failed": QueryFailedError,
    "died": QueryFailedError,
}


def _read_answer(head: dict[str, Any], body: bytes, limits: Limits) -> QueryAnswer:
    if head.get("error") == "too_large":
        raise ResultTooLargeError(f"the answer has more than {limits.result_bytes:,} bytes")
    if "error" in head:
        raise _ERRORS[head["error"]](head["message"])
    return QueryAnswer(head["media_type"], body, Path(head["file"]) if head["file"] else None)
