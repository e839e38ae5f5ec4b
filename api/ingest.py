"""Ingest: the one place where extraction meets the graph. Documents go in, outcomes come out one by one."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Literal, Protocol

from api.settings import Settings
from extract.reading import Fetch, ReadItem, read_paths
from extract.reports import ReadFailure, ReadNote
from extract.screening import Limits
from ontology.records import Claim, Document

Outcome = Literal["new", "changed", "unchanged"]
Report = ReadFailure | ReadNote


class ClaimExtractor(Protocol):
    """What ingest needs of the extractor: claims, or the exception, for each document in input order."""

    def extract(self, document: Document) -> list[Claim]: ...

    def extract_many(
        self, documents: Iterable[Document], workers: int = 1
    ) -> Iterator[tuple[Document, list[Claim] | Exception]]: ...


class ClaimStore(Protocol):
    """What ingest needs of a store."""

    def put(self, document: Document, claims: Sequence[Claim], *, validate: bool = False) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class KeptOut(ReadFailure):
    """A document whose graph does not fit the shapes: it waits in the quarantine of the store."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document with its claims."""

    document: Document
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """A document that the store now holds, what that changed, and how many claims it has."""

    document: str
    outcome: Outcome
    claims: int


def default_extractor() -> ClaimExtractor:
    """The extractor with the installed model; loading it takes a second or two, hence only when asked for."""
    from extract.pipeline import load_extractor

    return load_extractor()


def limits_of(settings: Settings) -> Limits:
    """What is read, as the settings have it."""
    return Limits(settings.max_document_bytes, settings.languages, settings.max_file_bytes)


def read(
    paths: Sequence[str],
    date: datetime.date | None,
    stdin: BinaryIO,
    *,
    columns: Mapping[str, str] | None = None,
    fetch: Fetch | None = None,
) -> Iterator[ReadItem]:
    """Read documents within the limits of the settings; addresses only where `fetch` is given."""
    limits = limits_of(Settings())
    return read_paths(paths, date=date, stdin=stdin, limits=limits, columns=columns, fetch=fetch)


def extracted(
    items: Iterable[ReadItem], extractor: ClaimExtractor, workers: int = 1
) -> Iterator[Extracted | Report]:
    """The claims of every document in order; reports of reading, and failures of extraction, between them."""
    reports: list[Report] = []

    def documents() -> Iterator[Document]:
        for item in items:
            if isinstance(item, Document):
                yield item
            else:
                reports.append(item)

    for document, claims in extractor.extract_many(documents(), workers):
        yield from _drained(reports)
        yield (
            _failed(document, claims) if isinstance(claims, Exception) else Extracted(document, tuple(claims))
        )
    yield from _drained(reports)


def _drained(reports: list[Report]) -> Iterator[Report]:
    while reports:
        yield reports.pop(0)


def _failed(document: Document, error: Exception) -> ReadFailure:
    reason = f"could not be extracted from: {type(error).__name__}: {error}"
    return ReadFailure(document.id, reason, "please report it with the text")


def ingest(
    items: Iterable[ReadItem], extractor: ClaimExtractor, store: ClaimStore, workers: int = 1
) -> Iterator[Stored | Report]:
    """Extract and store; the same input twice leaves the store untouched the second time.

    Raises:
        StoreError: the store itself fails; what was stored before stays.
    """
    for step in extracted(items, extractor, workers):
        yield _stored(step, store) if isinstance(step, Extracted) else step


def _stored(step: Extracted, store: ClaimStore) -> Stored | KeptOut:
    from graph.validation import InvalidGraphError

    name = step.document.id
    try:
        return Stored(name, store.put(step.document, step.claims, validate=True), len(step.claims))
    except InvalidGraphError as error:
        return KeptOut(name, str(error), "`irgraph check` lists it; mend what is wrong and build it again")
