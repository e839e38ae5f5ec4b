"""Matters: what claims of any document are about, and what a document reports on one.

A matter is a closed relation between two known principals, whatever the modality, the polarity and the
day. Claims of one matter are what can be joined into events, or contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, cast

from graph.iris import Iris
from graph.sparql import values
from graph.views import Ask, Row
from ontology.records import Claim, Document, Modality, Polarity
from ontology.terms import EVENT_TYPES, MUTUAL_TYPES

UNRESOLVED = "mention/"  # how the ids of actors begin that nobody has identified
_MUTUAL = frozenset(EVENT_TYPES[name][1] for name in MUTUAL_TYPES)
_TYPE_OF = {relation: name for name, (_, relation, _) in EVENT_TYPES.items()}


class Matter(NamedTuple):
    """Who, what, whom: ids of principals and the closed relation. Of a mutual relation, ids are in order."""

    subject: str
    relation: str
    object: str

    @property
    def event_type(self) -> str | None:
        """The PLOVER type, or None for a standing relation."""
        return _TYPE_OF.get(self.relation)


def matter_of(claim: Claim) -> Matter | None:
    """The matter of a claim; None within one principal, or if nobody knows who a party is."""
    subject, object_ = claim.subject.principal, claim.object.principal
    if subject == object_ or subject.startswith(UNRESOLVED) or object_.startswith(UNRESOLVED):
        return None
    relation = claim.predicate.relation
    if relation in _MUTUAL:
        subject, object_ = sorted((subject, object_))
    return Matter(subject, relation, object_)


def source_of(document: Document, claim: Claim) -> str:
    """Who reports a claim: the medium that the report cites, else its publisher, else the report itself."""
    cited = [link.actor.name for link in claim.attribution if link.actor.type == "media"]
    return cited[-1] if cited else document.publisher or document.id


@dataclass(frozen=True, slots=True)
class Report:
    """What a document says on a matter, in one claim.

    Attributes:
        claim: the claim's id.
        document: the document's id.
        source: see `source_of`.
        printed_by: the document's publisher, or the document itself.
        published: the document's day, None if unknown.
        matter: what it is about.
        actor: the principal that acts; it tells the direction of a mutual relation.
        modality: of the claim.
        polarity: of the claim.
        said_by: the principal that says or denies it, None if the report does on its own account.
        span: first and last day that the words give, None if they give none.
    """

    claim: str
    document: str
    source: str
    printed_by: str
    published: date | None
    matter: Matter
    actor: str
    modality: Modality
    polarity: Polarity
    said_by: str | None
    span: tuple[date, date] | None

    @property
    def kind(self) -> str:
        """The event type (or relation) with what is not plain about it: "CONSULT/planned/negated"."""
        planned = "" if self.modality == "asserted" else f"/{self.modality}"
        negated = "/negated" if self.polarity == "negative" else ""
        return f"{self.matter.event_type or self.matter.relation}{planned}{negated}"


def reports_of(document: Document, claims: Iterable[Claim]) -> list[Report]:
    """What a document reports on any matter, one entry a claim."""
    return [
        Report(
            claim=claim.id,
            document=document.id,
            source=source_of(document, claim),
            printed_by=document.publisher or document.id,
            published=document.date,
            matter=matter,
            actor=claim.subject.principal,
            modality=claim.modality,
            polarity=claim.polarity,
            said_by=claim.speaker,
            span=(claim.date.start, claim.date.end) if claim.date else None,
        )
        for claim in claims
        if (matter := matter_of(claim))
    ]


_COLUMNS = "?claim ?document ?source ?publisher ?day ?matter ?actor ?modality ?polarity ?said_by ?start ?end"

# One pattern a group, lest the engine read all that a group could match.
_MAYBE = " ".join(
    f"OPTIONAL {{ GRAPH ?g {{ {pattern} }} }}"
    for pattern in (
        "?document dcterms:publisher ?publisher",
        "?document dcterms:date ?day",
        "?claim ir:saidBy ?said_by",
        "?claim ir:startDate ?start",
        "?claim ir:endDate ?end",
    )
)


def read_reports(ask: Ask, iris: Iris, matters: Iterable[Matter] | None = None) -> list[Report]:
    """What all stored documents report on some matters, or on every matter."""
    wanted = "" if matters is None else values("matter", [iris.matter(*matter) for matter in sorted(matters)])
    rows = ask(
        f"SELECT {_COLUMNS} {{ {wanted} GRAPH ?g {{ ?claim ir:matter ?matter ; "
        "prov:wasDerivedFrom ?document ; ir:source ?source ; ir:subjectPrincipal ?actor ; "
        f"ir:modality ?modality ; ir:polarity ?polarity }} {_MAYBE} }}"
    )
    known: dict[str, Matter] = {}
    return [_report(row, iris, known) for row in rows]


def _report(row: Row, iris: Iris, known: dict[str, Matter]) -> Report:
    claim, document, source, publisher, day, about, actor, modality, polarity, said_by, start, end = row
    about = about or ""
    if about not in known:
        known[about] = Matter(*iris.matter_parts(about))
    return Report(
        claim=iris.claim_id(claim or ""),
        document=iris.document_id(document or ""),
        source=source or "",
        printed_by=publisher or iris.document_id(document or ""),
        published=date.fromisoformat(day) if day else None,
        matter=known[about],
        actor=iris.actor_id(actor or ""),
        modality=cast(Modality, (modality or "").rpartition("#")[2]),
        polarity=cast(Polarity, (polarity or "").rpartition("#")[2]),
        said_by=iris.actor_id(said_by) if said_by else None,
        span=(date.fromisoformat(start), date.fromisoformat(end)) if start and end else None,
    )


def matters_of_documents(ask: Ask, iris: Iris, documents: Iterable[str]) -> set[Matter]:
    """The matters that some stored documents have claims on."""
    nodes = [iris.document(one) for one in sorted(documents)]
    if not nodes:
        return set()
    rows = ask(
        f"SELECT DISTINCT ?matter {{ {values('d', nodes)} "
        "GRAPH ?g { ?claim prov:wasDerivedFrom ?d ; ir:matter ?matter } }"
    )
    return {Matter(*iris.matter_parts(node)) for (node,) in rows if node}
