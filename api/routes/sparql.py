"""`/sparql` and `/update`: the SPARQL 1.1 Protocol."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import TypeVar

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from pyoxigraph import BlankNode, NamedNode, Triple
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from starlette.background import BackgroundTask

from api import described, description
from api.conditional import Conditional, untagged
from api.negotiation import BOOLEAN_TYPES, GRAPH_TYPES, SHORT_NAMES, TABLE_TYPES, choose, prefers_html
from api.problems import ProblemError
from api.protocol import Operation, read_operation
from api.query_pool import ClientGoneError, Query, QueryAnswer, QuerySyntaxError
from api.records import note
from api.security import Reader, Writer
from api.service import Service, ServiceOf
from api.sparql_text import plain_update, with_dataset, without_silent_loads
from api.update_guard import ANY, refuses
from api.web.pages import render
from graph.dataset import dataset_triples
from graph.errors import ForbiddenQueryError
from graph.sparql import forbid_fetching, names_dataset
from ontology.queries import load_queries

router = APIRouter(tags=["SPARQL"])
Result = TypeVar("Result")
# Functions that give something else each time; a text that only looks like one merely loses its tag.
_VOLATILE = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b|\\u", re.IGNORECASE)
# Only what looks for matches can take long; what only looks like it is rehearsed for nothing.
_MATCHES = re.compile("WHERE", re.IGNORECASE)


@router.get(
    "/sparql",
    dependencies=[Conditional],
    summary="Ask a SPARQL query",
    openapi_extra=described.QUERY,
    responses=described.QUERY_ANSWERS,
    response_class=Response,
)
async def query_by_get(request: Request, service: ServiceOf) -> Response:
    """The answer to `query`. Without one: a query form for browsers, the service description for programs."""
    if "query" not in request.query_params and "update" not in request.query_params:
        return await _without_query(request, service)
    answer = await _answer(request, service)
    if _VOLATILE.search(request.query_params.get("query", "")):
        untagged(request)
    return answer


@router.post(
    "/sparql",
    dependencies=[Reader],
    summary="Ask a SPARQL query in the body",
    openapi_extra=described.QUERY_BODY,
    responses=described.QUERY_ANSWERS,
    response_class=Response,
)
async def query_by_post(request: Request, service: ServiceOf) -> Response:
    """The body is the query (`application/sparql-query`) or a form with `query`."""
    return await _answer(request, service)


@router.post(
    "/update",
    dependencies=[Writer],
    summary="Run a SPARQL update",
    status_code=204,
    openapi_extra=described.UPDATE_BODY,
)
async def update(request: Request, service: ServiceOf) -> Response:
    """The body is the update (`application/sparql-update`) or a form with `update`."""
    operation = await read_operation(request, "update")
    text = with_dataset(operation.text, operation.default_graphs or (), operation.named_graphs or ())
    text = without_silent_loads(text)
    _guard(text, parseUpdate, update=True)
    base = _base(request)
    if not service.scratch:
        text = _keep_own_graphs(service, text, base)
    note(request.scope, update=text)
    if _MATCHES.search(text):
        await _until_gone(request, service.rehearse(text, base))
    try:
        await service.write("update", lambda: _run_update(service, text, base))
    except SyntaxError as error:
        raise QuerySyntaxError(str(error)) from None
    except (RuntimeError, OSError) as error:
        # The standard's own failures: CREATE of a graph that exists, CLEAR of one that does not.
        remedy = "Nothing was changed. SILENT makes an update go on after such a failure."
        raise ProblemError(500, "update-failed", str(error), remedy) from None
    return Response(status_code=204)


def _run_update(service: Service, text: str, base: str) -> None:
    engine = service.store.oxigraph
    if engine is None:
        service.store.update(text)
    else:
        engine.update(text, base_iri=base, prefixes=dict(service.prefixes))


def _keep_own_graphs(service: Service, text: str, base: str) -> str:
    """The update in the plain form that was found to leave the knowledge graph's own graphs alone."""
    known = dict(service.prefixes)
    try:
        text = plain_update(text, known)
        refused = refuses(text, base, known, service.is_own)
    except ValueError as error:
        raise QuerySyntaxError(str(error)) from None
    if refused:
        what = "a graph that only the data decides" if refused == ANY else refused
        remedy = "Name a graph of your own as the target; documents come and go at /documents."
        raise ProblemError(403, "graph-closed", f"the update writes to {what}", remedy)
    return text


