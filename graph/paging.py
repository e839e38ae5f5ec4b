"""Pages that stay stable while data arrives: a cursor names the last item seen, not a count of items."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.errors import StoreError

DEFAULT_LIMIT = 50
MAX_LIMIT = 1000

Item = TypeVar("Item")


class FilterError(StoreError, ValueError):
    """A filter has a value that it cannot have; the message names the filter and what it may be."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items, and the cursor for the page after them (None on the last page)."""

    items: tuple[Item, ...]
    next: str | None


def encode_cursor(last: str) -> str:
    """The cursor that continues after an item."""
    return base64.urlsafe_b64encode(last.encode()).decode().rstrip("=")


def decode_cursor(cursor: str | None) -> str:
    """The item after which a cursor continues; "" for no cursor.

    Raises:
        FilterError: it is none that `encode_cursor` made.
    """
    if not cursor:
        return ""
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except ValueError as error:
        raise FilterError(f"cursor {cursor!r} is none of ours: leave it out to begin again") from error


def check_limit(limit: int) -> int:
    """The limit, if it is one.

    Raises:
        FilterError: it is not between 1 and 1000.
    """
    if not 1 <= limit <= MAX_LIMIT:
        raise FilterError(f"limit {limit} is not between 1 and {MAX_LIMIT}")
    return limit


def page_of(keys: Sequence[str], limit: int, build: Callable[[Sequence[str]], Sequence[Item]]) -> Page[Item]:
    """The page for sorted keys, of which one more than `limit` was asked for."""
    shown = keys[:limit]
    return Page(tuple(build(shown)), encode_cursor(shown[-1]) if len(keys) > limit else None)
