"""How ids become IRIs and come back: one base, one path a kind, no blank nodes anywhere.

Parts of a document (its run, its spans and mentions) are fragments of the document's IRI, so they
can never be taken for another document. Ids are percent-encoded; `/` stays, for readable paths.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import astuple
from urllib.parse import quote, unquote

from rdflib import URIRef

from ontology.namespaces import DEFAULT_BASE
from ontology.records import Actor

_NO_WORD = re.compile(r"[^a-z0-9]+")
_CLAIM_ID = re.compile(r"claim-([0-9a-f]{3})")
SHELVES = 4096


def slug(phrase: str) -> str:
    """A phrase as a readable path: "plans dialogue with" gives "plans-dialogue-with".

    What has no letter of the Latin alphabet is named by a digest.
    """
    plain = unicodedata.normalize("NFKD", phrase).encode("ascii", "ignore").decode().lower()
    return _NO_WORD.sub("-", plain).strip("-") or hashlib.sha256(phrase.encode()).hexdigest()[:12]


def shelf(claim_id: str) -> int:
    """On which of 4096 shelves a claim stands: the first three digits of its id.

    Claims in the order of their shelves are in the order of their ids, so a page of a long list can be
    read off a few shelves. Ids that are not made by `with_id` stand on one more shelf, at the end.
    """
    digits = _CLAIM_ID.match(claim_id)
    return int(digits[1], 16) if digits else SHELVES


class Iris:
    """The IRIs under one base; the base ends with `/` or `#`."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        self.base = base if base.endswith(("/", "#")) else base + "/"
        self.reference = URIRef(self.base + "graph/reference")
        self.facts = URIRef(self.base + "graph/facts")
        self.events = URIRef(self.base + "graph/events")
        self.review = URIRef(self.base + "graph/review")
        self.quarantine = URIRef(self.base + "graph/quarantine")
        self.dataset = URIRef(self.base + "dataset")

    def _mint(self, kind: str, key: str) -> URIRef:
        return URIRef(f"{self.base}{kind}/{quote(key, safe='/')}")

    def _key(self, kind: str, iri: str) -> str:
        return unquote(iri.removeprefix(f"{self.base}{kind}/"))

    def actor(self, actor_id: str) -> URIRef:
        return self._mint("actor", actor_id)

    def actor_id(self, iri: str) -> str:
        return self._key("actor", iri)

    def claim(self, claim_id: str) -> URIRef:
        return self._mint("claim", claim_id)

    def claim_id(self, iri: str) -> str:
        return self._key("claim", iri)

    def document(self, document_id: str) -> URIRef:
        return self._mint("document", document_id)

    def document_id(self, iri: str) -> str:
        return self._key("document", iri)

    def document_graph(self, document_id: str) -> URIRef:
        """The named graph that holds a document and all that was read from it."""
        return self._mint("graph/document", document_id)

    def document_of_graph(self, iri: str) -> str:
        """The id of the document whose named graph this is."""
        return self._key("graph/document", iri)

    def decision(self, decision_id: str) -> URIRef:
        return self._mint("decision", decision_id)

    def decision_id(self, iri: str) -> str:
        return self._key("decision", iri)

    def statement(self, actor_id: str, digest: str) -> URIRef:
        return URIRef(f"{self.actor(actor_id)}#statement-{digest}")

    def matter(self, subject: str, relation: str, object_: str) -> URIRef:
        """What claims are about: two principals and the closed relation between them."""
        return URIRef(
            f"{self.base}matter/{'/'.join(quote(part, safe='') for part in (subject, relation, object_))}"
        )

    def matter_parts(self, iri: str) -> tuple[str, str, str]:
        """Subject, relation and object of a matter."""
        subject, relation, object_ = map(unquote, iri.removeprefix(f"{self.base}matter/").split("/"))
        return subject, relation, object_

    def event(self, event_id: str) -> URIRef:
        return self._mint("event", event_id)

    def event_id(self, iri: str) -> str:
        return self._key("event", iri)

    def contradiction(self, contradiction_id: str) -> URIRef:
        return self._mint("contradiction", contradiction_id)

    def contradiction_id(self, iri: str) -> str:
        return self._key("contradiction", iri)

    def query(self, name: str) -> URIRef:
        """An example query."""
        return self._mint("query", name)

    def quarantined(self, document_id: str) -> URIRef:
        """A document that was kept out, in the quarantine graph."""
        return self._mint("quarantine", document_id)

    def relation(self, phrase: str) -> URIRef:
        return self._mint("relation", slug(phrase))

    def run(self, document_id: str) -> URIRef:
        return URIRef(self.document(document_id) + "#run")

    def span(self, document_id: str, start: int, end: int) -> URIRef:
        """Characters of a document, named as in NIF and RFC 5147."""
        return URIRef(f"{self.document(document_id)}#char={start},{end}")

    def mention(self, document_id: str, actor: Actor) -> URIRef:
        """The reading of some words as an actor; another reading of the same words has another IRI."""
        digest = hashlib.sha256(repr(astuple(actor)).encode()).hexdigest()[:12]
        return URIRef(f"{self.document(document_id)}#mention-{digest}")

    def attribution(self, claim_id: str, position: int) -> URIRef:
        return URIRef(f"{self.claim(claim_id)}#attribution-{position}")

    def tenure(self, actor_id: str, position: int) -> URIRef:
        return URIRef(f"{self.actor(actor_id)}#tenure-{position}")
