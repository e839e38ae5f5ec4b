"""The reference graph: what is known before any document is read."""

from dataclasses import replace
from datetime import date
from typing import Any

from rdflib import BNode, Graph, Literal
from rdflib.namespace import RDF, RDFS, SKOS, XSD

from graph.iris import Iris
from graph.reference import reference_digest, reference_triples
from graph.shared import ACTOR_CLASSES
from graph.store import KnowledgeStore
from ontology.actors import ReferenceActor, Term
from ontology.namespaces import EV, IR, WIKIDATA
from ontology.terms import ACTOR_TYPES

IRIS = Iris()


def graph_of(*actors: ReferenceActor) -> Graph:
    graph = Graph()
    for triple in reference_triples(actors, IRIS):
        graph.add(triple)
    return graph


def test_actors_with_their_names_and_relations(world: Any) -> None:
    graph = graph_of(*world.actors)
    china, india = IRIS.actor("CHN"), IRIS.actor("IND")
    assert set(graph.objects(china, RDF.type)) == {IR.Actor, IR.State}
    assert graph.value(china, SKOS.exactMatch) == WIKIDATA["Q148"]
    assert graph.value(china, IR.adjective) == Literal("Chinese")
    assert set(graph.objects(india, RDFS.label)) == {Literal("India")}
    assert set(graph.objects(india, SKOS.altLabel)) == {Literal("Republic of India")}
    assert graph.value(IRIS.actor("BEL"), IR.capital) == Literal("Brussels")


def test_membership_and_contested_land_are_not_said_as_facts_are(world: Any) -> None:
    graph = graph_of(*world.actors)
    assert (IRIS.actor("EU"), IR.hasMember, IRIS.actor("BEL")) in graph
    assert (IRIS.actor("TWN"), IR.claimedBy, IRIS.actor("CHN")) in graph
    assert not list(graph.triples((None, IR.memberOf, None)))


def test_offices_have_dates(world: Any) -> None:
    term = Term("foreign minister", "CHN", date(2013, 3, 16), None)
    person = ReferenceActor("person/x", "X", "person", "government", "CHN", ("X",), terms=(term,))
    graph = graph_of(person)
    tenure = graph.value(IRIS.actor("person/x"), IR.tenure)
    assert graph.value(tenure, IR.office) == Literal("foreign minister")
    assert graph.value(tenure, IR.officeOf) == IRIS.actor("CHN")
    assert graph.value(tenure, IR.startDate) == Literal("2013-03-16", datatype=XSD.date)
    assert graph.value(tenure, IR.endDate) is None
    assert graph.value(IRIS.actor("person/x"), IR.actsFor) == IRIS.actor("CHN")


def test_the_vocabulary_is_there_and_nothing_is_blank(world: Any) -> None:
    graph = graph_of(*world.actors)
    assert (EV.CONSULT, RDF.type, IR.EventType) in graph
    assert (IR.consults, IR.eventType, EV.CONSULT) in graph
    assert not [node for node in graph.all_nodes() if isinstance(node, BNode)]


def test_every_type_of_actor_has_its_class() -> None:
    assert set(ACTOR_CLASSES) == set(ACTOR_TYPES)


def test_the_digest_tells_when_actors_change(world: Any) -> None:
    changed = (replace(world.actors[0], capital="Bruges"), *world.actors[1:])
    assert reference_digest(world.actors) == reference_digest(tuple(world.actors))
    assert reference_digest(world.actors) != reference_digest(changed)


def test_loading_twice_changes_nothing(store: KnowledgeStore) -> None:
    store.load_reference()
    before = store.ask_rows("SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o")
    store.load_reference()
    assert store.ask_rows("SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o") == before
