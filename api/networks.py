"""Networks, timelines and events of the claims that a filter wants, and the statements of a whole store."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import fsum
from typing import cast

from graph.export.rdf import Quad, Statements
from graph.filters import ClaimFilter
from graph.network import ASSERTED, POSITIVE, ClaimRow, Network, build_network, row_of
from graph.paging import MAX_LIMIT
from graph.projection import actors_of_rows, claim_rows
from graph.queries import find_claims
from graph.store import KnowledgeStore
from graph.views import ClaimView, StoredDocument
from ontology.namespaces import prefixes
from ontology.records import Modality, Polarity
from ontology.terms import STANDING_RELATIONS


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A claim's row with its id and the publisher of its document ("" if unknown)."""

    claim: str
    publisher: str
    row: ClaimRow


@dataclass(frozen=True, slots=True)
class Month:
    """Claims of one kind that begin in one month (`YYYY-MM`; "" for undated ones)."""

    month: str
    kind: str
    claims: int
    weight: float


@dataclass(frozen=True, slots=True)
class Event:
    """Claims of several documents that may report the same: principals, kind, and overlapping days.

    `sources` counts publishers; a document without one counts for itself.
    """

    id: str
    subject: str
    object: str
    kind: str
    first: date | None
    last: date | None
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    sources: int


def load_network(store: KnowledgeStore, wanted: ClaimFilter) -> Network:
    """The network of the claims that a filter wants, whatever its limit.

    Only what is asserted and positive counts unless the filter names another modality or polarity;
    standing relations count when the filter names one.
    """
    rows = claim_rows(store, wanted)
    return build_network(
        rows,
        actors_of_rows(store, rows),
        modalities=(cast(Modality, wanted.modality),) if wanted.modality else ASSERTED,
        polarities=(cast(Polarity, wanted.polarity),) if wanted.polarity else POSITIVE,
        standing=wanted.event_type in STANDING_RELATIONS,
    )


def statements_of(store: KnowledgeStore) -> Statements:
    """Every statement of the store with its graph, for the RDF exports."""
    everything = "SELECT ?s ?p ?o ?g { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    rows = store.query(everything, union=False).rows
    return Statements(cast(list[Quad], rows), prefixes(store.iris.base))


def stored_rows(store: KnowledgeStore, wanted: ClaimFilter) -> list[StoredRow]:
    """All claims that a filter wants, whatever its limit, ordered by id."""
    documents = {document.id: document for document in store.documents()}
    views: list[ClaimView] = []
    page = find_claims(store, replace(wanted, limit=MAX_LIMIT, cursor=None))
    views.extend(page.items)
    while page.next:
        page = find_claims(store, replace(wanted, limit=MAX_LIMIT, cursor=page.next))
        views.extend(page.items)
    return [_stored(view, documents.get(view.claim.document)) for view in views]


def _stored(view: ClaimView, document: StoredDocument | None) -> StoredRow:
    day = document.date if document else None
    return StoredRow(view.id, document.publisher if document else "", row_of(view.claim, day))


def timeline(rows: Iterable[ClaimRow], a: str, b: str) -> list[Month]:
    """What passes between two principals, either way, by the month in which it begins and by kind."""
    groups: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in rows:
        if {row.source, row.target} == {a, b}:
            groups[f"{row.span[0]:%Y-%m}" if row.span else "", row.kind].append(row.confidence)
    return [
        Month(month, kind, len(confidences), round(fsum(confidences), 4))
        for (month, kind), confidences in sorted(groups.items())
    ]


def events(rows: Iterable[StoredRow]) -> list[Event]:
    """The rows of event types joined into events, ordered by id; undated rows of a kind make one event."""
    groups: dict[tuple[str, str, str], list[StoredRow]] = defaultdict(list)
    for stored in rows:
        if stored.row.event_type is not None and stored.row.source != stored.row.target:
            groups[stored.row.source, stored.row.target, stored.row.kind].append(stored)
    found = (_event(joined) for group in groups.values() for joined in _joined(group))
    return sorted(found, key=lambda event: event.id)


def _joined(group: list[StoredRow]) -> Iterator[list[StoredRow]]:
    undated = [stored for stored in group if stored.row.span is None]
    if undated:
        yield undated
    current: list[StoredRow] = []
    last: date | None = None
    for stored in sorted(group, key=lambda stored: (stored.row.span or (date.min, date.min), stored.claim)):
        if stored.row.span is None:
            continue
        start, end = stored.row.span
        if last is not None and start > last:
            yield current
            current, last = [], None
        current.append(stored)
        last = end if last is None else max(last, end)
    if current:
        yield current


def _event(joined: Sequence[StoredRow]) -> Event:
    head = joined[0].row
    claims = tuple(sorted(stored.claim for stored in joined))
    spans = [stored.row.span for stored in joined if stored.row.span]
    return Event(
        id=f"event-{hashlib.sha256(' '.join(claims).encode()).hexdigest()[:20]}",
        subject=head.source,
        object=head.target,
        kind=head.kind,
        first=min((span[0] for span in spans), default=None),
        last=max((span[1] for span in spans), default=None),
        claims=claims,
        documents=tuple(sorted({stored.row.document for stored in joined})),
        sources=len({stored.publisher or stored.row.document for stored in joined}),
    )
