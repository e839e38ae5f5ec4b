"""Upkeep of the shared graphs: what changes in them with one document, and all of them made anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from graph.derivation import Deriver
from graph.facts import FactPolicy
from graph.identity import Identities
from graph.joining import Change, Edition, Joiner, outlet_names
from graph.reading import StoredClaims, StoreReader
from graph.reference import reference_triples
from graph.sparql import Triple, data_block, iri, lines
from ontology.records import Claim, Document


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Words the updates that keep the shared graphs true; it writes nothing itself.

    Attributes:
        store: what is stored so far.
        identities: who is who, by the decisions in force.
        policy: which claims make facts.
    """

    store: StoreReader
    identities: Identities
    policy: FactPolicy

    def following(self, document: Document, claims: Sequence[Claim], *, stays: bool) -> tuple[str, str]:
        """The deletions and the insertions that follow when a document takes the place of its former self.

        Args:
            document: the document as it will be.
            claims: its claims as extraction gave them.
            stays: False if it is taken out.
        """
        changes = self._changes(self.store.document(document.id), document, claims, stays)
        return (
            data_block("DELETE", {name: lines(change.gone) for name, change in changes.items()}),
            data_block("INSERT", {name: lines(change.new) for name, change in changes.items()}),
        )

    def _changes(
        self, stored: StoredClaims | None, document: Document, claims: Sequence[Claim], stays: bool
    ) -> Mapping[URIRef, Change]:
        old = [view.claim for view in stored[1]] if stored else []
        # Facts follow the decisions about who is who; descriptions say what documents say.
        resolved = [view.resolved for view in stored[1]] if stored else []
        before = Edition(stored[0], resolved) if stored else None
        after = Edition(document, [self.identities.claim(claim) for claim in claims]) if stays else None
        joined, deriver, iris = self._joiner().change(before, after), self._deriver(), self.store.iris
        return {
            iris.reference: deriver.reference_change(document.id, old, claims),
            iris.facts: deriver.fact_change(before, after, joined),
            iris.events: joined,
        }

    def anew(self, marks: Sequence[Triple]) -> tuple[str, ...]:
        """The updates that make the shared graphs anew from all documents.

        Args:
            marks: what the reference graph says besides.
        """
        iris = self.store.iris
        events, sources = self._joiner().everything()
        descriptions, facts = self._deriver().everything(self._everything_stored(), sources)
        known = reference_triples(self.store.actors, iris)
        wanted = {
            iris.reference: lines([*known, *descriptions, *marks]),
            iris.facts: lines(facts),
            iris.events: lines(events),
        }
        return (*(f"DROP SILENT GRAPH {iri(graph)}" for graph in wanted), data_block("INSERT", wanted))

    def _everything_stored(self) -> Iterator[StoredClaims]:
        for stored in self.store.documents():
            if found := self.store.document(stored.id):
                yield found

    def _joiner(self) -> Joiner:
        return Joiner(self.store.iris, outlet_names(self.store.actors), self.store.ask_rows)

    def _deriver(self) -> Deriver:
        curated = frozenset(actor.id for actor in self.store.actors)
        return Deriver(self.store.iris, self.policy, curated, self.store.ask_rows, self.store.ask_triples)
