"""What can go wrong with a store: every message names the input and the remedy."""

from __future__ import annotations


class StoreError(Exception):
    """A store could not do what was asked of it."""


class StoreLockedError(StoreError):
    """Another process holds the store."""

    def __init__(self, location: str) -> None:
        super().__init__(
            f"store {location!r} is held by another process: stop it (is `irgraph serve` running?), "
            "ask it over HTTP, or use another --store"
        )


class StoreMissingError(StoreError):
    """There is no store at the place named."""

    def __init__(self, location: str) -> None:
        super().__init__(
            f"no store at {location!r}: build one with `irgraph build PATH… --store {location}`, "
            "or name another with --store"
        )


class StoreInvalidError(StoreError):
    """The place named cannot be, or is not, a store."""

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(f"{location!r} cannot be opened as a store ({reason}): name another with --store")


class StoreUnreachableError(StoreError):
    """A SPARQL server does not answer, or answers with something else."""

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(
            f"the SPARQL server at {location!r} cannot be used ({reason}): check the address and that it runs"
        )


class QueryError(StoreError):
    """A query or update that cannot be run; `line` and `column` (from 1) say where, if that is known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class ForbiddenQueryError(QueryError):
    """A query or update that would fetch something from elsewhere."""


class AnswerReadError(StoreError):
    """An answer was to be read a second time."""
