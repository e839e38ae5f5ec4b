"""`/`, `/stats`, `/health`, `/metrics`, `/docs`: the start page and what is to know about the service."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from api.conditional import Conditional
from api.described import answers
from api.models import Health, Stats
from api.negotiation import prefers_html
from api.routes.networks import network_of
from api.security import Reader
from api.service import ServiceOf
from api.web.drawing import draw
from api.web.pages import render
from graph.filters import ClaimFilter
from graph.queries import stats
from ontology.queries import load_queries

router = APIRouter(tags=["Service"])


@router.get("/", dependencies=[Conditional], include_in_schema=False)
async def start_page(request: Request, service: ServiceOf) -> Response:
    """The explorer: numbers, a drawing of the network, a search for actors, a query, downloads."""
    network = await network_of(service, ClaimFilter())
    drawing = await service.kept("drawing", lambda: draw(network))
    numbers = await service.kept("stats", lambda: stats(service.store))
    return render(request, "index.html", stats=numbers, drawing=drawing, examples=load_queries())


@router.get("/stats", dependencies=[Conditional], summary="How much there is", response_model=Stats)
async def read_stats(request: Request, service: ServiceOf) -> Stats | Response:
    """Counts of documents, claims, actors and facts; a page for browsers, else JSON."""
    numbers = await service.kept("stats", lambda: stats(service.store))
    if prefers_html(request.headers.get("accept")):
        return render(request, "stats.html", stats=numbers)
    return Stats(**numbers)


@router.get("/health", summary="Whether the service can answer", response_model=Health)
async def health(request: Request, service: ServiceOf) -> Health:
    """Asks the store a trivial question; an answer means that both work."""
    await service.read(lambda: service.store.query("ASK {}").boolean)
    return Health(status="ok", version=request.app.version)


@router.get(
    "/metrics",
    summary="Counters for Prometheus",
    response_class=Response,
    responses=answers(["text/plain"], "All figures", 'irgraph_writes_total{kind="document"} 3.0'),
)
async def metrics(service: ServiceOf) -> Response:
    """Requests, their times, and writes, in the Prometheus text format."""
    return Response(service.metrics.text(), media_type=CONTENT_TYPE_LATEST)


@router.get("/docs", dependencies=[Reader], include_in_schema=False)
async def docs(request: Request) -> Response:
    """The OpenAPI description as a page of our own, which needs nothing from other hosts."""
    return render(request, "docs.html", openapi=request.app.openapi())
