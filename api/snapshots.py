"""Generations: consistent copies of the store that reader processes open while the writer goes on.

A copy of a store on disk is a set of hard links (1 ms for a small store, about 50 ms for a million
quads); a store in memory is written out as N-Quads. A copy is made when a query comes after a write,
so that writes in a row cost nothing, and goes when its last query has ended. Where other processes
answer requests, the newest copy is announced in a file, and each copy has a lock that its readers share.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from api.revisions import Revision

ANNOUNCEMENT = "newest.json"


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
        self._left: list[_Generation] = []
        self._announced: int | None = None
        self._at_least = 0  # the revision that no answer may be older than

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
            self._clear()

    @asynccontextmanager
    async def own(self) -> AsyncIterator[Path]:
        """A copy of the store as it is now, for one reader that may even write to it; removed afterwards."""
        self._number += 1
        path = self._folder / f"{self._number}"
        try:
            await asyncio.to_thread(self._copy, path)
            yield path
        finally:
            _remove(path)

    async def announce(self, *, lazy: bool = False) -> None:
        """Tell reader processes of the newest generation, which is made if need be.

        Args:
            lazy: Whether they may answer from the one before while they open it.
        """
        generation = await self._newest()
        if generation.revision == self._announced:
            return
        self._announced = generation.revision
        if not lazy:
            self._at_least = generation.revision
        lock_of(generation.path).touch()
        about = {
            "path": str(generation.path),
            "revision": generation.revision,
            "name": self.revision.name_of(generation.revision),
            "at_least": self._at_least,
        }
        draft = self._folder / f"{ANNOUNCEMENT}.new"
        draft.write_text(json.dumps(about), encoding="utf-8")
        draft.replace(self._folder / ANNOUNCEMENT)
        self._clear()

    async def _newest(self) -> _Generation:
        async with self._lock:
            # Read first: a write during the copy must lead to the next one.
            wanted = self.revision.number
            if self._current is None or self._current.revision != wanted:
                old, self._current = self._current, await asyncio.to_thread(self._make, wanted)
                if old:
                    self._left.append(old)
                    self._clear()
            return self._current

    def _make(self, revision: int) -> _Generation:
        self._number += 1
        path = self._folder / f"{self._number}"
        self._copy(path)
        return _Generation(path, revision)

    def _copy(self, path: Path) -> None:
        if self._on_disk:
            self._store.backup(str(path))
        else:
            self._store.dump(path, RdfFormat.N_QUADS)

    def _clear(self) -> None:
        """Remove the old generations that nobody reads, here or in another process."""
        self._left = [one for one in self._left if one.readers or not _remove_unlocked(one.path)]

    def close(self) -> None:
        """Remove all generations."""
        _remove(self._folder)


def lock_of(path: Path) -> Path:
    """The file on which the readers of a generation in other processes share a lock."""
    return path.with_name(f"{path.name}.lock")


def folder_of(location: Path) -> Path:
    """Where the generations of a store on disk lie: beside it, as hard links do not cross file systems."""
    return location.with_name(f"{location.name}.readers")


def _remove_unlocked(path: Path) -> bool:
    lock = lock_of(path)
    if not lock.exists():
        # It was never announced.
        _remove(path)
        return True
    with lock.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        # The lock goes first: who finds it can rely on the generation.
        lock.unlink()
        _remove(path)
    return True


def _fresh_folder(location: Path | None) -> Path:
    if location is None:
        return Path(tempfile.mkdtemp(prefix="irgraph-readers-"))
    # Left over from a crash if it is there: whoever holds the store's lock is the only one to use it.
    folder = folder_of(location)
    _remove(folder)
    folder.mkdir(parents=True)
    return folder


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
