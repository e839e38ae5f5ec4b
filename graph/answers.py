"""The answer to a query, in one shape whether Oxigraph runs here or on a server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Literal as OneOf

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from graph.errors import AnswerReadError
from graph.sparql import Triple

RESULT_FORMATS: Mapping[str, ox.QueryResultsFormat] = MappingProxyType({
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
})  # fmt: skip
GRAPH_FORMATS: Mapping[str, ox.RdfFormat] = MappingProxyType({
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
})  # fmt: skip

RawResult = ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]


def from_oxigraph(node: object) -> Node:
    """An Oxigraph term as the rdflib term it stands for; lexical forms are kept.

    Raises:
        ValueError: a triple term, which RDF 1.1 has none of.
    """
    if isinstance(node, ox.NamedNode):
        return URIRef(node.value)
    if isinstance(node, ox.Literal):
        if node.language:
            return Literal(node.value, lang=node.language)
        plain = node.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
        return Literal(node.value, datatype=None if plain else URIRef(node.datatype.value), normalize=False)
    if isinstance(node, ox.BlankNode):
        return BNode(node.value)
    raise ValueError(f"{node} is no RDF 1.1 term")


class Answer:
    """What a query gave. It is read once: by `rows`, `triples`, `boolean`, or by `serialize`.

    Attributes:
        kind: "select", "ask" or "graph" (CONSTRUCT and DESCRIBE).
        variables: the names of the columns of a SELECT, without `?`.
    """

    def __init__(self, raw: RawResult, prefixes: Mapping[str, str]) -> None:
        self._raw = raw
        self._prefixes = dict(prefixes)
        self._taken = False
        self.kind: OneOf["select", "ask", "graph"] = "graph"
        self.variables: tuple[str, ...] = ()
        if isinstance(raw, ox.QuerySolutions):
            self.kind, self.variables = "select", tuple(variable.value for variable in raw.variables)
        elif isinstance(raw, ox.QueryBoolean):
            self.kind = "ask"

    def _take(self) -> RawResult:
        if self._taken and not isinstance(self._raw, ox.QueryBoolean):
            raise AnswerReadError("the answer has been read already: run the query again")
        self._taken = True
        return self._raw

    @cached_property
    def rows(self) -> list[tuple[Node | None, ...]]:
        """The rows of a SELECT as rdflib terms in the order of `variables`, None where unbound."""
        raw = self._take() if self.kind == "select" else ()
        return [tuple(None if cell is None else from_oxigraph(cell) for cell in row) for row in raw]  # type: ignore[union-attr]

    @property
    def boolean(self) -> bool | None:
        """The answer of an ASK, None for other kinds."""
        return bool(self._raw) if isinstance(self._raw, ox.QueryBoolean) else None

    @cached_property
    def triples(self) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE, each once, as rdflib terms."""
        return [
            (from_oxigraph(t.subject), from_oxigraph(t.predicate), from_oxigraph(t.object))
            for t in self._graph()
        ]

    def _graph(self) -> list[ox.Triple]:
        raw = self._take() if self.kind == "graph" else ()
        return list(dict.fromkeys(raw))  # type: ignore[arg-type]

    def media_types(self) -> tuple[str, ...]:
        """The formats that this kind of answer can be written in, the preferred one first."""
        return tuple(GRAPH_FORMATS if self.kind == "graph" else RESULT_FORMATS)

    def serialize(self, media_type: str) -> bytes:
        """The answer in a standard format.

        Raises:
            ValueError: the format does not fit this kind of answer; the message lists those that do.
        """
        if media_type not in self.media_types():
            raise ValueError(
                f"{media_type!r} cannot hold this answer: use one of {', '.join(self.media_types())}"
            )
        if self.kind == "graph":
            return (
                ox.serialize(self._graph(), format=GRAPH_FORMATS[media_type], prefixes=self._prefixes) or b""
            )
        raw = self._take()
        assert isinstance(raw, ox.QuerySolutions | ox.QueryBoolean)
        return raw.serialize(format=RESULT_FORMATS[media_type]) or b""
