"""What the service says of itself: VoID, prefixes and example queries, in the data and at their addresses."""

import pytest
from fastapi.testclient import TestClient
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH, VOID

from ontology.namespaces import IR, prefixes
from ontology.queries import load_queries

DATASET = URIRef("http://localhost:8000/id/dataset")
# What SPARQL editors ask an endpoint for their lists, in the words of the SIB and UniProt conventions.
EXAMPLES = """PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?comment ?query { ?q a sh:SPARQLExecutable ; rdfs:comment ?comment ;
  sh:select|sh:ask|sh:construct|sh:describe ?query } ORDER BY ?q"""
PREFIXES = """PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?prefix ?namespace { [] sh:namespace ?namespace ; sh:prefix ?prefix } ORDER BY ?prefix"""
TERMS = """PREFIX void: <http://rdfs.org/ns/void#>
SELECT DISTINCT ?class ?property ?other { ?cp void:class ?class ; void:propertyPartition ?pp .
  ?pp void:property ?property OPTIONAL { ?pp void:classPartition [ void:class ?other ] } }"""


def rows(client: TestClient, query: str) -> list[tuple[str, ...]]:
    found = client.get("/sparql", params={"query": query}).json()
    names = found["head"]["vars"]
    return [
        tuple(row[name]["value"] for name in names if name in row) for row in found["results"]["bindings"]
    ]


def test_editors_find_the_examples_in_the_data(client: TestClient) -> None:
    assert sorted(text for _, text in rows(client, EXAMPLES)) == sorted(
        query.text for query in load_queries()
    )


def test_editors_find_the_prefixes_in_the_data(client: TestClient) -> None:
    assert dict(rows(client, PREFIXES)) == prefixes()  # type: ignore[arg-type]


def test_editors_complete_properties_by_class(client: TestClient) -> None:
    found = rows(client, TERMS)
    assert (str(IR.Claim), str(IR.subject), str(IR.Actor)) in found
    assert (str(IR.Claim), str(IR.phrase)) in found


@pytest.mark.parametrize(
    ("accept", "format_"),
    [("text/turtle", "turtle"), ("application/ld+json", "json-ld"), ("application/rdf+xml", "xml")],
)
def test_void_counts_what_there_is(client: TestClient, accept: str, format_: str) -> None:
    answer = client.get("/.well-known/void", headers={"Accept": accept})
    graph = Graph().parse(data=answer.text, format=format_)
    claims = URIRef(f"{DATASET}#Claim")
    assert (DATASET, RDF.type, VOID.Dataset) in graph
    assert graph.value(DATASET, VOID.sparqlEndpoint) == URIRef("http://testserver/sparql")
    assert graph.value(DATASET, VOID.documents) == Literal(2)
    assert (graph.value(claims, VOID["class"]), graph.value(claims, VOID.entities)) == (IR.Claim, Literal(3))
    assert len(set(graph.subjects(RDF.type, SH.SPARQLExecutable))) == len(load_queries())


def test_the_same_store_gives_the_same_description(client: TestClient) -> None:
    assert client.get("/.well-known/void").content == client.get("/.well-known/void").content


def test_void_is_rdf_only(client: TestClient) -> None:
    answer = client.get("/.well-known/void", headers={"Accept": "image/png"})
    assert (answer.status_code, answer.json()["type"]) == (406, "urn:irgraph:problem:not-acceptable")


def test_the_service_description_holds_it_too(client: TestClient) -> None:
    graph = Graph().parse(data=client.get("/sparql", headers={"Accept": "text/turtle"}).text)
    described = URIRef("http://www.w3.org/ns/sparql-service-description#defaultDataset")
    assert {DATASET} == set(graph.objects(predicate=described))
    assert graph.value(DATASET, VOID.documents) == Literal(2)
