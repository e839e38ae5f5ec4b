"""Decisions about who is who as JSON: as taken, as recorded, and what speaks for one."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


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
