"""Paging by cursor: the next page begins after the last item of this one, so that new data moves nothing."""

from __future__ import annotations

import base64
from typing import Annotated

from fastapi import Depends, Query, Request

from api.problems import ProblemError

MOST = 1000
Limit = Annotated[int, Query(ge=1, le=MOST, description="Most items of one answer")]


def encode_cursor(key: str) -> str:
    """The key of the last item, so written that it can stand in an address."""
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def decode_cursor(cursor: str) -> str:
    """The key that a cursor stands for.

    Raises:
        ProblemError: 400 for a cursor that was not made here.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except ValueError:
        raise ProblemError(400, "invalid-cursor", f"{cursor!r} is no cursor", "Take `next` of the page before.") from None


def _key(cursor: Annotated[str | None, Query(description="Where to go on: from `next` of a page")] = None) -> str | None:
    return None if cursor is None else decode_cursor(cursor)


Cursor = Annotated[str | None, Depends(_key)]


def page_link(request: Request, key: str) -> str:
    """The address of the page that begins after the item with this key, relative to the service."""
    url = request.url.include_query_params(cursor=encode_cursor(key))
    return f"{url.path}?{url.query}"
