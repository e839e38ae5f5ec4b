"""Claims of the store as rows, and the networks, timelines and events that are made of rows."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import cast

from rdflib.namespace import DCTERMS, PROV

from graph.filters import ClaimFilter, claim_pattern
from graph.network import ASSERTED, POSITIVE, ClaimRow, Network, Spell, build_network
from graph.paging import MAX_LIMIT
from graph.queries import ActorSummary, find_actors
from graph.sparql import iri
from graph.store import KnowledgeStore
from graph.views import Row
from ontology.namespaces import IR
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


_PROPERTIES = {
    "s": IR.subjectPrincipal,
    "o": IR.objectPrincipal,
    "relation": IR.property,
    "phrase": IR.phrase,
    "modality": IR.modality,
    "polarity": IR.polarity,
    "confidence": IR.confidence,
    "document": PROV.wasDerivedFrom,
}


def stored_rows(store: KnowledgeStore, wanted: ClaimFilter) -> list[StoredRow]:
    """All claims that a filter wants, whatever its limit, ordered by id."""
    needed = " ; ".join(f"{iri(property_)} ?{name}" for name, property_ in _PROPERTIES.items())
    text = (
        f"SELECT DISTINCT ?claim ?{' ?'.join(_PROPERTIES)} ?type ?start ?end ?day ?publisher {{ GRAPH ?g {{ "
        f"{claim_pattern(wanted, store.iris)} ?claim {needed} . "
        f"OPTIONAL {{ ?claim {iri(IR.eventType)} ?type }} "
        f"OPTIONAL {{ ?claim {iri(IR.startDate)} ?start ; {iri(IR.endDate)} ?end }} "
        f"OPTIONAL {{ ?document {iri(DCTERMS.date)} ?day }} "
        f"OPTIONAL {{ ?document {iri(DCTERMS.publisher)} ?publisher }} }} }} ORDER BY ?claim"
    )
    return [_row(store, row) for row in store.ask_rows(text)]


def _row(store: KnowledgeStore, row: Row) -> StoredRow:
    texts = [value or "" for value in row]
    claim, s, o, relation, phrase, modality, polarity, confidence, document, kind, start, end, day, publisher = texts
    made = ClaimRow(
        source=store.iris.actor_id(s),
        target=store.iris.actor_id(o),
        event_type=_local(kind) or None,
        relation=_local(relation),
        phrase=phrase,
        modality=cast(Modality, _local(modality)),
        polarity=cast(Polarity, _local(polarity)),
        confidence=float(confidence),
        document=store.iris.document_id(document),
        span=_span(start or day, end or day),
    )
    return StoredRow(store.iris.claim_id(claim), publisher, made)


def _span(start: str, end: str) -> Spell | None:
    return (date.fromisoformat(start), date.fromisoformat(end)) if start and end else None


def _local(name: str) -> str:
    return name.rpartition("#")[2]


def load_network(store: KnowledgeStore, wanted: ClaimFilter) -> Network:
    """The network of the claims that a filter wants.

    Only what is asserted and positive counts unless the filter names another modality or polarity;
    standing relations count when the filter names one.
    """
    rows = [stored.row for stored in stored_rows(store, wanted)]
    return build_network(
        rows,
        actors_by_id(store, {end for row in rows for end in (row.source, row.target)}),
        modalities=(cast(Modality, wanted.modality),) if wanted.modality else ASSERTED,
        polarities=(cast(Polarity, wanted.polarity),) if wanted.polarity else POSITIVE,
        standing=wanted.event_type in STANDING_RELATIONS,
    )


def actors_by_id(store: KnowledgeStore, ids: Iterable[str]) -> dict[str, ActorSummary]:
    """The actors with these ids; those that nobody knows are left out."""
    wanted = set(ids)
    return {actor.id: actor for actor in _all_actors(store) if actor.id in wanted}


def _all_actors(store: KnowledgeStore) -> Iterator[ActorSummary]:
    cursor: str | None = None
    while True:
        page = find_actors(store, limit=MAX_LIMIT, cursor=cursor)
        yield from page.items
        if (cursor := page.next) is None:
            return


def between(rows: Iterable[StoredRow], a: str, b: str) -> list[StoredRow]:
    """The rows between two principals, either way."""
    return [stored for stored in rows if {stored.row.source, stored.row.target} == {a, b}]


def timeline(rows: Iterable[StoredRow]) -> list[Month]:
    """Claims by the month in which they begin and by kind, undated ones first."""
    groups: dict[tuple[str, str], list[float]] = defaultdict(list)
    for stored in rows:
        month = f"{stored.row.span[0]:%Y-%m}" if stored.row.span else ""
        groups[month, stored.row.kind].append(stored.row.confidence)
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
