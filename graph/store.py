"""The knowledge store: documents with their claims go in and out as wholes, and the graph follows.

One named graph holds one document. The reference graph and the facts are derived from all documents
present, so the result does not depend on the order of ingest. Each change is one transaction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from threading import RLock
from types import TracebackType
from typing import Literal as OneOf

import pyoxigraph as ox
from rdflib import Dataset, Literal, URIRef

from graph.answers import Answer
from graph.backends import Backend, LocalBackend, open_backend
from graph.decisions import Decision
from graph.derivation import Deriver
from graph.facts import FactPolicy
from graph.gate import Gate
from graph.iris import Iris
from graph.joining import Change, Edition, Joiner, outlet_names
from graph.ledger import Ledger
from graph.policies import parse_policy, policy_text
from graph.quarantine import Quarantine
from graph.reference import reference_digest, reference_triples
from graph.sparql import Triple, data_block, forbid_fetching, iri, lines, names_dataset, term
from graph.triples import ExtractionRun, document_triples, party_triples, this_program
from graph.validation import InvalidGraphError
from graph.views import ClaimView, Row, StoredDocument, list_documents, read_claims, read_document
from ontology.actors import ReferenceActor, load_actors
from ontology.namespaces import DEFAULT_BASE, IR, prefixes
from ontology.records import Claim, Document, with_id

# Raised when the derived graphs are made in another way, so that existing stores derive them anew.
_LAYOUT = "2"

Outcome = OneOf["new", "changed", "unchanged"]


class KnowledgeStore:
    """Documents, claims and what follows from them. Use `open_store` to get one; close it, or use `with`.

    Attributes:
        location: as given to `open_store`.
        iris: how ids become IRIs in this store.
        ledger: the decisions about who is who; `decide` adds to them.
        quarantine: the documents that the gate keeps out.
        dataset: the same data for rdflib, with the union of all graphs as default graph.
    """

    def __init__(
        self,
        backend: Backend,
        location: str,
        iris: Iris,
        policy: FactPolicy | None,
        actors: Sequence[ReferenceActor] | None,
    ) -> None:
        self.location = location
        self.iris = iris
        self._policy = policy
        self._backend = backend
        self._actors = actors
        self._writing = RLock()
        self._is_prepared = False
        self.ledger = Ledger(self)
        self.quarantine = Quarantine(iris, self.ask_rows, self.transact)
        self._gate = Gate()

    def __enter__(self) -> KnowledgeStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder or the connection."""
        self._backend.close()

    @property
    def dataset(self) -> Dataset:
        return self._backend.dataset

    @property
    def oxigraph(self) -> ox.Store | None:
        """The engine itself, or None if the data lies on a server."""
        return self._backend.store if isinstance(self._backend, LocalBackend) else None

    @property
    def policy(self) -> FactPolicy:
        """Which claims make facts: as given to `open_store`, else as the store was last written with."""
        if self._policy is None:
            rows = self.ask_rows(
                f"SELECT ?text {{ GRAPH ?g {{ {iri(self.iris.dataset)} ir:factPolicy ?text }} }}"
            )
            self._policy = parse_policy(rows[0][0] or "") if rows else FactPolicy()
        return self._policy

    @property
    def actors(self) -> Sequence[ReferenceActor]:
        """The actors known beforehand; their descriptions never come from documents."""
        if self._actors is None:
            self._actors = load_actors()
        return self._actors

    # -- reading

    def query(self, sparql: str, *, union: bool = True) -> Answer:
        """Answer any SPARQL 1.1 query; the prefixes of `ontology.namespaces.prefixes` need no declaration.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.
            union: the default graph is the union of all named graphs, unless the query names its graphs
                with FROM; else the unnamed graph.

        Raises:
            QueryError: it is not valid; the message says where.
            ForbiddenQueryError: it would call another host.
        """
        forbid_fetching(sparql)
        # The engine would let the union outweigh the query's own FROM.
        union = union and not names_dataset(sparql)
        return Answer(self._backend.query(sparql, union=union), prefixes(self.iris.base))

    def ask_rows(self, select: str) -> list[Row]:
        """The rows of a SELECT as plain text (lexical forms and IRIs), None where unbound.

        For queries of this package, which name their graphs: the default graph is not the union.
        """
        raw = self._backend.query(select, union=False)
        assert isinstance(raw, ox.QuerySolutions)
        return [tuple(None if cell is None else cell.value for cell in row) for row in raw]

    def ask_triples(self, construct: str) -> list[Triple]:
        """The triples of a CONSTRUCT, under the same rule as `ask_rows`."""
        return Answer(self._backend.query(construct, union=False), {}).triples

    def claims(self, nodes: Sequence[str]) -> list[ClaimView]:
        """The claims with these IRIs, in this order; those that are not there are left out."""
        return read_claims(self.ask_rows, self.iris, [str(node) for node in nodes])

    def documents(self) -> list[StoredDocument]:
        """All documents, sorted by id."""
        return list_documents(self.ask_rows, self.iris)

    def document(self, document_id: str) -> tuple[Document, list[ClaimView]] | None:
        """A document with its claims in the order of the text, or None if it is not there."""
        document = read_document(self.ask_rows, self.iris, document_id)
        if document is None:
            return None
        graph = iri(self.iris.document_graph(document_id))
        nodes = self.ask_rows(f"SELECT ?c {{ GRAPH {graph} {{ ?c a ir:Claim }} }}")
        views = self.claims(sorted(node for (node,) in nodes if node))
        return document, sorted(
            views, key=lambda view: (view.claim.evidence.start, view.claim.trigger.start, view.id)
        )

    def _digest(self, node: str) -> str | None:
        rows = self.ask_rows(f"SELECT ?digest {{ GRAPH ?g {{ {iri(node)} ir:digest ?digest }} }}")
        return rows[0][0] if rows else None

    # -- writing

    def put(
        self,
        document: Document,
        claims: Sequence[Claim],
        *,
        run: ExtractionRun | None = None,
        validate: bool = False,
    ) -> Outcome:
        """Store a document with its claims, in place of what was stored under its id.

        Args:
            document: the text as given.
            claims: all claims read from it; those without an id get one.
            run: the program that made the claims; irgraph itself by default.
            validate: check the new graph against the shapes first (ten milliseconds for ten claims).

        Returns:
            "unchanged" if exactly this is stored already; nothing is written then.

        Raises:
            ValueError: a claim belongs to another document.
            InvalidGraphError: with `validate`, the shapes do not hold; the document goes to the quarantine,
                and what was stored under its id stays.
        """
        claims = [claim if claim.id else with_id(claim) for claim in claims]
        triples = list(document_triples(document, claims, run or this_program(), self.iris))
        content = lines(triples)
        digest = hashlib.sha256("\n".join(content).encode()).hexdigest()
        with self._writing:
            self.load_reference()
            stored = self._digest(self.iris.document(document.id))
            if stored == digest:
                if self.quarantine.holds(document.id):
                    self.transact(self.quarantine.release(document.id))
                return "unchanged"
            if validate and (faults := self._gate.faults(triples)):
                self.quarantine.keep(document, claims, faults)
                raise InvalidGraphError(faults)
            resolve = self.ledger.identities.claim
            if self.ledger.identities.held:
                content = lines(document_triples(document, claims, run or this_program(), self.iris, resolve))
            content.append(f"{iri(self.iris.document(document.id))} ir:digest {term(Literal(digest))} .")
            self._replace(document, content, claims, self.quarantine.release(document.id))
        return "changed" if stored else "new"

    def retract(self, document_id: str) -> bool:
        """Take a document out, with its claims and every fact that rested on it alone, or off the quarantine.

        Returns:
            False if there is no such document.
        """
        with self._writing:
            self.load_reference()
            if self._digest(self.iris.document(document_id)) is not None:
                self._replace(Document(document_id, ""), [], [], self.quarantine.release(document_id))
            elif self.quarantine.holds(document_id):
                self.transact(self.quarantine.release(document_id))
            else:
                return False
        return True

    def readmit(self) -> list[str]:
        """Try the quarantined documents again, after the shapes or the decisions have changed.

        Returns:
            The ids of those that entered.
        """
        entered = []
        for kept in self.quarantine.listed():
            with suppress(InvalidGraphError):
                self.put(kept.document, kept.claims, validate=True)
                entered.append(kept.document.id)
        return entered

    def _replace(
        self, document: Document, content: Sequence[str], claims: Sequence[Claim], *more: str
    ) -> None:
        stored = self.document(document.id)
        old = [view.claim for view in stored[1]] if stored else []
        # Facts follow the decisions about who is who; descriptions say what documents say.
        resolved = [view.resolved for view in stored[1]] if stored else []
        wanted = [self.ledger.identities.claim(claim) for claim in claims]
        before = Edition(stored[0], resolved) if stored else None
        after = Edition(document, wanted) if content else None
        joined = self._joiner().change(before, after)
        deriver = self._deriver()
        changes: dict[URIRef, Change] = {
            self.iris.reference: deriver.reference_change(document.id, old, claims),
            self.iris.facts: deriver.fact_change(before, after, joined),
            self.iris.events: joined,
        }
        graph = self.iris.document_graph(document.id)
        self.transact(
            f"DROP SILENT GRAPH {iri(graph)}",
            data_block("INSERT", {graph: content}),
            data_block("DELETE", {name: lines(change.gone) for name, change in changes.items()}),
            data_block("INSERT", {name: lines(change.new) for name, change in changes.items()}),
            *more,
        )

    def decide(self, decision: Decision) -> Decision:
        """Record a decision about who is who; facts, principals and lists follow, texts are not read again.

        Raises:
            LedgerError: it cannot be taken as things stand; nothing is written then.
        """
        with self._writing:
            self.load_reference()
            # If this fails half-way, the next write finishes it.
            self._is_prepared = False
            placed = self.ledger.decide(decision)
            self._is_prepared = True
        return placed

    def erase(self, decision_id: str) -> None:
        """Undo a decision and take it out of the ledger, as if it had never been made.

        Raises:
            LedgerError: there is no such decision; nothing is written then.
        """
        with self._writing:
            self.load_reference()
            self._is_prepared = False
            self.ledger.erase(decision_id)
            self._is_prepared = True

    def follow(self, document_id: str) -> None:
        """Let a stored document follow the decisions in force: for the ledger, which knows when."""
        found = self.document(document_id)
        if found is None:
            return
        document, views = found
        claims = [view.claim for view in views]
        old = lines(t for view in views for t in party_triples(view.claim, view.resolved, self.iris))
        resolve = self.ledger.identities.claim
        new = lines(t for claim in claims for t in party_triples(claim, resolve(claim), self.iris))
        if old != new:
            content = lines(self.ask_triples(_everything_in(self.iris.document_graph(document_id))))
            self._replace(document, sorted({*content, *new} - ({*old} - {*new})), claims)

    def transact(self, *operations: str) -> None:
        """Run updates of this package as one request, which is one transaction: all of it or nothing."""
        self._backend.update(" ;\n".join(operation for operation in operations if operation))

    def update(self, sparql: str) -> None:
        """Run a SPARQL 1.1 update as one transaction.

        Raises:
            QueryError: it is not valid; the message says where.
            ForbiddenQueryError: it would read a file or call another host.
        """
        forbid_fetching(sparql, update=True)
        with self._writing:
            self._backend.update(sparql)
            self.ledger.renew()

    def load_reference(self) -> None:
        """Bring the reference graph up to date: ontology, event scheme, actors.

        Does nothing if it is current. When the reference data or the policy changed, what documents
        contribute to the shared graphs is derived anew as well.
        """
        with self._writing:
            if self._is_prepared:
                return
            digest = self._reference_digest()
            if self._digest(self.iris.dataset) != digest:
                self._rebuild(digest)
            self.ledger.settle()
            self._is_prepared = True

    def _reference_digest(self) -> str:
        parts = (_LAYOUT, self.iris.base, repr(self.policy), reference_digest(self.actors))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def _rebuild(self, digest: str) -> None:
        if self.ledger.identities.held:
            # The actors known beforehand decide which of several ids stands for an actor.
            for stored in self.documents():
                self.follow(stored.id)
        events, sources = self._joiner().everything()
        descriptions, facts = self._deriver().everything(self._everything_stored(), sources)
        known: Iterable[Triple] = reference_triples(self.actors, self.iris)
        marks = (
            (self.iris.dataset, IR.digest, Literal(digest)),
            (self.iris.dataset, IR.factPolicy, Literal(policy_text(self.policy))),
        )
        self.transact(
            f"DROP SILENT GRAPH {iri(self.iris.reference)}",
            f"DROP SILENT GRAPH {iri(self.iris.facts)}",
            f"DROP SILENT GRAPH {iri(self.iris.events)}",
            data_block(
                "INSERT",
                {
                    self.iris.reference: lines([*known, *descriptions, *marks]),
                    self.iris.facts: lines(facts),
                    self.iris.events: lines(events),
                },
            ),
        )

    def _everything_stored(self) -> Iterator[tuple[Document, list[ClaimView]]]:
        for stored in self.documents():
            if found := self.document(stored.id):
                yield found

    def _joiner(self) -> Joiner:
        return Joiner(self.iris, outlet_names(self.actors), self.ask_rows)

    def _deriver(self) -> Deriver:
        curated = frozenset(actor.id for actor in self.actors)
        return Deriver(self.iris, self.policy, curated, self.ask_rows, self.ask_triples)


def _everything_in(graph: str) -> str:
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {iri(graph)} {{ ?s ?p ?o }} }}"


def open_store(
    location: str,
    *,
    base: str = DEFAULT_BASE,
    create: bool = True,
    policy: FactPolicy | None = None,
    actors: Sequence[ReferenceActor] | None = None,
) -> KnowledgeStore:
    """Open the store at a location.

    Args:
        location: ":memory:", a folder, or the http(s) URL of a SPARQL 1.1 server.
        base: what all IRIs of this store begin with.
        create: make a folder that is not there; without it a missing store is an error.
        policy: which claims make facts; by default the policy that the store was last written with, and in
            a new store every claim between two known principals.
        actors: the actors known beforehand; those of `ontology/actors` by default.

    Raises:
        StoreLockedError: another process holds it.
        StoreMissingError: there is none, and `create` is false.
        StoreInvalidError: the folder holds something else.
        StoreUnreachableError: the server does not answer.
    """
    iris = Iris(base)
    backend = open_backend(location, prefixes(iris.base), create=create)
    store = KnowledgeStore(backend, location, iris, policy, actors)
    if store.ledger.pending():
        # A process ended before all documents followed a decision.
        store.load_reference()
    return store
