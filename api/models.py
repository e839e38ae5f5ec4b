"""What goes out as JSON whatever the theme: pages, problems, counts; the themes have modules of their own."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, Field

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


class Health(BaseModel):
    """Whether the service can answer."""

    status: str
    version: str


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
