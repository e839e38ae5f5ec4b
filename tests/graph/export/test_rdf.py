"""RDF dumps: sorted, the same for the same statements, and read back equal by rdflib."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import BinaryIO

import pyoxigraph as ox
import pytest
from oxrdflib._converter import from_ox
from rdflib import BNode, Dataset, Graph, Literal, Namespace, URIRef, namespace
from rdflib.compare import isomorphic

from graph.export.rdf import (
    Quad,
    Statements,
    write_jsonld,
    write_nquads,
    write_store,
    write_trig,
    write_turtle,
)

EX = Namespace("http://example.org/")
DOC = URIRef("http://example.org/doc/1")
FACTS = URIRef("http://example.org/facts")
Writer = Callable[[Statements, BinaryIO], None]


def dataset(order: int = 1, store: str = "default") -> Dataset:
    data = Dataset(store=store)
    shape = BNode()
    quads = [
        (EX.EU, EX.consults, EX.TWN, FACTS),
        (EX.EU, namespace.RDFS.label, Literal('the "EU"\n🕊️', lang="en"), FACTS),
        (EX.claim, EX.confidence, Literal("0.75", datatype=namespace.XSD.decimal), DOC),
        (EX.claim, EX.evidence, shape, DOC),
        (shape, EX.start, Literal(3), DOC),
        (EX.EU, EX.note, Literal("in no graph"), None),
    ]
    for subject, predicate, value, graph in quads[::order]:
        (data.graph(graph) if graph else data.default_graph).add((subject, predicate, value))
    return data


def dump(write: Writer, data: Dataset) -> str:
    stream = BytesIO()
    write(Statements(data.quads(), {"ex": str(EX)}), stream)
    return stream.getvalue().decode()


@pytest.mark.parametrize("store", ["default", "Oxigraph"])
def test_nquads_are_canonical_and_sorted(store: str) -> None:
    assert dump(write_nquads, dataset(store=store)).splitlines() == [
        "<http://example.org/EU> <http://example.org/consults> <http://example.org/TWN>"
        " <http://example.org/facts> .",
        '<http://example.org/EU> <http://example.org/note> "in no graph" .',
        '<http://example.org/EU> <http://www.w3.org/2000/01/rdf-schema#label> "the \\"EU\\"\\n🕊️"@en'
        " <http://example.org/facts> .",
        "<http://example.org/claim> <http://example.org/confidence>"
        ' "0.75"^^<http://www.w3.org/2001/XMLSchema#decimal> <http://example.org/doc/1> .',
        "<http://example.org/claim> <http://example.org/evidence> _:c14n0 <http://example.org/doc/1> .",
        '_:c14n0 <http://example.org/start> "3"^^<http://www.w3.org/2001/XMLSchema#integer>'
        " <http://example.org/doc/1> .",
    ]


@pytest.mark.parametrize("write", [write_turtle, write_trig, write_nquads, write_jsonld])
def test_dump_when_statements_come_in_another_order_has_the_same_bytes(write: Writer) -> None:
    assert dump(write, dataset()) == dump(write, dataset(order=-1))


@pytest.mark.parametrize(
    ("write", "form"), [(write_trig, "trig"), (write_nquads, "nquads"), (write_jsonld, "json-ld")]
)
def test_dump_is_read_back_graph_by_graph(write: Writer, form: str) -> None:
    read = Dataset()
    read.parse(data=dump(write, dataset()), format=form)
    for name in (DOC, FACTS):
        assert isomorphic(Graph() + read.graph(name), Graph() + dataset().graph(name))
    assert set(read.default_graph) == set(dataset().default_graph)


def test_turtle_merges_the_graphs_and_uses_prefixes() -> None:
    text = dump(write_turtle, dataset())
    whole = Graph()
    for subject, predicate, value, _ in dataset().quads():
        whole.add((subject, predicate, value))
    assert isomorphic(Graph().parse(data=text, format="turtle"), whole)
    assert "@prefix ex: <http://example.org/> ." in text.splitlines()
    assert "ex:EU ex:consults ex:TWN" in text


def test_turtle_when_graphs_share_a_triple_says_it_once() -> None:
    data = Dataset()
    for name in (DOC, FACTS):
        data.graph(name).add((EX.EU, EX.consults, EX.TWN))
    assert dump(write_turtle, data).count("consults") == 1


def test_a_whole_store_gives_the_same_lines_faster() -> None:
    store = ox.Store()
    store.update(
        r"""INSERT DATA { <x:a> <x:p> "tab\t line\n \u0007 \\ é", 1.50, "x"@en-GB .
        GRAPH <x:g> { <x:a> <x:p> true, "_:b", " _:b" . <x:b> <x:p> "\u000c \u2028" } }"""
    )
    for more in ("", "INSERT DATA { GRAPH <x:h> { _:b <x:p> _:c . _:c <x:p> 1 } }"):
        store.update(more)
        slow, fast = BytesIO(), BytesIO()
        write_nquads(Statements(_rdflib(quad) for quad in store), slow)
        write_store(store, fast)
        assert fast.getvalue() == slow.getvalue()


def _rdflib(quad: ox.Quad) -> Quad:
    graph = None if isinstance(quad.graph_name, ox.DefaultGraph) else from_ox(quad.graph_name)
    return from_ox(quad.subject), from_ox(quad.predicate), from_ox(quad.object), graph
