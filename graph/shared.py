"""Descriptions that documents share: actors and relations found in text, once each in the reference graph.

Each claim contributes *atoms*: single triples such as "this actor is called so". A description is
the union of the atoms of all documents plus what follows from them (one label; whether a relation
is a sub-property). So it depends on which documents are there, never on the order they came in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS
from rdflib.term import Node

from graph.iris import Iris
from graph.sparql import Triple, term
from ontology.namespaces import EV, IR
from ontology.records import Actor, Claim

ACTOR_CLASSES: Mapping[str, URIRef] = MappingProxyType({
    "state": IR.State,
    "territory": IR.Territory,
    "organisation": IR.Organisation,
    "bloc": IR.Bloc,
    "body": IR.Body,
    "group": IR.Group,
    "person": IR.Person,
    "company": IR.Company,
    "media": IR.MediaOutlet,
    "population": IR.Population,
    "unknown": IR.UnknownActor,
})  # fmt: skip
_TYPES = MappingProxyType({node: name for name, node in ACTOR_CLASSES.items()})
_DERIVED = (RDFS.label, RDFS.subPropertyOf)
_OF_RELATIONS = (IR.phrase, IR.property, IR.modality, IR.polarity, IR.eventType)
FOUND = Literal("documents")


def actors_of(claim: Claim) -> Iterator[Actor]:
    """Every actor that a claim mentions: parties, place and speakers."""
    yield claim.subject
    yield claim.object
    if claim.place:
        yield claim.place
    for link in claim.attribution:
        yield link.actor


def atoms(claims: Iterable[Claim], curated: Collection[str], iris: Iris) -> set[Triple]:
    """What claims contribute to the reference graph; curated actors are described there already."""
    found: set[Triple] = set()
    for claim in claims:
        found.update(_relation_atoms(claim, iris))
        for actor in actors_of(claim):
            found.update(_actor_atoms(actor, curated, iris))
    return found


def _relation_atoms(claim: Claim, iris: Iris) -> Iterator[Triple]:
    node = iris.relation(claim.predicate.phrase)
    yield node, RDF.type, IR.Relation
    yield node, IR.phrase, Literal(claim.predicate.phrase)
    yield node, IR.property, IR[claim.predicate.relation]
    yield node, IR.modality, IR[claim.modality]
    yield node, IR.polarity, IR[claim.polarity]
    if claim.predicate.event_type:
        yield node, IR.eventType, EV[claim.predicate.event_type]


def _actor_atoms(actor: Actor, curated: Collection[str], iris: Iris) -> Iterator[Triple]:
    for named in (actor.id, actor.represents, *actor.alternatives):
        if named and named not in curated:
            yield iris.actor(named), RDF.type, IR.Actor
            yield iris.actor(named), IR.origin, FOUND
    if actor.id in curated:
        return
    node = iris.actor(actor.id)
    yield node, RDF.type, ACTOR_CLASSES[actor.type]
    yield node, SKOS.altLabel, Literal(actor.name)
    yield node, IR.role, Literal(actor.role)
    if actor.represents:
        yield node, IR.actsFor, iris.actor(actor.represents)


def description(found: Iterable[Triple]) -> set[Triple]:
    """The atoms of any number of subjects with what follows from them."""
    kept = {triple for triple in found if triple[1] not in _DERIVED}
    by_subject: dict[Node, set[Triple]] = {}
    for triple in kept:
        by_subject.setdefault(triple[0], set()).add(triple)
    return kept.union(*(_derived(subject, own) for subject, own in by_subject.items()))


def _derived(subject: Node, own: set[Triple]) -> set[Triple]:
    names = [str(value) for _, property_, value in own if property_ in (SKOS.altLabel, IR.phrase)]
    derived: set[Triple] = set()
    if names:
        # The fullest name is the label; among equals the first in the alphabet.
        derived.add((subject, RDFS.label, Literal(min(names, key=lambda name: (-len(name), name)))))
    senses = {value for _, property_, value in own if property_ in (IR.modality, IR.polarity)}
    properties = [value for _, property_, value in own if property_ == IR.property]
    if senses == {IR.asserted, IR.positive} and len(properties) == 1:
        derived.add((subject, RDFS.subPropertyOf, properties[0]))
    return derived


def atom_support(property_: Node, value: Node) -> str:
    """A graph pattern for where a document contributes the atom `?s property_ ?o`.

    The pattern is the same for all atoms of a kind, so that many can be asked about at once. It
    begins at the subject; what else must hold is nested, lest the engine begin there (there are few
    mentions of one actor, but very many mentions of states).
    """
    if property_ == RDF.type and value == IR.Relation:
        return "?claim ir:relation ?s ."
    if (property_ == RDF.type and value == IR.Actor) or property_ == IR.origin:
        ways = ("ir:actor", "ir:actsFor", "ir:alternative")
        return " UNION ".join(
            f"{{ ?mention {way} ?s FILTER EXISTS {{ ?mention a ir:Mention }} }}" for way in ways
        )
    if property_ in _OF_RELATIONS:
        return f"?claim ir:relation ?s FILTER EXISTS {{ ?claim {term(property_)} ?o }}"
    if property_ == RDF.type:
        said = f'ir:actorType "{_TYPES[URIRef(str(value))]}"'
    else:
        said = f"{'ir:name' if property_ == SKOS.altLabel else term(property_)} ?o"
    return f"?mention ir:actor ?s FILTER EXISTS {{ ?mention {said} }}"
