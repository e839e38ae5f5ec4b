"""Claims and documents read back from the graph, as the records they were made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast
from urllib.parse import unquote

from rdflib.namespace import DCTERMS, PROV

from graph.iris import Iris
from graph.sparql import values
from ontology.namespaces import IR, NIF, SCHEMA
from ontology.records import (
    Actor,
    Attribution,
    Claim,
    DateSpan,
    Document,
    Evidence,
    Granularity,
    Mention,
    Modality,
    Polarity,
    Predicate,
    Stance,
    to_json,
)

Row = tuple[str | None, ...]
Ask = Callable[[str], list[Row]]
Description = Mapping[str, Sequence[str]]

_PARTS = (IR.evidence, IR.trigger, IR.subjectMention, IR.objectMention, IR.placeMention, IR.attribution)


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as stored, with the IRI under which the graph knows it.

    `claim` is what extraction said; `resolved` has the same with the actors that decisions make of it.
    """

    iri: str
    claim: Claim
    resolved: Claim

    @property
    def id(self) -> str:
        return self.claim.id

    def to_json(self) -> dict[str, Any]:
        """The claim with the field names of DESIGN.md section 2, as `irgraph extract` writes it.

        Where decisions made other actors of its parties, `resolved` names them and their principals.
        """
        return to_json(self.claim) | ({} if self.resolved == self.claim else {"resolved": self._resolved()})

    def _resolved(self) -> dict[str, dict[str, str]]:
        parties = {"subject": self.resolved.subject, "object": self.resolved.object}
        parties |= {"place": self.resolved.place} if self.resolved.place else {}
        return {name: {"id": actor.id, "principal": actor.principal} for name, actor in parties.items()}


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document in the store; `digest` changes with its text, its fields or its claims."""

    id: str
    title: str
    date: date | None
    publisher: str
    url: str
    digest: str
    claims: int


def describe(ask: Ask, nodes: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """Every property of some resources: IRI → property → values, all as plain text."""
    found: dict[str, dict[str, list[str]]] = {}
    wanted = sorted(set(nodes))
    if not wanted:
        return found
    for subject, property_, value in ask(
        f"SELECT ?s ?p ?o {{ {values('s', wanted)} GRAPH ?g {{ ?s ?p ?o }} }}"
    ):
        found.setdefault(subject or "", {}).setdefault(property_ or "", []).append(value or "")
    return found


def read_claims(ask: Ask, iris: Iris, claims: Sequence[str]) -> list[ClaimView]:
    """The claims with the given IRIs, in that order; those that are not there are left out."""
    known = describe(ask, claims)
    parts = {
        part for about in known.values() for property_ in _PARTS for part in about.get(str(property_), ())
    }
    known.update(describe(ask, parts))
    said_by = {mention for part in parts for mention in known[part].get(str(IR.speakerMention), ())}
    known.update(describe(ask, said_by - known.keys()))
    reader = _Reader(known, iris)
    return [reader.view(claim) for claim in claims if claim in known]


class _Reader:
    """Builds records from descriptions."""

    def __init__(self, known: Mapping[str, Description], iris: Iris) -> None:
        self._known = known
        self._iris = iris

    def _maybe(self, node: str, property_: str) -> str | None:
        found = self._known[node].get(property_)
        return found[0] if found else None

    def _one(self, node: str, property_: str) -> str:
        return self._known[node][property_][0]

    def view(self, node: str) -> ClaimView:
        claim = self.claim(node)
        return ClaimView(node, claim, self._resolved(node, claim))

    def _resolved(self, node: str, claim: Claim) -> Claim:
        place = self._maybe(node, str(IR.place))
        said = zip(self._links(node), claim.attribution, strict=True)
        return replace(
            claim,
            subject=self._party(claim.subject, node, IR.subject, IR.subjectPrincipal),
            object=self._party(claim.object, node, IR.object, IR.objectPrincipal),
            place=self._named(claim.place, self._iris.actor_id(place)) if claim.place and place else None,
            attribution=tuple(
                replace(link, actor=self._party(link.actor, part, IR.speaker, IR.speakerPrincipal))
                for part, link in said
            ),
        )

    def _party(self, actor: Actor, node: str, named: str, principal: str) -> Actor:
        stands_for = self._iris.actor_id(self._one(node, str(principal)))
        party = self._named(actor, self._iris.actor_id(self._one(node, str(named))))
        return party if party.principal == stands_for else replace(party, represents=stands_for)

    def _named(self, actor: Actor, actor_id: str) -> Actor:
        return actor if actor.id == actor_id else replace(actor, id=actor_id)

    def claim(self, node: str) -> Claim:
        document = self._iris.document_id(self._one(node, str(PROV.wasDerivedFrom)))
        place = self._maybe(node, str(IR.placeMention))
        evidence = self._words(self._one(node, str(IR.evidence)))
        return Claim(
            id=self._iris.claim_id(node),
            subject=self._actor(self._one(node, str(IR.subjectMention))),
            predicate=self._predicate(node),
            object=self._actor(self._one(node, str(IR.objectMention))),
            modality=cast(Modality, _local(self._one(node, str(IR.modality)))),
            polarity=cast(Polarity, _local(self._one(node, str(IR.polarity)))),
            attribution=self._attribution(node),
            date=self._date(node),
            place=self._actor(place) if place else None,
            topics=tuple(sorted(_local(topic) for topic in self._known[node].get(str(IR.topic), ()))),
            confidence=float(self._one(node, str(IR.confidence))),
            evidence=Evidence(document, evidence.start, evidence.end, evidence.text),
            trigger=self._words(self._one(node, str(IR.trigger))),
        )

    def _predicate(self, node: str) -> Predicate:
        event_type, mode = self._maybe(node, str(IR.eventType)), self._maybe(node, str(IR["mode"]))
        name = _local(event_type) if event_type else None
        return Predicate(
            phrase=self._one(node, str(IR.phrase)),
            event_type=name,
            mode=_local(mode).removeprefix(f"{name}-") if mode else None,
            cameo=self._maybe(node, str(IR.cameo)),
            relation=_local(self._one(node, str(IR.property))),
            frame=self._one(node, str(IR.frame)),
        )

    def _links(self, node: str) -> list[str]:
        links = self._known[node].get(str(IR.attribution), ())
        return sorted(links, key=lambda link: int(self._one(link, str(IR.position))))

    def _attribution(self, node: str) -> tuple[Attribution, ...]:
        return tuple(
            Attribution(
                self._actor(self._one(link, str(IR.speakerMention))),
                self._one(link, str(IR.verb)),
                cast(Stance, self._one(link, str(IR.stance))),
            )
            for link in self._links(node)
        )

    def _date(self, node: str) -> DateSpan | None:
        start = self._maybe(node, str(IR.startDate))
        if start is None:
            return None
        return DateSpan(
            date.fromisoformat(start),
            date.fromisoformat(self._one(node, str(IR.endDate))),
            cast(Granularity, self._one(node, str(IR.granularity))),
            self._one(node, str(IR.dateText)),
        )

    def _words(self, node: str) -> Mention:
        start, end = self._position(node)
        return Mention(start, end, self._one(node, str(NIF.anchorOf)))

    def _position(self, node: str) -> tuple[int, int]:
        start, end = self._maybe(node, str(NIF.beginIndex)), self._maybe(node, str(NIF.endIndex))
        return int(start or -1), int(end or -1)

    def _actor(self, node: str) -> Actor:
        start, end = self._position(node)
        represents = self._maybe(node, str(IR.actsFor))
        alternatives = self._known[node].get(str(IR.alternative), ())
        return Actor(
            id=self._iris.actor_id(self._one(node, str(IR.actor))),
            name=self._one(node, str(IR.name)),
            type=self._one(node, str(IR.actorType)),
            role=self._one(node, str(IR.role)),
            represents=self._iris.actor_id(represents) if represents else None,
            mention=self._one(node, str(NIF.anchorOf)),
            resolved_by=self._one(node, str(IR.resolvedBy)),
            start=start,
            end=end,
            alternatives=tuple(sorted(self._iris.actor_id(other) for other in alternatives)),
        )


def _local(iri: str) -> str:
    return unquote(iri.rpartition("#")[2])


def read_document(ask: Ask, iris: Iris, document_id: str) -> Document | None:
    """A document as it was given, or None if the store does not have it."""
    known = describe(ask, [iris.document(document_id)])
    if not known:
        return None
    about = next(iter(known.values()))

    def one(property_: str) -> str:
        return next(iter(about.get(property_, ())), "")

    published = one(str(DCTERMS.date))
    return Document(
        id=document_id,
        text=one(str(NIF.isString)),
        date=date.fromisoformat(published) if published else None,
        title=one(str(DCTERMS.title)),
        publisher=one(str(DCTERMS.publisher)),
        url=one(str(SCHEMA.url)),
        author=one(str(DCTERMS.creator)),
    )


def list_documents(ask: Ask, iris: Iris) -> list[StoredDocument]:
    """All documents without their texts, sorted by id."""
    counted = ask("SELECT ?d (COUNT(?c) AS ?n) { GRAPH ?g { ?c prov:wasDerivedFrom ?d } } GROUP BY ?d")
    counts = {node: int(number or 0) for node, number in counted}
    rows = ask(
        "SELECT ?d ?digest ?title ?date ?publisher ?url { GRAPH ?g { ?d a ir:Document ; ir:digest ?digest . "
        "OPTIONAL { ?d dcterms:title ?title } OPTIONAL { ?d dcterms:date ?date } "
        "OPTIONAL { ?d dcterms:publisher ?publisher } OPTIONAL { ?d schema:url ?url } } }"
    )
    return sorted((_stored(iris, row, counts.get(row[0], 0)) for row in rows), key=lambda found: found.id)


def _stored(iris: Iris, row: Row, claims: int) -> StoredDocument:
    node, digest, title, published, publisher, url = row
    return StoredDocument(
        id=iris.document_id(node or ""),
        title=title or "",
        date=date.fromisoformat(published) if published else None,
        publisher=publisher or "",
        url=url or "",
        digest=digest or "",
        claims=claims,
    )
