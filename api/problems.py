"""Errors as RFC 9457 problem documents: one table from exception to status, title and remedy."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api import query_pool
from api.errors import InputError, failure_of
from api.sparql_text import DatasetConflictError
from graph.analytics import UnknownActorError
from graph.errors import StoreError

MEDIA_TYPE = "application/problem+json"


class ProblemError(Exception):
    """A request that cannot be answered as asked; `remedy` tells the client what to do instead."""

    def __init__(
        self, status: int, kind: str, detail: str, remedy: str = "", headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.kind = kind
        self.detail = detail
        self.remedy = remedy
        self.headers = headers or {}


@dataclass(frozen=True, slots=True)
class Answer:
    """What an exception of a lower layer is answered with; its text becomes the detail."""

    status: int
    kind: str
    remedy: str
    retry_after: int | None = None


ANSWERS: dict[type[Exception], Answer] = {
    query_pool.QuerySyntaxError: Answer(400, "invalid-sparql", "Correct the query at the place named."),
    query_pool.NotAcceptableError: Answer(
        406,
        "not-acceptable",
        "SELECT and ASK come as SPARQL JSON or XML (SELECT also as CSV, TSV); "
        "CONSTRUCT and DESCRIBE as Turtle, N-Triples, JSON-LD, RDF/XML.",
    ),
    query_pool.QueryTimeoutError: Answer(
        504, "query-time-out", "Narrow the pattern or add a LIMIT inside a subquery."
    ),
    query_pool.QueryBusyError: Answer(503, "busy", "Try again in a few seconds.", retry_after=5),
    query_pool.ResultTooLargeError: Answer(422, "answer-too-large", "Add a LIMIT, or fetch /export instead."),
    query_pool.ClientGoneError: Answer(499, "client-gone", "Ask again."),
    query_pool.QueryUnsupportedError: Answer(501, "not-supported", "Use standard SPARQL 1.1."),
    query_pool.QueryFailedError: Answer(
        503, "query-failed", "Narrow the query; if it stays, see the server's log."
    ),
    DatasetConflictError: Answer(
        400, "dataset-conflict", "Name the dataset either in the update or in the parameters."
    ),
}


def problem(
    request: Request,
    status: int,
    kind: str,
    detail: str,
    remedy: str = "",
    headers: dict[str, str] | None = None,
) -> Response:
    """The problem document as a response; `type` is a stable name that programs may compare."""
    body: dict[str, Any] = {
        "type": f"urn:irgraph:problem:{kind}",
        "title": kind.replace("-", " ").capitalize(),
        "status": status,
        "detail": detail,
        "instance": request.url.path,
    }
    if remedy:
        body["remedy"] = remedy
    return Response(json.dumps(body, ensure_ascii=False), status, headers, MEDIA_TYPE)


async def _problem_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return problem(request, error.status, error.kind, error.detail, error.remedy, error.headers)


async def _listed(request: Request, error: Exception) -> Response:
    answer = next(ANSWERS[kind] for kind in type(error).__mro__ if kind in ANSWERS)
    headers = {"Retry-After": str(answer.retry_after)} if answer.retry_after else None
    return problem(request, answer.status, answer.kind, str(error)[:1000], answer.remedy, headers)


async def _lower(request: Request, error: Exception) -> Response:
    """What a layer below raised, answered as `api.errors` says; the unforeseen tells nothing of itself."""
    failure = failure_of(error)
    if failure is None:
        text = f"{type(error).__name__}; the server's log has the details"
        return problem(request, 500, "internal-error", text)
    return problem(request, failure.status, failure.kind, str(error)[:1000], failure.remedy)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = (f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in error.errors())
    return problem(
        request, 422, "invalid-request", "; ".join(faults), "See /docs for the parameters and their values."
    )


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    kind = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
    headers = dict(error.headers or {})
    return problem(request, error.status_code, kind, _detail(request, error), headers=headers)


def _detail(request: Request, error: HTTPException) -> str:
    if error.status_code == 404:
        return f"there is nothing at {request.url.path}; / lists what there is"
    if error.status_code == 405:
        return f"{request.method} is not possible at {request.url.path}"
    return str(error.detail)


def install(app: FastAPI) -> None:
    """Make the app answer every exception with a problem document."""
    app.add_exception_handler(ProblemError, _problem_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    for lower in (StoreError, UnknownActorError, InputError, Exception):
        app.add_exception_handler(lower, _lower)
    for kind in ANSWERS:
        app.add_exception_handler(kind, _listed)
