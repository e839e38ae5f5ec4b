"""A claim as triples: what is said, in whose graph, and nothing that belongs elsewhere."""

from dataclasses import replace
from typing import Any

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, XSD

from graph.iris import Iris
from graph.triples import ExtractionRun, document_triples, mode_iri
from ontology.namespaces import EV, IR, NIF, TOPIC
from ontology.records import Document

IRIS = Iris()
RUN = ExtractionRun("irgraph", "9.9")
PLAN = "plans dialogue with"


def graph_of(world: Any, document_id: str) -> Graph:
    graph = Graph()
    for triple in document_triples(*world.reports[document_id], RUN, IRIS):
        graph.add(triple)
    return graph


def claim_with(graph: Graph, phrase: str) -> URIRef:
    (node,) = graph.subjects(IR.phrase, Literal(phrase))
    assert isinstance(node, URIRef)
    return node


def test_a_planned_claim(world: Any) -> None:
    graph = graph_of(world, "reuters-1")
    node = claim_with(graph, PLAN)
    expected = {
        RDF.type: IR.Claim,
        IR.subject: IRIS.actor("EU"),
        IR.object: IRIS.actor("TWN"),
        IR.relation: IRIS.relation(PLAN),
        IR.property: IR.consults,
        IR.eventType: EV.CONSULT,
        IR.modality: IR.planned,
        IR.polarity: IR.positive,
        IR.confidence: Literal("0.83", datatype=XSD.double),
        PROV.wasDerivedFrom: IRIS.document("reuters-1"),
        PROV.wasGeneratedBy: IRIS.run("reuters-1"),
    }
    assert {property_: graph.value(node, property_) for property_ in expected} == expected
    assert set(graph.objects(node, IR.topic)) == {TOPIC.diplomacy, TOPIC.trade}


def test_speakers_keep_their_order(world: Any) -> None:
    graph = graph_of(world, "reuters-1")
    links = sorted(graph.objects(claim_with(graph, PLAN), IR.attribution))
    said = [(graph.value(link, IR.speaker), graph.value(link, IR.verb)) for link in links]
    assert said == [
        (IRIS.actor("REUTERS"), Literal("quote")),
        (IRIS.actor("person/valdis-dombrovskis"), Literal("say")),
    ]
    assert graph.value(links[0], IR["next"]) == links[1]
    assert graph.value(links[1], IR.speakerPrincipal) == IRIS.actor("EU")


def test_evidence_is_a_position_in_the_document(world: Any) -> None:
    document, _ = world.reports["reuters-1"]
    graph = graph_of(world, document.id)
    for span in graph.subjects(RDF.type, IR.TextSpan):
        start, end = graph.value(span, NIF.beginIndex), graph.value(span, NIF.endIndex)
        assert isinstance(start, Literal) and isinstance(end, Literal)
        assert graph.value(span, NIF.anchorOf) == Literal(document.text[int(start) : int(end)])
        assert graph.value(span, NIF.referenceContext) == IRIS.document(document.id)


def test_a_metonym_keeps_its_other_readings(world: Any) -> None:
    graph = graph_of(world, "reuters-1")
    (mention,) = graph.subjects(NIF.anchorOf, Literal("Brussels"))
    assert graph.value(mention, IR.actor) == IRIS.actor("EU")
    assert set(graph.objects(mention, IR.alternative)) == {IRIS.actor("BEL"), IRIS.actor("NATO")}
    assert graph.value(mention, IR.resolvedBy) == Literal("metonym")


def test_date_mode_and_code(world: Any) -> None:
    graph = graph_of(world, "reuters-1")
    node = claim_with(graph, "consults")
    assert graph.value(node, IR["mode"]) == mode_iri("CONSULT", "visit") == EV["CONSULT-visit"]
    assert graph.value(node, IR.cameo) == Literal("042")
    assert graph.value(node, IR.startDate) == Literal("2024-04-29", datatype=XSD.date)
    assert graph.value(node, IR.dateText) == Literal("on Monday")


def test_a_document_with_its_run(world: Any) -> None:
    graph = graph_of(world, "reuters-1")
    node = IRIS.document("reuters-1")
    assert graph.value(node, DCTERMS.date) == Literal("2024-05-02", datatype=XSD.date)
    assert graph.value(node, DCTERMS.publisher) == Literal("Reuters")
    assert graph.value(IRIS.run("reuters-1"), IR.extractorVersion) == Literal("9.9")


def test_unknown_fields_say_nothing() -> None:
    graph = Graph()
    for triple in document_triples(Document("x", ""), [], RUN, IRIS):
        graph.add(triple)
    assert {str(p) for p in graph.predicates(IRIS.document("x"))} == {
        str(RDF.type),
        str(DCTERMS.identifier),
        str(NIF.isString),
        str(IR.sha256),
    }


def test_actors_and_relations_are_named_but_not_described_and_nothing_is_blank(world: Any) -> None:
    for document_id in world.reports:
        graph = graph_of(world, document_id)
        subjects = {str(subject) for subject in graph.subjects()}
        assert not [s for s in subjects if s.startswith((str(IRIS.actor("")), IRIS.base + "relation/"))]
        assert not [node for node in graph.all_nodes() if isinstance(node, BNode)]


def test_a_claim_about_another_document_is_refused(world: Any) -> None:
    document, claims = world.reports["reuters-1"]
    with pytest.raises(ValueError, match="is about document 'reuters-1', not 'other'"):
        list(document_triples(replace(document, id="other"), claims, RUN, IRIS))
