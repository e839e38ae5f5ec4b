"""What is made from the whole store, kept until the store changes."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, Protocol, TypeVar, cast

Result = TypeVar("Result")


class Numbered(Protocol):
    """A revision: a number that is another whenever what is read has changed."""

    @property
    def number(self) -> int: ...


class RevisionCache:
    """Results by key for the present revision of a store. All methods belong to one event loop.

    Args:
        revision: The store's; without one (others may write to the store) nothing is kept.
        most: How many results are kept; those asked for longest ago go first.
        run: How `make` is run off the event loop.
    """

    def __init__(
        self,
        revision: Numbered | None,
        most: int = 16,
        run: Callable[..., Awaitable[Any]] = asyncio.to_thread,
    ) -> None:
        self._revision = revision
        self._run = run
        self._most = most
        self._kept_for = -1
        self._kept: OrderedDict[Hashable, asyncio.Future[Any]] = OrderedDict()

    async def get(self, key: Hashable, make: Callable[[], Result]) -> Result:
        """What `make` gives, run in a thread, once for all who ask for the key at one revision.

        An error goes to all who waited for it, and is not kept.
        """
        if self._revision is None:
            result: Result = await self._run(make)
            return result
        self._renew(self._revision.number)
        task = self._kept.get(key)
        if task is None:
            task = self._kept[key] = asyncio.ensure_future(self._run(make))
            task.add_done_callback(lambda done: self._forget_failure(key, done))
        self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        # One who goes away must not take the result from the others.
        return cast(Result, await asyncio.shield(task))

    def _renew(self, number: int) -> None:
        if number != self._kept_for:
            self._kept.clear()
            self._kept_for = number

    def _forget_failure(self, key: Hashable, task: asyncio.Future[Any]) -> None:
        failed = task.cancelled() or task.exception() is not None
        if failed and self._kept.get(key) is task:
            del self._kept[key]
