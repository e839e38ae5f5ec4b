"""Conditional requests (RFC 9110, 13): an entity tag for every answer that the store's revision decides.

A route that depends on `Conditional` answers 304 where the client has the present answer already,
without making it. The tags are weak, because compression changes the bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, Request, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.security import may_read
from api.service import ServiceOf

_STATE = "etag"
_CACHING = "no-cache"


class NotModifiedError(Exception):
    """The client has the present answer."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


def tag_of(request: Request, revision: str) -> str:
    """The entity tag of a request's answer at a revision of the store."""
    asked = (revision, request.url.path, request.url.query, request.headers.get("accept", ""))
    return f'W/"{hashlib.sha256(chr(10).join(asked).encode()).hexdigest()[:24]}"'


def matches(header: str | None, tag: str) -> bool:
    """Whether an If-None-Match header names a tag, by the weak comparison."""
    return any(one in ("*", tag.removeprefix("W/")) for one in _tags(header))


def _tags(header: str | None) -> Iterator[str]:
    for one in (header or "").split(","):
        if name := one.strip().removeprefix("W/"):
            yield name


async def _check(request: Request, service: ServiceOf, _: Annotated[None, Depends(may_read)]) -> None:
    """Give the answer its tag, once the request may read at all.

    Raises:
        NotModifiedError: the client has this answer.
    """
    if service.revision is None or request.method != "GET":
        return
    tag = tag_of(request, service.revision.name)
    given = request.headers.get("if-none-match")
    # `*` asks whether there is anything at all, which only the answer tells.
    if given and given.strip() != "*" and matches(given, tag):
        raise NotModifiedError(tag)
    request.scope["state"][_STATE] = tag


Conditional = Depends(_check)


def untagged(request: Request) -> None:
    """Take the tag from an answer that changes by itself."""
    request.scope["state"].pop(_STATE, None)


async def _not_modified(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotModifiedError)
    return Response(status_code=304, headers=_headers(error.tag))


def _headers(tag: str) -> dict[str, str]:
    return {"ETag": tag, "Cache-Control": _CACHING, "Vary": "Accept"}


class EntityTags:
    """Puts the tag on the answers of routes that asked for one, if they are whole and well."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_tag(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                self._add(scope, MutableHeaders(scope=message))
            await send(message)

        scope.setdefault("state", {})
        await self.app(scope, receive, send_with_tag if scope["type"] == "http" else send)

    @staticmethod
    def _add(scope: Scope, headers: MutableHeaders) -> None:
        tag = scope["state"].get(_STATE)
        if tag:
            headers["ETag"], headers["Cache-Control"] = tag, _CACHING
            headers.add_vary_header("Accept")
            # It would tell a file's time, and the file is made for this answer.
            if "Last-Modified" in headers:
                del headers["Last-Modified"]


def install(app: FastAPI) -> None:
    """Make the app answer with tags and 304."""
    app.add_middleware(EntityTags)
    app.add_exception_handler(NotModifiedError, _not_modified)
