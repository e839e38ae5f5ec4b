"""What claims add up to, as JSON: events, a timeline of two actors, paths between them."""

from __future__ import annotations

import datetime

from pydantic import BaseModel, Field


class EventOut(BaseModel):
    """A happening with the claims that report it; its id stays as reports come and go."""

    id: str
    subject: str
    object: str
    kind: str
    first: datetime.date | None
    last: datetime.date | None
    claims: list[str]
    documents: list[str]
    sources: int = Field(description="How many independent sources report it; syndicated copies are one")
    outlets: list[str] = Field(description="The independent sources by name")
    denials: list[str] = Field(description="Claims that contradict those of the event")


class MonthOut(BaseModel):
    """Claims of one kind that begin in one month; `weight` sums their confidences."""

    month: str | None = Field(examples=["2024-05"])
    kind: str
    claims: int
    weight: float


class Timeline(BaseModel):
    """What passes between two actors over time."""

    a: str
    b: str
    items: list[MonthOut]


class StepOut(BaseModel):
    """What links two neighbours on a path."""

    source: str
    target: str
    kind: str
    evidence: int


class PathOut(BaseModel):
    """A chain of actors and the edges between neighbours."""

    actors: list[str]
    edges: list[StepOut]


class Paths(BaseModel):
    """How two actors connect."""

    a: str
    b: str
    items: list[PathOut]
