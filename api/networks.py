"""Networks and timelines of the claims that a filter wants, and the statements of a whole store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import fsum
from typing import cast

from graph.export.rdf import Quad, Statements
from graph.filters import ClaimFilter
from graph.network import ASSERTED, POSITIVE, ClaimRow, Network, build_network
from graph.projection import actors_of_rows, claim_rows
from graph.resolved import canonical_ids
from graph.sparql import values
from graph.store import KnowledgeStore
from ontology.namespaces import prefixes
from ontology.records import Modality, Polarity
from ontology.terms import STANDING_RELATIONS


@dataclass(frozen=True, slots=True)
class Month:
    """Claims of one kind that begin in one month (`YYYY-MM`; "" for undated ones)."""

    month: str
    kind: str
    claims: int
    weight: float


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


def texts_of(store: KnowledgeStore, documents: Iterable[str]) -> dict[str, str]:
    """The texts of documents by id, and nothing else of them."""
    nodes = values("document", sorted(store.iris.document(one) for one in documents))
    rows = store.ask_rows(f"SELECT ?document ?text {{ {nodes} GRAPH ?g {{ ?document nif:isString ?text }} }}")
    return {store.iris.document_id(node or ""): text or "" for node, text in rows}


def timeline_of(store: KnowledgeStore, wanted: ClaimFilter, a: str, b: str) -> list[Month]:
    """The timeline of two actors, among the claims that a filter wants."""
    known = canonical_ids(store, (a, b))
    # Anything the filter says of actors stays; where it says nothing, few claims are read instead of all.
    filters = (
        [wanted]
        if wanted.subject or wanted.object
        else [replace(wanted, subject=one, object=other) for one, other in sorted({(a, b), (b, a)})]
    )
    rows = [row for one in filters for row in claim_rows(store, one)]
    return timeline(rows, known[a], known[b])


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
