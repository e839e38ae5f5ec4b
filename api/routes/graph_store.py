"""`/store`: the SPARQL 1.1 Graph Store HTTP Protocol, with direct and indirect graph names."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import FileResponse
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, Triple, parse, serialize
from starlette.background import BackgroundTask
from starlette.datastructures import UploadFile

from api import described
from api.conditional import Conditional
from api.negotiation import GRAPH_TYPES, JSON_LD, N_TRIPLES, RDF_XML, TURTLE, choose
from api.problems import ProblemError
from api.protocol import content_type
from api.security import Writer
from api.service import Service, ServiceOf

router = APIRouter(tags=["Graph Store"])

BODY_FORMATS: Mapping[str, RdfFormat] = {
    TURTLE: RdfFormat.TURTLE,
    N_TRIPLES: RdfFormat.N_TRIPLES,
    JSON_LD: RdfFormat.JSON_LD,
    RDF_XML: RdfFormat.RDF_XML,
    "text/n3": RdfFormat.N3,
}
_MULTIPART = "multipart/form-data"
GraphName = NamedNode | DefaultGraph


async def graph_of(request: Request) -> GraphName | None:
    """The graph that a request names: `?default`, `?graph=IRI`, or its own address below /store; None: none.

    Raises:
        ProblemError: 400 for both at once, or a name that is no IRI.
    """
    names = request.query_params.getlist("graph")
    default = "default" in request.query_params
    if len(names) + default > 1:
        raise ProblemError(
            400, "invalid-graph", "the request names more than one graph", "Give graph or default, once."
        )
    if default:
        return DefaultGraph()
    if not names and request.url.path == request.app.url_path_for("create_graph"):
        return None
    name = names[0] if names else str(request.url.replace(query=""))
    try:
        return NamedNode(name)
    except ValueError:
        raise ProblemError(400, "invalid-graph", f"graph {name!r} is no absolute IRI") from None


async def _required(graph: Annotated[GraphName | None, Depends(graph_of)]) -> GraphName:
    if graph is None:
        remedy = "Give ?graph=IRI or ?default, or use an address below /store/."
        raise ProblemError(400, "invalid-graph", "the request names no graph", remedy)
    return graph


Graph = Annotated[GraphName, Depends(_required)]


def _exists(store: Store, graph: GraphName) -> bool:
    return isinstance(graph, DefaultGraph) or store.contains_named_graph(graph)


def _absent(graph: GraphName) -> ProblemError:
    return ProblemError(
        404, "unknown-graph", f"there is no graph {graph}", "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    )


@router.get("/store/{name:path}", dependencies=[Conditional], include_in_schema=False)
@router.get(
    "/store",
    dependencies=[Conditional],
    summary="Read a graph",
    openapi_extra=described.GRAPH,
    responses=described.GRAPH_ANSWERS,
    response_class=FileResponse,
)
async def read_graph(request: Request, service: ServiceOf, graph: Graph) -> Response:
    """All triples of one graph."""
    if not await service.read(lambda: _exists(service.oxigraph, graph)):
        raise _absent(graph)
    media_type = choose(request.headers.get("accept"), GRAPH_TYPES)
    if media_type is None:
        raise ProblemError(
            406, "not-acceptable", "a graph comes as RDF", f"Accept one of {', '.join(GRAPH_TYPES)}."
        )
    path = await service.read(lambda: _dump(service, graph, media_type))
    headers = {"Vary": "Accept"}
    return FileResponse(path, media_type=media_type, headers=headers, background=BackgroundTask(path.unlink))


def _dump(service: Service, graph: GraphName, media_type: str) -> Path:
    with tempfile.NamedTemporaryFile(prefix="graph-", dir=service.folder, delete=False) as file:
        target = Path(file.name)
    service.oxigraph.dump(
        target, RdfFormat.from_media_type(media_type), from_graph=graph, prefixes=dict(service.prefixes)
    )
    return target


@router.put(
    "/store",
    dependencies=[Writer],
    summary="Replace a graph",
    status_code=204,
    openapi_extra=described.GRAPH_BODY,
    responses=described.CHANGED,
    response_class=Response,
)
@router.put("/store/{name:path}", dependencies=[Writer], include_in_schema=False)
async def replace_graph(request: Request, service: ServiceOf, graph: Graph) -> Response:
    """The body becomes the whole content of the graph: 201 when it is new, 204 when it was there."""
    _may_change(service, graph)
    triples = await _triples(request, graph)
    created = await service.write("store", lambda: _store(service.oxigraph, graph, triples, replace=True))
    return Response(status_code=201 if created else 204)


@router.post(
    "/store",
    dependencies=[Writer],
    summary="Add to a graph, or create one",
    status_code=201,
    openapi_extra=described.GRAPH_BODY,
    responses=described.CHANGED,
    response_class=Response,
)
async def create_graph(request: Request, service: ServiceOf) -> Response:
    """Add the body to the graph named. When none is, a new one is made and `Location` tells its IRI."""
    graph = await graph_of(request)
    if graph is not None:
        return await _add(request, service, graph)
    new = _new_graph(service.oxigraph, str(request.url.replace(query="")), await request.body())
    await _add(request, service, new)
    return Response(status_code=201, headers={"Location": new.value})


@router.post("/store/{name:path}", dependencies=[Writer], include_in_schema=False)
async def add_to_graph(request: Request, service: ServiceOf, graph: Graph) -> Response:
    """Add the body to the graph: 201 when it is new, 204 when it was there."""
    return await _add(request, service, graph)


async def _add(request: Request, service: Service, graph: GraphName) -> Response:
    _may_change(service, graph)
    triples = await _triples(request, graph)
    created = await service.write("store", lambda: _store(service.oxigraph, graph, triples, replace=False))
    return Response(status_code=201 if created else 204)


@router.delete(
    "/store",
    dependencies=[Writer],
    summary="Remove a graph",
    status_code=204,
    openapi_extra=described.GRAPH,
)
@router.delete("/store/{name:path}", dependencies=[Writer], include_in_schema=False)
async def remove_graph(service: ServiceOf, graph: Graph) -> Response:
    """Remove the graph and all its triples; the default graph is emptied."""
    _may_change(service, graph)
    if not await service.read(lambda: _exists(service.oxigraph, graph)):
        raise _absent(graph)
    await service.write("store", lambda: service.oxigraph.remove_graph(graph))
    return Response(status_code=204)


def _may_change(service: Service, graph: GraphName) -> None:
    if isinstance(graph, NamedNode) and service.is_own(graph.value):
        remedy = "Add or retract documents at /documents; use other graph names for data of your own."
        raise ProblemError(403, "graph-closed", f"{graph} is written by ingest only", remedy)


def _new_graph(store: Store, folder: str, body: bytes) -> NamedNode:
    """A name that follows from the content, so that the same requests give the same names."""
    stem = f"{folder.rstrip('/')}/graph-{hashlib.sha256(body).hexdigest()[:16]}"
    name, number = NamedNode(stem), 1
    while store.contains_named_graph(name):
        number += 1
        name = NamedNode(f"{stem}-{number}")
    return name


async def _triples(request: Request, graph: GraphName) -> list[Triple]:
    """The triples of the body; each part of a multipart form counts.

    Raises:
        ProblemError: 400 for a body that is no RDF of its format, 415 for another format.
    """
    base = graph.value if isinstance(graph, NamedNode) else str(request.url.replace(query=""))
    media_type = content_type(request)
    if media_type != _MULTIPART:
        return _parse(await request.body(), media_type, base)
    async with request.form() as form:
        found: list[Triple] = []
        for name, part in form.multi_items():
            if not isinstance(part, UploadFile):
                raise ProblemError(
                    400, "invalid-part", f"part {name!r} is no file", "Send each graph as a file."
                )
            found += _parse(
                await part.read(), (part.content_type or "").partition(";")[0].strip().lower(), base
            )
    return found


def _parse(body: bytes, media_type: str, base: str) -> list[Triple]:
    rdf_format = BODY_FORMATS.get(media_type)
    if rdf_format is None:
        remedy = f"Send one of {', '.join([*BODY_FORMATS, _MULTIPART])}."
        raise ProblemError(415, "unsupported-media-type", f"the body is {media_type or 'of no type'}", remedy)
    try:
        quads = parse(body, rdf_format, base_iri=base, without_named_graphs=True, rename_blank_nodes=True)
        return [quad.triple for quad in quads]
    except (SyntaxError, ValueError) as error:
        raise ProblemError(400, "invalid-rdf", f"the body is no {rdf_format.name}: {error}") from None


def _store(store: Store, graph: GraphName, triples: Iterable[Triple], *, replace: bool) -> bool:
    """Write in one transaction, which only an update gives; true if the graph is new."""
    created = not _exists(store, graph)
    data = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
    if isinstance(graph, DefaultGraph):
        clear, insert = "CLEAR SILENT DEFAULT", data
    else:
        clear, insert = f"DROP SILENT GRAPH {graph}", f"GRAPH {graph} {{ {data} }}"
    create = "" if isinstance(graph, DefaultGraph) else f"CREATE SILENT GRAPH {graph} ;"
    store.update(f"{clear if replace else 'INSERT DATA {}'} ; {create} INSERT DATA {{ {insert} }}")
    return created
