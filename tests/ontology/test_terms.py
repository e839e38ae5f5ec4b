"""The closed vocabulary in Python and in Turtle say the same."""

from collections.abc import Collection

import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.collection import Collection as RdfList
from rdflib.namespace import OWL, SH, SKOS

from ontology.namespaces import EV, IR, NIF, ONTOLOGY_FILES, SHAPES_FILE, TOPIC
from ontology.terms import (
    ACTOR_TYPES,
    EVENT_TYPES,
    MODALITIES,
    POLARITIES,
    ROLES,
    STANDING_RELATIONS,
    TOPICS,
)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph()
    for path in ONTOLOGY_FILES:
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(SHAPES_FILE)


def names(nodes: Collection[object]) -> set[str]:
    return {str(node).rpartition("#")[2] for node in nodes}


def allowed(shapes: Graph, shape: URIRef, path: URIRef) -> set[str]:
    """The names in the sh:in list of a property of a shape."""
    (head,) = (
        head
        for property_ in shapes.objects(shape, SH.property)
        if shapes.value(property_, SH.path) == path
        for head in shapes.objects(property_, SH["in"])
    )
    return names(list(RdfList(shapes, head)))


def test_event_types(ontology: Graph, shapes: Graph) -> None:
    assert names(set(ontology.subjects(RDF.type, IR.EventType))) == set(EVENT_TYPES)
    assert allowed(shapes, IR.ClaimShape, IR.eventType) == set(EVENT_TYPES)


@pytest.mark.parametrize("event_type", EVENT_TYPES)
def test_an_event_type_has_its_quad_class_property_and_wording(ontology: Graph, event_type: str) -> None:
    quad, property_, wording = EVENT_TYPES[event_type]
    assert ontology.value(EV[event_type], SKOS.broader) == EV[quad]
    assert (EV[quad], RDF.type, IR.QuadClass) in ontology
    assert (IR[property_], RDF.type, OWL.ObjectProperty) in ontology
    assert ontology.value(IR[property_], IR.eventType) == EV[event_type]
    assert ontology.value(IR[property_], RDFS.label) == Literal(wording, lang="en")


def test_closed_relations(ontology: Graph, shapes: Graph) -> None:
    closed = {property_ for _, property_, _ in EVENT_TYPES.values()} | set(STANDING_RELATIONS)
    assert allowed(shapes, IR.ClaimShape, IR.property) == closed
    for relation in STANDING_RELATIONS:
        assert (IR[relation], RDF.type, OWL.ObjectProperty) in ontology
        assert ontology.value(IR[relation], IR.eventType) is None


def test_modalities_and_polarities(ontology: Graph, shapes: Graph) -> None:
    assert names(set(ontology.subjects(RDF.type, IR.Modality))) == set(MODALITIES)
    assert names(set(ontology.subjects(RDF.type, IR.Polarity))) == set(POLARITIES)
    assert allowed(shapes, IR.ClaimShape, IR.modality) == set(MODALITIES)
    assert allowed(shapes, IR.ClaimShape, IR.polarity) == set(POLARITIES)


def test_topics(ontology: Graph, shapes: Graph) -> None:
    assert names(set(ontology.subjects(RDF.type, IR.Topic))) == set(TOPICS)
    assert allowed(shapes, IR.ClaimShape, IR.topic) == set(TOPICS)
    assert {ontology.value(TOPIC[topic], SKOS.notation) for topic in TOPICS} == {
        Literal(topic) for topic in TOPICS
    }


def test_actor_types_and_roles(ontology: Graph, shapes: Graph) -> None:
    classes = set(ontology.transitive_subjects(RDFS.subClassOf, IR.Actor)) - {IR.Actor}
    assert {str(ontology.value(node, SKOS.notation)) for node in classes} == set(ACTOR_TYPES)
    assert allowed(shapes, IR.MentionShape, IR.actorType) == set(ACTOR_TYPES)
    assert allowed(shapes, IR.MentionShape, IR.role) == set(ROLES)


def test_offsets_are_nif_positions(shapes: Graph) -> None:
    paths = {shapes.value(property_, SH.path) for property_ in shapes.objects(IR.TextSpanShape, SH.property)}
    assert paths == {NIF.beginIndex, NIF.endIndex, NIF.anchorOf, NIF.referenceContext}
