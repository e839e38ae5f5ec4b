"""Reading through the ledger: which id stands for an actor, and filters that name it by another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.filters import ClaimFilter
from graph.sparql import iri, values
from graph.store import KnowledgeStore


def canonical_ids(store: KnowledgeStore, ids: Iterable[str]) -> dict[str, str]:
    """For each id the one under which the graph keeps its actor: itself unless it was merged."""
    found = {one: one for one in ids}
    if not found:
        return found
    nodes = values("a", (store.iris.actor(one) for one in found))
    rows = store.ask_rows(
        f"SELECT ?a ?b {{ {nodes} GRAPH {iri(store.iris.review)} {{ ?a ir:resolvedTo ?b }} }}"
    )
    return found | {store.iris.actor_id(a): store.iris.actor_id(b) for a, b in rows if a and b}


def followed(store: KnowledgeStore, wanted: ClaimFilter) -> ClaimFilter:
    """The filter with its actors named as the graph names them."""
    ids = canonical_ids(store, (one for one in (wanted.actor, wanted.subject, wanted.object) if one))

    def name(actor_id: str | None) -> str | None:
        return ids[actor_id] if actor_id else actor_id

    return replace(wanted, actor=name(wanted.actor), subject=name(wanted.subject), object=name(wanted.object))
