"""The store as a reader process sees it: the newest generation that the writing process has announced."""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from api.snapshots import ANNOUNCEMENT, lock_of
from graph.readonly import open_copy
from graph.store import KnowledgeStore

_TRIES = 20


@dataclass(slots=True)
class _Opened:
    """A generation that this process has open, and how many requests see it."""

    path: Path
    number: int
    name: str
    lock: IO[bytes]
    store: KnowledgeStore
    users: int = 0

    def close(self) -> None:
        self.store.close()
        self.lock.close()


class Followed:
    """Follows the announcements in a folder. Each request is pinned to the generation that it began with.

    Args:
        folder: where the writing process keeps its generations.
        base: what all IRIs of the store begin with.

    Raises:
        OSError: no generation is announced, or none can be opened.
    """

    def __init__(self, folder: Path, base: str) -> None:
        self._folder = folder
        self._base = base
        self._opening: asyncio.Task[None] | None = None
        self._pinned: ContextVar[_Opened | None] = ContextVar("pinned", default=None)
        self._seen = self._stamp()
        self._current = self._open()

    @property
    def folder(self) -> Path:
        """Where the generations lie, and where files of answers may be put."""
        return self._folder

    @property
    def store(self) -> KnowledgeStore:
        """The store as the present request sees it."""
        return self._view.store

    @property
    def number(self) -> int:
        """The revision that the present request sees."""
        return self._view.number

    @property
    def name(self) -> str:
        """The name of that revision, the same in all processes."""
        return self._view.name

    @property
    def _view(self) -> _Opened:
        return self._pinned.get() or self._current

    @asynccontextmanager
    async def use(self) -> AsyncIterator[Path]:
        """The generation of the present request, or else the newest; it stays while the context lasts."""
        async with self.pinned():
            yield self._view.path

    @asynccontextmanager
    async def pinned(self) -> AsyncIterator[None]:
        """Let all that runs in the context see one generation, the newest unless one is pinned already."""
        if self._pinned.get() is None:
            await self._renew()
        opened = self._view
        opened.users += 1
        token = self._pinned.set(opened)
        try:
            yield
        finally:
            self._pinned.reset(token)
            opened.users -= 1
            self._close_unused(opened)

    async def _renew(self) -> None:
        """Turn to what is announced; what came of a stream of documents may be seen a moment later."""
        while self._stamp() != self._seen:
            if self._opening is None or self._opening.done():
                self._opening = asyncio.create_task(self._follow())
            if self._current.number >= self._about()["at_least"]:
                return
            await asyncio.shield(self._opening)

    async def _follow(self) -> None:
        # Taken first: what is announced while this one opens leads to another turn.
        stamp = self._stamp()
        old, self._current = self._current, await asyncio.to_thread(self._open)
        self._seen = stamp
        self._close_unused(old)

    def _close_unused(self, opened: _Opened) -> None:
        if opened is not self._current and opened.users == 0:
            opened.close()

    def _stamp(self) -> tuple[int, int]:
        found = (self._folder / ANNOUNCEMENT).stat()
        return found.st_mtime_ns, found.st_ino

    def _about(self) -> dict[str, Any]:
        """What the announcement says: path, revision and name of a generation, and what may be the oldest."""
        found: dict[str, Any] = json.loads((self._folder / ANNOUNCEMENT).read_text(encoding="utf-8"))
        return found

    def _open(self) -> _Opened:
        """Open what is announced. It may be replaced and removed meanwhile; then the next is tried."""
        for _ in range(_TRIES):
            about = self._about()
            path = Path(about["path"])
            try:
                lock = lock_of(path).open("rb")
            except FileNotFoundError:
                continue
            fcntl.flock(lock, fcntl.LOCK_SH)
            if os.fstat(lock.fileno()).st_nlink:
                return _Opened(path, about["revision"], about["name"], lock, open_copy(str(path), self._base))
            lock.close()
        raise OSError(f"the generations announced in {self._folder} go faster than they can be opened")

    def close(self) -> None:
        """Let go of the generation that is open; the folder belongs to the writing process."""
        self._current.close()
