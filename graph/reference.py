"""What is known before any document is read, as RDF: the ontology, the event scheme, the reference actors.

What documents claim is never stated here: membership is `ir:hasMember`, contested land `ir:claimedBy`,
while the facts use `ir:memberOf` and `ir:claimsTerritory`. So no triple lies in two graphs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS, VOID, XSD

from graph.iris import Iris
from graph.shared import ACTOR_CLASSES
from graph.sparql import Triple
from ontology.actors import ReferenceActor, Term
from ontology.namespaces import IR, ONTOLOGY_FILES, WIKIDATA

CURATED = Literal("reference")


def reference_digest(actors: Sequence[ReferenceActor]) -> str:
    """A digest of all that the reference triples are made from, without making them."""
    digest = hashlib.sha256()
    for path in ONTOLOGY_FILES:
        digest.update(path.read_bytes())
    for actor in actors:
        digest.update(repr(actor).encode())
    return digest.hexdigest()


def reference_triples(actors: Sequence[ReferenceActor], iris: Iris) -> Iterator[Triple]:
    """The ontology, the event scheme and the actors; triples may repeat."""
    for path in ONTOLOGY_FILES:
        yield from Graph().parse(path)
    yield iris.dataset, RDF.type, VOID.Dataset
    yield iris.dataset, VOID.uriSpace, Literal(iris.base)
    for actor in actors:
        yield from _actor(actor, iris)


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
    for property_, day in ((IR.startDate, term.start), (IR.endDate, term.end)):
        if day:
            yield node, property_, Literal(day.isoformat(), datatype=XSD.date, normalize=False)
