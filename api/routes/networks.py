"""`/subgraph`, `/paths` and `/export`: parts of the graph and the whole of it, in many formats."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, BinaryIO

from fastapi import APIRouter, Query, Response
from fastapi.encoders import jsonable_encoder
from fastapi.responses import FileResponse, JSONResponse
from starlette.background import BackgroundTask

from api.claim_models import PathOut, Paths, StepOut
from api.conditional import Conditional
from api.described import answers
from api.filters import Filters, On, View
from api.networks import load_network, statements_of
from api.problems import ProblemError
from api.service import Service, ServiceOf
from graph.analytics import paths, subgraph
from graph.export import FORMATS, NETWORK_FORMATS, RDF_FORMATS, Format, Source
from graph.export.node_link import node_link
from graph.export.rdf import write_store
from graph.filters import ClaimFilter
from graph.network import Network, edges_of
from graph.paging import DEFAULT_LIMIT
from graph.resolved import canonical_ids
from graph.sparql import iri, values
from graph.store import KnowledgeStore
from graph.viewpoint import Seen, seen_by

router = APIRouter(tags=["Graph"], dependencies=[Conditional])

# The same bytes as RDF_FORMATS["nq"], without taking each term through Python.
_WHOLE_STORE = Format(write_store, RDF_FORMATS["nq"].media_type, RDF_FORMATS["nq"].suffix)
_SUBGRAPH_FORMATS = ("json", "cytoscape", "gexf", "graphml", "turtle")


async def network_of(service: Service, filters: ClaimFilter) -> Network:
    """The network of the claims that pass the filters, made once for each state of the store."""
    wanted = replace(filters, limit=DEFAULT_LIMIT, cursor=None)
    return await service.kept(("network", wanted), lambda: load_network(service.store, wanted))


@router.get(
    "/subgraph",
    summary="The graph around some actors",
    response_class=Response,
    responses=answers(
        (
            "application/json",
            *(NETWORK_FORMATS[name].media_type for name in ("gexf", "graphml")),
            "text/turtle",
        ),
        "The part of the network, in the format asked for",
    ),
)
async def read_subgraph(
    service: ServiceOf,
    filters: Filters,
    actors: Annotated[
        list[str], Query(min_length=1, max_length=50, description="Ids, repeated or with commas")
    ],
    depth: Annotated[int, Query(ge=0, le=5, description="Steps from the actors")] = 1,
    max_nodes: Annotated[int, Query(ge=1, le=5000, description="Most actors; the nearer ones stay")] = 200,
    format_: Annotated[
        str,
        Query(
            alias="format",
            description="How it is written",
            json_schema_extra={"enum": list(_SUBGRAPH_FORMATS)},
        ),
    ] = "json",
    view: View = None,
    on: On = None,
) -> Response:
    """All principals within `depth` steps and every edge among them, of the claims that pass the filters.

    With `view`, the nodes of contested polities bear their status as that viewpoint sees it (JSON only).
    """
    if format_ not in _SUBGRAPH_FORMATS:
        raise _unknown_format(format_, _SUBGRAPH_FORMATS)
    ids = [part.strip() for given in actors for part in given.split(",") if part.strip()]
    known = await service.read(lambda: canonical_ids(service.store, ids))
    network = await network_of(service, filters)
    part = await service.read(lambda: subgraph(network, known.values(), depth, max_nodes))
    if format_ == "turtle":
        return Response(await service.read(lambda: _facts(service.store, part)), media_type="text/turtle")
    wanted = view or service.settings.view
    views = await service.read(lambda: seen_by(service.store, part, wanted, on))
    return await service.read(lambda: _written(part, format_, views))


def _written(network: Network, format_: str, views: Mapping[str, Seen]) -> Response:
    if format_ in ("json", "cytoscape"):
        data = node_link(network)
        for node in data["nodes"]:
            if found := views.get(node["id"]):
                node["seen"] = jsonable_encoder(asdict(found))
        return JSONResponse(data if format_ == "json" else _elements(data))
    how = NETWORK_FORMATS[format_]
    buffer = io.BytesIO()
    how.write(network, buffer)
    return Response(buffer.getvalue(), media_type=how.media_type)


def _elements(data: dict[str, Any]) -> dict[str, Any]:
    """A network in node-link form as Cytoscape's `elements` JSON."""
    return {"elements": {kind: [{"data": item} for item in data[kind]] for kind in ("nodes", "edges")}}


