"""A whole store against the shapes, one graph at a time: what `irgraph check` runs."""

from __future__ import annotations

from collections.abc import Iterator

from graph.gate import Gate
from graph.store import KnowledgeStore
from graph.validation import Violation


def check_store(store: KnowledgeStore) -> Iterator[tuple[str, list[Violation]]]:
    """Check every document of a store, then its graphs "reference", "review", "events" and "quarantine".

    Yields:
        The id and what is wrong, for each, empty lists included, so that progress can be shown.
    """
    gate, iris = Gate(), store.iris
    graphs = [(document.id, iris.document_graph(document.id)) for document in store.documents()]
    shared = (iris.reference, iris.review, iris.events, iris.quarantine)
    for name, graph in (*graphs, *((graph.rpartition("/")[2], graph) for graph in shared)):
        yield name, gate.violations(store.triples_of(graph))
