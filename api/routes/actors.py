"""`/actors` and `/actors/{id}`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request

from api.conditional import Conditional
from api.filters import Cursor, Limit, page_link
from api.models import ActorFull, ActorOut, Page
from api.problems import ProblemError
from api.service import ServiceOf
from graph.paging import DEFAULT_LIMIT
from graph.queries import find_actors, get_actor
from ontology.terms import ACTOR_TYPES

router = APIRouter(prefix="/actors", tags=["Graph"], dependencies=[Conditional])


@router.get("", summary="Find actors", response_model=Page[ActorOut])
async def list_actors(
    request: Request,
    service: ServiceOf,
    q: Annotated[str, Query(max_length=200, description="Part of a name, an acronym or the id")] = "",
    type: Annotated[str | None, Query(json_schema_extra={"enum": list(ACTOR_TYPES)})] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Page[ActorOut]:
    """Actors by id: those known beforehand and those found in documents."""
    page = await service.read(lambda: find_actors(service.store, q, type, limit, cursor))
    items = [ActorOut.model_validate(actor) for actor in page.items]
    return Page(items=items, next=page_link(request, page.next))


@router.get("/{actor_id:path}", summary="One actor", response_model=ActorFull)
async def read_actor(service: ServiceOf, actor_id: str) -> ActorFull:
    """What is known of an actor, how many claims it has, and with whom."""
    found = await service.read(lambda: get_actor(service.store, actor_id))
    if found is None:
        raise ProblemError(
            404, "unknown-actor", f"there is no actor {actor_id!r}", "Look it up at /actors?q=NAME."
        )
    return ActorFull.model_validate(found)
