"""Quarantine: documents that the gate keeps out, with the reasons and the input, until they are mended.

They lie in a graph of the store itself, so that they are as safe as the rest and go with it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rdflib import Literal
from rdflib.namespace import DCTERMS, RDF

from graph.iris import Iris
from graph.sparql import Triple, data_block, iri, lines
from graph.validation import Violation
from graph.views import Ask, describe
from ontology.namespaces import IR
from ontology.records import Claim, Document, claim_from_json, document_from_json, document_to_json, to_json


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A document that was kept out, its claims, and what is wrong, in words."""

    document: Document
    claims: tuple[Claim, ...]
    reasons: tuple[str, ...]


def quarantine_triples(
    document: Document, claims: Sequence[Claim], faults: Sequence[Violation], iris: Iris
) -> Iterator[Triple]:
    """A document as the quarantine graph holds it."""
    node = iris.quarantined(document.id)
    data = {"document": document_to_json(document), "claims": [to_json(claim) for claim in claims]}
    yield node, RDF.type, IR.Quarantined
    yield node, DCTERMS.identifier, Literal(document.id)
    yield node, IR.input, Literal(json.dumps(data, ensure_ascii=False, sort_keys=True))
    for fault in faults:
        yield node, IR.reason, Literal(str(fault))


class Quarantine:
    """The quarantine graph of a store; `write` runs updates as one transaction."""

    def __init__(self, iris: Iris, ask: Ask, write: Callable[..., None]) -> None:
        self._iris = iris
        self._ask = ask
        self._write = write

    def holds(self, document_id: str) -> bool:
        """Whether a version of this document is kept out."""
        return bool(self._ask(f"SELECT ?p {{ {self._entry(document_id)} }} LIMIT 1"))

    def listed(self) -> list[Quarantined]:
        """All that is kept out, sorted by id."""
        rows = self._ask(f"SELECT ?n {{ GRAPH {iri(self._iris.quarantine)} {{ ?n a ir:Quarantined }} }}")
        found = describe(self._ask, [node for (node,) in rows if node])
        return sorted(map(_quarantined, found.values()), key=lambda one: one.document.id)

    def keep(self, document: Document, claims: Sequence[Claim], faults: Sequence[Violation]) -> None:
        """Keep a document out; an earlier entry under its id is replaced."""
        kept = lines(quarantine_triples(document, claims, faults, self._iris))
        self._write(self.release(document.id), data_block("INSERT", {self._iris.quarantine: kept}))

    def release(self, document_id: str) -> str:
        """The update that takes a document off the list; it does nothing if it is not on it."""
        return f"DELETE WHERE {{ {self._entry(document_id)} }}"

    def _entry(self, document_id: str) -> str:
        return f"GRAPH {iri(self._iris.quarantine)} {{ {iri(self._iris.quarantined(document_id))} ?p ?o }}"


def _quarantined(about: dict[str, list[str]]) -> Quarantined:
    data = json.loads(about[str(IR.input)][0])
    return Quarantined(
        document=document_from_json(data["document"]),
        claims=tuple(claim_from_json(claim) for claim in data["claims"]),
        reasons=tuple(sorted(about[str(IR.reason)])),
    )
