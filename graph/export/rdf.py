"""RDF dumps of a dataset, sorted, so that the same statements give the same bytes.

Blank nodes are renamed by RDF Dataset Canonicalization (RDFC-1.0) first. Turtle and N-Triples have no named
graphs: there the graphs are merged. TriG, N-Quads and JSON-LD keep them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import pyoxigraph as ox
from rdflib import BNode, Dataset, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import IdentifiedNode, Node


def write_turtle(dataset: Dataset, stream: BinaryIO) -> None:
    """Write all statements, whatever their graph, as Turtle with the dataset's prefixes."""
    triples = {ox.Quad(quad.subject, quad.predicate, quad.object) for quad in _quads(dataset)}
    _write(_sorted(triples), stream, ox.RdfFormat.TURTLE, dataset)


def write_trig(dataset: Dataset, stream: BinaryIO) -> None:
    """Write the dataset, graph by graph, as TriG with the dataset's prefixes."""
    _write(_sorted(_quads(dataset)), stream, ox.RdfFormat.TRIG, dataset)


def write_nquads(dataset: Dataset, stream: BinaryIO) -> None:
    """Write the dataset as canonical N-Quads: lines in code point order."""
    lines = sorted(f"{quad} .\n".encode() for quad in _quads(dataset))
    stream.writelines(lines)


def write_jsonld(dataset: Dataset, stream: BinaryIO) -> None:
    """Write the dataset as JSON-LD 1.1 with the dataset's prefixes as its context."""
    _write(_sorted(_quads(dataset)), stream, ox.RdfFormat.JSON_LD, dataset)


def _write(quads: Iterable[ox.Quad], stream: BinaryIO, form: ox.RdfFormat, dataset: Dataset) -> None:
    prefixes = {prefix: str(iri) for prefix, iri in sorted(dataset.namespaces()) if prefix}
    ox.serialize(quads, stream, format=form, prefixes=prefixes)


def _sorted(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Graph by graph and subject by subject, so that writers can group what belongs together."""
    return sorted(quads, key=lambda quad: tuple(map(str, (quad.graph_name, *quad.triple))))


def _quads(dataset: Dataset) -> ox.Dataset:
    found = ox.Dataset(_converted(dataset))
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return found


def _converted(dataset: Dataset) -> Iterator[ox.Quad]:
    for subject, predicate, value, graph in dataset.quads((None, None, None, None)):
        yield ox.Quad(_resource(subject), ox.NamedNode(str(predicate)), _term(value), _graph(graph))


def _graph(name: IdentifiedNode | None) -> ox.NamedNode | ox.BlankNode | ox.DefaultGraph:
    if name is None or name == DATASET_DEFAULT_GRAPH_ID:
        return ox.DefaultGraph()
    return _resource(name)


def _resource(node: Node) -> ox.NamedNode | ox.BlankNode:
    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    raise TypeError(f"{node!r} cannot be a subject or graph name in RDF 1.1; only IRIs and blank nodes can")


def _term(node: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if not isinstance(node, Literal):
        return _resource(node)
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
