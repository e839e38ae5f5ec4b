"""The Turtle files: complete, documented, and true to one another."""

from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import OWL, SH, SKOS

from ontology.frames import load_frames
from ontology.namespaces import EV, IR, ONTOLOGY_FILES, SHAPES_FILE, prefixes

PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph()
    for path in ONTOLOGY_FILES:
        graph.parse(path)
    return graph


def own(graph: Graph, kind: URIRef) -> set[URIRef]:
    return {
        node
        for node in graph.subjects(RDF.type, kind)
        if isinstance(node, URIRef) and node.startswith(str(IR))
    }


@pytest.mark.parametrize("kind", [OWL.Class, *PROPERTY_KINDS, IR.Modality, IR.Polarity], ids=str)
def test_everything_has_one_label_and_one_comment(ontology: Graph, kind: URIRef) -> None:
    for node in own(ontology, kind):
        assert len(list(ontology.objects(node, RDFS.label))) == 1, node
        assert len(list(ontology.objects(node, RDFS.comment))) == 1, node


def test_the_ontology_stays_small(ontology: Graph) -> None:
    closed = {node for node in own(ontology, OWL.ObjectProperty) if (node, RDFS.domain, IR.Actor) in ontology}
    properties = set().union(*(own(ontology, kind) for kind in PROPERTY_KINDS)) - closed
    assert 20 <= len(own(ontology, OWL.Class)) <= 32
    assert 40 <= len(properties) <= 85


def test_domains_and_ranges_are_declared(ontology: Graph) -> None:
    declared = own(ontology, OWL.Class)
    used = {node for property_ in (RDFS.domain, RDFS.range) for node in ontology.objects(None, property_)}
    assert {node for node in used if str(node).startswith(str(IR))} <= declared


@pytest.mark.parametrize("name", ["prov", "sem", "skos", "schema"])
def test_aligned_with(ontology: Graph, name: str) -> None:
    namespace = prefixes()[name]
    aligned = {*ontology.subject_objects(RDFS.subClassOf), *ontology.subject_objects(RDFS.subPropertyOf)}
    assert {str(low).rpartition("#")[2] for low, high in aligned if str(high).startswith(namespace)}


def test_every_type_and_mode_has_label_notation_and_definition(ontology: Graph) -> None:
    for node in {*ontology.subjects(RDF.type, IR.EventType), *ontology.subjects(RDF.type, IR.Mode)}:
        for property_ in (SKOS.prefLabel, SKOS.notation, SKOS.definition, SKOS.broader):
            assert list(ontology.objects(node, property_)), (node, property_)


def test_modes_belong_to_their_type(ontology: Graph) -> None:
    for node in ontology.subjects(RDF.type, IR.Mode):
        event_type, _, mode = str(node).rpartition("#")[2].partition("-")
        assert ontology.value(node, SKOS.broader) == EV[event_type]
        assert Literal(mode, datatype=EV.PLOVER) in set(ontology.objects(node, SKOS.notation))


@pytest.mark.parametrize(
    ("event_type", "roots"),
    [("CONSULT", {"04"}), ("CONCEDE", {"08"}), ("RETREAT", {"08"}), ("ASSAULT", {"18", "19", "20"})],
)
def test_cameo_roots(ontology: Graph, event_type: str, roots: set[str]) -> None:
    notations = {
        note for note in ontology.objects(EV[event_type], SKOS.notation) if isinstance(note, Literal)
    }
    assert {str(note) for note in notations if note.datatype == EV.CAMEO} == roots


def test_frames_use_only_modes_of_the_scheme(ontology: Graph) -> None:
    known = {str(node).rpartition("#")[2] for node in ontology.subjects(RDF.type, IR.Mode)}
    used = {f"{frame.type}-{frame.mode}": frame.id for frame in load_frames() if frame.mode}
    assert {name: frame for name, frame in used.items() if name not in known} == {}


def test_shapes_speak_only_of_what_the_ontology_has(ontology: Graph) -> None:
    shapes = Graph().parse(SHAPES_FILE)
    paths = {node for node in shapes.objects(None, SH.path) if str(node).startswith(str(IR))}
    targets = set(shapes.objects(None, SH.targetClass))
    assert paths <= set().union(*(own(ontology, kind) for kind in PROPERTY_KINDS))
    assert targets <= own(ontology, OWL.Class)


def test_prefixes_of_the_files_are_those_that_queries_know() -> None:
    known = prefixes()
    for path in (*ONTOLOGY_FILES, SHAPES_FILE):
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            if line.startswith("@prefix"):
                _, prefix, namespace, _ = line.split()
                name = prefix.removesuffix(":")
                assert known.get(name, namespace[1:-1]) == namespace[1:-1], line