async def _without_query(request: Request, service: Service) -> Response:
    accept = request.headers.get("accept")
    if prefers_html(accept):
        return render(request, "sparql.html", examples=load_queries(), prefixes=service.prefixes)
    media_type = choose(accept, GRAPH_TYPES)
    if media_type is None:
        raise ProblemError(406, "not-acceptable", "the service description is RDF", "Accept text/turtle.")
    dataset = BlankNode("dataset") if service.scratch else NamedNode(service.store.iris.dataset)
    union = not service.scratch
    triples = description.describe(_base(request), str(request.url_for("update")), union, dataset)
    if not service.scratch:
        triples += await about_dataset(request, service)
    body = description.write(triples, media_type, dict(service.prefixes))
    return Response(body, media_type=media_type, headers={"Vary": "Accept"})


async def about_dataset(request: Request, service: Service) -> list[Triple]:
    """The dataset's own description: partitions with their counts, prefixes, example queries."""
    endpoint = str(request.url_for("query_by_get"))
    dump = f"{request.url_for('export')}?format=nq"
    found = await service.kept(("dataset", endpoint), lambda: dataset_triples(service.store, endpoint, dump))
    return description.from_rdflib(found)


@router.get(
    "/.well-known/void",
    dependencies=[Conditional],
    summary="What the dataset holds",
    responses=described.DATASET_ANSWERS,
    response_class=Response,
)
async def dataset(request: Request, service: ServiceOf) -> Response:
    """VoID: classes, properties, counts and addresses; prefixes; and example queries, for SPARQL editors."""
    media_type = choose(request.headers.get("accept"), GRAPH_TYPES)
    if media_type is None:
        remedy = f"Accept one of {', '.join(GRAPH_TYPES)}."
        raise ProblemError(406, "not-acceptable", "the description of the dataset is RDF", remedy)
    body = description.write(await about_dataset(request, service), media_type, dict(service.prefixes))
    return Response(body, media_type=media_type, headers={"Vary": "Accept"})


async def _answer(request: Request, service: Service) -> Response:
    operation = await read_operation(request, "query")
    _guard(operation.text, parseQuery, update=False)
    query = _query(request, service, operation)
    return _response(await _until_gone(request, service.query(query)))


def _query(request: Request, service: Service, operation: Operation) -> Query:
    accept = _accept(request, operation)
    own_dataset = operation.default_graphs is not None or names_dataset(operation.text)
    return Query(
        text=operation.text,
        base=_base(request),
        union=not service.scratch and not own_dataset,
        table=choose(accept, TABLE_TYPES),
        boolean=choose(accept, BOOLEAN_TYPES),
        graph=choose(accept, GRAPH_TYPES),
        default_graphs=operation.default_graphs,
        named_graphs=operation.named_graphs,
        prefixes=service.prefixes,
    )


def _accept(request: Request, operation: Operation) -> str | None:
    """What the client accepts: `format` wins over the header, as links cannot set headers."""
    if operation.format is None:
        return request.headers.get("accept")
    media_type = SHORT_NAMES.get(operation.format, operation.format)
    if "/" not in media_type:
        names = ", ".join(sorted(SHORT_NAMES))
        raise ProblemError(
            400, "unknown-format", f"there is no format {operation.format!r}", f"Choose among {names}."
        )
    return media_type


def _base(request: Request) -> str:
    return str(request.url.replace(query=""))


def _guard(text: str, parse: Callable[[str], object], *, update: bool) -> None:
    """Refuse what would fetch from the network, but first tell a wrong text (400) from a right one (501)."""
    try:
        forbid_fetching(text, update=update)
    except ForbiddenQueryError:
        try:
            parse(text)
        except Exception as error:
            raise QuerySyntaxError(str(error)) from None
        what = "LOAD and SERVICE" if update else "SERVICE"
        remedy = "Ask the other endpoint directly, or load its data and send them to /store."
        raise ProblemError(
            501, "network-access-closed", f"{what} would fetch from the network", remedy
        ) from None


async def _until_gone(request: Request, work: Awaitable[Result]) -> Result:
    """The result of the work, which is cancelled when the client closes its connection."""
    task = asyncio.ensure_future(work)
    watch = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({task, watch}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        watch.cancel()
        if not task.done():
            task.cancel()
            await asyncio.wait({task})
    if task.cancelled():
        raise ClientGoneError("the client closed its connection")
    return task.result()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _response(answer: QueryAnswer) -> Response:
    headers = {"Vary": "Accept"}
    if answer.file is None:
        return Response(answer.body, media_type=answer.media_type, headers=headers)
    remove = BackgroundTask(answer.file.unlink, missing_ok=True)
    return FileResponse(answer.file, media_type=answer.media_type, headers=headers, background=remove)