def _facts(store: KnowledgeStore, network: Network) -> bytes:
    """The facts among the network's actors, closed relations and open ones, with labels."""
    nodes = [store.iris.actor(actor) for actor in sorted(network)]
    text = (
        f"CONSTRUCT {{ ?s ?p ?o . ?x rdfs:label ?label }} WHERE {{ "
        f"{{ {values('s', nodes)} {values('o', nodes)} GRAPH {iri(store.iris.facts)} {{ ?s ?p ?o }} }} UNION "
        f"{{ {values('x', nodes)} GRAPH {iri(store.iris.reference)} {{ ?x rdfs:label ?label }} }} }}"
    )
    return store.query(text).serialize("text/turtle")


@router.get("/paths", summary="How two actors connect", response_model=Paths)
async def read_paths(
    service: ServiceOf,
    filters: Filters,
    a: Annotated[str, Query(description="Where the paths begin", examples=["EU"])],
    b: Annotated[str, Query(description="Where they end", examples=["CHN"])],
    max_length: Annotated[int, Query(ge=1, le=6, description="Most edges of a path")] = 3,
) -> Paths:
    """The shortest chains between two principals, with what links each step; direction does not count."""
    network = await network_of(service, filters)
    known = await service.read(lambda: canonical_ids(service.store, (a, b)))
    most = min(filters.limit, 100)
    found = await service.read(lambda: paths(network, known[a], known[b], max_length, most))
    return Paths(a=a, b=b, items=await service.read(lambda: _paths(network, found)))


def _paths(network: Network, chains: Sequence[tuple[str, ...]]) -> list[PathOut]:
    steps = {frozenset(step) for chain in chains for step in pairwise(chain)}
    edges: dict[frozenset[str], list[StepOut]] = {step: [] for step in steps}
    for e in edges_of(network):
        if (ends := frozenset((e.source, e.target))) in edges:
            edges[ends].append(StepOut(source=e.source, target=e.target, kind=e.kind, evidence=e.evidence))
    return [
        PathOut(
            actors=list(chain), edges=[edge for step in pairwise(chain) for edge in edges[frozenset(step)]]
        )
        for chain in chains
    ]


@router.get(
    "/export",
    summary="Download the graph",
    response_class=FileResponse,
    responses=answers(
        [one.media_type for one in NETWORK_FORMATS.values()]
        + [one.media_type for one in RDF_FORMATS.values()],
        "The file",
    ),
)
async def export(
    service: ServiceOf,
    filters: Filters,
    format_: Annotated[
        str, Query(alias="format", description="How it is written", json_schema_extra={"enum": list(FORMATS)})
    ] = "gexf",
) -> Response:
    """The network of the claims that pass the filters, or as RDF all that the store holds."""
    if format_ not in FORMATS:
        raise _unknown_format(format_, FORMATS)
    if format_ in NETWORK_FORMATS:
        network = await network_of(service, filters)
        return await _file(service, NETWORK_FORMATS[format_], lambda: network)
    if format_ == "nq" and service.store.oxigraph:
        return await _file(service, _WHOLE_STORE, lambda: service.oxigraph)
    return await _file(service, RDF_FORMATS[format_], lambda: statements_of(service.store))


async def _file(service: Service, how: Format[Source], source: Callable[[], Source]) -> FileResponse:
    path = await service.read(lambda: _to_file(lambda stream: how.write(source(), stream), service.folder))
    remove = BackgroundTask(path.unlink)
    return FileResponse(path, media_type=how.media_type, filename=f"irgraph.{how.suffix}", background=remove)


def _to_file(write: Callable[[BinaryIO], None], folder: Path | None) -> Path:
    with tempfile.NamedTemporaryFile(prefix="export-", dir=folder, delete=False) as file:
        write(file)  # type: ignore[arg-type]
    return Path(file.name)


def _unknown_format(given: str, known: tuple[str, ...]) -> ProblemError:
    return ProblemError(
        400, "unknown-format", f"there is no format {given!r}", f"Choose among {', '.join(known)}."
    )
