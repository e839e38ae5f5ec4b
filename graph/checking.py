"""A whole store against the shapes, one graph at a time: what `irgraph check` runs."""

from __future__ import annotations

from collections.abc import Iterator

from graph.sparql import iri
from graph.store import KnowledgeStore
from graph.validation import Violation, validate_document_graph


def check_store(store: KnowledgeStore) -> Iterator[tuple[str, list[Violation]]]:
    """Check every document of a store, then its graphs "reference" and "review".

    Yields:
        The id and what is wrong, for each, empty lists included, so that progress can be shown.
    """
    for document in store.documents():
        yield document.id, _check_graph(store, store.iris.document_graph(document.id))
    yield "reference", _check_graph(store, store.iris.reference)
    yield "review", _check_graph(store, store.iris.review)


def _check_graph(store: KnowledgeStore, graph: str) -> list[Violation]:
    return validate_document_graph(
        store.ask_triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {iri(graph)} {{ ?s ?p ?o }} }}")
    )
