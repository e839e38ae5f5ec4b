"""What comes in and goes out as JSON, for checking and for the OpenAPI description."""

from __future__ import annotations

import datetime
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Item = TypeVar("Item")


class Page(BaseModel, Generic[Item]):
    """A part of a list. `next` is the address of the next part, null at the end."""

    items: list[Item]
    next: str | None = None


class Problem(BaseModel):
    """An RFC 9457 problem document."""

    type: str = Field(examples=["urn:irgraph:problem:invalid-sparql"])
    title: str
    status: int
    detail: str
    instance: str
    remedy: str | None = None


class DocumentIn(BaseModel):
    """A report to read. Its id is made from the text when none is given."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"text": "France imposed sanctions on Mali.", "date": "2024-05-01", "title": "Sanctions"}
            ]
        },
    )

    text: str = Field(min_length=1, description="The report, plain text")
    id: str = Field("", max_length=500, description="A name of your own; the same id replaces the document")
    date: datetime.date | None = Field(None, description="Day of publication; relative dates count from it")
    title: str = ""
    publisher: str = ""
    url: str = ""
    author: str = ""


class DocumentsIn(BaseModel):
    """Reports to read one after the other, as a job."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"documents": [{"text": "France imposed sanctions on Mali.", "date": "2024-05-01"}]}]
        },
    )

    documents: list[DocumentIn] = Field(min_length=1, max_length=100_000)


class FailureOut(BaseModel):
    """A document that could not be stored, why, and what to do."""

    id: str
    reason: str
    remedy: str


class JobOut(BaseModel):
    """Documents on their way into the store."""

    id: str = Field(examples=["5f0c2b9a7d1e4c83"])
    state: str = Field(description="waiting, running, done, stopped or failed", examples=["running"])
    total: int = Field(description="How many documents it has")
    done: int = Field(description="How many of them are through, whatever came of them")
    claims: int = Field(description="How many claims they have")
    new: int
    changed: int
    unchanged: int
    failures: list[FailureOut]
    reason: str = Field(description="Why the job failed as a whole; empty if it did not")


class StoredOut(BaseModel):
    """What storing a document did."""

    id: str
    outcome: str = Field(description="new, changed or unchanged")
    claims: int
    notes: list[str] = []


class DocumentOut(BaseModel):
    """A document in the list."""

    id: str
    title: str
    date: datetime.date | None
    publisher: str
    url: str
    claims: int
    link: str


class PieceOut(BaseModel):
    """A stretch of a document's text, and the ids of the claims whose evidence covers it."""

    start: int
    end: int
    text: str
    claims: list[str]


class DocumentFull(BaseModel):
    """A document with its text, its claims, and the text cut where evidence begins and ends."""

    id: str
    title: str
    date: datetime.date | None
    publisher: str
    url: str
    author: str
    text: str
    claims: list[dict[str, Any]] = Field(description="Claims with the fields of `irgraph extract`")
    pieces: list[PieceOut]


class Health(BaseModel):
    """Whether the service can answer."""

    status: str
    version: str


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


class DecisionIn(BaseModel):
    """A decision about who is who."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"judgement": "same", "about": ["person/a", "person/b"], "by": "ana", "why": "…"}]
        },
    )

    judgement: Literal["same", "different", "reading", "undo"]
    about: list[str] = Field(
        min_length=1, max_length=2, description="Two actors; the actor read; or the decision undone"
    )
    by: str = Field(min_length=1, max_length=200, description="The person or the rule that decides")
    why: str = Field("", max_length=2000, description="The reason")
    at: datetime.datetime | None = Field(None, description="When; the time of the request if not given")
    score: float | None = Field(None, ge=0, le=1, description="How alike they were found")
    document: str = Field("", max_length=500, description="Of a reading: the document")
    words: str = Field("", max_length=500, description="Of a reading: the words")
    start: int = Field(-1, ge=-1, description="Of a reading: where the words begin; -1 for each place")


class DecisionOut(BaseModel):
    """A decision as recorded, and whether it holds."""

    id: str
    state: str = Field(description="in force, undone or replaced")
    judgement: str
    about: list[str]
    by: str
    why: str
    at: str
    score: float | None
    document: str
    words: str
    start: int | None


class CandidateOut(BaseModel):
    """Two actors that may be one: `a` would be kept as `b`."""

    a: str
    b: str
    names: tuple[str, str]
    score: float
    evidence: list[str]


class LinkOut(BaseModel):
    """Words that a rule of extraction linked to an actor."""

    words: str
    rule: str
    read_as: str
    mentions: int


class ExplanationOut(BaseModel):
    """What an id stands for and why."""

    id: str
    canonical: str
    ids: list[str]
    decisions: list[DecisionOut]
    links: list[LinkOut]


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


class Stats(BaseModel):
    """How much there is."""

    documents: int
    claims: int
    actors: int = Field(description="Actors that documents mention")
    known_actors: int = Field(description="All actors that are described")
    relations: int
    facts: int
    by_event_type: dict[str, int]
    by_relation: dict[str, int]
    by_modality: dict[str, int]
    by_polarity: dict[str, int]
