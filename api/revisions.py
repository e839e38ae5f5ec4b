"""Revisions: which state of the store readers see, as a number that grows when the store is written to.

Everything that is kept between requests (copies of the store, networks, entity tags) goes by it.
"""

from __future__ import annotations

import secrets
import time


class Revision:
    """The revision of one store in one running service.

    Args:
        lag: Seconds for which readers may go on with an old revision after a lazy change, so that a
            stream of documents does not make everything anew for each of them.
    """

    def __init__(self, lag: float = 5.0) -> None:
        self._lag = lag
        self._number = 0
        self._due: float | None = None
        # A service that starts again counts from the beginning, over a store that may have changed.
        self._start = secrets.token_hex(8)

    @property
    def number(self) -> int:
        """The present revision."""
        if self._due is not None and time.monotonic() >= self._due:
            self._due = None
            self._number += 1
        return self._number

    @property
    def name(self) -> str:
        """The present revision as a name that no other run of the service uses."""
        return self.name_of(self.number)

    def name_of(self, number: int) -> str:
        """The name of a revision by its number."""
        return f"{self._start}-{number}"

    @property
    def lag(self) -> float:
        """Seconds for which a lazy change may stay unseen."""
        return self._lag

    def changed(self, *, lazy: bool = False) -> None:
        """Say that the store was written to; a lazy change may stay unseen for a while."""
        due = time.monotonic() + (self._lag if lazy else 0)
        self._due = due if self._due is None else min(self._due, due)
