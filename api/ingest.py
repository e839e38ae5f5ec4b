"""Ingest: the one place where extraction meets the graph. Documents go in, outcomes come out one by one."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, Literal, Protocol

from api.program import stamp
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

    def put(
        self, document: Document, claims: Sequence[Claim], *, validate: bool = False, stamp: str = ""
    ) -> Outcome: ...

    def stamped(self, document_id: str, stamp: str) -> int | None: ...


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


class LateExtractor:
    """The default extractor, loaded when the first document needs it: there may be none."""

    def extract(self, document: Document) -> list[Claim]:
        return default_extractor().extract(document)

    def extract_many(
        self, documents: Iterable[Document], workers: int = 1
    ) -> Iterator[tuple[Document, list[Claim] | Exception]]:
        yield from default_extractor().extract_many(documents, workers)


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
    for step in _extracted(items, extractor, workers):
        if not isinstance(step, Stored):  # nothing is stored here
            yield step


def _extracted(
    items: Iterable[ReadItem | Stored], extractor: ClaimExtractor, workers: int
) -> Iterator[Extracted | Report | Stored]:
    others: list[Report | Stored] = []

    def documents() -> Iterator[Document]:
        for item in items:
            if isinstance(item, Document):
                yield item
            else:
                others.append(item)

    for document, claims in extractor.extract_many(documents(), workers):
        yield from _drained(others)
        yield (
            _failed(document, claims) if isinstance(claims, Exception) else Extracted(document, tuple(claims))
        )
    yield from _drained(others)


def _drained(others: list[Report | Stored]) -> Iterator[Report | Stored]:
    while others:
        yield others.pop(0)


def _failed(document: Document, error: Exception) -> ReadFailure:
    reason = f"could not be extracted from: {type(error).__name__}: {error}"
    return ReadFailure(document.id, reason, "please report it with the text")


def ingest(
    items: Iterable[ReadItem], extractor: ClaimExtractor, store: ClaimStore, workers: int = 1
) -> Iterator[Stored | Report]:
    """Extract and store; what the store has from the same text and the same program is not read again.

    So a build that was interrupted goes on where it was, and the same input twice changes nothing.

    Raises:
        StoreError: the store itself fails; what was stored before stays.
    """
    remaining = iter(_known_or_not(items, store))
    # What is known at the beginning is told at once; what is known later on, when the next one is done.
    for item in remaining:
        if isinstance(item, Document):
            yield from _ingested(chain([item], remaining), extractor, store, workers)
        else:
            yield item


def _known_or_not(items: Iterable[ReadItem], store: ClaimStore) -> Iterator[ReadItem | Stored]:
    """Documents that have to be read; for the others, that they are stored."""
    met: set[str] = set()
    for item in items:
        if not isinstance(item, Document):
            yield item
            continue
        claims = None if item.id in met else store.stamped(item.id, stamp(item))
        # Another version under way would be stored after this look.
        met.add(item.id)
        yield item if claims is None else Stored(item.id, "unchanged", claims)


def _ingested(
    items: Iterable[ReadItem | Stored], extractor: ClaimExtractor, store: ClaimStore, workers: int
) -> Iterator[Stored | Report]:
    for step in _extracted(items, extractor, workers):
        yield _stored(step, store) if isinstance(step, Extracted) else step


def _stored(step: Extracted, store: ClaimStore) -> Stored | KeptOut:
    from graph.validation import InvalidGraphError

    document = step.document
    try:
        outcome = store.put(document, step.claims, validate=True, stamp=stamp(document))
        return Stored(document.id, outcome, len(step.claims))
    except InvalidGraphError as error:
        return KeptOut(
            document.id, str(error), "`irgraph check` lists it; mend what is wrong and build it again"
        )
