"""Generations: consistent copies of the store that reader processes open while the writer goes on.

A copy of a store on disk is a set of hard links (1 ms for a small store, about 50 ms for a million
quads); a store in memory is written out as N-Quads. A copy is made when a query comes after a write,
so that writes in a row cost nothing, and goes when its last query has ended.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from api.revisions import Revision


@dataclass(slots=True)
class _Generation:
    path: Path
    revision: int
    readers: int = 0


class Snapshots:
    """Makes, hands out and removes the generations of one store.

    Args:
        store: The store that is written to.
        location: Its folder, or None for a store in memory.
        revision: The store's; a generation serves as long as it stays.
    """

    def __init__(self, store: Store, location: Path | None, revision: Revision) -> None:
        self._store = store
        self._on_disk = location is not None
        self.revision = revision
        self._folder = _fresh_folder(location)
        self._lock = asyncio.Lock()
        self._number = 0
        self._current: _Generation | None = None

    @property
    def folder(self) -> Path:
        """Where the generations lie, on the same file system as the store."""
        return self._folder

    @asynccontextmanager
    async def use(self) -> AsyncIterator[Path]:
        """The newest generation, kept from removal while the context lasts."""
        generation = await self._newest()
        generation.readers += 1
        try:
            yield generation.path
        finally:
            generation.readers -= 1
            self._remove_if_old(generation)

    async def _newest(self) -> _Generation:
        async with self._lock:
            # Read first: a write during the copy must lead to the next one.
            wanted = self.revision.number
            if self._current is None or self._current.revision != wanted:
                old, self._current = self._current, await asyncio.to_thread(self._make, wanted)
                if old:
                    self._remove_if_old(old)
            return self._current

    def _make(self, revision: int) -> _Generation:
        self._number += 1
        path = self._folder / f"{self._number}"
        if self._on_disk:
            self._store.backup(str(path))
        else:
            self._store.dump(path, RdfFormat.N_QUADS)
        return _Generation(path, revision)

    def _remove_if_old(self, generation: _Generation) -> None:
        if generation is not self._current and generation.readers == 0:
            _remove(generation.path)

    def close(self) -> None:
        """Remove all generations."""
        _remove(self._folder)


def _fresh_folder(location: Path | None) -> Path:
    if location is None:
        return Path(tempfile.mkdtemp(prefix="irgraph-readers-"))
    # Left over from a crash if it is there: whoever holds the store's lock is the only one to use it.
    folder = location.with_name(f"{location.name}.readers")
    _remove(folder)
    folder.mkdir(parents=True)
    return folder


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
