"""A document and its claims as RDF: pure functions from records to triples.

What is said here belongs to the document's own graph. Actors and relation resources are named but
not described: their descriptions are shared and live in the reference graph (`graph.shared`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from urllib.parse import quote

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, XSD

from graph.copies import fingerprint
from graph.iris import Iris, shelf
from graph.matters import matter_of, source_of
from graph.sparql import Triple
from ontology.namespaces import EV, IR, NIF, SCHEMA, TOPIC
from ontology.records import Actor, Claim, DateSpan, Document


@dataclass(frozen=True, slots=True)
class ExtractionRun:
    """The program that made the claims, without a time of day: the same input gives the same graph."""

    extractor: str
    version: str


@cache
def this_program() -> ExtractionRun:
    """irgraph itself, in the version installed."""
    return ExtractionRun("irgraph", version("irgraph"))


def mode_iri(event_type: str, mode: str) -> URIRef:
    """The concept of a mode; modes repeat across types, so the type is part of it."""
    return EV[f"{event_type}-{quote(mode)}"]


def as_extracted(claim: Claim) -> Claim:
    """The claim itself: nobody decided anything about its actors."""
    return claim


def document_triples(
    document: Document,
    claims: Sequence[Claim],
    run: ExtractionRun,
    iris: Iris,
    resolve: Callable[[Claim], Claim] = as_extracted,
) -> Iterator[Triple]:
    """Everything that a document's graph holds, except the digest of it; triples may repeat.

    Args:
        document: the text as given.
        claims: all claims read from it, as extraction gave them: so the mentions keep them.
        run: the program that made the claims.
        iris: the IRIs of the store.
        resolve: gives a claim the actors that decisions make of those extracted; the claim names these.

    Raises:
        ValueError: a claim whose evidence lies in another document.
    """
    yield from _document(document, run, iris)
    for claim in {claim.id: claim for claim in claims}.values():
        if claim.document != document.id:
            raise ValueError(f"claim {claim.id} is about document {claim.document!r}, not {document.id!r}")
        yield from _claim(claim, iris)
        yield iris.claim(claim.id), IR.source, Literal(source_of(document, claim))
        yield from party_triples(claim, resolve(claim), iris)


def _document(document: Document, run: ExtractionRun, iris: Iris) -> Iterator[Triple]:
    node, activity = iris.document(document.id), iris.run(document.id)
    for key in fingerprint(document.text):
        yield node, IR.fingerprint, Literal(key)
    yield node, RDF.type, IR.Document
    yield node, DCTERMS.identifier, Literal(document.id)
    yield node, NIF.isString, Literal(document.text)
    yield node, IR.sha256, Literal(hashlib.sha256(document.text.encode()).hexdigest())
    given = (
        (DCTERMS.title, document.title),
        (DCTERMS.publisher, document.publisher),
        (DCTERMS.creator, document.author),
        (SCHEMA.url, document.url),
    )
    for property_, value in given:
        if value:
            yield node, property_, Literal(value)
    if document.date:
        yield node, DCTERMS.date, Literal(document.date.isoformat(), datatype=XSD.date, normalize=False)
    yield activity, RDF.type, IR.ExtractionRun
    yield activity, PROV.used, node
    yield activity, IR.extractor, Literal(run.extractor)
    yield activity, IR.extractorVersion, Literal(run.version)


def _claim(claim: Claim, iris: Iris) -> Iterator[Triple]:
    node = iris.claim(claim.id)
    yield node, RDF.type, IR.Claim
    yield node, RDFS.label, Literal(f"{claim.subject.name} {claim.predicate.phrase} {claim.object.name}")
    yield node, PROV.wasDerivedFrom, iris.document(claim.document)
    yield node, PROV.wasGeneratedBy, iris.run(claim.document)
    yield node, IR.modality, IR[claim.modality]
    yield node, IR.polarity, IR[claim.polarity]
    yield node, IR.confidence, Literal(repr(float(claim.confidence)), datatype=XSD.double, normalize=False)
    yield node, IR.shelf, Literal(str(shelf(claim.id)), datatype=XSD.integer, normalize=False)
    yield from _mention(node, IR.subjectMention, claim.subject, claim.document, iris)
    yield from _mention(node, IR.objectMention, claim.object, claim.document, iris)
    yield from _predicate(node, claim, iris)
    yield from _circumstances(node, claim, iris)
    yield from _attributions(node, claim, iris)
    for property_, words in ((IR.evidence, claim.evidence), (IR.trigger, claim.trigger)):
        span = iris.span(claim.document, words.start, words.end)
        yield node, property_, span
        yield from _span(span, claim.document, words.start, words.end, words.text, iris)


def party_triples(claim: Claim, resolved: Claim, iris: Iris) -> Iterator[Triple]:
    """Whom a claim is about and who says it, as the decisions have it: all that they change in a document."""
    node = iris.claim(claim.id)
    yield node, IR.subject, iris.actor(resolved.subject.id)
    yield node, IR.object, iris.actor(resolved.object.id)
    yield node, IR.subjectPrincipal, iris.actor(resolved.subject.principal)
    yield node, IR.objectPrincipal, iris.actor(resolved.object.principal)
    if matter := matter_of(resolved):
        yield node, IR.matter, iris.matter(*matter)
    if resolved.speaker:
        yield node, IR.saidBy, iris.actor(resolved.speaker)
    if resolved.place:
        yield node, IR.place, iris.actor(resolved.place.id)
    for position, said in enumerate(resolved.attribution, start=1):
        link = iris.attribution(claim.id, position)
        yield link, IR.speaker, iris.actor(said.actor.id)
        yield link, IR.speakerPrincipal, iris.actor(said.actor.principal)


def _predicate(node: URIRef, claim: Claim, iris: Iris) -> Iterator[Triple]:
    predicate = claim.predicate
    yield node, IR.relation, iris.relation(predicate.phrase)
    yield node, IR.phrase, Literal(predicate.phrase)
    yield node, IR.property, IR[predicate.relation]
    yield node, IR.frame, Literal(predicate.frame)
    if predicate.event_type:
        yield node, IR.eventType, EV[predicate.event_type]
    if predicate.event_type and predicate.mode:
        yield node, IR["mode"], mode_iri(predicate.event_type, predicate.mode)
    if predicate.cameo:
        yield node, IR.cameo, Literal(predicate.cameo)


def _circumstances(node: URIRef, claim: Claim, iris: Iris) -> Iterator[Triple]:
    if claim.date:
        yield from _date(node, claim.date)
    if claim.place:
        yield from _mention(node, IR.placeMention, claim.place, claim.document, iris)
    for topic in claim.topics:
        yield node, IR.topic, TOPIC[quote(topic)]


def _date(node: URIRef, span: DateSpan) -> Iterator[Triple]:
    yield node, IR.startDate, Literal(span.start.isoformat(), datatype=XSD.date, normalize=False)
    yield node, IR.endDate, Literal(span.end.isoformat(), datatype=XSD.date, normalize=False)
    yield node, IR.granularity, Literal(span.granularity)
    yield node, IR.dateText, Literal(span.text)


def _attributions(node: URIRef, claim: Claim, iris: Iris) -> Iterator[Triple]:
    for position, said in enumerate(claim.attribution, start=1):
        link = iris.attribution(claim.id, position)
        yield node, IR.attribution, link
        yield link, RDF.type, IR.Attribution
        yield link, IR.position, Literal(str(position), datatype=XSD.integer, normalize=False)
        yield link, IR.verb, Literal(said.verb)
        yield link, IR.stance, Literal(said.stance)
        yield from _mention(link, IR.speakerMention, said.actor, claim.document, iris)
        if position < len(claim.attribution):
            yield link, IR["next"], iris.attribution(claim.id, position + 1)


def _mention(node: URIRef, property_: URIRef, actor: Actor, document: str, iris: Iris) -> Iterator[Triple]:
    mention = iris.mention(document, actor)
    yield node, property_, mention
    yield mention, RDF.type, IR.Mention
    yield mention, IR.actor, iris.actor(actor.id)
    yield mention, IR.name, Literal(actor.name)
    yield mention, IR.actorType, Literal(actor.type)
    yield mention, IR.role, Literal(actor.role)
    yield mention, IR.resolvedBy, Literal(actor.resolved_by)
    yield mention, NIF.anchorOf, Literal(actor.mention)
    if actor.represents:
        yield mention, IR.actsFor, iris.actor(actor.represents)
    for alternative in actor.alternatives:
        yield mention, IR.alternative, iris.actor(alternative)
    if actor.start >= 0:
        yield from _position(mention, actor.start, actor.end)


def _span(node: URIRef, document: str, start: int, end: int, text: str, iris: Iris) -> Iterator[Triple]:
    yield node, RDF.type, IR.TextSpan
    yield node, NIF.referenceContext, iris.document(document)
    yield node, NIF.anchorOf, Literal(text)
    yield from _position(node, start, end)


def _position(node: URIRef, start: int, end: int) -> Iterator[Triple]:
    yield node, NIF.beginIndex, Literal(str(start), datatype=XSD.integer, normalize=False)
    yield node, NIF.endIndex, Literal(str(end), datatype=XSD.integer, normalize=False)
