"""Decisions about identity as records, and as triples of the review graph and back.

A decision is written once and never changed: what undoes it is a further decision. Its id is a digest
of what it says and of its place in the ledger; its time is the one that the caller gives.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from typing import Literal as OneOf
from typing import cast

from rdflib import Literal
from rdflib.namespace import DCTERMS, PROV, RDF, XSD

from graph.iris import Iris
from graph.sparql import Triple, iri
from graph.views import Ask, Description, describe
from ontology.namespaces import IR, NIF

Judgement = OneOf["same", "different", "reading", "undo"]
JUDGEMENTS: tuple[Judgement, ...] = ("same", "different", "reading", "undo")
ANYWHERE = -1


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    Attributes:
        judgement: "same" or "different" of two actors, "reading" of some words in one document, or
            "undo" of an earlier decision.
        about: the ids it is about: two actors in alphabetical order; the actor read; the decision undone.
        by: the person or the rule that decided.
        why: the reason, in words.
        at: when, as the caller gives it (ISO 8601); "" if nobody says.
        score: how alike the two were found to be, 0 to 1, or None.
        document: of a reading, the document.
        words: of a reading, the words that are read.
        start: of a reading, the character where the words begin; `ANYWHERE` for each place in the document.
        position: place in the ledger, from 1.
        id: made by `recorded`.
    """

    judgement: Judgement
    about: tuple[str, ...]
    by: str
    why: str = ""
    at: str = ""
    score: float | None = None
    document: str = ""
    words: str = ""
    start: int = ANYWHERE
    position: int = 0
    id: str = ""

    @property
    def day(self) -> str:
        """The day of the decision as `YYYY-MM-DD`, "" if unknown."""
        return self.at[:10]


def recorded(decision: Decision, position: int) -> Decision:
    """The decision at its place in the ledger, with its id."""
    about = tuple(sorted(decision.about))
    placed = replace(decision, about=about, position=position, id="")
    digest = hashlib.sha256(repr(astuple(placed)).encode()).hexdigest()[:12]
    return replace(placed, id=f"decision-{digest}")


def decision_triples(decision: Decision, iris: Iris) -> Iterator[Triple]:
    """A decision as the review graph holds it."""
    node = iris.decision(decision.id)
    named = iris.decision if decision.judgement == "undo" else iris.actor
    yield node, RDF.type, IR.Decision
    yield node, IR.judgement, Literal(decision.judgement)
    yield node, IR.position, Literal(str(decision.position), datatype=XSD.integer, normalize=False)
    for one in decision.about:
        yield node, IR.about, named(one)
    texts = (
        (DCTERMS.creator, decision.by),
        (DCTERMS.description, decision.why),
        (DCTERMS.created, decision.at),
    )
    for property_, text in (*texts, (NIF.anchorOf, decision.words)):
        if text:
            yield node, property_, Literal(text)
    if decision.score is not None:
        yield node, IR.score, Literal(repr(float(decision.score)), datatype=XSD.double, normalize=False)
    if decision.document:
        yield node, PROV.used, iris.document(decision.document)
    if decision.start != ANYWHERE:
        yield node, NIF.beginIndex, Literal(str(decision.start), datatype=XSD.integer, normalize=False)


def read_decisions(ask: Ask, iris: Iris) -> list[Decision]:
    """All decisions of the review graph, in the order in which they were made."""
    rows = ask(f"SELECT ?d {{ GRAPH {iri(iris.review)} {{ ?d a ir:Decision }} }}")
    found = describe(ask, [node for (node,) in rows if node])
    return sorted((_decision(node, about, iris) for node, about in found.items()), key=lambda d: d.position)


def _decision(node: str, about: Description, iris: Iris) -> Decision:
    def one(property_: str) -> str:
        return next(iter(about.get(str(property_), ())), "")

    judgement, score, document = one(IR.judgement), one(IR.score), one(PROV.used)
    name = iris.decision_id if judgement == "undo" else iris.actor_id
    return Decision(
        judgement=cast(Judgement, judgement),
        about=tuple(sorted(map(name, _all(about, IR.about)))),
        by=one(DCTERMS.creator),
        why=one(DCTERMS.description),
        at=one(DCTERMS.created),
        score=float(score) if score else None,
        document=iris.document_id(document) if document else "",
        words=one(NIF.anchorOf),
        start=int(one(NIF.beginIndex) or ANYWHERE),
        position=int(one(IR.position)),
        id=iris.decision_id(node),
    )


def _all(about: Description, property_: str) -> Sequence[str]:
    return about.get(str(property_), ())
