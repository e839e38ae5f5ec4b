"""Reading a store: queries, claims and documents. What writes is `graph.store`."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import Self

import pyoxigraph as ox
from rdflib import Dataset

from graph.answers import Answer
from graph.backends import Backend, LocalBackend
from graph.iris import Iris
from graph.sparql import Triple, forbid_fetching, iri, names_dataset
from graph.views import ClaimView, Row, StoredDocument, list_documents, read_claims, read_document
from ontology.actors import ReferenceActor, load_actors
from ontology.namespaces import IR, prefixes
from ontology.records import Document

StoredClaims = tuple[Document, list[ClaimView]]


class StoreReader:
    """What can be asked of a store, and what is known beforehand. Close it, or use `with`.

    Attributes:
        location: as given to `open_store`.
        iris: how ids become IRIs in this store.
        dataset: the same data for rdflib, with the union of all graphs as default graph.
    """

    def __init__(
        self, backend: Backend, location: str, iris: Iris, actors: Sequence[ReferenceActor] | None
    ) -> None:
        self.location = location
        self.iris = iris
        self._backend = backend
        self._actors = actors

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder or the connection."""
        self._backend.close()

    @property
    def dataset(self) -> Dataset:
        return self._backend.dataset

    @property
    def oxigraph(self) -> ox.Store | None:
        """The engine itself, or None if the data lies on a server."""
        return self._backend.store if isinstance(self._backend, LocalBackend) else None

    @property
    def actors(self) -> Sequence[ReferenceActor]:
        """The actors known beforehand; their descriptions never come from documents."""
        if self._actors is None:
            self._actors = load_actors()
        return self._actors

    def query(self, sparql: str, *, union: bool = True) -> Answer:
        """Answer any SPARQL 1.1 query; the prefixes of `ontology.namespaces.prefixes` need no declaration.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.
            union: the default graph is the union of all named graphs, unless the query names its graphs
                with FROM; else the unnamed graph.

        Raises:
            QueryError: it is not valid; the message says where.
            ForbiddenQueryError: it would call another host.
        """
        forbid_fetching(sparql)
        # The engine would let the union outweigh the query's own FROM.
        union = union and not names_dataset(sparql)
        return Answer(self._backend.query(sparql, union=union), prefixes(self.iris.base))

    def ask_rows(self, select: str) -> list[Row]:
        """The rows of a SELECT as plain text (lexical forms and IRIs), None where unbound.

        For queries of this package, which name their graphs: the default graph is not the union.
        """
        raw = self._backend.query(select, union=False)
        assert isinstance(raw, ox.QuerySolutions)
        return [tuple(None if cell is None else cell.value for cell in row) for row in raw]

    def ask_triples(self, construct: str) -> list[Triple]:
        """The triples of a CONSTRUCT, under the same rule as `ask_rows`."""
        return Answer(self._backend.query(construct, union=False), {}).triples

    def triples_of(self, graph: str) -> list[Triple]:
        """All triples of a named graph."""
        return self.ask_triples(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {iri(graph)} {{ ?s ?p ?o }} }}")

    def claims(self, nodes: Sequence[str]) -> list[ClaimView]:
        """The claims with these IRIs, in this order; those that are not there are left out."""
        return read_claims(self.ask_rows, self.iris, [str(node) for node in nodes])

    def documents(self) -> list[StoredDocument]:
        """All documents, sorted by id."""
        return list_documents(self.ask_rows, self.iris)

    def document(self, document_id: str) -> StoredClaims | None:
        """A document with its claims in the order of the text, or None if it is not there."""
        document = read_document(self.ask_rows, self.iris, document_id)
        if document is None:
            return None
        views = self.claims(self._claims_in(document_id))
        return document, sorted(
            views, key=lambda view: (view.claim.evidence.start, view.claim.trigger.start, view.id)
        )

    def _claims_in(self, document_id: str) -> list[str]:
        graph = iri(self.iris.document_graph(document_id))
        nodes = self.ask_rows(f"SELECT ?c {{ GRAPH {graph} {{ ?c a ir:Claim }} }}")
        return sorted(node for (node,) in nodes if node)

    def _mark(self, node: str, property_: str = IR.digest) -> str | None:
        """The digest (or stamp) that a resource bears, None if it bears none."""
        rows = self.ask_rows(f"SELECT ?mark {{ GRAPH ?g {{ {iri(node)} {iri(property_)} ?mark }} }}")
        return rows[0][0] if rows else None
