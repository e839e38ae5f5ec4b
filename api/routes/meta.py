"""`/health`, `/metrics`, `/docs`: about the service itself."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from api.models import Health
from api.security import Reader
from api.service import ServiceOf
from api.web.pages import render

router = APIRouter(tags=["Service"])


@router.get("/health", summary="Whether the service can answer", response_model=Health)
async def health(request: Request, service: ServiceOf) -> Health:
    """Asks the store a trivial question; an answer means that both work."""
    await service.read(lambda: service.store.query("ASK {}").boolean)
    return Health(status="ok", version=request.app.version)


@router.get("/metrics", summary="Counters for Prometheus", response_class=Response)
async def metrics(service: ServiceOf) -> Response:
    """Requests, their times, and writes, in the Prometheus text format."""
    return Response(generate_latest(service.metrics.registry), media_type=CONTENT_TYPE_LATEST)


@router.get("/docs", dependencies=[Reader], include_in_schema=False)
async def docs(request: Request) -> Response:
    """The OpenAPI description as a page of our own, which needs nothing from other hosts."""
    return render(request, "docs.html", openapi=request.app.openapi())
