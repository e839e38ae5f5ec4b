"""`/claims`, `/events` and `/timeline`: what was said, joined into events, and over time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from api.claim_models import EventOut, MonthOut, Timeline
from api.conditional import Conditional
from api.filters import Filters, page_link
from api.highlight import context
from api.models import Page
from api.networks import texts_of, timeline_of
from api.service import ServiceOf
from graph.occurrences import find_events
from graph.queries import find_claims
from graph.store import KnowledgeStore
from graph.views import ClaimView

router = APIRouter(tags=["Graph"], dependencies=[Conditional])


@router.get("/claims", summary="Find claims", response_model=Page[dict[str, Any]])
async def list_claims(request: Request, service: ServiceOf, filters: Filters) -> dict[str, Any]:
    """Claims as `irgraph extract` writes them, with `context`: the rest of the evidence's sentence."""
    page = await service.read(lambda: find_claims(service.store, filters))
    items = await service.read(lambda: _with_context(service.store, page.items))
    return {"items": items, "next": page_link(request, page.next)}


def _with_context(store: KnowledgeStore, views: Iterable[ClaimView]) -> list[dict[str, Any]]:
    listed = list(views)
    texts = texts_of(store, {view.claim.evidence.document for view in listed})
    shown = []
    for view in listed:
        evidence = view.claim.evidence
        before, after = context(texts[evidence.document], evidence.start, evidence.end)
        shown.append(view.to_json() | {"context": {"before": before, "after": after}})
    return shown


@router.get("/events", summary="Find events", response_model=Page[EventOut])
async def list_events(request: Request, service: ServiceOf, filters: Filters) -> Page[EventOut]:
    """Events that some claim of the filter reports, each with all that reports it and what contradicts it."""
    page = await service.read(lambda: find_events(service.store, filters))
    items = [EventOut(**asdict(event)) for event in page.items]
    return Page(items=items, next=page_link(request, page.next))


@router.get("/timeline", summary="Two actors over time", response_model=Timeline)
async def read_timeline(
    service: ServiceOf,
    filters: Filters,
    a: Annotated[str, Query(description="A principal", examples=["EU"])],
    b: Annotated[str, Query(description="Another principal", examples=["TWN"])],
) -> Timeline:
    """Claims between two principals, either way, by month and kind; `month` is null for undated ones."""
    found = await service.read(lambda: timeline_of(service.store, filters, a, b))
    months = [MonthOut(**asdict(month) | {"month": month.month or None}) for month in found]
    return Timeline(a=a, b=b, items=months)
