"""What is known before any document is read, as RDF: the ontology, the event scheme, the reference actors.

What documents claim is never stated here: membership is `ir:hasMember`, contested land `ir:claimedBy`,
while the facts use `ir:memberOf` and `ir:claimsTerritory`. So no triple lies in two graphs.

A dated statement is a resource with its days, its source and its view. What nothing ended and is nobody's
mere view is said plainly as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from datetime import date

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SKOS, VOID, XSD
from rdflib.term import Node

from graph.description import example_triples, partition_triples, prefix_triples
from graph.iris import Iris
from graph.shared import ACTOR_CLASSES
from graph.sparql import Triple
from ontology.actors import ReferenceActor, Term
from ontology.namespaces import GEONAMES, IR, ONTOLOGY_FILES, WIKIDATA
from ontology.queries import load_queries
from ontology.statements import LITERAL_RELATIONS, Statement, load_statements

CURATED = Literal("reference")


def reference_digest(actors: Sequence[ReferenceActor]) -> str:
    """A digest of all that the reference triples are made from, without making them."""
    digest = hashlib.sha256()
    for path in ONTOLOGY_FILES:
        digest.update(path.read_bytes())
    for actor in actors:
        digest.update(repr(actor).encode())
    for statement in statements_about(actors):
        digest.update(repr(statement).encode())
    for query in load_queries():
        digest.update(repr(query).encode())
    return digest.hexdigest()


def statements_about(actors: Sequence[ReferenceActor]) -> list[Statement]:
    """The dated statements whose parties, and whose view, are all among the actors."""
    known = {actor.id for actor in actors}

    def fits(one: Statement) -> bool:
        named = one.relation in LITERAL_RELATIONS or one.object in known
        return named and one.subject in known and (one.view is None or one.view in known)

    return [one for one in load_statements() if fits(one)]


def reference_triples(actors: Sequence[ReferenceActor], iris: Iris) -> Iterator[Triple]:
    """The ontology, the event scheme, the example queries and the actors; triples may repeat."""
    ontology = [triple for path in ONTOLOGY_FILES for triple in Graph().parse(path)]
    yield from ontology
    yield from partition_triples(ontology, iris)
    yield from prefix_triples(iris)
    yield from example_triples(load_queries(), iris)
    yield iris.dataset, RDF.type, VOID.Dataset
    yield iris.dataset, VOID.uriSpace, Literal(iris.base)
    for actor in actors:
        yield from _actor(actor, iris)
    for statement in statements_about(actors):
        yield from _statement(statement, iris)


def predicate_of(relation: str) -> URIRef:
    """The property that a dated statement uses."""
    borrowed = {"status": DCTERMS.type, "identifier": DCTERMS.identifier, "geonames": SKOS.exactMatch}
    return borrowed.get(relation) or IR[relation]


def _statement(one: Statement, iris: Iris) -> Iterator[Triple]:
    digest = hashlib.sha256(repr(astuple(one)).encode()).hexdigest()[:12]
    node, subject, predicate = (
        iris.statement(one.subject, digest),
        iris.actor(one.subject),
        predicate_of(one.relation),
    )
    value: Node = Literal(one.object) if one.relation in LITERAL_RELATIONS else iris.actor(one.object)
    if one.relation == "geonames":
        value = GEONAMES[f"{one.object}/"]
    yield node, RDF.type, IR.DatedStatement
    yield node, RDF.subject, subject
    yield node, RDF.predicate, predicate
    yield node, RDF.object, value
    yield node, DCTERMS.source, Literal(one.source)
    yield from _days(node, one.start, one.end)
    if one.view:
        yield node, PROV.wasAttributedTo, iris.actor(one.view)
    elif one.end is None:
        yield subject, predicate, value


def _actor(actor: ReferenceActor, iris: Iris) -> Iterator[Triple]:
    node = iris.actor(actor.id)
    yield node, RDF.type, IR.Actor
    yield node, RDF.type, ACTOR_CLASSES[actor.type]
    yield node, RDFS.label, Literal(actor.name)
    yield node, IR.origin, CURATED
    yield node, IR.role, Literal(actor.role)
    if actor.represents:
        yield node, IR.actsFor, iris.actor(actor.represents)
    if actor.wikidata:
        yield node, SKOS.exactMatch, WIKIDATA[actor.wikidata]
    if actor.source:
        yield node, DCTERMS.source, Literal(actor.source)
    yield from _words(node, actor)
    yield from _relations(node, actor, iris)


def _words(node: URIRef, actor: ReferenceActor) -> Iterator[Triple]:
    named = (
        (SKOS.altLabel, [name for name in actor.names if name != actor.name]),
        (IR.acronym, actor.acronyms),
        (IR.adjective, actor.adjectives),
        (IR.demonym, actor.demonyms),
        (IR.metonym, actor.metonyms),
        (IR.capital, [actor.capital] if actor.capital else []),
    )
    for property_, words in named:
        for word in words:
            yield node, property_, Literal(word)


def _relations(node: URIRef, actor: ReferenceActor, iris: Iris) -> Iterator[Triple]:
    for member in actor.members:
        yield node, IR.hasMember, iris.actor(member)
    for claimant in actor.claimed_by:
        yield node, IR.claimedBy, iris.actor(claimant)
    for position, term in enumerate(actor.terms, start=1):
        tenure = iris.tenure(actor.id, position)
        yield node, IR.tenure, tenure
        yield from _tenure(tenure, term, iris)


def _tenure(node: URIRef, term: Term, iris: Iris) -> Iterator[Triple]:
    yield node, RDF.type, IR.Tenure
    yield node, IR.office, Literal(term.office)
    yield node, IR.officeOf, iris.actor(term.of)
    yield from _days(node, term.start, term.end)


def _days(node: URIRef, start: date | None, end: date | None) -> Iterator[Triple]:
    for property_, day in ((IR.startDate, start), (IR.endDate, end)):
        if day:
            yield node, property_, Literal(day.isoformat(), datatype=XSD.date, normalize=False)
