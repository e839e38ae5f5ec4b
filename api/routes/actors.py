"""`/actors` and `/actors/{id}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request

from api.actor_models import ActorFull, ActorOut, NeighbourOut, SeenOut, StatementOut
from api.conditional import Conditional
from api.filters import Cursor, Day, Limit, On, View, page_link
from api.models import Page
from api.problems import ProblemError
from api.service import Service, ServiceOf
from graph.paging import DEFAULT_LIMIT
from graph.queries import ActorSummary, find_actors, get_actor
from graph.viewpoint import Seen, read_statements, seen_by
from ontology.terms import ACTOR_TYPES

router = APIRouter(prefix="/actors", tags=["Graph"], dependencies=[Conditional])


@router.get("", summary="Find actors", response_model=Page[ActorOut])
async def list_actors(
    request: Request,
    service: ServiceOf,
    q: Annotated[str, Query(max_length=200, description="Part of a name, an acronym or the id")] = "",
    type: Annotated[str | None, Query(json_schema_extra={"enum": list(ACTOR_TYPES)})] = None,
    view: View = None,
    on: On = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Page[ActorOut]:
    """Actors by id: those known beforehand and those found in documents.

    With `view`, contested polities come with their status as that viewpoint sees it.
    """
    page = await service.read(lambda: find_actors(service.store, q, type, limit, cursor))
    views = await _views(service, [actor.id for actor in page.items], view, on)
    items = [_out(actor, views) for actor in page.items]
    return Page(items=items, next=page_link(request, page.next))


@router.get("/{actor_id:path}", summary="One actor", response_model=ActorFull)
async def read_actor(service: ServiceOf, actor_id: str, view: View = None, on: On = None) -> ActorFull:
    """What is known of an actor, with dates, sources and views; how many claims it has, and with whom."""
    found = await service.read(lambda: get_actor(service.store, actor_id))
    if found is None:
        raise ProblemError(
            404, "unknown-actor", f"there is no actor {actor_id!r}", "Look it up at /actors?q=NAME."
        )
    known = found.actor.id
    views = await _views(service, [known], view, on)
    statements = await service.read(lambda: read_statements(service.store, [known]))
    return ActorFull(
        actor=_out(found.actor, views),
        claims_as_subject=found.claims_as_subject,
        claims_as_object=found.claims_as_object,
        neighbours=[NeighbourOut.model_validate(each) for each in found.neighbours],
        statements=[StatementOut.model_validate(each) for each in statements.get(known, ())],
    )


async def _views(service: Service, ids: Sequence[str], view: str | None, on: Day) -> Mapping[str, Seen]:
    wanted = view or service.settings.view
    return await service.read(lambda: seen_by(service.store, ids, wanted, on))


def _out(actor: ActorSummary, views: Mapping[str, Seen]) -> ActorOut:
    shown = ActorOut.model_validate(actor)
    found = views.get(actor.id)
    return shown.model_copy(update={"seen": SeenOut.model_validate(found)}) if found else shown
