"""Events read back from the events graph: those that the claims of a filter report, with all reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.filters import ClaimFilter, claims_where
from graph.paging import Page, decode_cursor, page_of
from graph.resolved import followed
from graph.sparql import iri, values
from graph.store import KnowledgeStore
from graph.views import describe
from ontology.namespaces import IR, SCHEMA


@dataclass(frozen=True, slots=True)
class EventView:
    """An event with what reports it.

    Attributes:
        id: stays as reports come and go.
        subject: id of the principal that acts, in most of the claims.
        object: id of the other one.
        kind: the event type with modality and polarity: "CONSULT/planned".
        first: first day, None if unknown.
        last: last day, included.
        claims: ids of the claims that report it, sorted.
        documents: ids of their documents, sorted.
        sources: how many independent sources report it.
        outlets: their names, sorted.
        denials: ids of claims that contradict those of the event, sorted.
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
    outlets: tuple[str, ...]
    denials: tuple[str, ...]


def find_events(store: KnowledgeStore, wanted: ClaimFilter) -> Page[EventView]:
    """A page of the events that some claim of a filter reports, in the order of their ids.

    Raises:
        FilterError: the cursor is none of ours.
    """
    after, wanted = decode_cursor(wanted.cursor), followed(store, wanted)
    reported = f"GRAPH {iri(store.iris.events)} {{ ?claim ir:reports ?event }}"
    rows = store.ask_rows(f"SELECT DISTINCT ?event {{ {claims_where(wanted, store.iris)} {reported} }}")
    ids = sorted(one for (node,) in rows if node and (one := store.iris.event_id(node)) > after)
    return page_of(ids[: wanted.limit + 1], wanted.limit, lambda page: read_events(store, page))


def read_events(store: KnowledgeStore, ids: Sequence[str]) -> list[EventView]:
    """The events with these ids, in this order; those that are not there are left out."""
    nodes = {one: str(store.iris.event(one)) for one in ids}
    known = describe(store.ask_rows, nodes.values())
    reports = _reports(store, sorted(known))
    return [_view(store, one, known[node], reports[node]) for one, node in nodes.items() if node in known]


@dataclass(slots=True)
class _Reports:
    claims: set[str]
    documents: set[str]
    denials: set[str]


def _reports(store: KnowledgeStore, nodes: Sequence[str]) -> dict[str, _Reports]:
    found = {node: _Reports(set(), set(), set()) for node in nodes}
    events = f"GRAPH {iri(store.iris.events)}"
    claims = f"{values('event', nodes)} {events} {{ ?claim ir:reports ?event }}"
    document = "GRAPH ?g { ?claim prov:wasDerivedFrom ?document }"
    for event, claim, where in store.ask_rows(f"SELECT ?event ?claim ?document {{ {claims} {document} }}"):
        found[event or ""].claims.add(store.iris.claim_id(claim or ""))
        found[event or ""].documents.add(store.iris.document_id(where or ""))
    denied = f"{claims} {events} {{ ?claim ir:contradicts ?denial }}"
    for event, denial in store.ask_rows(f"SELECT DISTINCT ?event ?denial {{ {denied} }}"):
        found[event or ""].denials.add(store.iris.claim_id(denial or ""))
    return found


def _view(store: KnowledgeStore, event_id: str, about: dict[str, list[str]], reports: _Reports) -> EventView:
    def day(property_: str) -> date | None:
        return date.fromisoformat(about[str(property_)][0]) if str(property_) in about else None

    return EventView(
        id=event_id,
        subject=store.iris.actor_id(about[str(IR.initiator)][0]),
        object=store.iris.actor_id(about[str(IR.target)][0]),
        kind=about[str(IR.kind)][0],
        first=day(SCHEMA.startDate),
        last=day(SCHEMA.endDate),
        claims=tuple(sorted(reports.claims)),
        documents=tuple(sorted(reports.documents)),
        sources=int(about[str(IR.sourceCount)][0]),
        outlets=tuple(sorted(about[str(IR.source)])),
        denials=tuple(sorted(reports.denials)),
    )
