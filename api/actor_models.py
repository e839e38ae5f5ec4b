"""Actors as JSON: in a list, from a viewpoint, and one with its place in the graph."""

from __future__ import annotations

import datetime

from pydantic import BaseModel, ConfigDict, Field


class SeenOut(BaseModel):
    """A contested polity from one viewpoint; `claimed_by` and `administered_by` hold whatever the view."""

    model_config = ConfigDict(from_attributes=True)

    view: str
    status: str = Field(description="state, part, listed, not listed, a status in words, or unstated")
    part_of: str | None
    since: datetime.date | None
    source: str
    claimed_by: list[str]
    administered_by: list[str]


class StatementOut(BaseModel):
    """A dated statement of the reference data; `view` tells whose view it is, null for a plain report."""

    model_config = ConfigDict(from_attributes=True)

    relation: str
    object: str
    start: datetime.date | None
    end: datetime.date | None
    view: str | None
    source: str


class ActorOut(BaseModel):
    """An actor in a list; `names` are its other names, `seen` its status if that is contested."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    iri: str
    name: str
    type: str
    role: str
    represents: str | None
    names: list[str]
    origin: str = Field(description="reference, or documents when it was found in text")
    seen: SeenOut | None = Field(None, description="Only with `view`, and only where status is contested")


class NeighbourOut(BaseModel):
    """Whom an actor has claims with, and how many."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    name: str
    claims: int


class ActorFull(BaseModel):
    """An actor with its place in the graph."""

    model_config = ConfigDict(from_attributes=True)

    actor: ActorOut
    claims_as_subject: int
    claims_as_object: int
    neighbours: list[NeighbourOut]
    statements: list[StatementOut] = Field([], description="Memberships, status, parents, seats and codes")
