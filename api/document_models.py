"""Documents and jobs as JSON: reports sent in, what became of them, and a document as it is shown."""

from __future__ import annotations

import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


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
