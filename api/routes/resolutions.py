"""`/resolutions`: decisions about who is who, and what should be decided."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.conditional import Conditional
from api.decision_models import CandidateOut, DecisionIn, DecisionOut, ExplanationOut
from api.security import Writer
from api.service import ServiceOf
from graph.candidates import find_candidates
from graph.decisions import Decision
from graph.explanations import explain, ledger_rows

router = APIRouter(prefix="/resolutions", tags=["Resolution"])


@router.get("", dependencies=[Conditional], summary="List the decisions", response_model=list[DecisionOut])
async def list_decisions(service: ServiceOf) -> list[dict[str, Any]]:
    """Every decision in the order in which it was made, with its state: in force, undone or replaced."""
    return await service.read(lambda: ledger_rows(service.store))


@router.get(
    "/candidates", dependencies=[Conditional], summary="What to decide", response_model=list[CandidateOut]
)
async def list_candidates(
    service: ServiceOf,
    least: Annotated[float, Query(ge=0, le=1, description="The lowest score")] = 0.5,
    limit: Annotated[int, Query(ge=1, le=1000, description="Most pairs")] = 50,
) -> list[dict[str, Any]]:
    """Pairs of actors that may be one, with the evidence; nothing is merged on a score alone."""
    found = await service.read(lambda: find_candidates(service.store, least, limit))
    return [asdict(one) for one in found]


@router.get(
    "/explanations/{wanted:path}", dependencies=[Conditional], summary="Why", response_model=ExplanationOut
)
async def read_explanation(service: ServiceOf, wanted: str) -> dict[str, Any]:
    """What an actor's id stands for: the ids that are one, all decisions, and how words were linked."""
    return asdict(await service.read(lambda: explain(service.store, wanted)))


@router.post("", dependencies=[Writer], summary="Decide", status_code=201, response_model=DecisionOut)
async def decide(service: ServiceOf, body: DecisionIn) -> dict[str, Any]:
    """Merge (same), split or forbid (different), read words anew (reading), or undo; the graph follows."""
    at = body.at or datetime.now(UTC).replace(microsecond=0)
    given = body.model_dump() | {"about": tuple(body.about), "at": at.isoformat()}
    placed = await service.write("resolution", lambda: service.store.decide(Decision(**given)))
    rows = await service.read(lambda: ledger_rows(service.store))
    return next(row for row in rows if row["id"] == placed.id)


@router.delete("/{decision_id}", dependencies=[Writer], summary="Erase a decision", status_code=204)
async def erase(service: ServiceOf, decision_id: str) -> Response:
    """Undo a decision and leave no record of it; to keep the record, post an undo instead."""
    await service.write("resolution", lambda: service.store.erase(decision_id))
    return Response(status_code=204)
