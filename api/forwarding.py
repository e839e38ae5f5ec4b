"""What reader processes do not answer themselves: writes and jobs go to the process that writes."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from api.problems import problem

_SAFE = ("GET", "HEAD", "OPTIONS")
# These belong to one connection and not to the message (RFC 9110, 7.6.1).
_HOP_BY_HOP = frozenset({"connection", "keep-alive", "te", "transfer-encoding", "upgrade"})


class Forwarding:
    """Sends a request on if it writes, and gives back the answer as it comes.

    Args:
        app: What answers all other requests.
        writer: The Unix socket of the process that writes.
    """

    def __init__(self, app: ASGIApp, writer: str) -> None:
        self.app = app
        transport = httpx.AsyncHTTPTransport(uds=writer)
        self._client = httpx.AsyncClient(transport=transport, timeout=None)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _belongs_to_writer(scope):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            response = await self._client.send(self._copy(request), stream=True)
        except httpx.TransportError:
            detail = "the process that writes does not answer"
            refused = problem(request, 503, "writer-away", detail, "Try again in a few seconds.")
            await refused(scope, receive, send)
            return
        headers = {k: v for k, v in response.headers.multi_items() if k not in _HOP_BY_HOP}
        answer = StreamingResponse(response.aiter_raw(), response.status_code)
        answer.raw_headers = [(k.encode("latin-1"), v.encode("latin-1")) for k, v in headers.items()]
        try:
            await answer(scope, receive, send)
        finally:
            await response.aclose()

    def _copy(self, request: Request) -> httpx.Request:
        headers = [(k, v) for k, v in request.headers.items() if k not in _HOP_BY_HOP]
        client = request.client.host if request.client else ""
        headers += [("x-forwarded-for", client), ("x-forwarded-proto", request.url.scheme)]
        query: bytes = request.scope["query_string"]
        target = request.scope["raw_path"] + (b"?" + query if query else b"")
        url = httpx.URL("http://writer").copy_with(raw_path=target)
        return self._client.build_request(request.method, url, headers=headers, content=_body(request))


async def _body(request: Request) -> AsyncIterator[bytes]:
    async for chunk in request.stream():
        yield chunk


def _belongs_to_writer(scope: Scope) -> bool:
    path: str = scope["path"]
    if path == "/jobs" or path.startswith("/jobs/"):
        return True
    return scope["method"] not in _SAFE and path != "/sparql"
