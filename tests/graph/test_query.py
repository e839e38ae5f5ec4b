"""Any SPARQL query: the kinds of answers, their formats, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic

from graph.errors import AnswerReadError, ForbiddenQueryError, QueryError
from graph.store import KnowledgeStore

PLANS = "SELECT ?a ?b { ?c a ir:Claim ; ir:modality ir:planned ; ir:subject ?a ; ir:object ?b }"


@pytest.fixture
def any_full_store(any_store: KnowledgeStore, world: Any) -> KnowledgeStore:
    for document, claims in world.reports.values():
        any_store.put(document, claims)
    return any_store


def test_select(any_full_store: KnowledgeStore) -> None:
    answer = any_full_store.query(PLANS)
    assert (answer.kind, answer.variables, answer.boolean) == ("select", ("a", "b"), None)
    assert answer.rows == [(any_full_store.iris.actor("EU"), any_full_store.iris.actor("TWN"))]


def test_unbound_cells_are_none_and_literals_keep_their_type(any_full_store: KnowledgeStore) -> None:
    answer = any_full_store.query(
        "SELECT ?x ?n ?l { BIND(2 AS ?n) BIND('hi'@en AS ?l) OPTIONAL { ?x ir:no ?y } }"
    )
    assert answer.rows == [(None, Literal(2), Literal("hi", lang="en"))]


def test_ask(any_full_store: KnowledgeStore) -> None:
    answer = any_full_store.query("ASK { actor:EU ir:consults actor:IND }")
    assert (answer.kind, answer.boolean, answer.boolean) == ("ask", True, True)
    assert json.loads(answer.serialize("application/sparql-results+json"))["boolean"] is True
    assert any_full_store.query("ASK { actor:EU ir:consults actor:TWN }").boolean is False


def test_construct(any_full_store: KnowledgeStore) -> None:
    query = "CONSTRUCT { ?a ir:consults ?b } { ?c ir:property ir:consults ; ir:subject ?a ; ir:object ?b }"
    answer = any_full_store.query(query)
    assert answer.kind == "graph"
    ends = {(str(s).rpartition("/")[2], str(o).rpartition("/")[2]) for s, _, o in answer.triples}
    assert ends == {("EU", "TWN"), ("EU", "IND"), ("wang-yi", "IND")}


def test_a_plan_or_a_denial_is_never_a_plain_fact(any_full_store: KnowledgeStore) -> None:
    assert any_full_store.query("SELECT ?s ?o { ?s ir:consults|ir:sanctions ?o }").rows == [
        (any_full_store.iris.actor("EU"), any_full_store.iris.actor("IND"))
    ]


def test_without_the_union_the_default_graph_is_empty(any_full_store: KnowledgeStore) -> None:
    assert any_full_store.query("ASK { ?s ?p ?o }", union=False).boolean is False
    assert any_full_store.query("ASK { GRAPH ?g { ?s ?p ?o } }", union=False).boolean is True


@pytest.mark.parametrize(
    ("media_type", "part"),
    [
        ("application/sparql-results+json", b'"value":"http://localhost:8000/id/actor/TWN"'),
        ("application/sparql-results+xml", b"<uri>http://localhost:8000/id/actor/TWN</uri>"),
        ("text/csv", b"http://localhost:8000/id/actor/EU,http://localhost:8000/id/actor/TWN"),
        ("text/tab-separated-values", b"?a\t?b\n<http://localhost:8000/id/actor/EU>"),
    ],
)
def test_formats_of_a_table(full_store: KnowledgeStore, media_type: str, part: bytes) -> None:
    assert part in full_store.query(PLANS).serialize(media_type)


@pytest.mark.parametrize(
    ("media_type", "name"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
    ],
)
def test_formats_of_a_graph(full_store: KnowledgeStore, media_type: str, name: str) -> None:
    query = "CONSTRUCT WHERE { ?c ir:phrase ?phrase ; ir:confidence ?confidence }"
    expected = Graph()
    for triple in full_store.query(query).triples:
        expected.add(triple)
    found = Graph().parse(data=full_store.query(query).serialize(media_type), format=name)
    assert len(expected) == 16
    assert isomorphic(found, expected)


def test_a_format_that_does_not_fit_lists_those_that_do(full_store: KnowledgeStore) -> None:
    with pytest.raises(ValueError, match="'text/turtle' cannot hold this answer: use one of appl"):
        full_store.query(PLANS).serialize("text/turtle")
    with pytest.raises(ValueError, match="use one of text/turtle"):
        full_store.query("DESCRIBE actor:EU").serialize("text/csv")


def test_an_answer_is_read_once(full_store: KnowledgeStore) -> None:
    answer = full_store.query(PLANS)
    assert answer.rows == answer.rows
    with pytest.raises(AnswerReadError, match="run the query again"):
        answer.serialize("text/csv")


@pytest.mark.parametrize(
    ("query", "line", "column", "message"),
    [
        ("SELECT * {\n  ?s ?p }", 2, 10, "line 2, column 10, after 'SELECT * { ?s ?p }'"),
        ("SELECT * { ?s foaf:name ?o }", 1, 24, "after 'SELECT * { ?s foaf:name'; a prefix is not declared"),
        ("", 1, 1, "at its beginning"),
        ("DELETE WHERE { ?s ?p ?o }", 1, 10, "after 'DELETE WH'"),
    ],
)
def test_an_invalid_query_says_where(
    full_store: KnowledgeStore, query: str, line: int, column: int, message: str
) -> None:
    with pytest.raises(QueryError, match="not valid SPARQL") as caught:
        full_store.query(query)
    assert message in str(caught.value)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_an_invalid_query_to_a_server_is_refused_by_it(any_full_store: KnowledgeStore) -> None:
    with pytest.raises(QueryError):
        any_full_store.query("SELECT * { ?s ?p")
    with pytest.raises(QueryError):
        any_full_store.update("INSERT DATA { ?s ?p ?o }")


def test_queries_read_no_files_and_call_no_hosts(any_full_store: KnowledgeStore, tmp_path: Path) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<http://x/a> <http://x/b> 'secret' .")
    for clause in (f"FROM <{secret.as_uri()}>", f"FROM NAMED <{secret.as_uri()}>"):
        query = f"SELECT ?o {clause} {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"
        assert any_full_store.query(query).rows == []
    with pytest.raises(ForbiddenQueryError):
        any_full_store.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    with pytest.raises(ForbiddenQueryError):
        any_full_store.update(f"LOAD <{secret.as_uri()}>")


def test_rdflib_reads_no_files_either(full_store: KnowledgeStore, tmp_path: Path) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<http://x/a> <http://x/b> 'secret' .")
    found = Graph().query(f"SELECT ?o FROM <{secret.as_uri()}> {{ ?s ?p ?o }}")
    assert list(found) == []


def test_from_chooses_the_graphs(any_full_store: KnowledgeStore) -> None:
    claims = "SELECT (COUNT(*) AS ?n) FROM <{graph}> {{ ?c a ir:Claim }}"
    graph = any_full_store.iris.document_graph("xinhua-7")
    assert any_full_store.query(claims.format(graph=graph)).rows == [(Literal(2),)]


def test_update(any_store: KnowledgeStore) -> None:
    any_store.update("INSERT DATA { GRAPH graph:mine { actor:EU rdfs:comment 'mine' } }")
    assert any_store.query("SELECT ?s { ?s rdfs:comment 'mine' }").rows == [(any_store.iris.actor("EU"),)]


def test_rows_are_rdflib_terms(full_store: KnowledgeStore) -> None:
    ((node, confidence),) = full_store.query(
        "SELECT ?c ?x { ?c ir:phrase 'plans dialogue with' ; ir:confidence ?x }"
    ).rows
    assert isinstance(node, URIRef)
    assert isinstance(confidence, Literal)
    assert confidence.toPython() == 0.83
